import App
import ArgumentParser
import Domain
import Foundation
import Logging
import Persistence

/// Starts the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Démarre le serveur.",
        discussion: """
            Crée la base si elle n’existe pas, la met à jour, puis affiche l’adresse à ouvrir et comment se connecter. \
            Ctrl+C arrête le serveur proprement.

            Exemples\u{A0}:

              bureau serve --demo-if-empty
              BUREAU_PUBLIC_ADDRESS=https://bureau.exemple.fr bureau serve --database sqlite:/var/lib/bureau/bureau.sqlite

            Autres réglages, par variables d’environnement\u{A0}: BUREAU_PUBLIC_ADDRESS (adresse publique en https), \
            BUREAU_TRUST_PROXY=1 (derrière un serveur mandataire), BUREAU_SMTP et BUREAU_MAIL_SENDER (courriels), \
            BUREAU_OIDC_ISSUER, BUREAU_OIDC_CLIENT_ID, BUREAU_OIDC_CLIENT_SECRET et BUREAU_OIDC_LABEL (compte professionnel).
            """)

    @OptionGroup var base: DatabaseOptions

    @Option(
        help: ArgumentHelp("Adresse d’écoute\u{A0}; 0.0.0.0 pour toutes celles de la machine.", valueName: "adresse"))
    var host: String = "127.0.0.1"

    @Option(help: ArgumentHelp("Port d’écoute, de 0 à 65535\u{A0}; 0 en choisit un libre.", valueName: "port"))
    var port: Int = 8080

    @Flag(name: .customLong("demo-if-empty"), help: "Charge le lycée de démonstration si la base est vide.")
    var demoIfEmpty = false

    @Flag(help: "N’ajoute rien\u{A0}: une base vide s’ouvre sur la page de premier démarrage.")
    var empty = false

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("Le port est un nombre de 0 à 65535, pas \(port).")
        }
        guard !(demoIfEmpty && empty) else {
            throw ValidationError("Choisissez --demo-if-empty ou --empty, pas les deux.")
        }
    }

    func run() async throws {
        let settings = settings
        warn(about: settings)
        let store = try await base.open(creates: true)
        for warning in store.warnings { Terminal.warn("Attention\u{A0}: " + warning.message) }
        var logger = Logger(label: "bureau")
        logger.logLevel = .warning
        let app = try await App.Application(store: store, settings: settings, logger: logger)
        if demoIfEmpty, try await app.isEmpty() {
            Terminal.warn("Chargement du lycée de démonstration…")
            _ = try await app.loadDemo()
        }
        let welcome = try await app.welcome()
        try await Server(app: app).run { port in
            Terminal.print(Serve.announcement(settings, port: port, welcome))
        }
    }

    private var settings: Settings {
        var settings = base.settings
        settings.host = host
        settings.port = port
        return settings
    }

    private func warn(about settings: Settings) {
        guard !settings.isForThisMachineOnly, settings.publicAddress?.hasPrefix("https://") != true else { return }
        Terminal.warn(
            """
            Attention\u{A0}: le serveur écoute au-delà de cette machine sans adresse publique en https. Les mots de passe \
            circuleraient en clair. Placez-le derrière un serveur mandataire en https et indiquez \
            BUREAU_PUBLIC_ADDRESS=https://…
            """)
    }

    /// What people read once the port is open.
    static func announcement(_ settings: Settings, port: Int, _ welcome: Welcome) -> String {
        let shown = ["0.0.0.0", "::"].contains(settings.host) ? "127.0.0.1" : settings.host
        let host = shown.contains(":") ? "[\(shown)]" : shown
        let address = settings.publicAddress ?? "http://\(host):\(port)"
        return "Bureau est ouvert\u{A0}: \(address)\n" + howToSignIn(address, welcome)
    }

    private static func howToSignIn(_ address: String, _ welcome: Welcome) -> String {
        switch welcome {
        case .ready: "Connectez-vous avec votre adresse électronique."
        case .empty(nil):
            "La base est vide\u{A0}: créez l’établissement et le premier compte sur \(address)/premier-demarrage"
        case .empty(let code?):
            """
            La base est vide\u{A0}: créez l’établissement et le premier compte sur \(address)/premier-demarrage
            Le code demandé\u{A0}: \(code)
            """
        case .demo(let accounts, let password):
            """

            Lycée de démonstration, mot de passe de tous les comptes\u{A0}: \(password)

            \(TextTable(["Compte", "Rôle"], accounts.map { [$0.email, $0.role.label] }).text)
            """
        }
    }
}
