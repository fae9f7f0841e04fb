import Domain
import HTTPTypes

/// Corrections by hand: the record of a learner, and records that are one person.
enum LearnerEditRoutes {
    static func add(to site: Site) {
        site.get("/apprenants/doublons", .members(.editLearners), duplicates)
        site.post("/apprenants/doublons", .members(.editLearners), merge)
        site.post("/apprenants/doublons/annulation", .members(.editLearners), undoMerge)
        site.get("/apprenants/:id/modifier", .members(.editLearners), form)
        site.post("/apprenants/:id/modifier", .members(.editLearners), edit)
    }

    @Sendable static func duplicates(_ visit: Visit) async throws -> Answer {
        .page(try await duplicates(visit, refused: nil))
    }

    private static func duplicates(_ visit: Visit, refused: MergeRefusal?) async throws -> Page {
        let year = try visit.author.currentYear
        let (lines, merges) = try await visit.read { db in
            (try db.allLearnerLines(year: year), try db.recentMerges())
        }
        return duplicatesPage(LearnerDuplicates.pairs(in: lines), merges, refused: refused, visit)
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let operation = MergeLearners(kept: ID(values["garder"]), dropped: ID(values["reunir"]))
        do {
            try await visit.perform(operation, for: values) { _ in .duplicates }
        } catch let refusal as MergeRefusal {
            return .page(try await duplicates(visit, refused: refusal), status: .unprocessableContent)
        }
        return .redirect(.duplicates, saying: "Les deux fiches n’en font plus qu’une.")
    }

    @Sendable static func undoMerge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        do {
            try await visit.perform(UndoMerge(entry: ID(values["fusion"])), for: values) { _ in .duplicates }
        } catch let refusal as MergeRefusal {
            return .page(try await duplicates(visit, refused: refusal), status: .unprocessableContent)
        }
        return .redirect(.duplicates, saying: "Fusion annulée : les deux fiches sont de nouveau là.")
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let year = try visit.author.currentYear
        let (learner, schoolClass) = try await visit.read { db in
            (try db.learner(id), try db.classOf(id, year: year))
        }
        var state = FormState(learner)
        state.values.append("classe", schoolClass?.id.rawValue ?? "")
        return .page(try await page(visit, id, state))
    }

    private static func page(_ visit: Visit, _ id: ID<Learner>, _ state: FormState) async throws -> Page {
        let year = try visit.author.currentYear
        let (learner, classes) = try await visit.read { db in (try db.learner(id), try db.classes(year: year)) }
        return learnerFormPage(learner, classes, state, visit)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        return try await visit.submit(LearnerForm.self) { form, values in
            try await visit.perform(EditLearner(id: id, form: form), for: values) { _ in .learner(id) }
            return .redirect(.learner(id), saying: "Fiche enregistrée.")
        } show: { state in
            try await page(visit, id, state)
        }
    }
}
