import Foundation

/// The end-of-terminale pathway of one school year: its name, its window and what may be chosen (PFMP-07).
///
/// It never counts for the diploma. The regime changes almost every year, so nothing of it is written in the program.
public struct PathwayCampaign: Codable, Equatable, Sendable {
    public let id: ID<PathwayCampaign>
    public let schoolYear: Int
    public var name: String
    public var startsOn: LocalDate
    /// The last day, included.
    public var endsOn: LocalDate
    /// The last day to give a choice.
    public var closesOn: LocalDate?
    public var options: PathwayOptions
    public var version: Int

    public init(
        id: ID<PathwayCampaign>, schoolYear: Int, name: String, startsOn: LocalDate, endsOn: LocalDate,
        closesOn: LocalDate? = nil, options: PathwayOptions, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.name = name
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.closesOn = closesOn
        self.options = options
        self.version = version
    }

    /// Calendar weeks of the window.
    public var weeks: Int { startsOn.monday.days(until: endsOn.monday) / 7 + 1 }

    /// The option of a key.
    public func option(_ key: String) -> PathwayOption? { options.list.first { $0.key == key } }
}

/// One thing that may be chosen.
public struct PathwayOption: Codable, Hashable, Sendable {
    /// `insertion`: kept in choices.
    public let key: String
    /// In French.
    public let label: String
    /// Whether the learner goes to a host, and so needs an agreement.
    public let goesToHost: Bool

    public init(key: String, label: String, goesToHost: Bool) {
        self.key = key
        self.label = label
        self.goesToHost = goesToHost
    }
}

/// The options of a campaign, one a line: `insertion|entreprise|Deux semaines de PFMP`.
public struct PathwayOptions: Codable, Equatable, Sendable, LosslessStringConvertible {
    public let list: [PathwayOption]

    public init(_ list: [PathwayOption]) {
        self.list = list
    }

    /// `nil` when a line has not its three parts.
    public init?(_ description: String) {
        var list: [PathwayOption] = []
        for line in description.split(separator: "\n") {
            let parts = line.split(separator: "|", maxSplits: 2).map(String.init)
            guard parts.count == 3, ["entreprise", "lycee"].contains(parts[1]) else { return nil }
            list.append(PathwayOption(key: parts[0], label: parts[2], goesToHost: parts[1] == "entreprise"))
        }
        self.list = list
    }

    public var description: String {
        list.map { "\($0.key)|\($0.goesToHost ? "entreprise" : "lycee")|\($0.label)" }.joined(separator: "\n")
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let options = PathwayOptions(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not options: \(text)")
        }
        self = options
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The regime of a year as its texts set it, to begin a campaign with; in `Data/pathway-regimes.json`.
public struct PathwayRegime: Codable, Equatable, Sendable {
    /// The first calendar year of the school year.
    public let year: Int
    public let name: String
    public let startsOn: LocalDate
    public let endsOn: LocalDate
    public let standing: RuleStanding
    public let source: String
    public let options: [PathwayOption]

    /// Those that the program knows.
    public static func embedded() throws -> [PathwayRegime] {
        try JSONDecoder().decode([PathwayRegime].self, from: Data(PackageResources.pathway_regimes_json))
    }
}
