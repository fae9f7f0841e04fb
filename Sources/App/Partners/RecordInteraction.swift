import Domain

/// A call, a visit or a message goes into the history of the partner, with what is to do next.
struct RecordInteraction: Operation {
    let company: ID<Company>
    let form: InteractionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Interaction> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        if let contact = form.contactId, try db.contact(contact).companyId != company { throw NotFound("Ce contact") }
        let interaction = Interaction(
            id: db.newID(), companyId: company, contactId: form.contactId, kind: form.kind, purpose: form.purpose,
            outcome: form.outcome, happenedOn: form.happenedOn ?? now.day, note: form.note, authorName: author.name,
            nextAction: form.nextAction, nextActionOn: form.nextActionOn)
        guard interaction.happenedOn <= now.day else {
            throw FieldRefusal("jour", "Cet échange n’a pas encore eu lieu : notez-le plutôt comme prochaine action.")
        }
        try db.insert(interaction, into: .interaction)
        try db.journal("Échange noté", Subject("company", company), after: interaction, by: author, at: now)
        return interaction.id
    }
}

/// What was to do with a partner is done.
struct SettleNextAction: Operation {
    let id: ID<Interaction>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let former = try db.interaction(id)
        var interaction = former
        interaction.nextActionOn = nil
        try db.update(interaction, in: .interaction)
        try db.journal(
            "Action faite", Subject("company", former.companyId), before: former, after: interaction, by: author,
            at: now)
        return former.companyId
    }
}
