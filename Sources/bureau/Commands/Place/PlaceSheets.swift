import ArgumentParser
import Domain
import Exchange
import Foundation
import Placement

/// `bureau place --csv`
struct PlaceSheets: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets",
        abstract: "Propose un placement à partir de deux tableaux\u{A0}: les élèves et les places.",
        discussion: """
            Colonnes des élèves\u{A0}: élève, formation, et si on veut latitude, longitude, sans réseau (oui ou non), \
            vœux, refus (noms de places séparés par |), promis (nom d’une place).
            Colonnes des places\u{A0}: place, formations (séparées par |), et si on veut latitude, longitude, capacité, \
            gardées, siren, quota.

            Le code de sortie est 1 si une ligne est refusée ou si un élève reste sans place.
            """)

    @Flag(help: ArgumentHelp("Les fichiers sont des tableaux (CSV ou XLSX).", visibility: .default))
    var csv = false

    @Argument(help: ArgumentHelp("Tableau des élèves.", valueName: "élèves"), completion: .file())
    var learners: String

    @Argument(help: ArgumentHelp("Tableau des places.", valueName: "places"), completion: .file())
    var places: String

    @Option(help: ArgumentHelp("Fichier CSV à écrire\u{A0}; sinon la proposition s’affiche.", valueName: "fichier"))
    var output: String?

    @Flag(help: "Remplace le fichier s’il existe.")
    var force = false

    @Option(name: .customLong("max-minutes"), help: ArgumentHelp("Trajet le plus long.", valueName: "minutes"))
    var longest: Int32 = 90

    func validate() throws {
        guard (1...600).contains(longest) else { throw ValidationError("--max-minutes va de 1 à 600.") }
    }

    func run() throws {
        StopSignal.watch()
        if let output { try OutputFile.requireRoom(at: output, force: force) }
        let sheets = PlaceTables(
            learners: try TableReading.read(try ImportOpening.file(learners)),
            places: try TableReading.read(try ImportOpening.file(places)), longest: longest,
            estimate: try TravelEstimate.usual())
        guard sheets.problems.isEmpty else {
            Terminal.warn(sheets.problems.joined(separator: "\n"))
            throw ExitCode.problemsFound
        }
        let answer: Answer
        do {
            answer = try sheets.question.answered(shouldStop: StopSignal.isAsked)
        } catch {
            throw sheets.failure(error)
        }
        let rows = sheets.rows(answer)
        if let output {
            let sheet = Sheet(
                name: "Proposition", columns: PlaceTables.titles.map { SheetColumn($0) },
                rows: rows.map { $0.map(CellValue.text) })
            try OutputFile.write(CSVWriter.bytes(sheet), to: output)
        } else {
            Terminal.print(TextTable(PlaceTables.titles, rows).text)
        }
        Terminal.warn(sheets.summary(answer))
        if !answer.unplaced.isEmpty { throw ExitCode.problemsFound }
    }
}
