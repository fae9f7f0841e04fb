import Domain

/// What learners do at a host's and what they learn there: the pedagogical annex of the agreement.
struct DemoTasks: Sendable {
    let activities: [String]
    let skills: [String]
}

extension DemoTrade {
    var tasks: DemoTasks {
        switch self {
        case .commerce: .commerce
        case .office: .office
        case .care: .care
        case .cars: .cars
        case .electricity: .electricity
        case .kitchen: .kitchen
        case .wood: .wood
        case .reception: .reception
        }
    }
}

extension DemoTasks {
    fileprivate static let commerce = DemoTasks(
        activities: [
            "Accueillir et conseiller la clientèle en rayon.", "Mettre en place et entretenir le linéaire.",
            "Réceptionner et contrôler les livraisons.", "Étiqueter les produits et vérifier les prix.",
            "Tenir la caisse sous la surveillance du tuteur.", "Participer à une opération promotionnelle.",
            "Préparer les commandes des clients.", "Animer la page du magasin sur les réseaux sociaux.",
        ],
        skills: [
            "Conseiller et vendre.", "Suivre les ventes.", "Fidéliser la clientèle et développer la relation client.",
            "Animer et gérer l’espace commercial.", "Assurer les opérations préalables à la vente.",
        ])
    fileprivate static let office = DemoTasks(
        activities: [
            "Accueillir les visiteurs et répondre au téléphone.", "Enregistrer et classer le courrier.",
            "Mettre à jour les dossiers des clients ou des usagers.", "Préparer les bons de commande et de livraison.",
            "Saisir et contrôler les factures.", "Tenir un tableau de suivi sur tableur.",
            "Organiser une réunion et en préparer le compte rendu.", "Planifier des tournées de livraison.",
        ],
        skills: [
            "Gérer les relations avec les clients, les usagers et les adhérents.",
            "Organiser et suivre l’activité de production.", "Administrer le personnel.",
            "Préparer et suivre les opérations de transport.", "Produire des écrits professionnels clairs.",
        ])
    fileprivate static let care = DemoTasks(
        activities: [
            "Aider aux repas et au service en salle.",
            "Participer à la toilette et à l’habillage avec un professionnel.",
            "Proposer une activité d’éveil ou d’animation.", "Entretenir les locaux et le matériel.",
            "Observer et transmettre à l’équipe.", "Accompagner les déplacements.",
            "Préparer les goûters en respectant l’hygiène.", "Participer à l’accueil des familles.",
        ],
        skills: [
            "Accompagner la personne dans une approche globale.", "Travailler et communiquer en équipe.",
            "Réaliser des actions d’éducation à la santé.", "Maintenir un environnement propre et sûr.",
            "Concevoir et mettre en œuvre des activités.",
        ])
    fileprivate static let cars = DemoTasks(
        activities: [
            "Réceptionner le véhicule et préparer le poste de travail.", "Effectuer une révision et une vidange.",
            "Remplacer des éléments de freinage.", "Contrôler et équilibrer les pneumatiques.",
            "Lire les codes de défaut avec l’outil de diagnostic.", "Remplacer une batterie et contrôler la charge.",
            "Ranger l’atelier et trier les déchets.", "Préparer un véhicule pour la livraison.",
        ],
        skills: [
            "Réaliser les opérations de maintenance périodique.", "Remplacer les sous-ensembles et les éléments.",
            "Effectuer un diagnostic simple.", "Communiquer en interne et avec le client.",
            "Préparer et restituer un véhicule.",
        ])
    fileprivate static let electricity = DemoTasks(
        activities: [
            "Préparer le matériel et les outils du chantier.", "Poser des chemins de câbles et des conduits.",
            "Câbler un tableau hors tension.", "Installer prises, éclairages et appareillages.",
            "Repérer les circuits et compléter les schémas.", "Participer à la mise en service d’un équipement.",
            "Installer une prise réseau et la tester.", "Effectuer une maintenance préventive.",
        ],
        skills: [
            "Préparer les opérations à réaliser.", "Réaliser une installation de manière écoresponsable.",
            "Contrôler les grandeurs caractéristiques.", "Participer à la mise en service.",
            "Communiquer entre professionnels et avec le client.",
        ])
    fileprivate static let kitchen = DemoTasks(
        activities: [
            "Réceptionner et ranger les marchandises.", "Éplucher, laver et tailler les légumes.",
            "Préparer des entrées froides et des desserts simples.",
            "Cuire des viandes, des poissons et des garnitures.",
            "Dresser et envoyer les assiettes.", "Nettoyer le poste de travail et le matériel.",
            "Contrôler les températures et remplir les relevés.", "Participer à la préparation du menu du jour.",
        ],
        skills: [
            "Organiser son poste de travail.", "Mettre en œuvre les techniques de base.",
            "Respecter les règles d’hygiène et de sécurité.", "Analyser et rectifier une préparation.",
            "Communiquer avec l’équipe de cuisine et de salle.",
        ])
    fileprivate static let wood = DemoTasks(
        activities: [
            "Lire un plan et préparer une feuille de débit.", "Débiter et corroyer avec le tuteur.",
            "Tracer et réaliser des assemblages.", "Monter et ajuster un meuble ou une porte.",
            "Poncer et appliquer une finition.", "Poser des ouvrages chez le client avec l’équipe.",
            "Entretenir les outils à main.", "Ranger l’atelier et trier les chutes.",
        ],
        skills: [
            "Identifier et décoder les documents techniques.", "Effectuer les opérations d’usinage.",
            "Assembler et monter un ouvrage.", "Contrôler la qualité du travail réalisé.",
            "Appliquer les règles de santé et de sécurité.",
        ])
    fileprivate static let reception = DemoTasks(
        activities: [
            "Accueillir les clients à leur arrivée et à leur départ.", "Enregistrer les réservations.",
            "Répondre aux demandes en français et en anglais.", "Préparer et présenter les factures.",
            "Promouvoir les visites et les produits du territoire.", "Transmettre les consignes à l’équipe suivante.",
        ],
        skills: [
            "Accueillir le client et prendre en charge sa demande.", "Assurer le suivi du séjour.",
            "Promouvoir et vendre les services.", "Communiquer en langue étrangère.",
        ])
}
