import Domain

/// Corrections by hand: the record of a learner, and records that are one person.
enum LearnerEditRoutes {
    static func add(to site: Site) {
        site.get("/apprenants/doublons", .members(.editLearners), twins)
        site.post("/apprenants/doublons", .members(.editLearners), merge)
        site.get("/apprenants/:id/modifier", .members(.editLearners), form)
        site.post("/apprenants/:id/modifier", .members(.editLearners), edit)
    }

    @Sendable static func twins(_ visit: Visit) async throws -> Answer {
        .page(learnerTwinsPage(try await visit.read { try $0.learnerTwins() }, visit))
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let kept = ID<Learner>(values["garder"])
        let merging = MergeLearners(kept: kept, other: ID(values["reunir"]))
        try await visit.perform(merging, for: values) { _ in .learner(kept) }
        return .redirect(.learner(kept), saying: "Les deux fiches n’en font plus qu’une.")
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let learner = try await visit.read { try $0.learner(id) }
        return .page(learnerFormPage(learner, FormState(learner), visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        return try await visit.submit(LearnerForm.self) { form, values in
            try await visit.perform(EditLearner(id: id, form: form), for: values) { _ in .learner(id) }
            return .redirect(.learner(id), saying: "Fiche enregistrée.")
        } show: { state in
            learnerFormPage(try await visit.read { try $0.learner(id) }, state, visit)
        }
    }
}
