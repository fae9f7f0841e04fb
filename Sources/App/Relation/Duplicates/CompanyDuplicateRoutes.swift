import Domain
import HTTPTypes

/// Suspected duplicates, their comparison, and merges that can be undone.
enum DuplicateRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/doublons", .members(.mergeCompanies), list)
        site.get("/entreprises/doublons/avancement", .members(.mergeCompanies), progress)
        site.get("/entreprises/:id/doublon/:autre", .members(.mergeCompanies), compare)
        site.post("/entreprises/:id/doublon/:autre", .members(.mergeCompanies), decide)
        site.post("/fusions/:id/annulation", .members(.mergeCompanies), undo)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today, duplicates) = (try visit.author, visit.now.day, visit.app.companyDuplicates)
        let view = try await visit.read { db in
            try db.companyDuplicates(try duplicates.pairs(in: db), for: author, today: today)
        }
        return .page(companyDuplicatesPage(view, visit))
    }

    /// How far the first comparison of a large base is, for the bar of the page.
    @Sendable static func progress(_ visit: Visit) async throws -> Answer {
        let state = visit.app.companyDuplicates.progress(of: try visit.author.schoolId)
        let text = "{\"fait\":\(state?.done ?? 0),\"total\":\(state?.total ?? 0),\"fini\":\(state == nil)}"
        return .json(Array(text.utf8))
    }

    private static func view(_ visit: Visit) async throws -> ComparisonView {
        let (one, other) = (try visit.id(Company.self), try visit.id(Company.self, "autre"))
        return try await visit.read { try $0.comparison(one, other) }
    }

    @Sendable static func compare(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        guard view.one.company.id != view.other.company.id else { return .redirect(.company(view.one.company.id)) }
        return .page(comparisonPage(view, FormState(), visit))
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let view = try await view(visit)
        let (one, other) = (view.one.company, view.other.company)
        guard values["garder"] != "deux" else {
            try await visit.perform(KeepBoth(one: one.id, other: other.id), for: values) { _ in .companyDuplicates }
            return .redirect(.companyDuplicates, saying: "C’est noté\u{A0}: ces deux fiches ne seront plus proposées.")
        }
        let keepsFirst = values["garder"] == one.id.rawValue
        guard keepsFirst || values["garder"] == other.id.rawValue else {
            throw BadRequest(message: "Dites quelle fiche garder.")
        }
        let versions = [Int(values["v1"]) ?? 0, Int(values["v2"]) ?? 0]
        let (kept, removed) = keepsFirst ? (one.id, other.id) : (other.id, one.id)
        let operation = MergeCompanies(
            kept: kept, removed: removed, isMove: values["demenagement"] == "1",
            keptVersion: versions[keepsFirst ? 0 : 1], removedVersion: versions[keepsFirst ? 1 : 0])
        do {
            try await visit.perform(operation, for: values) { _ in .company(kept) }
        } catch let refusal as any Refusal where refusal is CompanyMergeRefusal || refusal is Conflict {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: refusal.message)])
            return .page(
                comparisonPage(view, state, visit), status: refusal is Conflict ? .conflict : .unprocessableContent)
        }
        return .redirect(
            .company(kept), saying: "Les deux fiches n’en font plus qu’une. «\u{A0}Doublons\u{A0}» permet d’annuler.")
    }

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyMerge.self)
        let values = try await visit.formValues()
        let merge = try await visit.perform(UndoCompanyMerge(id: id), for: values) { .company($0.removedId) }
        return .redirect(.company(merge.removedId), saying: "Fusion annulée\u{A0}: les deux fiches sont de nouveau là.")
    }
}
