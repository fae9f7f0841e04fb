import Domain

/// The relation with partners of a demonstration school: promises, labels, doubles, views, a campaign.
struct DemoRelation: Equatable, Sendable {
    var companies: [Company] = []
    var contacts: [Contact] = []
    var actions: [PartnerAction] = []
    var changes: [RelationChange] = []
    var tags: [CompanyTag] = []
    var appetites: [Appetite] = []
    var campaign: Campaign?
}

extension DemoBuilder {
    /// Makes the relation alive from the exchanges already there.
    mutating func addRelation() {
        begin(41)
        addSearchedBakery()
        addPartnerActions()
        addTags()
        addRelationChanges()
        addDoubles()
        addAppetites()
        addCampaign()
    }

    /// What the exchanges left to do, with who does it.
    private mutating func addPartnerActions() {
        let office = made.memberships.filter { [.rbde, .ddfpt, .ddfptAssistant].contains($0.role) }
        let owners = office.compactMap { membership in made.accounts.first { $0.id == membership.accountId } }
        for exchange in made.interactions {
            guard let day = exchange.nextActionOn else { continue }
            let owner = owners.isEmpty || random.chance(12) ? nil : random.pick(owners)
            made.relation.actions.append(
                PartnerAction(
                    id: ID(exchange.id.rawValue), companyId: exchange.companyId, contactId: exchange.contactId,
                    label: exchange.nextAction, dueOn: day, ownerId: owner?.id, ownerName: owner?.fullName ?? "",
                    createdOn: exchange.happenedOn, createdBy: exchange.authorName))
        }
    }

    private mutating func addTags() {
        for company in made.companies where company.relation != .prospect {
            guard let trade = trades[company.id] else { continue }
            addTag(.trade, random.pick(DemoRelation.jobs(of: trade)), to: company)
            if random.chance(18) { addTag(.network, random.pick(DemoRelation.networks), to: company) }
            if random.chance(14) { addTag(.label, random.pick(DemoRelation.labels), to: company) }
        }
    }

    private mutating func addTag(_ kind: CompanyTag.Kind, _ label: String, to company: Company) {
        let day = today.adding(days: -30)
        made.relation.tags.append(CompanyTag(id: ids.next(on: day), companyId: company.id, kind: kind, label: label))
    }

    /// How some of the partners came to be where they are.
    private mutating func addRelationChanges() {
        let author = staff(.office).first?.fullName ?? "Bureau des entreprises"
        let steps: [RelationStatus: [RelationStatus]] = [
            .active: [.contacted, .interested, .active], .interested: [.contacted, .interested],
            .contacted: [.contacted], .dormant: [.active, .dormant], .toRevive: [.active, .toRevive],
        ]
        for company in made.companies where random.chance(22) {
            var former = RelationStatus.prospect
            let path = steps[company.relation] ?? []
            var days = path.map { _ in random.between(2...320) }.sorted(by: >)
            for status in path {
                let day = today.adding(days: -days.removeFirst())
                made.relation.changes.append(
                    RelationChange(
                        id: ids.next(on: day), companyId: company.id, changedOn: day, former: former, current: status,
                        authorName: author))
                former = status
            }
        }
    }

    /// Somebody noted a company twice, as it happens.
    private mutating func addDoubles() {
        let originals = made.companies.filter { $0.archivedOn == nil && $0.phone != nil && $0.relation == .active }
        for original in originals.prefix(size == .full ? 4 : 1) {
            let day = today.adding(days: -random.between(10...90))
            made.relation.companies.append(
                Company(
                    id: ids.next(on: day), noSiretReason: .unknown, legalName: original.displayName.uppercased(),
                    kind: original.kind, activity: original.activity, address: original.address,
                    department: original.department, phone: random.chance(60) ? original.phone : nil,
                    relation: .contacted, origin: .teacher, streams: original.streams))
        }
    }

    private mutating func addAppetites() {
        for company in made.companies where company.relation == .active && random.chance(30) {
            let asked = today.adding(days: -random.between(20...45))
            var appetite = Appetite(
                id: ids.next(on: asked), companyId: company.id, schoolYear: made.school.currentYear,
                tokenHash: "demo-" + company.id.rawValue, askedOn: asked)
            if random.chance(64) {
                let answer = random.weighted([
                    (Appetite.Answer.looking, 46), (.interested, 24), (.full, 16), (.no, 14),
                ])
                appetite.answer = answer
                appetite.answeredOn = asked.adding(days: random.between(1...9))
                if answer == .no { appetite.reason = random.pick(DemoRelation.reasons) }
                if answer == .looking { appetite.places = random.between(1...3) }
            }
            made.relation.appetites.append(appetite)
        }
    }

    private mutating func addCampaign() {
        guard size == .full, let author = staff(.office).first else { return }
        let created = Moment("\(today.adding(days: -3).description)T09:00:00.000Z") ?? Moment(millisecondsSince1970: 0)
        made.relation.campaign = Campaign(
            id: ids.next(on: today.adding(days: -3)), name: "Places de janvier", subject: CampaignModel.places.subject,
            body: CampaignModel.places.body, query: "relation=a_relancer", segment: "relation\u{A0}: à relancer",
            perDay: 40,
            createdAt: created, createdBy: author.fullName)
    }

    /// The company that the guide looks for by ear.
    private mutating func addSearchedBakery() {
        guard rank == 0, size == .full else { return }
        let day = today.adding(days: -400)
        let company = Company(
            id: ids.next(on: day), noSiretReason: .unknown, legalName: "Boulangerie Dupont", kind: .craft,
            naf: "10.71C", activity: "Boulangerie et pâtisserie", headcount: 6,
            address: PostalAddress(line1: "12 rue du Four", postalCode: "31770", city: "Colomiers"), department: "31",
            relation: .prospect, origin: .openData)
        made.relation.companies.append(company)
        made.relation.contacts.append(
            Contact(
                id: ids.next(on: day), companyId: company.id, civility: "Mme", familyName: "Dupont", firstName: "Alix",
                function: "Gérante", signatory: true))
    }
}

extension DemoRelation {
    fileprivate static let networks = [
        "Club des entreprises de la Loise", "Chambre de métiers fictive", "Pôle bois imaginaire", "Fédération du goût",
    ]
    fileprivate static let labels = ["Accueil PSH", "Jury", "Taxe", "Ancien élève", "Secteur rural"]
    fileprivate static let reasons = [
        "Travaux jusqu’au printemps.", "Équipe trop petite cette année.", "Déjà un apprenti.",
    ]

    fileprivate static func jobs(of trade: DemoTrade) -> [String] {
        switch trade {
        case .commerce: ["Vendeuse, vendeur", "Caissier", "Chef de rayon"]
        case .office: ["Assistant de gestion", "Secrétaire", "Comptable"]
        case .care: ["Aide-soignant", "Animateur", "Auxiliaire de vie"]
        case .cars: ["Mécanicien", "Carrossier"]
        case .electricity: ["Électricien", "Technicien réseau"]
        case .kitchen: ["Cuisinier", "Serveur", "Pâtissier"]
        case .wood: ["Menuisier", "Ébéniste", "Charpentier"]
        case .reception: ["Réceptionniste", "Agent d’accueil"]
        }
    }
}

extension SchoolDatabase {
    func insertRelation(_ relation: DemoRelation) throws {
        try insertMany(relation.companies, into: .company)
        try insertMany(relation.contacts, into: .contact)
        try insertMany(relation.actions, into: .partnerAction)
        try insertMany(relation.changes, into: .relationChange)
        try insertMany(relation.tags, into: .companyTag)
        try insertMany(relation.appetites, into: .appetite)
        if let campaign = relation.campaign { try insert(campaign, into: .campaign) }
    }
}
