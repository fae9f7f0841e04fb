import Domain

/// Something is to be done with a partner.
struct PlanPartnerAction: Operation {
    let company: ID<Company>
    let form: PartnerActionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PartnerAction> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        try db.check(form.contactId, worksAt: company)
        let owner = try db.owner(form.ownerId, or: author)
        let action = PartnerAction(
            id: db.newID(), companyId: company, contactId: form.contactId, label: form.label, dueOn: form.dueOn,
            ownerId: owner.id, ownerName: owner.name, createdOn: now.day, createdBy: author.name)
        try db.insert(action, into: .partnerAction)
        try db.journal("Action prévue", Subject("company", company), after: action, by: author, at: now)
        return action.id
    }
}

/// An action is said otherwise, given to someone else or set for another day.
struct EditPartnerAction: Operation {
    let id: ID<PartnerAction>
    let form: PartnerActionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let former = try db.partnerAction(id)
        try db.check(form.contactId, worksAt: former.companyId)
        let owner = try db.owner(form.ownerId, or: nil)
        var action = former
        if form.dueOn != former.dueOn { action = try former.postponed(to: form.dueOn, today: now.day) }
        (action.label, action.contactId) = (form.label, form.contactId)
        (action.ownerId, action.ownerName) = (owner.id, owner.name)
        action.version = form.version + 1
        try db.update(action, in: .partnerAction, replacing: form.version)
        try db.journal(
            "Action modifiée", Subject("company", former.companyId), before: former, after: action, by: author, at: now)
        return former.companyId
    }
}

/// What a list of actions does to one of them.
struct MovePartnerAction: Operation {
    enum Move: Sendable, Equatable {
        case done
        case reopen
        /// So many days after today, on a working day.
        case postpone(days: Int)
        case take
    }

    let id: ID<PartnerAction>
    let move: Move

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> PartnerAction {
        try author.require(.editCompanies)

        let former = try db.partnerAction(id)
        let action: PartnerAction
        let said: String
        switch move {
        case .done: (action, said) = (try former.done(by: author.name, on: now.day), "Action faite")
        case .reopen: (action, said) = (former.reopened(), "Action rouverte")
        case .postpone(let days):
            let day = now.day.adding(days: max(1, min(days, 366))).workday
            (action, said) = (try former.postponed(to: day, today: now.day), "Action reportée")
        case .take:
            var taken = former
            (taken.ownerId, taken.ownerName) = (author.accountId, author.name)
            taken.version += 1
            (action, said) = (taken, "Action prise en charge")
        }
        try db.update(action, in: .partnerAction, replacing: former.version)
        try db.journal(
            said, Subject("company", former.companyId), before: former, after: action, by: author, at: now)
        return action
    }
}

extension SchoolDatabase {
    fileprivate func owner(_ id: ID<Account>?, or author: Author?) throws -> (id: ID<Account>?, name: String) {
        guard let id else { return (author?.accountId, author?.name ?? "") }
        guard let owner = try actionOwners().first(where: { $0.id == id }) else {
            throw FieldRefusal("responsable", "Choisissez une personne de la liste.")
        }
        return (owner.id, owner.name)
    }

    /// A contact named with a company belongs to it.
    func check(_ contact: ID<Contact>?, worksAt company: ID<Company>) throws {
        if let contact, try self.contact(contact).companyId != company { throw NotFound("Ce contact") }
    }
}

extension LocalDate {
    /// The day itself, or the Monday after a Saturday or a Sunday.
    var workday: LocalDate { weekday > 5 ? adding(days: 8 - weekday) : self }
}
