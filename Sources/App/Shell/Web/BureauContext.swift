import Hummingbird
import Logging
import NIOCore

/// What travels with a request through the router.
struct BureauContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let clientAddress: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        clientAddress = source.channel.remoteAddress?.ipAddress ?? "?"
    }

    /// For requests that come without a socket.
    init(logger: Logger, clientAddress: String) {
        coreContext = .init(source: SocketlessSource(logger: logger))
        self.clientAddress = clientAddress
    }

    private struct SocketlessSource: RequestContextSource {
        let logger: Logger
    }
}
