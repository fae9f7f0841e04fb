import Foundation

/// A kind of work closed to minors, or open to some under conditions (PFMP-59).
public struct RegulatedWork: Codable, Equatable, Sendable {
    public enum Status: String, Codable, CaseIterable, Sendable {
        case forbidden
        case regulated

        public var label: String {
            switch self {
            case .forbidden: "Interdit avant 18 ans"
            case .regulated: "Possible avec une déclaration de dérogation"
            }
        }
    }

    /// `D. 4153-28`
    public let code: String
    public let label: String
    public let status: Status
    public let standing: RuleStanding
}

/// A family of trades, with the works met there.
public struct MinorTrade: Codable, Equatable, Sendable {
    public let key: String
    public let label: String
    /// Folded beginnings of words that name the trade in the title of a class.
    public let words: [String]
    /// Codes of works.
    public let works: [String]
    /// What to wear.
    public let equipment: String
}

/// The catalogue of works and trades, from `Data/regulated-works.json`.
public struct RegulatedWorks: Codable, Sendable {
    public let works: [RegulatedWork]
    public let trades: [MinorTrade]

    public init(json: Data) throws {
        self = try JSONDecoder().decode(RegulatedWorks.self, from: json)
    }

    public static func embedded() throws -> RegulatedWorks {
        try RegulatedWorks(json: Data(PackageResources.regulated_works_json))
    }

    public func trade(_ key: String) -> MinorTrade? { trades.first { $0.key == key } }

    /// The trade that a title names best: the one with the longest word found.
    public func trade(of title: String) -> MinorTrade? {
        let words = SearchKey(title).words
        let found = trades.compactMap { trade -> (MinorTrade, Int)? in
            let hits = trade.words.filter { start in words.contains { $0.hasPrefix(start) } }
            guard let longest = hits.map(\.count).max() else { return nil }
            return (trade, longest)
        }
        return found.max { $0.1 < $1.1 }?.0
    }

    /// The works of a trade, those that a declaration opens first.
    public func works(of trade: MinorTrade) -> [RegulatedWork] {
        let found = trade.works.compactMap { code in works.first { $0.code == code } }
        return found.filter { $0.status == .regulated } + found.filter { $0.status == .forbidden }
    }
}
