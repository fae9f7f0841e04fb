import Domain
import Persistence

/// A partner as a successor needs it: how to reach it, who spoke to it last, what comes next.
struct HandedPartner: Codable, Sendable {
    let name: String
    let siret: String?
    let city: String
    let phone: String?
    let email: String?
    let relation: RelationStatus
    let streams: String
    let lastOn: LocalDate?
    let hosted: Int
}

/// Somebody of a partner, with who of the school knows them.
struct HandedContact: Codable, Sendable {
    let company: String
    let person: String
    let function: String
    let phone: String?
    let email: String?
    let knownBy: String?
    let exchanges: Int
    let lastOn: LocalDate?
}

/// Something promised to a partner.
struct HandedPromise: Codable, Sendable {
    let company: String
    let what: String
    let dueOn: LocalDate
    let noted: String
}

/// An agreement that is not over: by its number and class, without the learner.
struct HandedAgreement: Codable, Sendable {
    let number: String
    let classCode: String
    let company: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let state: Agreement.State
}

/// A partnership agreement that goes on.
struct HandedPartnership: Codable, Sendable {
    let company: String
    let title: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let state: Partnership.State
    let reviewOn: LocalDate?
}

/// A request of a company that is still open.
struct HandedRequest: Codable, Sendable {
    let number: String
    let company: String
    let contact: String
    let kind: CompanyRequest.Kind
    let state: CompanyRequest.State
    let receivedOn: LocalDate
}

/// A period of the year.
struct HandedPeriod: Codable, Sendable {
    let id: ID<PFMPPeriod>
    let classCode: String
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
}

/// What is open at somebody’s name.
struct OpenItems: Codable, Sendable {
    let id: ID<StaffMember>
    let familyName: String
    let firstName: String
    let searches: Int
    let openings: Int
    let covers: Int
    let objectives: Int
    let promises: Int
    let requests: Int

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
    var total: Int { searches + openings + covers + objectives + promises + requests }
}

extension SchoolDatabase {
    func handedPartners() throws -> [HandedPartner] {
        try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as name, company.siret, company.address_city as city,
            company.phone, company.email, company.relation, company.streams,
            (select max(interaction.happened_on) from \(table(.interaction))
            where interaction.company_id = company.id) as last_on,
            (select count(*) from \(table(.placement)) where placement.company_id = company.id) as hosted
            from \(table(.company)) where company.archived_on is null and company.relation in
            (\(RelationStatus.active), \(RelationStatus.interested), \(RelationStatus.contacted), \(RelationStatus.toRevive))
            order by company.sort_key, company.id limit 5000
            """)
    }

    /// Who knows whom: the person of the partner, and who of the school spoke to them most lately.
    func handedContacts() throws -> [HandedContact] {
        try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as company,
            contact.first_name || ' ' || contact.family_name as person, contact.function, contact.phone, contact.email,
            (select interaction.author_name from \(table(.interaction)) where interaction.contact_id = contact.id
            order by interaction.happened_on desc, interaction.id desc limit 1) as known_by,
            (select count(*) from \(table(.interaction)) where interaction.contact_id = contact.id) as exchanges,
            (select max(interaction.happened_on) from \(table(.interaction))
            where interaction.contact_id = contact.id) as last_on
            from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where contact.left_on is null and company.archived_on is null
            and company.relation <> \(RelationStatus.leaveAlone)
            order by company.sort_key, contact.search_key, contact.id limit 8000
            """)
    }

    func handedPromises() throws -> [HandedPromise] {
        try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as company, partner_action.label as what,
            partner_action.due_on, partner_action.owner_name as noted
            from \(table(.partnerAction)) join \(table(.company)) on company.id = partner_action.company_id
            where partner_action.done_on is null order by partner_action.due_on, partner_action.id limit 2000
            """)
    }

    /// Partnership agreements that are not over.
    func handedPartnerships(today: LocalDate) throws -> [HandedPartnership] {
        try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as company, partnership.title, partnership.starts_on,
            partnership.ends_on, partnership.state, partnership.review_on
            from \(table(.partnership)) join \(table(.company)) on company.id = partnership.company_id
            where partnership.ends_on >= \(today) and partnership.state <> \(Partnership.State.ended.rawValue)
            order by partnership.ends_on, partnership.id limit 500
            """)
    }

    /// Requests of companies that nobody closed: the company and what it asks, without the message.
    func handedRequests() throws -> [HandedRequest] {
        try rows(
            """
            select company_request.number, company_request.company_name as company, company_request.contact_name as contact,
            company_request.kind, company_request.state, company_request.received_on
            from \(table(.companyRequest)) where company_request.closed_at is null
            order by company_request.received_at, company_request.id limit 500
            """)
    }

    func handedAgreements(today: LocalDate) throws -> [HandedAgreement] {
        try rows(
            """
            select agreement.number, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company, placement.starts_on, placement.ends_on,
            agreement.state
            from \(table(.agreement)) join \(table(.placement)) on placement.id = agreement.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            where placement.ends_on >= \(today) and agreement.state not in
            (\(Agreement.State.cancelled), \(Agreement.State.refused), \(Agreement.State.broken))
            order by placement.starts_on, school_class.code, agreement.number limit 3000
            """)
    }

    func handedPeriods(year: Int) throws -> [HandedPeriod] {
        try rows(
            """
            select pfmp_period.id, school_class.code as class_code, pfmp_period.label, pfmp_period.starts_on, pfmp_period.ends_on
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.school_year = \(year)
            order by pfmp_period.starts_on, school_class.code, pfmp_period.id
            """)
    }

    /// Whoever has something open at their name, the busiest first.
    func openItems(today: LocalDate) throws -> [OpenItems] {
        let all: [OpenItems] = try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name,
            (select count(*) from \(table(.placementSearch)) join \(table(.pfmpPeriod))
            on pfmp_period.id = placement_search.period_id where placement_search.owner_id = staff_member.id
            and pfmp_period.ends_on >= \(today) and placement_search.exemption is null) as searches,
            (select count(*) from \(table(.officeOpening)) where office_opening.staff_id = staff_member.id
            and (office_opening.valid_until is null or office_opening.valid_until >= \(today))) as openings,
            (select count(*) from \(table(.officeAbsence)) where office_absence.covered_by = staff_member.id
            and office_absence.ends_on >= \(today)) as covers,
            (select count(*) from \(table(.roadmapObjective)) join \(table(.roadmap))
            on roadmap.id = roadmap_objective.roadmap_id where roadmap_objective.owner_id = staff_member.id
            and roadmap.state = \(Roadmap.State.draft)) as objectives,
            (select count(*) from \(table(.partnerAction)) where partner_action.done_on is null
            and partner_action.owner_id in (\(accountsOfStaff))) as promises,
            (select count(*) from \(table(.companyRequest)) where company_request.closed_at is null
            and company_request.assignee_id in (\(accountsOfStaff))) as requests
            from \(table(.staffMember)) order by staff_member.search_key, staff_member.id
            """)
        return all.filter { $0.total > 0 }.sorted { ($1.total, $0.familyName) < ($0.total, $1.familyName) }
    }
}

extension SchoolDatabase {
    /// The accounts of the member of staff of a line.
    private var accountsOfStaff: SQL {
        "select membership.account_id from \(table(.membership)) where membership.staff_id = staff_member.id"
    }

    /// The accounts that a member of staff holds in this school.
    func accounts(of staff: ID<StaffMember>) throws -> [ID<Account>] {
        try rows(
            "select distinct membership.account_id from \(table(.membership)) where membership.staff_id = \(staff)",
            as: String.self
        ).map { ID($0) }
    }
}

/// What the form of a reassignment may send.
struct ReassignForm: FormInput {
    let from: ID<StaffMember>?
    let to: ID<StaffMember>?

    init(reading form: inout FormReader) {
        from = form.key("de")
        to = form.key("vers")
        if from == nil { form.refuse("de", "Choisissez la personne qui part.") }
        if to == nil { form.refuse("vers", "Choisissez la personne qui reprend.") }
        if from != nil, from == to { form.refuse("vers", "Choisissez une autre personne.") }
    }
}

/// What is open at the name of one person goes to another. What is validated keeps the name it was validated with.
struct ReassignOpenItems: Operation {
    let form: ReassignForm

    /// How many things changed hands.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.handOver)

        guard let from = form.from, let to = form.to else { throw NotFound("Cette personne") }
        let (leaving, taking) = (try db.staffMember(from), try db.staffMember(to))
        guard taking.leftOn == nil else { throw FieldRefusal("vers", "Cette personne n’est plus dans l’équipe.") }
        let items = try db.openItems(today: now.day).first { $0.id == from }
        try db.change(
            .placementSearch, set: "owner_id = \(to), version = version + 1",
            where: """
                owner_id = \(from) and exemption is null and period_id in
                (select pfmp_period.id from \(db.table(.pfmpPeriod)) where pfmp_period.ends_on >= \(now.day))
                """)
        for opening in try db.openings() where opening.staffId == from {
            guard opening.validUntil.map({ $0 >= now.day }) ?? true else { continue }
            try db.end(opening, on: now.day)
            let start = max(opening.validFrom ?? now.day, now.day)
            try db.insert(
                OfficeOpening(
                    id: db.newID(), weekday: opening.weekday, startsMinute: opening.startsMinute,
                    endsMinute: opening.endsMinute, channel: opening.channel, staffId: to, note: opening.note,
                    validFrom: start, validUntil: opening.validUntil), into: .officeOpening)
        }
        try db.change(
            .officeAbsence, set: "covered_by = \(to), version = version + 1",
            where: "covered_by = \(from) and ends_on >= \(now.day) and (staff_id is null or staff_id <> \(to))")
        try db.change(
            .roadmapObjective, set: "owner_id = \(to), version = version + 1",
            where: """
                owner_id = \(from) and roadmap_id in
                (select roadmap.id from \(db.table(.roadmap)) where roadmap.state = \(Roadmap.State.draft))
                """)
        try passOn(items, from: from, to: taking, db)
        try db.journal(
            "Ce qui était en cours pour \(leaving.fullName) passe à \(taking.fullName)", Subject("handover", from),
            before: items, after: taking.fullName, by: author, at: now)
        return items?.total ?? 0
    }

    /// Promises and requests belong to accounts: whoever takes over needs one.
    private func passOn(
        _ items: OpenItems?, from: ID<StaffMember>, to taking: StaffMember, _ db: SchoolDatabase
    ) throws {
        guard let items, items.promises + items.requests > 0 else { return }
        guard let account = try db.accounts(of: taking.id).first else {
            throw FieldRefusal(
                "vers",
                "Cette personne n’a pas encore de compte\u{A0}: invitez-la pour lui passer promesses et demandes.")
        }
        let leaving = try db.accounts(of: from).map(\.rawValue)
        try db.change(
            .partnerAction, set: "owner_id = \(account), owner_name = \(taking.fullName), version = version + 1",
            where: "owner_id in (\(list: leaving)) and done_on is null")
        try db.change(
            .companyRequest, set: "assignee_id = \(account), version = version + 1",
            where: "assignee_id in (\(list: leaving)) and closed_at is null")
    }
}

/// The folder of the handover was taken: it holds contact data, so the journal says who took it.
struct NoteHandover: Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.handOver)

        try db.journal("Dossier de passation téléchargé", Subject("handover", db.schoolId), by: author, at: now)
    }
}
