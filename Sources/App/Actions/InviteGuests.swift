import Domain
import Persistence

/// Contacts are put on the list of an action.
struct AddGuests: Operation {
    let id: ID<Action>
    let contacts: [ID<Contact>]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let action = try db.action(id)
        guard action.state.isOpen else { throw ActionRefusal.ended(action.state) }
        let known = Set(try db.guests(of: id).compactMap(\.contactId))
        var added = 0
        for key in Set(contacts).subtracting(known).sorted() {
            let contact = try db.contact(key)
            guard try db.refusal(of: key) == nil else { throw InvitationRefusal.refusesMail(contact.fullName) }
            try db.insert(
                ActionGuest(id: db.newID(), actionId: id, companyId: contact.companyId, contactId: key),
                into: .actionGuest)
            added += 1
        }
        if added > 0 {
            try db.journal(
                "\(added) invitation(s) préparée(s)", Subject("action", id), by: author, at: now)
        }
        return added
    }
}

/// What is sent to guests.
enum GuestMail: String, Sendable, CaseIterable {
    case invitation
    case reminder = "rappel"
    case thanks = "merci"
}

/// Mails with personal links leave to those of the guests they are for; who refused is left alone.
struct SendToGuests: Operation {
    let id: ID<Action>
    let mail: GuestMail
    /// The secret of the link of a guest.
    let token: @Sendable (ID<ActionGuest>) -> String
    /// The whole address of the page behind a secret.
    let address: @Sendable (String) -> String

    /// How many left, and who could not be written to.
    struct Outcome: Sendable {
        let sent: Int
        let unreachable: [String]
    }

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Outcome {
        try author.require(.organiseActions)

        let action = try db.action(id)
        guard action.state != .cancelled else { throw ActionRefusal.ended(action.state) }
        if mail == .invitation, action.startsOn == nil { throw ActionRefusal.dateMissing }
        let texts = try db.actionMail(action, signature: author.name)
        var (sent, unreachable) = (0, [String]())
        for line in try db.guests(of: id) where mail.concerns(line) {
            if let contact = line.contactId, try db.refusal(of: contact) != nil { continue }
            guard let email = line.email, try !db.hasOptedOut(email) else {
                unreachable.append(line.label)
                continue
            }
            let token = token(line.id)
            var guest = try db.guest(line.id)
            guest.tokenHash = Secret.hash(token)
            guest.version += 1
            let link = address(token)
            switch mail {
            case .invitation:
                guest.state = .invited
                guest.invitedAt = now.moment
                try db.mail(to: email, texts.invitation(link), at: now)
            case .reminder:
                guest.remindedAt = now.moment
                try db.mail(to: email, texts.reminder(link), at: now)
            case .thanks:
                guest.thankedAt = now.moment
                try db.mail(to: email, texts.thanks(link), at: now)
            }
            try db.update(guest, in: .actionGuest, replacing: guest.version - 1)
            sent += 1
        }
        if sent > 0 { try db.journal(mail.done(sent), Subject("action", id), by: author, at: now) }
        return Outcome(sent: sent, unreachable: unreachable)
    }
}

extension GuestMail {
    func concerns(_ guest: GuestLine) -> Bool {
        switch self {
        case .invitation: guest.state == .toInvite
        case .reminder: guest.state == .invited
        case .thanks: guest.state == .present && guest.thankedAt == nil
        }
    }

    func done(_ count: Int) -> String {
        switch self {
        case .invitation: "Invitations envoyées : \(count)"
        case .reminder: "Rappels envoyés : \(count)"
        case .thanks: "Remerciements envoyés : \(count)"
        }
    }
}

/// Somebody answered by telephone, or came, or did not.
struct NoteGuest: Operation {
    let action: ID<Action>
    let guest: ID<ActionGuest>
    let state: ActionGuest.State

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.organiseActions)

        var noted = try db.guest(guest, of: action)
        guard noted.state != .withdrawn else { throw InvitationRefusal.withdrawn }
        noted.state = state
        noted.version += 1
        if state == .accepted || state == .declined { noted.answeredAt = now.moment }
        if state == .declined || state == .absent { noted.slotId = nil }
        try db.update(noted, in: .actionGuest, replacing: noted.version - 1)
        if state == .declined {
            try db.delete(from: .actionMeeting, where: "guest_id = \(guest) and outcome = 'prevue'")
        }
        if state == .present { try remember(noted, in: db, author, now) }
        try db.journal(
            "Réponse notée : \(state.label)", Subject("action", noted.actionId), by: author, at: now)
        return noted.actionId
    }

    /// The company's own page tells that somebody came: nobody writes it twice.
    private func remember(_ guest: ActionGuest, in db: SchoolDatabase, _ author: Author, _ now: Now) throws {
        let action = try db.action(guest.actionId)
        try db.insert(
            Interaction(
                id: db.newID(), companyId: guest.companyId, contactId: guest.contactId, kind: .event, purpose: .event,
                outcome: .agreed, happenedOn: min(action.heldOn ?? action.startsOn ?? now.day, now.day),
                note: action.title, authorName: author.name), into: .interaction)
    }
}

/// All those who had said yes and are not noted yet came.
struct NoteAllCame: Operation {
    /// What the button sends in the place of one guest.
    static let value = "tous~present"

    let action: ID<Action>

    /// - Returns: how many.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let waiting = try db.guests(of: action).filter { $0.state == .accepted }
        for guest in waiting {
            _ = try NoteGuest(action: action, guest: guest.id, state: .present).run(in: db, by: author, at: now)
        }
        return waiting.count
    }
}

/// A guest is taken off the list before being invited.
struct RemoveGuest: Operation {
    let action: ID<Action>
    let guest: ID<ActionGuest>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.organiseActions)

        let removed = try db.guest(guest, of: action)
        guard removed.state == .toInvite else { throw GuestAlreadyInvited() }
        try db.delete(from: .actionMeeting, where: "guest_id = \(guest)")
        try db.delete(from: .actionGuest, where: "id = \(guest)")
        try db.journal("Invité retiré de la liste", Subject("action", removed.actionId), by: author, at: now)
        return removed.actionId
    }
}

struct GuestAlreadyInvited: Refusal, Equatable {
    var message: String { "Cette personne est déjà invitée\u{A0}: notez plutôt sa réponse." }
}

/// What a contact is willing to do, as they said it.
struct SaveWills: Operation {
    let contact: ID<Contact>
    let kinds: Set<ActionKind>
    /// The contact asks for no invitation at all.
    let refuses: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let contact = try db.contact(contact)
        let known = try db.wills(of: contact.id)
        let kept = refuses ? [] : kinds
        for var will in known {
            let wanted = kept.contains(will.kind)
            guard wanted == (will.withdrawnOn != nil) else { continue }
            will.withdrawnOn = wanted ? nil : now.day
            if wanted { will.givenOn = now.day }
            try db.update(will, in: .contactWill)
        }
        for kind in kept.subtracting(known.map(\.kind)).sorted(by: { $0.rawValue < $1.rawValue }) {
            try db.insert(
                ContactWill(id: db.newID(), contactId: contact.id, kind: kind, givenOn: now.day), into: .contactWill)
        }
        if refuses {
            try db.refuseInvitations(of: contact.id, means: "demande reçue par le bureau", at: now)
        } else {
            try db.delete(from: .contactRefusal, where: "contact_id = \(contact.id)")
        }
        try db.journal("Accords d’un contact notés", Subject("company", contact.companyId), by: author, at: now)
        return contact.companyId
    }
}

extension SchoolDatabase {
    /// No invitation any more: what was said before is taken back with its date, invitations under way end.
    func refuseInvitations(of contact: ID<Contact>, means: String, at now: Now) throws {
        try change(
            .contactWill, set: "withdrawn_on = \(now.day)", where: "contact_id = \(contact) and withdrawn_on is null")
        if try refusal(of: contact) == nil {
            try insert(
                ContactRefusal(id: newID(), contactId: contact, refusedOn: now.day, means: means),
                into: .contactRefusal)
        }
        let waiting: [ID<ActionGuest>] = try rows(
            """
            select action_guest.id from \(table(.actionGuest)) where action_guest.contact_id = \(contact)
            and action_guest.state in ('a_inviter', 'invite', 'accepte') order by action_guest.id
            """)
        guard !waiting.isEmpty else { return }
        try delete(from: .actionMeeting, where: "guest_id in (\(list: waiting)) and outcome = 'prevue'")
        try change(
            .actionGuest, set: "state = 'retire', slot_id = null, version = version + 1",
            where: "id in (\(list: waiting))")
    }
}
