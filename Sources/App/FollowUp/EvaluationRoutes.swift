import Domain

/// Evaluations entered by the school, and their paper.
enum EvaluationRoutes {
    static func add(to site: Site) {
        let access = Access.members(.recordFollowUp)
        site.get("/placements/:id/evaluation/:sorte", access, form)
        site.post("/placements/:id/evaluation/:sorte", access, save)
        site.get("/placements/:id/evaluation/:sorte/papier.pdf", access, paper)
    }

    private static func kind(_ visit: Visit) throws -> Evaluation.Kind {
        guard let kind = Evaluation.Kind(rawValue: try visit.piece("sorte")) else { throw NotFound("Cette évaluation") }
        return kind
    }

    private static func sources(_ visit: Visit) async throws -> (FollowedPlacement, Evaluation?) {
        let id = try visit.id(Placement.self)
        let kind = try kind(visit)
        return try await visit.read { db in (try db.followedPlacement(id), try db.evaluation(kind, of: id)) }
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let (placement, done) = try await sources(visit)
        let state = done.map { FormState($0) } ?? FormState([("version", "0")])
        return .page(evaluationPage(try kind(visit), placement, state, isNew: done == nil, visit))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let kind = try kind(visit)
        return try await visit.submit(EvaluationForm.self) { form, values in
            try await visit.perform(SaveEvaluation(placement: id, kind: kind, form: form), for: values) {
                .followUp(of: $0)
            }
            return .redirect(.followUp(of: id), saying: "\(kind.label) : enregistré.")
        } show: { state in
            let (placement, done) = try await sources(visit)
            return evaluationPage(kind, placement, state, isNew: done == nil, visit)
        }
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let kind = try kind(visit)
        let (placement, done) = try await sources(visit)
        let school = try await visit.read { try $0.ownSchool() }
        return .file(
            try FollowUpPaper.file(
                [FollowUpPaper.evaluation(kind, placement, school, done)], title: kind.label,
                name: "evaluation-\(kind.piece).pdf", school: school, at: visit.now.moment))
    }
}
