import Domain

/// A kind of company: what it does and how such places are called.
struct DemoBusiness: Sendable {
    let naf: String
    let activity: String
    /// Words before an invented place or name: « Menuiserie » des Trois-Pins. `%` stands for the town with its « de ».
    let names: [String]
    let headcounts: ClosedRange<Int>
    let kind: OrganisationKind
    let weight: Int
    let tutors: [String]

    init(
        _ naf: String, _ activity: String, _ names: [String], _ headcounts: ClosedRange<Int>,
        _ kind: OrganisationKind = .company, weight: Int = 4, tutors: [String]
    ) {
        self.naf = naf
        self.activity = activity
        self.names = names
        self.headcounts = headcounts
        self.kind = kind
        self.weight = weight
        self.tutors = tutors
    }

    /// What people lead such a place.
    func leader(female: Bool) -> String {
        switch kind {
        case .localAuthority: female ? "Secrétaire générale" : "Secrétaire général"
        case .publicService: female ? "Directrice" : "Directeur"
        case .association: female ? "Présidente" : "Président"
        case .school: female ? "Directrice d’école" : "Directeur d’école"
        case .craft: female ? "Artisane" : "Artisan"
        default:
            headcounts.upperBound < 20
                ? (female ? "Gérante" : "Gérant") : (female ? "Directrice" : "Directeur")
        }
    }
}

extension DemoTrade {
    /// The kinds of companies of the trade.
    var businesses: [DemoBusiness] {
        switch self {
        case .commerce: DemoBusiness.shops
        case .office: DemoBusiness.offices
        case .care: DemoBusiness.care
        case .cars: DemoBusiness.garages
        case .electricity: DemoBusiness.electricians
        case .kitchen: DemoBusiness.kitchens
        case .wood: DemoBusiness.workshops
        case .reception: DemoBusiness.hotels
        }
    }
}

extension DemoBusiness {
    fileprivate static let shops = [
        DemoBusiness(
            "47.11D", "Supermarché", ["Supermarché", "Marché Frais"], 22...85, weight: 6,
            tutors: ["Chef de rayon", "Manager de magasin", "Responsable caisse"]),
        DemoBusiness(
            "47.71Z", "Prêt-à-porter", ["Boutique", "Mode", "Prêt-à-porter"], 2...12, weight: 7,
            tutors: ["Responsable de boutique", "Vendeuse", "Conseiller de vente"]),
        DemoBusiness(
            "47.76Z", "Fleurs et plantes", ["Fleurs", "Jardinerie", "Atelier floral"], 2...18,
            tutors: ["Fleuriste", "Chef de secteur"]),
        DemoBusiness(
            "47.75Z", "Parfumerie et produits de beauté", ["Parfumerie", "Institut"], 2...9,
            tutors: ["Conseillère de vente", "Responsable de boutique"]),
        DemoBusiness(
            "47.52B", "Bricolage", ["Brico", "Comptoir du bricolage"], 20...70,
            tutors: ["Chef de rayon", "Conseiller de vente"]),
        DemoBusiness(
            "47.61Z", "Librairie", ["Librairie", "Maison de la presse"], 2...8, tutors: ["Libraire", "Vendeur"]),
        DemoBusiness(
            "47.64Z", "Articles de sport", ["Sports", "Cycles"], 4...40, weight: 5,
            tutors: ["Responsable de rayon", "Vendeur technique"]),
        DemoBusiness(
            "47.72A", "Chaussures", ["Chaussures", "Cordonnerie"], 2...9, tutors: ["Responsable de boutique"]),
        DemoBusiness(
            "47.59A", "Meubles et décoration", ["Maison et décor", "Meubles"], 4...26,
            tutors: ["Conseiller de vente", "Responsable des ventes"]),
        DemoBusiness(
            "10.71C", "Boulangerie-pâtisserie", ["Boulangerie", "Pâtisserie"], 3...14, .craft, weight: 6,
            tutors: ["Responsable de la vente", "Vendeuse"]),
        DemoBusiness(
            "47.78A", "Optique", ["Optique", "Lunetterie"], 2...8, tutors: ["Opticien", "Monteuse-vendeuse"]),
        DemoBusiness(
            "47.73Z", "Pharmacie", ["Pharmacie"], 4...14, tutors: ["Préparatrice en pharmacie", "Pharmacien"]),
    ]
    fileprivate static let offices = [
        DemoBusiness(
            "69.20Z", "Expertise comptable", ["Cabinet comptable", "Fiduciaire"], 4...35, weight: 6,
            tutors: ["Assistante comptable", "Gestionnaire de paie"]),
        DemoBusiness(
            "84.11Z", "Mairie", ["Mairie %"], 12...140, .localAuthority, weight: 5,
            tutors: ["Responsable de l’accueil", "Agent d’état civil", "Chargée des ressources humaines"]),
        DemoBusiness(
            "66.22Z", "Assurances", ["Assurances", "Agence d’assurance"], 2...9, weight: 5,
            tutors: ["Chargée de clientèle", "Collaborateur d’agence"]),
        DemoBusiness(
            "49.41A", "Transport routier de marchandises", ["Transports", "Messagerie"], 14...90, weight: 5,
            tutors: ["Exploitant transport", "Affréteur", "Assistante d’exploitation"]),
        DemoBusiness(
            "52.10B", "Entreposage et logistique", ["Logistique", "Entrepôts"], 25...180, weight: 4,
            tutors: ["Chef de quai", "Responsable d’entrepôt"]),
        DemoBusiness(
            "68.31Z", "Agence immobilière", ["Immobilier", "Agence"], 2...12, weight: 5,
            tutors: ["Assistante commerciale", "Gestionnaire locatif"]),
        DemoBusiness(
            "78.20Z", "Travail temporaire", ["Intérim", "Emploi"], 4...11, .temporaryWork, weight: 3,
            tutors: ["Chargée de recrutement"]),
        DemoBusiness(
            "94.99Z", "Association", ["Maison des associations %", "Centre social %"], 4...24, .association, weight: 4,
            tutors: ["Secrétaire", "Coordinatrice"]),
        DemoBusiness(
            "69.10Z", "Étude notariale", ["Étude"], 5...18, weight: 2, tutors: ["Secrétaire juridique"]),
    ]
    fileprivate static let care = [
        DemoBusiness(
            "87.10A", "Hébergement de personnes âgées dépendantes", ["Résidence", "EHPAD"], 28...95, .publicService,
            weight: 7, tutors: ["Infirmière coordinatrice", "Aide-soignante", "Animatrice"]),
        DemoBusiness(
            "88.91A", "Accueil de jeunes enfants", ["Crèche", "Micro-crèche", "Multi-accueil"], 6...26, .association,
            weight: 7, tutors: ["Éducatrice de jeunes enfants", "Auxiliaire de puériculture"]),
        DemoBusiness(
            "86.10Z", "Activités hospitalières", ["Clinique", "Centre hospitalier %"], 90...420, .publicService,
            weight: 2, tutors: ["Cadre de santé", "Aide-soignant", "Infirmier"]),
        DemoBusiness(
            "88.10A", "Aide à domicile", ["Services à domicile", "Aide et présence"], 14...60, .association, weight: 4,
            tutors: ["Responsable de secteur", "Auxiliaire de vie"]),
        DemoBusiness(
            "85.20Z", "École maternelle", ["École maternelle %"], 7...16, .school, weight: 5, tutors: ["ATSEM"]),
        DemoBusiness(
            "87.30B", "Hébergement social pour personnes handicapées", ["Foyer", "Résidence accueil"], 20...48,
            .association, weight: 3, tutors: ["Éducateur spécialisé", "Accompagnante éducative"]),
    ]
    fileprivate static let garages = [
        DemoBusiness(
            "45.20A", "Entretien et réparation de véhicules légers", ["Garage", "Auto", "Mécanique"], 2...12, .craft,
            weight: 9, tutors: ["Chef d’atelier", "Mécanicien", "Technicien automobile"]),
        DemoBusiness(
            "45.11Z", "Concession automobile", ["Automobiles", "Espace Auto"], 20...62, weight: 4,
            tutors: ["Chef d’atelier", "Réceptionnaire après-vente", "Technicien expert"]),
        DemoBusiness(
            "45.20B", "Entretien de poids lourds", ["Poids lourds", "Services PL"], 8...34, weight: 2,
            tutors: ["Mécanicien poids lourds", "Chef d’équipe"]),
        DemoBusiness(
            "45.32Z", "Centre auto et équipements", ["Centre Auto", "Pneus"], 5...18, weight: 3,
            tutors: ["Responsable d’atelier", "Monteur"]),
        DemoBusiness(
            "45.40Z", "Motocycles", ["Motos"], 2...8, .craft, weight: 2, tutors: ["Mécanicien motos"]),
    ]
    fileprivate static let electricians = [
        DemoBusiness(
            "43.21A", "Installation électrique de bâtiments", ["Électricité", "Élec-Service", "Courant"], 2...34,
            .craft,
            weight: 9, tutors: ["Chef de chantier", "Électricien", "Conductrice de travaux"]),
        DemoBusiness(
            "43.22B", "Thermique et climatisation", ["Énergies", "Clim et Confort"], 4...26, weight: 4,
            tutors: ["Technicien de maintenance", "Frigoriste"]),
        DemoBusiness(
            "80.20Z", "Systèmes de sécurité", ["Alarmes", "Domotique"], 4...19, weight: 3,
            tutors: ["Technicien courants faibles"]),
        DemoBusiness(
            "33.20C", "Équipements de contrôle industriel", ["Automatismes", "Tableaux électriques"], 12...75,
            weight: 3,
            tutors: ["Responsable d’atelier", "Câbleuse", "Automaticien"]),
    ]
    fileprivate static let kitchens = [
        DemoBusiness(
            "56.10A", "Restauration traditionnelle", ["Restaurant", "Auberge", "La Table", "Brasserie"], 3...16,
            weight: 9, tutors: ["Chef de cuisine", "Second de cuisine", "Cheffe de partie"]),
        DemoBusiness(
            "56.29B", "Restauration collective", ["Cuisine centrale %", "Restauration"], 14...48, weight: 3,
            tutors: ["Chef de production", "Cuisinier"]),
        DemoBusiness(
            "56.21Z", "Traiteur", ["Traiteur", "Réceptions"], 3...15, .craft, weight: 3,
            tutors: ["Chef traiteur", "Cuisinière"]),
        DemoBusiness(
            "55.10Z", "Hôtel-restaurant", ["Hôtel-restaurant", "Relais"], 8...32, weight: 3,
            tutors: ["Chef de cuisine", "Second de cuisine"]),
    ]
    fileprivate static let workshops = [
        DemoBusiness(
            "43.32A", "Menuiserie bois", ["Menuiserie", "Atelier", "Agencement"], 2...14, .craft, weight: 8,
            tutors: ["Menuisier", "Chef d’atelier", "Compagnon menuisier"]),
        DemoBusiness(
            "16.23Z", "Charpente et menuiserie", ["Charpentes", "Bois et Charpente"], 6...32, weight: 4,
            tutors: ["Chef d’équipe", "Charpentier"]),
        DemoBusiness(
            "31.09B", "Fabrication de meubles", ["Ébénisterie", "Meubles d’atelier"], 2...22, .craft, weight: 4,
            tutors: ["Ébéniste", "Responsable de fabrication"]),
    ]
    fileprivate static let hotels = [
        DemoBusiness(
            "55.10Z", "Hôtellerie", ["Hôtel", "Grand Hôtel"], 8...45, weight: 6,
            tutors: ["Chef de réception", "Réceptionniste", "Gouvernante générale"]),
        DemoBusiness(
            "79.90Z", "Office de tourisme", ["Office de tourisme %"], 5...14, .association, weight: 3,
            tutors: ["Conseillère en séjour"]),
        DemoBusiness(
            "55.20Z", "Hébergement touristique", ["Résidence de tourisme", "Domaine"], 10...30, weight: 3,
            tutors: ["Responsable d’accueil"]),
    ]
}
