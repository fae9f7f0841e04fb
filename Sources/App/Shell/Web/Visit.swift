import Domain
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

/// One request, with what the handler may need: who asks, what they sent, and the application.
struct Visit: Sendable {
    let app: Application
    let request: Request
    let context: BureauContext
    let query: FormValues
    /// The person signed in, on pages for members.
    let session: Session?
    /// Secret of the visitor's cookie: the form token is bound to it.
    let cookie: String
    /// What the form sent, its token checked.
    var sent: FormValues?

    /// Who asks. Routes for members guarantee it; elsewhere it sends to sign-in.
    var author: Author {
        get throws {
            guard let author = session?.author else { throw SignInNeeded() }
            return author
        }
    }

    var now: Now {
        session?.author.map { app.now(for: $0) } ?? Now(app.clock())
    }

    /// The address of the client, for limits; never logged.
    var clientAddress: String {
        if app.settings.trustsProxy, let forwarded = request.headers[.forwardedFor] {
            return forwarded.split(separator: ",").last.map { String($0).trimmedText } ?? "?"
        }
        return context.clientAddress
    }

    /// The browser as its owner would name it: « Firefox sur Windows ».
    var browserLabel: String {
        let agent = request.headers[.userAgent] ?? ""
        let browsers = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
        ]
        let browser = browsers.first { agent.contains($0.0) }?.1 ?? "Navigateur"
        return systems.first { agent.contains($0.0) }.map { browser + " sur " + $0.1 } ?? browser
    }

    /// The page of this site that the person comes from, or home.
    var cameFrom: Link {
        let referrer = request.headers[.referer] ?? ""
        let path = referrer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).dropFirst(3).first
        return path.flatMap { Link(returningTo: "/" + $0) } ?? .home
    }

    // MARK: Address

    func id<T>(_: T.Type, _ name: String = "id") throws -> ID<T> {
        ID(try piece(name))
    }

    func piece(_ name: String) throws -> String {
        guard let text = context.parameters.get(name) else { throw NotFound() }
        return FormValues.decoded(text)
    }

    // MARK: Reading and writing

    func read<T: Sendable>(_ body: @escaping @Sendable (SchoolDatabase) throws -> T) async throws -> T {
        try await app.read(try author, body)
    }

    @discardableResult
    func perform<O: Operation>(_ operation: O) async throws -> O.Output {
        try await app.perform(operation, by: try author)
    }

    /// Carries out once the operation of a form that bears a submission key.
    @discardableResult
    func perform<O: Operation>(
        _ operation: O, for values: FormValues, leadingTo location: @escaping @Sendable (O.Output) -> Link
    ) async throws -> O.Output {
        let key = values[Visit.submissionField]
        guard key.utf8.count >= 16, key.utf8.count <= 80 else { return try await perform(operation) }
        return try await app.perform(operation, by: try author, submission: key, location: location)
    }

    // MARK: Forms

    static let tokenField = "_jeton"
    static let submissionField = "_cle"

    /// The hidden fields that every form carries: form token and submission key.
    var hiddenFields: HTML {
        let key = Secret.token(app.random)
        return """
            <input type="hidden" name="\(Visit.tokenField)" value="\(app.secrets.formToken(for: cookie))">\
            <input type="hidden" name="\(Visit.submissionField)" value="\(key)">
            """
    }

    /// What a form sent. Its token was checked before the handler began.
    func formValues() async throws -> FormValues {
        guard let sent else { throw BadRequest(message: "Aucun formulaire n’a été envoyé.") }
        return sent
    }

    /// Reads what a form sends and checks its token.
    func receive() async throws -> FormValues {
        let body = try await body()
        let type = request.headers[.contentType] ?? ""
        let values: FormValues
        if let boundary = Multipart.boundary(in: type) {
            guard let read = Multipart.read(body, boundary: boundary) else {
                throw BadRequest(message: "Le formulaire est arrivé incomplet. Envoyez-le de nouveau.")
            }
            values = read
        } else {
            values = FormValues(urlEncoded: String(decoding: body, as: UTF8.self))
        }
        guard app.secrets.isFormToken(values[Visit.tokenField], for: cookie) else {
            throw BadRequest(
                message:
                    "Cette page est restée ouverte trop longtemps. Revenez en arrière, rechargez-la et recommencez.")
        }
        return values
    }

    private func body() async throws -> [UInt8] {
        do {
            let buffer = try await request.body.collect(upTo: app.settings.maxUploadBytes)
            return [UInt8](buffer: buffer)
        } catch {
            throw TooLarge(limit: app.settings.maxUploadBytes)
        }
    }

    /// Reads a form, does what it asks, or shows it again with what was typed and what is wrong (status 422).
    ///
    /// - Parameters:
    ///   - act: receives the typed form and its raw values; what it throws as a refusal is shown on the form.
    ///   - show: the page of the form in a given state.
    func submit<Form: FormInput>(
        _: Form.Type, act: @Sendable (Form, FormValues) async throws -> Answer,
        show: @Sendable (FormState) async throws -> Page
    ) async throws -> Answer {
        let values = try await formValues()
        var reader = FormReader(values)
        let form = Form(reading: &reader)
        guard reader.problems.isEmpty else {
            return .page(
                try await show(FormState(values: values, problems: reader.problems)), status: .unprocessableContent)
        }
        do {
            return try await act(form, values)
        } catch let problem as FieldRefusal {
            return .page(
                try await show(FormState(values: values, problems: problem.problems)), status: .unprocessableContent)
        } catch let conflict as Conflict {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: conflict.message)])
            return .page(try await show(state), status: .conflict)
        } catch let refusal as any Refusal where !(refusal is NotFound || refusal is Forbidden) {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: refusal.message)])
            return .page(try await show(state), status: .unprocessableContent)
        }
    }
}

/// A refusal that knows which fields it is about.
struct FieldRefusal: Refusal {
    let problems: [FieldProblem]

    init(_ problems: [FieldProblem]) {
        self.problems = problems
    }

    init(_ field: String, _ message: String) {
        problems = [FieldProblem(field: field, message: message)]
    }

    var message: String { problems.map(\.message).joined(separator: " ") }
}

/// The body is larger than the server takes.
struct TooLarge: Refusal {
    let limit: Int

    var message: String {
        "Ce que vous envoyez est trop gros : \(FrenchNumber.grouped(limit / 1_048_576))\u{A0}Mo au plus. "
            + "Envoyez les fichiers un par un, ou compressés dans une archive zip."
    }
}

extension HTTPField.Name {
    // The name is a valid token, so the optional initializer cannot fail; absent, the header is simply not read.
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}
