import Domain
import Exchange
import HTTPTypes

/// Imports: drop, match columns, preview, confirm, undo.
enum ImportRoutes {
    static func add(to site: Site) {
        let access = Access.members(.importFiles)
        site.get("/imports", access, list)
        site.post("/imports", access, drop)
        site.get("/imports/:id", access, show)
        site.get("/imports/:id/colonnes", access, columns)
        site.post("/imports/:id/colonnes", access, map)
        site.post("/imports/:id/confirmation", access, confirm)
        site.post("/imports/:id/abandon", access, abandon)
        site.post("/imports/:id/annulation", access, undo)
        site.get("/imports/:id/problemes.csv", access, problems)
        site.get("/imports/:id/changements.csv", access, changes)
    }

    // MARK: Dropping

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        .page(try await listPage(visit, FormState()))
    }

    private static func listPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let runs = try await visit.read { db in try db.importRuns() }
        let view = ImportListView(
            runs: runs, zone: try visit.author.zone, largestUpload: visit.app.settings.maxUploadBytes)
        return importListPage(view, state, visit)
    }

    @Sendable static func drop(_ visit: Visit) async throws -> Answer {
        let values: FormValues
        do {
            values = try await visit.formValues()
        } catch let refusal as TooLarge {
            return .page(try await refusedList(visit, refusal), status: .contentTooLarge)
        }
        let files = values.files.filter { $0.field == "fichiers" }.map(\.file)
        do {
            switch try await visit.app.prepareImport(files, by: try visit.author) {
            case .preview(let operation):
                let id = try await explainingStore {
                    try await visit.perform(operation, for: values, leadingTo: { .importRun($0) })
                }
                return .redirect(.importRun(id))
            case .columns(let operation):
                let id = try await explainingStore {
                    try await visit.perform(
                        operation, for: values, leadingTo: { Link.importRun($0).appending("colonnes") })
                }
                return .redirect(Link.importRun(id).appending("colonnes"))
            }
        } catch let refusal as any Refusal where !(refusal is Forbidden) {
            return .page(try await refusedList(visit, refusal), status: .unprocessableContent)
        }
    }

    private static func refusedList(_ visit: Visit, _ refusal: any Refusal) async throws -> Page {
        let problems = [FieldProblem(field: "fichiers", message: refusal.message)]
        return try await listPage(visit, FormState(values: FormValues(), problems: problems))
    }

    // MARK: Columns

    @Sendable static func columns(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        return .page(mappingPage(try await mappingView(visit, id, as: nil), FormState(), visit))
    }

    private static func mappingView(
        _ visit: Visit, _ id: ID<ImportRun>, as kind: ImportKind?
    ) async throws -> MappingView {
        let author = try visit.author
        let (run, files) = try await visit.read { db in (try db.importRun(id), try db.importFiles(of: id)) }
        guard run.state == .preview else { throw ImportRefusal.notWaiting }
        let kind = kind ?? run.kind
        guard let found = try await visit.app.mapping(of: files, kind: kind, by: author) else { throw NotFound() }
        return MappingView(run: run, kind: kind, mapping: found.mapping, table: found.table)
    }

    @Sendable static func map(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        return try await visit.submit(
            MappingForm.self,
            act: { form, values in
                let view = try await mappingView(visit, id, as: form.kind)
                // Another kind of list asks other questions: the page comes back with its own guesses.
                if form.kind != view.run.kind {
                    try await visit.perform(ChangeImportKind(run: id, kind: form.kind))
                    return .redirect(Link.importRun(id).appending("colonnes"))
                }
                let mapping = ColumnMapping(kind: view.mapping.kind, columns: form.columns)
                let operation = try await visit.app.mapColumns(id, mapping, by: try visit.author)
                try await explainingStore {
                    try await visit.perform(operation, for: values, leadingTo: { _ in .importRun(id) })
                }
                return .redirect(.importRun(id))
            },
            show: { state in
                let kind = ImportKind(rawValue: state["sorte"])
                return mappingPage(try await mappingView(visit, id, as: kind), state, visit)
            })
    }

    // MARK: One import

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState()))
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(ImportRun.self)
        let run = try await visit.read { db in try db.importRun(id) }
        let view = ImportView(run: run, report: try ImportReport(json: run.report), zone: try visit.author.zone)
        return importPage(view, state, visit)
    }

    @Sendable static func confirm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        let values = try await visit.formValues()
        // A confirmation sent twice finds the work of the first one.
        guard try await visit.read({ db in try db.importRun(id) }).state == .preview else {
            return .redirect(.importRun(id))
        }
        return try await refusable(visit) {
            let operation = try await visit.app.prepareConfirmation(
                id, opensYear: values["ouvrir"] == "1", by: try visit.author)
            let outcome = try await explainingStore {
                try await visit.perform(operation, for: values, leadingTo: { _ in .importRun(id) })
            }
            switch outcome {
            case .done(let counts):
                let changes = FrenchNumber.counted(counts.total, "changement importé", "changements importés")
                return .redirect(.importRun(id), saying: changes + ".")
            case .changedSince:
                return .redirect(
                    .importRun(id),
                    saying: "Des fiches ont changé depuis l’aperçu : relisez-le, puis confirmez de nouveau.")
            }
        }
    }

    @Sendable static func abandon(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        let values = try await visit.formValues()
        try await visit.perform(AbandonImport(run: id), for: values, leadingTo: { _ in .imports })
        return .redirect(.imports, saying: "Rien n’a été importé. Les fichiers sont oubliés.")
    }

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        let values = try await visit.formValues()
        return try await refusable(visit) {
            try await explainingStore {
                try await visit.perform(UndoImport(run: id), for: values, leadingTo: { _ in .importRun(id) })
            }
            return .redirect(.importRun(id), saying: "Import annulé : chaque fiche a retrouvé son état d’avant.")
        }
    }

    /// Shows the page of the import again with what is refused.
    private static func refusable(_ visit: Visit, _ act: () async throws -> Answer) async throws -> Answer {
        do {
            return try await act()
        } catch let refusal as any Refusal where refusal is ImportRefusal || refusal is ExchangeFailure {
            let problems = [FieldProblem(field: "", message: refusal.message)]
            return .page(
                try await page(visit, FormState(values: FormValues(), problems: problems)),
                status: .unprocessableContent)
        }
    }

    // MARK: Sheets

    @Sendable static func problems(_ visit: Visit) async throws -> Answer {
        try await sheet(visit, "remarques-import.csv", \.problemSheet)
    }

    @Sendable static func changes(_ visit: Visit) async throws -> Answer {
        try await sheet(visit, "changements-import.csv", \.changeSheet)
    }

    private static func sheet(
        _ visit: Visit, _ name: String, _ sheet: (ImportReport) -> Sheet
    ) async throws -> Answer {
        let id = try visit.id(ImportRun.self)
        let run = try await visit.read { db in try db.importRun(id) }
        let bytes = CSVWriter.bytes(sheet(try ImportReport(json: run.report)))
        return .file(FileAnswer(name: name, type: "text/csv; charset=utf-8", bytes: bytes))
    }
}

extension Job {
    /// Forgets the files that nobody confirmed for a day.
    static let importPurge = Job(
        name: "import-purge", label: "Oubli des fichiers déposés et jamais importés", everySeconds: 3600
    ) { app in
        let count = try await app.performPlatform(PurgePreviews())
        return FrenchNumber.counted(count, "aperçu oublié", "aperçus oubliés")
    }
}

/// Forgets, in every school, previews older than a day.
struct PurgePreviews: PlatformOperation {
    static let keptSeconds = 24 * 3600

    func run(in db: PlatformDatabase, at now: Now) throws -> Int {
        let limit = now.moment.adding(seconds: -PurgePreviews.keptSeconds)
        return try db.schools().reduce(0) { try $0 + db.school($1.id).purgePreviews(startedBefore: limit) }
    }
}
