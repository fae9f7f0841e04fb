extension ScheduleRule {
    /// PFMP-42. A minor's day has a maximum; under 16 a shorter one is advised.
    static let dailyMaximum = ScheduleRule(
        42, "Durée maximale d’une journée (mineur)", source: "L.\u{A0}3162-1 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let young = span.age == .under16
        let limit = try parameters.require(young ? .dayMaximumUnder16 : .dayMaximumFrom16, on: span.start)
        let advised = young ? try parameters.require(.dayWarningUnder16, on: span.start) : limit
        let tolerated = span.facts.onSite ? try parameters.require(.siteDayMaximum, on: span.start) : limit
        return longDays(span, over: min(limit, advised)).map { minutes, days in
            let over = minutes > limit
            let most = HourSpan.duration(over ? limit : advised)
            return Observation(
                minutes > tolerated ? .block : .warning,
                "\(span.names(days)), \(HourSpan.duration(minutes)) prévues\u{A0}: "
                    + (over ? "\(most) au plus pour un mineur." : "\(most) au plus sont conseillées avant 16 ans."),
                remedy: "Raccourcissez la journée.")
        }
    }

    /// PFMP-43. A minor's week has a maximum, lessons included.
    static let weeklyMaximum = ScheduleRule(
        43, "Durée maximale d’une semaine (mineur)", source: "L.\u{A0}3162-1 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let limit = try parameters.require(.weekMaximumMinor, on: span.start)
        let lessons = span.facts.weeklyLessons
        let total = span.busiestWeek + lessons
        let share = lessons > 0 ? " (dont \(HourSpan.duration(lessons)) de cours)" : ""
        let planned = "\(HourSpan.duration(total)) prévues dans la semaine\(share)"
        if let adults = span.facts.adultWeek, adults < limit, span.busiestWeek > adults {
            return [
                Observation(
                    .block, "\(planned)\u{A0}: pas plus que les adultes du lieu (\(HourSpan.duration(adults))).",
                    remedy: "Retirez \(HourSpan.duration(span.busiestWeek - adults)) à la semaine.")
            ]
        }
        guard total > limit else { return [] }
        let tolerated = try toleratedWeek(span, limit, parameters)
        return [
            Observation(
                total > tolerated ? .block : .warning,
                "\(planned)\u{A0}: \(HourSpan.duration(limit)) au plus pour un mineur.",
                remedy: "Retirez \(HourSpan.duration(total - limit)) à la semaine.")
        ]
    }

    /// What PFMP-44 may open: on some sites, or with the labour inspector's leave.
    private static func toleratedWeek(
        _ span: ScheduleSpan, _ limit: Int, _ parameters: LegalParameters
    ) throws(Unknown) -> Int {
        let site = span.facts.onSite ? try parameters.require(.siteWeekMaximum, on: span.start) : limit
        let more = span.facts.isExtended ? try parameters.require(.weekExtension, on: span.start) : 0
        return max(site, limit + more)
    }

    /// PFMP-45. A minor never works long without a break.
    static let breakTime = ScheduleRule(
        45, "Pause (mineur)", source: "L.\u{A0}3162-3 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let limit = try parameters.require(.runMaximumMinor, on: span.start)
        let rest = try parameters.require(.breakMinimumMinor, on: span.start)
        let runs = span.workedDays.map { ($0, $0.presence.longestRun(minimumBreak: rest)) }
        return grouped(runs.filter { $0.1 > limit }).map { minutes, days in
            Observation(
                .block,
                "\(span.names(days)), \(HourSpan.duration(minutes)) sans pause\u{A0}: \(HourSpan.duration(limit)) "
                    + "au plus pour un mineur.",
                remedy: "Prévoyez une pause d’au moins \(rest)\u{A0}minutes d’affilée.")
        }
    }

    /// PFMP-51. The ordinary limits of an adult; texts not read again, so nothing blocks.
    static let adultHours = ScheduleRule(
        51, "Durée du travail (majeur)",
        source: "L.\u{A0}124-14 du code de l’éducation, L.\u{A0}3121-18 et suivants du code du travail",
        standing: .known
    ) { span, parameters throws(Unknown) in
        guard !span.isMinor else { return [] }
        return try adultDays(span, parameters) + adultRest(span, parameters) + adultWeek(span, parameters)
            + adultNight(span, parameters)
    }

    private static func adultDays(
        _ span: ScheduleSpan, _ parameters: LegalParameters
    ) throws(Unknown) -> [Observation] {
        let limit = try parameters.require(.dayMaximumAdult, on: span.start)
        return longDays(span, over: limit).map { minutes, days in
            Observation(
                .warning,
                "\(span.names(days)), \(HourSpan.duration(minutes)) prévues\u{A0}: \(HourSpan.duration(limit)) au "
                    + "plus en règle générale.",
                remedy: "Raccourcissez la journée ou vérifiez les règles de l’organisme d’accueil.")
        }
    }

    private static func adultRest(
        _ span: ScheduleSpan, _ parameters: LegalParameters
    ) throws(Unknown) -> [Observation] {
        let least = try parameters.require(.dailyRestAdult, on: span.start)
        return shortNights(span, under: least).map { rest, days in
            Observation(
                .warning,
                "\(span.names(days)) soir, \(HourSpan.duration(rest)) de repos avant la reprise\u{A0}: "
                    + "\(HourSpan.duration(least)) au moins.",
                remedy: "Terminez plus tôt ou commencez plus tard le lendemain.")
        }
    }

    private static func adultNight(
        _ span: ScheduleSpan, _ parameters: LegalParameters
    ) throws(Unknown) -> [Observation] {
        guard span.facts.learnerPublic == .pupil, span.facts.nightTeamNamed != true else { return [] }
        let evening = try parameters.require(.nightStartFrom16, on: span.start)
        let morning = try parameters.require(.nightEndMinor, on: span.start)
        let days = span.workedDays.filter { $0.presence.nightMinutes(from: evening, to: morning) > 0 }
        guard !days.isEmpty else { return [] }
        return [
            Observation(
                span.facts.nightTeamNamed == nil ? .toCheck : .warning,
                "\(span.names(days)), présence la nuit\u{A0}: le chef d’établissement désigne l’élève majeur.",
                remedy: "Demandez-lui de le désigner par écrit, ou changez les heures.")
        ]
    }

    private static func adultWeek(
        _ span: ScheduleSpan, _ parameters: LegalParameters
    ) throws(Unknown) -> [Observation] {
        let limit = try parameters.require(.weekMaximumAdult, on: span.start)
        let reference = try parameters.require(.weekReferenceAdult, on: span.start)
        let average = try parameters.require(.weekAverageAdult, on: span.start)
        let total = span.busiestWeek + span.facts.weeklyLessons
        if total <= limit, let mean = span.averageWeek, mean > average {
            return [
                Observation(
                    .warning,
                    "\(HourSpan.duration(mean)) par semaine en moyenne\u{A0}: \(HourSpan.duration(average)) au plus.",
                    remedy: "Retirez \(HourSpan.duration(mean - average)) à la semaine.")
            ]
        }
        guard total > reference else { return [] }
        let planned = "\(HourSpan.duration(total)) prévues dans la semaine"
        return [
            total > limit
                ? Observation(
                    .warning, "\(planned)\u{A0}: \(HourSpan.duration(limit)) au plus.",
                    remedy: "Retirez \(HourSpan.duration(total - limit)) à la semaine.")
                : Observation(
                    .info, "\(planned), au-delà de \(HourSpan.duration(reference)).",
                    remedy: "Vérifiez que c’est l’horaire des salariés du lieu.")
        ]
    }

    /// Days by their minutes of presence, when above a limit.
    private static func longDays(_ span: ScheduleSpan, over limit: Int) -> [(minutes: Int, days: [WorkedDay])] {
        grouped(span.workedDays.map { ($0, $0.hours.minutes) }.filter { $0.1 > limit })
    }

    /// Days gathered by what they have in common, in their order.
    static func grouped(_ days: [(day: WorkedDay, minutes: Int)]) -> [(minutes: Int, days: [WorkedDay])] {
        days.reduce(into: []) { groups, day in
            if let index = groups.firstIndex(where: { $0.minutes == day.minutes }) {
                groups[index].days.append(day.day)
            } else {
                groups.append((day.minutes, [day.day]))
            }
        }
    }
}
