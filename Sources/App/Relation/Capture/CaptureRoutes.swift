import Domain

/// Noting a call in a few seconds: one page, the company by a few letters, the note, Enter.
enum CaptureRoutes {
    static func add(to site: Site) {
        site.get("/appel", .members(.editCompanies), show)
        site.post("/appel", .members(.editCompanies), record)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit.query["entreprise"], FormState(), visit))
    }

    private static func page(_ key: String, _ state: FormState, _ visit: Visit) async throws -> Page {
        let (words, today, author) = (visit.query["mots"], visit.now.day, try visit.author)
        let search = visit.app.companySearch
        let view = try await visit.read { db in
            var view = CaptureView(words: words, today: today, author: author)
            view.calls = try db.callsToday(by: author.name, on: today)
            if key.isEmpty {
                view.found = try db.companySuggestions(search.nearest(to: words, limit: 8, in: db))
            } else {
                view.subject = try db.captureSubject(ID(key), today: today)
            }
            return view
        }
        return capturePage(view, state, visit)
    }

    @Sendable static func record(_ visit: Visit) async throws -> Answer {
        try await visit.submit(CallForm.self) { form, values in
            let company = try await visit.perform(RecordCall(form: form), for: values) {
                form.opensRecord ? .company($0) : .capture
            }
            let name = try await visit.read { try $0.company(company).displayName }
            return .redirect(
                form.opensRecord ? .company(company) : .capture, saying: "Appel noté\u{A0}: \(name).")
        } show: { state in
            try await page(state["entreprise"], state, visit)
        }
    }
}
