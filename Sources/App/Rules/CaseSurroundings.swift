import Domain

/// What the records say around a placement, for the rules that look beyond the placement itself.
struct CaseSurroundings: Sendable {
    /// Placements that share a civil week with this one, its own former self included.
    var standing: [StandingPlacement] = []
    /// The learner's placements of the school year, this one included.
    var stays: [LearnerStay] = []
    /// School holidays of the place; `nil` where they are not known.
    var holidays: [SchoolHoliday]?
    /// The day the school board saw the calendar.
    var boardOn: LocalDate?
    /// Weeks of the speciality over its cycle, as the school typed them.
    var specialityWeeks: Int?
    /// First day of the week of preparation of the class.
    var preparationOn: LocalDate?
    /// What the school decided of the host.
    var quality: HostQuality.State?
    /// What came out of the last safety check of the host.
    var safety: SafetyCheck.Outcome?
    /// The last day the host declared regulated works that still holds on the first day, on its own record.
    var declaredOn: LocalDate?
    /// The end-of-terminale path, for a period that belongs to it.
    var path: PathFacts?
    /// Family and head agreed to a catch-up; `nil` when the period is none.
    var catchUpAgreed: Bool?
    /// The stay in another country; `nil` at home, or when nobody opened its page.
    var mobility: Mobility?
    /// The order of the académie on numbers, when one holds.
    var order: HostOrder?
    /// The trainee before on the same post, as far as the school knows.
    var previous: PostStay?
    /// The accident of the stay that waits for its declaration; only for who may read it.
    var accident: AccidentFacts?
    /// Signatures noted so far.
    var signatures: [SignatureLine] = []
    /// What happened since the signatures; only where one agreement is looked at alone.
    var life: LifeFacts?
}

/// A placement of a learner, for the rules on overlaps, on six months and on gratification.
struct LearnerStay: Codable, Sendable {
    let id: ID<Placement>
    let companyId: ID<Company>
    let companySiret: String?
    let companyName: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schedule: WeekSchedule
}

/// A stay that ended at a host: who comes next on the same post waits (PFMP-33).
struct PostStay: Codable, Sendable {
    let learnerId: ID<Learner>
    let tutorId: ID<Contact>?
    let stream: String
    let startsOn: LocalDate
    let plannedEnd: LocalDate
    /// The day it was broken off, and by whom.
    let leftOn: LocalDate?
    let leftBy: Interruption.Side?

    /// The last day on the post.
    var endsOn: LocalDate { leftOn.map { min($0, plannedEnd) } ?? plannedEnd }

    /// Whether it held the post of a placement: the same tutor, or the same trade when one of both has no tutor yet.
    func isPost(of placement: Placement, stream: String) -> Bool {
        guard let tutorId, let other = placement.tutorId else { return self.stream == stream }
        return tutorId == other
    }
}

/// What happened to one placement since its agreement was signed.
struct LifeFacts: Sendable {
    let amendments: [AmendmentLine]
    let amendmentSignatures: [AmendmentSignature]
    let interruptions: [Interruption]
    let absences: [Absence]
    let contacts: [FollowUpEntry]
    let situations: [CCFSituation]
    let evaluations: [Evaluation.Kind]
    let certificate: Certificate?
}

/// The numbers of the law and the severities of the school.
struct SchoolRules: Sendable {
    let parameters: LegalParameters
    let settings: SeveritySettings

    init(_ settings: SeveritySettings) throws {
        parameters = try LegalTexts.parameters()
        self.settings = settings
    }
}

/// The same legal person, whatever its establishment (PFMP-62): the SIREN, or the record when there is none.
struct LegalPerson: Hashable {
    private let key: String

    init(siret: String?, company: ID<Company>) {
        let digits = (siret ?? "").filter(\.isNumber)
        key = digits.count == 14 ? String(digits.prefix(9)) : company.rawValue
    }
}
