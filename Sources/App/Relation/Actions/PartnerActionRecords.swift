import Domain
import Persistence

/// An action as lists show it, with what is needed to do it.
struct PartnerActionLine: Codable, Sendable {
    let id: ID<PartnerAction>
    let companyId: ID<Company>
    let companyName: String
    let town: String
    let relation: RelationStatus
    let companyPhone: String?
    let contactCivility: String?
    let contactFamilyName: String?
    let contactPhone: String?
    let label: String
    let dueOn: LocalDate
    let ownerId: ID<Account>?
    let ownerName: String
    let postponed: Int
    let doneOn: LocalDate?
    let doneBy: String

    var contactName: String? {
        contactFamilyName.map { [contactCivility ?? "", $0].filter { !$0.isEmpty }.joined(separator: " ") }
    }

    var phone: String? { contactPhone ?? companyPhone }
}

/// Which actions a list shows.
struct PartnerActionFilter: Sendable {
    enum Owner: String, CaseIterable, Sendable {
        case everyone = ""
        case mine = "moi"
        case nobody = "personne"
    }

    var owner = Owner.everyone
    var account: ID<Account>?
    var urgency: Urgency?
    var isDone = false
    /// Due today or before: what the tile of the home page counts.
    var isDue = false
    var after: (day: String, id: String)?
    let today: LocalDate

    init(query: FormValues, account: ID<Account>?, today: LocalDate) {
        owner = Owner(rawValue: query["qui"]) ?? .everyone
        self.account = account
        urgency = Urgency(rawValue: query["quand"])
        isDone = query["quand"] == "faites"
        isDue = query["quand"] == "echues"
        self.today = today
        let parts = query["apres"].split(separator: "|").map(String.init)
        if parts.count == 2 { after = (parts[0], parts[1]) }
    }

    init(today: LocalDate) {
        self.today = today
    }

    fileprivate var condition: SQL {
        var parts: [SQL] = [isDone ? "partner_action.done_on is not null" : "partner_action.done_on is null"]
        switch owner {
        case .everyone: break
        case .mine: parts.append("partner_action.owner_id = \(account?.rawValue ?? "")")
        case .nobody: parts.append("partner_action.owner_id is null")
        }
        let sunday = today.monday.adding(days: 6)
        switch urgency {
        case .late: parts.append("partner_action.due_on < \(today)")
        case .today: parts.append("partner_action.due_on = \(today)")
        case .week: parts.append("partner_action.due_on > \(today) and partner_action.due_on <= \(sunday)")
        case .later: parts.append("partner_action.due_on > \(sunday)")
        case nil: break
        }
        if isDue { parts.append("partner_action.due_on <= \(today)") }
        if let after {
            parts.append(
                isDone
                    ? "(partner_action.done_on, partner_action.id) < (\(after.day), \(after.id))"
                    : "(partner_action.due_on, partner_action.id) > (\(after.day), \(after.id))")
        }
        return .joined(parts, by: " and ")
    }

    fileprivate var order: SQL {
        isDone ? "partner_action.done_on desc, partner_action.id desc" : "partner_action.due_on, partner_action.id"
    }
}

/// How many actions are open, by urgency.
struct ActionCounts: Codable, Sendable {
    var late = 0
    var today = 0
    var week = 0
    var later = 0

    var all: Int { late + today + week + later }

    subscript(_ urgency: Urgency) -> Int {
        switch urgency {
        case .late: late
        case .today: today
        case .week: week
        case .later: later
        }
    }
}

/// Someone who may be asked to do something with a partner.
struct ActionOwner: Codable, Sendable {
    let id: ID<Account>
    let familyName: String
    let firstName: String
    let email: String

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SchoolDatabase {
    func partnerAction(_ id: ID<PartnerAction>) throws -> PartnerAction {
        try find(id, in: .partnerAction, "Cette action")
    }

    func actionLines(_ filter: PartnerActionFilter, limit: Int) throws -> [PartnerActionLine] {
        try rows(
            """
            \(actionColumns) where \(filter.condition) order by \(filter.order) limit \(limit)
            """)
    }

    /// What is open with some companies, the most urgent first.
    func openActions(of companies: [ID<Company>]) throws -> [PartnerActionLine] {
        try rows(
            """
            \(actionColumns) where partner_action.company_id in (\(list: companies)) and partner_action.done_on is null
            order by partner_action.due_on, partner_action.id limit 50
            """)
    }

    private var actionColumns: SQL {
        """
        select partner_action.id, partner_action.company_id,
        coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as town,
        company.relation, company.phone as company_phone, contact.civility as contact_civility,
        contact.family_name as contact_family_name, contact.phone as contact_phone, partner_action.label,
        partner_action.due_on, partner_action.owner_id, partner_action.owner_name, partner_action.postponed,
        partner_action.done_on, partner_action.done_by
        from \(table(.partnerAction)) join \(table(.company)) on company.id = partner_action.company_id
        left join \(table(.contact)) on contact.id = partner_action.contact_id
        """
    }

    func actionCounts(_ filter: PartnerActionFilter) throws -> ActionCounts {
        var all = filter
        (all.urgency, all.after, all.isDone, all.isDue) = (nil, nil, false, false)
        let today = filter.today, sunday = today.monday.adding(days: 6)
        let found: ActionCounts? = try row(
            """
            select count(*) filter (where partner_action.due_on < \(today)) as late,
            count(*) filter (where partner_action.due_on = \(today)) as today,
            count(*) filter (where partner_action.due_on > \(today) and partner_action.due_on <= \(sunday)) as week,
            count(*) filter (where partner_action.due_on > \(sunday)) as later
            from \(table(.partnerAction)) where \(all.condition)
            """)
        return found ?? ActionCounts()
    }

    /// The people of the school who may write about partners.
    func actionOwners() throws -> [ActionOwner] {
        let roles = Role.allCases.filter { $0.may(.editCompanies) }
        return try rows(
            """
            select distinct account.id, account.family_name, account.first_name, account.email
            from \(table(.membership)) join account on account.id = membership.account_id
            where account.active = true and membership.role in (\(list: roles))
            order by account.family_name, account.first_name, account.id
            """)
    }
}
