import HTTPTypes
import Hummingbird
import NIOCore

/// Headers that every response carries, and the answer to addresses nobody declared.
struct Safety: RouterMiddleware {
    let app: Application
    private let policy: String

    init(app: Application) {
        self.app = app
        let tiles = MapTiles(app.settings).map { " " + $0.source } ?? ""
        policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:\(tiles); font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    }

    func handle(
        _ request: Request, context: BureauContext, next: (Request, BureauContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try undeclared(request, context, error)
        }
        response.headers[.contentSecurityPolicy] = policy
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.others { response.headers[name] = value }
        // The pages of bureaux are made to be found; links of people and the rest of the program are not.
        if let robots = Self.robots, !request.uri.path.hasPrefix("/bureau") { response.headers[robots] = "noindex" }
        if app.settings.usesHTTPS {
            response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains"
        }
        return response
    }

    private func undeclared(_ request: Request, _ context: BureauContext, _ error: any Error) throws -> Response {
        let visit = Visit(
            app: app, request: request, context: context, query: FormValues(), session: nil, cookie: "")
        guard let known = error as? any HTTPResponseError else {
            return try ErrorPages(visit: visit).response(for: error)
        }
        if known.status == .notFound { return try ErrorPages(visit: visit).response(for: NotFound()) }
        return Response(status: known.status)
    }

    private static let robots = HTTPField.Name("X-Robots-Tag")

    private static let others: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
