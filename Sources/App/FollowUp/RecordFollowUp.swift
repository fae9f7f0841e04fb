import Domain
import Persistence

/// A call, a visit or a message about a placement is planned or noted.
struct RecordFollowUp: Operation {
    let placement: ID<Placement>
    let form: FollowUpForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<FollowUp> {
        try author.require(.recordFollowUp)

        let placement = try db.placement(placement)
        let followUp = form.followUp(id: db.newID(), of: placement.id, by: author.name, version: 1)
        try followUp.settle(on: now.day, in: db)
        try db.insert(followUp, into: .followUp)
        try db.journal(
            followUp.deed, Subject("placement", placement.id), after: followUp, by: author, at: now)
        return followUp.id
    }
}

/// A planned contact is done, or its report is corrected.
struct EditFollowUp: Operation {
    let id: ID<FollowUp>
    let form: FollowUpForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        let former: FollowUp = try db.find(id, in: .followUp, "Ce contact")
        guard former.version == form.version else { throw Conflict() }
        let followUp = form.followUp(
            id: id, of: former.placementId, by: former.doneOn == nil ? author.name : former.authorName,
            version: former.version + 1)
        try followUp.settle(on: now.day, in: db)
        try db.update(followUp, in: .followUp, replacing: former.version)
        try db.journal(
            followUp.deed, Subject("placement", former.placementId), before: former, after: followUp, by: author,
            at: now)
        return former.placementId
    }
}

/// A planned contact will not happen.
struct RemoveFollowUp: Operation {
    let id: ID<FollowUp>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        let former: FollowUp = try db.find(id, in: .followUp, "Ce contact")
        guard former.doneOn == nil else { throw FollowUpDone() }
        try db.delete(from: .followUp, where: "id = \(id)")
        try db.journal(
            "Visite prévue retirée", Subject("placement", former.placementId), before: former, by: author, at: now)
        return former.placementId
    }
}

/// What was done stays written.
struct FollowUpDone: Refusal, Equatable {
    var message: String { "Ce contact a eu lieu\u{A0}: son compte rendu se corrige, il ne s’efface pas." }
}

extension FollowUp {
    fileprivate func settle(on today: LocalDate, in db: SchoolDatabase) throws {
        if let doneOn, doneOn > today {
            throw FieldRefusal("fait_le", "Ce jour n’est pas encore venu\u{A0}: indiquez-le plutôt comme prévu.")
        }
        if let staffId { let _: StaffMember = try db.find(staffId, in: .staffMember, "Cette personne") }
    }

    fileprivate var deed: String {
        doneOn == nil ? "\(kind.label) : prévu" : "\(kind.label) : compte rendu"
    }
}
