/// What the texts say of the PFMP planned for the classes of a year (PFMP-01 to PFMP-20). They warn, never block: the
/// calendar is decided by people.
public struct CalendarRules: Sendable {
    public let durations: PFMPDurations
    /// The totals by speciality that the school typed.
    public let trainings: [TrainingDuration]
    public let calendar: SchoolCalendar
    public let thresholds: SchoolThresholds

    public init(
        durations: PFMPDurations, trainings: [TrainingDuration], calendar: SchoolCalendar, thresholds: SchoolThresholds
    ) {
        self.durations = durations
        self.trainings = trainings
        self.calendar = calendar
        self.thresholds = thresholds
    }

    /// Everything to say of the year, in the order of `CalendarFinding.Kind`.
    public func findings(_ classes: [ClassCalendar], decision: BoardDecision?, today: LocalDate) -> [CalendarFinding] {
        let found =
            classes.flatMap { yearFindings($0) + periodFindings($0) + eventFindings($0, today: today) }
            + competing(classes) + cycles(classes) + board(classes, decision)
        return CalendarFinding.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    }

    // MARK: Durations

    /// PFMP-02 to PFMP-06, PFMP-14, PFMP-15: the weeks of the year.
    private func yearFindings(_ plan: ClassCalendar) -> [CalendarFinding] {
        guard let mef = plan.mef, let family = durations.family(of: mef) else { return [] }
        let weeks = plan.certifyingWeeks(calendar.holidays)
        if let ceiling = family.ceiling, weeks > ceiling {
            return [
                note(
                    .long, plan, family.rule, .info,
                    "\(plan.code)\u{A0}: \(counted(weeks)) prévues, au-dessus du plafond de l’allocation (\(ceiling)).",
                    family.source)
            ]
        }
        guard let year = mef.year, let bounds = family.bounds(ofYear: year, in: plan.schoolYear) else { return [] }
        let unsure = bounds.isUnsure ? " Durée de l’année précédente\u{A0}: à vérifier dans le texte de l’année." : ""
        let rule = family.rule == 4 ? 3 + year : family.rule
        if weeks < bounds.least {
            return [
                note(
                    .short, plan, rule, .warning,
                    "\(plan.code)\u{A0}: \(counted(weeks)) au lieu de \(bounds.label).\(unsure)", family.source,
                    "Allongez une période, ou planifiez-en une autre.")
            ]
        }
        if let most = bounds.most, weeks > most {
            return [
                note(
                    .long, plan, rule, .warning,
                    "\(plan.code)\u{A0}: \(counted(weeks)) au lieu de \(bounds.label).\(unsure)", family.source,
                    "Raccourcissez une période, ou décochez « compte pour le diplôme ».")
            ]
        }
        return []
    }

    /// PFMP-11 and PFMP-18: each period by itself.
    private func periodFindings(_ plan: ClassCalendar) -> [CalendarFinding] {
        let family = plan.mef.flatMap { durations.family(of: $0) }
        return plan.periods.flatMap { period -> [CalendarFinding] in
            var found: [CalendarFinding] = []
            let weeks = period.trainingWeeks(calendar.holidays)
            if let least = family?.periodLeast, period.certifying, weeks < least {
                let seconde = plan.mef?.year == 1
                found.append(
                    note(
                        .short, plan, 11, seconde ? .info : .warning,
                        "\(plan.code), \(period.label)\u{A0}: \(counted(weeks)), \(least) au moins"
                            + (seconde ? " ; en seconde, le projet d’établissement peut l’adapter." : "."),
                        "Arrêté du 21 novembre 2018 (bac professionnel)"))
            }
            for holiday in calendar.holidays where period.overlaps(holiday.start, holiday.end) {
                // A bridge of a few days is worth a word, no more.
                let isShort = holiday.start.days(until: holiday.end) < 7
                found.append(
                    note(
                        .holidays, plan, 18, isShort ? .info : .warning,
                        "\(plan.code), \(period.label)\u{A0}: \(holiday.name), du \(holiday.start.short) au "
                            + "\(holiday.end.short), dans la période.",
                        "Usage\u{A0}: une PFMP pendant les vacances reste une exception",
                        "Déplacez la période, ou coupez-la en deux."))
            }
            return found
        }
    }

    // MARK: Events

    /// Exams and CCF during a period, and PFMP-20, the preparation week.
    private func eventFindings(_ plan: ClassCalendar, today: LocalDate) -> [CalendarFinding] {
        var found: [CalendarFinding] = []
        for period in plan.periods {
            for event in plan.events where event.kind.keepsAtSchool && period.overlaps(event.startsOn, event.endsOn) {
                found.append(
                    note(
                        .exams, plan, 19, .warning,
                        "\(plan.code), \(period.label)\u{A0}: \(event.label) le \(event.startsOn.short) pendant la période.",
                        "Circulaire 2016-053", "Déplacez l’un des deux, ou notez qui revient au lycée ce jour-là."))
            }
        }
        guard let family = plan.mef.flatMap({ durations.family(of: $0) }), family.preparation, plan.mef?.year == 1,
            let first = plan.periods.first, first.startsOn > today
        else { return found }
        let prepared = plan.events.contains { $0.kind == .preparation && $0.startsOn <= first.startsOn.adding(days: 6) }
        if !prepared {
            found.append(
                note(
                    .preparation, plan, 20, .info,
                    "\(plan.code)\u{A0}: aucune semaine de préparation avant le \(first.startsOn.short).",
                    "Circulaire 2016-053", "Ajoutez-la au calendrier dans les trois semaines qui précèdent."))
        }
        return found
    }

    // MARK: Several classes

    /// Classes of a stream away the same weeks: they ask the same hosts (PFMP-78).
    private func competing(_ classes: [ClassCalendar]) -> [CalendarFinding] {
        let streams = Dictionary(grouping: classes.filter { !$0.stream.isEmpty }, by: \.stream)
        return streams.sorted { $0.key < $1.key }.flatMap { stream, plans -> [CalendarFinding] in
            var weeks: [LocalDate: Set<ID<SchoolClass>>] = [:]
            for plan in plans {
                for monday in plan.periods.flatMap(\.mondays) { weeks[monday, default: []].insert(plan.classId) }
            }
            let crowded = weeks.filter { $0.value.count >= thresholds[.competingClasses] }
            let groups = Dictionary(grouping: crowded.keys.sorted(), by: { crowded[$0] ?? [] })
            return groups.sorted { ($0.value.first ?? yearStart) < ($1.value.first ?? yearStart) }.map {
                group, mondays in
                let members = plans.filter { group.contains($0.classId) }
                let names = members.map(\.code).joined(separator: " et ")
                let learners = members.reduce(0) { $0 + $1.learners }
                return CalendarFinding(
                    .competing, members.map(\.classId),
                    Finding(
                        rule: 78, severity: .info,
                        message: "\(stream)\u{A0}: \(names) partent ensemble pendant "
                            + "\(counted(mondays.count)) à partir du \((mondays.first ?? yearStart).short), soit "
                            + "\(learners)\u{A0}élèves chez les mêmes entreprises.",
                        source: "L.\u{A0}124-2 du code de l’éducation",
                        remedy: "Décalez une classe, ou cherchez des places dès maintenant."))
            }
        }
    }

    private var yearStart: LocalDate { calendar.firstDay }

    /// PFMP-01 and PFMP-10: the sum over the course, read on the classes of this year.
    private func cycles(_ classes: [ClassCalendar]) -> [CalendarFinding] {
        let courses = Dictionary(grouping: classes.filter { $0.mef != nil }) {
            String($0.mef?.national.prefix(8) ?? "")
        }
        return courses.sorted { $0.key < $1.key }.compactMap { course, plans -> CalendarFinding? in
            guard let mef = plans.first?.mef, let duration = mef.duration, duration > 1,
                let family = durations.family(of: mef), let year = plans.first?.schoolYear
            else { return nil }
            let byYear = Dictionary(grouping: plans, by: { $0.mef?.year ?? 0 })
            guard (1...duration).allSatisfy({ byYear[$0] != nil }) else { return nil }
            let total = (1...duration).reduce(0) { sum, rank in
                sum + (byYear[rank]?.map { $0.certifyingWeeks(calendar.holidays) }.max() ?? 0)
            }
            let own = trainings.filter { $0.training == course && $0.fromYear <= year }.max {
                $0.fromYear < $1.fromYear
            }
            return cycleFinding(total, plans, own, family.cycleBounds(in: year), family)
        }
    }

    private func cycleFinding(
        _ total: Int, _ plans: [ClassCalendar], _ own: TrainingDuration?, _ bounds: WeekBounds?,
        _ family: PFMPDurations.Family
    ) -> CalendarFinding? {
        let names = plans.map(\.code).joined(separator: ", ")
        let expected: String
        if let own {
            guard total != own.weeks else { return nil }
            let gap = total - own.weeks
            expected = "\(own.weeks) fixées pour la spécialité (\(gap > 0 ? "+" : "−")\(abs(gap)))"
        } else if let bounds {
            guard total < bounds.least || total > (bounds.most ?? total) else { return nil }
            expected = bounds.label + " attendues"
        } else {
            return nil
        }
        return CalendarFinding(
            .cycle, plans.map(\.classId),
            Finding(
                rule: 1, severity: .warning, message: "\(names)\u{A0}: \(counted(total)) sur le cycle, \(expected).",
                source: own?.source.isEmpty ?? true ? family.source : own?.source ?? family.source,
                remedy: "Rapprochez le calendrier de l’arrêté de la spécialité."))
    }

    /// PFMP-19. Without its date the calendar is a project.
    private func board(_ classes: [ClassCalendar], _ decision: BoardDecision?) -> [CalendarFinding] {
        guard decision == nil, classes.contains(where: { !$0.periods.isEmpty }) else { return [] }
        return [
            CalendarFinding(
                .board, [],
                Finding(
                    rule: 19, severity: .info,
                    message:
                        "Le calendrier n’a pas encore été adopté par le conseil d’administration\u{A0}: c’est un projet.",
                    source: "Circulaire 2016-053\u{A0}; L.\u{A0}124-2 du code de l’éducation",
                    remedy: "Notez la date et la référence de l’acte."))
        ]
    }

    private func note(
        _ kind: CalendarFinding.Kind, _ plan: ClassCalendar, _ rule: Int, _ severity: Finding.Severity,
        _ message: String, _ source: String, _ remedy: String = ""
    ) -> CalendarFinding {
        CalendarFinding(
            kind, [plan.classId],
            Finding(rule: rule, severity: severity, message: message, source: source, remedy: remedy))
    }

    private func counted(_ weeks: Int) -> String { FrenchNumber.counted(weeks, "semaine", "semaines") }
}
