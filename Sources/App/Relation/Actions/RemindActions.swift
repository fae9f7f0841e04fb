import Domain
import Persistence

/// Each morning, whoever owes something to a partner receives the list, once a day.
struct RemindActions: Operation {
    let site: String

    /// - Returns: how many mails were put in the outbox.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        var filter = PartnerActionFilter(today: now.day)
        filter.isDue = true
        let due = try db.actionLines(filter, limit: 500)
        let byOwner = Dictionary(grouping: due.filter { $0.ownerId != nil }, by: { $0.ownerId })
        let owners = try db.actionOwners().filter { byOwner[$0.id] != nil }
        var sent = 0
        for owner in owners {
            guard let lines = byOwner[owner.id], try db.claimReminder(of: owner.id, on: now.day) else { continue }
            let (school, body) = (db.schoolId, body(lines, for: owner, on: now.day, at: author.schoolName))
            try db.onPlatform { platform in
                try platform.send(
                    to: owner.email, subject: subject(lines.count), body: body, school: school, at: now)
            }
            sent += 1
        }
        return sent
    }

    private func subject(_ count: Int) -> String {
        "À faire avec les entreprises\u{A0}: " + FrenchNumber.counted(count, "action", "actions")
    }

    /// Names of companies and what was promised; no learner.
    private func body(_ lines: [PartnerActionLine], for owner: ActionOwner, on day: LocalDate, at school: String)
        -> String
    {
        let items = lines.prefix(30).map { line in
            let when = line.dueOn < day ? "en retard, prévu le \(line.dueOn.long)" : "aujourd’hui"
            return "- \(line.companyName), \(line.town)\u{A0}: \(line.label) (\(when))"
        }.joined(separator: "\n")
        let rest = lines.count > 30 ? "\n… et \(lines.count - 30) autres." : ""
        return """
            Bonjour \(owner.firstName),

            \(items)\(rest)

            Cochez ce qui est fait, reportez le reste\u{A0}: \(site)/a-faire?qui=moi

            \(school)
            """
    }
}

/// A reminder that was sent.
private struct ActionReminder: Codable {
    let id: ID<ActionReminder>
    let accountId: ID<Account>
    let sentOn: LocalDate
}

extension SchoolDatabase {
    /// Whether the person was not reminded yet today; it is noted that they are.
    fileprivate func claimReminder(of account: ID<Account>, on day: LocalDate) throws -> Bool {
        let known = try count(
            """
            select count(*) from \(table(.actionReminder)) where action_reminder.account_id = \(account)
            and action_reminder.sent_on = \(day)
            """)
        guard known == 0 else { return false }
        try delete(from: .actionReminder, where: "account_id = \(account) and sent_on < \(day)")
        try insert(ActionReminder(id: newID(), accountId: account, sentOn: day), into: .actionReminder)
        return true
    }
}

extension Job {
    /// Reminds owners of their promises to partners on working days, from seven in the morning on.
    static let actionReminders = Job(
        name: "action-reminders", label: "Rappelle à chacun ce qu’il a promis aux entreprises", everySeconds: 1800
    ) { app in
        var count = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            let author = Author.commandLine(for: school)
            let now = app.now(for: author)
            guard now.day.weekday <= 5, app.clock().clock(in: author.zone) >= "07" else { continue }
            count += try await app.perform(RemindActions(site: app.settings.siteAddress), by: author)
        }
        return FrenchNumber.counted(count, "rappel envoyé", "rappels envoyés")
    }
}
