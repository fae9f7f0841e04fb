import Domain
import Foundation
import Persistence

/// What a collège sees behind the public link: slots and the places left, nobody's name.
struct BookingView: Sendable {
    let school: School
    let action: Action
    let slots: [ActionSlot]
    /// Places left by slot.
    let left: [ID<ActionSlot>: Int]
}

/// What a collège sees of its own booking.
struct OwnBookingView: Sendable {
    let school: School
    let action: Action
    let slot: ActionSlot
    let booking: ActionBooking
}

private struct BookingKey: Codable {
    let id: ID<ActionBooking>
    let schoolId: ID<School>
}

extension SchoolDatabase {
    func placesLeft(_ slots: [ActionSlot], of action: ID<Action>) throws -> [ID<ActionSlot>: Int] {
        let taken = Dictionary(grouping: try bookings(of: action).filter { $0.cancelledAt == nil }, by: \.slotId)
            .mapValues { $0.reduce(0) { $0 + $1.pupils } }
        return Dictionary(
            slots.map { ($0.id, max(0, $0.capacity - taken[$0.id, default: 0])) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension PlatformDatabase {
    func bookingView(_ token: String, at now: Now) throws -> BookingView {
        let (db, action) = try bookedAction(token)
        let (_, now) = try db.linkAuthor("", at: now)
        let slots = try db.slots(of: action.id).filter { $0.heldOn >= now.day && $0.capacity > 0 }
        return BookingView(
            school: try db.ownSchool(), action: action, slots: slots, left: try db.placesLeft(slots, of: action.id))
    }

    func ownBooking(_ token: String) throws -> OwnBookingView {
        let (db, booking) = try openBooking(token)
        return OwnBookingView(
            school: try db.ownSchool(), action: try db.action(booking.actionId),
            slot: try db.slot(booking.slotId, of: booking.actionId), booking: booking)
    }

    fileprivate func openBooking(_ token: String) throws -> (SchoolDatabase, ActionBooking) {
        let found: BookingKey? = try row(
            """
            select action_booking.id, action_booking.school_id from action_booking
            where action_booking.token_hash = \(Secret.hash(token))
            """)
        guard let found else { throw LinkExpired() }
        let db = school(found.schoolId)
        return (db, try db.find(found.id, in: .actionBooking, "Cette réservation"))
    }
}

/// What the booking form may send.
struct BookingForm: FormInput {
    let slot: ID<ActionSlot>?
    let college: String
    let uai: String
    let person: String
    let email: EmailAddress?
    let phone: String
    let level: String
    let pupils: Int
    let authorisations: Bool
    let remark: String

    init(reading form: inout FormReader) {
        slot = form.key("creneau")
        if slot == nil { form.refuse("creneau", "Choisissez un créneau.") }
        college = form.required("college", "Indiquez le nom du collège.", max: 150)
        uai = form.parsed("uai") { try UAI($0) }?.rawValue ?? ""
        person = form.required("personne", "Indiquez qui réserve.", max: 120)
        email = form.parsed("courriel") { try EmailAddress($0) }
        if form.values["courriel"].isEmpty { form.refuse("courriel", "Indiquez un courriel pour la confirmation.") }
        phone = form.parsed("telephone") { try PhoneNumber($0) }?.rawValue ?? ""
        level = form.text("niveau", max: 60)
        pupils = form.number("eleves", in: 1...200) ?? 0
        if form.values["eleves"].isEmpty { form.refuse("eleves", "Indiquez le nombre d’élèves.") }
        authorisations = form.flag("autorisations")
        remark = form.text("remarque", max: 500)
    }
}

/// A collège takes places in a slot. The database settles who comes first.
struct BookSlot: PlatformOperation {
    let link: String
    let form: BookingForm
    /// The secret of the booking, for the collège.
    let token: String
    let address: String

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, action) = try platform.bookedAction(link)
        let (author, now) = try db.linkAuthor("Collège, par lien public", at: now)
        guard action.state.takesRoom else { throw InvitationRefusal.cancelled }
        guard let key = form.slot, let email = form.email else { throw LinkExpired() }
        let slot = try db.slot(key, of: action.id)
        guard slot.heldOn >= now.day else { throw FieldRefusal("creneau", "Ce créneau est passé.") }
        let left = try db.placesLeft([slot], of: action.id)[slot.id] ?? 0
        guard form.pupils <= left else {
            throw FieldRefusal(
                left == 0 ? "creneau" : "eleves",
                left == 0
                    ? InvitationRefusal.slotFull.message
                    : "Il reste \(FrenchNumber.counted(left, "place", "places")) dans ce créneau.")
        }
        let booking = ActionBooking(
            id: db.newID(), actionId: action.id, slotId: slot.id, college: form.college, uai: form.uai,
            person: form.person, email: email.rawValue, phone: form.phone, level: form.level, pupils: form.pupils,
            authorisations: form.authorisations, tokenHash: Secret.hash(token), bookedAt: now.moment,
            remark: form.remark)
        try db.insert(booking, into: .actionBooking)
        let mail = try db.actionMail(action, signature: "Bureau des entreprises")
        try db.mail(to: email.rawValue, mail.booked(slot, pupils: form.pupils, link: address), at: now)
        try db.journal("Créneau réservé par \(form.college)", Subject("action", action.id), by: author, at: now)
    }
}

/// A collège gives its places back.
struct CancelBooking: PlatformOperation {
    let token: String

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, booking) = try platform.openBooking(token)
        guard booking.cancelledAt == nil else { return }
        let (author, now) = try db.linkAuthor("Collège, par lien personnel", at: now)
        try db.change(.actionBooking, set: "cancelled_at = \(now.moment)", where: "id = \(booking.id)")
        try db.journal(
            "Réservation annulée par \(booking.college)", Subject("action", booking.actionId), by: author, at: now)
    }
}

/// How many pupils of a collège really came, and whether their parents had agreed.
struct NoteBookings: Operation {
    let id: ID<Action>
    let attended: [ID<ActionBooking>: Int]
    let authorised: Set<ID<ActionBooking>>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        _ = try db.action(id)
        for booking in try db.bookings(of: id) where booking.cancelledAt == nil {
            var noted = booking
            noted.attended = attended[booking.id]
            noted.authorisations = authorised.contains(booking.id)
            if noted != booking { try db.update(noted, in: .actionBooking) }
        }
        try db.journal("Accueil des collèges noté", Subject("action", id), by: author, at: now)
    }
}
