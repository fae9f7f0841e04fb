import Domain
import Persistence

/// Who spoke to a partner lately, from the whole team and by count from other schools: read before calling (F13, I8).
struct ContactGuard: Sendable {
    /// The exchanges of the team in the last days, the latest first.
    let lately: [RecentExchange]
    /// Exchanges of other schools that know the same SIRET: a count, no name.
    let elsewhere: Int
    let days: Int
    /// From how many exchanges on a partner is better left in peace.
    let most: Int
    let today: LocalDate

    var total: Int { lately.count + elsewhere }
    var isFull: Bool { total >= most }

    /// The day from which another call is no longer one too many; `nil` while it is not.
    var waitUntil: LocalDate? {
        guard isFull, lately.count >= 1 else { return nil }
        // The exchange whose leaving the window makes room.
        let index = min(lately.count - 1, max(0, most - 1 - elsewhere))
        return lately[index].happenedOn.adding(days: days + 1)
    }
}

/// An exchange of the last days.
struct RecentExchange: Codable, Sendable {
    let happenedOn: LocalDate
    let authorName: String
    let kind: InteractionKind
    let purpose: InteractionPurpose
    let outcome: InteractionOutcome
}

extension SchoolDatabase {
    func contactGuard(of company: Company, family: [ID<Company>], today: LocalDate) throws -> ContactGuard {
        let thresholds = try thresholds()
        let days = thresholds[.saturationDays]
        let since = today.adding(days: -days)
        let lately: [RecentExchange] = try rows(
            """
            select interaction.happened_on, interaction.author_name, interaction.kind, interaction.purpose,
            interaction.outcome from \(table(.interaction))
            where interaction.company_id in (\(list: family)) and interaction.happened_on >= \(since)
            order by interaction.happened_on desc, interaction.id desc limit 20
            """)
        let siret = company.siret
        let elsewhere = try siret.map { number in
            try onPlatform { try $0.exchangesElsewhere(than: schoolId, siret: number, since: since) }
        }
        return ContactGuard(
            lately: lately, elsewhere: elsewhere ?? 0, days: days, most: thresholds[.saturationExchanges], today: today)
    }
}

extension PlatformDatabase {
    /// How many times other schools spoke to a company: a count, nothing else goes out.
    fileprivate func exchangesElsewhere(than school: ID<School>, siret: String, since day: LocalDate) throws -> Int {
        let found: Int? = try row(
            """
            select count(*) from company join interaction on interaction.company_id = company.id
            where company.siret = \(siret) and company.school_id <> \(school) and interaction.happened_on >= \(day)
            """)
        return found ?? 0
    }
}

/// What to know before calling.
func guardPanel(_ contacts: ContactGuard) -> HTML {
    let title = "Déjà contactée ces \(contacts.days) derniers jours"
    guard contacts.total > 0 else {
        return panel(title, "<p>\(badge("Personne ne l’a contactée", .done))</p>")
    }
    let items = contacts.lately.map { exchange -> HTML in
        """
        <li><div><strong>\(exchange.authorName)</strong><p>\(exchange.kind.label), \
        \(exchange.happenedOn.near(contacts.today)) · \(exchange.purpose.label) · \(exchange.outcome.label)</p></div></li>
        """
    }
    let others: HTML? =
        contacts.elsewhere == 0
        ? nil
        : "<p class=\"hint\">Et \(FrenchNumber.counted(contacts.elsewhere, "fois", "fois")) par d’autres établissements.</p>"
    let wait = contacts.waitUntil.map { " Attendez le \($0.long), sauf urgence." } ?? ""
    let warning: HTML? =
        contacts.isFull
        ? notice(
            .warning,
            "<p>Contactée \(contacts.total)\u{A0}fois en \(contacts.days)\u{A0}jours\u{A0}: c’est beaucoup.\(wait)</p>")
        : nil
    return panel(title, "\(warning)<ul class=\"lines\">\(items)</ul>\(others)")
}
