import Domain
import Persistence

/// One person of a company with their access to its area.
struct SpaceAccess: Sendable {
    let contact: Contact
    /// The last link, alive or not.
    let link: CompanyLink?

    var scope: SpaceScope { SpaceScope(contact) }
}

/// Who has access to the area of a company.
struct SpaceAccessView: Sendable {
    let company: Company
    let people: [SpaceAccess]
    /// Addresses that asked for no more mail.
    let refused: Set<String>
    /// The papers about learners that were opened lately.
    let readings: [ReadingEntry]
    let now: Moment
    let author: Author

    var open: [SpaceAccess] { people.filter { $0.link?.state(at: now) == .open } }
    var lastVisit: Moment? { people.compactMap { $0.link?.lastUsedAt }.max() }
}

/// A link in the list of areas.
struct SpaceLine: Codable, Sendable {
    let id: ID<CompanyLink>
    let contactId: ID<Contact>
    let firstName: String
    let familyName: String
    let companyId: ID<Company>
    let companyName: String
    let createdAt: Moment
    let expiresAt: Moment
    let sentAt: Moment?
    let lastUsedAt: Moment?
    let visits: Int
    let revokedAt: Moment?
    /// By which the list goes on: the last visit, else the day of the link.
    let usedKey: String

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }

    func state(at moment: Moment) -> CompanyLink.State {
        revokedAt != nil ? .closed : moment < expiresAt ? .open : .expired
    }
}

/// Which areas the list shows.
enum SpaceSelection: String, CaseIterable, Sendable {
    case open = "ouverts"
    case unused = "jamais"
    case expired = "expires"

    var label: String {
        switch self {
        case .open: "Ouverts"
        case .unused: "Jamais visités"
        case .expired: "Expirés"
        }
    }
}

extension SchoolDatabase {
    func spaceAccess(of id: ID<Company>, for author: Author, at now: Moment) throws -> SpaceAccessView {
        let company = try company(id)
        let family = try family(of: id)
        let people = try family.flatMap { try contacts(of: $0) }
        let links: [CompanyLink] = try rows(
            """
            select company_link.* from \(table(.companyLink)) where company_link.contact_id in
            (select contact.id from \(table(.contact)) where contact.company_id in (\(list: family)))
            order by company_link.created_at, company_link.id
            """)
        let last = Dictionary(links.map { ($0.contactId, $0) }, uniquingKeysWith: { _, later in later })
        return SpaceAccessView(
            company: company, people: people.map { SpaceAccess(contact: $0, link: last[$0.id]) },
            refused: try optedOutAddresses(), readings: try spaceReadings(by: links.map(\.id)), now: now,
            author: author)
    }

    /// What was opened through some links, the latest first.
    private func spaceReadings(by links: [ID<CompanyLink>]) throws -> [ReadingEntry] {
        guard !links.isEmpty else { return [] }
        return try rows(
            """
            select reading_entry.* from \(table(.readingEntry)) where reading_entry.account_id in (\(list: links))
            order by reading_entry.happened_at desc, reading_entry.id desc limit 10
            """)
    }

    /// The links of areas, those used last first; one a person.
    func spaces(
        _ selection: SpaceSelection, at now: Moment, after: (key: String, id: String)? = nil, limit: Int
    ) throws -> [SpaceLine] {
        let used: SQL = "coalesce(company_link.last_used_at, company_link.created_at)"
        var matching = condition(selection, now)
        if let after { matching = "\(matching) and (\(used), company_link.id) < (\(after.key), \(after.id))" }
        return try rows(
            """
            select company_link.id, company_link.contact_id, contact.first_name, contact.family_name,
            contact.company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            company_link.created_at, company_link.expires_at, company_link.sent_at, company_link.last_used_at,
            company_link.visits, company_link.revoked_at, \(used) as used_key
            from \(table(.companyLink)) join \(table(.contact)) on contact.id = company_link.contact_id
            join \(table(.company)) on company.id = contact.company_id
            where \(matching) order by \(used) desc, company_link.id desc limit \(limit)
            """)
    }

    func spaceCount(_ selection: SpaceSelection, at now: Moment) throws -> Int {
        try count("select count(*) from \(table(.companyLink)) where \(condition(selection, now))")
    }

    private func condition(_ selection: SpaceSelection, _ now: Moment) -> SQL {
        let alive: SQL = "company_link.revoked_at is null"
        return switch selection {
        case .open: "\(alive) and company_link.expires_at > \(now)"
        case .unused: "\(alive) and company_link.expires_at > \(now) and company_link.last_used_at is null"
        case .expired: "\(alive) and company_link.expires_at <= \(now)"
        }
    }

    /// The area as a person sees it, for somebody of the school who looks before sending the link.
    func spacePreview(of id: ID<Contact>, _ mailer: SpaceMailer, at now: Now) throws -> SpaceView {
        let contact = try contact(id)
        let company = try host(of: contact)
        let days = try thresholds()[.spaceLinkDays]
        let link = try spaceLink(of: id).flatMap { $0.state(at: now.moment) == .open ? $0 : nil }
        let holder = SpaceHolder(
            link: link
                ?? CompanyLink(
                    id: newID(), contactId: id, tokenHash: "", createdAt: now.moment, createdBy: "",
                    expiresAt: now.moment.adding(seconds: days * 86_400)),
            school: try ownSchool(), contact: contact, company: company, family: try family(of: company.id),
            people: try people(behind: id), today: now.day)
        return try spaceView(of: holder, mailer)
    }
}
