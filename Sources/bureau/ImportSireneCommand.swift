import App
import ArgumentParser
import Domain
import Exchange
import Foundation
import Persistence

/// `bureau import sirene`
struct ImportSirene: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sirene",
        abstract: "Garde un extrait du répertoire Sirene (StockEtablissement et StockUniteLegale, CSV ou ZIP).",
        discussion: """
            L’extrait complète les fiches d’entreprises d’après leur SIRET et signale celles qui ont fermé. Les fichiers \
            viennent de data.gouv.fr ; ils se lisent tels quels, sans les décompresser, dans n’importe quel ordre. \
            Relancer la commande remplace l’extrait des départements demandés.
            """)

    @Argument(help: "StockEtablissement, StockUniteLegale, ou les deux.", completion: .file())
    var files: [String]

    @Option(help: "Départements à garder, séparés par des virgules (31,81,2A,974)\u{A0}; tous si rien n’est dit.")
    var departements: String?

    @Option(help: "Divisions NAF à garder\u{A0}: 10-47 ou 45,55-56\u{A0}; toutes si rien n’est dit.")
    var naf: String?

    @Option(help: "Garde aussi les établissements fermés depuis tant d’années\u{A0}; 0 n’en garde aucun.")
    var closedYears = 3

    @OptionGroup var base: DatabaseOptions

    @Flag(help: "Compte ce qui serait gardé, sans rien écrire.")
    var dryRun = false

    @Flag(help: "Écrit le résultat en JSON.")
    var json = false

    func run() async throws {
        let request = SireneImport(
            files: try files.map { try SireneFile(path: $0) }, filter: try filter(), isPreview: dryRun)
        let summary = try await base.withApplication(memory: .sparing) { try await carryOut(request, in: $0) }
        SirenePrinting.printSummary(summary, asJSON: json)
    }

    private func carryOut(_ request: SireneImport, in app: App.Application) async throws -> SireneSummary {
        let bar = ProgressBar(total: 1000)
        bar.start()
        defer { bar.stop() }
        StopSignal.watch()
        return try await app.importSirene(request, shouldStop: StopSignal.isAsked) { part, label in
            bar.step(Int(part * 1000), label)
        }
    }

    private func filter() throws -> SireneFilter {
        let year = Foundation.Calendar(identifier: .gregorian).component(.year, from: Date())
        return SireneFilter(
            departements: try SireneChoices.departements(departements ?? ""),
            divisions: try SireneChoices.divisions(naf ?? ""),
            closedSince: closedYears > 0 ? "\(year - min(closedYears, 200))-01-01" : nil)
    }
}

/// What people write after `--departements` and `--naf`.
enum SireneChoices {
    static func departements(_ text: String) throws -> Set<String> {
        var codes: Set<String> = []
        for part in text.split(separator: ",") {
            guard let departement = Departement(code: part.trimmingCharacters(in: .whitespaces)) else {
                throw ImportUse(
                    message:
                        "«\u{A0}\(part)\u{A0}» n’est pas un département. Exemple\u{A0}: --departements 31,81,2A,974.")
            }
            codes.insert(departement.code)
        }
        return codes
    }

    static func divisions(_ text: String) throws -> Set<Int> {
        var divisions: Set<Int> = []
        for part in text.split(separator: ",") {
            let bounds = part.split(separator: "-").map { Int($0.trimmingCharacters(in: .whitespaces)) }
            guard bounds.count <= 2, let first = bounds.first ?? nil, let last = bounds.last ?? nil, first <= last,
                (1...99).contains(first), (1...99).contains(last)
            else {
                throw ImportUse(
                    message:
                        "«\u{A0}\(part)\u{A0}» n’est pas une division NAF. Exemple\u{A0}: --naf 10-47 ou --naf 45,55-56."
                )
            }
            divisions.formUnion(first...last)
        }
        return divisions
    }
}

/// Says what an import of Sirene did.
enum SirenePrinting {
    static func printSummary(_ summary: SireneSummary, asJSON: Bool) {
        if asJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            // Plain values always encode.
            if let data = try? encoder.encode(summary) { print(String(decoding: data, as: UTF8.self)) }
            return
        }
        print(summary.applied ? "Extrait de Sirene enregistré." : "Aperçu\u{A0}: rien n’est écrit.")
        let lines = [
            ("Lignes lues", summary.rows), ("Établissements gardés", summary.kept), ("dont fermés", summary.closed),
            ("dont en diffusion partielle", summary.hidden), ("Unités légales jointes", summary.units),
            ("Sortis de l’extrait", summary.removed), ("Lignes refusées", summary.refused),
        ]
        for (label, count) in lines {
            print(label + String(repeating: " ", count: max(1, 30 - label.count)) + FrenchNumber.grouped(count))
        }
        for column in summary.unknownColumns {
            warn("Remarque\u{A0}: colonne inconnue «\u{A0}\(column)\u{A0}», laissée de côté.")
        }
        for problem in summary.problems { warn("Refusé\u{A0}: \(problem.sentence)") }
    }

    private static func warn(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
