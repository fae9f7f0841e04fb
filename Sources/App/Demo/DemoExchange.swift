import Domain

/// A kind of exchange with a partner and the notes that people write after it.
///
/// `{contact}` is who was spoken to, `{métier}` follows « en », `{classe}` is a class, `{mois}` a month.
struct DemoExchange: Sendable {
    let kinds: [InteractionKind]
    let purpose: InteractionPurpose
    let outcome: InteractionOutcome
    let notes: [String]

    init(
        _ kinds: [InteractionKind], _ purpose: InteractionPurpose, _ outcome: InteractionOutcome, _ notes: [String]
    ) {
        self.kinds = kinds
        self.purpose = purpose
        self.outcome = outcome
        self.notes = notes
    }

    /// The text with what stands for each key between braces.
    static func filled(_ text: String, with value: (Substring) -> String) -> String {
        let parts = text.split(separator: "{", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts[0])) { filled, part in
            let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            filled += value(halves[0])
            if halves.count == 2 { filled += halves[1] }
        }
    }

    static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "septembre", "octobre", "novembre", "décembre",
    ]

    static let nextActions = [
        "Rappeler {contact} pour confirmer les places de {mois}.",
        "Envoyer les dates de PFMP des {classe}.",
        "Fixer une visite sur place avec {contact}.",
        "Relancer {contact} par courriel.",
        "Envoyer la plaquette des formations.",
        "Proposer un candidat en {métier} à {contact}.",
        "Transmettre le modèle de convention à {contact}.",
        "Inviter {contact} à la journée des partenaires.",
        "Prévenir le professeur principal des {classe}.",
        "Vérifier le nom du tuteur avant les conventions de {mois}.",
    ]

    /// How a relation begins.
    static let first = [
        DemoExchange(
            [.outgoingCall, .outgoingCall, .siteVisit], .prospecting, .information,
            [
                "Premier échange avec {contact}. Connaît mal le bac professionnel, a posé beaucoup de questions sur les "
                    + "périodes en entreprise.",
                "Présentation du lycée et du bureau. {contact} souhaite recevoir le calendrier des PFMP avant de répondre.",
                "Contact pris à la suite du forum des métiers. {contact} pourrait accueillir un élève en {métier}.",
                "{contact} a déjà reçu un stagiaire d’un autre établissement, bonne expérience dans l’ensemble.",
            ]),
        DemoExchange(
            [.mail, .letter], .prospecting, .noAnswer,
            [
                "Courriel de présentation envoyé avec la plaquette des formations en {métier}.",
                "Message envoyé après la recherche dans le répertoire public, pas de retour pour l’instant.",
            ]),
        DemoExchange(
            [.incomingCall, .formMessage], .need, .information,
            [
                "{contact} cherche un jeune en {métier} pour un remplacement cet été et s’intéresse aussi aux PFMP.",
                "Demande reçue\u{A0}: {contact} voudrait accueillir un élève dès {mois}.",
            ]),
        DemoExchange(
            [.event], .prospecting, .information,
            [
                "Rencontre au forum départemental, {contact} a fait ses études en lycée professionnel.",
                "Échange pendant la semaine École-Entreprise, {contact} accepte un nouvel échange.",
            ]),
    ]

    /// What people talk about most: the learners they host.
    static let hosting = [
        DemoExchange(
            [.outgoingCall, .mail], .placement, .agreed,
            [
                "{contact} confirme une place pour un élève des {classe} en {mois}.",
                "Accord pour {nombre} élèves sur l’année, jamais plus de deux à la fois.",
                "D’accord pour reprendre le même élève qu’à la période précédente, bon retour de l’équipe.",
                "Place réservée en {métier}, horaires du mardi au samedi à prévoir dans la convention.",
            ]),
        DemoExchange(
            [.siteVisit], .placement, .information,
            [
                "Visite de suivi. L’élève est ponctuel et bien intégré, {contact} lui confie des tâches variées.",
                "Visite de mi-période\u{A0}: bilan positif, encourager l’élève à prendre la parole devant les clients.",
                "Point fait avec {contact}\u{A0}: deux retards en première semaine, rien depuis. L’élève progresse.",
                "Visite des locaux avec {contact}. Poste de travail adapté, consignes de sécurité affichées.",
                "Le tuteur souhaite un livret d’évaluation plus court, à faire remonter à l’équipe.",
            ]),
    ]

    /// What fills the years of a good relation.
    static let following = [
        DemoExchange(
            [.outgoingCall, .incomingCall], .placement, .callBack,
            [
                "{contact} attend le planning de {mois} avant de s’engager, rappeler en fin de mois.",
                "Appel bref, {contact} était en déplacement. À rappeler en début de matinée.",
                "Hésite entre deux classes, veut d’abord en parler à son équipe.",
            ]),
        DemoExchange(
            [.mail, .outgoingCall], .placement, .refused,
            [
                "Pas de place en {mois}\u{A0}: déménagement en cours. Reprendre contact au printemps.",
                "Effectif réduit cette année, {contact} préfère ne pas s’engager avant l’an prochain.",
            ]),
        DemoExchange(
            [.mail, .letter], .tax, .information,
            [
                "Campagne du solde de la taxe d’apprentissage\u{A0}: courrier et mode d’emploi envoyés à {contact}.",
                "{contact} transmet la demande à son comptable pour la taxe d’apprentissage.",
            ]),
        DemoExchange(
            [.outgoingCall, .siteVisit], .tax, .agreed,
            ["{contact} choisit notre lycée pour le solde de la taxe d’apprentissage, remerciements à envoyer."]),
        DemoExchange(
            [.schoolVisit, .event], .event, .agreed,
            [
                "{contact} a présenté son métier aux {classe}, échanges riches avec les élèves.",
                "{contact} a participé au jury des simulations d’entretien et reviendra l’an prochain.",
                "Visite du plateau technique par {contact}, très bonne impression.",
            ]),
        DemoExchange(
            [.outgoingCall, .videoCall], .apprenticeship, .information,
            [
                "{contact} envisage un contrat d’apprentissage après la PFMP si l’élève confirme.",
                "Question sur les aides à l’embauche d’un apprenti, transmise au conseiller en formation.",
            ]),
        DemoExchange(
            [.mail], .thanks, .information,
            [
                "Remerciements envoyés pour l’accueil des élèves des {classe}.",
                "Carte de vœux signée par les élèves envoyée à toute l’équipe.",
            ]),
        DemoExchange(
            [.incomingCall], .complaint, .information,
            [
                "{contact} signale l’absence de l’élève depuis deux jours. Vie scolaire et famille prévenues, élève de "
                    + "retour le lendemain.",
                "Convention reçue trop tard selon {contact}. Présenter nos excuses et l’envoyer plus tôt la prochaine fois.",
            ]),
        DemoExchange(
            [.siteVisit, .videoCall], .partnership, .agreed,
            [
                "Projet de partenariat sur deux ans\u{A0}: visites, jurys et {nombre} places par an en {métier}.",
                "{contact} accepte de parrainer les {classe} et de prêter du matériel pour les ateliers.",
            ]),
        DemoExchange(
            [.outgoingCall, .siteVisit], .need, .information,
            [
                "Besoin exprimé\u{A0}: des jeunes à l’aise avec les outils numériques et la relation client.",
                "{contact} peine à recruter en {métier}, deux départs en retraite prévus dans l’année.",
            ]),
    ]

    /// How the last exchange explains where the relation stands; `nil` when it may be any.
    static func last(_ relation: RelationStatus) -> [DemoExchange]? {
        switch relation {
        case .leaveAlone: [leaveAlone]
        case .toRevive: [unanswered]
        case .interested: [interested]
        case .contacted: [waiting, interested]
        case .inactive: [closed]
        default: nil
        }
    }

    private static let leaveAlone = DemoExchange(
        [.outgoingCall, .mail], .prospecting, .refused,
        [
            "{contact} demande de ne plus recevoir d’appels du lycée.",
            "Refus ferme\u{A0}: {contact} ne souhaite plus de contact avec les établissements.",
        ])
    private static let unanswered = DemoExchange(
        [.outgoingCall, .mail], .placement, .noAnswer,
        [
            "Deux messages laissés à {contact}, sans réponse.",
            "Courriel envoyé pour les places de {mois}, pas de réponse. À relancer.",
        ])
    private static let interested = DemoExchange(
        [.outgoingCall, .siteVisit, .incomingCall], .prospecting, .callBack,
        [
            "{contact} montre de l’intérêt et veut rencontrer un élève en {métier} avant de décider.",
            "Accueil chaleureux. {contact} se renseigne auprès de son siège et propose d’en reparler.",
        ])
    private static let waiting = DemoExchange(
        [.mail, .outgoingCall], .prospecting, .noAnswer,
        [
            "Message laissé à l’accueil pour {contact}.",
            "Plaquette envoyée à {contact}, rappeler la semaine prochaine.",
        ])
    private static let closed = DemoExchange(
        [.outgoingCall, .letter], .prospecting, .information,
        [
            "L’activité a cessé ou changé de lieu selon le voisinage, vérifier le SIRET avant tout nouvel appel.",
            "{contact} part en retraite, la reprise n’est pas décidée.",
        ])
}
