extension ScheduleRule {
    /// PFMP-46. Between two days a minor rests.
    static let dailyRest = ScheduleRule(
        46, "Repos quotidien (mineur)", source: "L.\u{A0}3164-1 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let least = try parameters.require(
            span.age == .under16 ? .dailyRestUnder16 : .dailyRestFrom16, on: span.start)
        return shortNights(span, under: least).map { rest, days in
            Observation(
                .block,
                "\(span.names(days)) soir, \(HourSpan.duration(rest)) de repos avant la reprise\u{A0}: "
                    + "\(HourSpan.duration(least)) au moins.",
                remedy: "Terminez plus tôt ou commencez plus tard le lendemain.")
        }
    }

    /// Days followed by too short a rest, by its minutes.
    static func shortNights(_ span: ScheduleSpan, under least: Int) -> [(minutes: Int, days: [WorkedDay])] {
        grouped(
            span.followingDays.compactMap { today, tomorrow in
                guard let departure = today.presence.departure, let arrival = tomorrow.presence.arrival else {
                    return nil
                }
                let rest = max(0, arrival + 1440 - departure)
                return rest < least ? (today, rest) : nil
            })
    }

    /// PFMP-47. A minor rests two days in a row every week, Sunday among them.
    static let weeklyRest = ScheduleRule(
        47, "Repos hebdomadaire (mineur)", source: "L.\u{A0}3164-2 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let days = try parameters.require(.weeklyRestDaysMinor, on: span.start)
        let weeks = span.plan.isUniform ? [span.plan.weeks[0]] : span.civilWeeks
        guard let busy = weeks.indices.first(where: { !hasRest(of: days, weeks, $0, span) }) else { return [] }

        let planned = "pas de repos de \(days)\u{A0}jours consécutifs, dimanche compris"
        let fallback = try parameters.require(.weeklyRestFallback, on: span.start)
        if span.age == .from16, !isBlank(span.facts.restAgreement), longestRest(weeks[busy]) >= fallback {
            return [
                Observation(
                    .warning, "\(planned)\u{A0}: l’accord cité doit le permettre.",
                    remedy: "Vérifiez que l’accord prévoit \(HourSpan.duration(fallback)) de repos consécutif.")
            ]
        }
        let monday = span.start.monday.adding(days: 7 * busy)
        return [
            Observation(
                .block, span.plan.isUniform ? "\(planned)." : "\(planned), la semaine du \(monday.long).",
                remedy: "Laissez libre le samedi ou le lundi, en plus du dimanche.")
        ]
    }

    /// Whether a week has its rest, Sunday among it. A Sunday worked is the matter of PFMP-48: then any days in a row
    /// will do. Sunday and the Monday after it follow each other.
    private static func hasRest(of days: Int, _ weeks: [WeekSchedule], _ index: Int, _ span: ScheduleSpan) -> Bool {
        let next = span.plan.isUniform ? weeks[index] : index + 1 < weeks.count ? weeks[index + 1] : WeekSchedule()
        let line = (weeks[index].days + next.days.prefix(days - 1)).map { $0.minutes > 0 }
        let first = span.plan.isUniform ? span.workedWeekdays : nil
        let worked = line.indices.map { line[$0] && (first?.contains($0 % 7 + 1) ?? true) }
        return (0...(worked.count - days)).contains { start in
            let rest = start..<(start + days)
            return !worked[rest].contains(true) && (worked[6] || rest.contains(6))
        }
    }

    /// The longest time without presence of a usual week, in minutes.
    static func longestRest(_ schedule: WeekSchedule) -> Int {
        let spans = schedule.days.enumerated().flatMap { index, day in
            day.presence.spans.map { (from: index * 1440 + $0.lowerBound, to: index * 1440 + $0.upperBound) }
        }
        guard let first = spans.first else { return 7 * 1440 }
        let next = spans.dropFirst().map(\.from) + [first.from + 7 * 1440]
        return zip(spans, next).map { $1 - $0.to }.max() ?? 0
    }

    /// PFMP-48. A pupil under 18 does not work on Sundays; an apprentice may in some activities.
    static let sunday = ScheduleRule(
        48, "Dimanche (mineur)", source: "L.\u{A0}3164-5 et R.\u{A0}3164-1 du code du travail"
    ) { span, _ throws(Unknown) in
        guard span.isMinor, span.workedDays.contains(where: { $0.weekday == 7 }) else { return [] }
        guard span.facts.learnerPublic == .apprentice else {
            return [
                Observation(
                    .block, "présence prévue le dimanche\u{A0}: elle est interdite avant 18 ans sous statut scolaire.",
                    remedy: "Libérez le dimanche.")
            ]
        }
        guard span.facts.sector?.isFoodOrFlowers != true else { return [] }
        return [
            Observation(
                .warning, "présence prévue le dimanche\u{A0}: elle dépend de l’activité de l’employeur.",
                remedy: "Vérifiez que l’activité est dans la liste de l’article R.\u{A0}3164-1.")
        ]
    }
}
