import Domain
import Foundation
import Persistence

/// The personal link of one person at a partner's to the area of their company. The secret is in the link only: it is
/// made again from the key of the row, whose hash is kept.
struct CompanyLink: Codable, Sendable {
    /// Where a link stands.
    enum State: Sendable { case open, expired, closed }

    let id: ID<CompanyLink>
    let contactId: ID<Contact>
    let tokenHash: String
    let createdAt: Moment
    let createdBy: String
    let expiresAt: Moment
    var sentAt: Moment?
    var lastUsedAt: Moment?
    var visits = 0
    /// The person said that the record of the company is right.
    var confirmedOn: LocalDate?
    var revokedAt: Moment?
    var revokedBy = ""

    func state(at moment: Moment) -> State {
        revokedAt != nil ? .closed : moment < expiresAt ? .open : .expired
    }
}

/// What the links of areas are made with: the key of this installation, and its address.
struct SpaceMailer: Sendable {
    let secrets: ServerSecrets
    let siteAddress: String

    init(_ app: Application) {
        secrets = app.secrets
        siteAddress = app.settings.siteAddress
    }

    init(secrets: ServerSecrets, siteAddress: String) {
        self.secrets = secrets
        self.siteAddress = siteAddress
    }

    func token(_ id: ID<CompanyLink>) -> String { secrets.seal("espace" + id.rawValue, for: .personalLink) }

    func address(_ token: String) -> String { siteAddress + Link.space(token).path }
}

extension Link {
    static let spaceRenewal = Link("/espace")
    static let spaces = Link("/entreprises/espaces")

    static func space(_ token: String) -> Link { Link("/espace", [token]) }
    /// Who has access to the area of a company, for the school.
    static func spaceAccess(_ company: ID<Company>) -> Link { Link.company(company).appending("espace") }
}

/// Why nobody is given a link.
enum SpaceRefusal: Refusal, Equatable {
    case gone
    case archived
    case silent
    case noMail
    case refusesMail

    var message: String {
        switch self {
        case .gone: "Cette personne a quitté l’entreprise\u{A0}: choisissez un contact en place."
        case .archived: "La fiche de l’entreprise est archivée\u{A0}: rétablissez-la d’abord."
        case .silent: "L’entreprise a demandé à ne plus être sollicitée\u{A0}: rien ne lui est envoyé."
        case .noMail:
            "Cette personne n’a pas d’adresse\u{A0}: ajoutez-la, ou copiez le lien et transmettez-le vous-même."
        case .refusesMail:
            "Cette adresse ne veut plus de courriels\u{A0}: copiez le lien et transmettez-le si la personne le demande."
        }
    }
}

extension SchoolDatabase {
    /// The last link of a person.
    func spaceLink(of contact: ID<Contact>) throws -> CompanyLink? {
        try row(
            """
            select company_link.* from \(table(.companyLink)) where company_link.contact_id = \(contact)
            order by company_link.created_at desc, company_link.id desc limit 1
            """)
    }

    /// The company of a person today: the record that theirs became part of, when it was merged.
    func host(of contact: Contact) throws -> Company {
        var id = contact.companyId
        for _ in 0..<20 {
            guard let kept = try mergedInto(id)?.id else { break }
            id = kept
        }
        return try company(id)
    }

    /// The link of a person while it serves, else a new one; those before serve no more.
    func openSpace(
        to contact: Contact, _ mailer: SpaceMailer, by author: String, at now: Now
    ) throws -> (link: CompanyLink, token: String) {
        guard contact.leftOn == nil else { throw SpaceRefusal.gone }
        guard try host(of: contact).archivedOn == nil else { throw SpaceRefusal.archived }
        if let known = try spaceLink(of: contact.id), known.state(at: now.moment) == .open {
            let token = mailer.token(known.id)
            // A school that was reloaded elsewhere has another key: its links are made again.
            if known.tokenHash == Secret.hash(token) { return (known, token) }
        }
        try closeSpaces(of: contact.id, by: author, at: now)
        let id: ID<CompanyLink> = newID()
        let token = mailer.token(id)
        let days = try thresholds()[.spaceLinkDays]
        let link = CompanyLink(
            id: id, contactId: contact.id, tokenHash: Secret.hash(token), createdAt: now.moment, createdBy: author,
            expiresAt: now.moment.adding(seconds: days * 86_400))
        try insert(link, into: .companyLink)
        return (link, token)
    }

    fileprivate func closeSpaces(of contact: ID<Contact>, by author: String, at now: Now) throws {
        try change(
            .companyLink, set: "revoked_at = \(now.moment), revoked_by = \(author)",
            where: "contact_id = \(contact) and revoked_at is null")
    }

    func noteSent(_ link: ID<CompanyLink>, at now: Now) throws {
        try change(.companyLink, set: "sent_at = \(now.moment)", where: "id = \(link)")
    }
}

/// The link of a person is shown to the bureau, which hands it over itself; it is made when there is none.
struct OpenCompanySpace: Operation {
    let contact: ID<Contact>
    let mailer: SpaceMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> OpenedSpace {
        try author.require(.shareCompanySpaces)

        let contact = try db.contact(contact)
        let company = try db.host(of: contact).id
        let (link, token) = try db.openSpace(to: contact, mailer, by: author.name, at: now)
        try db.journal(
            "Espace entreprise\u{A0}: lien montré, pour \(contact.fullName)", Subject("company", company), by: author,
            at: now)
        return OpenedSpace(contact: contact, company: company, link: link, address: mailer.address(token))
    }
}

/// A link as it is handed over.
struct OpenedSpace: Sendable {
    let contact: Contact
    let company: ID<Company>
    let link: CompanyLink
    let address: String
}

/// A person at a partner's receives their link by mail.
struct SendCompanySpace: Operation {
    let contact: ID<Contact>
    let mailer: SpaceMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.shareCompanySpaces)

        let contact = try db.contact(contact)
        let company = try db.host(of: contact)
        guard company.relation != .leaveAlone else { throw SpaceRefusal.silent }
        guard let email = contact.email else { throw SpaceRefusal.noMail }
        guard try !db.hasOptedOut(email) else { throw SpaceRefusal.refusesMail }
        let (link, token) = try db.openSpace(to: contact, mailer, by: author.name, at: now)
        let (school, replyTo) = (try db.ownSchool(), try db.answersAddress())
        let last = link.expiresAt.day(in: author.zone)
        try db.onPlatform { platform in
            try platform.send(
                to: email, subject: "Votre espace entreprise\u{A0}: \(school.name)",
                body: """
                    Bonjour,

                    Sur une page faite pour vous, retrouvez ce que notre lycée attend de \(company.displayName), \
                    vos documents, et le moyen de nous joindre. Sans compte ni mot de passe\u{A0}:
                    \(mailer.address(token))

                    Ce lien est personnel\u{A0}: ne le transmettez pas, un collègue reçoit le sien sur demande.
                    Il sert jusqu’au \(last.long). Ensuite, redemandez-le ici avec votre adresse\u{A0}:
                    \(mailer.siteAddress + Link.spaceRenewal.path)

                    \(author.name), \(school.name)
                    """, school: school.id, replyTo: replyTo, at: now)
        }
        try db.noteSent(link.id, at: now)
        try db.journal(
            "Espace entreprise\u{A0}: lien envoyé à \(contact.fullName)", Subject("company", company.id), by: author,
            at: now)
        return company.id
    }
}

/// The links of a person serve no more.
struct CloseCompanySpace: Operation {
    let contact: ID<Contact>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.shareCompanySpaces)

        let contact = try db.contact(contact)
        let company = try db.host(of: contact).id
        try db.closeSpaces(of: contact.id, by: author.name, at: now)
        try db.journal(
            "Espace entreprise\u{A0}: accès fermé, pour \(contact.fullName)", Subject("company", company), by: author,
            at: now)
        return company
    }
}

// MARK: The company asks for its link again

private struct RenewableLink: Codable {
    let schoolId: ID<School>
    let contactId: ID<Contact>
}

/// Somebody typed their address: those who had a link receive it again. What is answered is the same for everybody.
struct RenewCompanySpaces: PlatformOperation {
    let email: String
    let mailer: SpaceMailer

    func run(in platform: PlatformDatabase, at now: Now) throws -> Int {
        let known = Dictionary(grouping: try platform.renewableLinks(email, at: now.moment), by: \.schoolId)
        var sent = 0
        for (schoolId, links) in known.sorted(by: { $0.key < $1.key }) {
            sent += try renew(links.map(\.contactId), in: platform.school(schoolId), platform, at: now)
        }
        return sent
    }

    private func renew(
        _ contacts: [ID<Contact>], in db: SchoolDatabase, _ platform: PlatformDatabase, at now: Now
    ) throws -> Int {
        let place = try db.ownSchool()
        let author = Author.space("Demande de l’entreprise", of: place)
        let now = Now(now.moment, in: place.zone)
        var lines: [String] = []
        for key in contacts {
            let contact = try db.contact(key)
            let company = try db.host(of: contact)
            guard contact.leftOn == nil, company.archivedOn == nil else { continue }
            let (link, token) = try db.openSpace(to: contact, mailer, by: author.name, at: now)
            try db.noteSent(link.id, at: now)
            try db.journal(
                "Espace entreprise\u{A0}: lien redemandé par \(contact.fullName)", Subject("company", company.id),
                by: author, at: now)
            lines.append("\(company.displayName), \(contact.fullName)\u{A0}:\n\(mailer.address(token))")
        }
        guard !lines.isEmpty else { return 0 }
        try platform.send(
            to: email, subject: "Votre espace entreprise\u{A0}: \(place.name)",
            body: """
                Bonjour,

                Vous avez demandé le lien de votre espace\u{A0}:

                \(lines.joined(separator: "\n\n"))

                Ce lien est personnel\u{A0}: ne le transmettez pas.
                Vous n’avez rien demandé\u{A0}? Ne tenez pas compte de ce message.

                Le bureau des entreprises, \(place.name)
                """, school: place.id, replyTo: try db.answersAddress(), at: now)
        return 1
    }
}

extension PlatformDatabase {
    /// The people of an address whose last link was not closed by their school, alive or out of date. Addresses are ASCII:
    /// both engines fold them alike.
    // shared tables: company_link contact
    fileprivate func renewableLinks(_ email: String, at moment: Moment) throws -> [RenewableLink] {
        try rows(
            """
            select company_link.school_id, company_link.contact_id from company_link
            join contact on contact.id = company_link.contact_id
            where lower(contact.email) = \(email.lowercased()) and contact.left_on is null and company_link.revoked_at is null
            and not exists (select 1 from company_link later where later.contact_id = company_link.contact_id
            and (later.created_at, later.id) > (company_link.created_at, company_link.id))
            order by company_link.school_id, company_link.contact_id limit 20
            """)
    }
}

extension Author {
    /// Somebody who came by the link of an area: no right at all, the link is their right; the journal names them.
    static func space(_ name: String, of school: School) -> Author {
        Author(
            accountId: nil, name: name, schoolId: school.id, schoolName: school.name, roles: [], staffId: nil,
            currentYear: school.currentYear, timeZone: school.timeZone)
    }
}
