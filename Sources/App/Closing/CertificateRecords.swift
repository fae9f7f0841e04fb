import Domain
import Persistence

/// Which stays a list of attestations shows.
enum CertificateSelection: String, CaseIterable, Sendable {
    /// Over, the signed paper is not back.
    case missing = "attendues"
    /// The same, past the day it was expected.
    case late = "en-retard"
    /// Days to type in.
    case unfilled = "jours-a-saisir"
    case received = "revenues"

    var label: String {
        switch self {
        case .missing: "Attendues"
        case .late: "En retard"
        case .unfilled: "Jours à saisir"
        case .received: "Revenues"
        }
    }
}

/// A stay that is over, with its attestation, as lists show it.
struct CertificateLine: Codable, Sendable {
    let placementId: ID<Placement>
    let periodId: ID<PFMPPeriod>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let label: String
    let companyName: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schedule: WeekSchedule
    let agreementState: Agreement.State
    let tutorEmail: String?
    let referentId: ID<StaffMember>?
    let referentName: String?
    let referentEmail: String?
    let doneDays: Int?
    let doneMinutes: Int?
    let remark: String?
    let receivedOn: LocalDate?
    let remindedOn: LocalDate?
    let certificateVersion: Int?

    var listName: String { (usageName ?? familyName) + " " + firstName }

    func presence(in territory: Territory) -> EffectivePresence {
        EffectivePresence(
            schedule: schedule, from: startsOn, through: endsOn, territory: territory, doneDays: doneDays,
            doneMinutes: doneMinutes)
    }
}

/// A kept version of an attestation, without its bytes.
struct CertificateDocumentLine: Codable, Sendable {
    let revision: Int
    let sha256: String
    let factsSha256: String
    let pages: Int
    let createdAt: Moment
    let createdBy: String
}

/// A kept version of an attestation.
struct CertificateDocumentRow: Codable, Sendable {
    let id: ID<CertificateDocumentRow>
    let placementId: ID<Placement>
    let revision: Int
    let sha256: String
    let factsSha256: String
    let content: [UInt8]
    let pages: Int
    let createdAt: Moment
    let createdBy: String
}

extension SchoolDatabase {
    func certificate(of placement: ID<Placement>) throws -> Certificate? {
        try row("select certificate.* from \(table(.certificate)) where certificate.placement_id = \(placement)")
    }

    /// The stays of a school year that are over, latest ends first.
    func certificates(
        _ selection: CertificateSelection, year: Int, today: LocalDate, limit: Int = 300
    ) throws -> [CertificateLine] {
        try certificateLines(
            "pfmp_period.school_year = \(year) and \(try condition(of: selection, today))", limit: limit)
    }

    func certificateCount(_ selection: CertificateSelection, year: Int, today: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(overStays)
            where pfmp_period.school_year = \(year) and \(isOver) and \(try condition(of: selection, today))
            """)
    }

    /// Every stay of a period, over or not yet.
    func certificates(of period: ID<PFMPPeriod>) throws -> [CertificateLine] {
        try certificateLines("placement.period_id = \(period)", limit: 200)
    }

    private func certificateLines(_ condition: SQL, limit: Int) throws -> [CertificateLine] {
        try rows(
            """
            select placement.id as placement_id, placement.period_id, learner.id as learner_id, learner.family_name,
            learner.usage_name, learner.first_name, school_class.code as class_code, pfmp_period.label,
            coalesce(company.trade_name, company.legal_name) as company_name, placement.starts_on, placement.ends_on,
            placement.schedule, agreement.state as agreement_state, tutor.email as tutor_email, placement.referent_id,
            staff_member.family_name as referent_name, staff_member.email as referent_email,
            certificate.days as done_days, certificate.minutes as done_minutes, certificate.remark,
            certificate.received_on, certificate.reminded_on, certificate.version as certificate_version
            from \(overStays) join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.contact, as: "tutor")) on tutor.id = placement.tutor_id
            left join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where \(isOver) and \(condition)
            order by placement.ends_on desc, school_class.code, learner.search_key, placement.id limit \(limit)
            """)
    }

    /// Placements with their last agreement and their attestation.
    private var overStays: SQL {
        """
        \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id \(latestAgreement)
        left join \(table(.certificate)) on certificate.placement_id = placement.id
        """
    }

    /// The learner went: everybody signed, or it was broken off after it began.
    private var isOver: SQL {
        "agreement.state in (\(SQL.joined(Agreement.State.went.map { "\($0)" as SQL }, by: ", ")))"
    }

    private func condition(of selection: CertificateSelection, _ today: LocalDate) throws -> SQL {
        let delay = try LegalTexts.parameters().value(.certificateDelay, on: today) ?? 0
        let over: SQL = "(placement.ends_on < \(today) or agreement.state = \(Agreement.State.broken))"
        return switch selection {
        case .missing: "\(over) and certificate.received_on is null"
        case .late: "placement.ends_on < \(today.adding(days: -delay)) and certificate.received_on is null"
        case .unfilled: "\(over) and certificate.days is null"
        case .received: "certificate.received_on is not null"
        }
    }

    func certificateDocuments(of placement: ID<Placement>) throws -> [CertificateDocumentLine] {
        try rows(
            """
            select certificate_document.revision, certificate_document.sha256, certificate_document.facts_sha256,
            certificate_document.pages, certificate_document.created_at, certificate_document.created_by
            from \(table(.certificateDocument)) where certificate_document.placement_id = \(placement)
            order by certificate_document.revision desc
            """)
    }

    func certificateDocument(of placement: ID<Placement>, revision: Int) throws -> CertificateDocumentRow {
        let found: CertificateDocumentRow? = try row(
            """
            select certificate_document.* from \(table(.certificateDocument))
            where certificate_document.placement_id = \(placement) and certificate_document.revision = \(revision)
            """)
        guard let found else { throw NotFound("Cette version de l’attestation") }
        return found
    }
}

extension Agreement.State {
    /// The learner was, or is, at the host's under a signed agreement.
    static let went: [Agreement.State] = [.running, .ended, .certified, .broken]
}
