import Domain
import HTTPTypes
import Persistence

/// Whoever received a mail says that it is the last: a public page behind a secret of that mail.
enum OptOutRoutes {
    static func add(to site: Site) {
        site.get("/desinscription/:jeton", .everyone, show)
        site.post("/desinscription/:jeton", .everyone, refuse)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        guard let link = try await visit.app.readPlatform({ try $0.optOutLink(token) }) else {
            return .page(closedPage(visit), status: .gone)
        }
        return .page(optOutPage(link, token, visit))
    }

    @Sendable static func refuse(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        try await visit.app.throttle.attempt("desinscription:" + visit.clientAddress, .publicForm)
        guard let link = try await visit.app.readPlatform({ try $0.optOutLink(token) }) else {
            return .page(closedPage(visit), status: .gone)
        }
        let again = try await visit.formValues()["geste"] == "reprendre"
        try await visit.app.performPlatform(SetOptOutByLink(link: link, refuses: !again))
        return .redirect(Link("/desinscription", [token]))
    }
}

/// A mail whose receiver may refuse the next ones.
struct OptOutLink: Codable, Sendable {
    let schoolId: ID<School>
    let schoolName: String
    let recipient: String
    let refused: Bool
}

extension PlatformDatabase {
    /// The mail behind a secret: the secret alone says which school and which address are meant.
    func optOutLink(_ token: String) throws -> OptOutLink? {
        try row(
            """
            select campaign_mail.school_id, school.name as school_name, campaign_mail.recipient,
            exists (select 1 from mail_opt_out where mail_opt_out.school_id = campaign_mail.school_id
            and mail_opt_out.email = campaign_mail.recipient) as refused
            from campaign_mail join school on school.id = campaign_mail.school_id
            where campaign_mail.token_hash = \(Secret.hash(token))
            """)
    }
}

/// The receiver of a mail decides whether there will be others.
struct SetOptOutByLink: PlatformOperation {
    let link: OptOutLink
    let refuses: Bool

    func run(in db: PlatformDatabase, at now: Now) throws {
        let school = db.school(link.schoolId)
        guard try school.hasOptedOut(link.recipient) != refuses else { return }
        if refuses {
            try school.insert(
                MailOptOut(
                    id: db.newID(), email: link.recipient, notedAt: now.moment, origin: .link, authorName: ""),
                into: .mailOptOut)
        } else {
            try school.delete(from: .mailOptOut, where: "email = \(link.recipient)")
        }
    }
}

private func closedPage(_ visit: Visit) -> Page {
    publicBox(
        "Ce lien ne sert plus", lead: "Il est incomplet, ou le message est trop ancien.", visit: visit,
        "<p>Répondez simplement au courriel que vous avez reçu\u{A0}: quelqu’un s’en occupera.</p>")
}

private func optOutPage(_ link: OptOutLink, _ token: String, _ visit: Visit) -> Page {
    let address = Link("/desinscription", [token])
    guard link.refused else {
        return publicBox(
            "Ne plus recevoir ces courriels\u{A0}?", lead: "\(link.schoolName) écrit à \(link.recipient).",
            visit: visit,
            postButton("Ne plus m’écrire", to: address, visit: visit, style: "primary wide"))
    }
    return publicBox(
        "C’est noté", lead: "\(link.schoolName) n’écrira plus de courriels d’information à \(link.recipient).",
        visit: visit,
        """
        <p>Les conventions et les messages qui vous concernent directement vous parviendront toujours.</p>\
        \(postButton("Recevoir de nouveau ces courriels", to: address, visit: visit, fields: [("geste", "reprendre")]))
        """)
}
