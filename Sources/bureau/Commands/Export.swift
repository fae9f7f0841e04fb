import App
import ArgumentParser
import Foundation

/// Takes data out.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Exporte un établissement entier, ou une liste.",
        discussion: """
            Exemples\u{A0}:

              bureau export school lycee.zip --school 0999001W
              bureau export companies --format xlsx --output entreprises.xlsx
              bureau export learners --format json
            """,
        subcommands: [ExportSchool.self, ExportCompanies.self, ExportLearners.self])
}

/// `bureau export school`
struct ExportSchool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "school",
        abstract: "Écrit tout un établissement dans un fichier, pour le recharger ailleurs.",
        discussion: """
            Le fichier ZIP contient une liste de lignes JSON par table et un manifeste (version, nombres, empreintes). \
            Les mots de passe n’y sont pas\u{A0}; les données personnelles y sont\u{A0}: gardez-le en lieu sûr. \
            « bureau import school » le recharge dans une base vide.

            Exemple\u{A0}:

              bureau export school lycee.zip --school 0999001W
            """)

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Argument(help: ArgumentHelp("Fichier à écrire.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(help: "Remplace le fichier s’il existe.")
    var force = false

    @Flag(help: "Écrit le nombre de lignes de chaque table en JSON.")
    var json = false

    func run() async throws {
        try OutputFile.requireRoom(at: file, force: force)
        let summary = try await base.withApplication { try await $0.exportSchool(uai: place.school, to: file) }
        if json { return try Terminal.printJSON(summary) }
        let count = summary.rows.values.reduce(0, +)
        Terminal.print("\(summary.school) (\(summary.uai))\u{A0}: \(count) lignes dans «\u{A0}\(file)\u{A0}».")
    }
}

/// `bureau export companies`
struct ExportCompanies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "companies", abstract: "Exporte la liste des entreprises.",
        discussion: "Exemple\u{A0}:\n\n  bureau export companies --format xlsx --output entreprises.xlsx")

    @OptionGroup var options: ListOptions

    func validate() throws { try options.check() }
    func run() async throws { try await options.run(.companies) }
}

/// `bureau export learners`
struct ExportLearners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learners", abstract: "Exporte la liste des apprenants présents.",
        discussion: "Exemple\u{A0}:\n\n  bureau export learners --format csv --output apprenants.csv")

    @OptionGroup var options: ListOptions

    func validate() throws { try options.check() }
    func run() async throws { try await options.run(.learners) }
}

/// What the export of a list takes.
struct ListOptions: ParsableArguments {
    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Option(help: ArgumentHelp("Format\u{A0}: csv (pour Excel en français), xlsx ou json.", valueName: "format"))
    var format: ListExport.Format = .csv

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Fichier à écrire. Sans cette option, la sortie standard.", valueName: "fichier"),
        completion: .file())
    var output: String?

    @Flag(help: "Remplace le fichier s’il existe.")
    var force = false

    func check() throws {
        guard format != .xlsx || output != nil else {
            throw ValidationError("Un classeur s’écrit dans un fichier\u{A0}: ajoutez --output liste.xlsx.")
        }
    }

    func run(_ list: ListExport.List) async throws {
        if let output { try OutputFile.requireRoom(at: output, force: force) }
        let export = try await base.withApplication {
            try await $0.export(list, as: format, uai: place.school)
        }
        guard let output else { return Terminal.write(export.bytes) }
        try OutputFile.write(export.bytes, to: output)
        Terminal.warn("\(export.count) lignes dans «\u{A0}\(output)\u{A0}».")
    }
}

extension ListExport.Format: ExpressibleByArgument {}

/// Files that commands write: personal data, for this account only, never over another file by mistake.
enum OutputFile {
    static func requireRoom(at path: String, force: Bool) throws {
        guard FileManager.default.fileExists(atPath: path), !force else { return }
        throw Failure("Le fichier «\u{A0}\(path)\u{A0}» existe déjà. Choisissez un autre nom, ou ajoutez --force.")
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
