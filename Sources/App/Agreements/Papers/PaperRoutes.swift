import Domain
import Exchange
import HTTPTypes

extension Link {
    static func papers(of agreement: ID<Agreement>) -> Link { Link.agreement(agreement).appending("papiers") }

    static func paper(_ id: ID<PaperRow>, of agreement: ID<Agreement>) -> Link {
        Link.papers(of: agreement).appending(id.rawValue)
    }

    static let scan = Link("/conventions/numerisation")
}

/// Papers attached to agreements, and the way from a code at the foot of a page to its agreement.
enum PaperRoutes {
    static func add(to site: Site) {
        site.get("/conventions/numerisation", .members(.recordSignatures), search)
        site.post("/conventions/numerisation", .members(.recordSignatures), find)
        site.get("/conventions/:id/papiers", .members(.seePlacements), list)
        site.post("/conventions/:id/papiers", .members(.recordSignatures), attach)
        site.get("/conventions/:id/papiers/:papier", .members(.seePlacements), file)
    }

    // MARK: From a code

    @Sendable static func search(_ visit: Visit) async throws -> Answer {
        .page(scanPage(FormState(), visit))
    }

    @Sendable static func find(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let code = values["code"]
        func refused(_ message: String) -> Answer {
            .page(
                scanPage(FormState(values: values, problems: [FieldProblem(field: "code", message: message)]), visit),
                status: .unprocessableContent)
        }
        guard let read = PaperCode.read(code) else { return refused(PaperRefusal.unreadableCode.message) }
        guard let agreement = try await visit.read({ try $0.agreement(number: read.number) }) else {
            return refused("Aucune convention ne porte le numéro \(read.number).")
        }
        return .redirect(Link.papers(of: agreement.id).with([("code", code)]))
    }

    // MARK: The papers of one agreement

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let code = visit.query["code"]
        let page = try await page(
            visit,
            FormState([("nature", PaperKind.signed.rawValue), ("code", PaperCode.read(code) == nil ? "" : code)]))
        try await visit.perform(NoteReading(subject: Subject("agreement", try visit.id(Agreement.self))))
        return .page(page)
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Agreement.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let dossier = try db.dossier(id, today: today)
            return PapersView(
                dossier: dossier, papers: try db.papers(of: id), mayAttach: author.may(.recordSignatures), today: today,
                author: author)
        }
        return papersPage(view, state, visit)
    }

    @Sendable static func attach(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(PaperForm.self) { form, values in
            let file: PaperFile
            do throws(PaperRefusal) {
                file = try PaperFile(values.files.first { $0.field == "fichier" }?.file)
            } catch {
                throw FieldRefusal("fichier", error.message)
            }
            try await visit.perform(
                AttachPaper(
                    agreement: id, kind: form.kind, file: file, replacing: form.replacing, code: form.code),
                for: values
            ) { _ in .papers(of: id) }
            return .redirect(.papers(of: id), saying: "Le document est joint à la convention.")
        } show: { state in
            try await page(visit, state)
        }
    }

    /// Always saved, never shown by the browser within the site.
    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let paper = try visit.id(PaperRow.self, "papier")
        let (row, number) = try await visit.read { db in (try db.paper(paper, of: id), try db.agreement(id).number) }
        try await visit.perform(NoteReading(subject: Subject("agreement", id)))
        let media = PaperFile.Media(rawValue: row.mediaType)
        return .file(
            FileAnswer(
                name: "convention-\(number)-\(row.kind.rawValue).\(media?.fileExtension ?? "bin")", type: row.mediaType,
                bytes: row.content))
    }
}

/// What the form of a paper sends beside the file.
struct PaperForm: FormInput {
    let kind: PaperKind
    let replacing: ID<PaperRow>?
    let code: String

    init(reading form: inout FormReader) {
        kind = form.choice("nature", or: .signed)
        replacing = form.key("remplace")
        code = form.text("code", max: 30)
    }
}
