/// End of terminale, other diplomas, counting and holidays: PFMP-07 to 09, 14 to 21.
extension DurationRules {
    static let endPath = PlacementRule(
        7, "Parcours de fin de terminale", .durations,
        source: "arrêté du 22/01/2024\u{A0}; parcours différencié (2025), parcours personnalisé (2026)",
        statement: "Après le tronc commun, l’élève prépare son insertion (PFMP en plus) ou sa poursuite d’études. Ces "
            + "semaines ne comptent jamais pour l’examen\u{A0}: 6 en 2024-2025, 4 en 2025-2026.",
        example: "Insertion du 8 juin au 3 juillet 2026\u{A0}: 4 semaines, hors certification, avec allocation."
    ) { study throws(Unknown) in
        guard let path = study.facts.period.path, path.choice != .study else { return [] }
        let days = try study.period()
        let first = try study.parameters.requireDate(.endPathStart, on: study.day)
        let last = try study.parameters.requireDate(.endPathEnd, on: study.day)
        var found: [Observation] = []
        if study.facts.period.certifying == true {
            found.append(
                Observation(
                    .warning, "Une période du parcours de fin de terminale ne compte pas pour l’examen.",
                    remedy: "Marquez-la comme hors certification."))
        }
        if days.lowerBound < first || days.upperBound > last {
            found.append(
                Observation(
                    .warning, "Le parcours va du \(first.long) au \(last.long)\u{A0}: la période en sort.",
                    remedy: "Corrigez les dates."))
        }
        return found
    }

    static let pathChoice = PlacementRule(
        8, "Choix et changement de parcours", .durations, .steps, .info,
        source: "note de service du 04/03/2024",
        statement: "La famille choisit sur une fiche de dialogue, après l’avis motivé du conseil de classe\u{A0}; un "
            + "changement se demande par écrit et se motive.",
        example: "Un élève a trouvé 2 semaines sur 4\u{A0}: il passe les 2 autres au lycée, sans trou."
    ) { study throws(Unknown) in
        guard let path = study.facts.period.path else { return [] }
        _ = try study.known(path.choice, "period.path.choice")
        _ = try study.known(path.chosenOn, "period.path.chosenOn")
        var found: [Observation] = []
        if isBlank(path.councilAdvice) {
            found.append(
                Observation(.info, "L’avis motivé du conseil de classe n’est pas noté.", remedy: "Notez-le."))
        }
        if let day = path.changedOn, isBlank(path.changeReason) {
            found.append(
                Observation(
                    .info, "Le changement de parcours du \(day.long) n’est pas motivé.", remedy: "Notez la raison."))
        }
        return found
    }

    static let field = PlacementRule(
        9, "Domaine professionnel de fin de terminale", .durations,
        source: "foire aux questions du ministère du 24/03/2025",
        statement:
            "Dans le domaine du diplôme en principe\u{A0}; le chef d’établissement peut en accepter un autre pour "
            + "une raison écrite.",
        example:
            "Élève de cuisine dans un garage avec une promesse d’apprentissage\u{A0}: accepté avec la raison écrite."
    ) { study throws(Unknown) in
        guard study.facts.period.path != nil else { return [] }
        guard try !study.known(study.facts.period.inField, "period.inField") else { return [] }
        let reason = study.facts.period.fieldReason ?? ""
        return [
            isBlank(reason)
                ? Observation(
                    .warning, "L’activité de l’organisme n’est pas dans le domaine du diplôme.",
                    remedy: "Faites écrire la raison par le chef d’établissement.")
                : Observation(.info, "Domaine différent du diplôme, accepté\u{A0}: \(reason).")
        ]
    }

    static let speciality = PlacementRule(
        14, "Certificat de spécialisation", .durations,
        source: "D.\u{A0}337-139 et suivants du code de l’éducation, décret n°\u{A0}2023-824",
        statement: "En un an\u{A0}: 400\u{A0}h au moins en établissement et 12 à 18 semaines en milieu professionnel.",
        example: "16 semaines dans le même organisme, 80 jours\u{A0}: la gratification est due (PFMP-68)."
    ) { study throws(Unknown) in
        let training = study.facts.training
        guard training.diploma == .cs, let planned = training.plannedWeeks.first else { return [] }
        var found = Weeks.outside(planned, try Weeks.bounds(study, .csMinimum, .csMaximum), "Certificat")
        let hours = try study.number(.csTeachingHours)
        if let given = training.teachingHours, given < hours {
            found.append(
                Observation(
                    .warning, "\(given)\u{A0}h en établissement\u{A0}: \(hours)\u{A0}h au moins.",
                    remedy: "Vérifiez le volume de la formation."))
        }
        return found
    }

    static let otherDiplomas = PlacementRule(
        15, "BMA, diplôme de technicien, FCIL, Ambition emploi", .durations, .check, .warning, .unsure,
        source: "arrêté ou projet propre à chaque formation",
        statement: "La durée est dans chaque arrêté ou projet\u{A0}; seuls les plafonds de l’allocation sont communs.",
        example:
            "9 semaines en 1re année de BMA\u{A0}: au-dessus de 8, le plafond de l’allocation\u{A0}; ce n’est pas une "
            + "faute."
    ) { study throws(Unknown) in
        let training = study.facts.training
        guard [.bma, .dtms, .fcil, .pae].contains(training.diploma),
            let planned = training.plannedWeeks.prefix(training.year ?? 1).last
        else { return [] }
        let rate = try AllowanceRateTable.single(study)
        let most = try rate.map { (rate) throws(Unknown) in rate.paidDays / max(1, try study.number(.weekDays)) } ?? 0
        guard planned > most else { return [] }
        return [
            Observation(
                .warning, "\(Weeks.text(planned)) prévues\u{A0}: l’allocation en paie \(most) au plus dans l’année.",
                remedy: "Prévenez les familles, ou corrigez le calendrier.")
        ]
    }

    static let brevet = PlacementRule(
        16, "Brevet professionnel", .durations, .check, .warning, .known,
        source: "eduscol, l’apprentissage et les diplômes professionnels",
        statement: "Il se prépare en apprentissage ou en formation continue\u{A0}: pas de PFMP sous statut scolaire.",
        example: "Formation de type BP et statut scolaire\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.facts.training.diploma == .bp, study.facts.learner.status == .pupil else { return [] }
        return [
            Observation(
                .warning, "Le brevet professionnel ne se prépare pas sous statut scolaire.",
                remedy: "Vérifiez le statut\u{A0}: contrat d’apprentissage ou formation continue.")
        ]
    }

    static let counting = PlacementRule(
        17, "Compter les semaines et les jours", .durations, .calculation, .info,
        source: "D.\u{A0}124-6 du code de l’éducation",
        statement:
            "Trois compteurs\u{A0}: semaines du calendrier, jours prévus, jours effectifs. 7\u{A0}h valent un jour, 22 "
            + "jours "
            + "un mois.",
        example:
            "35\u{A0}h par semaine pendant 3 semaines\u{A0}: 105\u{A0}h, 15 jours\u{A0}; 4 jours de "
            + "8\u{A0}h\u{A0}45\u{A0}: 5 "
            + "équivalents-jours "
            + "et 4 jours effectifs.")

    static let holidays = PlacementRule(
        18, "Jours fériés et vacances scolaires", .durations, .check, .warning, .unsure,
        source: "règles locales d’établissements",
        statement:
            "Une semaine avec un jour férié compte pour une semaine, le jour férié n’est pas un jour effectif. Une "
            + "PFMP pendant les vacances est une exception (rattrapage), acceptée par la famille et le chef.",
        example: "Rattrapage du 22 au 26 décembre, mineur, 2 semaines de vacances\u{A0}: 5 jours sur 10, à la limite."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, let days = study.days else { return [] }
        return try SchoolHolidayShare.observations(study, days)
    }

    static let board = PlacementRule(
        19, "Dates et conseil d’administration", .durations, .check, .info,
        source: "circulaire n°\u{A0}2016-053, L.\u{A0}124-2 du code de l’éducation",
        statement: "Les équipes choisissent les dates avec le DDFPT\u{A0}; elles sont présentées au conseil "
            + "d’administration.",
        example: "Calendrier sans date de conseil\u{A0}: le planning porte «\u{A0}projet\u{A0}»."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, study.facts.school.boardOn == nil else { return [] }
        return [
            Observation(
                .info, "Le calendrier n’a pas de date de conseil d’administration\u{A0}: c’est un projet.",
                remedy: "Notez la date du conseil.")
        ]
    }

    static let preparation = PlacementRule(
        20, "Semaine de préparation", .durations, .check, .info, source: "circulaire n°\u{A0}2016-053",
        statement:
            "Les élèves qui entrent en seconde professionnelle ou en CAP ont une semaine de préparation avant leur "
            + "première PFMP\u{A0}; elle n’est pas une semaine de PFMP.",
        example: "Première PFMP le 5 janvier\u{A0}: la semaine se place entre le 15 décembre et le 5 janvier."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, study.facts.training.year ?? 1 == 1,
            try study.known(study.facts.period.firstOfCycle, "period.firstOfCycle")
        else { return [] }
        let start = try study.period().lowerBound
        let first = start.monday.adding(days: -(try study.number(.preparationDays)))
        guard let planned = study.facts.period.preparationOn else {
            return [
                Observation(
                    .info, "La semaine de préparation n’est pas prévue avant le \(start.long).",
                    remedy: "Prévoyez-la entre le \(first.long) et le \(start.long).")
            ]
        }
        guard planned > start else { return [] }
        return [
            Observation(
                .info, "La semaine de préparation vient après le départ.", remedy: "Avancez-la avant le \(start.long).")
        ]
    }

    static let catchUp = PlacementRule(
        21, "Rattrapage", .durations, .calculation, source: "L.\u{A0}124-15 du code de l’éducation",
        statement:
            "Absence justifiée et compétences évaluées\u{A0}: dérogation, sans rattrapage\u{A0}; non évaluées\u{A0}: "
            + "rattrapage utile. Absence injustifiée\u{A0}: rattrapage de tout. Un avenant vient avant.",
        example:
            "4 jours malade sur 15, compétences évaluées\u{A0}: 0 jour, dérogation\u{A0}; 4 jours injustifiés\u{A0}: 4."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        return study.each(study.facts.absences) { (absence) throws(Unknown) in
            try AbsenceOutcome.observation(absence, study).map { [$0] } ?? []
        }
    }
}
