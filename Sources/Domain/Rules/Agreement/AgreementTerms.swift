/// Presence in one host over the year (PFMP-32, PFMP-68).
enum SameHost {
    /// Minutes of presence of this stay and of the learner’s others with the same host in the same school year.
    static func minutes(_ study: Study, _ others: [OtherStay]) throws(Unknown) -> Int {
        var total = try study.counted().effectiveMinutes
        let year = SchoolYear.of(study.day)
        for other in others where try study.known(other.sameHost, "period.others.sameHost") {
            guard SchoolYear.of(try study.known(other.startsOn, "period.others.startsOn")) == year else { continue }
            total += try study.known(other.minutes, "period.others.hours")
        }
        return total
    }
}

/// The wait between two trainees on one post (L.124-11, PFMP-33).
public enum WaitingPeriod {
    /// Days to wait: a third of the stay before, rounded up.
    public static func days(after stay: Int, divisor: Int) -> Int {
        guard divisor > 0 else { return 0 }
        return (stay + divisor - 1) / divisor
    }

    /// The first day a trainee may start: so many days after the end of the stay before.
    public static func firstDay(after end: LocalDate, days: Int, divisor: Int) -> LocalDate {
        end.adding(days: self.days(after: days, divisor: divisor))
    }
}

/// What an agreement changed after its signatures still needs (PFMP-34).
public struct NeededAmendment: Equatable, Sendable {
    /// Number of the amendment to make.
    public let number: Int
    /// What changed and no amendment says.
    public let terms: [ChangedTerm]
    /// Amendments that a party has not signed.
    public let unsigned: [Int]

    /// - Parameter minor: whether the learner is a minor on the day of signature.
    public static func needed(changed: [ChangedTerm], amendments: [AmendmentFacts], minor: Bool) -> NeededAmendment {
        let said = Set(amendments.flatMap(\.terms))
        let required = Set(Party.required(minor: minor))
        let numbered = amendments.enumerated().map { ($1.number ?? $0 + 1, $1) }
        return NeededAmendment(
            number: (numbered.map(\.0).max() ?? 0) + 1, terms: changed.filter { !said.contains($0) },
            unsigned: numbered.filter { !required.isSubset(of: $0.1.signedBy) }.map(\.0))
    }
}

/// What an early end needs (PFMP-35, PFMP-36).
enum EarlyEnd {
    static func observations(
        _ end: TerminationFacts, _ study: Study, reached: String?
    ) throws(Unknown) -> [Observation] {
        let day = try study.known(end.on, "agreement.termination.on")
        var found: [Observation] = []
        if isBlank(end.reason) {
            found.append(Observation(.warning, "La raison de la rupture n’est pas écrite.", remedy: "Écrivez-la."))
        }
        if let reached, try !study.known(end.schoolReached, "agreement.termination.schoolReached") {
            found.append(Observation(.warning, reached, remedy: "Appelez l’organisme et notez ce qui a été dit."))
        }
        if !study.facts.agreement.amendments.contains(where: { $0.terms.contains(.end) }) {
            found.append(
                Observation(
                    .warning, "La fin anticipée du \(day.long) n’a pas d’avenant.", remedy: "Faites signer l’avenant."))
        }
        found.append(
            Observation(
                .info, "Les compteurs s’arrêtent au \(day.long)\u{A0}: cherchez un nouvel organisme.", remedy: ""))
        return found
    }
}

/// Days of an attestation, which must be whole (PFMP-38, PFMP-109).
public enum WholeDays: Equatable, Sendable {
    case days(Int)
    /// Not whole: the days that may be written instead.
    case refused(use: Int)

    /// - Parameter tenths: days really done, in tenths.
    public static func read(tenths: Int) -> WholeDays {
        tenths % 10 == 0 ? .days(tenths / 10) : .refused(use: tenths / 10)
    }
}

/// How long papers are kept (PFMP-39, PFMP-113).
public enum PaperKeeping {
    /// The kinds of papers by how long they stay.
    public enum Paper: Sendable {
        /// Supporting documents of the allowance: agreements, attestations, identity, accounts.
        case payment
        case other
    }

    /// The first day a paper of a school year may be erased; `nil` when the number of years is unknown.
    public static func erasable(
        _ paper: Paper, of year: SchoolYear, parameters: LegalParameters
    ) -> LocalDate? {
        let name: LegalParameter = paper == .payment ? .paperYears : .otherPaperYears
        return parameters.value(name, on: year.lastDay()).map { year.lastDay().adding(days: 1).adding(years: $0) }
    }

    /// Whether a paper may be erased on a day; `nil` when it is not known.
    public static func mayErase(
        _ paper: Paper, of year: SchoolYear, on day: LocalDate, parameters: LegalParameters
    ) -> Bool? {
        erasable(paper, of: year, parameters: parameters).map { day >= $0 }
    }
}
