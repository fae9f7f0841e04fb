/// Pedagogical follow-up, PFMP-74 to PFMP-81.
enum FollowUpRules {
    static let all: [PlacementRule] = [referent, number, service, contacts, search, booklet, evaluation, quality]

    static let referent = PlacementRule(
        74, "Enseignant référent", .followUp, .calculation,
        source: "L.\u{A0}124-2 du code de l’éducation, article 31 du décret n°\u{A0}92-1189",
        statement:
            "Le chef d’établissement nomme un référent par élève\u{A0}; tous les enseignants de la classe y prennent "
            + "part selon "
            + "leurs heures.",
        example: "Part d’un enseignant\u{A0}: élèves × ses heures / heures de tous."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        guard isBlank(try study.known(study.facts.agreement.referent, "agreement.referent")) else { return [] }
        return [
            Observation(.warning, "Aucun enseignant référent n’est nommé.", remedy: "Choisissez-le dans l’équipe.")
        ]
    }

    static let number = PlacementRule(
        75, "Nombre d’élèves par référent", .followUp, .check, .block, passing: .head,
        source: "D.\u{A0}124-3 du code de l’éducation",
        statement: "16 élèves au plus en même temps\u{A0}; 24 étudiants dans le supérieur (incertain pour les BTS).",
        example: "Dix-septième élève\u{A0}: bloquant."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let others = try study.known(study.facts.followUp.referentLearners, "followUp.referentLearners")
        let status = study.facts.learner.status ?? (study.kind == .stage ? .student : .pupil)
        return CapacityRules.referent(
            learners: others + 1, learnerPublic: status, on: study.day, parameters: study.parameters
        ).map { Observation($0.severity, $0.message, remedy: $0.remedy) }
    }

    static let service = PlacementRule(
        76, "Service de l’enseignant", .followUp, .calculation, .info,
        source: "article 31 du décret n°\u{A0}92-1189",
        statement: "Le suivi d’un élève compte 2\u{A0}h par semaine, 3 semaines au plus par période.",
        example: "4 élèves, PFMP de 4 semaines\u{A0}: 4 × 2\u{A0}h × 3 semaines = 24\u{A0}h.")

    static let contacts = PlacementRule(
        77, "Contacts et visites", .followUp, .check, .info, source: "L.\u{A0}124-1 du code de l’éducation",
        statement:
            "Le référent s’assure plusieurs fois du déroulement auprès du tuteur\u{A0}; pas de nombre national de "
            + "visites.",
        example: "Aucun contact à mi-période\u{A0}: rappel."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.hasBegun else { return [] }
        let days = try study.period()
        let half = days.lowerBound.adding(days: days.lowerBound.days(until: days.upperBound) / 2)
        guard study.today >= half else { return [] }
        let made = try study.known(study.facts.followUp.contacts, "followUp.contacts").count
        let least = try study.number(.contactsMinimum)
        guard made == 0 || study.isOver && made < least else { return [] }
        return [
            Observation(
                .info,
                made == 0
                    ? "Aucun contact avec le tuteur à mi-période."
                    : "\(FrenchNumber.counted(made, "contact", "contacts")) avec le tuteur\u{A0}: \(least) au moins "
                        + "sont conseillés.",
                remedy: "Appelez ou visitez le tuteur.")
        ]
    }

    static let search = PlacementRule(
        78, "Aide à la recherche", .followUp, .steps, .info, source: "L.\u{A0}124-2 du code de l’éducation",
        statement:
            "L’établissement accompagne la recherche\u{A0}; l’élève sans organisme reste au lycée jusqu’à une "
            + "convention "
            + "signée.",
        example: "Liste «\u{A0}sans lieu\u{A0}» avec les jours qui restent."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, isBlank(try study.known(study.facts.host.name, "host.name")) else { return [] }
        let left = HostSearch.daysLeft(before: try study.period().lowerBound, on: study.today)
        return [
            Observation(
                .info,
                left > 0
                    ? "Pas d’organisme\u{A0}: \(FrenchNumber.counted(left, "jour", "jours")) avant le départ."
                    : "Pas d’organisme\u{A0}: l’élève reste au lycée.", remedy: "Proposez-lui des places connues.")
        ]
    }

    static let booklet = PlacementRule(
        79, "Livret de liaison", .followUp, .document, .info, source: "circulaire n°\u{A0}2016-053, annexe 4",
        statement: "Le livret porte activités, compétences, appréciations, présences\u{A0}; l’élève évalue l’accueil.",
        example: "Deux fiches par convention\u{A0}: du tuteur sur l’élève, de l’élève sur l’organisme."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, study.isOver else { return [] }
        let forms = [(study.facts.followUp.tutorForm, "du tuteur"), (study.facts.followUp.learnerForm, "de l’élève")]
        let missing = forms.filter { $0.0 != true }.map(\.1)
        guard !missing.isEmpty else { return [] }
        return [
            Observation(.info, "Fiche attendue\u{A0}: \(missing.joined(separator: ", ")).", remedy: "Demandez-la.")
        ]
    }

    static let evaluation = PlacementRule(
        80, "Évaluation et certification", .followUp, .check, .warning, .known, source: "règlements d’examen",
        statement:
            "Quand l’examen prévoit une évaluation en entreprise, l’enseignant et le tuteur la préparent "
            + "ensemble\u{A0}; jamais "
            + "pendant les semaines d’insertion.",
        example: "Situation, date et jury notés\u{A0}; rien en fin de terminale."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, study.facts.followUp.ccf != nil || study.facts.period.certifying == true,
            try study.known(study.facts.followUp.ccf, "followUp.ccf")
        else { return [] }
        if study.facts.period.certifying == false || study.facts.period.path != nil {
            return [
                Observation(
                    .warning, "Une évaluation est prévue dans une période qui ne compte pas pour l’examen.",
                    remedy: "Placez-la dans une période certificative.")
            ]
        }
        let day = try study.known(study.facts.followUp.ccfOn, "followUp.ccfOn")
        guard try !study.period().contains(day) else {
            guard study.facts.followUp.ccfJury.isEmpty else { return [] }
            return [Observation(.info, "Le jury de l’évaluation n’est pas noté.", remedy: "Notez-le.")]
        }
        return [
            Observation(.warning, "L’évaluation du \(day.long) est hors de la période.", remedy: "Corrigez la date.")
        ]
    }

    static let quality = PlacementRule(
        81, "Qualité de l’organisme", .followUp, .data, .info,
        source: "présentation du ministère sur le bureau des entreprises",
        statement: "L’historique d’un organisme reste interne\u{A0}: élèves reçus, avis, incidents, déclarations.",
        example: "La note n’est jamais publiée.")
}
