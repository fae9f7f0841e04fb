import Foundation

/// A family of trades, with the works met there.
public struct MinorTrade: Codable, Equatable, Sendable {
    public let key: String
    public let label: String
    /// Folded beginnings of words that name the trade in the title of a class.
    public let words: [String]
    /// Articles of the works met there: 27 for D.4153-27.
    public let works: [Int]
    /// What to wear.
    public let equipment: String
}

/// The trades, from `Data/minor-trades.json`, with the works of `LegalParameters.works` met in each.
public struct MinorTrades: Sendable {
    public let trades: [MinorTrade]
    /// Every work of the catalogue (PFMP-59).
    public let works: [YouthWork]

    /// - Throws: `DecodingError` for a damaged file.
    public init(json: Data, works: [YouthWork]) throws {
        trades = try JSONDecoder().decode([MinorTrade].self, from: json)
        self.works = works
    }

    /// Those that come with the program.
    public static func embedded() throws -> MinorTrades {
        try MinorTrades(json: Data(PackageResources.minor_trades_json), works: LegalParameters.embedded().works)
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
    public func works(of trade: MinorTrade) -> [YouthWork] {
        let found = trade.works.compactMap { article in works.first { $0.article == article } }
        return found.filter { $0.status == .regulated } + found.filter { $0.status == .forbidden }
    }
}
