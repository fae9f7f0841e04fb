/// How much of a partner the other bureaux of the same database may see (F28). Each level shows what the one before
/// shows, and one thing more.
public enum SharingLevel: String, Codable, CaseIterable, Sendable, Comparable {
    case nothing = "rien"
    case identity = "identite"
    case switchboard = "standard"
    case people = "contacts"

    public var label: String {
        switch self {
        case .nothing: "Rien"
        case .identity: "L’identité publique"
        case .switchboard: "L’identité et les coordonnées de l’entreprise"
        case .people: "L’identité, les coordonnées et des contacts nommés"
        }
    }

    /// What other bureaux see, in a sentence.
    public var meaning: String {
        switch self {
        case .nothing: "Les autres bureaux ne voient rien de cette fiche."
        case .identity: "Le nom, le SIRET, l’adresse et l’activité."
        case .switchboard: "Le nom, le SIRET, l’adresse, l’activité, le standard, le courriel et le site."
        case .people:
            "Le nom, le SIRET, l’adresse, l’activité, le standard, le courriel, le site, et les contacts "
                + "professionnels qui ne s’y sont pas opposés\u{A0}: nom, fonction, téléphone et courriel."
        }
    }

    /// Those that a school may choose for all its partners: people are named one company at a time, with their consent.
    public static let defaults: [SharingLevel] = [.nothing, .identity, .switchboard]

    public static func < (left: SharingLevel, right: SharingLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .nothing: 0
        case .identity: 1
        case .switchboard: 2
        case .people: 3
        }
    }
}

/// What one school chose for one of its partners, against its own rule for all.
public struct CompanyShare: Codable, Equatable, Sendable {
    public let id: ID<CompanyShare>
    public let companyId: ID<Company>
    public var level: SharingLevel
    /// Whether the places open this year are told too.
    public var places: Bool
    /// The day when the people named said yes, or were told that they would be.
    public var agreedOn: LocalDate?
    public var changedAt: Moment
    public var changedBy: String
    public var version: Int

    public init(
        id: ID<CompanyShare>, companyId: ID<Company>, level: SharingLevel, places: Bool, agreedOn: LocalDate? = nil,
        changedAt: Moment, changedBy: String, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.level = level
        self.places = places && level != .nothing
        self.agreedOn = level == .people ? agreedOn : nil
        self.changedAt = changedAt
        self.changedBy = changedBy
        self.version = version
    }
}

/// Why a partner is not shared, whatever was chosen.
public enum SharingObstacle: String, CaseIterable, Sendable {
    case archived, leaveAlone, optedOut, toVerify, noSiret, hidden

    /// In a sentence.
    public var sentence: String {
        switch self {
        case .archived: "La fiche est archivée."
        case .leaveAlone: "L’entreprise demande à ne plus être sollicitée."
        case .optedOut: "L’adresse de l’entreprise a refusé les courriels."
        case .toVerify: "La fiche n’est pas encore vérifiée."
        case .noSiret: "La fiche n’a pas de SIRET\u{A0}: les autres bureaux ne pourraient pas la reconnaître."
        case .hidden: "L’entrepreneur a demandé que son nom et son adresse restent cachés au répertoire Sirene."
        }
    }
}

/// The names of people are not given without their consent.
public enum SharingRefusal: Refusal, Equatable {
    case needsConsent
    case notForAll

    public var message: String {
        switch self {
        case .needsConsent:
            "Cochez que les personnes nommées sont d’accord, ou choisissez un niveau sans contacts."
        case .notForAll: "Les contacts nommés se partagent fiche par fiche, avec l’accord des personnes."
        }
    }
}

/// What the school decided about its partners: what is looked at before it counts, and what other bureaux see.
public struct PartnerSettings: Codable, Equatable, Sendable {
    public let id: ID<PartnerSettings>
    public var reviewForm: ReviewPolicy
    public var reviewLead: ReviewPolicy
    public var reviewLink: ReviewPolicy
    public var reviewRequest: ReviewPolicy
    public var reviewFile: ReviewPolicy
    public var reviewNetwork: ReviewPolicy
    public var shareLevel: SharingLevel
    public var sharePlaces: Bool
    public var version: Int

    /// What a school begins with: what others bring in is looked at, nothing is shared.
    public init(id: ID<PartnerSettings>) {
        self.id = id
        reviewForm = .byOthers
        reviewLead = .byOthers
        reviewLink = .byOthers
        reviewRequest = .byOthers
        reviewFile = .byOthers
        reviewNetwork = .byOthers
        shareLevel = .nothing
        sharePlaces = false
        version = 0
    }

    /// What is done with companies that come in by one way.
    public subscript(source: CompanyReview.Source) -> ReviewPolicy {
        get {
            switch source {
            case .form: reviewForm
            case .lead: reviewLead
            case .link: reviewLink
            case .request: reviewRequest
            case .file: reviewFile
            case .network: reviewNetwork
            }
        }
        set {
            switch source {
            case .form: reviewForm = newValue
            case .lead: reviewLead = newValue
            case .link: reviewLink = newValue
            case .request: reviewRequest = newValue
            case .file: reviewFile = newValue
            case .network: reviewNetwork = newValue
            }
        }
    }
}
