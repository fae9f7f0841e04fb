/// A rule on working time: its number, its text, and a pure function from facts to observations.
public struct ScheduleRule: Sendable {
    /// Number in the catalogue: 42.
    public let number: Int
    /// What it is about, in French.
    public let title: String
    /// The articles, in French.
    public let source: String
    /// How sure the text is.
    public let standing: RuleStanding
    let observe: @Sendable (ScheduleSpan, LegalParameters) throws(Unknown) -> [Observation]

    init(
        _ number: Int, _ title: String, source: String, standing: RuleStanding = .read,
        observe: @escaping @Sendable (ScheduleSpan, LegalParameters) throws(Unknown) -> [Observation]
    ) {
        self.number = number
        self.title = title
        self.source = source
        self.standing = standing
        self.observe = observe
    }
}

/// What a rule saw, before its number and source are written beside it.
struct Observation {
    let severity: Finding.Severity
    let message: String
    let remedy: String
    /// The fact that is missing, by its path in the JSON form.
    let missing: String?
    /// An article more exact than that of the rule.
    let source: String?

    init(
        _ severity: Finding.Severity, _ message: String, remedy: String = "", missing: String? = nil,
        source: String? = nil
    ) {
        self.severity = severity
        self.message = message
        self.remedy = remedy
        self.missing = missing
        self.source = source
    }
}

extension ScheduleRule {
    /// What the rule sees, in whole sentences; without birth date everything is to check.
    func observations(_ span: ScheduleSpan, _ parameters: LegalParameters) throws(Unknown) -> [Observation] {
        let sure = span.facts.birthDate != nil || !span.isMinor
        return try observe(span, parameters).map { seen in
            Observation(
                sure ? seen.severity : min(seen.severity, .toCheck), span.sentence(seen.message), remedy: seen.remedy)
        }
    }
}
