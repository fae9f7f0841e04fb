/// Stays in another country, PFMP-104 to PFMP-107.
enum AbroadRules {
    static let all: [PlacementRule] = [basis, unit, hours, money]

    static let basis = PlacementRule(
        104, "PFMP à l’étranger", .abroad, .document,
        source: "D.\u{A0}337-4 et suivants, L.\u{A0}124-19 et L.\u{A0}124-20 du code de l’éducation",
        statement:
            "Une partie de la PFMP peut se faire à l’étranger, avec une convention, un échange avec l’organisme avant "
            + "le départ et "
            + "une fiche sur les droits du pays.",
        example: "Pays autre que la France\u{A0}: fiche d’information du pays demandée."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        _ = try study.known(study.facts.abroad.country, "abroad.country")
        guard study.isAbroad else { return [] }
        var found: [Observation] = []
        if try !study.known(study.facts.abroad.informationSheet, "abroad.informationSheet") {
            found.append(
                Observation(
                    .warning, "La fiche d’information sur les droits et devoirs dans le pays n’est pas jointe.",
                    remedy: "Joignez-la à la convention."))
        }
        if try !study.known(study.facts.abroad.exchanged, "abroad.exchanged") {
            found.append(
                Observation(
                    .warning, "L’établissement n’a pas échangé avec l’organisme avant le départ.",
                    remedy: "Prenez contact et notez l’échange."))
        }
        return found
    }

    static let unit = PlacementRule(
        105, "Unité facultative de mobilité", .abroad, .data, .info,
        source: "décret n°\u{A0}2019-907, arrêtés du 30/08/2019",
        statement: "Unité facultative avec l’attestation MobilitéPro pour CAP, baccalauréat professionnel, BP et BMA.",
        example: "Le choix de l’unité est noté."
    ) { study throws(Unknown) in
        guard study.isAbroad, let diploma = study.facts.training.diploma,
            diploma.isCAP || [.bacpro, .bp, .bma].contains(diploma), study.facts.abroad.mobilityUnit == nil
        else { return [] }
        return [Observation(.info, "L’élève peut choisir l’unité facultative de mobilité.", remedy: "Notez son choix.")]
    }

    static let hours = PlacementRule(
        106, "Règles de travail et couverture à l’étranger", .abroad, .check, .warning, .unsure,
        source: "circulaire n°\u{A0}2016-091 à lire",
        statement:
            "Le droit du pays s’applique\u{A0}; les limites françaises des mineurs restent un plancher\u{A0}; santé, "
            + "rapatriement et "
            + "responsabilité civile à vérifier\u{A0}; l’établissement déclare un accident.",
        example: "Liste de tâches selon le pays\u{A0}: Union européenne ou autre."
    ) { study throws(Unknown) in
        guard study.isAbroad else { return [] }
        let abroad = study.facts.abroad
        let covers = [
            (try study.known(abroad.healthCover, "abroad.healthCover"), "la couverture santé"),
            (try study.known(abroad.repatriation, "abroad.repatriation"), "le rapatriement"),
            (try study.known(abroad.liability, "abroad.liability"), "la responsabilité civile"),
        ]
        let missing = covers.filter { !$0.0 }.map(\.1)
        guard !missing.isEmpty else { return [] }
        return [
            Observation(
                .warning, "Il manque pour l’étranger\u{A0}: \(missing.joined(separator: ", ")).",
                remedy: "Vérifiez ces couvertures avant le départ.")
        ]
    }

    static let money = PlacementRule(
        107, "Allocation et bourse", .abroad, .data, .info, .unsure, source: "décret n°\u{A0}2023-765",
        statement: "L’allocation de l’État reste due\u{A0}; la bourse Erasmus+ est à part.",
        example: "Allocation calculée comme d’habitude, avec la mention «\u{A0}étranger\u{A0}»."
    ) { study throws(Unknown) in
        guard study.isAbroad, study.asksAllowance else { return [] }
        return [Observation(.info, "Étranger\u{A0}: l’allocation se calcule comme d’habitude.")]
    }
}

extension Study {
    /// Whether the host is in another country.
    var isAbroad: Bool { facts.abroad.country.map { !$0.isEmpty && $0 != "FR" } ?? false }
}

/// What to do before a stay abroad (PFMP-106).
public enum AbroadTasks {
    /// Countries of the European Union, and those with the same health card, by ISO code.
    static let european: Set<String> = [
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT",
        "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    /// The tasks for a country; none at home.
    public static func list(country: String) -> [String] {
        guard country != "FR" else { return [] }
        let common = [
            "Fiche d’information sur les droits et devoirs dans le pays", "Échange avec l’organisme avant le départ",
            "Assurance de rapatriement", "Responsabilité civile à l’étranger",
            "Numéro à appeler en cas d’accident\u{A0}: l’établissement déclare",
        ]
        return european.contains(country)
            ? ["Carte européenne d’assurance maladie"] + common
            : ["Visa ou titre de séjour", "Assurance maladie du pays", "Avis du ministère sur le pays"] + common
    }
}
