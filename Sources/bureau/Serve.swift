import App
import ArgumentParser
import Foundation
import Logging
import Persistence

/// Starts the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Démarre le serveur.")

    @Option(help: "Base de données : sqlite:CHEMIN ou postgresql://…")
    var database: String = "sqlite:var/bureau.sqlite"

    @Option(help: "Adresse d’écoute.")
    var host: String = "127.0.0.1"

    @Option(help: "Port d’écoute.")
    var port: Int = 8080

    func run() async throws {
        let settings = Settings(
            database: database, host: host, port: port, environment: ProcessInfo.processInfo.environment)
        let store = try Store.open(try StoreLocation(parsing: settings.database))
        _ = try await Migrator(migrations: try Migrations.all()).migrate(store)
        let app = try await Application(store: store, settings: settings)
        try await Server(app: app).run { port in
            print("Bureau est ouvert : http://\(settings.host):\(port)")
        }
    }
}
