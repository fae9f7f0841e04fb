/// The days of the stay and what surrounds them.
public struct PeriodFacts: Equatable, Sendable {
    public var startsOn: LocalDate?
    /// The last day, included.
    public var endsOn: LocalDate?
    /// Counts for the diploma.
    public var certifying: Bool?
    /// The end-of-terminale path (PFMP-07, PFMP-08).
    public var path: PathFacts?
    /// Makes up for days that were missed (PFMP-21).
    public var catchUp: Bool?
    /// Family and head agreed to a stay in the school holidays (PFMP-18).
    public var holidaysAgreed: Bool?
    /// Within the field of the diploma (PFMP-09).
    public var inField: Bool?
    /// Why the head accepts another field.
    public var fieldReason: String?
    /// The first period of the first year (PFMP-20).
    /// First day of the period that this one makes up for (PFMP-83).
    public var catchUpOf: LocalDate?
    public var firstOfCycle: Bool?
    /// First day of the preparation week.
    public var preparationOn: LocalDate?
    /// First and last day of schooling in this class.
    public var schoolingFrom: LocalDate?
    public var schoolingUntil: LocalDate?
    /// The learner’s other agreements; `nil` when nobody looked.
    public var others: [OtherStay]?
    /// The trainee before on the same post (PFMP-33); `nil` when there is none or it is unknown.
    public var previousOnPost: PreviousStay?

    /// Nothing known.
    public init() {}
}

/// The choice of the end of terminale.
public struct PathFacts: Equatable, Sendable {
    public var choice: EndPath?
    public var chosenOn: LocalDate?
    /// The motivated advice of the class council.
    public var councilAdvice: String?
    /// The day the choice was changed, and why.
    public var changedOn: LocalDate?
    public var changeReason: String?

    /// Nothing known.
    public init() {}
}

/// The two ways to end the terminale.
public enum EndPath: String, Codable, CaseIterable, Sendable {
    case work = "insertion"
    case study = "poursuite"
}

/// Another agreement of the same learner.
public struct OtherStay: Equatable, Sendable {
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    public var host: String?
    /// With the same host as this agreement.
    public var sameHost: Bool?
    /// Minutes of presence, with the same host only.
    public var minutes: Int?

    /// Nothing known.
    public init() {}
}

/// The stay that came before on the same post.
public struct PreviousStay: Equatable, Sendable {
    public var endedOn: LocalDate?
    public var days: Int?
    /// Interrupted by the trainee: then there is no waiting period.
    public var stoppedByTrainee: Bool?

    /// Nothing known.
    public init() {}
}

/// Hours of presence and what allows unusual ones.
public struct HoursFacts: Equatable, Sendable {
    /// The weeks in turn, from the week of the first day; one for a usual week.
    public var weeks: [WeekSchedule] = []
    /// Days that differ from their week; no span for a day off.
    public var exceptions: [DatedDay] = []
    /// Minutes of lessons at school in the same week.
    public var lessons: Int?
    /// Present on public holidays; otherwise they are days off.
    public var worksPublicHolidays: Bool?
    /// Reference of the agreement on public holidays (L.3164-8).
    public var holidayAgreement: String?
    /// Reference of the agreement on weekly rest (L.3164-2).
    public var restAgreement: String?
    /// Reference of the labour inspector’s derogation for the night (L.3163-2).
    public var nightDerogation: String?
    /// Last day of that derogation.
    public var nightDerogationUntil: LocalDate?
    /// Building, public works or landscaping site (R.3162-1).
    public var site: Bool?
    /// Reference of the labour inspector’s leave for more hours a week (L.3162-1).
    public var extensionReference: String?
    /// Minutes of the usual week of the adults of the place.
    public var adultWeek: Int?
    /// An adult pupil named by the head for a night team (PFMP-51).
    public var nightTeamNamed: Bool?
    /// The host counts the presence (L.124-14).
    public var counted: Bool?

    /// Nothing known.
    public init() {}
}

/// One day whose hours differ from its week.
public struct DatedDay: Equatable, Sendable {
    public var date: LocalDate?
    public var day = DaySchedule()

    /// A day off, of a date to give.
    public init() {}
}
