import Domain
import Foundation
import Persistence

/// What the company behind a link sees: its request, where it stands, and the thread without the notes.
struct FollowedRequestView: Sendable {
    let request: CompanyRequest
    let messages: [RequestMessage]
    let school: School
    let assignee: String?
    let promisedBy: LocalDate?
    let today: LocalDate
}

private struct FollowedKey: Codable {
    let id: ID<CompanyRequest>
    let schoolId: ID<School>
}

extension PlatformDatabase {
    /// The request behind a secret: the secret alone says which school is meant.
    // shared tables: company_request
    fileprivate func followedKey(_ token: String) throws -> FollowedKey {
        let found: FollowedKey? = try row(
            """
            select company_request.id, company_request.school_id from company_request
            where company_request.token_hash = \(Secret.hash(token))
            """)
        guard let found else { throw NotFound("Cette demande") }
        return found
    }

    func followedRequest(_ token: String, at moment: Moment) throws -> FollowedRequestView {
        let key = try followedKey(token)
        let db = school(key.schoolId)
        let place = try db.ownSchool()
        let request: CompanyRequest = try db.find(key.id, in: .companyRequest, "Cette demande")
        let page = try db.bureauPage()
        let clock = try db.responseClock(from: request.receivedOn, through: request.receivedOn)
        let handler = try request.assigneeId.flatMap { id in try db.requestHandlers().first { $0.id == id } }
        return FollowedRequestView(
            request: request, messages: try db.messages(of: key.id).filter(\.authorKind.isPublic), school: place,
            assignee: handler?.name,
            promisedBy: request.firstAnsweredOn == nil && request.state.isOpen
                ? clock.due(receivedOn: request.receivedOn, promise: page.promiseDays) : nil,
            today: Now(moment, in: place.zone).day)
    }
}

/// The company adds a message through its link.
struct WriteToBureau: PlatformOperation {
    let token: String
    let body: String
    let mailer: RequestMailer

    /// Messages of a company in one day.
    static let dailyMessages = 20

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let key = try platform.followedKey(token)
        let db = platform.school(key.schoolId)
        let place = try db.ownSchool()
        let now = Now(now.moment, in: place.zone)
        let former: CompanyRequest = try db.find(key.id, in: .companyRequest, "Cette demande")
        let messages = try db.messages(of: key.id)
        let recent = messages.filter {
            $0.authorKind == .company && $0.sentAt > now.moment.adding(seconds: -86_400)
        }
        guard recent.last?.body != body else { return }
        guard recent.count < WriteToBureau.dailyMessages else { throw TooManyTries(retryAfterSeconds: 86_400) }
        let request = try former.written()
        try db.update(request, in: .companyRequest, replacing: former.version)
        try db.say(body, .company, by: request.contactName, in: request.id, at: now)
        try db.journal(
            "Message de l’entreprise", Subject("request", request.id), by: Author.entry(of: place), at: now)
        // One warning until somebody answers: a talkative visitor fills the thread, not the mailbox.
        if !former.awaitsAnswer { try db.warn(about: request, place, mailer, at: now) }
    }
}
