import Domain
import Persistence

/// The yearly review of an agreement was held.
struct RecordReview: Operation {
    let partnership: ID<Partnership>
    let form: ReviewForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        let former = try db.partnership(partnership)
        try form.check(on: now.day)
        let review = PartnershipReview(
            id: db.newID(), partnershipId: partnership, heldOn: form.heldOn, attendees: form.attendees,
            summary: form.summary, nextSteps: form.nextSteps, writtenBy: author.name)
        try db.insert(review, into: .partnershipReview)
        var next = former
        next.reviewOn = form.nextReview
        next.version += 1
        try db.update(next, in: .partnership, replacing: former.version)
        try db.note(form, with: former.companyId, by: author, at: now)
        try db.journal(
            "Bilan annuel tenu", Subject("partnership", partnership), after: review, by: author, at: now)
        return partnership
    }
}

/// The yearly review of a partner without agreement was held: an exchange like another, with the next one promised.
struct RecordPartnerReview: Operation {
    let company: ID<Company>
    let form: ReviewForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.managePartnerships)

        let company = try db.company(company)
        try form.check(on: now.day)
        try db.note(form, with: company.id, by: author, at: now)
        try db.keepReviewPromise(of: company.id, by: author, at: now)
        try db.promise(PartnerReviews.label, of: company.id, on: form.nextReview, by: author, at: now)
        return company.id
    }
}

/// The reviews of partners without agreement, as exchanges.
enum PartnerReviews {
    /// How the note of such an exchange begins.
    static let mark = "Bilan annuel"
    static let steps = "Suites\u{A0}: "
    /// What is promised for the year after.
    static let label = "Tenir le bilan annuel du partenariat."
}

/// Where a review was held.
enum ReviewPlace: String, CaseIterable, Sendable {
    case company = "entreprise"
    case school = "lycee"
    case screen = "visio"
    case phone = "telephone"

    var label: String {
        switch self {
        case .company: "Dans l’entreprise"
        case .school: "Au lycée"
        case .screen: "En visio"
        case .phone: "Par téléphone"
        }
    }

    var exchange: InteractionKind {
        switch self {
        case .company: .siteVisit
        case .school: .schoolVisit
        case .screen: .videoCall
        case .phone: .outgoingCall
        }
    }
}

/// What the form of a review may send.
struct ReviewForm: FormInput {
    let heldOn: LocalDate
    let place: ReviewPlace
    let attendees: String
    let summary: String
    let nextSteps: String
    /// When what follows is to be done: it becomes a promise to keep.
    let stepsOn: LocalDate?
    let nextOn: LocalDate?

    init(reading form: inout FormReader) {
        heldOn = form.requiredDate("tenu_le", "Indiquez quand le bilan a eu lieu.")
        place = form.choice("lieu", or: .company)
        attendees = form.text("presents", max: 300)
        summary = form.required("synthese", "Écrivez ce qui s’est dit.", max: 3000)
        nextSteps = form.text("suites", max: 2000)
        stepsOn = form.date("suites_le")
        nextOn = form.date("prochain")
        if let nextOn, nextOn <= heldOn {
            form.refuse("prochain", "Le prochain bilan vient après celui-ci.")
        }
        if stepsOn != nil, nextSteps.isEmpty { form.refuse("suites", "Dites ce qu’il y a à faire pour cette date.") }
    }

    /// In a year when nothing is said.
    var nextReview: LocalDate { nextOn ?? heldOn.adding(months: 12) }

    func check(on today: LocalDate) throws {
        guard heldOn <= today else {
            throw FieldRefusal("tenu_le", "Ce bilan n’a pas encore eu lieu\u{A0}: notez sa date comme prochain bilan.")
        }
        guard stepsOn.map({ $0 >= today }) ?? true else {
            throw FieldRefusal("suites_le", "Cette date est passée\u{A0}: choisissez-en une à venir.")
        }
    }
}

extension SchoolDatabase {
    /// A review is an exchange with the company, and what follows from it something to do.
    fileprivate func note(_ form: ReviewForm, with company: ID<Company>, by author: Author, at now: Now) throws {
        let people = form.attendees.isEmpty ? "" : " (\(form.attendees))"
        let steps = form.nextSteps.isEmpty ? "" : "\n" + PartnerReviews.steps + form.nextSteps
        let exchange = Interaction(
            id: newID(), companyId: company, kind: form.place.exchange, purpose: .partnership, outcome: .information,
            happenedOn: form.heldOn, note: "\(PartnerReviews.mark)\(people)\u{A0}: \(form.summary)\(steps)",
            authorName: author.name)
        try insert(exchange, into: .interaction)
        try journal("Bilan annuel noté", Subject("company", company), after: exchange, by: author, at: now)
        guard let day = form.stepsOn else { return }
        let first = form.nextSteps.split(whereSeparator: \.isNewline).first.map(String.init) ?? form.nextSteps
        try promise(String(first.prefix(200)), of: company, on: day, by: author, at: now)
    }

    /// The review that was promised is held.
    fileprivate func keepReviewPromise(of company: ID<Company>, by author: Author, at now: Now) throws {
        let promised: [PartnerAction] = try rows(
            """
            select partner_action.* from \(table(.partnerAction)) where partner_action.company_id = \(company)
            and partner_action.done_on is null and partner_action.label = \(PartnerReviews.label)
            order by partner_action.id
            """)
        for former in promised {
            let action = try former.done(by: author.name, on: now.day)
            try update(action, in: .partnerAction, replacing: former.version)
        }
    }

    fileprivate func promise(
        _ label: String, of company: ID<Company>, on day: LocalDate, by author: Author, at now: Now
    ) throws {
        let action = PartnerAction(
            id: newID(), companyId: company, contactId: nil, label: label, dueOn: day, ownerId: author.accountId,
            ownerName: author.name, createdOn: now.day, createdBy: author.name)
        try insert(action, into: .partnerAction)
        try journal("Action prévue", Subject("company", company), after: action, by: author, at: now)
    }
}
