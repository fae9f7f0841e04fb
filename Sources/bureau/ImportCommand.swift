import App
import ArgumentParser
import Domain
import Exchange
import Foundation

/// `bureau import`: school files, sheets and directories.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Importe des fichiers : SIECLE et STS-web, listes, annuaires, calendrier, Sirene.",
        discussion: """
            Chaque import est le même que dans le navigateur : il ne crée pas de doublon, garde ce qui a été saisi à la \
            main, et s’annule d’un coup depuis la page « Imports ».

            Exemples :
              bureau import siecle ElevesAvecAdresses.xml ResponsablesAvecAdresses.xml Structures.xml
              bureau import siecle export.zip --dry-run
              bureau import companies partenaires.xlsx --school 0999001W
              bureau import directory fr-en-annuaire-education.csv
              bureau import calendrier fr-en-calendrier-scolaire.csv
              bureau import sirene StockEtablissement_utf8.zip StockUniteLegale_utf8.zip --departements 31,81
            """,
        subcommands: [
            ImportSiecle.self, ImportLearners.self, ImportCompanies.self, ImportDirectory.self, ImportSirene.self,
            ImportCalendar.self,
            ReloadSchool.self,
        ])
}

/// `bureau import siecle`
struct ImportSiecle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "siecle",
        abstract: "Importe les fichiers SIECLE et STS-web (XML ou ZIP), tous ensemble ou un par un.")

    @OptionGroup var options: ImportOptions

    func run() async throws { try await options.run(.siecle) }
}

/// `bureau import learners`
struct ImportLearners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learners",
        abstract: "Importe une liste d’apprenants (CSV ou XLSX : Pronote, APLyPro, feuille maison).")

    @OptionGroup var options: ImportOptions

    func run() async throws { try await options.run(.learners) }
}

/// `bureau import companies`
struct ImportCompanies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "companies", abstract: "Importe une liste d’entreprises partenaires (CSV ou XLSX).")

    @OptionGroup var options: ImportOptions

    func run() async throws { try await options.run(.companies) }
}

/// `bureau import directory`
struct ImportDirectory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract: "Importe l’annuaire de l’éducation ou celui des bureaux des entreprises (CSV ou JSON).")

    @OptionGroup var options: ImportOptions

    func run() async throws { try await options.run(.directory) }
}

/// `bureau import calendrier`
struct ImportCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendrier",
        abstract: "Importe le calendrier scolaire officiel (jeu de données fr-en-calendrier-scolaire, CSV ou JSON).",
        discussion: """
            Ce qu’il dit de l’académie de l’établissement remplace les dates livrées avec le programme, partout où elles \
            servent.
            """)

    @OptionGroup var options: ImportOptions

    func run() async throws { try await options.run(.calendar) }
}

/// What every import takes.
struct ImportOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Fichiers à importer.", valueName: "fichier"), completion: .file())
    var files: [String]

    @OptionGroup var base: DatabaseOptions

    @Option(
        help: ArgumentHelp(
            """
            Code UAI de l’établissement. Inutile quand la base n’en contient qu’un, ou quand les fichiers SIECLE le disent.
            """, valueName: "uai"))
    var school: String?

    @Option(
        help: ArgumentHelp(
            "Année scolaire des fichiers, par son début (2027) ; nécessaire pour ouvrir l’année suivante.",
            valueName: "année"))
    var year: Int?

    @Flag(help: "Montre ce qui changerait, sans rien écrire.")
    var dryRun = false

    @Flag(help: "Écrit le résultat en JSON.")
    var json = false

    @Flag(name: [.customShort("y"), .long], help: "N’attend pas de confirmation.")
    var yes = false

    func run(_ kind: CommandLineImport.Kind) async throws {
        let request = CommandLineImport(kind: kind, files: try files.map(ImportOpening.file), uai: school, year: year)
        let summary = try await base.withApplication { try await carryOut(request, in: $0) }
        ImportPrinting.printSummary(summary, asJSON: json)
        if summary.refused > 0 { throw ExitCode.problemsFound }
    }

    private func carryOut(_ request: CommandLineImport, in app: App.Application) async throws -> ImportSummary {
        let bar = ProgressBar(total: CommandLineImport.Step.allCases.count)
        bar.start()
        defer { bar.stop() }
        let progress: @Sendable (CommandLineImport.Step) -> Void = { bar.step($0.rawValue, $0.label) }
        if dryRun { return try await app.previewImport(request, progress) }
        guard !yes, !json, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            return try await app.applyImport(request, progress)
        }
        let preview = try await app.previewImport(request, progress)
        bar.stop()
        ImportPrinting.printSummary(preview, asJSON: false)
        guard preview.counts.created + preview.counts.changed + preview.counts.left > 0 else { return preview }
        print("Importer ? [o/N] ", terminator: "")
        guard ["o", "oui"].contains((readLine() ?? "").lowercased()) else {
            print("Rien n’a été importé.")
            throw ExitCode(0)
        }
        return try await app.applyImport(request, progress)
    }
}

/// Opens what an import needs.
enum ImportOpening {
    /// Looks at the size before reading, so that a file that is too large costs nothing.
    static func file(_ path: String) throws -> NamedFile {
        let address = URL(fileURLWithPath: path)
        let name = address.lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            throw ImportUse(message: "« \(path) » n’est pas un fichier. Vérifiez le chemin.")
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let limit = ReadingLimits.directory.maxFileBytes
        guard size <= limit else {
            throw ExchangeFailure(file: name, cause: .tooLarge(bytes: size, limit: limit))
        }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw ImportUse(message: "« \(path) » ne peut être lu. Vérifiez ses droits.")
        }
        return NamedFile(name: name, bytes: Array(content))
    }
}

/// A file that is not one.
struct ImportUse: Refusal {
    let message: String
}

/// Says what an import did.
enum ImportPrinting {
    static func printSummary(_ summary: ImportSummary, asJSON: Bool) {
        if asJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            // Plain values always encode.
            if let data = try? encoder.encode(summary) { print(String(decoding: data, as: UTF8.self)) }
            return
        }
        print(summary.applied ? "Import fait." : "Aperçu : rien n’est écrit.")
        let rows = summary.detail.sorted { $0.key < $1.key } + [("Total", summary.counts)]
        print(line("", "créés", "changés", "inchangés", "partis"))
        for (label, counts) in rows {
            print(
                line(
                    label, String(counts.created), String(counts.changed), String(counts.unchanged),
                    String(counts.left)))
        }
        for problem in summary.problems {
            let mark = problem.severity == .refused ? "Refusé" : "Remarque"
            FileHandle.standardError.write(Data("\(mark) : \(problem.sentence)\n".utf8))
        }
    }

    private static func line(_ label: String, _ numbers: String...) -> String {
        let padded = label + String(repeating: " ", count: max(0, 16 - label.count))
        return padded
            + numbers.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
    }
}
