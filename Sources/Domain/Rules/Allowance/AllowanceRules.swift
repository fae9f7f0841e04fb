/// The State’s allowance, PFMP-82 to PFMP-90: who, how much, for which days.
enum AllowanceRules {
    static let all: [PlacementRule] = [
        entitled, periods, amount, rates, caps, decision, account, data, days, validation, states, schoolChange,
        numbers,
        place, calendar, tax,
    ]

    static let entitled = PlacementRule(
        82, "Qui y a droit", .allowance, .check, .block, source: "articles 1 et 2 du décret n°\u{A0}2023-765, APLyPro",
        statement:
            "Élèves sous statut scolaire qui préparent un diplôme professionnel de niveau 3 ou 4, une FCIL ou le "
            + "parcours "
            + "Ambition emploi, dans le public ou le privé sous contrat.",
        example: "MEF de bac professionnel et statut d’apprenti\u{A0}: pas d’allocation."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        guard let reason = try AllowanceScope.refusal(study) else { return [] }
        return [Observation(.block, reason, remedy: "Ne demandez pas l’allocation pour cet élève.")]
    }

    static let periods = PlacementRule(
        83, "Quelles périodes", .allowance, .check, .block, source: "décret n°\u{A0}2023-765",
        statement:
            "Les PFMP sous convention depuis le 01/09/2023, semaines de fin de terminale comprises\u{A0}; pas celles "
            + "d’années "
            + "antérieures rattrapées ensuite.",
        example: "PFMP de 2022-2023 refaite en octobre 2023\u{A0}: 0\u{A0}€."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        let days = try study.period()
        let first = try study.parameters.requireDate(.allowanceStart, on: study.day)
        guard days.lowerBound < first || study.facts.period.catchUpOf.map({ $0 < first }) == true else { return [] }
        return [
            Observation(
                .block,
                "Cette période, ou celle qu’elle rattrape, est antérieure au \(first.long)\u{A0}: pas d’allocation.",
                remedy: "Ne demandez pas l’allocation pour cette période.")
        ]
    }

    static let amount = PlacementRule(
        84, "Montant", .allowance, .calculation, .info, source: "articles 1 et 2 de l’arrêté du 11/08/2023, APLyPro",
        statement:
            "Jours effectifs × montant du niveau, dans le plafond de l’année pour cette formation\u{A0}; aucune "
            + "absence n’est "
            + "payée.",
        example: "Montant 10, plafond 100\u{A0}: 9, 2 puis 4 jours → 90, 10, 0\u{A0}€."
    ) { study throws(Unknown) in
        guard study.asksAllowance, let days = study.facts.allowance.days,
            try AllowanceScope.refusal(study) == nil, let rate = try AllowanceRateTable.single(study)
        else { return [] }
        let others = try study.known(study.facts.allowance.otherAmounts, "allowance.otherAmounts")
        let amount = AllowancePay.amount(days: days, rate: rate.rate, cap: rate.cap, others: others)
        let cut = amount.rawValue < days * rate.rate.rawValue ? ", plafond de l’année atteint" : ""
        return [
            Observation(
                .info,
                "\(FrenchNumber.counted(days, "jour", "jours")) à \(rate.rate.french)\u{A0}: \(amount.french)\(cut).")
        ]
    }

    static let rates = PlacementRule(
        85, "Montants par jour", .allowance, .data, .info, source: "annexe 1 de l’arrêté du 11/08/2023",
        statement:
            "10, 15 ou 20\u{A0}€ selon la formation et l’année\u{A0}; une année qui n’est pas dans le tableau n’a "
            + "rien.",
        example: "CAP en 3 ans, première année\u{A0}: 0\u{A0}€ par jour."
    ) { study throws(Unknown) in
        guard study.asksAllowance, try AllowanceScope.refusal(study) == nil else { return [] }
        guard try AllowanceRateTable.single(study) == nil else { return [] }
        return [Observation(.info, "Cette année de formation n’est pas dans le tableau\u{A0}: 0\u{A0}€ par jour.")]
    }

    static let caps = PlacementRule(
        86, "Plafonds de l’année", .allowance, .data, .info, source: "APLyPro, montants de 2023-2024 à 2025-2026",
        statement: "Chaque formation a un plafond par année scolaire, égal à un nombre de jours payés.",
        example: "Terminale 2025-2026\u{A0}: 10 semaines × 5 jours × 20\u{A0}€ = 1\u{202F}000\u{A0}€, le plafond.")

    static let decision = PlacementRule(
        87, "Décision et paiement", .allowance, .steps, .block, source: "article 4 du décret n°\u{A0}2023-765, arrêté",
        statement:
            "Le chef d’établissement décide, au nom de l’État, une fois par scolarité et par an\u{A0}; l’ASP paie. "
            + "Au-delà de "
            + "3 mois, plusieurs versements sont possibles.",
        example: "Pas de décision d’attribution\u{A0}: demande bloquée."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        guard isBlank(try study.known(study.facts.allowance.decision, "allowance.decision")) else {
            return try instalments(study)
        }
        return [
            Observation(
                .block, "Pas de décision d’attribution\u{A0}: la demande est bloquée.",
                remedy: "Éditez la décision dans APLyPro et faites-la signer.")
        ]
    }

    private static func instalments(_ study: Study) throws(Unknown) -> [Observation] {
        let days = try study.period()
        let limit = days.lowerBound.adding(months: try study.number(.instalmentMonths))
        guard days.upperBound >= limit else { return [] }
        return [Observation(.info, "La convention est longue\u{A0}: l’allocation peut être payée en plusieurs fois.")]
    }

    static let account = PlacementRule(
        88, "Compte bancaire", .allowance, .check, .block, source: "arrêté du 11/08/2023, APLyPro",
        statement:
            "Compte SEPA de l’élève ou de son représentant légal\u{A0}; un majeur au départ est payé sur son compte "
            + "ou par mandat, "
            + "jamais sur celui d’un autre.",
        example: "18 ans au premier jour et compte d’une autre personne\u{A0}: adult_wrong_owner_type."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        let bank = try study.known(study.facts.allowance.bank, "allowance.bank.iban")
        let owner = try study.known(bank.owner, "allowance.bank.owner")
        let minor = try study.isMinor(on: study.period().lowerBound)
        guard !owner.mayReceive(minor: minor) else { return [] }
        return [
            Observation(
                .block,
                "L’élève est majeur au premier jour\u{A0}: le compte d’un autre ne convient pas "
                    + "(adult_wrong_owner_type).",
                remedy: "Demandez un compte à son nom, ou un mandat.")
        ]
    }

    static let data = PlacementRule(
        89, "Données à rassembler", .allowance, .check, .block, source: "contrôles d’APLyPro",
        statement:
            "INE, sexe, naissance, adresse, scolarité, compte bancaire\u{A0}: chaque donnée manquante bloque le "
            + "paiement.",
        example: "Sexe inconnu\u{A0}: missing_biological_sex."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        let codes = AllowanceCode.missing(study)
        guard !codes.isEmpty else { return [] }
        return [
            Observation(
                .block,
                "Il manque pour le paiement\u{A0}: "
                    + "\(codes.map { "\($0.label) (\($0.rawValue))" }.joined(separator: ", ")).",
                remedy: "Complétez la fiche de l’élève.")
        ]
    }

    static let days = PlacementRule(
        90, "Limites des jours", .allowance, .check, .block, source: "contrôles d’APLyPro",
        statement: "Plus de 0 jour et pas plus que les jours du calendrier de la période, dans l’année scolaire.",
        example: "Du 5 au 30 janvier, 26 jours du calendrier\u{A0}: 27 est refusé."
    ) { study throws(Unknown) in
        guard study.asksAllowance, let days = study.facts.allowance.days else { return [] }
        let span = try study.period()
        let most = span.lowerBound.days(until: span.upperBound) + 1
        var found: [Observation] = []
        if days < 1 || days > most {
            found.append(
                Observation(
                    .block, "\(days)\u{A0}jours\u{A0}: entre 1 et \(most) pour cette période.",
                    remedy: "Corrigez le nombre de jours."))
        }
        if SchoolYear.of(span.lowerBound) != SchoolYear.of(span.upperBound) {
            found.append(
                Observation(
                    .warning, "La période est à cheval sur deux années scolaires.", remedy: "Corrigez les dates."))
        }
        return found
    }
}
