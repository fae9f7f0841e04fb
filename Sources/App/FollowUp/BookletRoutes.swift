import Domain
import Exchange

/// Booklets, the pathway of a learner, and the frameworks they are made from.
enum BookletRoutes {
    static func add(to site: Site) {
        site.get("/placements/:id/livret", .members(.recordFollowUp), show)
        site.post("/placements/:id/livret", .members(.recordFollowUp), mark)
        site.get("/placements/:id/livret/livret.pdf", .members(.recordFollowUp), paper)
        site.get("/apprenants/:id/livret", .members(.recordFollowUp), pathway)
        site.get("/suivi/referentiels", .members(.recordFollowUp), frameworks)
        site.post("/suivi/referentiels", .members(.importFiles), load)
        site.post("/suivi/referentiels/:id/retrait", .members(.importFiles), remove)
    }

    private static func view(_ visit: Visit) async throws -> BookletView {
        let id = try visit.id(Placement.self)
        return try await visit.read { db in try db.booklet(of: try db.followedPlacement(id)) }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let mayRecord = try visit.author.may(.recordFollowUp)
        let writer = mayRecord ? BookletMark.Writer(rawValue: visit.query["qui"]) : nil
        return .page(
            bookletPage(
                try await view(visit), as: writer, mayRecord: mayRecord, visit))
    }

    @Sendable static func mark(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let values = try await visit.formValues()
        let writer = BookletMark.Writer(rawValue: values["qui"]) ?? .teacher
        let back = Link.placement(id).appending("livret")
        try await visit.perform(
            MarkBooklet(placement: id, writer: writer, levels: values.bookletLevels), for: values
        ) { _ in back }
        return .redirect(back, saying: "Livret enregistré.")
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let (evaluation, school) = try await visit.read { db in
            (try db.evaluation(.tutor, of: view.placement.id), try db.ownSchool())
        }
        return .file(
            try FollowUpPaper.file(
                [FollowUpPaper.booklet(view, evaluation, school)], title: "Livret de PFMP", name: "livret.pdf",
                school: school, at: visit.now.moment))
    }

    @Sendable static func pathway(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let year = try visit.author.currentYear
        let view = try await visit.read { db in
            let schoolClass = try db.classOf(id, year: year)
            let framework = try schoolClass.flatMap { try db.framework(mef: $0.mef, stream: $0.stream) }
            return BookletPathway(
                learner: try db.learner(id), framework: framework,
                items: try framework.map { try db.items(of: $0.id) } ?? [], marks: try db.pathway(of: id))
        }
        return .page(bookletPathwayPage(view))
    }

    // MARK: Frameworks

    @Sendable static func frameworks(_ visit: Visit) async throws -> Answer {
        .page(try await frameworksPage(visit, FormState(), []))
    }

    private static func frameworksPage(_ visit: Visit, _ state: FormState, _ problems: [String]) async throws -> Page {
        let lines = try await visit.read { try $0.frameworkLines() }
        return App.frameworksPage(
            lines, state, problems: problems, mayLoad: try visit.author.may(.importFiles), visit)
    }

    @Sendable static func load(_ visit: Visit) async throws -> Answer {
        try await visit.submit(FrameworkForm.self) { form, values in
            guard let named = values.files.first(where: { $0.field == "fichier" })?.file, !named.bytes.isEmpty else {
                throw FieldRefusal("fichier", "Choisissez le fichier du référentiel.")
            }
            let file: FrameworkFile
            do {
                file = try FrameworkFile(
                    named, code: form.code, title: form.title, mef: form.mef, stream: form.stream)
            } catch let failure as ExchangeFailure {
                throw FieldRefusal("fichier", failure.message)
            }
            guard !file.code.isEmpty else { throw FieldRefusal("code", "Donnez un code au référentiel.") }
            guard !file.title.isEmpty else { throw FieldRefusal("titre", "Donnez un intitulé au référentiel.") }
            guard !(file.mef + file.stream).isEmpty else {
                throw FieldRefusal("mef", "Indiquez pour quelles classes\u{A0}: leur MEF, ou leur filière.")
            }
            try await visit.perform(LoadFramework(file: file), for: values) { _ in .frameworks }
            let kept = FrenchNumber.counted(file.items.count, "ligne chargée", "lignes chargées")
            guard !file.problems.isEmpty else { return .redirect(.frameworks, saying: "\(kept).") }
            return .page(
                try await frameworksPage(
                    visit, FormState(), ["\(kept), les autres non\u{A0}:"] + file.problems.map(\.sentence)))
        } show: { state in
            try await frameworksPage(visit, state, [])
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Framework.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveFramework(id: id), for: values) { .frameworks }
        return .redirect(.frameworks, saying: "Référentiel retiré.")
    }
}

/// For which classes a framework is loaded.
struct FrameworkForm: FormInput {
    let code: String
    let title: String
    let mef: String
    let stream: String

    init(reading form: inout FormReader) {
        code = form.text("code", max: 30)
        title = form.text("titre", max: 200)
        mef = form.text("mef", max: 11)
        stream = form.text("filiere", max: 200)
        if !mef.allSatisfy(\.isNumber) { form.refuse("mef", "Un MEF ne contient que des chiffres.") }
    }
}
