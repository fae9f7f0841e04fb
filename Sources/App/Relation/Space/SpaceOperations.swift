import Domain
import Persistence

extension PlatformDatabase {
    /// The school behind the link of an area, with who writes as its author: the link itself is their right.
    func enterSpace(
        _ token: String, at now: Now
    ) throws -> (db: SchoolDatabase, holder: SpaceHolder, author: Author, now: Now) {
        let (db, holder) = try spaceHolder(token, at: now.moment)
        let author = Author.space("\(holder.contact.fullName), par l’espace entreprise", of: holder.school)
        return (db, holder, author, Now(now.moment, in: holder.school.zone))
    }
}

/// Somebody opened their area: the bureau sees when, and how often. A page read again at once counts once.
struct NoteSpaceVisit: PlatformOperation {
    let link: CompanyLink

    /// Pages read within so many seconds are one visit.
    static let pause = 900

    func run(in platform: PlatformDatabase, at now: Now) throws {
        try platform.run(
            """
            update company_link set visits = visits + 1, last_used_at = \(now.moment)
            where id = \(link.id) and revoked_at is null
            and (last_used_at is null or last_used_at < \(now.moment.adding(seconds: -NoteSpaceVisit.pause)))
            """)
    }

    static func isDue(_ link: CompanyLink, at now: Moment) -> Bool {
        link.lastUsedAt.map { $0.seconds(until: now) > pause } ?? true
    }
}

/// The company answers for the year.
struct AnswerYearInSpace: PlatformOperation {
    let token: String
    let form: AppetiteForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        guard holder.scope.isWhole else { throw NotFound() }
        let company = holder.company.id
        if try db.appetite(of: company, year: author.currentYear) == nil {
            _ = try db.askAppetite(company, by: author, at: now)
        }
        guard let appetite = try db.appetite(of: company, year: author.currentYear) else { throw NotFound() }
        try db.answer(appetite, form, by: author, at: now)
    }
}

/// The tutor goes to the page that takes an evaluation, a presence or the booklet: a link of a day is made for it, and
/// those that mails hold still serve.
struct OpenFollowUpInSpace: PlatformOperation {
    let token: String
    let placement: ID<Placement>
    let purpose: FollowUpLinkPurpose
    /// The secret of the link.
    let secret: String

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        guard let trainee = try db.spaceTrainees(of: holder).first(where: { $0.placement == placement }),
            holder.mayOpen(purpose, of: trainee)
        else { throw NotFound() }
        try db.insert(
            FollowUpLink(
                id: db.newID(), placementId: placement, purpose: purpose, tokenHash: Secret.hash(secret),
                createdAt: now.moment, createdBy: author.name, expiresAt: now.moment.adding(seconds: 86_400),
                usedAt: nil, revokedAt: nil), into: .followUpLink)
        try db.journal(
            "Lien personnel créé\u{A0}: \(purpose.label)", Subject("placement", placement), by: author, at: now)
    }
}

/// The mails of campaigns: not any more, or again.
struct SetOptOutInSpace: PlatformOperation {
    let token: String
    let refuses: Bool

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        guard let email = holder.contact.email else { return }
        try db.setOptOut(refuses, of: email, by: author, at: now)
        try db.journal(
            refuses ? "Plus de courriels d’information, à la demande du contact" : "Courriels d’information repris",
            Subject("company", holder.company.id), by: author, at: now)
    }
}

// MARK: Requests

/// What a request from an area says: who asks is known.
struct SpaceRequestForm: FormInput {
    let kind: CompanyRequest.Kind
    let message: String
    let stream: String
    let period: String
    let volume: Int?

    init(reading form: inout FormReader) {
        kind = form.choice("besoin", or: .other)
        if form.values["besoin"].isEmpty { form.refuse("besoin", "Choisissez ce que vous souhaitez.") }
        message = form.required("message", "Écrivez votre demande en quelques mots.", max: 3000)
        stream = form.text("filiere", max: 120)
        period = form.text("periode", max: 120)
        volume = form.number("nombre", in: 1...500)
    }
}

/// The company asks something: the request is in the inbox of the bureau, with its record.
struct AskInSpace: PlatformOperation {
    let token: String
    let form: SpaceRequestForm
    let mailer: RequestMailer

    func run(in platform: PlatformDatabase, at now: Now) throws -> String {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        return try db.receive(form.kind, form.message, from: holder, mailer, by: author, at: now) { request in
            (request.stream, request.period, request.volume) = (form.stream, form.period, form.volume)
        }
    }
}

/// What the company says of its record, as typed over what the school knows.
struct SheetForm: FormInput {
    let name: String
    let line1: String
    let postalCode: String
    let city: String
    let phone: PhoneNumber?
    let email: EmailAddress?
    let website: String
    let headcount: Int?
    let people: String
    let remark: String

    init(reading form: inout FormReader) {
        name = form.required("nom", "Indiquez le nom de l’entreprise.", max: 120)
        line1 = form.text("adresse", max: 200)
        postalCode = form.text("code_postal", max: 12)
        city = form.text("commune", max: 100)
        phone = form.parsed("telephone") { try PhoneNumber($0) }
        email = form.parsed("courriel") { try EmailAddress($0) }
        website = form.text("site", max: 200)
        headcount = form.number("effectif", in: 0...500_000)
        people = form.text("contacts", max: 1500)
        remark = form.text("remarque", max: 1500)
    }

    /// What differs from the record, one line each: « Téléphone : … → … ».
    func changes(of company: Company) -> [String] {
        func shown(_ number: String?) -> String { number.map { PhoneNumber(rawValue: $0)?.display ?? $0 } ?? "" }
        let pairs: [(String, String, String)] = [
            ("Nom", company.displayName, name), ("Adresse", company.address.line1, line1),
            ("Code postal", company.address.postalCode, postalCode), ("Commune", company.address.city, city),
            ("Téléphone", shown(company.phone), shown(phone?.rawValue)),
            ("Courriel", company.email ?? "", email?.rawValue ?? ""), ("Site", company.website ?? "", website),
            ("Effectif", company.headcount.map { String($0) } ?? "", headcount.map { String($0) } ?? ""),
        ]
        var lines = pairs.filter { $0.1 != $0.2 }.map { label, former, new in
            "\(label)\u{A0}: \(former.isEmpty ? "vide" : former) → \(new.isEmpty ? "à effacer" : new)"
        }
        if !people.isEmpty { lines.append("Contacts\u{A0}: \(people)") }
        if !remark.isEmpty { lines.append("Remarque\u{A0}: \(remark)") }
        return lines
    }
}

/// The company reads its record again: it is right, or the bureau receives what to correct. Nothing changes without it.
struct ReviewSheetInSpace: PlatformOperation {
    let token: String
    /// `nil`: everything is right.
    let form: SheetForm?
    let mailer: RequestMailer

    /// - Returns: the secret of the request; `nil` when there was nothing to correct.
    func run(in platform: PlatformDatabase, at now: Now) throws -> String? {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        try db.change(.companyLink, set: "confirmed_on = \(now.day)", where: "id = \(holder.link.id)")
        let changes = form?.changes(of: holder.company) ?? []
        guard !changes.isEmpty else {
            try db.journal(
                "Fiche relue par l’entreprise\u{A0}: exacte", Subject("company", holder.company.id), by: author, at: now
            )
            return nil
        }
        let message = "Corrections proposées pour notre fiche\u{A0}:\n" + changes.joined(separator: "\n")
        return try db.receive(.other, message, from: holder, mailer, by: author, at: now)
    }
}

extension SpaceHolder {
    /// A request signed by the person of the link.
    fileprivate func request(
        _ id: ID<CompanyRequest>, number: String, _ kind: CompanyRequest.Kind, _ message: String, tokenHash: String,
        at now: Now
    ) -> CompanyRequest {
        var request = CompanyRequest(
            id: id, number: number, kind: kind, source: .form, companyName: company.displayName,
            siret: company.siret, contactName: contact.fullName, contactFunction: contact.function,
            email: contact.email ?? "", phone: contact.phone ?? company.phone,
            postalCode: company.address.postalCode, city: company.address.city, message: message,
            receivedAt: now.moment, receivedOn: now.day, tokenHash: tokenHash)
        request.companyId = company.id
        return request
    }
}

extension SchoolDatabase {
    /// Keeps a request of an area, once: the same words within a day are the same request.
    /// - Returns: the secret of its page.
    fileprivate func receive(
        _ kind: CompanyRequest.Kind, _ message: String, from holder: SpaceHolder, _ mailer: RequestMailer,
        by author: Author, at now: Now, complete: (inout CompanyRequest) -> Void = { _ in }
    ) throws -> String {
        let twin: CompanyRequest? = try row(
            """
            select company_request.* from \(table(.companyRequest))
            where company_request.company_id = \(holder.company.id) and company_request.message = \(message)
            and company_request.received_at > \(now.moment.adding(seconds: -86_400)) limit 1
            """)
        if let twin { return mailer.token(twin.linkSeed) }
        let id: ID<CompanyRequest> = newID()
        let token = mailer.token(id.rawValue)
        var request = holder.request(
            id, number: try nextRequestNumber(year: now.day.year), kind, message, tokenHash: Secret.hash(token), at: now
        )
        complete(&request)
        let kept = try open(request, by: author, at: now)
        try warn(about: kept, holder.school, mailer, at: now)
        return token
    }
}
