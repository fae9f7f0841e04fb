import App
import ArgumentParser
import Domain
import Foundation

/// Shows the rules of PFMP, and checks an agreement described in JSON.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Montre les règles des PFMP et vérifie une convention.",
        discussion: """
            Aucun accès au réseau ni à la base. Chaque règle dit son numéro, sa source et sa gravité.

            Exemples\u{A0}:

              bureau rules list --theme temps-de-travail
              bureau rules show 42
              bureau rules check convention.json --on 2026-01-05
              bureau rules schema
            """,
        subcommands: [RulesList.self, RulesShow.self, RulesCheck.self, RulesSchema.self])
}

/// `bureau rules list`
struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Affiche les règles.",
        discussion: """
            Exemples\u{A0}:

              bureau rules list
              bureau rules list --theme allocation --json
            """)

    @Flag(help: "Écrit un tableau JSON.")
    var json = false

    @Flag(help: "Écrit la page de la documentation, en Markdown.")
    var markdown = false

    @Option(
        help: ArgumentHelp(
            "Un seul thème\u{A0}: " + RuleTheme.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "thème"),
        transform: RuleWords.theme)
    var theme: RuleTheme?

    func validate() throws {
        if markdown, json || theme != nil { throw ValidationError("--markdown s’emploie seul.") }
    }

    func run() throws {
        if markdown {
            return Terminal.print(Page.text(RuleCatalogue.documentation(try LegalParameters.embedded())))
        }
        let rules = RuleCatalogue.all.filter { theme == nil || $0.theme == theme }
        if json { return try Terminal.printJSON(rules.map(RuleLine.init)) }
        let rows = rules.map { rule in
            [rule.code, rule.name, rule.kind.label, rule.standing.rawValue, RuleLine.severity(rule)?.label ?? "—"]
        }
        Terminal.print(TextTable(["Règle", "Nom", "Sorte", "Sûreté", "Gravité"], rows).text)
    }
}

/// `bureau rules show`
struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Affiche une règle en entier.",
        discussion: "Exemple\u{A0}:\n\n  bureau rules show PFMP-42")

    @Argument(
        help: ArgumentHelp("Numéro de la règle\u{A0}: 42 ou PFMP-42.", valueName: "règle"), transform: RuleWords.rule)
    var rule: PlacementRule

    func run() {
        let severity = RuleLine.severity(rule).map { "\u{A0}· \($0.label)" } ?? ""
        Terminal.print(
            """
            \(rule.code) — \(rule.name)
            \(rule.theme.label)\u{A0}· \(rule.kind.label)\u{A0}· \(rule.standing.rawValue)\(severity)

            \(rule.statement)

            Exemple\u{A0}: \(rule.example)
            Source\u{A0}: \(rule.source)
            """)
    }
}

/// `bureau rules check`
struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Vérifie une convention décrite en JSON.",
        discussion: """
            La forme du fichier\u{A0}: bureau rules schema. Ce qui manque donne des constats « à vérifier ».

            Codes de sortie\u{A0}: 0 sans constat bloquant, 1 avec, 2 si le fichier n’est pas lisible.

            Exemples\u{A0}:

              bureau rules check convention.json
              bureau rules check convention.json --on 2026-01-05 --theme temps-de-travail
              bureau rules check - --json < convention.json
            """)

    @Argument(
        help: ArgumentHelp("Fichier à lire\u{A0}; «\u{A0}-\u{A0}» lit l’entrée standard.", valueName: "fichier"),
        completion: .file(extensions: ["json"]))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Jour de la vérification, comme 2026-01-05. Sans cette option, aujourd’hui.", valueName: "date"),
        transform: RuleWords.date)
    var on: LocalDate?

    @Option(
        help: ArgumentHelp("Un seul thème de règles.", valueName: "thème"), transform: RuleWords.theme)
    var theme: RuleTheme?

    @Option(
        help: ArgumentHelp(
            "Gravités changées, en JSON\u{A0}: {\"27\": \"block\", \"62\": \"info\"}.", valueName: "fichier"),
        completion: .file(extensions: ["json"]))
    var settings: String?

    @Flag(help: "Écrit un tableau JSON, un constat par entrée.")
    var json = false

    func run() throws {
        let facts: AgreementCase
        let severities: SeveritySettings
        do {
            facts = try AgreementCaseReader.read(try RulesCheck.bytes(file))
            severities = try settings.map { try RulesCheck.settings($0) } ?? SeveritySettings()
        } catch {
            Terminal.warn("Erreur\u{A0}: " + Failure.sentence(error))
            throw ExitCode(2)
        }
        let today = on ?? App.Application.systemClock().day(in: .paris)
        let found = PlacementRules.check(
            facts, parameters: try LegalParameters.embedded(), settings: severities, on: today,
            themes: theme.map { [$0] })
        if json {
            try Terminal.printJSON(found)
        } else {
            Terminal.print(RulesCheck.text(found))
        }
        if !found.blocking.isEmpty { throw ExitCode.problemsFound }
    }

    private static func bytes(_ file: String) throws -> Data {
        file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: file))
    }

    private static func settings(_ file: String) throws -> SeveritySettings {
        do {
            return try JSONDecoder().decode(SeveritySettings.self, from: try bytes(file))
        } catch is DecodingError {
            throw Failure(
                "«\u{A0}\(file)\u{A0}» ne contient pas de gravités. Écrivez par exemple {\"27\": \"block\", \"62\": "
                    + "\"info\"}."
            )
        }
    }

    private static func text(_ found: [Finding]) -> String {
        guard !found.isEmpty else { return "Aucun constat." }
        let counts = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
            let count = found.filter { $0.severity == severity }.count
            return count == 0 ? nil : "\(severity.label.lowercased())\u{A0}: \(count)"
        }
        let lines = found.map { finding in
            let remedy = finding.remedy.isEmpty ? "" : "\n    → \(finding.remedy)"
            let field = finding.missing.map { " (\($0))" } ?? ""
            return "\(finding.severity.label)\u{A0}· \(finding.rule)\u{A0}· \(finding.message)\(field)\(remedy)\n"
                + "    \(finding.source)"
        }
        return lines.joined(separator: "\n\n") + "\n\n" + counts.joined(separator: ", ")
    }
}

/// `bureau rules schema`
struct RulesSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Affiche la forme du fichier d’une convention, en Markdown.",
        discussion: "Exemple\u{A0}:\n\n  bureau rules schema")

    func run() { Terminal.print(Page.text(AgreementSchema.documentation)) }
}

/// A rule as programs read it.
private struct RuleLine: Encodable {
    let number: Int
    let code: String
    let name: String
    let theme: RuleTheme
    let kind: RuleKind
    let standing: RuleStanding
    /// Absent for what is not checked on an agreement.
    let severity: Finding.Severity?
    let passing: RulePassing
    let statement: String
    let example: String
    let source: String

    init(_ rule: PlacementRule) {
        number = rule.number
        code = rule.code
        name = rule.name
        theme = rule.theme
        kind = rule.kind
        standing = rule.standing
        severity = RuleLine.severity(rule)
        passing = rule.passing
        statement = rule.statement
        example = rule.example
        source = rule.source
    }

    static func severity(_ rule: PlacementRule) -> Finding.Severity? { rule.isChecked ? rule.severity : nil }
}

/// A page printed with one line feed at its end.
private enum Page {
    static func text(_ page: String) -> String { String(page.dropLast(page.hasSuffix("\n") ? 1 : 0)) }
}

/// Reads what people type of rules; a name that is not known is answered by its nearest ones.
enum RuleWords {
    @Sendable static func theme(_ text: String) throws -> RuleTheme {
        if let known = RuleTheme(rawValue: SearchKey(text).words.joined(separator: "-")) { return known }
        let names = RuleTheme.allCases.map(\.rawValue)
        let near = Nearest.names(to: text, among: names)
        let unknown = "Thème inconnu\u{A0}: «\u{A0}\(text)\u{A0}»."
        throw ValidationError(
            near.isEmpty
                ? "\(unknown) Choisissez parmi\u{A0}: \(names.joined(separator: ", "))."
                : "\(unknown) Vouliez-vous dire \(near.joined(separator: " ou "))\u{A0}?")
    }

    @Sendable static func rule(_ text: String) throws -> PlacementRule {
        let digits = text.uppercased().hasPrefix("PFMP-") ? text.dropFirst("PFMP-".count) : text[...]
        guard let number = Int(digits), let rule = RuleCatalogue.rule(number) else {
            throw ValidationError(
                "«\u{A0}\(text)\u{A0}» n’est pas une règle\u{A0}: écrivez un numéro de 1 à \(RuleCatalogue.all.count).")
        }
        return rule
    }

    @Sendable static func date(_ text: String) throws -> LocalDate {
        guard let date = LocalDate(french: text) else {
            throw ValidationError("«\u{A0}\(text)\u{A0}» n’est pas une date\u{A0}: écrivez par exemple 2026-01-05.")
        }
        return date
    }
}
