import Domain
import Persistence

/// On a day of departures, the head, the DDFPT and the bureau receive the list once.
struct MailDepartures: Operation {
    let site: String

    private static let readers: [Role] = [.proviseur, .adjoint, .ddfpt, .rbde]

    /// - Returns: how many mails were put in the outbox.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        let kept = try db.agreementSetting(.departuresSent, usual: "")
        guard kept.value != now.day.description else { return 0 }
        let lines = try db.departures(on: now.day)
        guard !lines.isEmpty else { return 0 }
        try db.keep(now.day.description, as: .departuresSent, replacing: kept.version)
        let school = db.schoolId
        let (subject, body) = (subject(lines), body(lines, now.day))
        return try db.onPlatform { platform in
            let addresses = try platform.addresses(of: MailDepartures.readers, in: school)
            for address in addresses {
                try platform.send(to: address, subject: subject, body: body, school: school, at: now)
            }
            return addresses.count
        }
    }

    private func subject(_ lines: [DepartureLine]) -> String {
        let stuck = lines.filter { !$0.mayLeave }.count
        return stuck == 0
            ? "Départs du jour : tout est signé"
            : "Départs du jour : "
                + FrenchNumber.counted(stuck, "élève ne doit pas partir", "élèves ne doivent pas partir")
    }

    private func body(_ lines: [DepartureLine], _ day: LocalDate) -> String {
        let stuck = lines.filter { !$0.mayLeave }
        let names = stuck.map { "- \($0.listName), \($0.classCode), \($0.companyName)" }.joined(separator: "\n")
        let told =
            stuck.isEmpty
            ? "Toutes les conventions sont signées."
            : "Ne doivent pas partir, faute de convention signée de tous\u{A0}:\n\n\(names)"
        return """
            Bonjour,

            \(FrenchNumber.counted(lines.count, "élève part", "élèves partent")) en entreprise le \(day.long).

            \(told)

            La liste, avec les téléphones des tuteurs\u{A0}:

            \(site)/departs?jour=\(day.description)
            """
    }
}

extension PlatformDatabase {
    /// The addresses of the people who hold one of some roles in a school.
    fileprivate func addresses(of roles: [Role], in school: ID<School>) throws -> [String] {
        let wanted = SQL.joined(roles.map { "\($0)" as SQL }, by: ", ")
        return try rows(
            """
            select distinct account.email from account join membership on membership.account_id = account.id
            where membership.school_id = \(school) and account.active = true and membership.role in (\(wanted))
            order by account.email
            """)
    }
}

extension Job {
    /// Mails the departures of the day, once, from six in the morning on.
    static let departures = Job(
        name: "departures", label: "Envoie la liste des départs du jour", everySeconds: 1800
    ) { app in
        var count = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            let author = Author.commandLine(for: school)
            guard app.clock().clock(in: author.zone) >= "06" else { continue }
            count += try await app.perform(MailDepartures(site: app.settings.siteAddress), by: author)
        }
        return FrenchNumber.counted(count, "liste envoyée", "listes envoyées")
    }
}
