extension Ministry {
    /// The ministry of a training in a school of the Éducation nationale: agricultural courses belong to another.
    public static func of(_ mef: MEF) -> Ministry {
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

/// The published table of daily rates and yearly caps, by school year (PFMP-85, PFMP-86).
///
/// The lines are those of `LegalParameters.allowances`, with the days they hold.
public struct AllowanceRates: Sendable {
    private let parameters: LegalParameters

    /// Reads the table of the dated parameters.
    public init(_ parameters: LegalParameters) {
        self.parameters = parameters
    }

    /// The last school year the table covers, named by its first civil year.
    public var lastYear: Int { parameters.allowances.map(\.until).max().map { SchoolYear.of($0).start } ?? 0 }

    /// The rate of a level in a school year, named by its first civil year.
    public func rate(
        mefStat4: String, dispositif: String? = nil, ministry: Ministry = .education, year: Int
    ) -> AllowanceRateAnswer {
        let asked = min(year, lastYear)
        guard let day = SchoolYear(start: asked)?.firstDay() else { return .notListed }
        let answer = AllowanceRateTable.answer(
            level: mefStat4, dispositif: dispositif, ministry: ministry, on: day, parameters: parameters)
        switch answer {
        case .rate(let line): return year > asked ? .assumed(line.inYear) : .known(line.inYear)
        case .ambiguous(let lines): return .ambiguous(lines.map(\.inYear))
        case .notListed, .unknownYear: return .notListed
        }
    }

    /// The rate of a training in a school year.
    public func rate(of mef: MEF, ministry: Ministry? = nil, year: Int) -> AllowanceRateAnswer {
        guard let code = mef.mefStat4 else { return .notListed }
        return rate(mefStat4: code, dispositif: mef.dispositif, ministry: ministry ?? .of(mef), year: year)
    }
}

extension DatedAllowanceRate {
    /// The line as a school year sees it.
    fileprivate var inYear: AllowanceRate {
        AllowanceRate(knownUntil: SchoolYear.of(until).start, label: label, daily: rate, cap: cap)
    }
}
