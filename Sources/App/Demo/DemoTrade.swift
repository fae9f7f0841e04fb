import Domain

/// The trades that the streams of the demonstration lead to.
enum DemoTrade: String, CaseIterable, Sendable {
    case commerce, office, care, cars, electricity, kitchen, wood, reception

    /// How many companies of the trade a school knows.
    func companyCount(_ size: DemoSize) -> Int {
        switch (size, self) {
        case (.full, .commerce): 122
        case (.full, .office): 62
        case (.full, .care): 70
        case (.full, .cars): 46
        case (.full, .electricity): 42
        case (.full, .kitchen): 40
        case (.full, .wood): 24
        case (.full, .reception): 14
        case (.small, .commerce): 22
        case (.small, .kitchen): 8
        case (.small, _): 0
        }
    }

    /// The jobs that it leads to, as companies name them.
    var jobs: [String] {
        switch self {
        case .commerce: ["Vendeur conseil", "Employé de rayon"]
        case .office: ["Assistant de gestion", "Agent de transport et de logistique"]
        case .care: ["Aide à domicile", "Agent de petite enfance"]
        case .cars: ["Mécanicien automobile"]
        case .electricity: ["Électricien"]
        case .kitchen: ["Cuisinier"]
        case .wood: ["Menuisier"]
        case .reception: ["Hôte d’accueil"]
        }
    }

    /// What follows « un élève en … ».
    var subject: String {
        switch self {
        case .commerce: "vente"
        case .office: "gestion"
        case .care: "soins à la personne"
        case .cars: "maintenance automobile"
        case .electricity: "électricité"
        case .kitchen: "cuisine"
        case .wood: "menuiserie"
        case .reception: "accueil"
        }
    }

    /// The discipline of the vocational teachers.
    var discipline: String {
        switch self {
        case .commerce: "Économie-gestion, option commerce et vente"
        case .office: "Économie-gestion, option gestion et administration"
        case .care: "Sciences et techniques médico-sociales"
        case .cars: "Maintenance des véhicules"
        case .electricity: "Génie électrique"
        case .kitchen: "Organisation et production culinaire"
        case .wood: "Génie industriel bois"
        case .reception: "Service et commercialisation"
        }
    }

    /// Vocational teachers of the trade in a full school.
    var teacherCount: Int {
        switch self {
        case .commerce: 9
        case .care: 5
        case .office, .cars, .electricity: 4
        case .kitchen, .wood: 2
        case .reception: 1
        }
    }

    /// The works that ask for a declaration before a minor does them (D.4153-17 and following); empty without any.
    var regulatedWork: String {
        switch self {
        case .wood: "Utilisation de machines à bois fixes et portatives, sous la surveillance du tuteur."
        case .cars: "Interventions sous pont élévateur et manipulation de produits chimiques d’atelier."
        case .electricity: "Opérations d’ordre électrique hors tension, habilitation B0 vérifiée avant le départ."
        case .kitchen: "Utilisation du coupe-légumes, de la trancheuse et du batteur-mélangeur."
        default: ""
        }
    }
}
