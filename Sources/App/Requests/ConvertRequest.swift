import Domain
import Persistence

/// A request becomes what the bureau works with: a company, a contact, an exchange, places.
struct ConvertRequest: Operation {
    let id: ID<CompanyRequest>
    let form: ConvertRequestForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.answerRequests)
        try author.require(.editCompanies)

        let former = try db.request(id, for: author)
        let company = try company(for: former, in: db, by: author, at: now)
        let contact = form.addsContact ? try contact(of: former, at: company, in: db, by: author, at: now) : nil
        if form.addsInteraction {
            let interaction = Interaction(
                id: db.newID(), companyId: company, contactId: contact, kind: former.source.interaction,
                purpose: former.kind.purpose, outcome: .information, happenedOn: former.receivedOn,
                note: "Demande \(former.number)\u{A0}: \(former.message)", authorName: author.name)
            try db.insert(interaction, into: .interaction)
        }
        if let count = form.places {
            let place = HostPlace(
                id: db.newID(), companyId: company, schoolYear: author.currentYear, stream: form.stream, count: count,
                notes: former.period)
            try db.insert(place, into: .hostPlace)
        }
        var request = former
        request.companyId = company
        request.version += 1
        try db.update(request, in: .companyRequest, replacing: former.version)
        try db.journal(
            "Demande versée dans la base", Subject("request", id), before: former, after: request, by: author, at: now)
        try db.journal(
            "Demande \(former.number) rattachée", Subject("company", company), by: author, at: now)
        return company
    }

    private func company(
        for request: CompanyRequest, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<Company> {
        if let chosen = form.company { return try db.company(chosen).id }
        if let siret = request.siret, let known = try db.company(siret: siret) { return known.id }
        let company = Company(
            id: db.newID(), siret: request.siret, noSiretReason: request.siret == nil ? .unknown : nil,
            legalName: request.companyName,
            address: PostalAddress(postalCode: request.postalCode, city: request.city),
            department: String(request.postalCode.prefix(2)), phone: request.phone,
            email: request.email.isEmpty ? nil : request.email, relation: .interested, origin: .incomingRequest,
            streams: request.stream)
        let alike = try db.companiesLike(company)
        guard alike.isEmpty || form.createsAnyway else { throw LookAlikes(companies: alike) }
        try db.insert(company, into: .company)
        try db.note(CompanyOrigin(source: .request, request: request.id), of: company, by: author, at: now)
        try db.journal("Entreprise ajoutée", Subject("company", company.id), after: company, by: author, at: now)
        return company.id
    }

    /// The person who wrote; the one already known when the names are the same.
    private func contact(
        of request: CompanyRequest, at company: ID<Company>, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<Contact> {
        let key = SearchKey(request.contactName).words.sorted()
        let known = try db.contacts(of: company).first { SearchKey($0.fullName).words.sorted() == key }
        if let known { return known.id }
        let parts = request.contactName.split(separator: " ").map(String.init)
        let contact = Contact(
            id: db.newID(), companyId: company, familyName: parts.last ?? request.contactName,
            firstName: parts.dropLast().joined(separator: " "), function: request.contactFunction,
            email: request.email.isEmpty ? nil : request.email, phone: request.phone)
        try db.insert(contact, into: .contact)
        try db.journal("Contact ajouté", Subject("company", company), after: contact, by: author, at: now)
        return contact.id
    }
}

extension CompanyRequest.Source {
    fileprivate var interaction: InteractionKind {
        switch self {
        case .form, .transfer: .formMessage
        case .phone: .incomingCall
        case .mail: .mail
        case .visit: .schoolVisit
        }
    }
}

/// What a request becomes.
struct ConvertRequestForm: FormInput {
    let company: ID<Company>?
    let createsAnyway: Bool
    let addsContact: Bool
    let addsInteraction: Bool
    let places: Int?
    let stream: String

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        createsAnyway = form.flag("creer_quand_meme")
        addsContact = form.flag("contact")
        addsInteraction = form.flag("echange")
        places = form.number("places", in: 1...50)
        stream = form.text("filiere", max: 100)
    }
}
