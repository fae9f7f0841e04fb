import Domain

/// A call, a visit or a message goes into the history of the partner, with what is to do next.
struct RecordInteraction: Operation {
    let company: ID<Company>
    let form: InteractionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Interaction> {
        try author.require(.editCompanies)

        let partner = try db.company(company)
        if let contact = form.contactId, try db.contact(contact).companyId != company { throw NotFound("Ce contact") }
        let interaction = Interaction(
            id: db.newID(), companyId: company, contactId: form.contactId, kind: form.kind, purpose: form.purpose,
            outcome: form.outcome, happenedOn: form.happenedOn ?? now.day,
            note: RefusalReason.told(form.reason, form.note), authorName: author.name,
            nextAction: form.nextAction, nextActionOn: form.nextActionOn)
        guard interaction.happenedOn <= now.day else {
            throw FieldRefusal("jour", "Cet échange n’a pas encore eu lieu : notez-le plutôt comme prochaine action.")
        }
        try db.record(interaction, with: partner, by: author, at: now)
        return interaction.id
    }
}

/// What was to do with a partner is done.
struct SettleNextAction: Operation {
    let id: ID<Interaction>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        // The action that an exchange leaves bears its key.
        let exchange = try db.interaction(id)
        return try MovePartnerAction(id: ID(exchange.id.rawValue), move: .done).run(in: db, by: author, at: now)
            .companyId
    }
}
