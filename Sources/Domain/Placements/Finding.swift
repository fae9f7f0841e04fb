/// What a rule has to say about facts: what is wrong, why, and how to mend it.
public struct Finding: Codable, Equatable, Sendable {
    /// How much it matters.
    public enum Severity: String, Codable, CaseIterable, Comparable, Sendable {
        /// To know.
        case info
        /// A fact or a number is missing: somebody must look.
        case toCheck = "to-check"
        /// Somebody must look; going on is possible, with a written reason.
        case warning
        /// Nothing goes on before it is mended.
        case block

        /// « Bloquant »
        public var label: String {
            switch self {
            case .info: "À savoir"
            case .toCheck: "À vérifier"
            case .warning: "Avertissement"
            case .block: "Bloquant"
            }
        }

        /// The lighter first.
        public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .info: 0
            case .toCheck: 1
            case .warning: 2
            case .block: 3
            }
        }
    }

    /// Number of the rule: `PFMP-42`.
    public let rule: String
    /// How much it matters.
    public let severity: Severity
    /// What is wrong, one French sentence.
    public let message: String
    /// Article or text the rule comes from.
    public let source: String
    /// How to mend it, one French sentence; empty when there is nothing to do.
    public let remedy: String
    /// The fact that is missing, by its path in the JSON form (`host.headcount`); `nil` otherwise.
    public let missing: String?

    /// A finding of the rule of that number.
    public init(
        rule: Int, severity: Severity, message: String, source: String, remedy: String = "", missing: String? = nil
    ) {
        self.init(
            name: Finding.name(of: rule), severity: severity, message: message, source: source, remedy: remedy,
            missing: missing)
    }

    init(
        name: String, severity: Severity, message: String, source: String, remedy: String, missing: String?
    ) {
        rule = name
        self.severity = severity
        self.message = message
        self.source = source
        self.remedy = remedy
        self.missing = missing
    }

    /// The same finding, with another severity.
    func with(severity: Severity) -> Finding {
        Finding(
            name: rule, severity: severity, message: message, source: source, remedy: remedy, missing: missing)
    }

    /// `PFMP-07`
    public static func name(of rule: Int) -> String { "PFMP-" + LocalDate.padded(rule, 2) }
}

extension Sequence where Element == Finding {
    /// The heaviest severity; `nil` when there is no finding.
    public var worst: Finding.Severity? { self.map(\.severity).max() }

    /// Those that stop everything.
    public var blocking: [Finding] { filter { $0.severity == .block } }
}

/// How sure the text behind a rule is: a rule that was not read again, or is uncertain, never blocks.
public enum RuleStanding: String, Codable, CaseIterable, Sendable {
    /// Read in a source (V).
    case read = "V"
    /// Known, not read again (K).
    case known = "K"
    /// Conflicting or incomplete (UNSURE).
    case unsure = "UNSURE"

    /// The severity that the rule may really have.
    func limited(_ severity: Finding.Severity) -> Finding.Severity {
        self == .read ? severity : min(severity, .warning)
    }
}
