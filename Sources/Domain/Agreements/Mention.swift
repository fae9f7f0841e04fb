/// What an agreement must state (D.124-4 of the code de l’éducation, PFMP-26), in the order of the article.
public enum Mention: Int, Codable, CaseIterable, Sendable {
    case training = 1
    case people, skills, activities, dates, presence, followUp, gratification, protection, absences, termination
    case interruption, advantages, houseRules, certificate

    /// « Les activités confiées »
    public var title: String {
        switch self {
        case .training: "L’intitulé complet de la formation et son volume annuel d’enseignement"
        case .people: "Les noms de l’enseignant référent et du tuteur"
        case .skills: "Les compétences à acquérir"
        case .activities: "Les activités confiées"
        case .dates: "Les dates et la durée totale de présence effective"
        case .presence: "La présence hebdomadaire, et la nuit, le dimanche ou les jours fériés"
        case .followUp: "Les modalités du suivi"
        case .gratification: "La gratification et son versement"
        case .protection: "La protection sociale et l’assurance de responsabilité civile"
        case .absences: "Les absences autorisées"
        case .termination: "La suspension et la rupture"
        case .interruption: "La validation en cas d’interruption"
        case .advantages: "Les avantages offerts par l’organisme d’accueil"
        case .houseRules: "Les clauses du règlement intérieur applicables"
        case .certificate: "La délivrance de l’attestation"
        }
    }

    /// « D. 124-4, 4° »
    public var article: String {
        "D.\u{A0}124-4, \(rawValue)° du code de l’éducation"
    }

    /// Items 1 to 7 and 9 stop a final agreement; the others, read from memory, are warnings.
    public var severity: Finding.Severity {
        (1...7).contains(rawValue) || self == .protection ? .block : .warning
    }
}

/// How a mention stands in one agreement.
public enum MentionState: Equatable, Sendable {
    case filled
    /// Stated as being without object.
    case notApplicable
    /// Not stated.
    case missing(MentionGap)
}

/// What is missing from a mention and how to mend it, in French.
public struct MentionGap: Equatable, Sendable {
    /// « les activités confiées manquent »
    public let what: String
    /// « Décrivez-les dans le placement. »
    public let remedy: String

    func observation(of mention: Mention) -> Observation {
        Observation(
            mention.severity, "Mention \(mention.rawValue)\u{A0}: \(what).", remedy: remedy, source: mention.article)
    }
}
