import Domain
import Persistence

// An action changes: its times follow, and whoever counts on it is told.

extension SchoolDatabase {
    /// The times of an action follow it to its new day.
    func moveSlots(of former: Action, to action: Action) throws {
        guard let before = former.startsOn, let after = action.startsOn, before != after else { return }
        let shift = before.days(until: after)
        for slot in try slots(of: action.id) {
            try change(.actionSlot, set: "held_on = \(slot.heldOn.adding(days: shift))", where: "id = \(slot.id)")
        }
    }

    /// Those who hold another date or place in hand are told of the new one: professionals invited or coming, and
    /// collèges that booked.
    func tellOfChange(_ former: Action, _ action: Action, by author: Author, at now: Now) throws -> Int {
        guard action.state.takesRoom, action.startsOn != nil, former.startsOn != nil else { return 0 }
        guard former.when != action.when || former.place != action.place else { return 0 }
        guard (action.lastDay ?? now.day) >= now.day else { return 0 }
        let mail = try actionMail(action, signature: author.name).changed(from: former)
        var addresses = try guests(of: action.id).filter { $0.state == .invited || $0.state == .accepted }
            .compactMap { try mayBeMailed($0) }
        addresses += try bookings(of: action.id).filter { $0.cancelledAt == nil }.map(\.email)
        for address in addresses { try self.mail(to: address, mail, at: now) }
        return addresses.count
    }

    /// Who asked for an action and who holds it are told what the bureau decided; who decided knows.
    func tellTeam(_ event: ActionEvent, of action: Action, because reason: String, by author: Author, at now: Now)
        throws
        -> Int
    {
        guard let mail = try actionMail(action, signature: author.name).decided(event, because: reason) else {
            return 0
        }
        var seen: Set<String> = []
        let addresses = try team(of: action).filter { $0.id != author.staffId && $0.leftOn == nil }
            .compactMap(\.email).filter { seen.insert($0.lowercased()).inserted }
        for address in addresses { try self.mail(to: address, mail, at: now) }
        return addresses.count
    }

    /// The teachers of an action and who asked for it.
    func team(of action: Action) throws -> [StaffMember] {
        var members = try staff(of: action.id)
        if let asker = action.requestedBy, !members.contains(where: { $0.id == asker }) {
            members.append(try staffMember(asker))
        }
        return members
    }

    /// The mails of an action, with the address of the school for those who never came.
    func actionMail(_ action: Action, signature: String) throws -> ActionMail {
        let school = try ownSchool()
        return ActionMail(
            school: school.name, signature: signature, action: action,
            address: school.address.lines.joined(separator: ", "))
    }
}

extension ActionMail {
    /// To who was invited or booked, when the date or the place is another.
    func changed(from former: Action) -> MailText {
        MailText(
            subject: "Changement\u{A0}: \(action.title) – \(school)",
            body: """
                Bonjour,

                « \(action.title) » change. C’est désormais \(action.when), \(placeInWords).
                (C’était prévu \(former.when)\(former.place.isEmpty ? "" : ", " + former.place).)

                Le lien que vous avez déjà reçu reste le bon\u{A0}: dites-y si vous ne pouvez plus venir.

                \(signature), \(school)

                """)
    }

    /// To the teachers: what the bureau decided; `nil` when there is nothing to tell.
    func decided(_ event: ActionEvent, because reason: String) -> MailText? {
        let words: String? =
            switch event {
            case .accept: "Le bureau prépare « \(action.title) », \(action.when)."
            case .decline: "« \(action.title) » n’est pas retenue\u{A0}: \(reason)"
            case .confirm: "« \(action.title) » est confirmée\u{A0}: \(action.when), \(placeInWords)."
            case .postpone: "« \(action.title) » est reportée\u{A0}: \(reason)"
            case .cancel: "« \(action.title) » est annulée\u{A0}: \(reason)"
            default: nil
            }
        guard let words else { return nil }
        return MailText(
            subject: "\(action.title)\u{A0}: \(action.state.label.lowercasedFirst) – \(school)",
            body: """
                Bonjour,

                \(words)
                Tout est dans Bureau, sous « Actions ».

                \(signature), \(school)

                """)
    }
}
