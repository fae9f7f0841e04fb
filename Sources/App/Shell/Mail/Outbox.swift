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
    /// Where the answers of its receiver go, when it is not where it comes from.
    var replyTo: String?
    /// Since when the mail server has it without having answered; `nil` when nothing is under way.
    var sendingSince: Moment?
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
        unsubscribe: String? = nil, replyTo: String? = nil, at now: Now
    ) throws -> String {
        let mail = OutgoingMail(
            id: newID(), schoolId: school, recipient: recipient, subject: subject, body: body, createdAt: now.moment,
            attempts: 0, nextAttemptAt: now.moment, sentAt: nil, lastError: nil, attachmentId: attachment,
            unsubscribe: unsubscribe, replyTo: replyTo)
        try insert(mail, into: "outbox")
        return mail.id.rawValue
    }

    func outboxAttachment(_ id: String) throws -> OutboxAttachment? {
        try row("select outbox_attachment.* from outbox_attachment where outbox_attachment.id = \(id)")
    }

    func mailsToSend(at now: Moment, limit: Int = 20) throws -> [OutgoingMail] {
        try rows(
            """
            select outbox.* from outbox where outbox.sent_at is null and outbox.sending_since is null
            and outbox.next_attempt_at <= \(now.description)
            and outbox.attempts < \(OutgoingMail.mostAttempts) order by outbox.next_attempt_at limit \(limit)
            """)
    }
}

extension SchoolDatabase {
    /// Where people who answer a mail of the school write to; `nil` leaves it to where the mail comes from.
    func answersAddress() throws -> String? { try ownSchool().email }
}

extension OutgoingMail {
    static let mostAttempts = 8

    /// Seconds to wait after a failure: one minute, then twice as long each time.
    static func delay(after attempts: Int) -> Int {
        60 << min(attempts, 10)
    }
}

/// What the mail server made of a mail.
enum Delivery: Sendable, Equatable {
    /// The server took it.
    case taken
    /// It did not leave, and why: it is tried again later.
    case refused(String)
    /// The server cannot be reached, or said nothing in time: no mail would leave now.
    case silent(String)
    /// It was handed over whole and no answer came: nobody knows whether it left.
    case unknown(String)

    /// Nobody answers: the next mail would wait as long.
    var isSilence: Bool {
        switch self {
        case .silent, .unknown: true
        case .taken, .refused: false
        }
    }
}

/// A mail is about to leave: written before it is handed over, so that a crash in between leaves a trace.
///
/// - Returns: whether this process is the one that hands it over.
struct ClaimMail: PlatformOperation {
    let id: ID<OutgoingMail>

    func run(in db: PlatformDatabase, at now: Now) throws -> Bool {
        try db.run(
            """
            update outbox set sending_since = \(now.moment.description)
            where id = \(id.rawValue) and sent_at is null and sending_since is null
            """) == 1
    }
}

/// What became of one try to send.
struct SettleMail: PlatformOperation {
    let mail: OutgoingMail
    let delivery: Delivery

    func run(in db: PlatformDatabase, at now: Now) throws {
        let id = mail.id.rawValue
        switch delivery {
        case .taken:
            try db.run(
                """
                update outbox set sent_at = \(now.moment.description), body = '', sending_since = null where id = \(id)
                """)
            try db.forgetAttachment(of: mail.id)
        case .refused(let reason), .silent(let reason):
            let next = now.moment.adding(seconds: OutgoingMail.delay(after: mail.attempts)).description
            // A server that is away for days makes no mail fail: it is tried as long as nobody refuses it.
            let isLast = mail.attempts + 1 >= OutgoingMail.mostAttempts
            let attempts = isLast && delivery.isSilence ? mail.attempts : mail.attempts + 1
            try db.run(
                """
                update outbox set attempts = \(attempts), last_error = \(reason), next_attempt_at = \(next),
                sending_since = null where id = \(id)
                """)
        case .unknown(let reason):
            // The doubt stays: a person settles it.
            try db.run("update outbox set last_error = \(reason) where id = \(id)")
        }
    }
}

extension PlatformDatabase {
    /// A file made for one mail goes once no mail that bears it waits any more.
    func forgetAttachment(of mail: ID<OutgoingMail>) throws {
        try run(
            """
            delete from outbox_attachment where one_time
            and id in (select outbox.attachment_id from outbox where outbox.id = \(mail.rawValue))
            and not exists (select 1 from outbox where outbox.attachment_id = outbox_attachment.id
            and outbox.sent_at is null)
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
            guard try await app.performPlatform(ClaimMail(id: mail.id)) else { continue }
            let delivery = await SMTP(address: address, sender: app.settings.mailSender).send(mail, with: file)
            try await app.performPlatform(SettleMail(mail: mail, delivery: delivery))
            if delivery == .taken { sent += 1 }
            // A server that falls silent keeps each mail as long as it may: the others wait for the next round, and the
            // jobs that come after this one do not.
            if delivery.isSilence {
                return "\(sent) envoyés sur \(waiting.count), puis le serveur de courriel s’est tu"
            }
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
