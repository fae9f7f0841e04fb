import Domain
import Persistence

/// Regular times, or one slot with a workshop.
struct SlotForm: FormInput {
    let day: LocalDate?
    let from: Int
    let to: Int
    let length: Int
    let pause: Int
    let label: String
    let capacity: Int

    init(reading form: inout FormReader) {
        day = form.date("jour_creneau")
        from = form.clock("de") ?? 0
        to = form.clock("a") ?? 0
        if form.values["de"].isEmpty { form.refuse("de", "Indiquez l’heure de début.") }
        if to <= from { form.refuse("a", "L’heure de fin vient après l’heure de début.") }
        length = form.number("duree", in: 5...480) ?? max(5, to - from)
        pause = form.number("pause", in: 0...120) ?? 0
        label = form.text("atelier", max: 100)
        capacity = form.number("places", in: 0...500) ?? 0
    }
}

/// Times are added to an action: interviews every quarter of an hour, workshops for collèges.
struct AddSlots: Operation {
    let id: ID<Action>
    let form: SlotForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let action = try db.action(id)
        guard action.state.isOpen else { throw ActionRefusal.ended(action.state) }
        guard let day = try db.dayOfYear(form.day ?? action.startsOn, action.schoolYear) else {
            throw FieldRefusal("jour_creneau", ActionRefusal.dateMissing.message)
        }
        if let first = action.startsOn, let last = action.lastDay, day < first || day > last {
            throw FieldRefusal(
                "jour_creneau", "Ce jour n’est pas celui de l’action, \(action.when)\u{A0}: changez d’abord sa date.")
        }
        let starts = SlotTimes.starts(from: form.from, to: form.to, length: form.length, pause: form.pause)
        guard !starts.isEmpty, starts.count <= 60 else {
            throw FieldRefusal("duree", "Choisissez une durée qui donne entre 1 et 60 créneaux.")
        }
        let first = (try db.slots(of: id).map(\.rank).max() ?? 0) + 1
        let slots = starts.enumerated().map { index, start in
            ActionSlot(
                id: db.newID(), actionId: id, rank: first + index, heldOn: day, startMinute: start,
                endMinute: start + form.length, label: form.label, capacity: form.capacity)
        }
        try db.insertMany(slots, into: .actionSlot)
        try db.journal("Créneaux ajoutés : \(slots.count)", Subject("action", id), by: author, at: now)
        return slots.count
    }
}

/// A time that nobody took is withdrawn.
struct RemoveSlot: Operation {
    let action: ID<Action>
    let slot: ID<ActionSlot>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        _ = try db.slot(slot, of: action)
        let used = try db.bookings(of: action).contains { $0.slotId == slot }
        guard !used, try !db.guests(of: action).contains(where: { $0.slotId == slot }) else { throw SlotTaken() }
        try db.delete(from: .actionMeeting, where: "slot_id = \(slot)")
        try db.delete(from: .actionSlot, where: "id = \(slot)")
        try db.journal("Créneau retiré", Subject("action", action), by: author, at: now)
    }
}

struct SlotTaken: Refusal, Equatable {
    var message: String { "Quelqu’un a pris ce créneau\u{A0}: prévenez-le d’abord." }
}

/// Interviews are shared out: everybody as many, nobody in two places, wishes first. Interviews that took place stay.
struct ShareOutMeetings: Operation {
    let id: ID<Action>
    let most: Int
    /// Times left over go to some, one more each.
    let fills: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let action = try db.action(id)
        guard action.kind.hasMeetings else { throw NoMeetings() }
        guard action.state.takesRoom else { throw ActionRefusal.ended(action.state) }
        try db.followClasses(of: action)
        let guests = try db.guests(of: id).filter(\.state.isComing)
        let slots = try db.slots(of: id)
        let learners = try db.actionLearners(of: id).filter { $0.state != .excused && $0.state != .absent }
        guard !guests.isEmpty, !slots.isEmpty, !learners.isEmpty else { throw NothingToShare() }
        let ranks = Dictionary(
            guests.enumerated().map { ($1.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        let plan = MeetingPlan(
            wishes: learners.map { $0.wishes.split(separator: " ").compactMap { ranks[String($0)] } },
            companies: guests.count, slots: slots.count, most: most, fills: fills)
        try db.delete(from: .actionMeeting, where: "action_id = \(id)")
        let meetings = plan.meetings.map {
            ActionMeeting(
                id: db.newID(), actionId: id, learnerId: learners[$0.learner].learnerId,
                guestId: guests[$0.company].id, slotId: slots[$0.slot].id)
        }
        try db.insertMany(meetings, into: .actionMeeting)
        try db.journal("Rendez-vous répartis : \(meetings.count)", Subject("action", id), by: author, at: now)
        return meetings.count
    }
}

struct NoMeetings: Refusal, Equatable {
    var message: String { "Cette action n’a pas de rendez-vous individuels." }
}

struct NothingToShare: Refusal, Equatable {
    var message: String {
        "Il faut au moins une entreprise qui a accepté, un créneau et une classe\u{A0}: complétez-les d’abord."
    }
}

/// Which companies a learner would like to meet.
struct SaveWishes: Operation {
    let id: ID<Action>
    /// Guests by learner, the dearest first.
    let wishes: [ID<ActionLearner>: [ID<ActionGuest>]]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.requestActions)

        _ = try db.action(id, for: author)
        let known = Set(try db.guests(of: id).map(\.id))
        for (line, guests) in wishes.sorted(by: { $0.key < $1.key }) {
            let text = guests.filter(known.contains).map(\.rawValue).joined(separator: " ")
            try db.change(.actionLearner, set: "wishes = \(text)", where: "id = \(line) and action_id = \(id)")
        }
        try db.journal("Souhaits de rencontre notés", Subject("action", id), by: author, at: now)
    }
}

/// What came of interviews; placements and contracts count among the effects.
struct NoteMeetings: Operation {
    let id: ID<Action>
    let outcomes: [ID<ActionMeeting>: ActionMeeting.Outcome]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        _ = try db.action(id)
        var changed = 0
        for meeting in try db.meetings(of: id) {
            guard let outcome = outcomes[meeting.id], outcome != meeting.outcome else { continue }
            try db.change(.actionMeeting, set: "outcome = \(outcome)", where: "id = \(meeting.id)")
            changed += 1
        }
        if changed > 0 {
            try db.journal("Suites de rendez-vous notées : \(changed)", Subject("action", id), by: author, at: now)
        }
        return changed
    }
}
