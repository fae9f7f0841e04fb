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
        var found: [Finding] = []
        for rule in RuleCatalogue.checks where themes?.contains(rule.theme) ?? true {
            let seen = rule.findings(study)
            guard !seen.isEmpty else { continue }
            found += settings[rule.number] == nil ? seen : seen.map(settings.applied)
        }
        return found.isEmpty ? [] : heaviestFirst(found)
    }

    private static let heaviest = Array(Finding.Severity.allCases.reversed())

    /// Sorted by weight, otherwise in the order given.
    static func heaviestFirst(_ findings: [Finding]) -> [Finding] {
        var ordered: [Finding] = []
        ordered.reserveCapacity(findings.count)
        for severity in heaviest {
            for index in findings.indices where findings[index].severity == severity {
                ordered.append(findings[index])
            }
        }
        return ordered
    }
}
