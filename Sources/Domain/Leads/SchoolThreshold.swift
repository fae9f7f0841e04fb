import Foundation

/// A number of the program that a school may set for itself; its usual values are in `Data/school-thresholds.json`.
public enum SchoolThreshold: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    case leadsPerPeriod, leadReminderDays
    case searchWatchDays, searchLateDays, searchCriticalDays
    case saturationLearners, saturationExchanges, saturationDays
    case proposalDistance
    case competingClasses
    case holidayShareMinor
    case activePartnersByStream
    case smallGroup
    case letterNoticeDays
    case actionReminderDays, actionThanksDays, actionThanksWindow
    case longJourney
    case spaceLinkDays, spacePastYears, spaceConfirmMonths
    case carSpeed, carDetour, transitSpeed, transitDetour, bikeSpeed, bikeDetour, walkSpeed, walkDetour
}

/// A threshold as the data file describes it.
public struct ThresholdDescription: Codable, Equatable, Sendable {
    public let name: SchoolThreshold
    /// What it decides, in French.
    public let meaning: String
    /// « jours », « élèves »…
    public let unit: String
    public let usual: Int
    public let least: Int
    public let most: Int
    /// Text or custom it comes from, in French.
    public let source: String
    /// How sure it is.
    public let standing: RuleStanding
}

/// The thresholds in force in one school.
public struct SchoolThresholds: Equatable, Sendable {
    /// In the order of `SchoolThreshold`.
    public let descriptions: [ThresholdDescription]
    private let values: [SchoolThreshold: Int]

    /// Reads the data file; what a school set replaces the usual values.
    /// - Throws: `DecodingError` for a damaged file or a missing threshold.
    public init(json: Data, own: [SchoolThreshold: Int] = [:]) throws {
        self.init(try SchoolThresholds.descriptions(json), own: own)
    }

    private static func descriptions(_ json: Data) throws -> [ThresholdDescription] {
        let list = try JSONDecoder().decode([ThresholdDescription].self, from: json)
        let known = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let ordered = SchoolThreshold.allCases.compactMap { known[$0] }
        guard ordered.count == SchoolThreshold.allCases.count else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "missing thresholds"))
        }
        return ordered
    }

    private init(_ descriptions: [ThresholdDescription], own: [SchoolThreshold: Int]) {
        self.descriptions = descriptions
        values = Dictionary(
            descriptions.map { ($0.name, own[$0.name] ?? $0.usual) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those of `Data/school-thresholds.json` with what a school set.
    public static func embedded(own: [SchoolThreshold: Int] = [:]) throws -> SchoolThresholds {
        SchoolThresholds(try read.get(), own: own)
    }

    /// Read once: pages ask for thresholds again and again.
    private static let read = Result { try descriptions(Data(PackageResources.school_thresholds_json)) }

    /// The value in force.
    public subscript(_ name: SchoolThreshold) -> Int { values[name] ?? 0 }
}
