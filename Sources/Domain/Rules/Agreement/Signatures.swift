/// Who has signed and who has not (PFMP-22, PFMP-24, PFMP-40).
enum Signatures {
    /// The parties still awaited. Minority is judged on the day of signature; before it, on the day of the check.
    static func missing(_ study: Study) throws(Unknown) -> [Party] {
        let signatures = study.facts.agreement.signatures
        let signed = Set(signatures.compactMap(\.party))
        let day = signatures.first { $0.party == .learner || $0.party == .guardian }?.on ?? study.today
        let minor = try study.isMinor(on: day)
        return Party.required(minor: minor).filter { !signed.contains($0) }
    }
}

extension Agreement.State {
    /// Nothing is awaited any more.
    var isClosed: Bool { [.ended, .certified, .refused, .cancelled, .broken].contains(self) }
    /// States that mean all have signed.
    var needsAllSignatures: Bool { [.signed, .running, .ended, .certified].contains(self) }
}

/// Minority judged day by day (PFMP-40).
public enum Minority {
    /// The last day under the rules for minors within some days; `nil` when none is.
    public static func lastDay(
        bornOn birthDate: LocalDate, within days: ClosedRange<LocalDate>, parameters: LegalParameters
    ) -> LocalDate? {
        guard let majority = parameters.value(.ageOfMajority, on: days.lowerBound) else { return nil }
        let eve = birthDate.adding(years: majority).adding(days: -1)
        return eve < days.lowerBound ? nil : min(eve, days.upperBound)
    }

    /// Who signs for the learner on a day.
    public static func signatory(
        bornOn birthDate: LocalDate, on day: LocalDate, parameters: LegalParameters
    ) -> Party? {
        parameters.value(.ageOfMajority, on: day).map { birthDate.age(on: day) < $0 ? .guardian : .learner }
    }
}
