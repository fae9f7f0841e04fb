extension ScheduleRule {
    /// PFMP-46. Between two days a minor rests.
    static let dailyRest = ScheduleRule(
        46, "Repos quotidien (mineur)", source: "L.\u{A0}3164-1 du code du travail"
    ) { span, parameters throws(UnknownParameter) in
        guard span.isMinor else { return [] }
        let least = try parameters.require(
            span.age == .under16 ? .dailyRestUnder16 : .dailyRestFrom16, on: span.start)
        return shortNights(span, under: least).map { minutes, weekdays in
            Observation(
                .block,
                "\(Weekday.list(weekdays)) soir, \(HourSpan.duration(minutes)) de repos avant la reprise\u{A0}: "
                    + "\(HourSpan.duration(least)) au moins.",
                remedy: "Terminez plus tôt ou commencez plus tard le lendemain.")
        }
    }

    private static func shortNights(_ span: ScheduleSpan, under least: Int) -> [(minutes: Int, weekdays: [Int])] {
        grouped(
            span.followingDays.compactMap { pair in
                guard let departure = pair.today.departure, let arrival = pair.tomorrow.arrival else { return nil }
                let rest = max(0, arrival + 1440 - departure)
                return rest < least ? (pair.weekday, rest) : nil
            })
    }

    /// PFMP-47. A minor rests two days in a row every week, Sunday among them.
    static let weeklyRest = ScheduleRule(
        47, "Repos hebdomadaire (mineur)", source: "L.\u{A0}3164-2 du code du travail"
    ) { span, parameters throws(UnknownParameter) in
        guard span.isMinor else { return [] }
        let days = try parameters.require(.weeklyRestDaysMinor, on: span.start)
        let worked = Set(span.workedDays.map(\.weekday))
        guard !hasRest(of: days, worked: worked) else { return [] }

        let planned = "pas de repos de \(days)\u{A0}jours consécutifs, dimanche compris"
        let fallback = try parameters.require(.weeklyRestFallback, on: span.start)
        let agreed = span.facts.restAgreement.map { !$0.isEmpty } ?? false
        if span.age == .from16, agreed, longestRest(span.facts.schedule) >= fallback {
            return [
                Observation(
                    .warning, "\(planned)\u{A0}: l’accord cité doit le permettre.",
                    remedy: "Vérifiez que l’accord prévoit \(HourSpan.duration(fallback)) de repos consécutif.")
            ]
        }
        return [
            Observation(
                .block, "\(planned).",
                remedy: "Laissez libre le samedi ou le lundi, en plus du dimanche.")
        ]
    }

    /// A Sunday worked is the matter of PFMP-48: then any days in a row will do.
    private static func hasRest(of days: Int, worked: Set<Int>) -> Bool {
        (0..<7).contains { first in
            let rest = (0..<days).map { (first + $0) % 7 + 1 }
            return rest.allSatisfy { !worked.contains($0) } && (worked.contains(7) || rest.contains(7))
        }
    }

    /// The longest time without presence of a usual week, in minutes.
    static func longestRest(_ schedule: WeekSchedule) -> Int {
        let spans = schedule.days.enumerated().flatMap { index, day in
            day.spans.map { (from: index * 1440 + $0.lowerBound, to: index * 1440 + $0.upperBound) }
        }
        guard let first = spans.first else { return 7 * 1440 }
        let next = spans.dropFirst().map(\.from) + [first.from + 7 * 1440]
        return zip(spans, next).map { $1 - $0.to }.max() ?? 0
    }

    /// PFMP-48. A pupil under 18 does not work on Sundays; an apprentice may in some activities.
    static let sunday = ScheduleRule(
        48, "Dimanche (mineur)", source: "L.\u{A0}3164-5 et R.\u{A0}3164-1 du code du travail"
    ) { span, _ throws(UnknownParameter) in
        guard span.isMinor, span.workedDays.contains(where: { $0.weekday == 7 }) else { return [] }
        guard span.facts.learnerPublic == .apprentice else {
            return [
                Observation(
                    .block, "présence prévue le dimanche\u{A0}: elle est interdite avant 18 ans sous statut scolaire.",
                    remedy: "Libérez le dimanche.")
            ]
        }
        guard span.facts.sector == nil else { return [] }
        return [
            Observation(
                .warning, "présence prévue le dimanche\u{A0}: elle dépend de l’activité de l’employeur.",
                remedy: "Vérifiez que l’activité est dans la liste de l’article R.\u{A0}3164-1.")
        ]
    }
}
