/// Observation, visits and mini-stages: PFMP-118 to PFMP-123.
enum DiscoveryRules {
    static let all: [PlacementRule] = [troisieme, seconde, conditions, paper, miniStages, several]

    static let troisieme = PlacementRule(
        118, "Classe de troisième", .discovery, .check,
        source: "D.\u{A0}332-14 du code de l’éducation, L.\u{A0}4153-1 et L.\u{A0}4153-5 du code du travail",
        statement:
            "Séquence d’observation de 5 jours, une semaine au plus\u{A0}; avant 14 ans, seulement une administration "
            + "ou l’entreprise "
            + "de la famille.",
        example: "13 ans dans un garage privé\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind == .observation, study.facts.learner.schoolLevel == .troisieme else { return [] }
        let days = try study.period()
        var found: [Observation] = []
        let most = try study.number(.observationDays)
        let planned = PresenceRules.plannedDays(days, study)
        if planned > most {
            found.append(
                Observation(
                    .warning, "\(planned)\u{A0}jours d’observation\u{A0}: \(most) au plus.",
                    remedy: "Raccourcissez la séquence."))
        }
        let age = try study.age(on: days.lowerBound)
        if age < (try study.number(.observationAge)),
            try study.known(study.facts.host.privateCompany, "host.privateCompany")
        {
            found.append(
                Observation(
                    .warning,
                    "\(age)\u{A0}ans dans une entreprise privée\u{A0}: seulement une administration ou l’entreprise "
                        + "de la famille.",
                    remedy: "Cherchez un autre lieu."))
        }
        return found
    }

    static let seconde = PlacementRule(
        119, "Seconde générale et technologique", .discovery, .data, .info,
        source: "circulaire du 28/03/2024 (MENE2400643C)",
        statement: "Deux semaines en juin, STHR exceptée\u{A0}; elles pèsent sur les mêmes organismes.",
        example: "Le planning montre ces semaines comme tendues."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, let days = study.days,
            let busy = SecondeSequence.days(of: SchoolYear.of(days.lowerBound), parameters: study.parameters),
            days.overlaps(busy)
        else { return [] }
        return [
            Observation(
                .info,
                "Les secondes sont en observation du \(busy.lowerBound.long) au \(busy.upperBound.long)\u{A0}: les "
                    + "organismes sont "
                    + "très demandés.")
        ]
    }

    static let conditions = PlacementRule(
        120, "Conditions d’observation", .discovery, .check, source: "modèle de convention de la plateforme de l’État",
        statement:
            "L’élève observe sans produire\u{A0}; 7\u{A0}h par jour, 35\u{A0}h par semaine, pause de 30 minutes, "
            + "entre 8\u{A0}h et "
            + "18\u{A0}h.",
        example: "Présence à 7\u{A0}h\u{A0}30\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind == .observation || study.kind == .visit else { return [] }
        return try Observing.observations(study)
    }

    static let paper = PlacementRule(
        121, "Convention d’observation", .discovery, .document, .warning,
        source: "plateforme de l’État, décret n°\u{A0}2003-812",
        statement:
            "Autre modèle\u{A0}: chef, organisme, élève, parents, enseignant et responsable\u{A0}; parties "
            + "pédagogique et financière.",
        example: "Modèle SEQ_OBS."
    ) { study throws(Unknown) in
        guard study.kind == .observation else { return [] }
        let signed = Set(study.facts.agreement.signatures.compactMap(\.party))
        let missing = PaperModel.observation.parties(minor: true).filter { !signed.contains($0) }
        guard study.hasBegun, !missing.isEmpty else { return [] }
        return [
            Observation(
                .warning, "Il manque une signature\u{A0}: \(missing.map(\.inSentence).joined(separator: ", ")).",
                remedy: "Recueillez-la avant le premier jour.")
        ]
    }

    static let miniStages = PlacementRule(
        122, "Collégiens accueillis au lycée", .discovery, .check, .warning, .unsure,
        source: "usage\u{A0}; note départementale à lire",
        statement:
            "Mini-stage d’une demi-journée à 2 jours\u{A0}: accord des deux chefs et des parents, horaires, "
            + "transport, machines "
            + "interdites\u{A0}; visite de 2 jours de suite au plus.",
        example: "Établissement d’origine, date, atelier, encadrant."
    ) { study throws(Unknown) in
        guard study.kind == .miniStage || study.kind == .visit else { return [] }
        return try MiniStage.observations(study)
    }

    static let several = PlacementRule(
        123, "Un organisme, plusieurs publics", .discovery, .calculation, .info,
        source: "L.\u{A0}124-1 du code de l’éducation",
        statement: "Le quota ignore observations et visites, la charge de l’organisme les compte.",
        example: "3 PFMP et 2 stages de troisième\u{A0}: quota 3 sur 3, charge 5."
    ) { study throws(Unknown) in
        guard let days = study.days, let present = study.facts.host.present else { return [] }
        let load = WeeklyHostLoad.busiest(days, with: present)
        guard load.received > load.counted else { return [] }
        return [
            Observation(
                .info,
                "La semaine du \(load.monday.long), l’organisme reçoit \(load.received)\u{A0}personnes, dont "
                    + "\(load.counted) "
                    + "stagiaires.")
        ]
    }
}
