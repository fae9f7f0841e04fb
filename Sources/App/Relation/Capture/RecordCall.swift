import Domain

/// What the quick form of a call may send.
struct CallForm: FormInput {
    let company: ID<Company>?
    let kind: InteractionKind
    let purpose: InteractionPurpose
    let outcome: InteractionOutcome
    let contactId: ID<Contact>?
    /// Why a company says no, and what was said.
    let reason: RefusalReason?
    let note: String
    let nextAction: String
    /// Days until the next action; `nil` without one.
    let nextDays: Int?
    /// Opens the record afterwards rather than the next call.
    let opensRecord: Bool

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        kind = form.choice("moyen", or: .outgoingCall)
        purpose = form.choice("objet", or: .placement)
        reason = form.values["motif"].isEmpty ? nil : form.choice("motif", or: RefusalReason.other)
        // Who gives the reason of a refusal need not say that it is one.
        let said: InteractionOutcome = form.choice("suite_donnee", or: .information)
        outcome = reason != nil && said == .information ? .refused : said
        if reason != nil, outcome != .refused {
            form.refuse("motif", "Un motif de refus va avec un refus\u{A0}: changez le résultat, ou retirez le motif.")
        }
        contactId = form.key("contact")
        note = form.text("note", max: 5000)
        nextAction = form.text("prochaine_action")
        nextDays = form.number("rappel", in: 1...366)
        opensRecord = form.values["ensuite"] == "fiche"
        if company == nil { form.refuse("mots", "Choisissez l’entreprise dans la liste.") }
    }
}

extension CallForm {
    /// The reason first, so that it is read and counted.
    var told: String {
        [reason.map { $0.label + "." } ?? "", note].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// A call goes into the history of a partner in one gesture, with what is to do next.
struct RecordCall: Operation {
    let form: CallForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        guard let id = form.company else { throw NotFound("Cette entreprise") }
        let company = try db.company(id)
        try db.check(form.contactId, worksAt: id)
        if company.relation == .leaveAlone, form.kind == .outgoingCall {
            throw FieldRefusal(
                "moyen",
                "Cette entreprise a demandé à ne plus être sollicitée. Si c’est elle qui a appelé, choisissez «\u{A0}Appel reçu\u{A0}»."
            )
        }
        let day = form.nextDays.map { now.day.adding(days: $0).workday }
        let label = form.nextAction.isEmpty ? form.outcome.usualNextAction : form.nextAction
        let interaction = Interaction(
            id: db.newID(), companyId: id, contactId: form.contactId, kind: form.kind, purpose: form.purpose,
            outcome: form.outcome, happenedOn: now.day, note: form.told, authorName: author.name,
            nextAction: day == nil ? "" : label, nextActionOn: day)
        try db.record(interaction, with: company, by: author, at: now)
        return id
    }
}

extension InteractionOutcome {
    /// What one does next when nothing else was said.
    fileprivate var usualNextAction: String {
        switch self {
        case .agreed: "Préparer la suite de l’accord"
        case .callBack, .noAnswer: "Rappeler"
        case .refused: "Reprendre contact"
        case .information: "Reprendre contact"
        }
    }
}

extension SchoolDatabase {
    /// Writes an exchange, the action it leaves, and the first step of a relation that begins.
    func record(_ interaction: Interaction, with company: Company, by author: Author, at now: Now) throws {
        try insert(interaction, into: .interaction)
        if let day = interaction.nextActionOn {
            let action = PartnerAction(
                id: ID(interaction.id.rawValue), companyId: company.id, contactId: interaction.contactId,
                label: interaction.nextAction, dueOn: day, ownerId: author.accountId, ownerName: author.name,
                createdOn: now.day, createdBy: author.name)
            try insert(action, into: .partnerAction)
        }
        if company.relation == .prospect { try move([company.id], to: .contacted, by: author, at: now) }
        try journal("Échange noté", Subject("company", company.id), after: interaction, by: author, at: now)
    }

    /// Moves the relation with partners and keeps the history of it.
    /// - Returns: how many records changed.
    @discardableResult
    func move(_ companies: [ID<Company>], to relation: RelationStatus, by author: Author, at now: Now) throws -> Int {
        var changed = 0
        for id in companies {
            var company = try company(id)
            guard company.relation != relation else { continue }
            let former = company
            company.relation = relation
            company.version += 1
            try update(company, in: .company, replacing: former.version)
            try note(former.relation, became: relation, of: id, by: author, at: now)
            try journal(
                "Relation changée", Subject("company", id), before: former.relation, after: relation, by: author,
                at: now)
            changed += 1
        }
        return changed
    }

    /// The relation moved, by whichever form.
    func note(
        _ former: RelationStatus, became current: RelationStatus, of company: ID<Company>, by author: Author,
        at now: Now
    ) throws {
        guard former != current else { return }
        try insert(
            RelationChange(
                id: newID(), companyId: company, changedOn: now.day, former: former, current: current,
                authorName: author.name), into: .relationChange)
    }
}
