import App
import ArgumentParser
import Persistence

/// Loads fictional schools.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Charge un lycée de démonstration, tout entier fictif.",
        discussion: """
            620 apprenants en 26 classes, 75 personnels, 420 entreprises et deux ans d’échanges\u{A0}; et un second lycée, plus \
            petit, où une même personne travaille aussi. La même graine donne le même lycée le même jour. Une base qui \
            contient déjà l’un de ces lycées est laissée telle quelle.

            Exemples\u{A0}:

              bureau demo --seed 7
              bureau demo --network 100 --database sqlite:var/reseau.sqlite
            """)

    @OptionGroup var base: DatabaseOptions

    @Option(help: ArgumentHelp("Graine\u{A0}: un nombre dont tout le lycée découle.", valueName: "nombre"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Charge autant de lycées entiers, pour des mesures.", valueName: "nombre"))
    var network: Int?

    @Flag(name: .customLong("dry-run"), help: "Compte ce qui serait écrit, n’écrit rien.")
    var dryRun = false

    @Flag(help: "Écrit les comptes en JSON.")
    var json = false

    func validate() throws {
        if let network, !(1...500).contains(network) {
            throw ValidationError("--network attend un nombre de 1 à 500, pas \(network).")
        }
    }

    func run() async throws {
        let bar = ProgressBar(total: network ?? 1)
        bar.start()
        defer { bar.stop() }
        let load: (App.Application) async throws -> DemoSummary = { app in
            try await app.loadDemo(seed: seed, network: network, dryRun: dryRun) { done, all in
                bar.step(done, "\(done) lycées sur \(all)")
            }
        }
        // What would be written is counted without a database: none is made for that.
        let summary = try await dryRun ? load(inMemory()) : base.withApplication(creates: true, load)
        if json { return try Terminal.printJSON(summary) }
        let counts = [
            ("établissements", summary.schools), ("classes", summary.classes), ("apprenants", summary.learners),
            ("personnels", summary.staff), ("entreprises", summary.companies), ("contacts", summary.contacts),
            ("échanges", summary.interactions), ("PFMP", summary.periods), ("placements", summary.placements),
            ("conventions", summary.agreements),
        ]
        Terminal.print(dryRun ? "Serait chargé\u{A0}:" : "Chargé\u{A0}:")
        Terminal.print(TextTable(["", "Nombre"], counts.map { [$0.0, "\($0.1)"] }).text)
        if !dryRun { Terminal.print("Mot de passe de tous les comptes\u{A0}: \(DemoAccounts.password)") }
    }

    private func inMemory() async throws -> App.Application {
        let store = try Store.openSQLiteInMemory()
        try await Migrator(migrations: try Migrations.all()).migrate(store)
        return try await App.Application(store: store, settings: base.settings)
    }
}
