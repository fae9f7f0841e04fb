/// Every rule, in the order of its number; the command line and the documentation are made from it.
public enum RuleCatalogue {
    /// PFMP-01 to PFMP-123.
    public static let all: [PlacementRule] = [
        DurationRules.all, PaperRules.all, WorkingTimeRules.all, WorksRules.all, HostRules.all, FollowUpRules.all,
        AllowanceRules.all, SafetyRules.all, AbroadRules.all, PresenceRules.all, OtherPublicRules.all,
        DiscoveryRules.all,
    ]
    .flatMap { $0 }
    .sorted { $0.number < $1.number }

    /// Those that look at the facts of an agreement.
    static let checks = all.compactMap(RuleCheck.init)

    /// The rule of a number; `nil` when there is none.
    public static func rule(_ number: Int) -> PlacementRule? { byNumber[number] }

    /// The rule a finding comes from: `PFMP-42`.
    public static func rule(of finding: Finding) -> PlacementRule? {
        Int(finding.rule.dropFirst("PFMP-".count)).flatMap { byNumber[$0] }
    }

    private static let byNumber = Dictionary(all.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
}
