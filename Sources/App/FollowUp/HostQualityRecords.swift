import Domain
import Persistence

/// An evaluation of a host by a learner, as the page of the host shows it: internal.
struct HostReport: Codable, Sendable {
    let ratings: Ratings
    let comment: String
    let wishes: String
    let again: Bool?
    let filledOn: LocalDate
    let classCode: String
}

/// Everything the school knows of a place as a place to learn in.
struct HostQualityView: Sendable {
    let company: Company
    let quality: HostQuality?
    let proposal: HostQualityProposal
    let checks: [SafetyCheck]
    let reports: [HostReport]
    let checklists: [SafetyChecklist]
    let today: LocalDate
    let author: Author

    var state: HostQuality.State { quality?.state ?? .toQualify }

    /// The list a check was made with, or the general one.
    func checklist(_ trade: String) -> SafetyChecklist? {
        checklists.first { $0.trade == trade } ?? checklists.first
    }
}

extension SchoolDatabase {
    func quality(of company: ID<Company>) throws -> HostQuality? {
        try row("select host_quality.* from \(table(.hostQuality)) where host_quality.company_id = \(company)")
    }

    func safetyChecks(of company: ID<Company>) throws -> [SafetyCheck] {
        try rows(
            """
            select safety_check.* from \(table(.safetyCheck)) where safety_check.company_id = \(company)
            order by safety_check.checked_on desc, safety_check.id desc limit 20
            """)
    }

    /// What learners said of a host; whoever sees the company sees it, without any name.
    func hostReports(of company: ID<Company>) throws -> [HostReport] {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        return try whole.rows(
            """
            select evaluation.ratings, evaluation.comment, evaluation.wishes, evaluation.again, evaluation.filled_on,
            school_class.code as class_code
            from \(whole.table(.evaluation)) join \(whole.table(.placement)) on placement.id = evaluation.placement_id
            join \(whole.table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(whole.table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where placement.company_id = \(company) and evaluation.kind = \(Evaluation.Kind.learner)
            order by evaluation.filled_on desc, evaluation.id desc limit 30
            """)
    }

    /// The facts from which a quality is proposed. They hold nothing that an alert is about.
    func qualityFacts(of company: Company, checks: [SafetyCheck], reports: [HostReport], on today: LocalDate) throws
        -> HostQualityProposal.Facts
    {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        func incidents(_ condition: SQL) throws -> Int {
            try whole.count(
                """
                select count(*) from \(whole.table(.incident))
                join \(whole.table(.placement)) on placement.id = incident.placement_id
                where placement.company_id = \(company.id) and incident.state <> \(Incident.State.closed)
                and \(condition)
                """)
        }
        var facts = HostQualityProposal.Facts()
        facts.isArchived = company.archivedOn != nil
        facts.hasOpenAlert = try incidents("incident.sensitive") > 0
        facts.openIncidents = try incidents(
            "not incident.sensitive and incident.severity <> \(Incident.Severity.minor)")
        facts.lastCheck = checks.first?.outcome
        facts.lastCheckOn = checks.first?.checkedOn
        facts.learnerMeans = reports.compactMap(\.ratings.meanTenths)
        facts.advisedAgainst = reports.count { $0.again == false }
        facts.carriedThrough = try whole.count(
            """
            select count(*) from \(whole.table(.placement)) \(whole.latestAgreement)
            where placement.company_id = \(company.id) and placement.ends_on < \(today)
            and agreement.state in (\(Agreement.State.signedStates))
            """)
        return facts
    }

    func hostQualityView(of id: ID<Company>, for author: Author, on today: LocalDate) throws -> HostQualityView {
        let company = try company(id)
        let checks = try safetyChecks(of: id)
        let reports = try hostReports(of: id)
        let facts = try qualityFacts(of: company, checks: checks, reports: reports, on: today)
        return HostQualityView(
            company: company, quality: try quality(of: id), proposal: HostQualityProposal(facts, on: today),
            checks: checks, reports: reports, checklists: try SafetyChecklist.all(), today: today, author: author)
    }

    /// Refuses a host that the school has suspended or closed (PFMP-103).
    func requireOpenHost(_ company: ID<Company>) throws {
        guard let quality = try quality(of: company), !quality.state.takesLearners else { return }
        throw FieldRefusal(
            "entreprise",
            "Ce lieu d’accueil est «\u{A0}\(quality.state.label.lowercased()) » depuis le \(quality.decidedOn.long)\u{A0}: "
                + "choisissez-en un autre, ou faites revoir son état sur sa fiche.")
    }
}
