import Foundation

/// How long PFMP last, by kind of diploma (PFMP-02 to PFMP-15); the values are in `Data/pfmp-durations.json`.
public struct PFMPDurations: Sendable {
    /// One kind of diploma.
    public struct Family: Codable, Equatable, Sendable {
        public let family: String
        /// « Bac professionnel »
        public let label: String
        /// The first three characters of its MEF codes.
        public let dispositifs: [String]
        /// Number of the rule in the catalogue.
        public let rule: Int
        public let standing: RuleStanding
        /// Text, in French.
        public let source: String
        let years: [YearBounds]
        let cycle: [Bounds]
        /// The shortest period, in weeks (PFMP-11).
        public let periodLeast: Int?
        /// Whether the first period of the first year comes with a preparation week (PFMP-20).
        public let preparation: Bool
        /// Weeks that the allowance pays at most (PFMP-15); no bound on teaching.
        public let ceiling: Int?

        /// Weeks of a year of the course, for a school year.
        public func bounds(ofYear year: Int, in schoolYear: Int) -> WeekBounds? {
            years.last { $0.year == year && $0.holds(in: schoolYear) }.map {
                WeekBounds(least: $0.least, most: $0.most, isUnsure: $0.unsure ?? false)
            }
        }

        /// Weeks of the whole course, for a school year.
        public func cycleBounds(in schoolYear: Int) -> WeekBounds? {
            cycle.last { ($0.from ?? schoolYear) <= schoolYear && schoolYear <= ($0.until ?? schoolYear) }.map {
                WeekBounds(least: $0.least, most: $0.most, isUnsure: $0.unsure ?? false)
            }
        }
    }

    struct YearBounds: Codable, Equatable, Sendable {
        let year: Int
        let from: Int?
        let until: Int?
        let least: Int
        let most: Int?
        let unsure: Bool?

        func holds(in schoolYear: Int) -> Bool {
            (from ?? schoolYear) <= schoolYear && schoolYear <= (until ?? schoolYear)
        }
    }

    struct Bounds: Codable, Equatable, Sendable {
        let from: Int?
        let until: Int?
        let least: Int
        let most: Int?
        let unsure: Bool?
    }

    /// In the order of the file.
    public let families: [Family]

    /// Reads the data file.
    public init(json: Data) throws {
        families = try JSONDecoder().decode([Family].self, from: json)
    }

    /// Those of `Data/pfmp-durations.json`.
    public static func embedded() throws -> PFMPDurations {
        try PFMPDurations(json: Data(PackageResources.pfmp_durations_json))
    }

    /// The kind of diploma of a course; `nil` when the program has no duration for it.
    public func family(of mef: MEF) -> Family? {
        families.first { $0.dispositifs.contains(mef.dispositif) }
    }
}

/// A number of weeks, between two bounds.
public struct WeekBounds: Equatable, Sendable {
    public let least: Int
    public let most: Int?
    /// No text of that year was found: the bounds are those of the year before.
    public let isUnsure: Bool

    /// « 6 à 8 semaines »
    public var label: String {
        guard let most else { return FrenchNumber.counted(least, "semaine", "semaines") + " au moins" }
        return least == most
            ? FrenchNumber.counted(least, "semaine", "semaines")
            : "\(least) à " + FrenchNumber.counted(most, "semaine", "semaines")
    }
}

/// The weeks of PFMP of a speciality over its whole course, as its order sets them (PFMP-01); typed by the school.
public struct TrainingDuration: Codable, Equatable, Sendable {
    public let id: ID<TrainingDuration>
    /// The first 8 characters of the MEF: kind of course and speciality.
    public let training: String
    /// The first school year it holds for.
    public let fromYear: Int
    public var weeks: Int
    /// The order it comes from.
    public var source: String
    public var version: Int

    public init(
        id: ID<TrainingDuration>, training: String, fromYear: Int, weeks: Int, source: String = "", version: Int = 1
    ) {
        self.id = id
        self.training = training
        self.fromYear = fromYear
        self.weeks = weeks
        self.source = source
        self.version = version
    }
}
