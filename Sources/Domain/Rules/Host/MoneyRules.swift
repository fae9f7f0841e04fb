/// Gratification, benefits and costs, PFMP-68 to PFMP-73.
extension HostRules {
    static let gratification = PlacementRule(
        68, "Gratification, seuil", .host, .calculation,
        source: "L.\u{A0}124-6 et D.\u{A0}124-6 du code de l’éducation",
        statement:
            "Due au-delà de 2 mois dans le même organisme la même année\u{A0}: plus de 44 jours ou 308\u{A0}h, puis "
            + "dès la "
            + "première "
            + "heure\u{A0}; enseignement agricole secondaire\u{A0}: plus de 462\u{A0}h.",
        example: "12 semaines de 35\u{A0}h, 420\u{A0}h\u{A0}: due sur 420\u{A0}h."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let minutes = try SameHost.minutes(study, try study.known(study.facts.period.others, "period.others"))
        let agricultural = study.facts.school.ministry == .agriculture && study.kind == .pfmp
        let threshold = try study.number(agricultural ? .gratificationThresholdAgricultural : .gratificationThreshold)
        guard minutes > threshold else { return [] }
        let paper = study.facts.agreement
        guard paper.gratification.map({ $0.rawValue > 0 }) != true, paper.gratificationStated != true else { return [] }
        return [
            Observation(
                .warning,
                "\(HourSpan.duration(minutes)) cette année dans cet organisme\u{A0}: la gratification est due dès la "
                    + "première "
                    + "heure et la convention n’en dit rien.",
                remedy: "Écrivez le montant d’une heure dans la convention.")
        ]
    }

    static let rate = PlacementRule(
        69, "Gratification, montant", .host, .calculation, source: "L.\u{A0}124-6 du code de l’éducation",
        statement: "Au moins 15\u{A0}% du plafond horaire de la sécurité sociale par heure de présence.",
        example: "420\u{A0}h en 2026\u{A0}: 1\u{202F}890,00\u{A0}€ au moins."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, let hour = study.facts.agreement.gratification, hour.rawValue > 0 else {
            return []
        }
        let least = try study.number(.gratificationRate)
        guard hour.rawValue < least else {
            guard let paid = study.facts.attestation.gratification else { return [] }
            return try shortPayment(paid, hour, study)
        }
        return [
            Observation(
                .warning, "\(hour.french) l’heure\u{A0}: \(Cents(rawValue: least).french) au moins quand elle est due.",
                remedy: "Corrigez le montant.")
        ]
    }

    /// The total of the attestation against the hours done at the amount of the agreement.
    private static func shortPayment(_ paid: Cents, _ hour: Cents, _ study: Study) throws(Unknown) -> [Observation] {
        let minutes =
            if let attested = study.facts.attestation.minutes { attested } else { try study.counted().effectiveMinutes }
        let due = Cents(rawValue: (minutes * hour.rawValue + 59) / 60)
        guard paid < due else { return [] }
        return [
            Observation(
                .warning,
                "\(paid.french) versés\u{A0}: \(HourSpan.duration(minutes)) à \(hour.french) font \(due.french).",
                remedy: "Vérifiez le versement avec l’organisme.")
        ]
    }

    static let changeOfYear = PlacementRule(
        70, "Gratification, changement d’année", .host, .calculation, .info, source: "presse professionnelle, 2026",
        statement: "Chaque heure prend le montant de son mois seulement si la convention le dit.",
        example:
            "200\u{A0}h en décembre 2025 et 200\u{A0}h en janvier 2026, avec la clause\u{A0}: 1\u{202F}770,00\u{A0}€."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.facts.agreement.gratification != nil else { return [] }
        let days = try study.period()
        guard days.lowerBound.year != days.upperBound.year, study.facts.agreement.revaluation != true else { return [] }
        return [
            Observation(
                .info, "Le stage passe d’une année à l’autre sans clause de revalorisation.",
                remedy: "Ajoutez la clause si l’organisme l’accepte.")
        ]
    }

    static let notAllowance = PlacementRule(
        71, "Gratification et allocation", .host, .data, .info, source: "article 1 du décret n°\u{A0}2023-765",
        statement: "La gratification vient de l’organisme, l’allocation de l’État\u{A0}; elles s’ajoutent.",
        example: "PFMP de 15 jours\u{A0}: organisme 0\u{A0}€, allocation selon PFMP-84.")

    static let benefits = PlacementRule(
        72, "Avantages", .host, .document, .info, .known,
        source: "L.\u{A0}124-13 et L.\u{A0}124-16 du code de l’éducation",
        statement:
            "Restauration, transport, activités sociales comme les salariés\u{A0}; congés au-delà de 2 mois\u{A0}; "
            + "grossesse, "
            + "paternité, adoption\u{A0}: mêmes absences.",
        example: "La convention porte les trois lignes, par oui ou non."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let paper = study.facts.agreement
        _ = try study.known(paper.meals, "agreement.meals")
        _ = try study.known(paper.transport, "agreement.transport")
        _ = try study.known(paper.culture, "agreement.culture")
        guard let planned = study.presence?.plannedDays, planned > (try study.number(.leaveDays)), paper.leave != true
        else { return [] }
        return [
            Observation(
                .info, "Le stage dépasse deux mois\u{A0}: prévoyez des congés ou des autorisations d’absence.",
                remedy: "Écrivez-les dans la convention.")
        ]
    }

    static let costs = PlacementRule(
        73, "Frais supplémentaires de l’élève", .host, .calculation, .info,
        source: "note de service n°\u{A0}93-179 du 24/03/1993",
        statement:
            "Une PFMP ne coûte rien de plus aux familles\u{A0}: repas, logement et transport remboursés sur pièces, "
            + "dans des "
            + "plafonds votés.",
        example: "Repas à 9\u{A0}€, plafond 8\u{A0}€, demi-pension 4\u{A0}€\u{A0}: 4\u{A0}€ remboursés.")
}

/// Refunds to the learner by the school (PFMP-73).
public enum CostRefund {
    /// A meal: what was paid, within the cap voted, less the price of the meal at school.
    public static func meal(paid: Cents, cap: Cents, atSchool: Cents) -> Cents {
        Cents(rawValue: max(0, min(paid.rawValue, cap.rawValue) - atSchool.rawValue))
    }

    /// A way by car: metres at a rate for a kilometre, rounded to the cent.
    public static func way(metres: Int, perKilometre rate: Cents) -> Cents {
        Cents(rawValue: max(0, (metres * rate.rawValue + 500) / 1000))
    }
}
