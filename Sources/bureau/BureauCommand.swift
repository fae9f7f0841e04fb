import App
import ArgumentParser

/// `bureau`: the program of the bureau des entreprises.
@main
struct BureauCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bureau", abstract: "Le logiciel du bureau des entreprises des lycées professionnels.",
        version: Bureau.version, subcommands: [Serve.self, ImportCommand.self])
}
