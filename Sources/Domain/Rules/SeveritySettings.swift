/// The severities that a school has changed, as data: number of the rule to severity.
///
/// A rule raised to a severity gives it to all it finds wrong; a rule lowered gives nothing heavier. What is only
/// « à vérifier » stays so, unless the rule is lowered to « à savoir ».
public struct SeveritySettings: Equatable, Sendable {
    private let changes: [Int: Finding.Severity]

    /// The severities of the catalogue.
    public init() { changes = [:] }

    /// Changed severities.
    /// - Throws: `SeverityRefusal` for a number without rule and for « à vérifier », which facts alone decide.
    public init(_ changes: [Int: Finding.Severity]) throws(SeverityRefusal) {
        for (number, severity) in changes.sorted(by: { $0.key < $1.key }) {
            guard RuleCatalogue.rule(number) != nil else { throw .unknownRule(number) }
            guard severity != .toCheck else { throw .notASetting(number) }
        }
        self.changes = changes
    }

    /// Checks that a school may give a rule a severity: a prohibition that was read and that nobody may pass is not
    /// lowered.
    public static func require(_ severity: Finding.Severity, for rule: PlacementRule) throws(SeverityRefusal) {
        guard severity != .toCheck else { throw .notASetting(rule.number) }
        guard severity >= rule.severity || rule.mayBeLowered else { throw .notLowered(rule.number) }
    }

    /// Whether nothing was changed.
    public var isEmpty: Bool { changes.isEmpty }

    /// What the school decided for a rule; `nil` when it kept the catalogue.
    public subscript(rule: Int) -> Finding.Severity? { changes[rule] }

    /// The finding with the severity the school wants.
    func applied(to finding: Finding) -> Finding {
        guard let rule = RuleCatalogue.rule(of: finding), let wanted = changes[rule.number] else { return finding }
        return finding.with(severity: severity(finding.severity, wanted, rule.severity))
    }

    private func severity(
        _ found: Finding.Severity, _ wanted: Finding.Severity, _ usual: Finding.Severity
    ) -> Finding.Severity {
        if found == .toCheck { return min(found, wanted) }
        guard wanted >= usual else { return min(found, wanted) }
        return found == .info && usual != .info ? found : wanted
    }
}

extension SeveritySettings: Codable {
    /// Reads `{"42": "warning"}`.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode([Int: Finding.Severity].self))
    }

    /// Writes `{"42": "warning"}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(changes)
    }
}

/// Why a severity is not changed.
public enum SeverityRefusal: Refusal, Equatable {
    case unknownRule(Int)
    case notASetting(Int)
    case notLowered(Int)

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .unknownRule(let number):
            "Aucune règle n’a le numéro \(number)\u{A0}: voyez la liste des règles."
        case .notLowered(let number):
            "La règle \(Finding.name(of: number)) est une interdiction que personne ne peut passer\u{A0}: "
                + "elle ne se baisse pas."
        case .notASetting(let number):
            "«\u{A0}\(Finding.Severity.toCheck.label)\u{A0}» ne se choisit pas (règle "
                + "\(Finding.name(of: number)))\u{A0}: "
                + "prenez «\u{A0}à savoir\u{A0}», «\u{A0}avertissement\u{A0}» ou «\u{A0}bloquant\u{A0}»."
        }
    }
}
