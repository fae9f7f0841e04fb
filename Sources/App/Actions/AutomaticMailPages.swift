import Domain
import Persistence

/// The mails of an action that leave by themselves: when, and to how many they left.
struct ActionMails: Sendable {
    let days: ActionMailDays
    let sent: [ActionMailSent]

    /// How many left for the date of the action, and the last time.
    func left(_ kind: ActionMailKind, due: LocalDate) -> (count: Int, last: Moment?) {
        let mine = sent.filter { $0.kind == kind && $0.dueOn == due }
        return (mine.count, mine.map(\.sentAt).max())
    }
}

extension SchoolDatabase {
    func actionMails(of action: ID<Action>) throws -> ActionMails {
        ActionMails(
            days: try actionMailDays(),
            sent: try rows(
                """
                select action_mail.* from \(table(.actionMail)) where action_mail.action_id = \(action)
                order by action_mail.sent_at, action_mail.id
                """))
    }
}

/// What leaves by itself, with the way to stop it.
func autoMailPanel(_ view: ActionView, _ visit: Visit) -> HTML? {
    let action = view.action
    guard view.mayOrganise, action.state.isOpen || !view.autoMails.sent.isEmpty else { return nil }
    let days = view.autoMails.days
    let lines = [
        mailLine(
            .reminder, view, visit, due: action.reminderDay(days.reminder), leaves: action.autoReminder,
            to: "aux invités et à l’équipe", isOver: action.startsOn.map { $0 <= view.today } ?? false),
        mailLine(
            .thanks, view, visit, due: action.thanksDay(days.thanks), leaves: action.autoThanks,
            to: "aux professionnels venus, avec la question de satisfaction",
            isOver: action.thanksDay(days.thanks + days.window).map { $0 < view.today } ?? false),
    ]
    return panel("Courriels automatiques", "<ul class=\"lines\">\(lines)</ul>\(unreachable(view))")
}

private func mailLine(
    _ kind: ActionMailKind, _ view: ActionView, _ visit: Visit, due: LocalDate?, leaves: Bool, to people: String,
    isOver: Bool
) -> HTML {
    let left = due.map { view.autoMails.left(kind, due: $0) } ?? (count: 0, last: nil)
    let state: HTML =
        if left.count > 0, let last = left.last {
            badge(
                "\(left.count) parti\(left.count > 1 ? "s" : "") \(last.day(in: view.author.zone).near(view.today))",
                .done)
        } else if !leaves {
            badge("Ne part pas seul", .neutral)
        } else if isOver {
            badge("Rien à envoyer", .neutral)
        } else if let due {
            badge(due <= view.today ? "Au prochain envoi" : "Le \(due.short)", .waiting)
        } else {
            badge("Date à fixer", .neutral)
        }
    let toggle: HTML? =
        view.action.state == .closed || isOver
        ? nil
        : postButton(
            leaves ? "Ne pas envoyer seul" : "Envoyer seul", to: view.link.appending("courriels"), visit: visit,
            style: "small quiet", fields: [("genre", kind.rawValue), ("part", leaves ? "non" : "oui")])
    return "<li><div><strong>\(kind.label)</strong> \(state)<p>\(people)</p></div>\(toggle)</li>"
}

/// Who will receive nothing: a telephone call remains.
private func unreachable(_ view: ActionView) -> HTML? {
    let missing = view.guests.count { ($0.state == .invited || $0.state == .accepted) && $0.email == nil }
    guard missing > 0, view.action.state.takesRoom else { return nil }
    return """
        <p class="hint">\(FrenchNumber.counted(missing, "invité n’a pas de courriel", "invités n’ont pas de courriel"))\u{A0}: \
        téléphonez-\(missing > 1 ? "leur" : "lui").</p>
        """
}
