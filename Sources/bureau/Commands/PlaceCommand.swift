import ArgumentParser
import Exchange
import Foundation
import Placement

/// `bureau place`: who goes where.
struct PlaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Propose qui va où\u{A0}: le plus d’élèves placés, puis le moins de trajets, avec la preuve.",
        discussion: """
            Sans base de données ni réseau. Le calcul n’utilise que les nombres des fichiers donnés.

            Exemples\u{A0}:

              bureau place --csv eleves.csv places.csv --output proposition.csv
              bureau place solve instance.bin --json
            """,
        subcommands: [PlaceSolve.self, PlaceSheets.self], defaultSubcommand: PlaceSheets.self)
}

/// `bureau place solve`
struct PlaceSolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Résout une instance binaire et prouve que rien n’est moins cher.",
        discussion: """
            Le format est décrit dans docs/placement-engine.md. Le code de sortie est 1 si le fichier est refusé ou si \
            la preuve manque.

            Exemples\u{A0}:

              bureau place solve instance.bin --json
              bureau place solve instance.bin --capacitated --threads 2 --verify
            """)

    @Argument(help: ArgumentHelp("Instance à résoudre.", valueName: "fichier"), completion: .file())
    var file: String

    @Flag(help: "Écrit un objet JSON\u{A0}: objective, placed, solveSeconds, certified.")
    var json = false

    @Flag(
        help: "Compte les capacités des places et les quotas des entreprises\u{A0}; sinon chaque place prend un élève.")
    var capacitated = false

    @Option(help: ArgumentHelp("Parties indépendantes résolues en même temps.", valueName: "nombre"))
    var threads = 1

    @Flag(help: "Vérifie la preuve d’optimalité\u{A0}; sans elle, le code de sortie est 1.")
    var verify = false

    func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads va de 1 à 256.") }
    }

    func run() async throws {
        StopSignal.watch()
        let instance = try PlaceSolve.instance(at: file, capacitated ? .capacitated : .unit)
        let start = ContinuousClock.now
        let solution = try await PlaceSolve.solve(instance, threads: threads)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let fault = solution.firstFault(in: instance)
        let report = Report(
            objective: solution.objective, placed: solution.placed, solveSeconds: seconds, certified: fault == nil)
        if json {
            try Terminal.printJSON(report)
        } else {
            Terminal.print(report.text(of: instance.learnerCount))
        }
        if let fault, verify { Terminal.warn("La preuve manque\u{A0}: \(fault).") }
        if fault != nil { throw ExitCode.problemsFound }
    }

    struct Report: Encodable {
        let objective: Int64
        let placed: Int
        let solveSeconds: Double
        let certified: Bool

        func text(of learners: Int) -> String {
            let time = seconds.replacing(".", with: ",")
            let proof = certified ? "optimum prouvé" : "optimum non prouvé"
            return "\(placed) élèves placés sur \(learners), coût \(objective), \(proof), \(time) s."
        }

        private var seconds: String { String(format: "%.3f", solveSeconds) }
    }

    private static func instance(at path: String, _ variant: Instance.Variant) throws -> Instance {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        do {
            return try bytes.withUnsafeBytes { try Instance(file: $0, variant: variant) }
        } catch let error as InstanceError {
            throw Failure("«\u{A0}\(path)\u{A0}» est refusé. \(error.description)")
        }
    }

    /// The parts that share nothing are solved at the same time; an instance is often one part.
    private static func solve(_ instance: Instance, threads: Int) async throws -> Solution {
        do {
            guard threads > 1 else { return try instance.solved(shouldStop: StopSignal.isAsked) }
            let components = Components(of: instance)
            let parts = components.parts
            return try await withThrowingTaskGroup(of: (Int, Solution).self) { group in
                var solutions = [Solution?](repeating: nil, count: parts.count)
                for number in parts.indices {
                    if number >= threads, let (done, solution) = try await group.next() { solutions[done] = solution }
                    group.addTask { (number, try parts[number].instance.solved(shouldStop: StopSignal.isAsked)) }
                }
                for try await (done, solution) in group { solutions[done] = solution }
                return components.whole(solutions.compactMap { $0 })
            }
        } catch is Stopped {
            throw CancellationError()
        }
    }
}
