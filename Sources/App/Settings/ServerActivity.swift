import Domain
import Persistence

/// How the server fares: its jobs, and the mails that wait.
struct ServerActivity: Sendable {
    let heartbeats: [Heartbeat]
    let waiting: Int
    let failed: Int
    /// The mails of this school that did not leave at the first try.
    let troubled: [TroubledMail]
    /// The mails of this school of which nobody knows whether they left.
    let doubtful: [DoubtfulMail]
}

/// A mail that was tried without success.
struct TroubledMail: Codable, Sendable {
    let id: ID<OutgoingMail>
    let recipient: String
    let subject: String
    let attempts: Int
    let nextAttemptAt: Moment
    let lastError: String?
}

extension PlatformDatabase {
    func serverActivity(of school: ID<School>, at now: Moment) throws -> ServerActivity {
        let most = OutgoingMail.mostAttempts
        let waiting: Int? = try row(
            "select count(*) from outbox where outbox.sent_at is null and outbox.attempts < \(most)")
        let failed: Int? = try row(
            "select count(*) from outbox where outbox.sent_at is null and outbox.attempts >= \(most)")
        let troubled: [TroubledMail] = try rows(
            """
            select outbox.id, outbox.recipient, outbox.subject, outbox.attempts, outbox.next_attempt_at,
            outbox.last_error from outbox
            where outbox.sent_at is null and outbox.attempts > 0 and outbox.school_id = \(school)
            order by outbox.next_attempt_at desc, outbox.id limit 20
            """)
        return ServerActivity(
            heartbeats: try heartbeats(), waiting: waiting ?? 0, failed: failed ?? 0, troubled: troubled,
            doubtful: try doubtfulMails(of: school, at: now))
    }
}
