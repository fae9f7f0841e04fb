/// What a PFMP abroad asks for beside its agreement (PFMP-104 to PFMP-107).
public struct Mobility: Codable, Equatable, Sendable {
    public let id: ID<Mobility>
    public let placementId: ID<Placement>
    /// Name of the country, in French.
    public var country: String
    /// Whether the country gives the European health card its effect.
    public var european: Bool
    /// Code of the project that pays the grant; empty when there is none.
    public var project: String
    public var grantCents: Int?
    /// The optional unit « mobilité » is prepared (PFMP-105).
    public var optionalUnit: Bool
    /// What the learner will learn, in a language both sides read.
    public var objectives: String
    /// The person who follows the learner in the host country.
    public var receivingTutor: String
    /// Steps done, as the raw values of `MobilityStep`.
    public var steps: String
    public var version: Int

    public init(
        id: ID<Mobility>, placementId: ID<Placement>, country: String, european: Bool = true, project: String = "",
        grantCents: Int? = nil, optionalUnit: Bool = false, objectives: String = "", receivingTutor: String = "",
        steps: String = "", version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.country = country
        self.european = european
        self.project = project
        self.grantCents = grantCents
        self.optionalUnit = optionalUnit
        self.objectives = objectives
        self.receivingTutor = receivingTutor
        self.steps = steps
        self.version = version
    }

    /// Steps done.
    public var done: Set<MobilityStep> {
        get { Set(steps.split(separator: " ").compactMap { MobilityStep(rawValue: String($0)) }) }
        set { steps = MobilityStep.allCases.filter(newValue.contains).map(\.rawValue).joined(separator: " ") }
    }

    /// What is still to do, in order.
    public var missing: [MobilityStep] { expected.filter { !done.contains($0) } }

    /// What this stay asks for: not the European card outside Europe, not the unit when it is not prepared.
    public var expected: [MobilityStep] {
        MobilityStep.allCases.filter { step in
            switch step {
            case .healthCard: european
            case .healthCover: !european
            case .certificate: optionalUnit
            case .grant: !project.isEmpty
            default: true
            }
        }
    }

    /// What must be there before departure (PFMP-104); warnings only: parts of the texts were not read again.
    public func findings(on today: LocalDate, startsOn: LocalDate) -> [Finding] {
        missing.filter(\.isBeforeDeparture).map { step in
            Finding(
                rule: step == .countrySheet || step == .exchange ? 104 : 106, severity: .warning,
                message: "Avant le départ du \(startsOn.short)\u{A0}: \(step.label.lowercasedFirst) manque.",
                source: step == .countrySheet ? "L. 124-20 du code de l’éducation" : "L. 124-19 du code de l’éducation",
                remedy: "Cochez l’étape dès qu’elle est faite.")
        }
    }
}

/// One step of a stay abroad.
public enum MobilityStep: String, Codable, CaseIterable, Sendable {
    case exchange = "echange"
    case countrySheet = "fiche_pays"
    case learningAgreement = "contrat_pedagogique"
    case healthCard = "ceam"
    case healthCover = "couverture_sante"
    case liability = "responsabilite_civile"
    case repatriation = "rapatriement"
    case exitPermit = "autorisation_sortie"
    case grant = "bourse"
    case certificate = "mobilitepro"
    case europass

    public var label: String {
        switch self {
        case .exchange: "Échange avec l’organisme d’accueil (L. 124-19)"
        case .countrySheet: "Fiche d’information sur les droits et devoirs dans le pays (L. 124-20)"
        case .learningAgreement: "Contrat pédagogique signé"
        case .healthCard: "Carte européenne d’assurance maladie"
        case .healthCover: "Couverture santé pour le pays"
        case .liability: "Responsabilité civile valable à l’étranger"
        case .repatriation: "Assistance et rapatriement"
        case .exitPermit: "Papiers d’identité et autorisation de sortie du territoire du mineur"
        case .grant: "Contrat de bourse signé"
        case .certificate: "Attestation MobilitéPro de l’unité facultative"
        case .europass: "Europass Mobilité remis"
        }
    }

    public var isBeforeDeparture: Bool { self != .certificate && self != .europass }
}

extension String {
    /// « échange » from « Échange », in a sentence.
    public var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
