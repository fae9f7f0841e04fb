/// The fields of the end of a stay, of the allowance and of other kinds of stay.
extension AgreementSchema {
    static let absence: [SchemaField<AbsenceFacts>] = [
        .value("from", \.from, .date, "Premier jour d’absence"),
        .value("until", \.until, .date, "Dernier jour d’absence\u{A0}; le même sinon"),
        .value("cause", \.cause, .choice, "Cause de l’absence"),
        .value("assessed", \.assessed, .flag, "Compétences évaluées malgré l’absence"),
        .value("reportedOn", \.reportedOn, .date, "Jour où l’établissement l’a su"),
    ]

    static let attestation: [SchemaField<AttestationFacts>] = [
        .value("days", \.dayTenths, .tenths, "Jours effectifs attestés"),
        .value("hours", \.minutes, .duration, "Heures effectives attestées"),
        .value("gratification", \.gratification, .euros, "Gratification totale versée"),
        .value("signedBy", \.signedBy, .text, "Qui a signé l’attestation"),
        .value("signedOn", \.signedOn, .date, "Jour de l’attestation"),
    ]

    static let allowance: [SchemaField<AllowanceCaseFacts>] = [
        .value("level", \.level, .text, "MEF statistique, 4 premiers caractères"),
        .value("excluded", \.excluded, .flag, "Établissement ou formation exclus"),
        .value("days", \.days, .count, "Jours effectifs à payer"),
        .optionalList(
            "otherAmounts", \.otherAmounts, .euros, "Montants des autres périodes de l’année\u{A0}; [] sinon"),
        .value("decision", \.decision, .text, "Numéro de la décision d’attribution\u{A0}; \"\" s’il n’y en a pas"),
        .value("paid", \.paid, .euros, "Montant déjà payé, à corriger"),
        .value("ine", \.ine, .text, "INE de l’élève"),
        .value("sex", \.sex, .choice, "Sexe"),
        .value("birthCountry", \.birthCountry, .text, "Pays de naissance, code INSEE (99100 pour la France)"),
        .value("birthCommune", \.birthCommune, .text, "Commune de naissance, code INSEE"),
        .value("addressCountry", \.addressCountry, .text, "Pays de l’adresse, code INSEE"),
        .value("postalCode", \.postalCode, .text, "Code postal"),
        .value("addressCommune", \.addressCommune, .text, "Commune de l’adresse, code INSEE"),
        .part(
            "bank", \.bank, BankFacts.init, "Compte bancaire",
            [
                .value("iban", \.iban, .text, "IBAN du compte"),
                .value("bic", \.bic, .text, "BIC, 8 ou 11 caractères"),
                .value("holder", \.holder, .text, "Titulaire du compte"),
                .value("owner", \.owner, .choice, "À qui est le compte"),
            ]),
        .value("formerDecisionOpen", \.formerDecisionOpen, .flag, "Décision d’une scolarité précédente non abrogée"),
        .value("carriedOver", \.carriedOver, .flag, "Décision reportée après la fin de la scolarité"),
    ]

    static let accident: [SchemaField<AccidentFacts>] = [
        .value("on", \.on, .date, "Jour de l’accident"),
        .value("at", \.at, .clock, "Heure de l’accident"),
        .value("place", \.place, .text, "Lieu"),
        .value("circumstances", \.circumstances, .text, "Circonstances"),
        .value("injuries", \.injuries, .text, "Lésions"),
        .value("inWorkshop", \.inWorkshop, .flag, "Dans un atelier du lycée"),
        .value("declaredBy", \.declaredBy, .text, "Qui a déclaré"),
        .value("declaredOn", \.declaredOn, .date, "Jour de la déclaration"),
        .value("declaredAt", \.declaredAt, .clock, "Heure de la déclaration"),
    ]

    static let abroad: [SchemaField<AbroadFacts>] = [
        .value("country", \.country, .text, "Pays de l’organisme, code ISO de 2 lettres"),
        .value("informationSheet", \.informationSheet, .flag, "Fiche d’information du pays jointe"),
        .value("exchanged", \.exchanged, .flag, "Échange avec l’organisme avant le départ"),
        .value("mobilityUnit", \.mobilityUnit, .flag, "Unité facultative de mobilité choisie"),
        .value("healthCover", \.healthCover, .flag, "Couverture santé vérifiée"),
        .value("repatriation", \.repatriation, .flag, "Rapatriement vérifié"),
        .value("liability", \.liability, .flag, "Responsabilité civile vérifiée"),
    ]

    static let discovery: [SchemaField<DiscoveryFacts>] = [
        .value("originUAI", \.originUAI, .text, "UAI de l’établissement d’origine"),
        .value("workshop", \.workshop, .text, "Atelier"),
        .value("supervisor", \.supervisor, .text, "Encadrant"),
        .value("parentsAgreed", \.parentsAgreed, .flag, "Accord écrit des parents"),
        .value("headsAgreed", \.headsAgreed, .flag, "Accord des deux chefs d’établissement"),
        .value("transport", \.transport, .text, "Transport"),
        .value("machinesForbidden", \.machinesForbidden, .flag, "Machines dangereuses interdites par écrit"),
    ]
}
