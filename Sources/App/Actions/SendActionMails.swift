import Domain
import Persistence

/// The mails of an action that leave by themselves.
enum ActionMailKind: String, Codable, CaseIterable, Sendable, SQLBindable {
    case reminder = "rappel"
    case thanks = "merci"

    var label: String {
        switch self {
        case .reminder: "Rappel avant l’action"
        case .thanks: "Merci et satisfaction"
        }
    }
}

/// A mail that left by itself; it does not leave twice to the same person for the same date.
struct ActionMailSent: Codable, Sendable {
    let id: ID<ActionMailSent>
    let actionId: ID<Action>
    let kind: ActionMailKind
    /// `invite-…`, `equipe-…` or `bureau`.
    let recipient: String
    /// The day it was due: another date of the action is another mail.
    let dueOn: LocalDate
    let sentAt: Moment
}

/// Each morning: the reminder of the actions that come, the thanks of those that were held. Once each, and only those
/// that leave by themselves; who asked for no mail receives none.
struct SendActionMails: Operation {
    let site: String
    /// The secret of the link of a guest.
    let token: @Sendable (ID<ActionGuest>) -> String

    /// - Returns: how many mails were put in the outbox.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let days = try db.actionMailDays()
        let school = try db.ownSchool()
        var sent = 0
        for action in try db.actionsToRemind(on: now.day, days) {
            guard let due = action.reminderDay(days.reminder) else { continue }
            sent += try remind(action, due: due, of: school, in: db, now)
        }
        for action in try db.actionsToThank(on: now.day, days) {
            guard let due = action.thanksDay(days.thanks) else { continue }
            sent += try thank(action, due: due, of: school, in: db, now)
        }
        return sent
    }

    // MARK: Before

    private func remind(
        _ action: Action, due: LocalDate, of school: School, in db: SchoolDatabase, _ now: Now
    ) throws -> Int {
        let texts = try db.actionMail(action, signature: school.bureauSignature)
        let zone = Author.commandLine(for: school).zone
        let guests = try db.guests(of: action.id)
        var sent = 0
        for guest in guests where guest.state == .invited || guest.state == .accepted {
            // Who was written to since that day knows the date.
            let last = [guest.invitedAt, guest.remindedAt].compactMap(\.self).max()
            if let last, last.day(in: zone) >= due { continue }
            guard let email = try db.mayBeMailed(guest) else { continue }
            guard try db.claim(.reminder, of: action, to: "invite-" + guest.id.rawValue, due: due, at: now) else {
                continue
            }
            let link = try renewLink(of: guest, in: db) { $0.remindedAt = now.moment }
            try db.mail(to: email, guest.state == .accepted ? texts.soon(link) : texts.reminder(link), at: now)
            sent += 1
        }
        let team = try db.organisers(of: action, school: school)
        let report = texts.forTeam(
            try db.teamLines(of: action, guests), link: site + Link.action(action.id).path)
        for (recipient, email) in team {
            guard try db.claim(.reminder, of: action, to: recipient, due: due, at: now) else { continue }
            try db.mail(to: email, report, at: now)
            sent += 1
        }
        return sent
    }

    // MARK: After

    private func thank(
        _ action: Action, due: LocalDate, of school: School, in db: SchoolDatabase, _ now: Now
    ) throws -> Int {
        let texts = try db.actionMail(action, signature: school.bureauSignature)
        var sent = 0
        for guest in try db.guests(of: action.id) where GuestMail.thanks.concerns(guest) {
            guard let email = try db.mayBeMailed(guest) else { continue }
            guard try db.claim(.thanks, of: action, to: "invite-" + guest.id.rawValue, due: due, at: now) else {
                continue
            }
            let link = try renewLink(of: guest, in: db) { $0.thankedAt = now.moment }
            try db.mail(to: email, texts.thanks(link), at: now)
            sent += 1
        }
        return sent
    }

    /// The personal page of a guest: its address is the same at each mail.
    private func renewLink(
        of line: GuestLine, in db: SchoolDatabase, _ change: (inout ActionGuest) -> Void
    ) throws -> String {
        let token = token(line.id)
        var guest = try db.guest(line.id)
        guest.tokenHash = Secret.hash(token)
        change(&guest)
        guest.version += 1
        try db.update(guest, in: .actionGuest, replacing: guest.version - 1)
        return site + Link.invitation(token).path
    }
}

/// A mail of an action leaves by itself, or no longer does.
struct SwitchActionMail: Operation {
    let id: ID<Action>
    let kind: ActionMailKind
    let leaves: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.organiseActions)

        var action = try db.action(id)
        switch kind {
        case .reminder: action.autoReminder = leaves
        case .thanks: action.autoThanks = leaves
        }
        action.version += 1
        try db.update(action, in: .action, replacing: action.version - 1)
        try db.journal(
            "\(kind.label)\u{A0}: \(leaves ? "partira seul" : "ne partira pas seul")", Subject("action", id),
            by: author, at: now)
        return id
    }
}

/// How many days before and after an action its mails leave.
struct ActionMailDays: Sendable {
    let reminder: Int
    let thanks: Int
    /// After so many days more, thanks come too late to leave by themselves.
    let window: Int
}

extension SchoolDatabase {
    func actionMailDays() throws -> ActionMailDays {
        let thresholds = try thresholds()
        return ActionMailDays(
            reminder: thresholds[.actionReminderDays], thanks: thresholds[.actionThanksDays],
            window: thresholds[.actionThanksWindow])
    }

    fileprivate func actionsToRemind(on day: LocalDate, _ days: ActionMailDays) throws -> [Action] {
        try rows(
            """
            select action.* from \(table(.action)) where action.auto_reminder
            and action.state = \(Action.State.confirmed) and action.starts_on > \(day)
            and action.starts_on <= \(day.adding(days: days.reminder)) order by action.starts_on, action.id
            """)
    }

    fileprivate func actionsToThank(on day: LocalDate, _ days: ActionMailDays) throws -> [Action] {
        let (first, last) = (day.adding(days: -days.thanks - days.window), day.adding(days: -days.thanks))
        return try rows(
            """
            select action.* from \(table(.action)) where action.auto_thanks
            and action.state in (\(list: ActionFigures.done))
            and coalesce(action.ends_on, action.starts_on) between \(first) and \(last)
            order by action.starts_on, action.id
            """)
    }

    /// The address of a guest who may be written to; `nil` without mail, or when they asked for none.
    func mayBeMailed(_ guest: GuestLine) throws -> String? {
        guard let email = guest.email, try !hasOptedOut(email) else { return nil }
        if let contact = guest.contactId, try refusal(of: contact) != nil { return nil }
        return email
    }

    /// Notes that a mail leaves; false when it left before.
    fileprivate func claim(
        _ kind: ActionMailKind, of action: Action, to recipient: String, due: LocalDate, at now: Now
    ) throws -> Bool {
        let known = try count(
            """
            select count(*) from \(table(.actionMail)) where action_mail.action_id = \(action.id)
            and action_mail.kind = \(kind) and action_mail.recipient = \(recipient) and action_mail.due_on = \(due)
            """)
        guard known == 0 else { return false }
        try insert(
            ActionMailSent(
                id: newID(), actionId: action.id, kind: kind, recipient: recipient, dueOn: due, sentAt: now.moment),
            into: .actionMail)
        return true
    }

    /// Who holds an action: its teachers, who asked for it, and the mailbox of the bureau.
    fileprivate func organisers(of action: Action, school: School) throws -> [(recipient: String, email: String)] {
        var seen: Set<String> = []
        var team = try team(of: action).filter { $0.leftOn == nil }.compactMap { member in
            member.email.map { (recipient: "equipe-" + member.id.rawValue, email: $0) }
        }
        if let office = school.bureauEmail { team.append((recipient: "bureau", email: office)) }
        return team.filter { seen.insert($0.email.lowercased()).inserted }
    }

    /// What the team has to know: counts, never a learner by name.
    fileprivate func teamLines(of action: Action, _ guests: [GuestLine]) throws -> [String] {
        let learners = try actionLearners(of: action.id)
        let minors = learners.filter { $0.isMinor(on: action.startsOn ?? LocalDate(dayNumber: 0)) }
        let missing = minors.count { $0.authorisedOn == nil }
        var lines = [FrenchNumber.counted(learners.count, "élève attendu", "élèves attendus")]
        if !guests.isEmpty {
            let coming = FrenchNumber.counted(
                guests.count { $0.state.isComing }, "professionnel a dit oui", "professionnels ont dit oui")
            let silent = guests.count { $0.state == .invited }
            lines.append(silent == 0 ? coming : "\(coming), \(silent) sans réponse")
        }
        if action.authorisation, missing > 0 {
            lines.append(
                FrenchNumber.counted(missing, "autorisation de parents manque", "autorisations de parents manquent"))
        }
        return lines
    }
}

extension School {
    /// Who signs what the program sends by itself.
    var bureauSignature: String { bureauName ?? "Le bureau des entreprises" }
}

extension ActionMail {
    /// To who said yes, some days before.
    func soon(_ link: String) -> MailText {
        MailText(
            subject: "À bientôt\u{A0}: \(action.title) – \(school)",
            body: """
                Bonjour,

                Vous nous rejoignez pour « \(action.title) », \(action.when), \(placeInWords).
                Merci d’avance. Un empêchement, une question\u{A0}? Dites-le ici\u{A0}:
                \(link)

                \(signature), \(school)

                """)
    }

    /// To the team, some days before: what is ready and what is missing.
    func forTeam(_ lines: [String], link: String) -> MailText {
        MailText(
            subject: "Dans quelques jours\u{A0}: \(action.title) – \(school)",
            body: """
                Bonjour,

                « \(action.title) », \(action.when), \(placeInWords).

                \(lines.map { "- " + $0 }.joined(separator: "\n"))

                Tout est ici\u{A0}: \(link)

                \(signature), \(school)

                """)
    }
}

extension Job {
    /// Sends the mails of actions that leave by themselves, from seven in the morning on.
    static let actionMails = Job(
        name: "action-mails", label: "Envoie les rappels et les mercis des actions", everySeconds: 1800
    ) { app in
        let (secrets, site) = (app.secrets, app.settings.siteAddress)
        var count = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            let author = Author.commandLine(for: school)
            guard app.clock().clock(in: author.zone) >= "07" else { continue }
            count += try await app.perform(
                SendActionMails(site: site, token: { secrets.seal("invite" + $0.rawValue, for: .personalLink) }),
                by: author)
        }
        return FrenchNumber.counted(count, "courriel d’action envoyé", "courriels d’actions envoyés")
    }
}
