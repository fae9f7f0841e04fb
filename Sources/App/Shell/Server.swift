import Domain
import Hummingbird
import Logging
import NIOCore
import Persistence
import ServiceLifecycle
import UnixSignals

/// The web server: routes of all features, jobs in the background, clean stop on a signal.
public struct Server: Sendable {
    let app: Application

    public init(app: Application) {
        self.app = app
    }

    /// Serves until the process is asked to stop.
    ///
    /// - Parameter started: called once the port is open, with its number.
    /// - Throws: `ServerFailure` when the port cannot be opened.
    public func run(started: @escaping @Sendable (Int) async -> Void) async throws {
        let site = Site(app: app)
        Features.addRoutes(to: site)
        let server = Hummingbird.Application(
            responder: site.router.buildResponder(),
            configuration: .init(
                address: .hostname(app.settings.host, port: app.settings.port), serverName: nil,
                reuseAddress: true),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? 0) },
            logger: app.logger)
        let jobs = JobRunner(app: app, jobs: Features.jobs)
        let group = ServiceGroup(
            configuration: .init(
                // Named here: without a name each is printed whole, with every file of the site, before the port opens.
                services: [
                    .init(service: server, serviceName: "server"), .init(service: jobs, serviceName: "jobs"),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: app.logger))
        do {
            try await group.run()
        } catch {
            await app.store.close()
            throw ServerFailure.explaining(error, app.settings)
        }
        await app.store.close()
    }
}
