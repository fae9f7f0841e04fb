/// A framework of the demonstration: shortened, to show how a booklet works.
struct DemoFramework: Sendable {
    let code: String
    let title: String
    let mef: String
    let trade: DemoTrade
    let activities: [String]
    let skills: [String]

    static let all = [
        DemoFramework(
            code: "MCV", title: "Bac pro Métiers du commerce et de la vente", mef: "24731212", trade: .commerce,
            activities: [
                "Accueillir le client, prendre en charge sa demande", "Réceptionner et contrôler les livraisons",
                "Mettre en rayon, étiqueter, réassortir", "Encaisser sous surveillance",
                "Participer à une opération promotionnelle", "Traiter une réclamation simple",
            ],
            skills: [
                "Conseiller et vendre", "Suivre les ventes", "Fidéliser la clientèle, développer la relation client",
                "Animer et gérer l’espace commercial", "Travailler en équipe, rendre compte",
                "Respecter les règles d’hygiène et de sécurité",
            ]),
        DemoFramework(
            code: "ASSP", title: "Bac pro Accompagnement, soins et services à la personne", mef: "24733006",
            trade: .care,
            activities: [
                "Accueillir la personne et son entourage", "Aider aux actes de la vie quotidienne",
                "Préparer et servir un repas", "Entretenir le cadre de vie", "Proposer une activité d’animation",
                "Transmettre des observations à l’équipe",
            ],
            skills: [
                "Accompagner la personne dans une approche globale", "Intervenir auprès de la personne dans les soins",
                "Travailler et communiquer en équipe", "Réaliser des actions d’éducation à la santé",
                "Gérer les stocks et le matériel", "Adopter une posture professionnelle",
            ]),
        DemoFramework(
            code: "CUI", title: "CAP Cuisine", mef: "24122140", trade: .kitchen,
            activities: [
                "Réceptionner et stocker les marchandises", "Organiser et préparer son poste",
                "Tailler, préparer, cuire", "Dresser et envoyer", "Nettoyer et ranger",
            ],
            skills: [
                "Organiser la production", "Préparer et cuisiner", "Appliquer les règles d’hygiène et de sécurité",
                "Contrôler, analyser, rectifier", "Communiquer en cuisine et avec la salle",
            ]),
    ]
}

/// What people write in the follow-up.
enum DemoFollowUpWords {
    static let conditions = [
        "Bien accueilli, tuteur disponible, consignes de sécurité données le premier jour.",
        "Équipe accueillante, horaires respectés.", "Arrivé à l’heure, tenue correcte, poste adapté.",
        "Accueil correct, tuteur souvent en déplacement mais un collègue prend le relais.",
    ]
    static let activities = [
        "Activités conformes à la convention, de plus en plus en autonomie.",
        "Découverte de tous les services, puis un poste à lui depuis cette semaine.",
        "Surtout des tâches simples pour l’instant, le tuteur va élargir.",
    ]
    static let difficulties = [
        "Manque de confiance, n’ose pas poser de questions.", "Retards en début de semaine, revus ensemble.",
        "Peu d’activités en rapport avec la formation.",
    ]
    static let nextSteps = [
        "Rappeler en milieu de période.", "Visite à fixer avec le tuteur.", "Rien de particulier.",
        "Préparer l’évaluation avec le tuteur.",
    ]
    static let tutor = (
        good: [
            "Élève sérieux et volontaire, s’est bien intégré à l’équipe.",
            "Belle progression, nous serions heureux de l’accueillir de nouveau.",
            "Ponctuel, poli, apprend vite.",
        ],
        poor: [
            "Doit gagner en autonomie et en régularité.",
            "Motivation inégale, progrès nécessaires sur la ponctualité.",
        ]
    )
    static let learner = (
        good: [
            "J’ai appris beaucoup de choses et l’équipe était sympa.",
            "Mon tuteur prenait le temps d’expliquer.", "J’ai pu faire de vraies tâches du métier.",
        ],
        poor: ["Je faisais souvent la même chose.", "Mon tuteur n’était pas souvent là."]
    )
}
