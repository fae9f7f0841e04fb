/// The three axes of the circulaire of 24 May 2023; `office` is the work that serves none of them.
public enum BureauAxis: Int, Codable, CaseIterable, Sendable {
    case office = 0
    case partners = 1
    case pathways = 2
    case placements = 3

    /// The axes that an objective may serve.
    public static let ofObjectives: [BureauAxis] = [.partners, .pathways, .placements]

    /// « Axe 1 »; the secretarial work has no number.
    public var shortLabel: String { self == .office ? "Secrétariat" : "Axe\u{A0}\(rawValue)" }

    /// As the circulaire names it.
    public var label: String {
        switch self {
        case .office: "Secrétariat et fonctionnement"
        case .partners: "Développer des partenariats avec les acteurs économiques du territoire"
        case .pathways: "Faire vivre la relation école-entreprise dans les parcours des apprenants"
        case .placements: "Organiser les temps de formation en milieu professionnel"
        }
    }
}

/// A mission of the bureau by its stable code (bureau.md §2.2).
public enum BureauMission: String, Codable, CaseIterable, Sendable {
    case partnerships = "A1.1"
    case events = "A1.2"
    case skillsNeeds = "A1.3"
    case trainingOffer = "A1.4"
    case qualityOfRelations = "A1.5"
    case entryPoint = "A1.6"
    case promotion = "A1.7"
    case apprenticeshipTax = "A1.8"
    case talks = "A2.1"
    case visits = "A2.2"
    case discovery = "A2.3"
    case teachersInCompanies = "A2.4"
    case alumni = "A2.5"
    case supportToTeachers = "A2.6"
    case jointActions = "A2.7"
    case jobSearch = "A2.8"
    case insertion = "A2.9"
    case hostSites = "A3.1"
    case communication = "A3.2"
    case hostSearch = "A3.3"
    case followUp = "A3.4"
    case allowances = "A3.5"
    case mobility = "A3.6"

    /// The axis it belongs to.
    public var axis: BureauAxis {
        switch rawValue.dropFirst().first {
        case "1": .partners
        case "2": .pathways
        default: .placements
        }
    }

    /// In French, in a few words.
    public var label: String {
        switch self {
        case .partnerships: "Trouver, formaliser et suivre les partenariats"
        case .events: "Organiser des événements avec les partenaires"
        case .skillsNeeds: "Repérer les besoins en compétences"
        case .trainingOffer: "Préparer l’évolution de la carte des formations"
        case .qualityOfRelations: "Rendre les relations durables, mesurer leurs effets"
        case .entryPoint: "Recevoir et orienter les demandes des entreprises"
        case .promotion: "Faire connaître les formations et les règles"
        case .apprenticeshipTax: "Soutenir la campagne de taxe d’apprentissage"
        case .talks: "Faire intervenir des professionnels"
        case .visits: "Organiser des visites d’entreprises"
        case .discovery: "Faire découvrir les métiers au collège"
        case .teachersInCompanies: "Accueillir des enseignants en entreprise"
        case .alumni: "Animer le réseau des anciens élèves"
        case .supportToTeachers: "Appuyer les enseignants auprès du monde professionnel"
        case .jointActions: "Faciliter les actions communes lycée-entreprise"
        case .jobSearch: "Préparer à la recherche d’emploi et d’alternance"
        case .insertion: "Suivre l’insertion des sortants"
        case .hostSites: "Recenser les lieux d’accueil et suivre leur qualité"
        case .communication: "Informer les entreprises et les tuteurs"
        case .hostSearch: "Aider les élèves à trouver un lieu"
        case .followUp: "Appuyer l’organisation du suivi"
        case .allowances: "Suivre les allocations de PFMP"
        case .mobility: "Soutenir la mobilité européenne et internationale"
        }
    }

    /// Those of one axis, in order.
    public static func of(_ axis: BureauAxis) -> [BureauMission] { allCases.filter { $0.axis == axis } }
}
