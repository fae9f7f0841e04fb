import Domain
import Persistence

/// An agreement with everything its document and its checks are made from.
struct AgreementDossier: Sendable {
    let sources: AgreementSources
    let facts: AgreementFacts
    /// What the records say around the placement.
    let around: CaseSurroundings
    let rules: SchoolRules
    let readiness: AgreementReadiness

    var agreement: Agreement { sources.agreement }
    var placement: Placement { sources.placement }
    var learner: Learner { sources.learner }
    var document: AgreementDocument {
        AgreementDocument(facts: facts, readiness: readiness, model: sources.template, order: sources.order)
    }

    /// - Parameter reasons: those written to go past what the rules find.
    init(_ sources: AgreementSources, _ around: CaseSurroundings, _ rules: SchoolRules, reasons: [WrittenReason]) {
        self.sources = sources
        self.around = around
        self.rules = rules
        facts = AgreementFacts(sources, parameters: rules.parameters)
        let findings = PlacementRules.check(
            AgreementCase(facts, sources, around), parameters: rules.parameters, settings: rules.settings,
            on: sources.today, themes: RuleTheme.ofAgreement)
        readiness = AgreementReadiness(
            findings, reasons: reasons, isOpen: sources.agreement.state.isUnsigned, settings: rules.settings)
    }

    /// The same placement with other people or texts.
    func with(_ sources: AgreementSources) -> AgreementDossier {
        AgreementDossier(sources, around, rules, reasons: readiness.reasons)
    }
}

extension SchoolDatabase {
    /// The dossier of one agreement.
    func dossier(_ id: ID<Agreement>, today: LocalDate) throws -> AgreementDossier {
        let agreement = try agreement(id)
        return try dossier(of: try placement(agreement.placementId), agreement: agreement, today: today)
    }

    /// The dossier of one agreement with what happened since its signatures, for its page.
    func dossierWithLife(_ id: ID<Agreement>, for reader: Author, today: LocalDate) throws -> AgreementDossier {
        var shared = DossierReading(reader: reader)
        let agreement = try agreement(id)
        return try dossier(
            of: try placement(agreement.placementId), agreement: agreement, today: today, sharing: &shared)
    }

    /// The dossier of a placement, saved or only proposed, under a given agreement.
    func dossier(of placement: Placement, agreement: Agreement, today: LocalDate) throws -> AgreementDossier {
        var shared = DossierReading()
        return try dossier(of: placement, agreement: agreement, today: today, sharing: &shared)
    }

    private func dossier(
        of placement: Placement, agreement: Agreement, today: LocalDate, sharing shared: inout DossierReading
    ) throws -> AgreementDossier {
        let period = try shared.period(placement.periodId, in: self)
        let schoolClass = try shared.schoolClass(period.classId, in: self)
        let last: Int = try count(
            """
            select coalesce(max(agreement_document.revision), 0) from \(table(.agreementDocument))
            where agreement_document.agreement_id = \(agreement.id)
            """)
        let sources = AgreementSources(
            agreement: agreement, revision: last + 1, school: try shared.school(in: self),
            learner: try learner(placement.learnerId), guardians: try representatives(of: placement.learnerId),
            schoolClass: schoolClass, training: schoolClass.trainingTitle, period: period, placement: placement,
            company: try find(placement.companyId, in: .company, "Cette entreprise"),
            signatory: try placement.signatoryId.map { try find($0, in: .contact, "Ce contact") },
            tutor: try placement.tutorId.map { try find($0, in: .contact, "Ce contact") },
            referent: try placement.referentId.map { try find($0, in: .staffMember, "Cet enseignant") },
            template: try shared.template(of: agreement, wasPrinted: last > 0, in: self),
            order: try shared.order(in: self), today: today)
        return AgreementDossier(
            sources, try shared.surroundings(of: sources, in: self), try shared.rules(in: self),
            reasons: try reasons(of: agreement.id))
    }

    /// The dossiers of every agreement that stands in a period, by name of the learner.
    func dossiers(of period: ID<PFMPPeriod>, today: LocalDate) throws -> [AgreementDossier] {
        let ids: [ID<Agreement>] = try rows(
            """
            select agreement.id from \(table(.placement)) \(latestAgreement)
            join \(table(.learner)) on learner.id = placement.learner_id
            where placement.period_id = \(period) and agreement.id is not null and \(stands)
            order by learner.search_key, learner.id, placement.starts_on
            """)
        return try dossiers(ids, today: today)
    }

    /// Several dossiers, reading once what they share.
    func dossiers(_ ids: [ID<Agreement>], today: LocalDate) throws -> [AgreementDossier] {
        var shared = DossierReading()
        return try ids.map { id in
            let agreement = try agreement(id)
            return try dossier(
                of: try placement(agreement.placementId), agreement: agreement, today: today, sharing: &shared)
        }
    }

    /// The legal representatives of a learner, at most two, who sign for a minor.
    private func representatives(of learner: ID<Learner>) throws -> [(guardian: Guardian, kinship: Kinship)] {
        let links: [Guardianship] = try rows(
            """
            select guardianship.* from \(table(.guardianship)) where guardianship.learner_id = \(learner)
            and guardianship.legal_rank in (1, 2) order by guardianship.legal_rank, guardianship.id limit 2
            """)
        return try links.map { (try find($0.guardianId, in: .guardian, "Ce responsable"), $0.kinship) }
    }
}

extension SchoolClass {
    /// The full title of the training, as the agreement states it.
    var trainingTitle: String { label.isEmpty ? stream : label }
}

/// What the dossiers of one reading share: the same school, class, period, text and neighbours are read once.
private struct DossierReading {
    private var theSchool: School?
    private var theOrder: SigningOrder?
    private var periods: [ID<PFMPPeriod>: PFMPPeriod] = [:]
    private var classes: [ID<SchoolClass>: SchoolClass] = [:]
    private var templates: [String: TemplateUse] = [:]
    private var cases = CaseReading()
    /// Who looks at one agreement alone.
    private let reader: Author?

    init(reader: Author? = nil) {
        self.reader = reader
    }

    mutating func school(in db: SchoolDatabase) throws -> School {
        let school = try theSchool ?? db.ownSchool()
        theSchool = school
        return school
    }

    mutating func order(in db: SchoolDatabase) throws -> SigningOrder {
        let order = try theOrder ?? db.signingOrder()
        theOrder = order
        return order
    }

    mutating func period(_ id: ID<PFMPPeriod>, in db: SchoolDatabase) throws -> PFMPPeriod {
        let period = try periods[id] ?? db.period(id)
        periods[id] = period
        return period
    }

    mutating func schoolClass(_ id: ID<SchoolClass>, in db: SchoolDatabase) throws -> SchoolClass {
        let schoolClass = try classes[id] ?? db.schoolClass(id)
        classes[id] = schoolClass
        return schoolClass
    }

    /// A draft that was never printed takes the text in use; any other keeps its own (PFMP-28).
    mutating func template(of agreement: Agreement, wasPrinted: Bool, in db: SchoolDatabase) throws -> TemplateUse {
        let name = agreement.termsAreOpen && !wasPrinted ? "" : agreement.template
        let found = try templates[name] ?? (name.isEmpty ? db.templateInUse() : db.templateUse(named: name))
        templates[name] = found
        return found
    }

    mutating func surroundings(of sources: AgreementSources, in db: SchoolDatabase) throws -> CaseSurroundings {
        try cases.surroundings(of: sources, in: db, reader: reader)
    }

    mutating func rules(in db: SchoolDatabase) throws -> SchoolRules {
        try cases.rules(in: db)
    }
}
