import Domain

extension Link {
    static let agreementSettings = Link("/reglages/conventions")
    static let stepSettings = Link("/reglages/conventions/etapes")
    static let orderSettings = Link("/reglages/conventions/signatures")
    static let mailSettings = Link("/reglages/conventions/courriels")
}

/// « Réglages, Conventions »: steps, order of signatures, reminders and mails of the school.
enum AgreementSettingsRoutes {
    static func add(to site: Site) {
        site.get("/reglages/conventions", .members(.manageSchool), overview)
        site.get("/reglages/conventions/etapes", .members(.manageSchool), steps)
        site.post("/reglages/conventions/etapes", .members(.manageSchool), changeSteps)
        site.get("/reglages/conventions/signatures", .members(.manageSchool), order)
        site.post("/reglages/conventions/signatures", .members(.manageSchool), changeOrder)
        site.post("/reglages/conventions/relances", .members(.manageSchool), changeReminders)
        AcademicOrderRoutes.add(to: site)
        site.get("/reglages/conventions/courriels", .members(.manageSchool), mails)
        site.post("/reglages/conventions/courriels", .members(.manageSchool), changeMails)
    }

    @Sendable static func overview(_ visit: Visit) async throws -> Answer {
        .page(agreementSettingsPage(for: try visit.author))
    }

    // MARK: Steps

    @Sendable static func steps(_ visit: Visit) async throws -> Answer {
        let kept = try await visit.read { try $0.agreementSetting(.steps, usual: WorkflowStep.usual) }
        return .page(stepSettingsPage(FormState(kept.value, version: kept.version), kept.value.count + 1, visit))
    }

    @Sendable static func changeSteps(_ visit: Visit) async throws -> Answer {
        try await visit.submit(WorkflowForm.self) { form, values in
            try await visit.perform(
                ChangeAgreementSetting(
                    name: .steps, value: form.workflow?.steps ?? [], version: form.version,
                    action: "Étapes des PFMP modifiées"), for: values
            ) { _ in .stepSettings }
            return .redirect(.stepSettings, saying: "Les étapes sont enregistrées.")
        } show: { state in
            let kept = try await visit.read { try $0.agreementSetting(.steps, usual: WorkflowStep.usual) }
            return stepSettingsPage(
                state.resumed(version: kept.version), Int(state["lignes"]) ?? kept.value.count + 1, visit)
        }
    }

    // MARK: Signatures and reminders

    @Sendable static func order(_ visit: Visit) async throws -> Answer {
        .page(try await orderPage(visit, nil))
    }

    private static func orderPage(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let (order, reminders) = try await visit.read { db in
            (
                try db.agreementSetting(.signingOrder, usual: SigningOrder.usual),
                try db.agreementSetting(.reminders, usual: ReminderRules.usual)
            )
        }
        return orderSettingsPage(order, reminders, state ?? FormState(), visit)
    }

    @Sendable static func changeOrder(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SigningOrderForm.self) { form, values in
            try await visit.perform(
                ChangeAgreementSetting(
                    name: .signingOrder, value: form.order, version: form.version,
                    action: "Ordre des signatures modifié"), for: values
            ) { _ in .orderSettings }
            return .redirect(.orderSettings, saying: "L’ordre des signatures est enregistré.")
        } show: { state in
            try await orderPage(visit, state)
        }
    }

    @Sendable static func changeReminders(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ReminderForm.self) { form, values in
            try await visit.perform(
                ChangeAgreementSetting(
                    name: .reminders, value: form.rules, version: form.version, action: "Règles de relance modifiées"),
                for: values
            ) { _ in .orderSettings }
            return .redirect(.orderSettings, saying: "Les règles de relance sont enregistrées.")
        } show: { state in
            try await orderPage(visit, state)
        }
    }

    // MARK: Mails

    @Sendable static func mails(_ visit: Visit) async throws -> Answer {
        let kept = try await visit.read { try $0.agreementSetting(.mails, usual: AgreementMailTexts.usual) }
        return .page(mailSettingsPage(FormState(kept.value, version: kept.version), visit))
    }

    @Sendable static func changeMails(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MailTextsForm.self) { form, values in
            try await visit.perform(
                ChangeAgreementSetting(
                    name: .mails, value: form.texts, version: form.version, action: "Courriels de convention modifiés"),
                for: values
            ) { _ in .mailSettings }
            return .redirect(.mailSettings, saying: "Les courriels sont enregistrés.")
        } show: { state in
            let kept = try await visit.read { try $0.agreementSetting(.mails, usual: AgreementMailTexts.usual) }
            return mailSettingsPage(state.resumed(version: kept.version), visit)
        }
    }
}

extension FormState {
    /// After a conflict, sending again means to write over what is now there: the form bears its version.
    func resumed(version: Int) -> FormState {
        guard problems.contains(where: { $0.message == Conflict().message }) else { return self }
        var state = self
        state.values.set("version", String(version))
        return state
    }

    /// The form of the steps of a school.
    init(_ steps: [WorkflowStep], version: Int) {
        var pairs = [("version", String(version)), ("lignes", String(steps.count + 1))]
        for (index, step) in steps.enumerated() {
            pairs += [
                ("code-\(index)", step.code), ("libelle-\(index)", step.label), ("rang-\(index)", String(index + 1)),
                ("nature-\(index)", step.kind.rawValue), ("acteur-\(index)", step.actor.rawValue),
                ("base-\(index)", step.base.rawValue), ("jours-\(index)", String(step.days)),
                ("suivi-\(index)", step.isActive ? "1" : ""),
            ]
        }
        self.init(pairs)
    }

    init(_ texts: AgreementMailTexts, version: Int) {
        self.init([
            ("version", String(version)), ("envoi_objet", texts.sendSubject), ("envoi_texte", texts.sendBody),
            ("relance_objet", texts.remindSubject), ("relance_texte", texts.remindBody),
        ])
    }
}
