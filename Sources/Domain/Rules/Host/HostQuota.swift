/// The headcount that decides the number of trainees (R.124-12, PFMP-64).
public enum ReferenceHeadcount {
    /// The higher of both, in hundredths of a person; 0 when neither is known.
    /// - Parameters:
    ///   - last: people on the last day of the previous month.
    ///   - average: average of the twelve previous months, in hundredths.
    public static func hundredths(last: Int?, average: Int?) -> Int { max((last ?? 0) * 100, average ?? 0) }

    /// `21,4` from 2140.
    static func text(_ hundredths: Int) -> String {
        let whole = FrenchNumber.grouped(hundredths / 100)
        let rest = hundredths % 100
        guard rest > 0 else { return whole }
        return whole + "," + (rest % 10 == 0 ? "\(rest / 10)" : LocalDate.padded(rest, 2))
    }
}

/// How many trainees a host may have in one civil week (R.124-10, R.124-11).
public enum HostQuota {
    /// PFMP-62 and PFMP-63; `nil` when a number of that day is unknown.
    /// - Parameters:
    ///   - hundredths: the reference headcount, in hundredths of a person.
    ///   - order: the academic order, when there is one; its numbers are held to those of the article.
    public static func most(
        hundredths: Int, order: HostOrder? = nil, on day: LocalDate, parameters: LegalParameters
    ) -> Int? {
        do throws(Unknown) {
            return try most(hundredths: hundredths, order: order) { (name) throws(Unknown) in
                try parameters.require(name, on: day)
            }
        } catch {
            return nil
        }
    }

    static func most(_ study: Study, hundredths: Int) throws(Unknown) -> Int {
        try most(hundredths: hundredths, order: study.facts.host.order, study.number)
    }

    private static func most(
        hundredths: Int, order: HostOrder?, _ number: (LegalParameter) throws(Unknown) -> Int
    ) throws(Unknown) -> Int {
        let usual =
            try hundredths < number(.hostQuotaThreshold) * 100
            ? number(.hostQuotaSmall) : share(hundredths, number(.hostQuotaPercent))
        guard let order else { return usual }
        let small = try hundredths < number(.orderThreshold) * 100
        let most =
            try small
            ? min(order.small ?? 0, number(.orderSmall))
            : share(hundredths, min(order.percent ?? 0, number(.orderPercent)))
        return max(usual, most)
    }

    /// A percent of hundredths of people, rounded up to whole people.
    private static func share(_ hundredths: Int, _ percent: Int) -> Int { (percent * hundredths + 9999) / 10_000 }
}

/// How many people a host receives (PFMP-62, PFMP-65, PFMP-123).
public struct WeeklyHostLoad: Equatable, Sendable {
    /// The Monday of the week.
    public let monday: LocalDate
    /// Trainees that count for R.124-10, the one of the agreement included.
    public let counted: Int
    /// All people received, observation and visits too.
    public let received: Int

    /// The week of a stay with the most counted trainees, the first of them.
    public static func busiest(_ days: ClosedRange<LocalDate>, with present: [PresentTrainee]) -> WeeklyHostLoad {
        let first = days.lowerBound.monday
        let count = first.days(until: days.upperBound.monday) / 7 + 1
        let weeks = (0..<count).map { week(first.adding(days: 7 * $0), present) }
        return weeks.dropFirst().reduce(weeks[0]) {
            ($1.counted, $1.received) > ($0.counted, $0.received) ? $1 : $0
        }
    }

    private static func week(_ monday: LocalDate, _ present: [PresentTrainee]) -> WeeklyHostLoad {
        let there = present.filter {
            ($0.startsOn ?? monday) <= monday.adding(days: 6) && ($0.endsOn ?? monday) >= monday
        }
        let counted = there.filter { ($0.kind ?? .pfmp).isUnderChapterL124 }.count
        return WeeklyHostLoad(monday: monday, counted: counted + 1, received: there.count + 1)
    }

    /// The most people present on one day of a stay, the one of the agreement included.
    static func busiestDay(_ days: ClosedRange<LocalDate>, with present: [PresentTrainee]) -> Int {
        let starts = [days.lowerBound] + present.compactMap(\.startsOn).filter(days.contains)
        return starts.map { day in
            present.filter { ($0.startsOn ?? day) <= day && ($0.endsOn ?? day) >= day }.count + 1
        }.max() ?? 1
    }
}

/// The line of the personnel register (PFMP-67).
public struct RegisterLine: Equatable, Sendable {
    /// « Noémie Fictif ; du 05/01/2026 au 30/01/2026 ; tuteur : Jean Fictif ; lieu : Atelier fictif »
    public let text: String

    /// - Parameter trainee: the name of the learner, which the rules do not know.
    public init(trainee: String, _ facts: AgreementCase) {
        let start = facts.period.startsOn?.numeric ?? "…"
        let end = facts.period.endsOn?.numeric ?? "…"
        text =
            "\(trainee)\u{A0}; du \(start) au \(end)\u{A0}; tuteur\u{A0}: \(facts.agreement.tutor ?? "…")\u{A0}; "
            + "lieu\u{A0}: \(facts.host.name ?? "…")"
    }
}
