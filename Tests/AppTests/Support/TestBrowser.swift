import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import App

/// The addresses of the program, answered without a socket.
struct TestSite: Sendable {
    let declared: [DeclaredRoute]
    private let respond: @Sendable (Request) async throws -> Response

    init(app: App.Application, client: String = "192.0.2.1") {
        let site = Site(app: app)
        Features.addRoutes(to: site)
        declared = site.declared
        let responder = site.router.buildResponder()
        respond = { request in
            let context = BureauContext(logger: app.logger, clientAddress: client)
            return try await responder.respond(to: request, context: context)
        }
    }

    func answer(_ head: HTTPRequest, _ body: [UInt8]) async throws -> TestAnswer {
        let response = try await respond(Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
        let bytes = BodyBytes()
        try await response.body.write(BodyCollector(bytes: bytes))
        return TestAnswer(status: response.status, headers: response.headers, bytes: bytes.all)
    }
}

/// What a browser received.
struct TestAnswer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String? { headers[.location] }

    /// What people read: without tags, blanks joined, entities replaced.
    var words: String {
        var inside = false
        var kept = ""
        for character in text {
            if character == "<" { inside = true }
            kept.append(inside ? " " : character)
            if character == ">" { inside = false }
        }
        for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            kept = kept.replacing(entity, with: sign)
        }
        return kept.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    }

    /// The value of the first field of a name, as in `<input … name="NAME" … value="VALUE">`.
    func field(_ name: String) -> String? {
        for part in text.split(separator: "<input ").dropFirst() where part.contains("name=\"\(name)\"") {
            let tag = part.prefix { $0 != ">" }
            guard let value = tag.split(separator: "value=\"", maxSplits: 1).dropFirst().first else { continue }
            return String(value.prefix { $0 != "\"" })
        }
        return nil
    }
}

/// A browser: it keeps its cookies and sends the forms of the program back with their token.
final class TestBrowser: Sendable {
    let app: App.Application
    private let site: TestSite
    private let cookieName: String
    private let cookies: Mutex<[String: String]>

    init(app: App.Application, site: TestSite, cookie: String?) {
        self.app = app
        self.site = site
        cookieName = CookieJar.visitName(app.settings.usesHTTPS)
        cookies = Mutex(cookie.map { [CookieJar.visitName(app.settings.usesHTTPS): $0] } ?? [:])
    }

    /// The secret that says who is signed in.
    var cookie: String? {
        get { cookies.withLock { $0[cookieName] } }
        set { cookies.withLock { $0[cookieName] = newValue } }
    }

    func get(_ path: String) async throws -> TestAnswer {
        try await send(.get, path, [], type: nil)
    }

    /// What `GET` would answer, without its body.
    func head(_ path: String) async throws -> TestAnswer {
        try await send(.head, path, [], type: nil)
    }

    /// Sends a form with the token it needs. A visitor first looks at a page, as people do, to receive a cookie.
    ///
    /// - Parameter token: what to send instead of the right token; empty to send none.
    func post(_ path: String, _ fields: [(String, String)] = [], token: String? = nil) async throws -> TestAnswer {
        if cookie == nil { _ = try await get("/connexion") }
        let right = app.secrets.formToken(for: cookie ?? "")
        let all = fields + [(Visit.tokenField, token ?? right)]
        let body = all.map { Link.encoded($0.0) + "=" + Link.encoded($0.1) }.joined(separator: "&")
        return try await send(.post, path, Array(body.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Sends a form with files.
    func post(
        _ path: String, _ fields: [(String, String)] = [], files: [(field: String, name: String, bytes: [UInt8])]
    ) async throws -> TestAnswer {
        if cookie == nil { _ = try await get("/connexion") }
        let boundary = "limite-des-essais"
        var body: [UInt8] = []
        for (name, value) in fields + [(Visit.tokenField, app.secrets.formToken(for: cookie ?? ""))] {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            body +=
                """
                --\(boundary)\r\nContent-Disposition: form-data; name="\(file.field)"; filename="\(file.name)"\r
                Content-Type: application/octet-stream\r\n\r\n
                """.utf8
            body += file.bytes + Array("\r\n".utf8)
        }
        body += "--\(boundary)--\r\n".utf8
        return try await send(.post, path, body, type: "multipart/form-data; boundary=\(boundary)")
    }

    /// Goes where an answer sends.
    func follow(_ answer: TestAnswer) async throws -> TestAnswer {
        guard let location = answer.location else { return answer }
        return try await get(location)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], type: String?
    ) async throws -> TestAnswer {
        var head = HTTPRequest(method: method, scheme: "http", authority: "bureau.example", path: path)
        let sent = cookies.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !sent.isEmpty { head.headerFields[.cookie] = sent.joined(separator: "; ") }
        if let type { head.headerFields[.contentType] = type }
        head.headerFields[.userAgent] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
        let answer = try await site.answer(head, body)
        keepCookies(of: answer)
        return answer
    }

    private func keepCookies(of answer: TestAnswer) {
        for line in answer.headers[values: .setCookie] {
            let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let pair = parts.first?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false),
                pair.count == 2
            else { continue }
            let ends = parts.contains { $0.lowercased() == "max-age=0" }
            cookies.withLock { $0[String(pair[0])] = ends ? nil : String(pair[1]) }
        }
    }
}

private final class BodyBytes: Sendable {
    private let kept = Mutex<[UInt8]>([])

    var all: [UInt8] { kept.withLock { $0 } }

    func append(_ buffer: ByteBuffer) {
        kept.withLock { $0 += Array(buffer: buffer) }
    }
}

private struct BodyCollector: ResponseBodyWriter {
    let bytes: BodyBytes

    mutating func write(_ buffer: ByteBuffer) async throws {
        bytes.append(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
