import Domain
import Persistence
import Testing

@testable import App

/// A partner of another school whose every word can be told apart.
struct SharedSample: Sendable {
    let school: School
    let company: ID<Company>
    let siret: String
    /// Someone who may be named.
    let manager: ID<Contact>
    /// Someone who may not.
    let others: [ID<Contact>]

    /// Words of each thing that a school may share of the sample, by what shares it.
    static let identity = ["Maison Ocre SAS", "Ocre et Fils", "Charpente fine", "43.91A", "3 rue des Ocres", "CASTRES"]
    static let switchboard = ["+33199007001", "accueil@ocre.example", "https://www.ocre.example"]
    static let people = ["VERNET", "Solène", "Gérante", "+33199007002", "solene@ocre.example"]
    static let places = ["Filière Ocre"]
    /// What never leaves, whatever is chosen.
    static let secrets = [
        "Note secrète", "Filières secrètes", "Assureur secret", "Contrat secret", "Échange secret", "TUTRICE", "PARTI",
        "OPPOSÉ", "INSCRIT", "DÉSIGNÉ", "Remarque de place", "Raison secrète", "Motif secret", "Étiquette secrète",
    ]
}

extension TestApp {
    /// A second school with the sample, and its places, people and history.
    func addSharedSample(in place: School? = nil, siret: String = "99988877900017") async throws -> SharedSample {
        let school = if let place { place } else { try await addSchool() }
        let pupils = try await addClass(in: school)
        let day = try #require(LocalDate("2026-11-20"))
        let moment = clock.now
        return try await write(in: school) { db in
            let company = Company(
                id: db.newID(), siret: siret, legalName: "Maison Ocre SAS", tradeName: "Ocre et Fils", naf: "43.91A",
                activity: "Charpente fine", headcount: 7,
                address: PostalAddress(line1: "3 rue des Ocres", postalCode: "81100", city: "CASTRES"),
                department: "81", phone: "+33199007001", email: "accueil@ocre.example",
                website: "https://www.ocre.example", relation: .active, streams: "Filières secrètes",
                notes: "Note secrète", insurer: "Assureur secret", insurancePolicy: "Contrat secret")
            try db.insert(company, into: .company)
            func contact(_ name: String, _ change: (inout Contact) -> Void = { _ in }) throws -> ID<Contact> {
                var contact = Contact(id: db.newID(), companyId: company.id, familyName: name, email: nil)
                change(&contact)
                try db.insert(contact, into: .contact)
                return contact.id
            }
            let manager = try contact("VERNET") {
                ($0.firstName, $0.function) = ("Solène", "Gérante")
                ($0.phone, $0.email) = ("+33199007002", "solene@ocre.example")
            }
            let tutor = try contact("TUTRICE") { $0.tutor = true }
            let gone = try contact("PARTI") { $0.leftOn = day }
            let opposed = try contact("OPPOSÉ")
            let unsubscribed = try contact("INSCRIT") { $0.email = "non@ocre.example" }
            let named = try contact("DÉSIGNÉ")
            try db.insert(
                ContactRefusal(id: db.newID(), contactId: opposed, refusedOn: day, means: "Téléphone"),
                into: .contactRefusal)
            try db.insert(
                MailOptOut(
                    id: db.newID(), email: "non@ocre.example", notedAt: moment, origin: .team, authorName: "Alix"),
                into: .mailOptOut)
            try db.insert(
                Placement(
                    id: db.newID(), learnerId: pupils.adult, periodId: pupils.period, companyId: company.id,
                    startsOn: try #require(LocalDate("2026-12-07")),
                    endsOn: try #require(LocalDate("2026-12-18")), tutorId: named), into: .placement)
            try db.insert(
                HostPlace(
                    id: db.newID(), companyId: company.id, schoolYear: 2026, stream: "Filière Ocre", count: 3,
                    notes: "Remarque de place"), into: .hostPlace)
            try db.insert(
                Interaction(
                    id: db.newID(), companyId: company.id, kind: .outgoingCall, purpose: .placement,
                    outcome: .information, happenedOn: day, note: "Échange secret", authorName: "Alix"),
                into: .interaction)
            try db.insert(
                HostQuality(
                    id: db.newID(), companyId: company.id, state: .watched, reason: "Raison secrète", decidedOn: day,
                    decidedBy: "Alix"), into: .hostQuality)
            try db.insert(
                CompanyTag(id: db.newID(), companyId: company.id, kind: .label, label: "Étiquette secrète"),
                into: .companyTag)
            return SharedSample(
                school: school, company: company.id, siret: siret, manager: manager,
                others: [tutor, gone, opposed, unsubscribed, named])
        }
    }

    /// Shares a sample straight in the tables, as no form would: even people who may not be named.
    func share(_ sample: SharedSample, _ level: SharingLevel, places: Bool = false) async throws {
        let day = try #require(LocalDate("2026-11-20"))
        let moment = clock.now
        try await write(in: sample.school) { db in
            try db.delete(from: .companyShare, where: "company_id = \(sample.company)")
            try db.delete(from: .sharedPerson, where: "company_id = \(sample.company)")
            let share = CompanyShare(
                id: db.newID(), companyId: sample.company, level: level, places: places, agreedOn: day,
                changedAt: moment, changedBy: "Alix")
            try db.insert(share, into: .companyShare)
            for contact in [sample.manager] + sample.others {
                try db.insert(
                    NamedPerson(id: db.newID(), companyId: sample.company, contactId: contact, agreedOn: day),
                    into: .sharedPerson)
            }
        }
    }

    /// All that the network says of a number to a school, as text: what the program reads, and the raw columns.
    func whatLeaks(of siret: String, to author: Author? = nil) async throws -> String {
        let author = author ?? self.author(.rbde)
        let today = try #require(LocalDate("2026-11-23"))
        return try await app.read(author) { db in
            var texts: [String] = []
            for partner in try db.sharedPartners(SharedFilter(query: FormValues()), today: today, year: 2026) {
                texts += try partner.offers.map { try JournalEntry.json($0) }
                texts += try partner.places.map { try JournalEntry.json($0) }
                texts += try db.sharedContacts(of: partner).map { try JournalEntry.json($0) }
            }
            texts += try db.onShared { reader in
                try reader.rows(
                    """
                    select coalesce(shared_company.phone, '') || '|' || coalesce(shared_company.email, '') || '|'
                    || coalesce(shared_company.website, '') || '|' || shared_company.search_key from shared_company
                    """)
            }
            texts += try db.onShared { reader in
                try reader.rows(
                    """
                    select shared_contact.family_name || '|' || coalesce(shared_contact.phone, '') || '|'
                    || coalesce(shared_contact.email, '') || '|' || shared_contact.function from shared_contact
                    """)
            }
            texts += try db.onShared { try $0.rows("select shared_place.stream from shared_place") }
            return texts.joined(separator: "\n")
        }
    }
}

private struct NamedPerson: Codable {
    let id: ID<NamedPerson>
    let companyId: ID<Company>
    let contactId: ID<Contact>
    let agreedOn: LocalDate
}
