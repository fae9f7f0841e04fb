import Domain
import Persistence

/// A mail waiting to leave, saved with the change that asked for it.
struct OutgoingMail: Codable, Sendable {
    let id: ID<OutgoingMail>
    let schoolId: ID<School>?
    let recipient: String
    let subject: String
    let body: String
    let createdAt: Moment
    let attempts: Int
    let nextAttemptAt: Moment
    let sentAt: Moment?
    let lastError: String?
    /// A file that goes with it, kept once for all the mails of a campaign.
    var attachmentId: String?
    /// Where its receiver says that it is the last one.
    var unsubscribe: String?
}

/// A file that mails carry.
struct OutboxAttachment: Codable, Sendable {
    let id: String
    let name: String
    let mediaType: String
    let content: [UInt8]
    /// Deleted once every mail that carries it has left.
    var oneTime = false
}

extension PlatformDatabase {
    /// Puts a mail in the outbox, in the transaction of the change itself.
    /// - Returns: its key, by which one learns what became of it.
    @discardableResult
    func send(
        to recipient: String, subject: String, body: String, school: ID<School>? = nil, attachment: String? = nil,
        unsubscribe: String? = nil, at now: Now
    ) throws -> String {
        let mail = OutgoingMail(
            id: newID(), schoolId: school, recipient: recipient, subject: subject, body: body, createdAt: now.moment,
            attempts: 0, nextAttemptAt: now.moment, sentAt: nil, lastError: nil, attachmentId: attachment,
            unsubscribe: unsubscribe)
        try insert(mail, into: "outbox")
        return mail.id.rawValue
    }

    func outboxAttachment(_ id: String) throws -> OutboxAttachment? {
        try row("select outbox_attachment.* from outbox_attachment where outbox_attachment.id = \(id)")
    }

    func mailsToSend(at now: Moment, limit: Int = 20) throws -> [OutgoingMail] {
        try rows(
            """
            select outbox.* from outbox where outbox.sent_at is null and outbox.next_attempt_at <= \(now.description)
            and outbox.attempts < \(OutgoingMail.mostAttempts) order by outbox.next_attempt_at limit \(limit)
            """)
    }
}

extension OutgoingMail {
    static let mostAttempts = 8

    /// Seconds to wait after a failure: one minute, then twice as long each time.
    static func delay(after attempts: Int) -> Int {
        60 << min(attempts, 10)
    }
}

/// What became of one try to send.
struct SettleMail: PlatformOperation {
    let mail: OutgoingMail
    /// `nil` when it left.
    let failure: String?

    func run(in db: PlatformDatabase, at now: Now) throws {
        let id = mail.id.rawValue
        guard let failure else {
            try db.run("update outbox set sent_at = \(now.moment.description), body = '' where id = \(id)")
            if let file = mail.attachmentId {
                try db.run(
                    """
                    delete from outbox_attachment where id = \(file) and one_time
                    and not exists (select 1 from outbox where outbox.attachment_id = \(file) and outbox.sent_at is null)
                    """)
            }
            return
        }
        let next = now.moment.adding(seconds: OutgoingMail.delay(after: mail.attempts)).description
        try db.run(
            """
            update outbox set attempts = attempts + 1, last_error = \(failure), next_attempt_at = \(next)
            where id = \(id)
            """)
    }
}

extension Job {
    /// Sends what waits in the outbox; without a mail server it only counts what waits.
    static let mail = Job(name: "courrier", label: "Envoi des courriels", everySeconds: 15) { app in
        let waiting = try await app.readPlatform { db in try db.mailsToSend(at: app.clock()) }
        guard let address = app.settings.smtp else {
            return "Aucun serveur de courriel n’est réglé : \(waiting.count) en attente"
        }
        var sent = 0
        for mail in waiting {
            let file = try await app.attachment(of: mail)
            let failure = await SMTP(address: address, sender: app.settings.mailSender).send(mail, with: file)
            try await app.performPlatform(SettleMail(mail: mail, failure: failure))
            if failure == nil { sent += 1 }
        }
        return "\(sent) envoyés sur \(waiting.count)"
    }
}

extension Application {
    fileprivate func attachment(of mail: OutgoingMail) async throws -> OutboxAttachment? {
        guard let id = mail.attachmentId else { return nil }
        return try await readPlatform { try $0.outboxAttachment(id) }
    }
}
