import Domain
import Persistence

/// An agreement with everything its document and its checks are made from.
struct AgreementDossier: Sendable {
    let sources: AgreementSources
    let facts: AgreementFacts
    let readiness: AgreementReadiness

    var agreement: Agreement { sources.agreement }
    var placement: Placement { sources.placement }
    var learner: Learner { sources.learner }
    var document: AgreementDocument { AgreementDocument(facts: facts, readiness: readiness) }

    init(_ sources: AgreementSources, standing: [StandingPlacement], parameters: LegalParameters) {
        self.sources = sources
        facts = AgreementFacts(sources, parameters: parameters)
        readiness = facts.readiness(
            with: PlacementCheck(sources: sources, standing: standing, parameters: parameters).findings)
    }
}

extension SchoolDatabase {
    /// The dossier of one agreement.
    func dossier(_ id: ID<Agreement>, today: LocalDate) throws -> AgreementDossier {
        let agreement = try agreement(id)
        return try dossier(of: try placement(agreement.placementId), agreement: agreement, today: today)
    }

    /// The dossier of a placement, saved or only proposed, under a given agreement.
    func dossier(of placement: Placement, agreement: Agreement, today: LocalDate) throws -> AgreementDossier {
        let period = try period(placement.periodId)
        let schoolClass = try schoolClass(period.classId)
        let last: Int = try count(
            """
            select coalesce(max(agreement_document.revision), 0) from \(table(.agreementDocument))
            where agreement_document.agreement_id = \(agreement.id)
            """)
        let sources = AgreementSources(
            agreement: agreement, revision: last + 1, school: try ownSchool(),
            learner: try learner(placement.learnerId), guardians: try representatives(of: placement.learnerId),
            schoolClass: schoolClass, training: schoolClass.trainingTitle, period: period, placement: placement,
            company: try find(placement.companyId, in: .company, "Cette entreprise"),
            signatory: try placement.signatoryId.map { try find($0, in: .contact, "Ce contact") },
            tutor: try placement.tutorId.map { try find($0, in: .contact, "Ce contact") },
            referent: try placement.referentId.map { try find($0, in: .staffMember, "Cet enseignant") }, today: today)
        return AgreementDossier(
            sources, standing: try standingPlacements(from: placement.startsOn, through: placement.endsOn),
            parameters: try LegalTexts.parameters())
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
        return try ids.map { try dossier($0, today: today) }
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
