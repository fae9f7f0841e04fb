import Domain
import Foundation
import Persistence

/// A person who may be given requests.
struct RequestHandler: Codable, Sendable, Equatable {
    let id: ID<Account>
    let firstName: String
    let familyName: String
    let email: String
    let role: Role

    var name: String { firstName + " " + familyName }
}

/// A request as the inbox shows it.
struct RequestLine: Codable, Sendable {
    let id: ID<CompanyRequest>
    let number: String
    let kind: CompanyRequest.Kind
    let state: CompanyRequest.State
    let companyName: String
    let contactName: String
    let city: String
    let stream: String
    let receivedAt: Moment
    let receivedOn: LocalDate
    let firstAnsweredOn: LocalDate?
    let awaitsAnswer: Bool
    let assigneeId: ID<Account>?
}

/// Which requests the inbox shows.
enum RequestSelection: String, CaseIterable, Sendable {
    case waiting = "a_repondre"
    case mine = "miennes"
    case open = "ouvertes"
    case closed = "closes"

    var label: String {
        switch self {
        case .waiting: "À répondre"
        case .mine: "Les miennes"
        case .open: "Ouvertes"
        case .closed: "Closes"
        }
    }
}

/// What the filters of the inbox say.
struct RequestFilter: Sendable {
    var selection = RequestSelection.waiting
    var kind: CompanyRequest.Kind?
    var words: [String] = []
    /// The last request of the page before.
    var after: (receivedAt: String, id: String)?
}

extension RequestFilter {
    init(query: FormValues) {
        selection = RequestSelection(rawValue: query["vue"]) ?? .waiting
        kind = CompanyRequest.Kind(rawValue: query["besoin"])
        words = SearchKey(query["q"]).words
        let parts = query["apres"].split(separator: "|").map(String.init)
        if parts.count == 2 { after = (parts[0], parts[1]) }
    }
}

extension SchoolDatabase {
    /// The requests that a person sees: all, or those given to them.
    func visibleRequests(of author: Author) -> SQL {
        if author.may(.seeRequests) { return "true" }
        guard let account = author.accountId else { return "1 = 0" }
        return "company_request.assignee_id = \(account)"
    }

    func request(_ id: ID<CompanyRequest>, for author: Author) throws -> CompanyRequest {
        let found: CompanyRequest? = try row(
            """
            select company_request.* from \(table(.companyRequest))
            where company_request.id = \(id) and \(visibleRequests(of: author))
            """)
        guard let found else { throw NotFound("Cette demande") }
        return found
    }

    /// A page of the inbox: what waits for an answer oldest first, what is closed latest first.
    func requests(_ filter: RequestFilter, for author: Author, limit: Int) throws -> [RequestLine] {
        let isOldFirst = filter.selection != .closed
        var matching: SQL = "\(visibleRequests(of: author)) and \(condition(filter.selection, author))"
        if let kind = filter.kind { matching = "\(matching) and company_request.kind = \(kind)" }
        for word in filter.words {
            matching = "\(matching) and company_request.search_key like \("%" + word + "%")"
        }
        if let after = filter.after {
            matching =
                isOldFirst
                ? "\(matching) and (company_request.received_at, company_request.id) > (\(after.receivedAt), \(after.id))"
                : "\(matching) and (company_request.received_at, company_request.id) < (\(after.receivedAt), \(after.id))"
        }
        let order: SQL =
            isOldFirst
            ? "company_request.received_at, company_request.id"
            : "company_request.received_at desc, company_request.id desc"
        return try rows(
            """
            select company_request.id, company_request.number, company_request.kind, company_request.state,
            company_request.company_name, company_request.contact_name, company_request.city, company_request.stream,
            company_request.received_at, company_request.received_on, company_request.first_answered_on,
            company_request.awaits_answer, company_request.assignee_id
            from \(table(.companyRequest)) where \(matching) order by \(order) limit \(limit)
            """)
    }

    func requestCount(_ selection: RequestSelection, for author: Author) throws -> Int {
        try count(
            """
            select count(*) from \(table(.companyRequest))
            where \(visibleRequests(of: author)) and \(condition(selection, author))
            """)
    }

    private func condition(_ selection: RequestSelection, _ author: Author) -> SQL {
        let open: SQL = "company_request.state in (\(list: CompanyRequest.State.open))"
        return switch selection {
        case .waiting: "\(open) and company_request.awaits_answer"
        case .mine: "\(open) and company_request.assignee_id = \(author.accountId ?? ID(""))"
        case .open: open
        case .closed: "company_request.state not in (\(list: CompanyRequest.State.open))"
        }
    }

    func messages(of request: ID<CompanyRequest>) throws -> [RequestMessage] {
        try rows(
            """
            select request_message.* from \(table(.requestMessage)) where request_message.request_id = \(request)
            order by request_message.sent_at, request_message.id limit 300
            """)
    }

    func say(
        _ body: String, _ kind: RequestMessage.AuthorKind, by name: String, in request: ID<CompanyRequest>, at now: Now
    ) throws {
        let message = RequestMessage(
            id: newID(), requestId: request, authorKind: kind, authorName: name, body: body, sentAt: now.moment)
        try insert(message, into: .requestMessage)
    }

    /// Everybody here who may be given requests, by name.
    func requestHandlers() throws -> [RequestHandler] {
        let roles = Role.allCases.filter { $0.may(.answerRequests) }
        let found: [RequestHandler] = try rows(
            """
            select account.id, account.first_name, account.family_name, account.email, membership.role
            from \(table(.membership)) join account on account.id = membership.account_id
            where account.active and membership.role in (\(list: roles))
            order by account.family_name, account.first_name, account.id, membership.id
            """)
        var seen: Set<ID<Account>> = []
        return found.filter { seen.insert($0.id).inserted }
    }

    func routingRules() throws -> [RoutingRule] {
        try rows("select routing_rule.* from \(table(.routingRule)) order by routing_rule.id limit 200")
    }

    func answerTemplates() throws -> [AnswerTemplate] {
        try rows(
            """
            select answer_template.* from \(table(.answerTemplate))
            order by answer_template.title, answer_template.id limit 100
            """)
    }

    /// Other open requests here of the same company for the same thing.
    func twins(of request: CompanyRequest) throws -> [RequestLine] {
        try rows(
            """
            select company_request.id, company_request.number, company_request.kind, company_request.state,
            company_request.company_name, company_request.contact_name, company_request.city, company_request.stream,
            company_request.received_at, company_request.received_on, company_request.first_answered_on,
            company_request.awaits_answer, company_request.assignee_id
            from \(table(.companyRequest)) where company_request.match_key = \(request.matchKey)
            and company_request.id <> \(request.id) and company_request.state in (\(list: CompanyRequest.State.open))
            order by company_request.received_at, company_request.id limit 5
            """)
    }

    /// The other bureaux that the same company asked the same thing within a month. Each learns the name of the other
    /// and nothing else, so that the company is not answered twice.
    // shared tables: company_request
    func bureauxAlsoAsked(_ request: CompanyRequest) throws -> [AskedBureau] {
        let span = 30 * 86_400
        let (first, last) = (request.receivedAt.adding(seconds: -span), request.receivedAt.adding(seconds: span))
        return try onPlatform { platform in
            try platform.rows(
                """
                select school.name, school.bureau_email as email, company_request.received_on, company_request.state
                from company_request join school on school.id = company_request.school_id
                where company_request.match_key = \(request.matchKey) and company_request.school_id <> \(schoolId)
                and company_request.received_at between \(first) and \(last)
                and company_request.source <> \(CompanyRequest.Source.transfer)
                and company_request.link_seed <> \(request.linkSeed)
                order by company_request.received_at, company_request.id limit 5
                """)
        }
    }

    /// The clock of the promises, for requests received since a day.
    func responseClock(from first: LocalDate, through last: LocalDate) throws -> ResponseClock {
        let school = try ownSchool()
        let years = Set([first, last].map { SchoolYear.of($0).start })
        let holidays = try years.sorted().compactMap { try schoolCalendar(year: $0) }.flatMap(\.holidays)
        return ResponseClock(
            from: first, through: last.adding(days: 90), territory: school.place, holidays: holidays)
    }
}

/// Another bureau that received the same request.
struct AskedBureau: Codable, Sendable {
    let name: String
    let email: String?
    let receivedOn: LocalDate
    let state: CompanyRequest.State
}

/// A text to answer with, adapted before it leaves.
struct AnswerTemplate: Codable, Equatable, Sendable {
    let id: ID<AnswerTemplate>
    var title: String
    /// The need it is for; empty for all.
    var kind: String
    var body: String
    var version: Int

    /// The marks that a text may hold.
    static let marks = ["{contact}", "{entreprise}", "{demande}", "{lycee}", "{signature}"]

    func text(for request: CompanyRequest, by author: Author) -> String {
        let values = [
            "{contact}": request.contactName, "{entreprise}": request.companyName, "{demande}": request.number,
            "{lycee}": author.schoolName, "{signature}": author.name,
        ]
        return values.reduce(body) { $0.replacing($1.key, with: $1.value) }
    }
}
