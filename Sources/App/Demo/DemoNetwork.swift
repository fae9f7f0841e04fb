import Domain
import Persistence

/// What others than the bureau brought in, and what the schools of the demonstration share.
struct DemoNetwork: Equatable, Sendable {
    var companies: [Company] = []
    var leads: [Lead] = []
    var reviews: [CompanyReview] = []
    /// The requests that became a company to verify.
    var requests: [ID<CompanyRequest>: ID<Company>] = [:]
    var settings: PartnerSettings?
    var shares: [CompanyShare] = []
    var people: [SharedPerson] = []
}

extension DemoBuilder {
    /// Proposals of the last days, and partners that other bureaux may see.
    mutating func addNetwork() throws {
        begin(77)
        if size == .full { try addProposedCompanies() }
        addShares()
    }

    // MARK: Proposals

    private mutating func addProposedCompanies() throws {
        let double = made.relation.companies.first { $0.origin == .teacher }
        if let double { try propose(double, .form, by: "pp", days: 1, isNew: false) }
        let town = towns[0]
        let carpenter = Company(
            id: ids.next(on: today), noSiretReason: .unknown, legalName: "Menuiserie de la Passerelle",
            activity: "Menuiserie bois", address: PostalAddress(postalCode: town.postalCode, city: town.name),
            department: "99", phone: DemoIdentifiers.phone(mobile: false, random: &random), origin: .learner)
        if let lead = made.year.leads.last(where: { $0.answer == .waiting }) {
            let own = Lead(
                id: ids.next(on: today), learnerId: lead.learnerId, periodId: lead.periodId, companyId: carpenter.id,
                structure: carpenter.displayName, sector: "Bois", means: .visit, askedOn: today.adding(days: -2),
                authorName: lead.authorName)
            made.network.leads.append(own)
            try propose(carpenter, .lead, by: "enseignant", days: 2, lead: own.id)
        }
        let florist = Company(
            id: ids.next(on: today), noSiretReason: .unknown, legalName: "Fleurs du Pré-Vert",
            activity: "Fleuriste", address: PostalAddress(postalCode: town.postalCode, city: town.name),
            department: "99", origin: .family)
        try propose(florist, .link, by: nil, days: 4)
        try addRequestedCompany()
        try addRefusedCompany(in: town)
    }

    /// The CFP took a request into the base.
    private mutating func addRequestedCompany() throws {
        let request = made.partnerLife.requests.first { request in
            request.companyId == nil && request.source == .form
        }
        guard let request else { return }
        let company = Company(
            id: ids.next(on: today), noSiretReason: .unknown, legalName: request.companyName,
            address: PostalAddress(postalCode: request.postalCode, city: request.city), department: "99",
            phone: request.phone, email: request.email, relation: .interested, origin: .incomingRequest,
            streams: request.stream)
        made.network.requests[request.id] = company.id
        try propose(company, .request, by: "cfp", days: 0, request: request.id)
    }

    private mutating func addRefusedCompany(in town: DemoTown) throws {
        let day = today.adding(days: -6)
        let company = Company(
            id: ids.next(on: day), noSiretReason: .unknown, legalName: "Vidéo-club des Remparts",
            activity: "Location de films", address: PostalAddress(postalCode: town.postalCode, city: town.name),
            department: "99", origin: .learner, archivedOn: today.adding(days: -3))
        try propose(company, .lead, by: "enseignant", days: 6)
        let author = staff(.office).first?.accountName ?? "Bureau des entreprises"
        guard let waiting = made.network.reviews.last,
            let moment = Moment("\(today.adding(days: -3).description)T10:00:00.000Z")
        else { return }
        let refused = try waiting.refused(
            .closed, note: "Le local est vide depuis deux ans", placed: 0, by: author, at: moment)
        made.network.reviews[made.network.reviews.count - 1] = refused
    }

    private mutating func propose(
        _ company: Company, _ source: CompanyReview.Source, by login: String?, days: Int, lead: ID<Lead>? = nil,
        request: ID<CompanyRequest>? = nil, isNew: Bool = true
    ) throws {
        let day = today.adding(days: -days)
        guard let moment = Moment("\(day.description)T07:30:00.000Z") else { return }
        let account = login.flatMap { name in made.accounts.first { $0.email.hasPrefix(name + "@") } }
        if isNew { made.network.companies.append(company) }
        made.network.reviews.append(
            CompanyReview(
                id: ids.next(on: day), companyId: company.id, source: source, proposedAt: moment,
                accountId: account?.id, authorName: account?.fullName ?? "Famille, par lien personnel", leadId: lead,
                requestId: request, typed: try JournalEntry.json(company)))
    }

    // MARK: Sharing

    /// The smaller schools and those of a network show the identity of all their partners; each names a few people.
    private mutating func addShares() {
        guard let moment = Moment("\(today.adding(days: -20).description)T09:00:00.000Z") else { return }
        let author = staff(.office).first?.accountName ?? "Bureau des entreprises"
        if rank > 0 {
            var settings = PartnerSettings(id: ids.next(on: today))
            (settings.shareLevel, settings.sharePlaces, settings.version) = (.identity, true, 1)
            made.network.settings = settings
        }
        let active = made.companies.filter { $0.relation == .active && $0.archivedOn == nil && $0.siret != nil }
        let tutors = Set(made.placements.compactMap(\.tutorId))
        for company in active.prefix(8) {
            let person = made.contacts.first { contact in
                contact.companyId == company.id && !contact.tutor && contact.leftOn == nil
                    && !contact.roles.contains("tuteur")
                    && !tutors.contains(contact.id)
            }
            let day = today.adding(days: -20)
            made.network.shares.append(
                CompanyShare(
                    id: ids.next(on: day), companyId: company.id, level: person == nil ? .switchboard : .people,
                    places: true, agreedOn: day, changedAt: moment, changedBy: author))
            guard let person else { continue }
            made.network.people.append(
                SharedPerson(id: ids.next(on: day), companyId: company.id, contactId: person.id, agreedOn: day))
        }
    }
}

extension DemoSchool {
    /// Partners that both lycées of the demonstration know: each has its own record, with its own people.
    mutating func knowCompanies(of other: DemoSchool, count: Int = 4) {
        let theirs = other.companies.filter { $0.relation == .active && $0.archivedOn == nil && $0.siret != nil }
        let mine = companies.indices.filter { companies[$0].relation == .active && companies[$0].archivedOn == nil }
        // Two that the other lycée shares itself, and two that it keeps for itself.
        let chosen = theirs.prefix(count / 2) + theirs.dropFirst(10).prefix(count - count / 2)
        for (index, company) in zip(mine, chosen) {
            var own = companies[index]
            (own.siret, own.legalName, own.tradeName) = (company.siret, company.legalName, company.tradeName)
            (own.kind, own.naf, own.activity, own.address) = (
                company.kind, company.naf, company.activity, company.address
            )
            (own.latitude, own.longitude, own.phone) = (company.latitude, company.longitude, company.phone)
            own.refold()
            companies[index] = own
        }
    }
}

extension SchoolDatabase {
    func insertNetwork(_ network: DemoNetwork) throws {
        try insertMany(network.companies, into: .company)
        try insertMany(network.leads, into: .lead)
        try insertMany(network.reviews, into: .companyReview)
        for (request, company) in network.requests.sorted(by: { $0.key < $1.key }) {
            try change(.companyRequest, set: "company_id = \(company)", where: "id = \(request)")
        }
        if let settings = network.settings { try insert(settings, into: .partnerSetting) }
        try insertMany(network.shares, into: .companyShare)
        try insertMany(network.people, into: .sharedPerson)
    }
}
