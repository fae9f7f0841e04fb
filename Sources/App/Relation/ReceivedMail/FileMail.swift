import Domain
import Exchange
import Persistence

/// A mail that somebody received is filed in the history of the partner; nothing is sent.
struct FileMail: Operation {
    let company: ID<Company>
    let contact: ID<Contact>?
    let purpose: InteractionPurpose
    let note: String
    let happenedOn: LocalDate?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let partner = try db.company(company)
        if let contact, try db.contact(contact).companyId != company { throw NotFound("Ce contact") }
        let day = min(happenedOn ?? now.day, now.day)
        guard try !db.isFiled(note, at: company, on: day) else { throw MailFiledAlready() }
        let interaction = Interaction(
            id: db.newID(), companyId: company, contactId: contact, kind: .mail, purpose: purpose,
            outcome: .information, happenedOn: day, note: note, authorName: author.name)
        try db.record(interaction, with: partner, by: author, at: now)
        return company
    }
}

/// The same mail stands in the history already.
struct MailFiledAlready: Refusal {
    let message = "Ce courriel est déjà dans l’historique de cette entreprise."
}

/// Whose mail it is, in the base of the school.
struct MailOwner: Sendable, Equatable {
    let company: ID<Company>
    let contact: ID<Contact>?
    /// The partner wrote it; else somebody of the school did.
    let isReceived: Bool
}

private struct AddressRow: Codable {
    let companyId: ID<Company>
    let contactId: ID<Contact>?
}

extension SchoolDatabase {
    /// The partner that a mail is with: its writer first, then those it was written to.
    /// - Parameter company: the partner that the person named, when they did.
    func owner(of mail: ReceivedMail, at company: ID<Company>?) throws -> MailOwner? {
        let writers = [mail.from].compactMap { $0?.address }
        for (addresses, isReceived) in [(writers, true), (mail.to.map(\.address), false)] where !addresses.isEmpty {
            if let row = try partner(with: addresses, at: company) {
                return MailOwner(company: row.companyId, contact: row.contactId, isReceived: isReceived)
            }
        }
        // Somebody unknown of a known partner: the history of the partner takes the mail without a name.
        return company.map { MailOwner(company: $0, contact: nil, isReceived: true) }
    }

    private func partner(with addresses: [String], at company: ID<Company>?) throws -> AddressRow? {
        let here: SQL = company.map { "company.id = \($0)" } ?? "company.archived_on is null"
        let person: AddressRow? = try row(
            """
            select contact.company_id, contact.id as contact_id from \(table(.contact))
            join \(table(.company)) on company.id = contact.company_id
            where contact.email in (\(list: addresses)) and \(here)
            and not exists (select 1 from \(table(.contactMerge))
            where contact_merge.removed_id = contact.id and contact_merge.undone_at is null)
            order by case when contact.left_on is null then 0 else 1 end, contact.id limit 1
            """)
        if let person { return person }
        return try row(
            """
            select company.id as company_id, null as contact_id from \(table(.company))
            where company.email in (\(list: addresses)) and \(here) order by company.id limit 1
            """)
    }

    fileprivate func isFiled(_ note: String, at company: ID<Company>, on day: LocalDate) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.interaction)) where interaction.company_id = \(company)
            and interaction.happened_on = \(day) and interaction.kind = \(InteractionKind.mail.rawValue)
            and interaction.note = \(note)
            """) > 0
    }
}

extension ReceivedMail {
    /// What the history keeps: the subject, who wrote when nobody knows them, the words, the names of the files.
    func note(writtenBy owner: MailOwner) -> String {
        var head = subject.isEmpty ? "Courriel sans objet" : subject
        if !owner.isReceived { head = "Envoyé\u{A0}: " + head }
        if owner.isReceived, owner.contact == nil, let from {
            head += "\nDe " + (from.name.isEmpty ? from.address : "\(from.name) (\(from.address))")
        }
        let files =
            attachments.isEmpty
            ? "" : "\n\nPièces jointes, restées dans la messagerie\u{A0}: " + attachments.joined(separator: ", ")
        let room = max(0, 4_900 - head.count - files.count)
        let words = ownText.count > room ? ownText.prefix(room) + "…" : ownText[...]
        return (head + "\n\n" + words + files).trimmedText
    }
}
