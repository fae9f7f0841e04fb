/// One numbered rule of the catalogue: what the text says, how sure it is, and a pure function over facts and dated
/// parameters.
public struct PlacementRule: Sendable {
    /// Number in the catalogue: 42 for PFMP-42.
    public let number: Int
    /// `PFMP-42`
    public let code: String
    /// « Durée maximale d’une journée (mineur) »
    public let name: String
    /// The chapter it belongs to.
    public let theme: RuleTheme
    /// What it is made of.
    public let kind: RuleKind
    /// How sure the text is.
    public let standing: RuleStanding
    /// The heaviest severity it gives unless the school decides otherwise; never `block` for a text not read again.
    public let severity: Finding.Severity
    /// Who may pass a finding that blocks, with a written reason.
    public let passing: RulePassing
    /// Article or text, in French.
    public let source: String
    /// What the text says, in one or two French sentences.
    public let statement: String
    /// The example of the catalogue, in French.
    public let example: String
    /// The function over facts; `nil` for rules that are calculations, steps or data only.
    let check: Check?

    /// Whether it looks at the facts of an agreement.
    public var isChecked: Bool { check != nil }

    /// Whether a school may give it a lighter severity: not a prohibition that nobody may pass (`RulePassing.nobody`).
    public var mayBeLowered: Bool { severity != .block || passing != .nobody }

    typealias Check = @Sendable (Study) throws(Unknown) -> [Observation]

    init(
        _ number: Int, _ name: String, _ theme: RuleTheme, _ kind: RuleKind = .check,
        _ severity: Finding.Severity = .warning, _ standing: RuleStanding = .read, passing: RulePassing = .nobody,
        source: String, statement: String, example: String, check: Check? = nil
    ) {
        self.number = number
        code = Finding.name(of: number)
        self.name = name
        self.theme = theme
        self.kind = kind
        self.standing = standing
        self.severity = standing.limited(severity)
        self.passing = passing
        self.source = source
        self.statement = statement
        self.example = example
        self.check = check
    }
}

/// What looking at a case needs of a rule, without its texts.
final class RuleCheck: Sendable {
    let number: Int
    let theme: RuleTheme
    private let code: String
    private let standing: RuleStanding
    private let source: String
    private let numbers: [LegalParameter]
    private let check: PlacementRule.Check

    /// `nil` for a rule that looks at nothing.
    init?(_ rule: PlacementRule) {
        guard let check = rule.check else { return nil }
        number = rule.number
        theme = rule.theme
        code = rule.code
        standing = rule.standing
        source = rule.source
        numbers = RuleNumbers.of(rule.number)
        self.check = check
    }

    /// What the rule says of a case, unknown facts and parameters said aloud.
    func findings(_ study: Study) -> [Finding] {
        do throws(Unknown) {
            return try check(study).map { seen in
                Finding(
                    name: code, severity: standing.limited(seen.severity), message: seen.message,
                    source: sourced(seen.source ?? source, study), remedy: seen.remedy, missing: seen.missing)
            }
        } catch {
            return [error.finding(code, source: source, study.parameters)]
        }
    }

    /// The text, and that a number of the year stands in until it is published.
    private func sourced(_ source: String, _ study: Study) -> String {
        let isAssumed = numbers.contains { study.parameters.parameter($0)?.isAssumed(on: study.day) ?? false }
        return isAssumed ? source + ", valeur de l’année à confirmer" : source
    }
}

/// The chapters of the catalogue.
public enum RuleTheme: String, Codable, CaseIterable, Sendable {
    case durations = "durees"
    case agreement = "convention"
    case workingTime = "temps-de-travail"
    case regulatedWorks = "travaux-reglementes"
    case host = "organisme"
    case followUp = "suivi"
    case allowance = "allocation"
    case safety = "sante-securite"
    case abroad = "etranger"
    case presence = "absences-bilans"
    case otherPublics = "autres-publics"
    case discovery = "observation"

    /// « Durées et calendrier »
    public var label: String {
        switch self {
        case .durations: "Durées et calendrier"
        case .agreement: "Convention"
        case .workingTime: "Temps de travail"
        case .regulatedWorks: "Travaux réglementés"
        case .host: "Organisme d’accueil"
        case .followUp: "Suivi pédagogique"
        case .allowance: "Allocation de stage"
        case .safety: "Santé, sécurité, assurance, accidents"
        case .abroad: "Étranger"
        case .presence: "Absences, bilans, données"
        case .otherPublics: "Autres publics"
        case .discovery: "Observation et collégiens"
        }
    }
}

/// What a rule is made of.
public enum RuleKind: String, Codable, CaseIterable, Sendable {
    /// Compares facts with what the text allows.
    case check = "controle"
    /// Counts or computes an amount, a day, a number.
    case calculation = "calcul"
    /// States and what moves from one to the next.
    case steps = "etapes"
    /// A table or a list.
    case data = "donnees"
    /// What a paper must hold.
    case document

    /// « Contrôle »
    public var label: String {
        switch self {
        case .check: "Contrôle"
        case .calculation: "Calcul"
        case .steps: "Étapes"
        case .data: "Données"
        case .document: "Document"
        }
    }
}

/// Who may pass a finding that blocks.
public enum RulePassing: String, Codable, CaseIterable, Sendable {
    case nobody = "personne"
    /// The head, with a written reason.
    case head = "chef_etablissement"

    /// « le chef d’établissement »
    public var label: String {
        switch self {
        case .nobody: "personne"
        case .head: "le chef d’établissement, par écrit"
        }
    }
}
