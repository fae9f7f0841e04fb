/// Validation, corrections and numbers of the allowance, PFMP-91 to PFMP-97.
extension AllowanceRules {
    static let validation = PlacementRule(
        91, "Validation", .allowance, .check, .block, source: "règles d’APLyPro",
        statement:
            "Le chef d’établissement valide quand les jours sont saisis, la période finie, le compte et la décision "
            + "présents.",
        example: "Fin demain\u{A0}: refusée."
    ) { study throws(Unknown) in
        guard study.asksAllowance, let days = study.facts.allowance.days, days > 0 else { return [] }
        let end = try study.period().upperBound
        guard study.today <= end else { return [] }
        return [
            Observation(
                .block, "La période finit le \(end.long)\u{A0}: elle ne se valide pas encore.",
                remedy: "Attendez le lendemain.")
        ]
    }

    static let states = PlacementRule(
        92, "États dans APLyPro", .allowance, .steps, .block, source: "règles d’APLyPro",
        statement:
            "PFMP\u{A0}: pending, completed, validated, rectified. Demande\u{A0}: pending, ready ou incomplete, sent, "
            + "integrated, "
            + "paid. Une correction vient après le paiement\u{A0}; un trop-perçu doit dépasser 30\u{A0}€.",
        example: "90\u{A0}€ payés, corrigés à 80\u{A0}€\u{A0}: refusé, 10 ≤ 30."
    ) { study throws(Unknown) in
        guard study.asksAllowance, let paid = study.facts.allowance.paid, let days = study.facts.allowance.days,
            let rate = try AllowanceRateTable.single(study)
        else { return [] }
        let others = try study.known(study.facts.allowance.otherAmounts, "allowance.otherAmounts")
        let amount = AllowancePay.amount(days: days, rate: rate.rate, cap: rate.cap, others: others)
        let threshold = Cents(rawValue: try study.number(.rectificationThreshold))
        switch AllowanceCorrection.of(paid: paid, corrected: amount, threshold: threshold) {
        case .accepted: return []
        case .unchanged: return [Observation(.info, "Le montant payé est le bon\u{A0}: rien à corriger.")]
        case .tooSmall(let difference):
            return [
                Observation(
                    .block,
                    "Trop-perçu de \(difference.french)\u{A0}: une correction demande plus de \(threshold.french).",
                    remedy: "Ne demandez pas de correction.")
            ]
        }
    }

    static let schoolChange = PlacementRule(
        93, "Changement d’établissement, de formation ou de statut", .allowance, .check, .warning,
        source: "règles d’APLyPro",
        statement:
            "La décision de la scolarité quittée est abrogée avant un paiement\u{A0}; donnée à tort, elle est "
            + "retirée\u{A0}; une PFMP "
            + "faite après la scolarité demande un report.",
        example: "Rattrapage en septembre pour l’année passée\u{A0}: report nécessaire."
    ) { study throws(Unknown) in
        guard study.asksAllowance else { return [] }
        var found: [Observation] = []
        if study.facts.allowance.formerDecisionOpen == true {
            found.append(
                Observation(
                    .warning, "La décision de la scolarité précédente n’est pas abrogée.",
                    remedy: "Demandez l’abrogation à l’établissement quitté."))
        }
        if let last = study.facts.period.schoolingUntil, try study.period().upperBound > last,
            study.facts.allowance.carriedOver != true
        {
            found.append(
                Observation(
                    .warning,
                    "La période finit après la scolarité (\(last.long))\u{A0}: report de la décision nécessaire.",
                    remedy: "Faites le report dans APLyPro."))
        }
        return found
    }

    static let numbers = PlacementRule(
        94, "Numéros administratifs", .allowance, .data, .info, source: "règles d’APLyPro",
        statement:
            "Décision\u{A0}: préfixe (ENPU, ENPR, MASA, MER, ARMEE), 10 caractères, année, version\u{A0}; PFMP\u{A0}: "
            + "le même et un rang sur "
            + "2 chiffres.",
        example: "ENPUAB12CD34EF20250, puis …01."
    ) { study throws(Unknown) in
        guard study.asksAllowance, let text = study.facts.allowance.decision, !isBlank(text) else { return [] }
        guard AllowanceNumber(text) == nil else { return [] }
        return [
            Observation(
                .info, "Le numéro de décision «\u{A0}\(text)\u{A0}» n’a pas la forme attendue.",
                remedy: "Recopiez-le d’APLyPro.")
        ]
    }

    static let place = PlacementRule(
        95, "Place du logiciel", .allowance, .document, .info, source: "documentation d’APLyPro",
        statement:
            "APLyPro est le seul outil de paiement\u{A0}: le logiciel prépare une liste à recopier, il n’envoie rien.",
        example: "Liste CSV\u{A0}: INE;classe;début;fin;jours.")

    static let calendar = PlacementRule(
        96, "Calendrier de paiement", .allowance, .data, .info, source: "règles d’APLyPro",
        statement: "Aucune date fixe\u{A0}: rien n’est promis aux familles.",
        example: "L’écran ne donne pas de date de paiement.")

    static let tax = PlacementRule(
        97, "Impôt", .allowance, .data, .info, .unsure, source: "aucun texte fiscal lu",
        statement:
            "Une source professionnelle dit l’allocation non imposable\u{A0}; à confirmer avant de l’écrire aux "
            + "familles.",
        example: "Aucune phrase sur l’impôt dans les lettres.")
}

/// The two state machines of APLyPro (PFMP-92).
public enum AllowanceState: String, Codable, CaseIterable, Sendable {
    case pending, completed, validated, rectified

    /// The states that may follow.
    public var next: [AllowanceState] {
        switch self {
        case .pending: [.completed]
        case .completed: [.validated, .pending]
        case .validated: [.rectified]
        case .rectified: [.rectified]
        }
    }
}

/// A payment request in APLyPro.
public enum PaymentState: String, Codable, CaseIterable, Sendable {
    case pending, ready, incomplete, sent, rejected, integrated, paid, unpaid

    /// The states that may follow.
    public var next: [PaymentState] {
        switch self {
        case .pending: [.ready, .incomplete]
        case .incomplete: [.ready, .pending]
        case .ready: [.sent]
        case .sent: [.integrated, .rejected]
        case .integrated: [.paid, .unpaid]
        case .rejected, .paid, .unpaid: []
        }
    }

    /// A correction comes only after the payment.
    public var mayBeRectified: Bool { self == .paid }
}

/// Whether a paid amount may be corrected (PFMP-92).
public enum AllowanceCorrection: Equatable, Sendable {
    case accepted
    case unchanged
    /// An overpayment at or below the threshold.
    case tooSmall(Cents)

    /// Compares what was paid with what was due.
    public static func of(paid: Cents, corrected: Cents, threshold: Cents) -> AllowanceCorrection {
        let difference = paid.rawValue - corrected.rawValue
        guard difference != 0 else { return .unchanged }
        return difference > 0 && difference <= threshold.rawValue
            ? .tooSmall(Cents(rawValue: difference)) : .accepted
    }
}
