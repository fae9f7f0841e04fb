import Domain
import Foundation
import Logging
import Persistence
import ServiceLifecycle

/// Work that recurs in the background. Its last run is written where administrators see it (F139).
struct Job: Sendable {
    let name: String
    /// What the job is for, in French.
    let label: String
    let everySeconds: Int
    /// Does one round and says in a few words what was done.
    let run: @Sendable (Application) async throws -> String
}

/// Runs the jobs in turn while the server lives.
struct JobRunner: Service {
    let app: Application
    let jobs: [Job]

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var due: [String: Moment] = [:]
            while !Task.isCancelled {
                for job in jobs where (due[job.name] ?? app.clock()) <= app.clock() {
                    await JobRunner.once(job, in: app)
                    due[job.name] = app.clock().adding(seconds: job.everySeconds)
                }
                // The only failure of a pause is its cancellation, which ends the loop.
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// One round of one job, with its heartbeat before and after.
    static func once(_ job: Job, in app: Application) async {
        let started = app.clock()
        do {
            let detail = try await job.run(app)
            try await app.performPlatform(Beat(name: job.name, started: started, succeeded: true, detail: detail))
        } catch  where Task.isCancelled {
            // The server stops: the round is taken up at the next start.
            app.logger.debug("job interrupted", metadata: ["job": "\(job.name)"])
        } catch {
            app.logger.error("job failed", metadata: ["job": "\(job.name)", "error": "\(error)"])
            let beat = Beat(
                name: job.name, started: started, succeeded: false, detail: "Échec, voir le journal du serveur")
            // A heartbeat that cannot be written either is already in the log above.
            try? await app.performPlatform(beat)
        }
    }
}

/// The last run of a job.
struct Heartbeat: Codable, Sendable {
    let name: String
    let startedAt: Moment
    let endedAt: Moment?
    let succeeded: Bool?
    let detail: String
}

private struct Beat: PlatformOperation {
    let name: String
    let started: Moment
    let succeeded: Bool
    let detail: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            insert into job_heartbeat (name, started_at, ended_at, succeeded, detail)
            values (\(name), \(started.description), \(now.moment.description), \(succeeded), \(detail))
            on conflict (name) do update set started_at = excluded.started_at, ended_at = excluded.ended_at,
            succeeded = excluded.succeeded, detail = excluded.detail
            """)
    }
}

extension PlatformDatabase {
    func heartbeats() throws -> [Heartbeat] {
        try rows(
            """
            select job_heartbeat.name, job_heartbeat.started_at, job_heartbeat.ended_at, job_heartbeat.succeeded,
            job_heartbeat.detail from job_heartbeat order by job_heartbeat.name
            """)
    }
}

extension Job {
    /// First of all at the start, and again soon after an import: a school that fills must not be read by figures of
    /// when it was empty.
    static let statistics = Job(name: "statistiques", label: "Comptage des tables", everySeconds: 600) { app in
        try await app.store.refreshStatistics()
        return "à jour"
    }
}
