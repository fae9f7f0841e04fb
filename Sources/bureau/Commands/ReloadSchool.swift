import App
import ArgumentParser
import Exchange
import Foundation

/// `bureau import school`
struct ReloadSchool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "school",
        abstract: "Recharge un établissement exporté par « bureau export school ».",
        discussion: """
            La base doit être vide\u{A0}; elle est créée si elle n’existe pas. Tout est chargé, avec les mêmes clés, ou rien \
            ne l’est. Les personnes choisissent ensuite un nouveau mot de passe («\u{A0}bureau user password\u{A0}»).

            Exemple\u{A0}:

              bureau import school lycee.zip --database sqlite:var/nouvelle.sqlite
            """)

    @OptionGroup var base: DatabaseOptions

    @Argument(help: ArgumentHelp("Fichier à recharger.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(name: .customLong("dry-run"), help: "Vérifie le fichier et la base, n’écrit rien.")
    var dryRun = false

    @Flag(help: "Écrit le nombre de lignes de chaque table en JSON.")
    var json = false

    func run() async throws {
        let address = URL(fileURLWithPath: file)
        let content = NamedFile(name: address.lastPathComponent, bytes: Array(try Data(contentsOf: address)))
        let summary = try await base.withApplication(creates: true) {
            try await $0.reloadSchool(content, dryRun: dryRun)
        }
        if json { return try Terminal.printJSON(summary) }
        let count = summary.rows.values.reduce(0, +)
        let what = "\(summary.school) (\(summary.uai)), \(count) lignes"
        Terminal.print(dryRun ? "Serait chargé\u{A0}: \(what)." : "Chargé\u{A0}: \(what).")
    }
}
