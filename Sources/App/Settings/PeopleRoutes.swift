import Domain

/// The people of the school and their roles.
enum PeopleRoutes {
    static func add(to site: Site) {
        site.get("/reglages/personnes", .members(.manageAccounts), list)
        site.get("/reglages/personnes/invitation", .members(.manageAccounts), askInvitation)
        site.post("/reglages/personnes/invitation", .members(.manageAccounts), invite)
        site.get("/reglages/personnes/:id", .members(.manageAccounts), show)
        site.post("/reglages/personnes/:id/roles", .members(.manageAccounts), changeRoles)
        site.post("/reglages/personnes/:id/suspension", .members(.manageAccounts)) { try await suspend($0, true) }
        site.post("/reglages/personnes/:id/reouverture", .members(.manageAccounts)) { try await suspend($0, false) }
        site.post("/reglages/personnes/:id/retrait", .members(.manageAccounts), remove)
        site.post("/reglages/personnes/:id/lien", .members(.manageAccounts), renewLink)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let people = try await visit.read { try $0.colleagues() }
        return .page(peoplePage(people, for: try visit.author))
    }

    // MARK: Invitation

    @Sendable static func askInvitation(_ visit: Visit) async throws -> Answer {
        let staff = try await visit.read { try $0.staffChoices() }
        let chosen = staff.first { $0.id.rawValue == visit.query["staff"] }
        let state = FormState([
            ("staff", chosen?.id.rawValue ?? ""), ("firstName", chosen?.firstName ?? ""),
            ("familyName", chosen?.familyName ?? ""), ("email", chosen?.email ?? ""),
        ])
        return .page(invitationPage(state, staff, visit, for: try visit.author))
    }

    @Sendable static func invite(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        return try await visit.submit(InvitationForm.self) { form, values in
            let token = Secret.token(visit.app.random)
            let address = visit.address(OneTimeLink.Purpose.invitation.link(token))
            let sendsMails = visit.app.settings.smtp != nil
            let outcome = try await visit.perform(
                InvitePerson(
                    form: form, token: token, address: address, signInAddress: visit.address(.signIn),
                    sendsMails: sendsMails),
                for: values
            ) { .person($0.account) }
            let name = form.firstName + " " + form.familyName
            switch outcome {
            case .invited where !sendsMails:
                return .page(handOverPage(address, .invitation, name: name, then: .person(outcome.account), author))
            case .invited:
                return .redirect(.people, saying: "L’invitation de \(name) part à \(form.email).")
            case .joined:
                return .redirect(.people, saying: "\(name) avait déjà un compte : son accès est ouvert.")
            }
        } show: { state in
            invitationPage(state, try await visit.read { try $0.staffChoices() }, visit, for: author)
        }
    }

    // MARK: One person

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await personView(visit)
        return .page(personPage(view, FormState(view.person), visit, for: try visit.author))
    }

    @Sendable static func changeRoles(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Account.self)
        return try await visit.submit(RolesForm.self) { form, values in
            try await visit.perform(ChangeRoles(account: id, roles: form.roles, staffId: form.staffId), for: values) {
                .person(id)
            }
            return .redirect(.person(id), saying: "Les rôles sont enregistrés.")
        } show: { state in
            personPage(try await personView(visit), state, visit, for: try visit.author)
        }
    }

    @Sendable private static func suspend(_ visit: Visit, _ closes: Bool) async throws -> Answer {
        let id = try visit.id(Account.self)
        return try await gesture(visit, SuspendPerson(account: id, active: !closes)) {
            .redirect(.person(id), saying: closes ? "Le compte est suspendu." : "Le compte est rouvert.")
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        try await gesture(visit, RemovePerson(account: try visit.id(Account.self))) {
            .redirect(.people, saying: "L’accès est retiré.")
        }
    }

    @Sendable static func renewLink(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Account.self)
        let token = Secret.token(visit.app.random)
        let sendsMails = visit.app.settings.smtp != nil
        let author = try visit.author
        let name = try await visit.read { try $0.colleague(id).account.fullName }
        return try await visit.submit(EmptyForm.self) { _, values in
            let address: @Sendable (OneTimeLink.Purpose) -> String = { visit.address($0.link(token)) }
            let purpose = try await visit.perform(
                RenewLink(account: id, token: token, address: address, sendsMails: sendsMails), for: values
            ) { _ in .person(id) }
            guard !sendsMails else { return .redirect(.person(id), saying: "Un lien part à \(name).") }
            return .page(handOverPage(address(purpose), purpose, name: name, then: .person(id), author))
        } show: { state in
            let view = try await personView(visit)
            return personPage(view, FormState(view.person).with(state.problems), visit, for: author)
        }
    }

    /// A button of the page of a person: what is refused is said on that page.
    private static func gesture<O: Operation>(
        _ visit: Visit, _ operation: O, then answer: @escaping @Sendable () -> Answer
    ) async throws -> Answer {
        try await visit.submit(EmptyForm.self) { _, _ in
            try await visit.perform(operation)
            return answer()
        } show: { state in
            let view = try await personView(visit)
            return personPage(view, FormState(view.person).with(state.problems), visit, for: try visit.author)
        }
    }

    private static func personView(_ visit: Visit) async throws -> PersonView {
        let id = try visit.id(Account.self)
        let isOwn = visit.session?.account.id == id
        let zone = try visit.author.zone
        return try await visit.read { db in
            PersonView(
                person: try db.colleague(id), staff: try db.staffChoices(), isShared: try db.worksElsewhere(id),
                isOwn: isOwn, journal: try db.journal(of: Subject("account", id), limit: 20), zone: zone)
        }
    }
}

extension FormState {
    fileprivate init(_ person: Colleague) {
        self.init(person.roles.map { ("roles", $0.rawValue) } + [("staff", person.staffId?.rawValue ?? "")])
    }

    fileprivate func with(_ problems: [FieldProblem]) -> FormState {
        FormState(values: values, problems: problems)
    }
}
