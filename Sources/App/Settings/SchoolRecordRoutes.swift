import Domain

/// The record of the school.
enum SchoolRecordRoutes {
    static func add(to site: Site) {
        site.get("/reglages/etablissement", .members(.manageSchool), show)
        site.post("/reglages/etablissement", .members(.manageSchool), update)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let school = try await visit.read { try $0.ownSchool() }
        return .page(schoolRecordPage(school, FormState(school), visit, for: try visit.author))
    }

    @Sendable static func update(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SchoolRecordForm.self) { form, values in
            try await visit.perform(UpdateSchool(form: form), for: values) { _ in .schoolRecord }
            return .redirect(.schoolRecord, saying: "La fiche de l’établissement est enregistrée.")
        } show: { state in
            let school = try await visit.read { try $0.ownSchool() }
            return schoolRecordPage(school, state.resumed(from: school), visit, for: try visit.author)
        }
    }
}

extension FormState {
    /// After a conflict, saving again means to overwrite what is now there: the form then bears its version.
    fileprivate func resumed(from school: School) -> FormState {
        guard problems.contains(where: { $0.message == Conflict().message }) else { return self }
        var state = self
        state.values.set("version", String(school.version))
        return state
    }
}
