import App
import ArgumentParser
import Domain
import Foundation
import Persistence

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Base de données\u{A0}: sqlite:CHEMIN ou postgresql://UTILISATEUR@SERVEUR/BASE. Sans cette option, celle de la \
            variable BUREAU_DATABASE, sinon sqlite:var/bureau.sqlite.
            """, valueName: "base"))
    var database: String?

    /// What the flags and the environment say.
    var settings: Settings {
        Settings(database: database, environment: ProcessInfo.processInfo.environment)
    }

    var location: StoreLocation {
        get throws { try StoreLocation(parsing: settings.database) }
    }

    /// The file of the database, for what is done with files.
    /// - Throws: the way to do it with the tools of PostgreSQL.
    func sqlitePath() throws -> String {
        guard case .sqlite(let path) = try location else { throw PersistenceFailure.backupByServerTools }
        return path
    }

    /// Opens the database as the program needs it, made and brought up to date when needed.
    /// - Parameter creates: `false` refuses a file that does not exist, rather than make an empty one by mistake.
    func open(creates: Bool = false, memory: StoreMemory = .ample) async throws -> Store {
        let store = try store(creates: creates, memory: memory)
        do {
            try await Migrator(migrations: try Migrations.all()).migrate(store)
            return store
        } catch {
            await store.close()
            throw error
        }
    }

    /// The database as it is.
    func store(creates: Bool, memory: StoreMemory = .ample) throws -> Store {
        let location = try location
        if case .sqlite(let path) = location {
            if !creates { try requireFile(path) }
            try makeFolder(of: path)
        }
        return try Store.open(location, memory: memory)
    }

    /// Runs some work on the application, and closes the database whatever happens.
    func withApplication<T>(
        creates: Bool = false, memory: StoreMemory = .ample, _ body: (App.Application) async throws -> T
    ) async throws -> T {
        let store = try await open(creates: creates, memory: memory)
        do {
            let value = try await body(try await App.Application(store: store, settings: settings))
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }

    private func requireFile(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        throw Failure(
            "La base «\u{A0}\(path)\u{A0}» n’existe pas. Vérifiez l’option --database, ou créez-la avec «\u{A0}bureau serve\u{A0}» "
                + "ou «\u{A0}bureau migrate\u{A0}».")
    }

    /// The folder holds personal data: it is made for this account only.
    func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        guard !FileManager.default.fileExists(atPath: folder.path) else { return }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                "Le dossier «\u{A0}\(folder.path)\u{A0}» ne peut être créé. Choisissez-en un autre avec --database, ou créez-le."
            )
        }
    }
}

/// Which school a command works on, when the database holds several.
struct SchoolOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Code UAI de l’établissement. Inutile quand la base n’en contient qu’un.", valueName: "uai"))
    var school: String?
}
