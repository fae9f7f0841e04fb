import ArgumentParser
import Foundation
import Persistence

/// Copies the database.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sauvegarde la base dans un fichier, même pendant que le serveur travaille.",
        discussion: """
            La copie est vérifiée avant d’être annoncée. Elle contient toutes les données personnelles\u{A0}: gardez-la en \
            lieu sûr. Une base PostgreSQL se sauvegarde avec pg_dump.

            Exemple\u{A0}:

              bureau backup "sauvegarde-$(date +%F).sqlite"
            """)

    @OptionGroup var base: DatabaseOptions

    @Argument(help: ArgumentHelp("Fichier à écrire.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(help: "Remplace le fichier s’il existe.")
    var force = false

    func run() async throws {
        let source = try base.sqlitePath()
        guard URL(fileURLWithPath: source).standardizedFileURL != URL(fileURLWithPath: file).standardizedFileURL else {
            throw Failure("Ce fichier est la base elle-même. Choisissez un autre nom pour la sauvegarde.")
        }
        try OutputFile.requireRoom(at: file, force: force)
        let store = try base.store(creates: false)
        do {
            try await store.backup(to: file)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
        try await DatabaseFile.requireSound(file)
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        Terminal.print("Sauvegarde vérifiée\u{A0}: «\u{A0}\(file)\u{A0}», \(max(1, size / 1_000_000)) Mo.")
    }
}
