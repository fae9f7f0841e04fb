/// The amount of the allowance (PFMP-84).
public enum AllowancePay {
    /// Days at the rate of the level, within what the yearly cap leaves, never below zero.
    /// - Parameter others: amounts of the learner’s other periods of the same training and school year.
    public static func amount(days: Int, rate: Cents, cap: Cents, others: [Cents] = []) -> Cents {
        let left = cap.rawValue - others.reduce(0) { $0 + $1.rawValue }
        return Cents(rawValue: max(0, min(days * rate.rawValue, left)))
    }

    /// The amounts of the periods of a training and year, in their order: a locked one keeps what was paid, the others
    /// share what the cap leaves, the first first. An edit of one period recomputes those that are open.
    public static func amounts(_ periods: [AllowancePeriod], rate: Cents, cap: Cents) -> [Cents] {
        var left = cap.rawValue - periods.reduce(0) { $0 + ($1.paid?.rawValue ?? 0) }
        return periods.map { period in
            if let paid = period.paid { return paid }
            let amount = max(0, min(period.days * rate.rawValue, left))
            left -= amount
            return Cents(rawValue: amount)
        }
    }
}

/// One period of a training and year, as the allowance counts it.
public struct AllowancePeriod: Equatable, Sendable {
    /// Whole days really done.
    public var days: Int
    /// What was paid already; `nil` while the amount may still change.
    public var paid: Cents?

    /// A period.
    public init(days: Int, paid: Cents? = nil) {
        self.days = days
        self.paid = paid
    }
}

/// Daily rate and yearly cap of a training (PFMP-85, PFMP-86), with the days they hold.
public struct DatedAllowanceRate: Codable, Equatable, Sendable {
    /// « terminale professionnelle »
    public let label: String
    /// First four characters of the statistical MEF.
    public let codes: [String]
    /// First three characters of the MEF.
    public let dispositif: [String]
    public let ministry: Ministry
    public let from: LocalDate
    public let until: LocalDate
    /// For one day.
    public let rate: Cents
    /// For one school year.
    public let cap: Cents

    /// Days that the cap pays.
    public var paidDays: Int { rate.rawValue > 0 ? cap.rawValue / rate.rawValue : 0 }
}

/// The lookup of a rate.
public enum AllowanceRateTable {
    /// What the table says of a training on a day.
    public enum Answer: Equatable, Sendable {
        case rate(DatedAllowanceRate)
        /// The table covers the day and does not list the training: nothing is paid.
        case notListed
        /// Several values: the exact MEF decides, which the table does not hold.
        case ambiguous([DatedAllowanceRate])
        /// The table does not cover the day yet.
        case unknownYear
    }

    /// - Parameters:
    ///   - level: first four characters of the statistical MEF: `2383`.
    ///   - dispositif: first three of the MEF, when known: `247`.
    public static func answer(
        level: String, dispositif: String?, ministry: Ministry, on day: LocalDate, parameters: LegalParameters
    ) -> Answer {
        let rows = parameters.allowances
        var covers = false
        var values: [DatedAllowanceRate] = []
        // By index: only the line that answers is taken out of the table.
        for index in rows.indices where rows[index].from <= day && day <= rows[index].until {
            covers = true
            guard rows[index].ministry == ministry, rows[index].codes.contains(level),
                dispositif.map({ rows[index].dispositif.contains($0) }) ?? true,
                !values.contains(where: { $0.rate == rows[index].rate && $0.cap == rows[index].cap })
            else { continue }
            values.append(rows[index])
        }
        guard let first = values.first else { return covers ? .notListed : .unknownYear }
        return values.count == 1 ? .rate(first) : .ambiguous(values)
    }

    /// The rate of a case; `nil` when the training is not listed.
    static func single(_ study: Study) throws(Unknown) -> DatedAllowanceRate? {
        if let rate = study.allowanceRate { return try rate.get() }
        return try single(study.facts, study.parameters, on: study.day)
    }

    static func single(
        _ facts: AgreementCase, _ parameters: LegalParameters, on day: LocalDate
    ) throws(Unknown) -> DatedAllowanceRate? {
        let mef = mef(facts.training.mef)
        guard let level = facts.allowance.level ?? mef?.mefStat4 else { throw .fact("training.mef") }
        let answer = answer(
            level: level, dispositif: mef?.dispositif, ministry: facts.school.ministry ?? .education, on: day,
            parameters: parameters)
        switch answer {
        case .rate(let rate): return rate
        case .notListed: return nil
        case .ambiguous(let rates):
            let values = rates.map { "\($0.rate.french) et \($0.cap.french)" }.joined(separator: " ou ")
            throw .matter(
                "Le tableau a plusieurs montants pour cette formation\u{A0}: \(values).",
                "Regardez le MEF exact dans APLyPro.")
        case .unknownYear:
            throw .matter(
                "Les montants de l’année \(SchoolYear.of(day)) ne sont pas encore connus.",
                "Attendez le tableau d’octobre, puis mettez le logiciel à jour.")
        }
    }
    /// A code that is no MEF is the matter of the identifier’s own check.
    private static func mef(_ text: String?) -> MEF? {
        guard let text else { return nil }
        do throws(IdentifierRefusal) {
            return try MEF(text)
        } catch {
            return nil
        }
    }
}
