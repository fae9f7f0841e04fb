import Domain

extension Link {
    static let firstRun = Link("/premier-demarrage")
}

/// The page that opens an empty installation; « introuvable » once there is a school.
enum FirstRunRoutes {
    static func add(to site: Site) {
        site.get("/premier-demarrage", .everyone, show)
        site.post("/premier-demarrage", .everyone, open)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        try await requireEmpty(visit)
        return .page(firstRunPage(FormState([("role", Role.rbde.rawValue), ("headTitle", "Proviseur")]), visit))
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        try await requireEmpty(visit)
        return try await visit.submit(FirstRunForm.self) { form, _ in
            try await visit.app.checkFirstRunCode(form.code, client: visit.clientAddress)
            guard let uai = form.uai, let academie = form.academie else { throw BadRequest(message: "") }
            let future = Account(
                id: ID(""), email: form.email, familyName: form.familyName, firstName: form.firstName)
            let hash = try await visit.hashed(form.password, for: future)
            let account = try await visit.app.performPlatform(
                OpenBureau(uai: uai, academie: academie, form: form, passwordHash: hash))
            let token = try await SignIn(visit).open(account)
            return .signedIn(token, then: .home)
        } show: { state in
            firstRunPage(state, visit)
        }
    }

    private static func requireEmpty(_ visit: Visit) async throws {
        guard try await !visit.app.readPlatform({ try $0.hasSchool() }) else { throw NotFound() }
    }
}
