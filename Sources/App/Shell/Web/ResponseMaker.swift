import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Turns answers into HTTP responses.
struct ResponseMaker {
    let visit: Visit

    func response(_ answer: Answer, flash: String?) throws -> Response {
        let secure = visit.app.settings.usesHTTPS
        switch answer {
        case .page(let page, let status):
            var page = page
            page.failed = status.kind == .clientError || status.kind == .serverError
            let html = Shell(visit: visit, page: page, flash: flash).html
            var response = Self.make(status, "text/html; charset=utf-8", html.bytes)
            response.headers[.cacheControl] = "no-store"
            if flash != nil { CookieJar.clearFlash(on: &response, secure: secure) }
            return response
        case .redirect(let link, let saying):
            var response = Response(status: .seeOther, headers: [.location: link.path])
            if let saying { CookieJar.setFlash(saying, on: &response, secure: secure) }
            return response
        case .signedIn(let token, let link):
            var response = Response(status: .seeOther, headers: [.location: link.path])
            CookieJar.setVisit(token, on: &response, secure: secure)
            return response
        case .appearance(let theme, let link):
            var response = Response(status: .seeOther, headers: [.location: link.path])
            response.setCookie(
                Cookie(
                    name: Appearance.cookieName, value: theme?.rawValue ?? "auto", maxAge: 365 * 86_400, path: "/",
                    secure: secure, sameSite: .lax))
            return response
        case .leave(let address):
            return Response(status: .seeOther, headers: [.location: address])
        case .file(let file):
            var response = Self.make(.ok, file.type, file.bytes)
            let disposition = file.inline ? "inline" : "attachment"
            response.headers[.contentDisposition] =
                "\(disposition); filename=\"\(Self.plain(file.name))\"; filename*=UTF-8''\(Link.encoded(file.name))"
            response.headers[.cacheControl] = "no-store"
            return response
        case .json(let bytes, let status):
            return Self.make(status, "application/json; charset=utf-8", bytes)
        }
    }

    static func make(_ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: status, headers: [.contentType: type, .contentLength: String(bytes.count)],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A file name that every browser reads: ASCII letters, figures and dashes.
    private static func plain(_ name: String) -> String {
        let parts = name.split(separator: ".")
        let stem = SearchKey(parts.dropLast().joined(separator: "-")).rawValue.replacing(" ", with: "-")
        return (stem.isEmpty ? "fichier" : stem) + "." + SearchKey(String(parts.last ?? "bin")).rawValue
    }
}

/// Turns what went wrong into a page for people; what is our fault is logged under the number of the request.
struct ErrorPages {
    let visit: Visit

    func response(for error: any Error) throws -> Response {
        switch error {
        case is SignInNeeded:
            return signIn()
        case let done as AlreadyDone:
            return Response(status: .seeOther, headers: [.location: done.location.path])
        case let refusal as NotFound:
            return try page(.notFound, "Page introuvable", refusal.message)
        case let refusal as Forbidden:
            return try page(.forbidden, "Accès réservé", refusal.message)
        case let refusal as Conflict:
            return try page(.conflict, "Fiche modifiée entre-temps", refusal.message)
        case let refusal as TooManyTries:
            var response = try page(.tooManyRequests, "Trop d’essais", refusal.message)
            response.headers[.retryAfter] = String(refusal.retryAfterSeconds)
            return response
        case let refusal as TooLarge:
            return try page(.contentTooLarge, "Envoi trop gros", refusal.message)
        case let refusal as BadRequest:
            return try page(.badRequest, "Demande incomplète", refusal.message)
        case let refusal as any Refusal:
            return try page(.unprocessableContent, "Ce n’est pas possible", refusal.message)
        default:
            return try failure(error)
        }
    }

    private func signIn() -> Response {
        let wanted = visit.request.method == .get ? visit.request.uri.description : ""
        let link = Link("/connexion", query: [("suite", wanted == "/" ? "" : wanted)])
        return Response(status: .seeOther, headers: [.location: link.path])
    }

    private func failure(_ error: any Error) throws -> Response {
        let number = String(Secret.token(visit.app.random).prefix(8)).uppercased()
        visit.app.logger.error(
            "request failed", metadata: ["number": "\(number)", "error": "\(String(reflecting: error))"])
        return try page(
            .internalServerError, "Une erreur s’est produite",
            "Rien n’a été enregistré. Recommencez ; si cela se reproduit, donnez le numéro \(number) à la personne "
                + "qui s’occupe du programme.")
    }

    private func page(_ status: HTTPResponse.Status, _ title: String, _ message: String) throws -> Response {
        let body: HTML = """
            <div class="\(visit.session == nil ? "box" : "panel")"><p class="number">Erreur \(status.code)</p><h1>\(title)</h1>\
            <p class="lead">\(message)</p><div class="actions"><a class="btn primary" href="\(Link.home)">Revenir à l’accueil</a>\
            <a class="btn" href="\(Link.help)">Consulter l’aide</a></div></div>
            """
        return try ResponseMaker(visit: visit)
            .response(.page(Page(title, bare: visit.session == nil, body), status: status), flash: nil)
    }
}
