import Domain
import HTTPTypes

extension Link {
    static let stepBoards = Link("/pfmp/etapes")

    static func steps(of period: ID<PFMPPeriod>) -> Link { Link.period(period).appending("etapes") }
    static func steps(of placement: ID<Placement>) -> Link { Link.placement(placement).appending("etapes") }
}

/// The boards of steps: the school, one period, one placement.
enum StepRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/etapes", .members(.seePlacements), school)
        site.get("/pfmp/:id/etapes", .members(.seePlacements), board)
        site.post("/pfmp/:id/etapes", .members(.prepareAgreements), noteFromBoard)
        site.get("/placements/:id/etapes", .members(.seePlacements), placement)
        site.post("/placements/:id/etapes", .members(.prepareAgreements), note)
    }

    // MARK: Boards

    @Sendable static func school(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let (from, through) = (today.adding(days: -14), today.adding(days: 56))
        let mine = visit.query["suivi"] == "1" ? author.staffId : nil
        let key = "steps.\(author.accountId?.rawValue ?? "").\(author.schoolId).\(today).\(mine?.rawValue ?? "")"
        let view = try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { db in
                SchoolStepsView(
                    periods: try db.periods(near: today), states: try db.agreementStates(from: from, through: through),
                    followed: try mine.map {
                        try db.stepLines(.referent($0, from: from, through: through), today: today)
                    },
                    workflow: try db.workflow(), isFollower: author.staffId != nil,
                    seesRegister: author.may(.exportData), today: today)
            }
        }
        return .page(schoolStepsPage(view, visit))
    }

    @Sendable static func board(_ visit: Visit) async throws -> Answer {
        .page(try await boardPage(visit))
    }

    private static func boardPage(_ visit: Visit, problem: String? = nil) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let author = try visit.author
        let today = visit.now.day
        // Read again after any write, and after some seconds: the filters of the page choose among the same lines.
        let key = "steps.\(author.accountId?.rawValue ?? "").\(author.schoolId).\(today).\(id)"
        var view = try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { db in
                let period = try db.period(id)
                return StepBoardView(
                    period: period, schoolClass: try db.schoolClass(period.classId),
                    siblings: try db.periods(of: period.classId), workflow: try db.workflow(),
                    lines: try db.stepLines(.period(period), today: today), query: FormValues(), today: today,
                    mayNote: author.may(.prepareAgreements), mayPlace: author.may(.placeLearners),
                    mayActOnClass: author.may(.prepareAgreements))
            }
        }
        view.query = visit.query
        return stepBoardPage(view, problem: problem, visit)
    }

    /// One button of a card: « placement~étape~état vu~nouvel état ».
    @Sendable static func noteFromBoard(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let values = try await visit.formValues()
        let parts = values["noter"].split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let from = StepState(rawValue: parts[2]), let to = StepState(rawValue: parts[3]) else {
            throw BadRequest(message: "Choisissez l’étape à noter.")
        }
        do {
            try await visit.perform(
                NoteStep(placement: ID(parts[0]), code: parts[1], from: from, to: to, reason: ""), for: values
            ) { _ in .steps(of: id) }
        } catch let refusal as StepRefusal {
            return .page(try await boardPage(visit, problem: refusal.message), status: .unprocessableContent)
        }
        return .redirect(.steps(of: id), saying: "\(to.label) : c’est noté.")
    }

    // MARK: One placement

    @Sendable static func placement(_ visit: Visit) async throws -> Answer {
        .page(try await placementPage(visit, FormState()))
    }

    private static func placementPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Placement.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            guard let line = try db.stepLines(.placement(id), today: today).first else {
                throw NotFound("Ce placement")
            }
            return PlacementStepsView(
                card: line.card, progress: line.progress, notes: try db.stepNotes(.placement(id)),
                periodId: try db.placement(id).periodId, mayNote: author.may(.prepareAgreements), today: today)
        }
        return placementStepsPage(view, state, visit)
    }

    @Sendable static func note(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(StepForm.self) { form, values in
            try await visit.perform(
                NoteStep(placement: id, code: form.code, from: form.from, to: form.to, reason: form.reason),
                for: values
            ) { _ in .steps(of: id) }
            return .redirect(.steps(of: id), saying: "\(form.to.label) : c’est noté.")
        } show: { state in
            try await placementPage(visit, state)
        }
    }
}

/// A step as noted on the page of a placement.
struct StepForm: FormInput {
    let code: String
    let from: StepState
    let to: StepState
    let reason: String

    init(reading form: inout FormReader) {
        code = form.values["etape"]
        from = StepState(rawValue: form.values["vu"]) ?? .empty
        to = StepState(rawValue: form.values["etat"]) ?? .empty
        reason = form.text("motif-" + form.values["etape"], max: 500)
        if to == .toCorrect, reason.isEmpty {
            form.refuse("motif-" + code, StepRefusal.reasonMissing.message)
        }
    }
}
