import Domain
import Persistence

/// The severity that a school gives a rule.
struct RuleSeverity: Codable, Sendable {
    let id: ID<RuleSeverity>
    /// 62 for PFMP-62.
    let rule: Int
    /// `nil` takes that of the catalogue back.
    var severity: Finding.Severity?
    /// Why, for those who come after.
    var note: String
    var changedAt: Moment
    var changedBy: String
    var version: Int
}

extension Finding.Severity: SQLBindable {}

extension SchoolDatabase {
    /// Every decision of the school, the lowest rule first.
    func ruleSeverities() throws -> [RuleSeverity] {
        try rows("select rule_severity.* from \(table(.ruleSeverity)) order by rule_severity.rule")
    }

    func ruleSeverity(_ rule: Int) throws -> RuleSeverity? {
        try row("select rule_severity.* from \(table(.ruleSeverity)) where rule_severity.rule = \(rule)")
    }

    /// The severities in force; a rule that the program no longer has changes nothing.
    func severitySettings() throws -> SeveritySettings {
        let changes = try ruleSeverities().compactMap { line in
            line.severity.flatMap { severity in RuleCatalogue.rule(line.rule).map { ($0.number, severity) } }
        }
        return try SeveritySettings(Dictionary(changes, uniquingKeysWith: { _, last in last }))
    }
}
