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
