import Domain

/// A person at a partner's is added.
struct AddContact: Operation {
    let company: ID<Company>
    let form: ContactForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Contact> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        let contact = form.contact(id: db.newID(), of: company, today: now.day)
        try db.checkAddress(of: contact, sharing: form.sharesAddress)
        let alike = try db.contactsNamedLike(contact)
        guard alike.isEmpty || form.createsAnyway else { throw PeopleAlike(contacts: alike) }
        try db.insert(contact, into: .contact)
        if let email = contact.email { try db.setOptOut(form.wantsNoMail, of: email, by: author, at: now) }
        try db.journal("Contact ajouté", Subject("company", company), after: contact, by: author, at: now)
        return contact.id
    }
}

/// Somebody of that name is there already: the person decides.
struct PeopleAlike: Refusal {
    let contacts: [Contact]

    var message: String {
        "Un contact semblable existe déjà\u{A0}: complétez-le plutôt, ou cochez «\u{A0}Ajouter quand même\u{A0}»."
    }
}

/// The record of a contact is corrected; someone who left is kept, marked as gone.
struct EditContact: Operation {
    let id: ID<Contact>
    let form: ContactForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let former = try db.contact(id)
        guard former.version == form.version else { throw Conflict() }
        let contact = form.contact(id: id, of: former.companyId, today: now.day, former: former)
        if contact.email != former.email { try db.checkAddress(of: contact, sharing: form.sharesAddress) }
        try db.update(contact, in: .contact, replacing: former.version)
        if let email = contact.email { try db.setOptOut(form.wantsNoMail, of: email, by: author, at: now) }
        try db.journal(
            "Contact modifié", Subject("company", former.companyId), before: former, after: contact, by: author,
            at: now)
        return former.companyId
    }
}
