/// One span of the weekly pattern: who keeps the bureau open.
public struct OfficeOpening: Codable, Equatable, Sendable {
    public enum Channel: String, Codable, CaseIterable, Sendable {
        case onSite = "sur_place"
        case phone = "telephone"

        public var label: String { self == .onSite ? "Sur place" : "Par téléphone" }
    }

    public let id: ID<OfficeOpening>
    /// 1 for Monday to 5 for Friday.
    public var weekday: Int
    /// Minutes since midnight.
    public var startsMinute: Int
    public var endsMinute: Int
    public var channel: Channel
    /// Who is there; `nil` when nobody is named.
    public var staffId: ID<StaffMember>?
    public var note: String
    /// The first day it holds; `nil` when it always did.
    public var validFrom: LocalDate?
    /// The last day it holds; `nil` as long as it is in force. Days gone by keep the hours they had.
    public var validUntil: LocalDate?
    public var version: Int

    public init(
        id: ID<OfficeOpening>, weekday: Int, startsMinute: Int, endsMinute: Int, channel: Channel = .onSite,
        staffId: ID<StaffMember>? = nil, note: String = "", validFrom: LocalDate? = nil, validUntil: LocalDate? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.weekday = weekday
        self.startsMinute = startsMinute
        self.endsMinute = endsMinute
        self.channel = channel
        self.staffId = staffId
        self.note = note
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.version = version
    }

    /// Whether the span is that of a day.
    public func holds(on day: LocalDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validUntil.map { day <= $0 } ?? true)
    }
}

/// Days on which someone of the bureau is not there, and who opens instead. The reason is never written.
public struct OfficeAbsence: Codable, Equatable, Sendable {
    public let id: ID<OfficeAbsence>
    /// `nil` closes the bureau, whoever opens it.
    public var staffId: ID<StaffMember>?
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    public var coveredBy: ID<StaffMember>?
    public var note: String
    public var version: Int

    public init(
        id: ID<OfficeAbsence>, staffId: ID<StaffMember>?, startsOn: LocalDate, endsOn: LocalDate,
        coveredBy: ID<StaffMember>? = nil, note: String = "", version: Int = 1
    ) {
        self.id = id
        self.staffId = staffId
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.coveredBy = coveredBy
        self.note = note
        self.version = version
    }

    public func holds(_ day: LocalDate) -> Bool { startsOn <= day && day <= endsOn }
}

/// Who keeps the bureau open on each day.
public struct OfficeCover: Sendable {
    /// One school day of the bureau.
    public struct Day: Equatable, Sendable {
        public enum State: Equatable, Sendable {
            case open
            /// Somebody else opens than the week says.
            case covered
            /// Nobody opens, though the week says so.
            case uncovered
            /// The week has no opening on that day.
            case neverOpen
        }

        public let date: LocalDate
        public let state: State
    }

    private let openings: [Int: [OfficeOpening]]
    private let absences: [OfficeAbsence]

    public init(openings: [OfficeOpening], absences: [OfficeAbsence]) {
        self.openings = Dictionary(grouping: openings, by: \.weekday)
        self.absences = absences
    }

    /// What a school day is for the bureau.
    public func day(_ date: LocalDate) -> Day {
        let planned = (openings[date.weekday] ?? []).filter { $0.holds(on: date) }
        guard !planned.isEmpty else { return Day(date: date, state: .neverOpen) }
        let away = absences.filter { $0.holds(date) }
        if away.contains(where: { $0.staffId == nil && $0.coveredBy == nil }) {
            return Day(date: date, state: .uncovered)
        }
        let present = planned.contains { opening in
            !away.contains { $0.staffId == nil || $0.staffId == opening.staffId }
        }
        if present { return Day(date: date, state: .open) }
        let missing = Set(away.compactMap(\.staffId))
        let isCovered = away.contains { absence in absence.coveredBy.map { !missing.contains($0) } ?? false }
        return Day(date: date, state: isCovered ? .covered : .uncovered)
    }

    /// The school days that nobody keeps open, in order.
    public func uncovered(among days: [LocalDate]) -> [Day] {
        days.map(day).filter { $0.state == .uncovered || $0.state == .neverOpen }
    }

    /// How many of some days are open or covered.
    public func openCount(among days: [LocalDate]) -> Int {
        days.count { date in
            let state = day(date).state
            return state == .open || state == .covered
        }
    }
}

/// Paid means of a teacher who works for the bureau.
public struct OfficeMeans: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case referent
        case yearlyHours = "HSA"
        case actualHours = "HSE"
        case mission = "IMP"
        case pacte = "PACTE"

        public var label: String {
            switch self {
            case .referent: "Référent d’élèves en PFMP"
            case .yearlyHours: "Heures supplémentaires année (HSA)"
            case .actualHours: "Heures supplémentaires effectives (HSE)"
            case .mission: "Indemnité pour mission particulière (IMP)"
            case .pacte: "Pacte : faire vivre le lien établissement-entreprise"
            }
        }

        /// « heure », « parts »: French takes the plural from two.
        public func unit(of tenths: Int) -> String {
            let unit =
                switch self {
                case .referent: "élève"
                case .yearlyHours, .actualHours: "heure"
                case .mission, .pacte: "part"
                }
            return tenths < 20 ? unit : unit + "s"
        }
    }

    public let id: ID<OfficeMeans>
    public let schoolYear: Int
    public var staffId: ID<StaffMember>
    public var kind: Kind
    public var label: String
    /// In tenths of the unit.
    public var plannedTenths: Int
    public var doneTenths: Int
    /// The objective it serves, in any version.
    public var objectiveRoot: ID<RoadmapObjective>?
    public var version: Int

    public init(
        id: ID<OfficeMeans>, schoolYear: Int, staffId: ID<StaffMember>, kind: Kind, label: String = "",
        plannedTenths: Int, doneTenths: Int = 0, objectiveRoot: ID<RoadmapObjective>? = nil, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.staffId = staffId
        self.kind = kind
        self.label = label
        self.plannedTenths = plannedTenths
        self.doneTenths = doneTenths
        self.objectiveRoot = objectiveRoot
        self.version = version
    }
}

/// A span of work of the bureau, by axis.
public struct OfficeTime: Codable, Equatable, Sendable {
    public let id: ID<OfficeTime>
    public let accountId: ID<Account>?
    public let authorName: String
    public var workedOn: LocalDate
    public var axis: BureauAxis
    public var minutes: Int
    public var note: String
    public var version: Int

    public init(
        id: ID<OfficeTime>, accountId: ID<Account>?, authorName: String, workedOn: LocalDate, axis: BureauAxis,
        minutes: Int, note: String = "", version: Int = 1
    ) {
        self.id = id
        self.accountId = accountId
        self.authorName = authorName
        self.workedOn = workedOn
        self.axis = axis
        self.minutes = minutes
        self.note = note
        self.version = version
    }

    /// Reads `1 h 30`, `1:30`, `90`, `90 min`; `nil` when it is no length of time.
    public static func minutes(parsing text: String) -> Int? {
        let folded = text.lowercased().filter { !$0.isWhitespace }
        if let plain = Int(folded.replacing("min", with: "")), !folded.contains("h") {
            return (1...1440).contains(plain) ? plain : nil
        }
        return HourSpan.minutes(parsing: folded).flatMap { $0 > 0 ? $0 : nil }
    }
}

/// One of the eight key points, as the school sees itself.
public struct KeyPoint: Codable, Equatable, Sendable {
    public enum Level: String, Codable, CaseIterable, Sendable {
        case absent
        case begun = "engage"
        case acquired = "acquis"
        case recognised = "reconnu"

        public var label: String {
            switch self {
            case .absent: "Pas encore"
            case .begun: "Engagé"
            case .acquired: "Acquis"
            case .recognised: "Reconnu par les partenaires"
            }
        }
    }

    public let id: ID<KeyPoint>
    public let schoolYear: Int
    /// 1 to 8.
    public let point: Int
    /// The wording of the point when the school writes its own; else empty.
    public var wording: String
    public var level: Level
    public var evidence: String
    public var nextStep: String
    public var assessedOn: LocalDate
    public var assessedBy: String
    public var version: Int

    public init(
        id: ID<KeyPoint>, schoolYear: Int, point: Int, wording: String = "", level: Level, evidence: String,
        nextStep: String = "", assessedOn: LocalDate, assessedBy: String, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.point = point
        self.wording = wording
        self.level = level
        self.evidence = evidence
        self.nextStep = nextStep
        self.assessedOn = assessedOn
        self.assessedBy = assessedBy
        self.version = version
    }

    /// The eight points; the eighth could not be read in the sources, so the school writes it from its own document.
    public static let titles: [String] = [
        "Un lieu physique dans le lycée, identifié et facile d’accès",
        "Le point d’entrée de chaque partenaire professionnel",
        "Un appui aux enseignants et aux formateurs dans leurs relations avec le monde professionnel",
        "Un facilitateur des actions communes entre entreprises et lycée, pour tous les publics",
        "Un engagement pour la qualité des stages, des PFMP et de l’alternance",
        "Des actions inscrites dans celles du territoire et d’un réseau d’établissements",
        "Un sentiment d’appartenance et un réseau d’anciens élèves",
        "Huitième point, à recopier du document national dont vous disposez",
    ]
}
