/// The rules engine: everything the catalogue has to say of an agreement.
public enum PlacementRules {
    /// Every finding of every rule, the heaviest first, then in the order of the catalogue.
    /// - Parameters:
    ///   - facts: what is known of the agreement; what is not gives findings « à vérifier ».
    ///   - parameters: the numbers of the texts, with the days they hold.
    ///   - settings: the severities the school has changed.
    ///   - day: the day of the check.
    ///   - themes: the chapters to look at; all of them when `nil`.
    public static func check(
        _ facts: AgreementCase, parameters: LegalParameters, settings: SeveritySettings = SeveritySettings(),
        on day: LocalDate, themes: Set<RuleTheme>? = nil
    ) -> [Finding] {
        let study = Study(facts, parameters: parameters, today: day)
        let rules = RuleCatalogue.checks
        var found: [Finding] = []
        // By index: a rule holds ten texts, and taking it out of the array would count them all.
        for index in rules.indices where themes?.contains(rules[index].theme) ?? true {
            let seen = rules[index].findings(study)
            guard !seen.isEmpty else { continue }
            found += settings.isEmpty ? seen : seen.map { settings.applied(to: $0, of: rules[index]) }
        }
        return found.isEmpty ? [] : heaviestFirst(found)
    }

    /// Sorted by weight, otherwise in the order given.
    static func heaviestFirst(_ findings: [Finding]) -> [Finding] {
        let severities = findings.map(\.severity)
        let order = Finding.Severity.allCases.reversed().flatMap { severity in
            severities.indices.filter { severities[$0] == severity }
        }
        return order.map { findings[$0] }
    }
}
