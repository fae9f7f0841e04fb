import App
import ArgumentParser
import Foundation
import Persistence

/// Brings the database up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Crée la base ou la met à jour.",
        discussion: """
            Le serveur le fait aussi à chaque démarrage. Sans danger si la base est déjà à jour.

            Exemple\u{A0}:

              bureau migrate --dry-run --database sqlite:/var/lib/bureau/bureau.sqlite
            """)

    @OptionGroup var base: DatabaseOptions

    @Flag(name: .customLong("dry-run"), help: "Dit ce qui serait fait, ne change rien.")
    var dryRun = false

    @Flag(help: "Écrit un objet JSON\u{A0}: pending (à faire) ou applied (faites).")
    var json = false

    func run() async throws {
        let migrator = Migrator(migrations: try Migrations.all())
        let steps = dryRun ? try await pending(migrator) : try await applied(migrator)
        let names = steps.map { "\($0.number) \($0.name)" }
        if json {
            try Terminal.printJSON([dryRun ? "pending" : "applied": names])
        } else if names.isEmpty {
            Terminal.print("La base est à jour.")
        } else {
            Terminal.print((dryRun ? "À appliquer\u{A0}: " : "Appliqué\u{A0}: ") + names.joined(separator: ", "))
        }
    }

    /// A file that does not exist is not made to be looked at.
    private func pending(_ migrator: Migrator) async throws -> [Migration] {
        let location = try base.location
        if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) {
            return try Migrations.all()
        }
        let store = try Store.open(location)
        do {
            let steps = try await migrator.pending(store)
            await store.close()
            return steps
        } catch {
            await store.close()
            throw error
        }
    }

    private func applied(_ migrator: Migrator) async throws -> [Migration] {
        let store = try base.store(creates: true)
        do {
            let steps = try await migrator.migrate(store)
            await store.close()
            return steps
        } catch {
            await store.close()
            throw error
        }
    }
}
