import App
import ArgumentParser
import Domain
import Foundation
import Persistence

/// Puts a backup back.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remet une sauvegarde en place.",
        discussion: """
            La sauvegarde est vérifiée avant de servir. La base en place n’est jamais effacée\u{A0}: elle est gardée à côté, \
            sous un autre nom. Arrêtez d’abord le serveur. Une base PostgreSQL se restaure avec pg_restore.

            Exemple\u{A0}:

              bureau restore sauvegarde-2026-11-24.sqlite --force
            """)

    @OptionGroup var base: DatabaseOptions

    @Argument(help: ArgumentHelp("Fichier de sauvegarde.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(name: .customLong("dry-run"), help: "Vérifie la sauvegarde, ne change rien.")
    var dryRun = false

    @Flag(help: "Prend la place de la base qui existe, gardée à côté sous un autre nom.")
    var force = false

    func run() async throws {
        let path = try base.sqlitePath()
        guard FileManager.default.fileExists(atPath: file) else {
            throw Failure("Le fichier «\u{A0}\(file)\u{A0}» n’existe pas. Vérifiez son chemin.")
        }
        try requireRoom(path)
        try base.makeFolder(of: path)
        let copy = path + ".restoring"
        DatabaseFile.remove(copy)
        defer { DatabaseFile.remove(copy) }
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
        try await DatabaseFile.requireSound(copy)
        let schools = try await DatabaseFile.requireOurs(copy, shownAs: file)
        let content = schools.isEmpty ? "aucun établissement" : schools.joined(separator: ", ")
        guard !dryRun else { return Terminal.print("Sauvegarde saine\u{A0}: \(content). Rien n’a été changé.") }
        let former = try setAside(path)
        try DatabaseFile.move(copy, to: path)
        Terminal.print("Base restaurée\u{A0}: \(content).")
        if let former { Terminal.print("L’ancienne base est gardée\u{A0}: «\u{A0}\(former)\u{A0}».") }
    }

    private func requireRoom(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard !DatabaseFile.isInUse(path) else {
            throw Failure("Un serveur utilise la base «\u{A0}\(path)\u{A0}». Arrêtez-le, puis recommencez.")
        }
        guard force || dryRun else {
            throw Failure(
                "La base «\u{A0}\(path)\u{A0}» existe. Ajoutez --force pour la remplacer\u{A0}: elle sera gardée sous un autre nom."
            )
        }
    }

    /// Moves the database in place to a name that says when.
    private func setAside(_ path: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let stamp = App.Application.systemClock().description.filter { $0.isNumber || $0 == "T" }.prefix(15)
        let former = "\(path).avant-\(stamp)"
        guard !FileManager.default.fileExists(atPath: former) else {
            throw Failure("Le fichier «\u{A0}\(former)\u{A0}» existe déjà. Recommencez dans un instant.")
        }
        try DatabaseFile.move(path, to: former)
        return former
    }
}
