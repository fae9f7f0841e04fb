import Domain
import Persistence

/// An address that asked to receive no more mail from the school.
struct MailOptOut: Codable, Sendable {
    /// How it was asked.
    enum Origin: String, Codable, Sendable {
        case link = "lien"
        case team = "equipe"
    }

    let id: ID<MailOptOut>
    let email: String
    let notedAt: Moment
    let origin: Origin
    let authorName: String
}

extension SchoolDatabase {
    func hasOptedOut(_ email: String) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.mailOptOut)) where mail_opt_out.email = \(email.lowercased())
            """) > 0
    }

    /// Every address that receives nothing more, in lower case.
    func optedOutAddresses() throws -> Set<String> {
        Set(try rows("select mail_opt_out.email from \(table(.mailOptOut))", as: String.self))
    }

    /// Notes that an address wants no more mail, or wants it again.
    func setOptOut(_ refuses: Bool, of email: String, by author: Author, at now: Now) throws {
        let key = email.lowercased()
        guard try hasOptedOut(key) != refuses else { return }
        guard refuses else {
            try delete(from: .mailOptOut, where: "email = \(key)")
            return
        }
        try insert(
            MailOptOut(id: newID(), email: key, notedAt: now.moment, origin: .team, authorName: author.name),
            into: .mailOptOut)
    }

    /// An address that another contact has already: perhaps the same person, noted twice. Addresses are ASCII, whose case
    /// both engines fold alike.
    func checkAddress(of contact: Contact, sharing: Bool) throws {
        guard let email = contact.email, !sharing else { return }
        let others: [NamedContact] = try rows(
            """
            select contact.first_name, contact.family_name, coalesce(company.trade_name, company.legal_name) as company
            from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where lower(contact.email) = \(email.lowercased()) and contact.id <> \(contact.id) and contact.left_on is null limit 1
            """)
        guard let other = others.first else { return }
        throw FieldRefusal([
            FieldProblem(
                field: "courriel",
                message: "\(other.firstName) \(other.familyName) (\(other.company)) a déjà cette adresse. "
                    + "Si ce sont deux personnes, cochez la case ci-dessous.")
        ])
    }
}

private struct NamedContact: Codable {
    let firstName: String
    let familyName: String
    let company: String
}
