import Domain
import Persistence

/// One recipient of a campaign.
struct CampaignMail: Codable, Sendable {
    enum State: String, Codable, CaseIterable, Sendable {
        case waiting = "attente"
        case queued = "parti"
        case dropped = "ecarte"
    }

    let id: ID<CampaignMail>
    let campaignId: ID<Campaign>
    let companyId: ID<Company>
    let contactId: ID<Contact>?
    let recipient: String
    var tokenHash: String?
    var state: State
    /// Why it was dropped.
    var reason: String
    var queuedOn: LocalDate?
    var outboxId: String?
}

/// Someone who would receive a campaign, or would not.
struct Recipient: Codable, Sendable {
    let companyId: ID<Company>
    let companyName: String
    let town: String
    let relation: RelationStatus
    let contactId: ID<Contact>?
    let civility: String?
    let familyName: String?
    let firstName: String?
    let email: String?
    /// The register says that it closed.
    let isClosed: Bool?
    /// Somebody proposed it, and the bureau did not look at it yet.
    var isToVerify: Bool?

    var reader: MailReader {
        MailReader(civility: civility ?? "", familyName: familyName ?? "", firstName: firstName ?? "")
    }

    var contactName: String { reader.name }
}

/// Somebody who reads a mailbox.
struct MailReader: Codable, Sendable, Equatable {
    let civility: String
    let familyName: String
    let firstName: String

    /// « Madame Inventé », when it is known how to say it.
    private var address: String? {
        guard !familyName.isEmpty else { return nil }
        switch civility {
        case "M.": return "Monsieur \(familyName)"
        case "Mme": return "Madame \(familyName)"
        default: return nil
        }
    }

    var name: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }

    /// « Madame Inventé, », « Madame Inventé, Monsieur Fictif, » for a mailbox of two, or « Bonjour, ».
    static func greeting(_ readers: [MailReader]) -> String {
        let known = readers.compactMap(\.address)
        return known.isEmpty || known.count < readers.count ? "Bonjour," : known.joined(separator: ", ") + ","
    }
}

/// The people of a segment, those who are left out with the reason.
struct Audience: Sendable {
    var recipients: [Recipient] = []
    /// Companies without any address; the first of them by name.
    var without = 0
    var unreachable: [Recipient] = []
    /// Companies that closed.
    var closed = 0
    /// Companies that asked to be left alone.
    var silent = 0
    /// Companies that the bureau has still to verify.
    var toVerify = 0
    /// Addresses that asked for no more mail.
    var refused = 0
    /// Addresses that stand in several records: written to once.
    var twice = 0
    /// Who else reads an address, by the address in lower case.
    var sharers: [String: [String]] = [:]

    /// Companies named among those left out.
    static let mostNamed = 12
}

/// How the mails of a campaign stand.
struct CampaignProgress: Codable, Sendable {
    var waiting = 0
    var sent = 0
    var underWay = 0
    var failed = 0
    var dropped = 0
    /// Handed over without an answer.
    var doubtful = 0

    var all: Int { waiting + sent + underWay + failed + dropped + doubtful }
}

/// A recipient with what the mail server answered.
struct CampaignMailLine: Codable, Sendable {
    let id: ID<CampaignMail>
    let companyId: ID<Company>
    let companyName: String
    let recipient: String
    let state: CampaignMail.State
    let reason: String
    let queuedOn: LocalDate?
    let sentAt: Moment?
    let attempts: Int?
    let lastError: String?
    let nextAttemptAt: Moment?
    let outboxId: ID<OutgoingMail>?
    let sendingSince: Moment?

    /// Nobody knows whether it left.
    func isDoubtful(at now: Moment) -> Bool {
        sentAt == nil && (sendingSince.map { $0.seconds(until: now) >= OutgoingMail.doubtSeconds } ?? false)
    }

    /// The server gave it back too many times.
    var hasFailed: Bool { sentAt == nil && (attempts ?? 0) >= OutgoingMail.mostAttempts }
}

extension SchoolDatabase {
    func campaign(_ id: ID<Campaign>) throws -> Campaign {
        try find(id, in: .campaign, "Cette campagne")
    }

    func allCampaigns() throws -> [Campaign] {
        try rows(
            """
            select campaign.* from \(table(.campaign)) order by campaign.created_at desc, campaign.id limit 60
            """)
    }

    /// Who a segment writes to: one person a company, the one who answers for it; one mail an address.
    func audience(_ filter: CompanyFilter) throws -> Audience {
        var filter = filter
        (filter.position, filter.sort, filter.descending) = (nil, .name, false)
        let asked = try companyQuery(filter)
        let candidates: [Recipient] = try rows(
            """
            select company.id as company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            company.address_city as town, company.relation, contact.id as contact_id, contact.civility,
            contact.family_name, contact.first_name, coalesce(contact.email, company.email) as email, \(isClosed) as is_closed,
            \(isToVerify) as is_to_verify
            from (select company.* from \(asked.source) where \(asked.condition)
            order by \(filter.order) limit \(CompanyListView.bound)) as company
            left join \(table(.contact)) on contact.company_id = company.id and contact.left_on is null
            and contact.email is not null
            order by company.sort_key, company.id, contact.signatory desc, contact.tutor, contact.search_key, contact.id
            """)
        return audience(among: candidates, refused: try optedOutAddresses())
    }

    /// Whether the register says that the company of the row closed.
    private var isClosed: SQL {
        """
        (select not (sirene_establishment.active and sirene_establishment.unit_active) from sirene_establishment
        where sirene_establishment.siret = company.siret and \(SirenePlace.isPublished))
        """
    }

    private func audience(among candidates: [Recipient], refused: Set<String>) -> Audience {
        var audience = Audience()
        var companies: Set<ID<Company>> = []
        var addresses: Set<String> = []
        let readers = Dictionary(grouping: candidates.filter { $0.contactId != nil }) { ($0.email ?? "").lowercased() }
        for candidate in candidates where !companies.contains(candidate.companyId) {
            if candidate.relation == .leaveAlone {
                companies.insert(candidate.companyId)
                audience.silent += 1
                continue
            }
            guard candidate.isClosed != true else {
                companies.insert(candidate.companyId)
                audience.closed += 1
                continue
            }
            guard candidate.isToVerify != true else {
                companies.insert(candidate.companyId)
                audience.toVerify += 1
                continue
            }
            guard let email = candidate.email?.lowercased(), !email.isEmpty else {
                companies.insert(candidate.companyId)
                audience.without += 1
                if audience.unreachable.count < Audience.mostNamed { audience.unreachable.append(candidate) }
                continue
            }
            // Another person of the company may still want the mail.
            guard !refused.contains(email) else {
                audience.refused += 1
                continue
            }
            companies.insert(candidate.companyId)
            guard addresses.insert(email).inserted else {
                audience.twice += 1
                continue
            }
            audience.recipients.append(candidate)
            let others = (readers[email] ?? []).filter { $0.contactId != candidate.contactId }
            if !others.isEmpty { audience.sharers[email] = others.map { "\($0.contactName) (\($0.companyName))" } }
        }
        return audience
    }

    /// The other people of the school’s partners who read an address. Addresses are ASCII: both engines fold them alike.
    func readers(of email: String, except contact: ID<Contact>?) throws -> [MailReader] {
        try rows(
            """
            select contact.civility, contact.family_name, contact.first_name from \(table(.contact))
            where lower(contact.email) = \(email.lowercased()) and contact.left_on is null
            and contact.id <> \(contact?.rawValue ?? "") order by contact.search_key, contact.id limit 4
            """)
    }

    /// The recipient of a mail that waits, as the records say now.
    func recipient(of mail: CampaignMail) throws -> Recipient? {
        try row(
            """
            select company.id as company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            company.address_city as town, company.relation, contact.id as contact_id, contact.civility,
            contact.family_name, contact.first_name, campaign_mail.recipient as email,
            \(isClosed) as is_closed, \(isToVerify) as is_to_verify
            from \(table(.campaignMail)) join \(table(.company)) on company.id = campaign_mail.company_id
            left join \(table(.contact)) on contact.id = campaign_mail.contact_id
            where campaign_mail.id = \(mail.id)
            """)
    }

    func progress(of campaign: ID<Campaign>, at now: Moment) throws -> CampaignProgress {
        let old = now.adding(seconds: -OutgoingMail.doubtSeconds).description
        let isDoubtful: SQL = "outbox.sending_since is not null and outbox.sending_since <= \(old)"
        let found: CampaignProgress? = try row(
            """
            select count(*) filter (where campaign_mail.state = 'attente') as waiting,
            count(*) filter (where campaign_mail.state = 'parti' and outbox.sent_at is not null) as sent,
            count(*) filter (where campaign_mail.state = 'parti' and outbox.sent_at is null
            and outbox.attempts < \(OutgoingMail.mostAttempts) and not (\(isDoubtful))) as under_way,
            count(*) filter (where outbox.sent_at is null and \(isDoubtful)) as doubtful,
            count(*) filter (where campaign_mail.state = 'parti' and outbox.sent_at is null
            and outbox.attempts >= \(OutgoingMail.mostAttempts) and not (\(isDoubtful))) as failed,
            count(*) filter (where campaign_mail.state = 'ecarte') as dropped
            from \(table(.campaignMail)) left join outbox on outbox.id = campaign_mail.outbox_id
            where campaign_mail.campaign_id = \(campaign)
            """)
        return found ?? CampaignProgress()
    }

    /// The recipients, those in trouble first, with what the mail server said of each.
    func campaignLines(of campaign: ID<Campaign>, after: String, limit: Int) throws -> [CampaignMailLine] {
        let beyond: SQL = after.isEmpty ? "true" : "campaign_mail.id > \(after)"
        return try rows(
            """
            select campaign_mail.id, campaign_mail.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, campaign_mail.recipient,
            campaign_mail.state, campaign_mail.reason, campaign_mail.queued_on, outbox.sent_at, outbox.attempts,
            outbox.last_error, outbox.next_attempt_at, campaign_mail.outbox_id, outbox.sending_since
            from \(table(.campaignMail)) join \(table(.company)) on company.id = campaign_mail.company_id
            left join outbox on outbox.id = campaign_mail.outbox_id
            where campaign_mail.campaign_id = \(campaign) and \(beyond)
            order by campaign_mail.id limit \(limit)
            """)
    }

    func queuedToday(_ campaign: ID<Campaign>, on day: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(table(.campaignMail)) where campaign_mail.campaign_id = \(campaign)
            and campaign_mail.queued_on = \(day)
            """)
    }

    func waitingMails(of campaign: ID<Campaign>, limit: Int) throws -> [CampaignMail] {
        try rows(
            """
            select campaign_mail.* from \(table(.campaignMail)) where campaign_mail.campaign_id = \(campaign)
            and campaign_mail.state = 'attente' order by campaign_mail.id limit \(limit)
            """)
    }
}
