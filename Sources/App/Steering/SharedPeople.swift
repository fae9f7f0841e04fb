import Domain
import Persistence

/// Who is behind the figures of a school, by what tells them apart from one school to another: the SIRET of a company, the
/// national number of a learner, a mail, a name. Held in memory for the time of a page, never shown.
struct SharedPeople: Sendable {
    /// The indicators that count people, whose total is that of all of them together.
    static let codes: Set<String> = ["I2.2", "I2.5", "I3.10", "I3.11"]

    var byCode: [String: Set<String>] = [:]
    /// The first exchange with each company.
    var firstMet: [String: LocalDate] = [:]
    /// The days of the year that count.
    var first: LocalDate?
    var until: LocalDate?

    /// Companies that none of the schools had met before the year.
    static func newPartners(_ schools: [SharedPeople]) -> Int {
        let met = schools.reduce(into: [String: LocalDate]()) { all, school in
            all.merge(school.firstMet) { min($0, $1) }
        }
        guard let first = schools.compactMap(\.first).min(), let until = schools.compactMap(\.until).max() else {
            return 0
        }
        return met.values.count { $0 >= first && $0 <= until }
    }
}

private struct KeyedCompany: Codable {
    let id: ID<Company>
    let siret: String?
}

private struct FirstMet: Codable {
    let companyId: ID<Company>
    let firstOn: LocalDate
}

private struct KeyedPerson: Codable {
    let id: String
    let ine: String?
    let email: String?
    let familyName: String
    let firstName: String
    let birthDate: LocalDate?

    /// The national number or the mail; else the name, with the birth date when it is known.
    var key: String {
        if let ine, !ine.isEmpty { return "ine " + ine }
        if let email, !email.isEmpty { return "mail " + email.lowercased() }
        return SearchKey(firstName + " " + familyName).rawValue + " " + (birthDate?.description ?? "")
    }
}

extension SchoolDatabase {
    /// What tells companies apart from one school to another: the SIRET, or the record when there is none.
    func companyKeys() throws -> [ID<Company>: String] {
        let all: [KeyedCompany] = try rows("select company.id, company.siret from \(table(.company))")
        return Dictionary(all.map { ($0.id, $0.siret ?? $0.id.rawValue) }, uniquingKeysWith: { first, _ in first })
    }

    /// The people and companies that make some figures of a year.
    func sharedPeople(year: Int, today: LocalDate) throws -> SharedPeople {
        let span = try indicatorYear(year, today: today)
        let keys = try companyKeys()
        let met: [FirstMet] = try rows(
            """
            select interaction.company_id, min(interaction.happened_on) as first_on from \(table(.interaction))
            group by interaction.company_id
            """)
        let firstMet = Dictionary(
            met.map { (keys[$0.companyId] ?? $0.companyId.rawValue, $0.firstOn) }, uniquingKeysWith: { min($0, $1) })
        let abroad = try whole.mobileLearners(span)
        let far = try whole.longJourneys(span).far
        let learners = try whole.learnerKeys(Array(far.union(abroad)))
        return SharedPeople(
            byCode: [
                "I2.2": try professionalKeys(span, keys), "I2.5": try alumnusKeys(span),
                "I3.10": Set(far.map { learners[$0] ?? $0 }), "I3.11": Set(abroad.map { learners[$0] ?? $0 }),
            ], firstMet: firstMet, first: span.first, until: span.until)
    }

    private func learnerKeys(_ ids: [String]) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        let found: [KeyedPerson] = try rows(
            """
            select learner.id, learner.ine, null as email, learner.family_name, learner.first_name, learner.birth_date
            from \(table(.learner)) where learner.id in (\(list: ids))
            """)
        return Dictionary(found.map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    /// Professionals who came to an action of the year; without a name, their company.
    private func professionalKeys(_ span: IndicatorYear, _ companies: [ID<Company>: String]) throws -> Set<String> {
        let held: SQL = """
            join \(table(.action)) on action.id = action_guest.action_id where action.school_year = \(span.year)
            and action.state in (\(list: ActionFigures.done))
            and action_guest.state = \(ActionGuest.State.present.rawValue)
            """
        let people: [KeyedPerson] = try rows(
            """
            select distinct contact.id, null as ine, contact.email, contact.family_name, contact.first_name,
            null as birth_date from \(table(.actionGuest)) join \(table(.contact)) on contact.id = action_guest.contact_id
            \(held)
            """)
        let nameless: [ID<Company>] = try rows(
            """
            select distinct action_guest.company_id from \(table(.actionGuest)) \(held)
            and action_guest.contact_id is null
            """)
        return Set(people.map(\.key)).union(nameless.map { companies[$0] ?? $0.rawValue })
    }

    private func alumnusKeys(_ span: IndicatorYear) throws -> Set<String> {
        let found: [KeyedPerson] = try rows(
            """
            select alumnus.id, null as ine, alumnus.email, alumnus.family_name, alumnus.first_name, null as birth_date
            from \(table(.alumnus)) where alumnus.consent_on <= \(span.until) and alumnus.kept_until >= \(span.until)
            and (alumnus.withdrawn_on is null or alumnus.withdrawn_on > \(span.until))
            """)
        return Set(found.map(\.key))
    }
}
