import ArgumentParser
import Domain
import Foundation

/// Checks identifiers.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Vérifie des identifiants\u{A0}: SIRET, UAI, INE, IBAN…",
        discussion: """
            Affiche pour chaque valeur si elle est valable, sa forme normale, et pourquoi elle est refusée. Aucun accès \
            au réseau ni à la base. Le code de sortie est 1 si une valeur est refusée.

            Exemples\u{A0}:

              bureau check siret "999 888 779 00017"
              bureau check --json uai 0999001W 0999001X
              cut -d';' -f3 entreprises.csv | bureau check siret -
            """)

    @Flag(help: "Écrit un tableau JSON, une entrée par valeur, dans l’ordre donné.")
    var json = false

    @Argument(help: ArgumentHelp("Ce que sont les valeurs.", valueName: "sorte"))
    var kind: IdentifierKind

    @Argument(
        help: ArgumentHelp(
            "Les valeurs à vérifier\u{A0}; «\u{A0}-\u{A0}» lit l’entrée standard, une valeur par ligne.",
            valueName: "valeur"))
    var values: [String]

    func run() throws {
        let checks = values.flatMap { $0 == "-" ? Check.linesOfInput() : [$0] }.map(kind.check)
        if json {
            try Terminal.printJSON(checks)
        } else {
            let rows = checks.map { [$0.input, $0.valid ? "✓" : "✗", $0.normalized ?? "", $0.reason ?? ""] }
            Terminal.print(TextTable(["Valeur", "Valable", "Forme normale", "Remarque"], rows).text)
        }
        if checks.contains(where: { !$0.valid }) { throw ExitCode.problemsFound }
    }

    /// The lines of the standard input, without the empty ones.
    private static func linesOfInput() -> [String] {
        var lines: [String] = []
        while let line = readLine() {
            let value = line.trimmingCharacters(in: .newlines)
            if !value.isEmpty { lines.append(value) }
        }
        return lines
    }
}

extension IdentifierKind: ExpressibleByArgument {
    /// `siret`, in any case.
    public init?(argument: String) {
        self.init(rawValue: argument.lowercased())
    }
}
