import Domain
import Persistence

/// A person of a partner who may be named to other bureaux.
struct SharedPerson: Codable, Equatable, Sendable {
    let id: ID<SharedPerson>
    let companyId: ID<Company>
    let contactId: ID<Contact>
    let agreedOn: LocalDate
}

/// What other bureaux see of one of my partners, and why.
struct OwnSharing: Sendable {
    let company: Company
    /// What was chosen for this one; `nil` follows the rule of the school.
    let choice: CompanyShare?
    let settings: PartnerSettings
    /// Those who may be named: neither gone, nor opposed, nor tutors.
    let people: [Contact]
    let named: Set<ID<Contact>>
    /// Why nothing is shared, whatever was chosen.
    let obstacles: [SharingObstacle]

    var level: SharingLevel { choice?.level ?? settings.shareLevel }
    var showsPlaces: Bool { choice?.places ?? settings.sharePlaces }
    var isShared: Bool { level != .nothing && obstacles.isEmpty }
}

/// What the form of the sharing of a company may send.
struct ShareForm: FormInput {
    /// `nil` follows the rule of the school.
    let level: SharingLevel?
    let places: Bool
    let people: Set<ID<Contact>>
    /// The people named were told, and agree.
    let consents: Bool
    let version: Int

    init(reading form: inout FormReader) {
        level = form.values["niveau"].isEmpty ? nil : form.choice("niveau", or: SharingLevel.nothing)
        places = form.flag("places")
        people = Set(form.values.all("personne").map { ID($0) })
        consents = form.flag("accord")
        version = Int(form.values["version"]) ?? 0
        if level == .people, people.isEmpty {
            form.refuse("personne", "Cochez les personnes à nommer, ou choisissez un niveau sans contacts.")
        }
        if level == .people, !consents { form.refuse("accord", SharingRefusal.needsConsent.message) }
    }
}

/// A school says what the other bureaux see of one of its partners.
struct ShareCompany: Operation {
    let company: ID<Company>
    let form: ShareForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.sharePartners)

        let sharing = try db.sharing(of: try db.company(company))
        guard (sharing.choice?.version ?? 0) == form.version else { throw Conflict() }
        if form.level == .people, !form.consents { throw SharingRefusal.needsConsent }
        let named = form.level == .people ? sharing.people.map(\.id).filter(form.people.contains) : []
        try db.write(form.level, places: form.places, of: sharing, by: author, at: now)
        try db.name(named, of: sharing, by: author, at: now)
    }
}

/// The same for several partners; people are never named so.
struct ShareCompanies: Operation {
    let ids: [ID<Company>]
    let level: SharingLevel
    let places: Bool

    /// - Returns: how many records are shared now, or no more.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.sharePartners)

        guard level != .people else { throw SharingRefusal.notForAll }
        var changed = 0
        for id in ids {
            let sharing = try db.sharing(of: try db.company(id))
            guard sharing.choice?.level != level || sharing.choice?.places != places else { continue }
            try db.write(level, places: places, of: sharing, by: author, at: now)
            try db.name([], of: sharing, by: author, at: now)
            changed += 1
        }
        return changed
    }
}

extension SchoolDatabase {
    /// What other bureaux see of a partner.
    func sharing(of company: Company) throws -> OwnSharing {
        let id = company.id
        let choice: CompanyShare? = try row(
            "select company_share.* from \(table(.companyShare)) where company_share.company_id = \(id)")
        let named: [ID<Contact>] = try rows(
            "select shared_person.contact_id from \(table(.sharedPerson)) where shared_person.company_id = \(id)")
        return OwnSharing(
            company: company, choice: choice, settings: try partnerSettings(), people: try peopleToName(at: id),
            named: Set(named), obstacles: try obstacles(to: company))
    }

    /// Those whom the school may name, if they agree.
    private func peopleToName(at company: ID<Company>) throws -> [Contact] {
        let roles = [ContactRole.tutor, .apprenticeMaster].map(\.rawValue)
        let tutors = Set(
            try whole.rows(
                """
                select distinct placement.tutor_id from \(whole.table(.placement))
                where placement.company_id = \(company) and placement.tutor_id is not null
                """, as: ID<Contact>.self))
        let refused = try optedOutAddresses()
        return try contacts(of: company).filter { contact in
            try contact.leftOn == nil && !contact.tutor && !tutors.contains(contact.id)
                && !contact.roles.split(separator: ",").contains { roles.contains(String($0)) }
                && !refused.contains((contact.email ?? "").lowercased()) && refusal(of: contact.id) == nil
        }
    }

    private func obstacles(to company: Company) throws -> [SharingObstacle] {
        var obstacles: [SharingObstacle] = []
        if company.archivedOn != nil { obstacles.append(.archived) }
        if company.relation == .leaveAlone { obstacles.append(.leaveAlone) }
        if let email = company.email, try hasOptedOut(email) { obstacles.append(.optedOut) }
        if try review(of: company.id)?.state == .waiting { obstacles.append(.toVerify) }
        if company.siret == nil { obstacles.append(.noSiret) }
        if try sirenePlace(company.siret)?.partial == true { obstacles.append(.hidden) }
        return obstacles
    }

    // MARK: Writing

    fileprivate func write(
        _ level: SharingLevel?, places: Bool, of sharing: OwnSharing, by author: Author, at now: Now
    ) throws {
        let (company, former) = (sharing.company.id, sharing.choice)
        guard let level else {
            guard former != nil else { return }
            try delete(from: .companyShare, where: "company_id = \(company)")
            return try journalSharing(of: company, former, nil, by: author, at: now)
        }
        let choice = CompanyShare(
            id: former?.id ?? newID(), companyId: company, level: level, places: places, agreedOn: now.day,
            changedAt: now.moment, changedBy: author.name, version: (former?.version ?? 0) + 1)
        if let former {
            try update(choice, in: .companyShare, replacing: former.version)
        } else {
            try insert(choice, into: .companyShare)
        }
        try journalSharing(of: company, former, choice, by: author, at: now)
    }

    private func journalSharing(
        of company: ID<Company>, _ before: CompanyShare?, _ after: CompanyShare?, by author: Author, at now: Now
    ) throws {
        let stops = after?.level == .nothing
        try journal(
            stops ? "Partage avec les autres bureaux arrêté" : "Partage avec les autres bureaux",
            Subject("company", company), before: before, after: after, by: author, at: now)
    }

    /// Replaces the people named to other bureaux.
    fileprivate func name(_ people: [ID<Contact>], of sharing: OwnSharing, by author: Author, at now: Now) throws {
        guard sharing.named != Set(people) else { return }
        let company = sharing.company.id
        let gone = sharing.named.subtracting(people).sorted()
        if !gone.isEmpty { try delete(from: .sharedPerson, where: "contact_id in (\(list: gone))") }
        let new = people.filter { !sharing.named.contains($0) }
        try insertMany(
            new.map { SharedPerson(id: newID(), companyId: company, contactId: $0, agreedOn: now.day) },
            into: .sharedPerson)
        for (contacts, text) in [(new, "Contact nommé aux autres bureaux"), (gone, "Contact retiré du partage")] {
            for contact in contacts { try journal(text, Subject("contact", contact), by: author, at: now) }
        }
    }
}
