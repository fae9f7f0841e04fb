/// A period of training in a professional environment (PFMP) planned for one class.
public struct PFMPPeriod: Codable, Equatable, Sendable {
    public let id: ID<PFMPPeriod>
    public let classId: ID<SchoolClass>
    public let schoolYear: Int
    /// 1 for the first period of the class in the year.
    public var rank: Int
    public var label: String
    public var startsOn: LocalDate
    /// The last day, included.
    public var endsOn: LocalDate
    /// Counts for the diploma; the end-of-terminale weeks do not (PFMP-07).
    public var certifying: Bool
    /// The day the school board (CA) was shown the calendar; without it the calendar is a project (PFMP-19).
    public var boardOn: LocalDate?
    /// Whether the whole class goes, or chosen learners who catch up (PFMP-21).
    public var kind: PeriodKind
    /// Belongs to the end-of-terminale path: only those who chose it go (PFMP-07).
    public var pathway: Bool
    public var version: Int

    public init(
        id: ID<PFMPPeriod>, classId: ID<SchoolClass>, schoolYear: Int, rank: Int, label: String, startsOn: LocalDate,
        endsOn: LocalDate, certifying: Bool = true, boardOn: LocalDate? = nil, kind: PeriodKind = .wholeClass,
        pathway: Bool = false, version: Int = 1
    ) {
        self.id = id
        self.classId = classId
        self.schoolYear = schoolYear
        self.rank = rank
        self.label = label
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.certifying = certifying
        self.boardOn = boardOn
        self.kind = kind
        self.pathway = pathway
        self.version = version
    }

    /// Calendar weeks touched by the period (PFMP-17).
    public var weeks: Int { (startsOn.monday.days(until: endsOn.monday)) / 7 + 1 }
}

/// Whom a period concerns.
public enum PeriodKind: String, Codable, CaseIterable, Sendable {
    case wholeClass = "classe"
    case catchUp = "rattrapage"
}
