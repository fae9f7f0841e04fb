/// What a company says it lacks (`besoin_competences`), or wants its people to learn (`besoin_formation_entreprise`).
public struct SkillsNeed: Codable, Equatable, Sendable {
    /// Whose skills.
    public enum Audience: String, Codable, CaseIterable, Sendable {
        case hiring = "recrutement"
        case employees = "salaries"
        case jobSeekers = "demandeurs_emploi"
        case apprentices = "apprentis"

        public var label: String {
            switch self {
            case .hiring: "Compétences à recruter"
            case .employees: "Formation de salariés"
            case .jobSeekers: "Formation de demandeurs d’emploi"
            case .apprentices: "Apprentis à former"
            }
        }
    }

    public enum Horizon: String, Codable, CaseIterable, Sendable {
        case now = "immediat"
        case months = "six_mois"
        case year = "un_an"
        case years = "trois_ans"

        public var label: String {
            switch self {
            case .now: "Tout de suite"
            case .months: "Dans les six mois"
            case .year: "Dans l’année"
            case .years: "Dans les trois ans"
            }
        }
    }

    public enum Source: String, Codable, CaseIterable, Sendable {
        case visit = "visite"
        case call = "appel"
        case request = "demande"
        case survey = "enquete"
        case event = "evenement"

        public var label: String {
            switch self {
            case .visit: "Visite"
            case .call: "Appel"
            case .request: "Demande reçue"
            case .survey: "Enquête"
            case .event: "Événement"
            }
        }
    }

    public enum Confidence: String, Codable, CaseIterable, Sendable {
        case low = "faible"
        case fair = "moyenne"
        case high = "forte"

        public var label: String {
            switch self {
            case .low: "À confirmer"
            case .fair: "Plausible"
            case .high: "Sûr"
            }
        }
    }

    /// What the answer of the CFP or the school led to.
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case pending = "en_cours"
        case trained = "formation_montee"
        case offered = "offre_faite"
        case elsewhere = "oriente_ailleurs"
        case orion = "demande_orion"
        case none = "sans_suite"

        public var label: String {
            switch self {
            case .pending: "En cours"
            case .trained: "Formation organisée"
            case .offered: "Offre de formation envoyée"
            case .elsewhere: "Orienté vers un autre organisme"
            case .orion: "Repris dans une demande ORION"
            case .none: "Sans suite"
            }
        }
    }

    /// Where the need stands, from its dates.
    public enum Stage: String, CaseIterable, Sendable {
        case noted = "notes"
        case handed = "transmis"
        case received = "recus"
        case settled = "traites"

        public var label: String {
            switch self {
            case .noted: "Notés"
            case .handed: "Transmis, à recevoir"
            case .received: "Reçus par le CFP"
            case .settled: "Traités"
            }
        }
    }

    public let id: ID<SkillsNeed>
    public var companyId: ID<Company>?
    /// The company or the branch, as told.
    public var teller: String
    public var audience: Audience
    public var rome: String
    public var description: String
    public var volume: Int?
    public var horizon: Horizon
    public var territory: String
    public var source: Source
    public var confidence: Confidence
    public var stream: String
    /// A motive of ORION, or empty.
    public var motive: String
    public let recordedOn: LocalDate
    public let recordedBy: String
    public var handedTo: String
    public var handedOn: LocalDate?
    public var handedBy: String
    public var receivedOn: LocalDate?
    public var receivedBy: String
    public var answer: String
    public var outcome: Outcome
    public var orionReference: String
    public var version: Int

    public init(
        id: ID<SkillsNeed>, companyId: ID<Company>? = nil, teller: String, audience: Audience, rome: String = "",
        description: String, volume: Int? = nil, horizon: Horizon = .year, territory: String = "",
        source: Source = .call, confidence: Confidence = .fair, stream: String = "", motive: OrionMotive? = nil,
        recordedOn: LocalDate, recordedBy: String, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.teller = teller
        self.audience = audience
        self.rome = rome
        self.description = description
        self.volume = volume
        self.horizon = horizon
        self.territory = territory
        self.source = source
        self.confidence = confidence
        self.stream = stream
        self.motive = motive?.rawValue ?? ""
        self.recordedOn = recordedOn
        self.recordedBy = recordedBy
        self.version = version
        handedTo = ""
        handedBy = ""
        receivedBy = ""
        answer = ""
        outcome = .pending
        orionReference = ""
    }

    public var stage: Stage {
        if outcome != .pending { return .settled }
        if receivedOn != nil { return .received }
        return handedOn == nil ? .noted : .handed
    }
}

/// Why a need does not move.
public enum NeedRefusal: Refusal, Equatable {
    case alreadyReceived(String)
    case notHanded

    public var message: String {
        switch self {
        case .alreadyReceived(let name):
            "Ce besoin est déjà reçu par \(name)\u{A0}: voyez la suite avec cette personne."
        case .notHanded: "Ce besoin n’a pas encore été transmis."
        }
    }
}

extension SkillsNeed {
    /// Goes to the adviser in training; the receipt is theirs to give.
    public func handed(to name: String, on day: LocalDate, by author: String) throws(NeedRefusal) -> SkillsNeed {
        guard receivedOn == nil else { throw .alreadyReceived(receivedBy) }
        var need = self
        need.handedTo = name
        need.handedOn = day
        need.handedBy = author
        need.version += 1
        return need
    }

    /// The receipt: who received it, and when.
    public func received(by name: String, on day: LocalDate) throws(NeedRefusal) -> SkillsNeed {
        guard handedOn != nil else { throw .notHanded }
        guard receivedOn == nil else { throw .alreadyReceived(receivedBy) }
        var need = self
        need.receivedOn = day
        need.receivedBy = name
        need.version += 1
        return need
    }

    /// What was answered, and what came of it.
    public func settled(_ outcome: Outcome, answer: String, orion: String) -> SkillsNeed {
        var need = self
        need.outcome = outcome
        need.answer = answer
        need.orionReference = orion
        need.version += 1
        return need
    }
}

/// The motives of a request in ORION that a bureau can feed.
public enum OrionMotive: String, Codable, CaseIterable, Sendable {
    case localNeeds = "besoins_economiques_locaux"
    case fallingNeeds = "besoins_economiques_en_baisse"
    case prospects = "perspective_insertion_professionnelle"
    case partnership = "mise_en_place_partenariat"
    case trades2030 = "metiers_2030"
    case rareTrade = "sauvegarde_metier_rare"
    case poorProspects = "insertion_professionnelle_insuffisante"
    case localProject = "projet_specifique_local"
    case equipment = "plateau_technique"

    public var label: String {
        switch self {
        case .localNeeds: "Besoins économiques locaux"
        case .fallingNeeds: "Besoins économiques en baisse"
        case .prospects: "Perspectives d’insertion professionnelle"
        case .partnership: "Mise en place d’un partenariat"
        case .trades2030: "Métiers 2030"
        case .rareTrade: "Sauvegarde d’un métier rare"
        case .poorProspects: "Insertion professionnelle insuffisante"
        case .localProject: "Projet spécifique local"
        case .equipment: "Plateau technique"
        }
    }
}

/// A file for the evolution of the training offer, in the order of the fields of ORION.
public struct OfferFile: Codable, Equatable, Sendable {
    /// `typeDemande`
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case opening = "ouverture_nette"
        case openingCompensated = "ouverture_compensation"
        case increase = "augmentation_nette"
        case increaseCompensated = "augmentation_compensation"
        case decrease = "diminution"
        case closing = "fermeture"
        case transfer = "transfert"
        case tint = "coloration"
        case adjustment = "ajustement"

        public var label: String {
            switch self {
            case .opening: "Ouverture nette"
            case .openingCompensated: "Ouverture par compensation"
            case .increase: "Augmentation nette"
            case .increaseCompensated: "Augmentation par compensation"
            case .decrease: "Diminution"
            case .closing: "Fermeture"
            case .transfer: "Transfert"
            case .tint: "Coloration"
            case .adjustment: "Ajustement"
            }
        }
    }

    public let id: ID<OfferFile>
    public var stream: String
    /// Code of the diploma, 8 characters.
    public var cfd: String
    public var requestKind: Kind
    /// The school year of the change.
    public var schoolYear: Int
    public var capacityBefore: Int?
    public var capacityAfter: Int?
    /// `OrionMotive` codes, by commas.
    public var motives: String
    public var partnerOne: String
    public var partnerTwo: String
    public var campusStream: String
    public var campusName: String
    public var amiCma: Bool
    public var associateTeacher: Bool
    public var equipmentCents: Int?
    public var buildingCents: Int?
    public var comment: String
    public var orionReference: String
    public var version: Int

    public init(id: ID<OfferFile>, stream: String, requestKind: Kind, schoolYear: Int, version: Int = 1) {
        self.id = id
        self.stream = stream
        self.requestKind = requestKind
        self.schoolYear = schoolYear
        self.version = version
        cfd = ""
        motives = ""
        partnerOne = ""
        partnerTwo = ""
        campusStream = ""
        campusName = ""
        amiCma = false
        associateTeacher = false
        comment = ""
        orionReference = ""
    }

    public var motiveLabels: [String] {
        motives.split(separator: ",").compactMap { OrionMotive(rawValue: String($0))?.label }
    }
}
