import Domain
import Persistence

/// A mail handed over to the mail server, which never answered: it left, or it did not.
struct DoubtfulMail: Codable, Sendable {
    let id: ID<OutgoingMail>
    let recipient: String
    let subject: String
    let sendingSince: Moment
    let lastError: String?
}

extension OutgoingMail {
    /// After so long the mail server will not answer any more: a try lasts twenty seconds.
    static let doubtSeconds = 120
}

extension PlatformDatabase {
    /// The mails of a school of which nobody knows whether they left, the oldest first.
    func doubtfulMails(of school: ID<School>, at now: Moment, limit: Int = 50) throws -> [DoubtfulMail] {
        let old = now.adding(seconds: -OutgoingMail.doubtSeconds).description
        return try rows(
            """
            select outbox.id, outbox.recipient, outbox.subject, outbox.sending_since, outbox.last_error from outbox
            where outbox.sent_at is null and outbox.sending_since <= \(old) and outbox.school_id = \(school)
            order by outbox.sending_since, outbox.id limit \(limit)
            """)
    }
}

/// Somebody says what to do with a mail that perhaps left: send it again, or take it as sent.
struct SettleDoubt: Operation {
    let id: ID<OutgoingMail>
    let sendsAgain: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        guard author.may(.sendCampaigns) || author.may(.manageAccounts) else { throw Forbidden(.sendCampaigns) }

        let old = now.moment.adding(seconds: -OutgoingMail.doubtSeconds).description
        let school = db.schoolId
        let moment = now.moment.description
        let change: SQL =
            sendsAgain
            ? "sending_since = null, attempts = 0, next_attempt_at = \(moment)"
            : "sending_since = null, sent_at = \(moment), body = ''"
        let count = try db.onPlatform { platform in
            let count = try platform.run(
                """
                update outbox set \(change) where id = \(id.rawValue) and school_id = \(school)
                and sent_at is null and sending_since <= \(old)
                """)
            if count == 1 { try platform.forgetAttachment(of: id) }
            return count
        }
        guard count == 1 else { throw NotFound("Ce courriel en doute") }
        try db.journal(
            sendsAgain ? "Courriel en doute renvoyé" : "Courriel en doute classé comme envoyé",
            Subject("mail", id), by: author, at: now)
    }
}

/// What to do with a mail that perhaps left.
enum DoubtRoutes {
    static func add(to site: Site) {
        site.post("/courriels/:id/doute", .members(.sendCampaigns, .manageAccounts), settle)
    }

    @Sendable static func settle(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OutgoingMail.self)
        let values = try await visit.formValues()
        guard ["renvoyer", "classer"].contains(values["geste"]) else {
            throw FieldRefusal("geste", "Dites s’il faut renvoyer ce courriel ou le classer.")
        }
        let back = Link(returningTo: values["retour"]) ?? .home
        let again = values["geste"] == "renvoyer"
        try await visit.perform(SettleDoubt(id: id, sendsAgain: again), for: values) { _ in back }
        return .redirect(
            back, saying: again ? "Le courriel va repartir." : "C’est noté\u{A0}: le courriel compte comme envoyé.")
    }
}

/// « Renvoyer » and « Classer », for one mail.
func doubtButtons(_ id: ID<OutgoingMail>, _ recipient: String, back: Link, _ visit: Visit) -> HTML {
    """
    <form method="post" action="\(Link("/courriels", [id.rawValue, "doute"]))">\(visit.hiddenFields)\
    <input type="hidden" name="retour" value="\(back)">\
    <button class="btn small" name="geste" value="renvoyer">Renvoyer<span class="vh"> à \(recipient)</span></button> \
    <button class="btn small quiet" name="geste" value="classer">Classer comme envoyé<span class="vh">, \(recipient)</span></button></form>
    """
}
