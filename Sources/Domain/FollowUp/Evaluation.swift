/// What a tutor says of a learner, or a learner of a host, at the end of a placement (F91, F93, PFMP-79).
public struct Evaluation: Codable, Equatable, Sendable {
    /// Who evaluates whom.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case tutor = "tuteur"
        case learner = "apprenant"

        /// « Évaluation par le tuteur »
        public var label: String { self == .tutor ? "Évaluation par le tuteur" : "Bilan de l’élève" }

        /// What is rated, in the order of the form.
        public var criteria: [EvaluationCriterion] { EvaluationCriterion.allCases.filter { $0.kind == self } }
    }

    /// How it came.
    public enum Channel: String, Codable, CaseIterable, Sendable {
        case link = "lien"
        case paper = "papier"

        /// « par lien personnel »
        public var label: String { self == .link ? "par lien personnel" : "saisie au lycée" }
    }

    public let id: ID<Evaluation>
    public let placementId: ID<Placement>
    public let kind: Kind
    public var ratings: Ratings
    public var comment: String
    /// What should change, or what was learnt.
    public var wishes: String
    /// The tutor would host again; the learner would advise the place.
    public var again: Bool?
    public var filledBy: String
    public var filledOn: LocalDate
    public var channel: Channel
    public var version: Int

    public init(
        id: ID<Evaluation>, placementId: ID<Placement>, kind: Kind, ratings: Ratings, comment: String = "",
        wishes: String = "", again: Bool? = nil, filledBy: String, filledOn: LocalDate, channel: Channel,
        version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.kind = kind
        self.ratings = ratings
        self.comment = comment
        self.wishes = wishes
        self.again = again
        self.filledBy = filledBy
        self.filledOn = filledOn
        self.channel = channel
        self.version = version
    }
}

/// One thing that is rated from 1 to 4.
public enum EvaluationCriterion: String, Codable, CaseIterable, Sendable {
    case punctuality = "ponctualite"
    case conduct = "tenue"
    case team = "equipe"
    case instructions = "consignes"
    case initiative
    case quality = "qualite"
    case safety = "securite"
    case welcome = "accueil"
    case tutoring = "tuteur"
    case tasks = "activites"
    case learning = "apprentissage"
    case conditions

    /// Whose form it is on.
    public var kind: Evaluation.Kind {
        switch self {
        case .punctuality, .conduct, .team, .instructions, .initiative, .quality, .safety: .tutor
        case .welcome, .tutoring, .tasks, .learning, .conditions: .learner
        }
    }

    /// The question, short.
    public var label: String {
        switch self {
        case .punctuality: "Ponctualité et assiduité"
        case .conduct: "Tenue et politesse"
        case .team: "Intégration dans l’équipe"
        case .instructions: "Compréhension des consignes"
        case .initiative: "Curiosité et initiative"
        case .quality: "Qualité du travail réalisé"
        case .safety: "Respect des règles de sécurité"
        case .welcome: "Accueil le premier jour"
        case .tutoring: "Disponibilité du tuteur"
        case .tasks: "Activités conformes à la convention"
        case .learning: "Ce que j’ai appris"
        case .conditions: "Horaires, sécurité, conditions de travail"
        }
    }
}

/// Ratings from 1 to 4 by criterion. Text form, as stored: `ponctualite:4,tenue:3`.
public struct Ratings: Equatable, Sendable {
    /// The words of 1, 2, 3 and 4.
    public static let words = ["Insuffisant", "Fragile", "Satisfaisant", "Très satisfaisant"]

    public var values: [EvaluationCriterion: Int]

    public init(_ values: [EvaluationCriterion: Int]) {
        self.values = values.filter { (1...4).contains($0.value) }
    }

    public subscript(_ criterion: EvaluationCriterion) -> Int? { values[criterion] }

    /// Mean in tenths, 10 to 40; `nil` without any rating.
    public var meanTenths: Int? {
        guard !values.isEmpty else { return nil }
        return (values.values.reduce(0, +) * 10 + values.count / 2) / values.count
    }
}

extension Ratings: LosslessStringConvertible, Codable {
    public var description: String {
        EvaluationCriterion.allCases.compactMap { criterion in values[criterion].map { "\(criterion.rawValue):\($0)" } }
            .joined(separator: ",")
    }

    public init?(_ description: String) {
        var values: [EvaluationCriterion: Int] = [:]
        for part in description.split(separator: ",") {
            let sides = part.split(separator: ":")
            guard sides.count == 2, let criterion = EvaluationCriterion(rawValue: String(sides[0])),
                let rating = Int(sides[1]), (1...4).contains(rating)
            else { return nil }
            values[criterion] = rating
        }
        self.init(values)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let ratings = Ratings(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not ratings: \(text)")
        }
        self = ratings
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
