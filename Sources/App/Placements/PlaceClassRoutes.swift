import Domain
import HTTPTypes

extension Link {
    static func placingClass(_ period: ID<PFMPPeriod>) -> Link { Link.period(period).appending("placer") }
}

/// A whole class gets its hosts on one page (F46).
enum PlaceClassRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/placer", .members(.placeLearners), show)
        site.post("/pfmp/:id/placer", .members(.placeLearners), place)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(FormState(), saved: 0, visit))
    }

    private static func page(_ state: FormState, saved: Int, _ visit: Visit) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let today = visit.now.day
        let view = try await visit.read { try $0.placeClassView(id, today: today) }
        return placeClassPage(view, state, saved: saved, visit)
    }

    @Sendable static func place(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        _ = try await visit.read { try $0.period(id) }
        return try await visit.submit(PlaceClassForm.self) { form, values in
            let done = try await visit.perform(PlaceClass(period: id, lines: form.lines), for: values) { _ in
                .period(id)
            }
            guard done.problems.isEmpty else {
                let state = FormState(values: values, problems: done.problems)
                return .page(
                    try await page(state, saved: done.placed.count, visit), status: .unprocessableContent)
            }
            return .redirect(
                .period(id),
                saying: FrenchNumber.counted(
                    done.placed.count, "élève placé, convention ouverte.", "élèves placés, conventions ouvertes."))
        } show: { state in
            try await page(state, saved: 0, visit)
        }
    }
}
