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

    init(_ severity: Finding.Severity, _ message: String, remedy: String = "", missing: String? = nil) {
        self.severity = severity
        self.message = message
        self.remedy = remedy
        self.missing = missing
    }
}

/// The rules on working time, first version (PFMP-42 … 53), and what they say of one placement.
public enum ScheduleRules {
    /// Every rule, in the order of the catalogue.
    public static let all: [ScheduleRule] = [
        .dailyMaximum, .weeklyMaximum, .breakTime, .dailyRest, .weeklyRest, .sunday, .publicHolidays, .night,
        .adultHours, .minimumAge,
    ]

    /// Everything the rules have to say, the heaviest first.
    public static func findings(_ facts: ScheduleFacts, parameters: LegalParameters) -> [Finding] {
        do throws(Unknown) {
            let spans = try facts.spans(parameters)
            let found = all.flatMap { rule in spans.flatMap { rule.findings($0, parameters: parameters) } }
            return found.enumerated()
                .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
                .map(\.element)
        } catch {
            return [ScheduleRule.minimumAge.finding(unknown: error, parameters)]
        }
    }
}

extension ScheduleRule {
    func findings(_ span: ScheduleSpan, parameters: LegalParameters) -> [Finding] {
        do throws(Unknown) {
            return try observations(span, parameters).map { seen in
                Finding(
                    rule: number, severity: standing.limited(seen.severity), message: seen.message, source: source,
                    remedy: seen.remedy)
            }
        } catch {
            return [finding(unknown: error, parameters)]
        }
    }

    /// What the rule sees, in whole sentences; without birth date everything is to check.
    func observations(_ span: ScheduleSpan, _ parameters: LegalParameters) throws(Unknown) -> [Observation] {
        let sure = span.facts.birthDate != nil || !span.isMinor
        return try observe(span, parameters).map { seen in
            Observation(
                sure ? seen.severity : min(seen.severity, .toCheck), span.sentence(seen.message), remedy: seen.remedy)
        }
    }

    func finding(unknown: Unknown, _ parameters: LegalParameters) -> Finding {
        unknown.finding(rule: number, source: source, parameters)
    }
}
