import Domain
import Foundation
import Persistence

/// What someone invited sees behind their link: the action and their own answer.
struct InvitationView: Sendable {
    let school: School
    let action: Action
    let guest: ActionGuest
    let name: String
    let companyName: String
    let slots: [ActionSlot]
    /// Slots that nobody else took.
    let free: Set<ID<ActionSlot>>
    let room: String?
    let opinion: ActionFeedback?
    let mayChoose: Bool
}

extension PlatformDatabase {
    /// The invitation behind a secret: the secret alone says which school is meant.
    private func invitation(_ token: String) throws -> (school: ID<School>, guest: ID<ActionGuest>) {
        let found: InvitationKey? = try row(
            """
            select action_guest.id, action_guest.school_id from action_guest
            where action_guest.token_hash = \(Secret.hash(token))
            """)
        guard let found else { throw LinkExpired() }
        return (found.schoolId, found.id)
    }

    func invitationView(_ token: String) throws -> InvitationView {
        let key = try invitation(token)
        let db = school(key.school)
        let guest = try db.guest(key.guest)
        let action = try db.action(guest.actionId)
        let contact = try guest.contactId.map { try db.contact($0) }
        let slots = try db.slots(of: action.id)
        let taken = Set(
            try db.guests(of: action.id).filter { $0.state.isComing && $0.id != guest.id }.compactMap(\.slotId))
        return InvitationView(
            school: try db.ownSchool(), action: action, guest: guest, name: contact?.fullName ?? "",
            companyName: try db.company(guest.companyId).displayName, slots: slots,
            free: Set(slots.map(\.id)).subtracting(taken), room: try action.roomId.map { try db.room($0).name },
            opinion: try db.feedback(of: action.id).first { $0.guestId == guest.id },
            mayChoose: !action.kind.hasMeetings && !action.kind.isBooked && !slots.isEmpty)
    }

    /// The handle of the school behind an invitation, with who answers as its author.
    fileprivate func open(
        _ token: String, at now: Now
    ) throws -> (db: SchoolDatabase, guest: ActionGuest, author: Author, now: Now) {
        let key = try invitation(token)
        let db = school(key.school)
        let (author, day) = try db.linkAuthor("Invité, par lien personnel", at: now)
        return (db, try db.guest(key.guest), author, day)
    }
}

private struct InvitationKey: Codable {
    let id: ID<ActionGuest>
    let schoolId: ID<School>
}

extension SchoolDatabase {
    /// Somebody without an account: the link itself is their right.
    func linkAuthor(_ name: String, at now: Now) throws -> (Author, Now) {
        let place = try ownSchool()
        let author = Author(
            accountId: nil, name: name, schoolId: place.id, schoolName: place.name, roles: [], staffId: nil,
            currentYear: place.currentYear, timeZone: place.timeZone)
        return (author, Now(now.moment, in: author.zone))
    }
}

/// What an invitation's form may send.
struct InvitationAnswerForm: FormInput {
    let coming: Bool
    let slot: ID<ActionSlot>?
    let message: String

    init(reading form: inout FormReader) {
        let answer = form.values["reponse"]
        coming = answer == "oui"
        if answer != "oui", answer != "non" { form.refuse("reponse", "Répondez oui ou non.") }
        slot = form.key("creneau")
        message = form.text("message", max: 500)
    }
}

/// Someone invited says yes, with a slot when several are offered, or no.
struct AnswerInvitation: PlatformOperation {
    let token: String
    let form: InvitationAnswerForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, guest, author, now) = try platform.open(token, at: now)
        let action = try db.action(guest.actionId)
        guard action.state != .cancelled, action.state != .declined else { throw InvitationRefusal.cancelled }
        guard !action.state.isDone else { throw InvitationRefusal.over }
        var slot: ID<ActionSlot>?
        if form.coming, !action.kind.hasMeetings, !action.kind.isBooked {
            slot = try chosenSlot(of: action, guest, in: db)
        }
        let answered = try guest.answered(form.coming, slot: slot, message: form.message, at: now.moment)
        try db.update(answered, in: .actionGuest, replacing: guest.version)
        if !form.coming {
            try db.delete(from: .actionMeeting, where: "guest_id = \(guest.id) and outcome = 'prevue'")
        }
        try db.journal(
            form.coming ? "Invitation acceptée" : "Invitation déclinée", Subject("action", action.id), by: author,
            at: now)
    }

    private func chosenSlot(of action: Action, _ guest: ActionGuest, in db: SchoolDatabase) throws -> ID<ActionSlot>? {
        let slots = try db.slots(of: action.id)
        guard !slots.isEmpty else { return nil }
        guard let slot = form.slot, slots.contains(where: { $0.id == slot }) else {
            throw FieldRefusal("creneau", InvitationRefusal.slotMissing.message)
        }
        let others = try db.guests(of: action.id).filter { $0.id != guest.id && $0.state.isComing }
        guard !others.contains(where: { $0.slotId == slot }) else {
            throw FieldRefusal("creneau", InvitationRefusal.slotFull.message)
        }
        return slot
    }
}

/// Someone invited asks for no invitation any more: the consent is taken back at once, everywhere.
struct WithdrawByLink: PlatformOperation {
    let token: String

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, guest, author, now) = try platform.open(token, at: now)
        guard let contact = guest.contactId else { throw LinkExpired() }
        try db.refuseInvitations(of: contact, means: "lien d’invitation", at: now)
        try db.journal(
            "Contact : plus d’invitation, à sa demande", Subject("company", guest.companyId), by: author, at: now)
    }
}

/// What the satisfaction form may send.
struct OpinionForm: FormInput {
    let rating: Int
    let remark: String

    init(reading form: inout FormReader) {
        rating = Int(form.values["note"]).flatMap { (1...4).contains($0) ? $0 : nil } ?? 0
        if rating == 0 { form.refuse("note", "Choisissez l’une des quatre réponses.") }
        remark = form.text("remarque", max: 1000)
    }
}

/// A professional says what the action was worth; a second answer replaces the first.
struct GiveOpinion: PlatformOperation {
    let token: String
    let form: OpinionForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, guest, _, now) = try platform.open(token, at: now)
        let action = try db.action(guest.actionId)
        guard action.state.isDone else { throw OpinionTooEarly() }
        try db.delete(from: .actionFeedback, where: "action_id = \(action.id) and guest_id = \(guest.id)")
        try db.insert(
            ActionFeedback(
                id: db.newID(), actionId: action.id, guestId: guest.id, givenBy: .company, rating: form.rating,
                remark: form.remark, givenOn: now.day), into: .actionFeedback)
    }
}

struct OpinionTooEarly: Refusal, Equatable {
    var message: String { "L’action n’a pas encore eu lieu\u{A0}: revenez après." }
}

// MARK: Learners

/// The action behind the link given to a class.
struct OpinionView: Sendable {
    let school: School
    let action: Action
    let answers: Int
}

private struct ActionKey: Codable {
    let id: ID<Action>
    let schoolId: ID<School>
}

extension PlatformDatabase {
    func opinionView(_ token: String) throws -> OpinionView {
        let (db, action) = try opinionAction(token)
        let answers = try db.feedback(of: action.id).count { $0.givenBy == .learner }
        return OpinionView(school: try db.ownSchool(), action: action, answers: answers)
    }

    fileprivate func opinionAction(_ token: String) throws -> (SchoolDatabase, Action) {
        let found: ActionKey? = try row(
            "select action.id, action.school_id from action where action.feedback_hash = \(Secret.hash(token))")
        guard let found else { throw LinkExpired() }
        let db = school(found.schoolId)
        return (db, try db.action(found.id))
    }

    /// The action whose slots collèges take, behind its public link.
    func bookedAction(_ token: String) throws -> (SchoolDatabase, Action) {
        let found: ActionKey? = try row(
            "select action.id, action.school_id from action where action.booking_hash = \(Secret.hash(token))")
        guard let found else { throw LinkExpired() }
        let db = school(found.schoolId)
        return (db, try db.action(found.id))
    }
}

/// A learner answers without a name; there are no more answers than learners who came.
struct GiveLearnerOpinion: PlatformOperation {
    let token: String
    let form: OpinionForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, action) = try platform.opinionAction(token)
        let (_, now) = try db.linkAuthor("Élève, par lien", at: now)
        let states = try db.stateOfAnswerers(action.id)
        let came = try db.count(
            """
            select count(*) from \(db.table(.actionLearner)) where action_learner.action_id = \(action.id)
            and action_learner.state in (\(list: states))
            """)
        let given = try db.feedback(of: action.id).count { $0.givenBy == .learner }
        guard given < came else { throw OpinionsComplete() }
        try db.insert(
            ActionFeedback(
                id: db.newID(), actionId: action.id, givenBy: .learner, rating: form.rating, remark: form.remark,
                givenOn: now.day), into: .actionFeedback)
    }
}

extension SchoolDatabase {
    /// Who may answer: those noted present; everybody expected as long as nobody noted the presence.
    fileprivate func stateOfAnswerers(_ action: ID<Action>) throws -> [String] {
        let present = ActionLearner.State.present.rawValue
        let noted = try count(
            """
            select count(*) from \(table(.actionLearner)) where action_learner.action_id = \(action)
            and action_learner.state = \(present)
            """)
        return noted > 0 ? [present] : [ActionLearner.State.expected.rawValue]
    }
}

struct OpinionsComplete: Refusal, Equatable {
    var message: String { "Autant de réponses que d’élèves présents sont déjà arrivées\u{A0}: merci." }
}
