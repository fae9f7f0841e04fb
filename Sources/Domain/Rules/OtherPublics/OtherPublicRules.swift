/// Students, apprentices, adults: PFMP-114 to PFMP-117.
enum OtherPublicRules {
    static let all: [PlacementRule] = [students, apprentices, adults, immersion]

    static let students = PlacementRule(
        114, "Étudiants de BTS", .otherPublics, .check, .info,
        source: "L.\u{A0}124-1 et suivants du code de l’éducation",
        statement:
            "Convention de stage du même chapitre\u{A0}; durées par arrêté\u{A0}; pas d’allocation de l’État\u{A0}; "
            + "gratification au-delà de "
            + "308\u{A0}h.",
        example: "BTS MCO, 10 semaines dans un organisme, 350\u{A0}h\u{A0}: gratification due."
    ) { study throws(Unknown) in
        guard study.facts.learner.status == .student || study.kind == .stage else { return [] }
        guard study.facts.kind == .pfmp else { return [] }
        return [
            Observation(
                .info, "Un étudiant part avec une convention de stage, pas de PFMP.",
                remedy: "Choisissez le modèle «\u{A0}\(PaperModel.stage.rawValue)\u{A0}».")
        ]
    }

    static let apprentices = PlacementRule(
        115, "Apprentis", .otherPublics, .check, .block, source: "eduscol, l’apprentissage\u{A0}; APLyPro",
        statement:
            "Contrat de travail, sans convention de PFMP ni allocation\u{A0}; règles des mineurs avec leurs "
            + "exceptions.",
        example: "Apprenti dans une classe importée\u{A0}: absent des listes de PFMP."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, try study.known(study.facts.learner.status, "learner.status") == .apprentice else {
            return []
        }
        return [
            Observation(
                .block, "Un apprenti va en entreprise avec son contrat\u{A0}: pas de convention de PFMP.",
                remedy: "Retirez-le de la période, ou corrigez son statut.")
        ]
    }

    static let adults = PlacementRule(
        116, "Stagiaires de la formation continue", .otherPublics, .check, .warning,
        source: "L.\u{A0}124-1 du code de l’éducation",
        statement: "Hors du chapitre L.\u{A0}124\u{A0}: documents de l’organisme de formation\u{A0}; pas d’allocation.",
        example: "Période de la formation continue\u{A0}: modèle du GRETA."
    ) { study throws(Unknown) in
        guard study.facts.learner.status == .adultTrainee, study.kind.isUnderChapterL124 else { return [] }
        return [
            Observation(
                .warning,
                "Un stagiaire de la formation continue ne part pas avec une convention du chapitre L.\u{A0}124.",
                remedy: "Choisissez le modèle «\u{A0}\(PaperModel.adult.rawValue)\u{A0}».")
        ]
    }

    static let immersion = PlacementRule(
        117, "PMSMP et immersion", .otherPublics, .check, .warning, source: "Immersion facilitée",
        statement:
            "Convention de la PMSMP, pas une PFMP\u{A0}; pour un mineur, accord du représentant légal et mêmes "
            + "limites de travail.",
        example: "Jeune suivi après son départ\u{A0}: sa PMSMP n’est pas comptée comme PFMP."
    ) { study throws(Unknown) in
        guard study.kind == .immersion, try study.isMinor(on: study.period().lowerBound) else { return [] }
        guard try !study.known(study.facts.discovery.parentsAgreed, "discovery.parentsAgreed") else { return [] }
        return [
            Observation(
                .warning, "Le représentant légal n’a pas donné son accord.", remedy: "Demandez-le par écrit.")
        ]
    }
}

extension StayKind {
    /// Whether the weeks count among the PFMP of the diploma (PFMP-117).
    public var countsForDiploma: Bool { self == .pfmp }
}
