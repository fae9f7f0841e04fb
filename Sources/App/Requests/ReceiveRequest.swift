import Domain
import Foundation
import Persistence

/// What a mail about a request needs of the server: its address, and the key its links are made with.
struct RequestMailer: Sendable {
    let secrets: ServerSecrets
    let siteAddress: String

    init(_ app: Application) {
        secrets = app.secrets
        siteAddress = app.settings.siteAddress
    }

    /// The secret of the company's link: made again from the request whenever a mail needs it, never stored.
    func token(_ seed: String) -> String {
        secrets.seal(seed, for: .requestLink)
    }

    func address(_ request: CompanyRequest) -> String {
        siteAddress + Link.followedRequest(token(request.linkSeed)).path
    }
}

/// What became of a form of the public page.
enum ReceivedRequest: Sendable, Equatable {
    case taken(token: String)
    /// The very same text came within a day: one request is enough.
    case alreadyThere
}

/// A company asks something through the public page (F26, F114).
struct ReceiveRequest: PlatformOperation {
    let uai: String
    let form: RequestForm
    /// The stamp of the form: it serves once.
    let stamp: String
    let mailer: RequestMailer

    func run(in platform: PlatformDatabase, at now: Now) throws -> ReceivedRequest {
        guard let place = try platform.school(uai: uai) else { throw NotFound("Ce bureau") }
        let db = platform.school(place.id)
        let now = Now(now.moment, in: place.zone)
        let page = try db.bureauPage()
        guard page.published, page.takesRequests else { throw EntryRefusal.closed }
        let key = "demande-" + Secret.hash(stamp)
        guard try db.isFirst(key), try !db.wasSaid(form, since: now.moment.adding(seconds: -86_400)) else {
            return .alreadyThere
        }
        let hourly = try db.publicRequestCount(since: now.moment.adding(seconds: -3600))
        guard hourly < EntryGuard.schoolHourly else {
            throw EntryRefusal.busy(phone: place.bureauPhone ?? place.phone, email: place.bureauEmail ?? place.email)
        }
        try db.remember(key, at: now)

        let author = Author.entry(of: place)
        let id = db.newID(CompanyRequest.self)
        let token = mailer.token(id.rawValue)
        let request = form.request(
            id: id, number: try db.nextRequestNumber(year: now.day.year), source: .form,
            tokenHash: Secret.hash(token), at: now)
        let kept = try db.open(request, by: author, at: now)
        try acknowledge(kept, page, place, in: platform, at: now)
        if hourly < EntryGuard.warningsHourly { try db.warn(about: kept, place, mailer, at: now) }
        return .taken(token: token)
    }

    private func acknowledge(
        _ request: CompanyRequest, _ page: BureauPage, _ place: School, in platform: PlatformDatabase, at now: Now
    ) throws {
        let sent = try platform.requestCount(from: request.email, since: now.moment.adding(seconds: -86_400))
        guard sent <= EntryGuard.mailsPerAddress else { return }
        let days = FrenchNumber.counted(page.promiseDays, "jour ouvré", "jours ouvrés")
        try platform.send(
            to: request.email, subject: "Votre demande \(request.number)\u{A0}: \(place.name)",
            body: """
                Bonjour,

                Le bureau des entreprises a bien reçu votre demande «\u{A0}\(request.kind.label)\u{A0}», numéro \(request.number).
                Nous vous répondons sous \(days).

                Vous pouvez la suivre et nous écrire ici, sans compte ni mot de passe\u{A0}:
                \(mailer.address(request))

                Vous n’avez rien demandé\u{A0}? Ne tenez pas compte de ce message.

                Le bureau des entreprises, \(place.name)
                """, school: place.id, at: now)
    }
}

extension Author {
    /// The public page acts for the bureau, with no right at all; the journal names it.
    static func entry(of school: School) -> Author {
        Author(
            accountId: nil, name: "Formulaire public", schoolId: school.id, schoolName: school.name, roles: [],
            staffId: nil, currentYear: school.currentYear, timeZone: school.timeZone)
    }
}

extension SchoolDatabase {
    /// `D2026-0042`: the civil year of arrival, and a rank.
    func nextRequestNumber(year: Int) throws -> String {
        let rank = String(try nextNumber(in: "demande-\(year)"))
        return "D\(year)-" + String(repeating: "0", count: max(0, 4 - rank.count)) + rank
    }

    /// Keeps a new request with its first message, given to the person that the rules name.
    func open(_ request: CompanyRequest, by author: Author, at now: Now) throws -> CompanyRequest {
        var request = request
        let handlers = Set(try requestHandlers().map(\.id))
        let rules = try routingRules().filter { handlers.contains($0.assigneeId) }
        if let rule = RoutingRule.choice(for: request, among: rules) {
            request = try request.after(.route)
            request.assigneeId = rule.assigneeId
        }
        request.companyId = try request.companyId ?? request.siret.flatMap { try company(siret: $0)?.id }
        try insert(request, into: .companyRequest)
        try say(request.message, .company, by: request.contactName, in: request.id, at: now)
        try journal("Demande reçue", Subject("request", request.id), after: request, by: author, at: now)
        return request
    }

    /// Tells the person in charge, or the bureau, that something arrived; the mail holds no text of the company.
    func warn(about request: CompanyRequest, _ place: School, _ mailer: RequestMailer, at now: Now) throws {
        let person = try request.assigneeId.flatMap { id in try requestHandlers().first { $0.id == id }?.email }
        guard let recipient = person ?? place.bureauEmail else { return }
        let school = schoolId
        try onPlatform { platform in
            try platform.send(
                to: recipient, subject: "Nouvelle demande \(request.number)\u{A0}: \(request.kind.shortLabel)",
                body: """
                    Bonjour,

                    Une entreprise a écrit au bureau. Sa demande vous attend ici\u{A0}:
                    \(mailer.siteAddress + Link.request(request.id).path)

                    Bureau, \(place.name)
                    """, school: school, at: now)
        }
    }

    fileprivate func isFirst(_ key: String) throws -> Bool {
        try count("select count(*) from \(table(.submission)) where submission.key = \(key)") == 0
    }

    fileprivate func remember(_ key: String, at now: Now) throws {
        try insert(UsedStamp(key: key, location: "/", receivedAt: now.moment), into: .submission)
    }

    /// Whether the same person said the same words lately.
    fileprivate func wasSaid(_ form: RequestForm, since moment: Moment) throws -> Bool {
        let key = CompanyRequest.matchKey(
            kind: form.kind, email: form.email?.rawValue ?? "", siret: form.siret?.rawValue,
            companyName: form.companyName)
        return try count(
            """
            select count(*) from \(table(.companyRequest)) where company_request.match_key = \(key)
            and company_request.message = \(form.message) and company_request.received_at > \(moment)
            """) > 0
    }

    fileprivate func publicRequestCount(since moment: Moment) throws -> Int {
        try count(
            """
            select count(*) from \(table(.companyRequest)) where company_request.received_at > \(moment)
            and company_request.source = \(CompanyRequest.Source.form)
            """)
    }
}

extension PlatformDatabase {
    /// How many requests one address signed lately, at all the bureaux.
    // shared tables: company_request
    fileprivate func requestCount(from email: String, since moment: Moment) throws -> Int {
        try row(
            """
            select count(*) from company_request
            where company_request.email = \(email) and company_request.received_at > \(moment)
            """) ?? 0
    }
}

private struct UsedStamp: Codable {
    let key: String
    let location: String
    let receivedAt: Moment
}

/// Somebody of the bureau writes down what a company asked by phone, mail or at the door.
struct RecordRequest: Operation {
    let form: RequestForm
    let mailer: RequestMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.seeRequests)

        let id = db.newID(CompanyRequest.self)
        let request = form.request(
            id: id, number: try db.nextRequestNumber(year: now.day.year),
            source: form.source == .form ? .phone : form.source,
            tokenHash: Secret.hash(mailer.token(id.rawValue)), at: now)
        let kept = try db.open(request, by: author, at: now)
        if kept.assigneeId != nil, kept.assigneeId != author.accountId {
            try db.warn(about: kept, try db.ownSchool(), mailer, at: now)
        }
        return id
    }
}
