import App
import ArgumentParser
import Foundation

/// `bureau indicators`
struct Indicators: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Affiche les indicateurs d’une année, ou vérifie ceux qui sont tenus.",
        discussion: """
            Les indicateurs sont comptés à partir de ce qui est enregistré. Ce qui parle de trop peu de personnes est masqué. \
            Avec --verify, chaque compte tenu est refait à partir des lignes\u{A0}: le code de sortie est 1 s’ils diffèrent.

            Exemples\u{A0}:

              bureau indicators --school 0999001W
              bureau indicators --verify
              bureau indicators --year 2025 --json
            """)

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Option(
        help: ArgumentHelp("Première année civile de l’année scolaire\u{A0}: 2026 pour 2026-2027.", valueName: "année"))
    var year: Int?

    @Flag(help: "Refait les comptes à partir des lignes et les compare à ceux qui sont tenus.")
    var verify = false

    @Flag(help: "Compte et tient les indicateurs de l’année en cours avant de répondre.")
    var keep = false

    @Flag(help: "Écrit du JSON.")
    var json = false

    func validate() throws {
        if let year, !(1990...2200).contains(year) {
            throw ValidationError("--year attend l’année civile où commence l’année scolaire, pas \(year).")
        }
    }

    func run() async throws {
        if verify { return try await check() }
        let reports = try await base.withApplication { app in
            if keep { try await app.keepIndicators(uai: place.school) }
            return try await app.indicators(uai: place.school, year: year)
        }
        if json { return try Terminal.printJSON(reports) }
        let rows = reports.map { report in
            [
                report.code, report.label, report.written,
                report.denominator.map { "\(report.numerator ?? 0)/\($0)" } ?? "",
            ]
        }
        Terminal.print(TextTable(["Code", "Indicateur", "Valeur", "Détail"], rows).text)
    }

    private func check() async throws {
        let checks = try await base.withApplication { app in
            if keep { try await app.keepIndicators(uai: place.school) }
            return try await app.verifyIndicators(uai: place.school)
        }
        if json {
            try Terminal.printJSON(checks)
        } else if checks.isEmpty {
            Terminal.print("Aucun compte n’est encore tenu\u{A0}: ils le sont quand une page d’indicateurs s’ouvre.")
        } else {
            for check in checks { say(check) }
        }
        if checks.contains(where: { $0.state == .different }) { throw ExitCode.problemsFound }
    }

    private func say(_ check: IndicatorCheck) {
        let head = "\(check.uai), \(check.year)-\(check.year + 1)\u{A0}: "
        let again = "\(check.equal) indicateurs refaits à partir des lignes, identiques à ceux tenus le \(check.keptOn)"
        switch check.state {
        case .equal: Terminal.print(head + "égal. " + again + ".")
        case .stale where check.equal == 0:
            Terminal.print(
                head
                    + "à recompter. Ce qui est tenu date du \(check.keptOn)\u{A0}: rien n’en est montré. Ajoutez --keep."
            )
        case .stale:
            Terminal.print(
                head + "à recompter en partie. " + again
                    + "\u{A0}; \(check.doubtful.count) à refaire, quelque chose a été "
                    + "écrit depuis\u{A0}: \(check.doubtful.joined(separator: ", ")). Ajoutez --keep.")
        case .different:
            Terminal.print(head + "différent. " + again + ", \(check.differences.count) ne le sont pas.")
            let rows = check.differences.map { [$0.code, $0.kept, $0.counted] }
            Terminal.print(TextTable(["Code", "Tenu", "Compté"], rows).text)
        }
    }
}
