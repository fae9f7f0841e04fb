import Domain
import Exchange

/// The allowance: the list to key into ApLyPro, each learner, and the forecast of the school.
enum AllowanceRoutes {
    static func add(to site: Site) {
        site.get("/allocations", .members(.manageAllowances), list)
        site.post("/allocations/lignes", .members(.manageAllowances), move)
        site.get("/allocations/export.csv", .members(.manageAllowances), export)
        site.get("/allocations/prevision", .members(.manageAllowances), forecast)
        site.get("/apprenants/:id/allocation", .members(.manageAllowances), show)
        site.post("/apprenants/:id/allocation", .members(.manageAllowances), save)
        site.get("/apprenants/:id/allocation/fiche.pdf", .members(.manageAllowances), sheet)
    }

    // MARK: The list

    private struct Filter: Sendable {
        let selection: AllowanceSelection
        let classCode: String
        let after: String

        init(_ values: FormValues) {
            selection = AllowanceSelection(rawValue: values["etat"]) ?? .ready
            classCode = values["classe"]
            after = values["apres"]
        }

        /// Names what the list holds.
        var key: String { [selection.rawValue, classCode].filter { !$0.isEmpty }.joined(separator: "-") }

        var link: Link { Link.allowances.with([("etat", selection.rawValue), ("classe", classCode)]) }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let filter = Filter(visit.query)
        let year = try visit.author.currentYear
        return .page(
            try await visit.withGivenOut(
                page(visit, filter, FormState()),
                [PaperSubject(.allowanceList, ID<AllowanceEntry>("\(year)-" + filter.key))]))
    }

    private static func page(_ visit: Visit, _ filter: Filter, _ state: FormState) async throws -> Page {
        let author = try visit.author
        let today = visit.now.day
        let entries = try await visit.read { try $0.allowances(year: author.currentYear, today: today) }
            .filter { !$0.isOutside }
        let ofClass = entries.filter { filter.classCode.isEmpty || $0.row.classCode == filter.classCode }
        let shown = ofClass.filter { filter.selection.holds($0, on: today) }
        var counts: [AllowanceSelection: Int] = [:]
        for selection in AllowanceSelection.allCases {
            counts[selection] = ofClass.count { selection.holds($0, on: today) }
        }
        let view = AllowanceListView(
            slice: PageSlice(shown, after: filter.after, size: 30, key: \.row.placementId.rawValue),
            selection: filter.selection,
            counts: counts, total: shown.map(\.due).reduce(Cents(rawValue: 0), +),
            classes: Set(entries.map(\.row.classCode)).sorted(), classCode: filter.classCode,
            notice: notice(entries), year: author.currentYear, author: author)
        return allowanceListPage(view, state, visit)
    }

    /// What to know before trusting the sums: the first doubt about a rate.
    private static func notice(_ entries: [AllowanceEntry]) -> String? {
        entries.lazy.filter { $0.rate.rate != nil }.compactMap(\.rate.notice).first
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        return try await visit.submit(AllowanceMoveForm.self) { form, values in
            let filter = Filter(values)
            guard !form.placements.isEmpty else {
                return .redirect(filter.link, saying: "Cochez d’abord les lignes concernées.")
            }
            let result = try await visit.perform(
                MoveAllowanceLines(
                    event: form.event, placements: form.placements, note: form.note, year: author.currentYear),
                for: values
            ) { _ in filter.link }
            let moved = FrenchNumber.counted(result.moved, "ligne notée.", "lignes notées.")
            let left = result.refused.prefix(3).joined(separator: " ")
            return .redirect(filter.link, saying: left.isEmpty ? moved : "\(moved) Laissées de côté\u{A0}: \(left)")
        } show: { state in
            try await page(visit, Filter(state.values), state)
        }
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let filter = Filter(visit.query)
        let today = visit.now.day
        let entries = try await visit.read { try $0.allowances(year: author.currentYear, today: today) }
            .filter { !$0.isOutside && filter.selection.holds($0, on: today) }
            .filter { filter.classCode.isEmpty || $0.row.classCode == filter.classCode }
        let bytes = CSVWriter.bytes(AllowanceExport.sheet(entries))
        let file = FileAnswer(
            name: "allocation-\(filter.selection.rawValue).csv", type: "text/csv; charset=utf-8", bytes: bytes)
        // What was entered in ApLyPro is what this list said, whatever changes afterwards.
        try await visit.perform(
            KeepPaper(
                subject: PaperSubject(.allowanceList, ID<AllowanceEntry>("\(author.currentYear)-" + filter.key)),
                name: file.name, mediaType: file.type, bytes: bytes, factsSha256: Digest.sha256(bytes)))
        return .file(file)
    }

    @Sendable static func forecast(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let entries = try await visit.read { try $0.allowances(year: author.currentYear, today: today) }
            .filter { !$0.isOutside }
        let lines = Dictionary(grouping: entries, by: \.row.classCode).sorted { $0.key < $1.key }
            .map { code, entries in AllowanceForecastLine(code, entries, today: today) }
        return .page(
            allowanceForecastPage(lines, year: author.currentYear, notice: notice(entries), for: author))
    }

    // MARK: A learner

    private static func view(_ visit: Visit) async throws -> (view: LearnerAllowanceView, school: School) {
        let id = try visit.id(Learner.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            let entries = try db.allowances(year: author.currentYear, today: today, of: id)
            let school = try db.ownSchool()
            let placed = Set(try db.placements(of: id).filter { $0.state?.stands ?? true }.map(\.periodId))
            let schoolClass = try db.classOf(id, year: author.currentYear)
            let open = try schoolClass.map { try db.periods(of: $0.id) } ?? []
            let coming = open.filter { $0.endsOn >= today && !placed.contains($0.id) }
            let days = coming.reduce(0) { sum, period in
                sum
                    + Presence(
                        schedule: .schoolWeek, from: period.startsOn, through: period.endsOn, territory: school.place
                    ).days
            }
            let view = LearnerAllowanceView(
                learner: try db.learner(id), entries: entries, open: coming, openDays: days,
                file: try db.allowanceFile(of: id, year: author.currentYear), year: author.currentYear, today: today,
                author: author)
            return (view, school)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit).view
        try await visit.perform(NoteReading(subject: Subject("learner", view.learner.id)))
        return .page(
            try await visit.withGivenOut(
                learnerAllowancePage(view, FormState(view.file), visit),
                [PaperSubject(.allowance, learner: view.learner.id)]))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let year = try visit.author.currentYear
        return try await visit.submit(AllowanceFileForm.self) { form, values in
            try await visit.perform(SaveAllowanceFile(learner: id, year: year, form: form), for: values) { _ in
                .allowance(of: id)
            }
            return .redirect(.allowance(of: id), saying: "Dossier d’allocation enregistré.")
        } show: { state in
            learnerAllowancePage(try await view(visit).view, state, visit)
        }
    }

    @Sendable static func sheet(_ visit: Visit) async throws -> Answer {
        let (view, school) = try await view(visit)
        guard view.rate?.rate != nil else { throw NotFound("Cette fiche") }
        return try await visit.givesOut(
            PaperSubject(.allowance, learner: view.learner.id), [AllowanceSheet(view: view, school: school).section()],
            title: "Allocation de PFMP – \(view.learner.fullName)", file: "allocation", school: school.name)
    }
}

/// Lines chosen in the list, and what was done with them.
struct AllowanceMoveForm: FormInput {
    let event: AllowanceLine.Event
    let placements: [ID<Placement>]
    let note: String

    init(reading form: inout FormReader) {
        event = form.choice("geste", or: .enter)
        placements = form.values.all("placement").filter { !$0.isEmpty }.map { ID($0) }
        note = form.text("motif", max: 300)
    }
}

extension AllowanceForecastLine {
    init(_ code: String, _ entries: [AllowanceEntry], today: LocalDate) {
        let zero = Cents(rawValue: 0)
        let byLearner = Dictionary(grouping: entries, by: \.row.learnerId).values
        self.init(
            classCode: code, rate: entries[0].rate, learners: byLearner.count,
            certified: entries.filter { $0.isCertified && $0.row.endsOn < today }.map(\.due).reduce(zero, +),
            expected: entries.map(\.due).reduce(zero, +),
            capped: byLearner.count { stays in stays.contains { $0.amount?.isCapped == true } })
    }
}

extension FormState {
    init(_ file: AllowanceFile?) {
        self.init([
            ("decision", (file?.decision ?? .missing).rawValue), ("compte", file?.accountOwner?.rawValue ?? ""),
            ("naissance", file?.birthPlaceChecked == true ? "1" : ""),
            ("adresse", file?.addressChecked == true ? "1" : ""), ("version", String(file?.version ?? 0)),
        ])
    }
}
