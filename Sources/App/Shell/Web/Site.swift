import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Who may come to an address.
enum Access: Sendable, Equatable {
    case everyone
    /// Anyone signed in, whatever their role.
    case signedIn
    /// People of an establishment who hold one of these permissions there.
    case members([Permission])

    static func members(_ permissions: Permission...) -> Access { .members(permissions) }
}

/// An address as declared: the tests of permissions walk this list.
struct DeclaredRoute: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let access: Access
}

/// Collects the routes of all features and turns answers into responses.
final class Site {
    typealias Handler = @Sendable (Visit) async throws -> Answer

    let app: Application
    let router: Router<BureauContext>
    private(set) var declared: [DeclaredRoute] = []

    init(app: Application) {
        self.app = app
        router = Router(context: BureauContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Safety(app: app))
    }

    func get(_ path: String, _ access: Access, _ handler: @escaping Handler) {
        on(.get, path, access, handler)
    }

    func post(_ path: String, _ access: Access, _ handler: @escaping Handler) {
        on(.post, path, access, handler)
    }

    private func on(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ handler: @escaping Handler) {
        declared.append(DeclaredRoute(method: method, path: path, access: access))
        let app = app
        router.on(RouterPath(path), method: method) { request, context in
            try await Gate(app: app, access: access, handler: handler).respond(to: request, context)
        }
    }
}

/// Opens a visit: cookie, session, rights; then the handler; then the response.
private struct Gate: Sendable {
    let app: Application
    let access: Access
    let handler: Site.Handler

    func respond(to request: Request, _ context: BureauContext) async throws -> Response {
        let jar = CookieJar(request, secure: app.settings.usesHTTPS)
        let cookie = jar.visit ?? Secret.token(app.random)
        let session = try await session(behind: jar.visit)
        var visit = Visit(
            app: app, request: request, context: context,
            query: FormValues(urlEncoded: request.uri.query ?? ""), session: session, cookie: cookie)
        var response: Response
        do {
            try check(session)
            // No key holds it and the database refuses it: such an address leads nowhere.
            if request.uri.path.contains("%00") { throw NotFound() }
            // Here and not in the handlers: no form is ever taken without its token.
            if request.method == .post { visit.sent = try await visit.receive() }
            response = try ResponseMaker(visit: visit).response(try await handler(visit), flash: jar.flash)
        } catch {
            response = try ErrorPages(visit: visit).response(for: error)
        }
        if jar.visit == nil { CookieJar.setVisit(cookie, on: &response, secure: app.settings.usesHTTPS) }
        return response
    }

    private func session(behind cookie: String?) async throws -> Session? {
        guard let cookie else { return nil }
        let hash = Secret.hash(cookie)
        let now = app.clock()
        let session = try await app.recent.value("session." + hash, at: now) {
            try await app.readPlatform { db in try db.session(tokenHash: hash, at: now) }
        }
        if session != nil, await app.sessionsSeen.shouldProlong(hash, at: now) {
            try await app.performPlatform(ProlongSession(tokenHash: hash))
        }
        return session
    }

    private func check(_ session: Session?) throws {
        switch access {
        case .everyone: return
        case .signedIn:
            guard session != nil else { throw SignInNeeded() }
        case .members(let permissions):
            guard let session else { throw SignInNeeded() }
            guard let author = session.author else { throw Forbidden() }
            guard permissions.isEmpty || permissions.contains(where: author.may) else {
                throw Forbidden(permissions.first)
            }
        }
    }
}

/// Remembers which sessions were prolonged lately, so that a visit does not always cost a write.
actor SessionsSeen {
    private var prolonged: [String: Moment] = [:]

    func shouldProlong(_ hash: String, at now: Moment) -> Bool {
        guard let last = prolonged[hash] else {
            if prolonged.count > 20_000 { prolonged.removeAll() }
            prolonged[hash] = now
            return true
        }
        guard last.seconds(until: now) > 300 else { return false }
        prolonged[hash] = now
        return true
    }
}

/// The cookies we set and read.
struct CookieJar {
    let visit: String?
    let flash: String?

    init(_ request: Request, secure: Bool) {
        let cookies = request.cookies
        visit = cookies[Self.visitName(secure)].map(\.value).flatMap { $0.utf8.count == 64 ? $0 : nil }
        flash = cookies[Self.flashName(secure)].map(\.value).map { FormValues.decoded($0) }
    }

    static func visitName(_ secure: Bool) -> String { name("bureau_visite", secure) }
    static func flashName(_ secure: Bool) -> String { name("bureau_message", secure) }

    /// By HTTPS the prefix binds the cookie to this very host: a neighbour of the same domain cannot plant one.
    private static func name(_ name: String, _ secure: Bool) -> String { secure ? "__Host-" + name : name }

    static func setVisit(_ value: String, on response: inout Response, secure: Bool) {
        set(visitName(secure), value, maxAge: Session.longestSeconds, on: &response, secure: secure)
    }

    static func setFlash(_ text: String, on response: inout Response, secure: Bool) {
        set(flashName(secure), Link.encoded(text), maxAge: 60, on: &response, secure: secure)
    }

    static func clearFlash(on response: inout Response, secure: Bool) {
        set(flashName(secure), "", maxAge: 0, on: &response, secure: secure)
    }

    private static func set(_ name: String, _ value: String, maxAge: Int, on response: inout Response, secure: Bool) {
        response.setCookie(
            Cookie(
                name: name, value: value, maxAge: maxAge, path: "/", secure: secure, httpOnly: true, sameSite: .lax))
    }
}
