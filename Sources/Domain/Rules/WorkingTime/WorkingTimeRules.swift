/// Working time, PFMP-41 to PFMP-53: the schedule rules in the catalogue, and those around them.
enum WorkingTimeRules {
    static let all: [PlacementRule] = [
        youngWorkers,
        schedule(
            .dailyMaximum, .block,
            "8\u{A0}h de travail effectif par jour avant 18 ans\u{A0}; 7\u{A0}h sont conseillées avant 16 ans.",
            "15 ans, 7\u{A0}h\u{A0}30\u{A0}: à justifier\u{A0}; 16 ans, 8\u{A0}h\u{A0}15\u{A0}: bloquant."),
        schedule(
            .weeklyMaximum, .block,
            "35\u{A0}h par semaine avant 18 ans, cours compris, et jamais plus que les adultes du lieu.",
            "4 jours de 8\u{A0}h et 4\u{A0}h de cours, 36\u{A0}h\u{A0}: bloquant."),
        extensions,
        schedule(
            .breakTime, .block, "4\u{A0}h\u{A0}30 au plus sans interruption, puis 30 minutes d’affilée au moins.",
            "De 8\u{A0}h à 12\u{A0}h\u{A0}45\u{A0}: bloquant\u{A0}; 8\u{A0}h – 12\u{A0}h puis 13\u{A0}h – "
                + "17\u{A0}h\u{A0}: convient."
        ),
        schedule(
            .dailyRest, .block, "12\u{A0}h de repos d’affilée à 16 et 17 ans, 14\u{A0}h avant 16 ans.",
            "Fin à 21\u{A0}h, reprise à 8\u{A0}h, 17 ans\u{A0}: 11\u{A0}h de repos, bloquant."),
        schedule(
            .weeklyRest, .block,
            "2 jours de repos consécutifs, dimanche compris\u{A0}; dès 16 ans, un accord collectif peut prévoir "
                + "36\u{A0}h.",
            "Repos dimanche et lundi\u{A0}: convient\u{A0}; dimanche et mercredi\u{A0}: bloquant sans accord."),
        schedule(
            .sunday, .block,
            "Un mineur sous statut scolaire ne travaille pas le dimanche\u{A0}; un apprenti, selon l’activité.",
            "CAP boulanger, 16 ans, dimanche à 6\u{A0}h\u{A0}: bloquant\u{A0}; apprenti du même âge\u{A0}: convient."),
        schedule(
            .publicHolidays, .block,
            "Interdits aux mineurs, sauf accord dans certaines activités\u{A0}; le calendrier dépend du territoire.",
            "Fleuriste, 17 ans, le 1er mai\u{A0}: bloquant sans la référence de l’accord."),
        schedule(
            .night, .block,
            "De 22\u{A0}h à 6\u{A0}h à 16 et 17 ans, de 20\u{A0}h à 6\u{A0}h avant 16 ans\u{A0}: interdit\u{A0}; "
                + "l’inspecteur du travail "
                + "peut "
                + "déroger dès 16 ans dans certaines activités.",
            "Restaurant, 17 ans, 22\u{A0}h\u{A0}30\u{A0}: bloquant\u{A0}; avec la dérogation\u{A0}: à "
                + "justifier.", passing: .head),
        schedule(
            .adultHours, .warning,
            "Limites ordinaires\u{A0}: 10\u{A0}h par jour, 11\u{A0}h de repos, 48\u{A0}h par semaine, 35\u{A0}h de "
                + "référence\u{A0}; la "
                + "présence suit "
                + "les limites des salariés du lieu.",
            "Majeur, 38\u{A0}h dans un lieu à 39\u{A0}h\u{A0}: pour information."),
        presenceCount,
        schedule(
            .minimumAge, .block, "14 ans au moins pour une PFMP\u{A0}; 15 ans pour des travaux réglementés.",
            "Né le 20/12/2012, départ le 05/01/2026\u{A0}: 13 ans, bloquant.", needsHours: false),
    ]

    /// A rule on working time, in the catalogue.
    private static func schedule(
        _ rule: ScheduleRule, _ severity: Finding.Severity, _ statement: String, _ example: String,
        passing: RulePassing = .nobody, needsHours: Bool = true
    ) -> PlacementRule {
        PlacementRule(
            rule.number, rule.title, .workingTime, .check, severity, rule.standing, passing: passing,
            source: rule.source, statement: statement, example: example
        ) { study throws(Unknown) in
            guard study.kind == .pfmp || study.kind == .stage || study.facts.learner.status == .apprentice else {
                return []
            }
            if !needsHours { return try minimumAge(study, rule) }
            _ = try study.period()
            return study.each(try study.spans.get()) { (span) throws(Unknown) in
                try rule.observations(span, study.parameters)
            }
        }
    }

    /// The age needs no hours.
    private static func minimumAge(_ study: Study, _ rule: ScheduleRule) throws(Unknown) -> [Observation] {
        let days = try study.period()
        if case .success(let spans) = study.spans {
            guard let span = spans.first else { return [] }
            return try rule.observations(span, study.parameters)
        }
        let first = days.lowerBound...days.lowerBound
        let facts = ScheduleFacts(study.facts, days: first, plan: WorkPlan(weeks: [], from: days.lowerBound))
        guard let span = try facts.spans(study.parameters, holidays: []).first else { return [] }
        return try rule.observations(span, study.parameters)
    }

    static let youngWorkers = PlacementRule(
        41, "Jeunes travailleurs", .workingTime, .check, .info,
        source: "L.\u{A0}3161-1 du code du travail",
        statement:
            "Les limites des mineurs valent pour les stagiaires de moins de 18 ans\u{A0}; ni la convention ni un "
            + "accord "
            + "d’adultes ne les écarte.",
        example: "17 ans dans un hôtel à 39\u{A0}h par semaine\u{A0}: 35\u{A0}h au plus."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let start = try study.period().lowerBound
        guard try study.isMinor(on: start), let adults = study.facts.hours.adultWeek else { return [] }
        let limit = try study.number(.weekMaximumMinor)
        guard adults > limit else { return [] }
        return [
            Observation(
                .info,
                "Les adultes du lieu font \(HourSpan.duration(adults))\u{A0}: un mineur reste à "
                    + "\(HourSpan.duration(limit)) "
                    + "au plus.")
        ]
    }

    static let extensions = PlacementRule(
        44, "Durées plus longues pour un mineur", .workingTime, .check, .warning, .unsure,
        source: "L.\u{A0}3162-1 et R.\u{A0}3162-1 du code du travail",
        statement:
            "Inspecteur du travail\u{A0}: 5\u{A0}h de plus par semaine. Chantiers du bâtiment, des travaux publics, "
            + "des "
            + "espaces paysagers\u{A0}: 10\u{A0}h par jour et 40\u{A0}h par semaine, avec repos en échange. Rien "
            + "n’est sûr pour "
            + "les élèves.",
        example: "Maçon, 17 ans, 39\u{A0}h\u{A0}: à confirmer par le chef d’établissement."
    ) { study throws(Unknown) in
        let hours = study.facts.hours
        guard hours.site == true || !isBlank(hours.extensionReference) else { return [] }
        let limit = try study.number(.weekMaximumMinor)
        let day = try study.number(.dayMaximumFrom16)
        for span in try study.spans.get() where span.isMinor {
            let long = span.workedDays.contains { $0.hours.minutes > day }
            guard span.busiestWeek + span.facts.weeklyLessons > limit || long else { continue }
            let text = hours.site == true ? "R.\u{A0}3162-1" : "L.\u{A0}3162-1"
            return [
                Observation(
                    .warning,
                    "Plus de \(HourSpan.duration(limit)) ou de \(HourSpan.duration(day)) par jour\u{A0}: l’article "
                        + "\(text) "
                        + "vise des contrats, son application à un élève est incertaine.",
                    remedy: "Faites confirmer par le chef d’établissement, après avis de l’inspection du travail.")
            ]
        }
        return []
    }

    static let presenceCount = PlacementRule(
        52, "Décompte de la présence", .workingTime, .document, .info,
        source: "L.\u{A0}124-14 et L.\u{A0}124-17 du code de l’éducation",
        statement:
            "L’organisme décompte la présence par tout moyen. Amende\u{A0}: 2\u{202F}000\u{A0}€ par stagiaire au plus, "
            + "4\u{202F}000\u{A0}€ en cas de nouveau manquement dans l’année.",
        example: "La feuille de présence de la semaine s’imprime pour l’organisme."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.hasBegun || study.facts.hours.counted == false,
            try !study.known(study.facts.hours.counted, "hours.counted")
        else { return [] }
        let fine = Cents(rawValue: try study.number(.presenceFine))
        return [
            Observation(
                .info, "L’organisme ne décompte pas la présence\u{A0}: amende possible de \(fine.french) au plus.",
                remedy: "Remettez-lui la feuille de présence.")
        ]
    }
}

/// The fines of the code for a host (PFMP-52).
public enum HostFine {
    /// The most for so many trainees; `nil` when the amount of that day is unknown.
    public static func most(
        trainees: Int, repeated: Bool, on day: LocalDate, parameters: LegalParameters
    ) -> Cents? {
        parameters.value(repeated ? .presenceFineRepeated : .presenceFine, on: day)
            .map { Cents(rawValue: $0 * trainees) }
    }
}
