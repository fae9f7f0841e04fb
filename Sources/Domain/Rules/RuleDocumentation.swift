/// The page `docs/rules.md`, written from the catalogue and the parameters.
extension RuleCatalogue {
    /// The whole page, in French, as Markdown.
    public static func documentation(_ parameters: LegalParameters) -> String {
        """
        # Les règles des PFMP

        Cette page est écrite à partir du catalogue `RuleCatalogue` et de `legal-parameters.json`\u{A0}: un test refuse qu’ils
        diffèrent. Ce n’est pas un avis juridique\u{A0}: chaque règle dit d’où elle vient et si son texte a été relu.

        - **Sûreté du texte**\u{A0}: V, lu dans une source\u{A0}; K, connu et non relu\u{A0}; UNSURE, incertain. Une règle K ou UNSURE ne
          bloque jamais d’elle-même.
        - **Gravité**\u{A0}: la plus lourde que la règle donne. Un établissement peut la monter ou la baisser. Passer un
          avertissement demande une raison écrite\u{A0}; un constat bloquant ne se passe pas, sauf par le chef d’établissement là
          où la règle le dit.
        - **À vérifier**\u{A0}: un fait ou un nombre manque\u{A0}; la règle ne répond pas à sa place.

        \(RuleTheme.allCases.map(section).joined(separator: "\n\n"))

        ## Nombres fixés par des textes

        | Nom | Ce que c’est | Valeurs | Sûreté | Source |
        |---|---|---|---|---|
        \(parameters.all.map(row).joined(separator: "\n"))

        """
    }

    private static func section(_ theme: RuleTheme) -> String {
        let rules = all.filter { $0.theme == theme }.map(text).joined(separator: "\n\n")
        return "## \(theme.label)\n\n\(rules)"
    }

    private static func text(_ rule: PlacementRule) -> String {
        let passing = rule.passing == .head ? "\u{A0}; peut être passée par \(rule.passing.label)" : ""
        let severity = rule.check == nil ? "" : "\u{A0}· \(rule.severity.label)\(passing)"
        return """
            ### \(rule.code) — \(rule.name)

            \(rule.kind.label) · \(rule.standing.rawValue)\(severity)

            \(rule.statement)

            *Exemple\u{A0}: \(rule.example)*

            Source\u{A0}: \(rule.source).
            """
    }

    private static func row(_ parameter: DatedParameter) -> String {
        let values = parameter.values.map { value in
            let number = parameter.unit.text(value.value)
            let days = [value.from.map { "du \($0.numeric)" }, value.until.map { "au \($0.numeric)" }].compactMap { $0 }
            let sure = value.standing.map { " (\($0.rawValue))" } ?? ""
            return (days.isEmpty ? number : "\(number) \(days.joined(separator: " "))") + sure
        }
        let cells = [
            "`\(parameter.name.rawValue)`", parameter.meaning, values.joined(separator: "<br>"),
            parameter.standing.rawValue, parameter.source,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}

extension ParameterUnit {
    /// A value with its unit, in French.
    public func text(_ value: Int) -> String {
        switch self {
        case .minutes: HourSpan.duration(value)
        case .minuteOfDay: HourSpan.clock(value)
        case .hours: "\(FrenchNumber.grouped(value))\u{A0}h"
        case .days: FrenchNumber.counted(value, "jour", "jours")
        case .weeks: FrenchNumber.counted(value, "semaine", "semaines")
        case .months: "\(value)\u{A0}mois"
        case .years: FrenchNumber.counted(value, "an", "ans")
        case .people: FrenchNumber.counted(value, "personne", "personnes")
        case .percent: "\(value)\u{A0}%"
        case .cents: Cents(rawValue: value).french
        case .centsPerHour: "\(Cents(rawValue: value).french) par heure"
        case .times: "\(value)\u{A0}fois"
        case .ratio: "divisé par \(value)"
        case .date: LocalDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)?.numeric ?? "\(value)"
        }
    }
}
