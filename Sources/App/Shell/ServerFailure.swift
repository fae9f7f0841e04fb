import Domain
import Foundation
import NIOCore

/// Why the server cannot listen.
public enum ServerFailure: Refusal, Equatable {
    /// Another program holds the port.
    case portBusy(Int)
    /// Ports below 1024 are for the system.
    case portForbidden(Int)
    /// The machine has no such address.
    case unknownAddress(String)

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .portBusy(let port):
            "Le port \(port) est déjà occupé. Arrêtez l’autre programme, ou choisissez-en un autre avec --port \(port + 1)."
        case .portForbidden(let port):
            "Le port \(port) est réservé au système. Choisissez-en un autre avec --port 8080."
        case .unknownAddress(let host):
            "L’adresse d’écoute «\u{A0}\(host)\u{A0}» n’est pas une adresse de cette machine. Corrigez l’option --host."
        }
    }

    /// What the network said, or the error itself when it is not about listening.
    static func explaining(_ error: any Error, _ settings: Settings) -> any Error {
        if error is SocketAddressError || error is SocketAddressError.UnknownHost {
            return ServerFailure.unknownAddress(settings.host)
        }
        guard let error = error as? IOError else { return error }
        switch error.errnoCode {
        case EADDRINUSE: return ServerFailure.portBusy(settings.port)
        case EACCES: return ServerFailure.portForbidden(settings.port)
        case EADDRNOTAVAIL: return ServerFailure.unknownAddress(settings.host)
        default: return error
        }
    }
}
