/// Regulated works, PFMP-54 to PFMP-61.
enum WorksRules {
    static let all: [PlacementRule] = [
        age, declaration, content, conditions, information, catalogue, permanent, exclusion,
    ]

    static let age = PlacementRule(
        54, "Âge et public", .regulatedWorks, .check, .block,
        source: "L.\u{A0}4153-8 et L.\u{A0}4153-9 du code du travail",
        statement: "Les travaux interdits peuvent s’ouvrir aux jeunes de 15 à 17 ans en formation professionnelle.",
        example: "14 ans\u{A0}: travaux réglementés toujours refusés."
    ) { study throws(Unknown) in
        guard try Works.planned(study) else { return [] }
        let start = try study.period().lowerBound
        let least = try study.number(.minimumAgeRegulatedWork)
        let age = try study.age(on: start)
        guard age < least else { return [] }
        return [
            Observation(
                .block, "\(age)\u{A0}ans au premier jour\u{A0}: pas de travaux réglementés avant \(least)\u{A0}ans.",
                remedy: "Retirez ces travaux de la convention.")
        ]
    }

    static let declaration = PlacementRule(
        55, "Déclaration de dérogation", .regulatedWorks,
        source: "R.\u{A0}4153-40 à R.\u{A0}4153-44 du code du travail",
        statement:
            "L’organisme et l’établissement déclarent chacun pour leurs lieux à l’inspecteur du travail, avant "
            + "d’affecter le "
            + "jeune\u{A0}; valable 3 ans.",
        example: "Envoyée le 10/03/2024\u{A0}: valable jusqu’au 09/03/2027 compris (à confirmer)."
    ) { study throws(Unknown) in
        guard try Works.needsDeclaration(study) else { return [] }
        let end = try study.period().upperBound
        guard let sent = study.facts.works.hostDeclaration?.sentOn else {
            return [
                Observation(
                    .warning, "L’organisme n’a pas de déclaration de dérogation connue.",
                    remedy: "Demandez-lui la date d’envoi, ou excluez ces travaux de la convention.")
            ]
        }
        let until = WorksDeclarationPeriod.lastDay(sentOn: sent, years: try study.number(.worksDeclarationYears))
        if sent > study.day {
            return [
                Observation(
                    .warning, "La déclaration de l’organisme (\(sent.long)) est envoyée après le départ.",
                    remedy: "Attendez la déclaration avant d’affecter l’élève à ces travaux.")
            ]
        }
        guard until < end else { return try schoolDeclaration(study, end) }
        return [
            Observation(
                .warning, "La déclaration de l’organisme n’est valable que jusqu’au \(until.long).",
                remedy: "Demandez son renouvellement avant cette date.")
        ]
    }

    /// The school’s own declaration, for its workshops.
    private static func schoolDeclaration(_ study: Study, _ day: LocalDate) throws(Unknown) -> [Observation] {
        guard let sent = study.facts.works.schoolDeclaration?.sentOn else { return [] }
        let until = WorksDeclarationPeriod.lastDay(sentOn: sent, years: try study.number(.worksDeclarationYears))
        guard until < day else { return [] }
        return [
            Observation(
                .info,
                "La déclaration de l’établissement, pour ses ateliers, n’est valable que jusqu’au \(until.long).",
                remedy: "Renouvelez-la.")
        ]
    }

    static let content = PlacementRule(
        56, "Contenu de la déclaration", .regulatedWorks, .document, source: "R.\u{A0}4153-41 du code du travail",
        statement: "Secteur d’activité, formations, lieux, travaux et machines, fonction des encadrants.",
        example: "Cinq rubriques demandées."
    ) { study throws(Unknown) in
        guard try Works.needsDeclaration(study), let declaration = study.facts.works.hostDeclaration else { return [] }
        let missing = DeclarationPart.allCases.filter { !declaration.parts.contains($0) }
        guard !missing.isEmpty else { return [] }
        return [
            Observation(
                .warning, "La déclaration ne dit pas\u{A0}: \(missing.map(\.label).joined(separator: ", ")).",
                remedy: "Faites-la compléter.")
        ]
    }

    static let conditions = PlacementRule(
        57, "Conditions avant d’affecter", .regulatedWorks, source: "R.\u{A0}4153-40 du code du travail",
        statement:
            "Risques évalués, formation à la sécurité, encadrement compétent, avis médical de moins de 12 mois pour "
            + "chaque "
            + "jeune.",
        example: "Avis du 10/09/2025, PFMP en octobre 2026\u{A0}: périmé, à justifier."
    ) { study throws(Unknown) in
        guard try Works.needsDeclaration(study) else { return [] }
        let works = study.facts.works
        var found = try MedicalOpinion.observations(study)
        let conditions: [(Bool, String)] = [
            (try study.known(works.riskAssessed, "works.riskAssessed"), "l’évaluation des risques"),
            (try study.known(works.trained, "works.trained"), "la formation à la sécurité"),
            (try study.known(works.supervised, "works.supervised"), "l’encadrement par une personne compétente"),
        ]
        let missing = conditions.filter { !$0.0 }.map(\.1)
        if !missing.isEmpty {
            found.append(
                Observation(
                    .warning, "Il manque avant d’affecter l’élève\u{A0}: \(missing.joined(separator: ", ")).",
                    remedy: "Voyez ces points avec l’organisme."))
        }
        return found
    }

    static let information = PlacementRule(
        58, "Informations tenues pour l’inspecteur", .regulatedWorks, .document, .info, .known,
        source: "R.\u{A0}4153-45 du code du travail",
        statement:
            "Par jeune\u{A0}: identité, formation, durée et lieux, avis médical, formation à la sécurité, encadrants. "
            + "Tenues à "
            + "disposition, non envoyées.",
        example: "Liste «\u{A0}R4153-45\u{A0}» d’une classe.")

    static let catalogue = PlacementRule(
        59, "Catalogue des travaux", .regulatedWorks, .data, .block,
        source: "D.\u{A0}4153-15 à D.\u{A0}4153-37 du code du travail",
        statement: "Chaque article dit ce qui est interdit et ce qui est réglementé.",
        example: "«\u{A0}Tronçonneuse en hauteur\u{A0}»\u{A0}: D.\u{A0}4153-32, interdit à un mineur."
    ) { study throws(Unknown) in
        try WorksCatalogue.observations(study)
    }

    static let permanent = PlacementRule(
        60, "Dérogations permanentes", .regulatedWorks, .data, .info,
        source: "R.\u{A0}4153-49 à R.\u{A0}4153-52 du code du travail",
        statement:
            "Sans déclaration\u{A0}: diplôme de l’activité, habilitation électrique, autorisation de conduite, "
            + "manutention "
            + "au-delà de 20\u{A0}% du poids avec avis médical.",
        example: "Habilitation B1V\u{A0}: permise dans ses limites\u{A0}; elle est délivrée par l’organisme."
    ) { study throws(Unknown) in
        guard study.facts.works.regulated == true else { return [] }
        return study.facts.works.permanent.map { derogation in
            Observation(
                .info,
                "Dérogation permanente (\(derogation.article))\u{A0}: sans déclaration, dans ses limites seulement.")
        }
    }

    static let exclusion = PlacementRule(
        61, "Sans déclaration, travaux exclus", .regulatedWorks, .document, .warning, .known,
        source: "instruction interministérielle n°\u{A0}2016/273 du 07/09/2016",
        statement: "Sans déclaration, la convention exclut les travaux réglementés.",
        example: "Pas de travaux réglementés\u{A0}: la clause d’exclusion s’imprime."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, try study.isMinor(on: study.day) else { return [] }
        let regulated = try study.known(study.facts.works.regulated, "works.regulated")
        let undeclared = study.facts.works.hostDeclaration?.sentOn == nil && study.facts.works.permanent.isEmpty
        guard !regulated || undeclared, study.facts.works.excluded != true else { return [] }
        return [
            Observation(
                .warning, "La convention n’exclut pas les travaux réglementés.",
                remedy:
                    "Notez la déclaration de l’organisme, ou décochez «\u{A0}Travaux réglementés\u{A0}» dans le placement."
            )
        ]
    }

    /// The clause printed when no regulated work is declared (PFMP-61).
    static let exclusionClause =
        "L’élève n’effectue aucun travail réglementé au sens des articles D.\u{A0}4153-15 à D.\u{A0}4153-37 du code du "
        + "travail\u{A0}; il n’accomplit de façon autonome que des tâches qui n’en comportent pas."
}
