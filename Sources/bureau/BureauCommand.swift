import App
import ArgumentParser
import Foundation

/// `bureau`: the program of the bureau des entreprises.
@main
struct BureauCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bureau",
        abstract: "Le logiciel du bureau des entreprises des lycées professionnels.",
        discussion: """
            Pour commencer, avec un lycée de démonstration\u{A0}:

              bureau serve --demo-if-empty

            L’aide d’une commande\u{A0}: bureau COMMANDE --help

            Codes de sortie\u{A0}: 0 si c’est fait, 1 si un problème a été trouvé, 2 si la commande est mal écrite.
            """,
        version: Bureau.version,
        subcommands: [
            Serve.self, Migrate.self, Demo.self, ImportCommand.self, Export.self, User.self, Check.self, Calendar.self,
            RulesCommand.self, Backup.self, Restore.self, PlaceCommand.self, ToursCommand.self,
            Indicators.self,
        ])

    /// Reads the command and runs it; errors are said in French, with the exit codes of the help.
    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(Outcome(of: error).report())
        }
    }
}
