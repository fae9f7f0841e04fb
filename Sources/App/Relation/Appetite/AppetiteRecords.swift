import Domain
import Persistence

extension SchoolDatabase {
    func appetite(of company: ID<Company>, year: Int) throws -> Appetite? {
        try row(
            """
            select appetite.* from \(table(.appetite)) where appetite.company_id = \(company)
            and appetite.school_year = \(year)
            """)
    }

    /// What some companies answered, the latest year first.
    func appetites(of companies: [ID<Company>]) throws -> [Appetite] {
        try rows(
            """
            select appetite.* from \(table(.appetite)) where appetite.company_id in (\(list: companies))
            order by appetite.school_year desc, appetite.id
            """)
    }

    /// Asks a company what it wants this year.
    /// - Returns: the secret of its link. A company asked twice answers through the last one.
    func askAppetite(_ company: ID<Company>, by author: Author, at now: Now) throws -> String {
        let token = Secret.token(ids.random)
        if let known = try appetite(of: company, year: author.currentYear) {
            try change(.appetite, set: "token_hash = \(Secret.hash(token))", where: "id = \(known.id)")
            return token
        }
        try insert(
            Appetite(
                id: newID(), companyId: company, schoolYear: author.currentYear, tokenHash: Secret.hash(token),
                askedOn: now.day), into: .appetite)
        return token
    }
}

/// What a company may answer.
struct AppetiteForm: FormInput {
    let answer: Appetite.Answer
    let reason: String
    let trades: String
    let weeks: String
    let places: Int?

    init(reading form: inout FormReader) {
        if form.values["reponse"].isEmpty { form.refuse("reponse", "Choisissez une réponse.") }
        answer = form.choice("reponse", or: .interested)
        reason = form.text("raison", max: 500)
        trades = form.text("metiers", max: 200)
        weeks = form.text("semaines", max: 200)
        places = form.number("places", in: 1...50)
    }
}

/// A company answers for the year, through its link.
struct AnswerAppetite: PlatformOperation {
    let token: String
    let form: AppetiteForm

    func run(in db: PlatformDatabase, at now: Now) throws {
        guard let link = try db.appetiteLink(token) else { throw NotFound("Ce lien") }
        let school = db.school(link.schoolId)
        let place = try school.ownSchool()
        let author = Author(
            accountId: nil, name: "Entreprise, par son lien", schoolId: place.id, schoolName: place.name, roles: [],
            staffId: nil, currentYear: place.currentYear, timeZone: place.timeZone)
        try school.answer(link.appetite, form, by: author, at: Now(now.moment, in: author.zone))
    }
}

extension SchoolDatabase {
    /// Keeps what a company answers for the year, with what follows from it.
    func answer(_ former: Appetite, _ form: AppetiteForm, by author: Author, at now: Now) throws {
        var appetite = former
        (appetite.answer, appetite.answeredOn) = (form.answer, now.day)
        (appetite.reason, appetite.trades, appetite.weeks) = (form.reason, form.trades, form.weeks)
        appetite.places = form.places
        try update(appetite, in: .appetite)
        let company = try company(appetite.companyId)
        if let relation = form.answer.relation(after: company.relation) {
            try move([company.id], to: relation, by: author, at: now)
        }
        if form.answer == .looking || form.answer == .interested {
            try promiseCall(company, by: author, at: now)
        }
        try journal(
            "Réponse de l’année", Subject("company", company.id), before: former.answer?.rawValue,
            after: appetite, by: author, at: now)
    }

    /// A company that wants learners is called back, once.
    fileprivate func promiseCall(_ company: Company, by author: Author, at now: Now) throws {
        let label = "Rappeler\u{A0}: elle a répondu à la question de l’année"
        guard try !openActions(of: [company.id]).contains(where: { $0.label == label }) else { return }
        let due = now.day.adding(days: 3).workday
        try insert(
            PartnerAction(
                id: newID(), companyId: company.id, label: label, dueOn: due, createdOn: now.day,
                createdBy: author.name), into: .partnerAction)
    }
}
