import Foundation

/// The ministry that a training belongs to: the yearly caps of the allowance differ (PFMP-86).
public enum TrainingMinistry: String, Codable, CaseIterable, Sendable {
    case education = "MENJ"
    case agriculture = "MASA"
    case sea = "MER"
    case armies = "ARMEE"

    /// The ministry of a training in a school of the Éducation nationale: agricultural courses belong to another.
    public static func of(_ mef: MEF) -> TrainingMinistry {
        ["271", "276", "280"].contains(mef.dispositif) ? .agriculture : .education
    }
}

/// What a day of PFMP is worth and the most a year may give, for a level and a school year (table 7.1).
public struct AllowanceRate: Codable, Equatable, Sendable {
    /// The last school year, named by its first civil year, that the published table covers.
    public let knownUntil: Int
    public let label: String
    public let daily: Cents
    public let cap: Cents

    public init(knownUntil: Int = 9998, label: String = "", daily: Cents, cap: Cents) {
        self.knownUntil = knownUntil
        self.label = label
        self.daily = daily
        self.cap = cap
    }

    /// Days paid in full before the cap is reached.
    public var paidDays: Int { daily.rawValue > 0 ? cap.rawValue / daily.rawValue : 0 }
}

/// What the table of rates answers for a training.
public enum AllowanceRateAnswer: Equatable, Sendable {
    case known(AllowanceRate)
    /// The table of that year is not published yet: the last one is shown, to be confirmed.
    case assumed(AllowanceRate)
    /// Several rates carry the same code: the exact training decides.
    case ambiguous([AllowanceRate])
    /// The level is not in the table: nothing is due.
    case notListed

    /// The rate to count with, when there is one only.
    public var rate: AllowanceRate? {
        switch self {
        case .known(let rate), .assumed(let rate): rate
        case .ambiguous, .notListed: nil
        }
    }

    /// What the reader must know before trusting the amounts; `nil` when the rate is published.
    public var notice: String? {
        switch self {
        case .known: nil
        case .assumed(let rate):
            "Le barème de cette année scolaire n’est pas encore publié\u{A0}: les montants suivent celui de "
                + "\(rate.knownUntil)-\(rate.knownUntil + 1), à confirmer."
        case .ambiguous:
            "Plusieurs barèmes portent ce code de formation\u{A0}: vérifiez le MEF exact dans ApLyPro."
        case .notListed: "Cette formation n’est pas dans le barème de l’allocation."
        }
    }
}

/// The published table of daily rates and yearly caps, with the years it holds (PFMP-85, PFMP-86).
public struct AllowanceRates: Sendable {
    private struct Line: Decodable {
        let from: Int
        let until: Int
        let ministry: TrainingMinistry
        let codes: [String]
        let label: String
        let daily: Int
        let cap: Int

        var rate: AllowanceRate {
            AllowanceRate(
                knownUntil: until, label: label, daily: Cents(rawValue: daily), cap: Cents(rawValue: cap))
        }
    }

    private let lines: [Line]

    /// Reads the data file.
    public init(json: Data) throws {
        lines = try JSONDecoder().decode([Line].self, from: json)
    }

    /// Those of `Data/allowance-rates.json`.
    public static func embedded() throws -> AllowanceRates {
        try AllowanceRates(json: Data(PackageResources.allowance_rates_json))
    }

    /// The last school year the table covers.
    public var lastYear: Int { lines.map(\.until).max() ?? 0 }

    /// The rate of a level in a school year, named by its first civil year.
    public func rate(mefStat4: String, ministry: TrainingMinistry = .education, year: Int) -> AllowanceRateAnswer {
        let asked = min(year, lastYear)
        let found = lines.filter {
            $0.ministry == ministry && $0.codes.contains(mefStat4) && ($0.from...$0.until).contains(asked)
        }
        guard let first = found.first else { return .notListed }
        guard found.count == 1 else { return .ambiguous(found.map(\.rate)) }
        return year > asked ? .assumed(first.rate) : .known(first.rate)
    }

    /// The rate of a training in a school year.
    public func rate(of mef: MEF, ministry: TrainingMinistry? = nil, year: Int) -> AllowanceRateAnswer {
        guard let code = mef.mefStat4 else { return .notListed }
        return rate(mefStat4: code, ministry: ministry ?? .of(mef), year: year)
    }
}
