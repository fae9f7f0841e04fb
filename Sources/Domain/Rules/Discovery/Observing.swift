/// Hours of an observation (PFMP-120).
enum Observing {
    static func observations(_ study: Study) throws(Unknown) -> [Observation] {
        let day = try study.number(.observationDayMaximum)
        let week = try study.number(.observationWeekMaximum)
        let run = try study.number(.runMaximumMinor)
        let rest = try study.number(.breakMinimumMinor)
        let hours = try Weeks.bounds(study, .observationEarliest, .observationLatest)
        var found: [Observation] = []
        for span in try study.spans.get() {
            let worked = span.workedDays
            found += seen(span, worked.filter { $0.hours.minutes > day }, "plus de \(HourSpan.duration(day)) prévues")
            found += seen(
                span, worked.filter { isOutside($0.hours, hours) },
                "présence hors de \(HourSpan.clock(hours.lowerBound)) – \(HourSpan.clock(hours.upperBound))")
            found += seen(
                span, worked.filter { $0.presence.longestRun(minimumBreak: rest) > run },
                "plus de \(HourSpan.duration(run)) sans pause")
            if span.busiestWeek > week {
                found.append(
                    Observation(
                        .warning, "Plus de \(HourSpan.duration(week)) prévues dans la semaine.",
                        remedy: "Réduisez les heures."))
            }
        }
        return found
    }

    private static func isOutside(_ day: DaySchedule, _ hours: ClosedRange<Int>) -> Bool {
        (day.presence.arrival ?? hours.lowerBound) < hours.lowerBound
            || (day.presence.departure ?? hours.upperBound) > hours.upperBound
    }

    private static func seen(_ span: ScheduleSpan, _ days: [WorkedDay], _ what: String) -> [Observation] {
        guard !days.isEmpty else { return [] }
        return [Observation(.warning, span.sentence("\(span.names(days)), \(what)."), remedy: "Changez les heures.")]
    }
}

/// The weeks of observation of general secondes (PFMP-119).
public enum SecondeSequence {
    /// First to last day; `nil` when the dates of that year are not known.
    public static func days(of year: SchoolYear, parameters: LegalParameters) -> ClosedRange<LocalDate>? {
        guard let start = parameters.date(.secondeSequenceStart, on: year.firstDay()),
            let end = parameters.date(.secondeSequenceEnd, on: year.firstDay()), start <= end
        else { return nil }
        return start...end
    }

    /// Whether a class goes.
    public static func concerns(_ level: SchoolLevel) -> Bool { level == .secondeGT }
}

/// What a mini-stage or a visit needs (PFMP-122).
enum MiniStage {
    static func observations(_ study: Study) throws(Unknown) -> [Observation] {
        let days = try study.period()
        let most = try study.number(study.kind == .visit ? .visitDays : .miniStageDays)
        let length = days.lowerBound.days(until: days.upperBound) + 1
        var found: [Observation] = []
        if length > most {
            found.append(
                Observation(
                    .warning, "\(length)\u{A0}jours de suite\u{A0}: \(most) au plus.", remedy: "Raccourcissez la venue."
                ))
        }
        let facts = study.facts.discovery
        if facts.machinesForbidden == false {
            found.append(
                Observation(
                    .warning, "Les machines dangereuses ne sont pas interdites.", remedy: "Interdisez-les par écrit."))
        }
        guard study.kind == .miniStage else { return found }
        let texts = [
            (facts.originUAI, "l’établissement d’origine"), (facts.workshop, "l’atelier"),
            (facts.supervisor, "l’encadrant"), (facts.transport, "le transport"),
        ].filter { isBlank($0.0) }.map(\.1)
        let consents = [(facts.parentsAgreed, "l’accord des parents"), (facts.headsAgreed, "l’accord des deux chefs")]
            .filter { $0.0 != true }.map(\.1)
        let missing = texts + consents
        if !missing.isEmpty {
            found.append(
                Observation(
                    .warning, "Il manque\u{A0}: \(missing.joined(separator: ", ")).", remedy: "Complétez la demande."))
        }
        return found
    }
}
