import ArgumentParser
import Domain
import Foundation
import Persistence

/// How a command ended, when it did not simply succeed.
enum Outcome {
    /// Help or the version was asked for.
    case asked(String)
    /// It was said already: only the exit code is left.
    case said(Int32)
    /// The command is badly written: what is wrong and how to write it.
    case misused(String)
    /// The work could not be done: a sentence with the remedy.
    case failed(String)

    init(of error: any Error) {
        if let code = error as? ExitCode {
            self = .said(code.rawValue)
            return
        }
        switch BureauCommand.exitCode(for: error) {
        case .success:
            self = .asked(FrenchUsage.translated(BureauCommand.fullMessage(for: error)))
        case .validationFailure:
            self = .misused(FrenchUsage.translated(BureauCommand.fullMessage(for: error)))
        default:
            self = .failed(Failure.sentence(error))
        }
    }

    /// Says it and gives the exit code.
    func report() -> Int32 {
        switch self {
        case .asked(let text):
            Terminal.print(text)
            return 0
        case .said(let code):
            return code
        case .misused(let text):
            Terminal.warn(text.hasPrefix("Erreur") ? text : "Erreur\u{A0}: " + text)
            return 2
        case .failed(let sentence):
            Terminal.warn("Erreur\u{A0}: " + sentence)
            return 1
        }
    }
}

extension ExitCode {
    /// The work was done and found problems, which were said.
    static let problemsFound = ExitCode(1)
}

/// What stopped a command, in French, with the remedy.
struct Failure: Refusal, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    /// Any error as a sentence for people, never a trace.
    static func sentence(_ error: any Error) -> String {
        switch error {
        case let refusal as any Refusal: refusal.message
        case let failure as PersistenceFailure: failure.message
        case let file as CocoaError: sentence(of: file)
        case is CancellationError: "Interrompu avant la fin."
        default: "\(error)"
        }
    }

    private static func sentence(of error: CocoaError) -> String {
        let file = error.filePath.map { " «\u{A0}\($0)\u{A0}»" } ?? ""
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "Le fichier\(file) n’existe pas. Vérifiez son chemin."
        case .fileReadNoPermission, .fileWriteNoPermission:
            return "Le fichier\(file) n’est pas accessible. Vérifiez ses droits et ceux de son dossier."
        case .fileWriteOutOfSpace: return "Le disque est plein. Libérez de la place, puis recommencez."
        default: return "Le fichier\(file) ne peut être lu ou écrit. Vérifiez son chemin, ses droits et le disque."
        }
    }
}
