/// The fields of the host, the paper, the works and the follow-up.
extension AgreementSchema {
    static let host: [SchemaField<HostFacts>] = [
        .value("name", \.name, .text, "Nom de l’organisme\u{A0}; \"\" s’il n’y en a pas encore"),
        .value("sector", \.sector, .choice, "Activité, quand elle a des règles pour les jeunes"),
        .value("headcount", \.headcount, .count, "Effectif de l’organisme au dernier jour du mois précédent"),
        .value("averageHeadcount", \.averageHundredths, .hundredths, "Effectif moyen des douze mois précédents"),
        .part(
            "order", \.order, HostOrder.init, "Arrêté académique sur le nombre de stagiaires",
            [
                .value("small", \.small, .count, "Stagiaires au plus dans un petit organisme"),
                .value("percent", \.percent, .count, "Pourcentage de l’effectif au plus dans les autres"),
            ]),
        .objects(
            "present", \.present, PresentTrainee.init,
            "Autres personnes reçues par la personne morale\u{A0}; [] s’il n’y en a pas",
            [
                .value("startsOn", \.startsOn, .date, "Premier jour"),
                .value("endsOn", \.endsOn, .date, "Dernier jour"),
                .value("kind", \.kind, .choice, "Nature du séjour\u{A0}; pfmp sinon"),
                .value("sameTutor", \.sameTutor, .flag, "Suivi par le tuteur de cette convention"),
            ]),
        .value("state", \.state, .choice, "Comment l’établissement voit l’organisme"),
        .value("insurer", \.insurer, .text, "Assureur de l’organisme\u{A0}; \"\" s’il n’est pas connu"),
        .value("safetyInformation", \.safetyInformation, .flag, "Information à la sécurité donnée à l’arrivée"),
        .value("equipment", \.equipment, .flag, "Protections fournies"),
        .value("houseRules", \.houseRules, .flag, "Accès au règlement intérieur"),
        .value("exposedPost", \.exposedPost, .flag, "Poste saisonnier ou dangereux"),
        .value("inRegister", \.inRegister, .flag, "Inscrit au registre du personnel"),
        .value("privateCompany", \.privateCompany, .flag, "Entreprise privée, hors famille de l’élève"),
    ]

    static let agreement: [SchemaField<PaperFacts>] = [
        .value("state", \.state, .choice, "État de la convention"),
        .value("template", \.template, .text, "Version du modèle de convention"),
        .value("templateBoardOn", \.templateBoardOn, .date, "Jour où le conseil a vu le modèle"),
        .set("mentions", \.mentions, .mention, "Mentions de D.\u{A0}124-4 portées, ou sans objet"),
        .objects(
            "signatures", \.signatures, PaperSignature.init, "Signatures",
            [
                .value("party", \.party, .choice, "Partie qui signe"),
                .value("on", \.on, .date, "Jour de la signature"),
            ]),
        .value("referent", \.referent, .text, "Enseignant référent\u{A0}; \"\" s’il n’y en a pas"),
        .value("tutor", \.tutor, .text, "Tuteur\u{A0}; \"\" s’il n’y en a pas"),
        .value("tutorBirthDate", \.tutorBirthDate, .date, "Date de naissance du tuteur"),
        .value("tutorAdult", \.tutorAdult, .flag, "Majorité du tuteur, dite par l’organisme"),
        .value("activities", \.activities, .text, "Activités confiées à l’élève"),
        .value("pedagogicalAnnex", \.pedagogicalAnnex, .flag, "Annexe pédagogique remplie"),
        .value("financialAnnex", \.financialAnnex, .flag, "Annexe financière remplie"),
        .list("changed", \.changed, .choice, "Ce qui a changé depuis les signatures"),
        .objects(
            "amendments", \.amendments, AmendmentFacts.init, "Avenants",
            [
                .value("number", \.number, .count, "Numéro de l’avenant"),
                .list("terms", \.terms, .choice, "Ce que l’avenant change"),
                .list("signedBy", \.signedBy, .choice, "Parties qui ont signé l’avenant"),
            ]),
        .part(
            "termination", \.termination, TerminationFacts.init, "Rupture, s’il y en a une",
            [
                .value("by", \.by, .choice, "Qui rompt"),
                .value("on", \.on, .date, "Jour de la rupture"),
                .value("reason", \.reason, .text, "Raison de la rupture"),
                .value("schoolReached", \.schoolReached, .flag, "L’organisme a joint le référent ou le DDFPT avant"),
                .value("notified", \.notified, .flag, "L’autre partie est prévenue par écrit"),
            ]),
        .part(
            "interruption", \.interruption, InterruptionFacts.init, "Interruption, s’il y en a une",
            [
                .value("cause", \.cause, .choice, "Cause de l’interruption"),
                .value("on", \.on, .date, "Premier jour qui n’est plus fait"),
                .value("outcome", \.outcome, .choice, "Suite choisie"),
            ]),
        .value("gratification", \.gratification, .euros, "Gratification d’une heure"),
        .value("revaluation", \.revaluation, .flag, "La gratification suit le plafond"),
        .value("meals", \.meals, .flag, "Restauration offerte comme aux salariés"),
        .value("transport", \.transport, .flag, "Transport remboursé comme aux salariés"),
        .value("culture", \.culture, .flag, "Activités sociales et culturelles ouvertes"),
        .value("leave", \.leave, .flag, "Congés prévus"),
    ]

    static let followUp: [SchemaField<FollowUpFacts>] = [
        .value("referentLearners", \.referentLearners, .count, "Autres élèves du référent aux mêmes jours"),
        .objects(
            "contacts", \.contacts, ContactFacts.init,
            "Contacts du référent avec le tuteur\u{A0}; [] s’il n’y en a pas",
            [
                .value("on", \.on, .date, "Jour du contact"),
                .value("kind", \.kind, .choice, "Moyen du contact"),
            ]),
        .value("tutorForm", \.tutorForm, .flag, "Fiche du tuteur sur l’élève reçue"),
        .value("learnerForm", \.learnerForm, .flag, "Fiche de l’élève sur l’organisme reçue"),
        .value("ccf", \.ccf, .flag, "Une évaluation pour l’examen est prévue"),
        .value("ccfOn", \.ccfOn, .date, "Jour de l’évaluation"),
        .list("ccfJury", \.ccfJury, .text, "Membres du jury"),
    ]

    static let works: [SchemaField<WorksFacts>] = [
        .value("regulated", \.regulated, .flag, "Des travaux réglementés sont prévus"),
        .list("articles", \.articles, .count, "Articles D.\u{A0}4153 concernés, comme 27"),
        .part(
            "hostDeclaration", \.hostDeclaration, WorksDeclaration.init, "Déclaration de l’organisme", declaration),
        .part(
            "schoolDeclaration", \.schoolDeclaration, WorksDeclaration.init, "Déclaration de l’établissement",
            declaration),
        .value("medicalOpinionOn", \.medicalOpinionOn, .date, "Jour de l’avis médical d’aptitude"),
        .value("doctor", \.doctor, .text, "Médecin"),
        .value("riskAssessed", \.riskAssessed, .flag, "Risques évalués"),
        .value("trained", \.trained, .flag, "Formation à la sécurité donnée et vérifiée"),
        .value("supervised", \.supervised, .flag, "Encadrement par une personne compétente"),
        .list("permanent", \.permanent, .choice, "Dérogations permanentes"),
        .value("excluded", \.excluded, .flag, "La convention exclut les travaux réglementés"),
    ]

    private static let declaration: [SchemaField<WorksDeclaration>] = [
        .value("sentOn", \.sentOn, .date, "Jour de l’envoi à l’inspecteur du travail"),
        .list("parts", \.parts, .choice, "Rubriques remplies"),
    ]
}
