/// What a host owes a trainee who stays long (L.124-6).
public enum Gratification {
    /// PFMP-68. Whether it is due for the minutes of presence of the school year with one host; `nil` when the
    /// threshold of that day is unknown.
    public static func isDue(
        minutes: Int, agricultural: Bool = false, on day: LocalDate, parameters: LegalParameters
    ) -> Bool? {
        let name: LegalParameter = agricultural ? .gratificationThresholdAgricultural : .gratificationThreshold
        return parameters.value(name, on: day).map { minutes > $0 }
    }

    /// PFMP-69. The least amount for minutes of presence at the rate of a day, rounded up to the cent; `nil` when the
    /// rate of that day is not known yet.
    public static func minimum(minutes: Int, on day: LocalDate, parameters: LegalParameters) -> Cents? {
        parameters.value(.gratificationRate, on: day).map { Cents(rawValue: (minutes * $0 + 59) / 60) }
    }
}

extension Gratification {
    /// PFMP-70. The least amount for a stay over several months, rounded up to the cent for each rate; `nil` when a rate
    /// is unknown.
    /// - Parameters:
    ///   - months: minutes of presence and a day of each month, the first month first.
    ///   - revaluation: the agreement says that the rate follows the ceiling; otherwise the first rate stays.
    public static func minimum(
        months: [(minutes: Int, day: LocalDate)], revaluation: Bool, parameters: LegalParameters
    ) -> Cents? {
        guard let first = months.first?.day else { return Cents(rawValue: 0) }
        var minutesByRate: [Int: Int] = [:]
        for month in months {
            guard let rate = parameters.value(.gratificationRate, on: revaluation ? month.day : first) else {
                return nil
            }
            minutesByRate[rate, default: 0] += month.minutes
        }
        return Cents(rawValue: minutesByRate.reduce(0) { $0 + ($1.key * $1.value + 59) / 60 })
    }
}
