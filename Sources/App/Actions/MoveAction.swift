import Domain
import Persistence

/// What the form that moves an action may send.
struct ActionEventForm: FormInput {
    let event: ActionEvent
    let reason: String
    let report: String?
    let version: Int

    init(reading form: inout FormReader) {
        event = form.choice("geste", or: .accept)
        if form.values["geste"].isEmpty { form.refuse("", "Choisissez ce qui arrive à l’action.") }
        reason = form.text("motif", max: 500)
        report = form.optional("bilan", max: 4000)
        version = Int(form.values["version"]) ?? 0
    }
}

/// Something happens to an action. When it does not take place as said, those invited are told at once, whether they
/// had answered yes or not at all; so are the teachers, of what is decided.
struct MoveAction: Operation {
    let id: ID<Action>
    let form: ActionEventForm

    /// What became of it.
    struct Outcome: Sendable {
        let state: Action.State
        /// Mails put in the outbox.
        let told: Int
    }

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Outcome {
        try author.require(.requestActions)

        var former = try db.action(id, for: author)
        guard former.version == form.version else { throw Conflict() }
        let moment = ActionMoment(
            today: now.day, year: author.currentYear, organises: author.may(.organiseActions),
            asked: author.staffId != nil && former.requestedBy == author.staffId)
        if form.event == .close, let report = form.report { former.report = report }
        var action = try former.after(form.event, reason: form.reason, at: moment)
        if form.event == .carryOver {
            action.objectiveId = try db.objective(former.objectiveId, goingOnIn: action.schoolYear)
        }
        if form.event == .confirm || form.event == .reopen, action.state.takesRoom {
            try db.requireFree(action, classes: try db.classes(of: id).map(\.id))
        }
        try db.update(action, in: .action, replacing: former.version)
        if form.event == .accept { try db.followClasses(of: action) }
        var told = 0
        if form.event == .cancel || form.event == .postpone { told = try tell(former, action, in: db, author, now) }
        told += try db.tellTeam(form.event, of: action, because: form.reason, by: author, at: now)
        if form.event == .postpone || form.event == .carryOver { try db.forgetTimes(of: action) }
        try db.journal(
            form.event.label, Subject("action", id), before: former.state.rawValue, after: action.state.rawValue,
            by: author, at: now)
        return Outcome(state: action.state, told: told)
    }

    private func tell(
        _ former: Action, _ action: Action, in db: SchoolDatabase, _ author: Author, _ now: Now
    ) throws -> Int {
        let mail = try db.actionMail(former, signature: author.name)
        var addresses: [String] = []
        for guest in try db.guests(of: id) where guest.state == .accepted || guest.state == .invited {
            guard let email = try db.mayBeMailed(guest) else { continue }
            addresses.append(email)
            try db.change(.actionGuest, set: "told_cancelled_at = \(now.moment)", where: "id = \(guest.id)")
        }
        addresses += try db.bookings(of: id).filter { $0.cancelledAt == nil }.map(\.email)
        for address in addresses {
            try db.mail(
                to: address,
                form.event == .cancel ? mail.cancelled(because: form.reason) : mail.postponed(because: form.reason),
                at: now)
        }
        return addresses.count
    }
}

extension SchoolDatabase {
    /// Without a date, times and answers to them no longer hold: who had said yes is invited again.
    func forgetTimes(of action: Action) throws {
        try delete(from: .actionMeeting, where: "action_id = \(action.id)")
        try delete(from: .actionMail, where: "action_id = \(action.id)")
        try change(
            .actionGuest, set: "slot_id = null, state = 'a_inviter', token_hash = null, version = version + 1",
            where: "action_id = \(action.id) and state in ('invite', 'accepte')")
        let booked = try count(
            "select count(*) from \(table(.actionBooking)) where action_booking.action_id = \(action.id)")
        if booked == 0 {
            try change(.actionGuest, set: "slot_id = null", where: "action_id = \(action.id)")
            try delete(from: .actionSlot, where: "action_id = \(action.id)")
        }
    }

    /// Puts a mail of the school in the outbox.
    func mail(to address: String, _ text: MailText, at now: Now) throws {
        let school = schoolId
        try onPlatform { platform in
            try platform.send(to: address, subject: text.subject, body: text.body, school: school, at: now)
        }
    }
}

struct MailText: Sendable, Equatable {
    let subject: String
    let body: String
}

/// The mails about an action: short, signed, one thing to do.
struct ActionMail: Sendable {
    let school: String
    let signature: String
    let action: Action
    /// Where the school is; empty says only that it is there.
    var address = ""

    private func text(_ subject: String, _ lines: String) -> MailText {
        MailText(subject: "\(subject) – \(school)", body: "Bonjour,\n\n\(lines)\n\n\(signature), \(school)\n")
    }

    var placeInWords: String {
        guard action.place.isEmpty else { return action.place }
        return address.isEmpty ? "au lycée" : "au lycée (\(address))"
    }

    private var purposeLine: String { action.purpose.isEmpty ? "" : "\n" + action.purpose }

    func invitation(_ link: String) -> MailText {
        text(
            "Invitation : \(action.title)",
            """
            Nous serions heureux de vous accueillir : \(action.title), \(action.when), \(placeInWords).\(purposeLine)

            Répondez en un clic, sans compte ni mot de passe :
            \(link)

            Vous pourrez y changer d’avis, ou demander à ne plus être invité.
            """)
    }

    func reminder(_ link: String) -> MailText {
        text(
            "Rappel : \(action.title)",
            """
            Nous n’avons pas encore votre réponse pour « \(action.title) », \(action.when).
            \(link)
            """)
    }

    func thanks(_ link: String) -> MailText {
        text(
            "Merci : \(action.title)",
            """
            Merci d’avoir donné de votre temps à nos élèves pour « \(action.title) ».
            Une question, quatre réponses possibles, dix secondes :
            \(link)
            """)
    }

    func cancelled(because reason: String) -> MailText {
        text(
            "Annulation : \(action.title)",
            """
            « \(action.title) », prévue \(action.when), n’aura pas lieu : \(reason)
            Vous n’avez rien à faire. Nous vous prions de nous excuser et restons joignables.
            """)
    }

    func postponed(because reason: String) -> MailText {
        text(
            "Report : \(action.title)",
            """
            « \(action.title) », prévue \(action.when), est reportée : \(reason)
            Nous vous proposerons une autre date. Vous n’avez rien à faire pour l’instant.
            """)
    }

    func booked(_ slot: ActionSlot, pupils: Int, link: String) -> MailText {
        text(
            "Réservation : \(action.title)",
            """
            Votre réservation est notée : \(slot.described), \(FrenchNumber.counted(pupils, "élève", "élèves")).
            Pour la revoir ou l’annuler :
            \(link)

            Pensez aux autorisations des parents.
            """)
    }
}
