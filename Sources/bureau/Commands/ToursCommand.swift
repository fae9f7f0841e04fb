import ArgumentParser
import Foundation
import Placement

/// `bureau tours`: visits into half-days.
struct ToursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tours",
        abstract: "Range des visites dans des demi-journées\u{A0}: le moins de demi-journées, puis le moins de route.",
        subcommands: [ToursSolve.self])
}

/// `bureau tours solve`
struct ToursSolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Calcule les tournées d’un fichier JSON.",
        discussion: """
            Le fichier dit les sortes de demi-journées (kinds), celles qui sont libres (free, si elles sont comptées), le \
            départ (base) et les visites (visits)\u{A0}; les trajets viennent des coordonnées, ou de travelSeconds. Le \
            format est décrit dans docs/placement-engine.md.

            Jusqu’à 16 lieux, rien n’est plus court et c’est prouvé. Au-delà, plus il y a de secondes, mieux c’est. Le \
            code de sortie est 1 si une visite reste sans demi-journée.

            Exemple\u{A0}:

              bureau tours solve visites.json --seconds 10 --json
            """)

    @Argument(help: ArgumentHelp("Fichier JSON des visites.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(help: "Écrit un objet JSON\u{A0}: tours, left, drivingSeconds, proven.")
    var json = false

    @Option(help: ArgumentHelp("Temps de recherche au-delà de 16 lieux.", valueName: "secondes"))
    var seconds = 5.0

    func validate() throws {
        guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds va de 0 à 3 600.") }
    }

    func run() throws {
        StopSignal.watch()
        let day = try TourFile.read(file)
        let start = ContinuousClock.now
        let plan: TourPlan
        do {
            plan = try day.question.goodPlan { _ in
                StopSignal.isAsked() ? 1 : (ContinuousClock.now - start) / .seconds(seconds)
            }
        } catch {
            throw Failure("«\u{A0}\(file)\u{A0}» est refusé\u{A0}: \(TourFile.words(error, day)).")
        }
        if StopSignal.isAsked() { throw CancellationError() }
        let report = TourReport(plan, day)
        if json {
            try Terminal.printJSON(report)
        } else {
            Terminal.print(report.text)
        }
        if !report.left.isEmpty { throw ExitCode.problemsFound }
    }
}
