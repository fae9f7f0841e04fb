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
