import Domain

/// Skills needs, their hand-over, and the files for the evolution of the offer.
enum NeedRoutes {
    static func add(to site: Site) {
        site.get("/besoins", .members(.recordNeeds, .receiveNeeds), list)
        site.get("/besoins/export.csv", .members(.exportData), export)
        site.get("/besoins/nouveau", .members(.recordNeeds), newForm)
        site.post("/besoins/nouveau", .members(.recordNeeds), create)
        OfferFileRoutes.add(to: site)
        site.get("/besoins/:id", .members(.recordNeeds, .receiveNeeds), show)
        site.get("/besoins/:id/modifier", .members(.recordNeeds), editForm)
        site.post("/besoins/:id/modifier", .members(.recordNeeds), edit)
        site.post("/besoins/:id/transmission", .members(.recordNeeds), hand)
        site.post("/besoins/:id/reception", .members(.receiveNeeds), receive)
        site.post("/besoins/:id/suite", .members(.receiveNeeds, .managePartnerships), settle)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let usual: SkillsNeed.Stage = author.may(.managePartnerships) ? .noted : .handed
        let stage = SkillsNeed.Stage(rawValue: visit.query["vue"]) ?? usual
        let stream = visit.query["filiere"]
        let parts = visit.query["apres"].split(separator: "|").map(String.init)
        let after = parts.count == 2 ? (parts[0], parts[1]) : nil
        let view = try await visit.read { db in
            var counts: [SkillsNeed.Stage: Int] = [:]
            for stage in SkillsNeed.Stage.allCases { counts[stage] = try db.needCount(stage) }
            let lines = try db.needs(stage, stream: stream, after: after, limit: 41)
            return NeedListView(
                lines: Array(lines.prefix(40)), stage: stage, counts: counts,
                streams: try db.needsByStream(since: today.adding(months: -24)), stream: stream,
                hasMore: lines.count > 40, today: today, author: author)
        }
        return .page(needListPage(view))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        guard author.may(.recordNeeds) || author.may(.receiveNeeds) else { throw Forbidden(.recordNeeds) }
        let needs = try await visit.read { try $0.allNeeds() }
        return .file(
            FileAnswer(name: "besoins.csv", type: "text/csv; charset=utf-8", bytes: NeedExport.csv(needs)))
    }

    // MARK: Form

    private static func formPage(_ state: FormState, editing: SkillsNeed?, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let view = try await visit.read { db in
            NeedFormView(
                company: try chosen.map { try db.company($0) }, streams: try db.streams(year: author.currentYear),
                editing: editing, author: author)
        }
        return needFormPage(view, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let state = FormState([
            ("entreprise", visit.query["entreprise"]), ("origine", visit.query["origine"]),
            ("horizon", SkillsNeed.Horizon.year.rawValue), ("confiance", SkillsNeed.Confidence.fair.rawValue),
            ("source", SkillsNeed.Source.call.rawValue),
        ])
        return .page(try await formPage(state, editing: nil, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(NeedForm.self) { form, values in
            let id = try await visit.perform(SaveNeed(id: nil, form: form), for: values) { .need($0) }
            return .redirect(.need(id), saying: "Besoin enregistré.")
        } show: { state in
            try await formPage(state, editing: nil, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SkillsNeed.self)
        let need = try await visit.read { try $0.need(id) }
        return .page(try await formPage(FormState(need), editing: need, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SkillsNeed.self)
        let need = try await visit.read { try $0.need(id) }
        return try await visit.submit(NeedForm.self) { form, values in
            try await visit.perform(SaveNeed(id: id, form: form), for: values) { .need($0) }
            return .redirect(.need(id), saying: "Besoin enregistré.")
        } show: { state in
            try await formPage(state, editing: need, visit)
        }
    }

    // MARK: One need

    private static func page(_ visit: Visit, _ forms: NeedForms = NeedForms()) async throws -> Page {
        let id = try visit.id(SkillsNeed.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let need = try db.need(id)
            return NeedView(
                need: need, company: try need.companyId.map { try db.company($0) }, receivers: try db.needReceivers(),
                today: today, author: author)
        }
        return needPage(view, forms, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit))
    }

    @Sendable static func hand(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SkillsNeed.self)
        return try await visit.submit(AssigneeForm.self) { form, values in
            let operation = HandNeed(id: id, receiver: form.assignee, address: visit.address(.need(id)))
            try await visit.perform(operation, for: values) { .need($0) }
            return .redirect(.need(id), saying: "Besoin transmis. L’accusé de réception s’affichera ici.")
        } show: { state in
            try await page(visit, NeedForms(hand: state))
        }
    }

    @Sendable static func receive(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SkillsNeed.self)
        try await visit.perform(ReceiveNeed(id: id), for: try await visit.formValues()) { .need($0) }
        return .redirect(.need(id), saying: "Réception notée.")
    }

    @Sendable static func settle(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SkillsNeed.self)
        return try await visit.submit(SettleNeedForm.self) { form, values in
            try await visit.perform(SettleNeed(id: id, form: form), for: values) { .need($0) }
            return .redirect(.need(id), saying: "Suite enregistrée.")
        } show: { state in
            try await page(visit, NeedForms(settle: state))
        }
    }
}

/// Files for the evolution of the offer.
enum OfferFileRoutes {
    static func add(to site: Site) {
        site.get("/besoins/dossiers", .members(.managePartnerships), list)
        site.get("/besoins/dossiers/nouveau", .members(.managePartnerships), newForm)
        site.post("/besoins/dossiers/nouveau", .members(.managePartnerships), create)
        site.get("/besoins/dossiers/:id", .members(.managePartnerships), show)
        site.get("/besoins/dossiers/:id/modifier", .members(.managePartnerships), editForm)
        site.post("/besoins/dossiers/:id/modifier", .members(.managePartnerships), edit)
        site.get("/besoins/dossiers/:id/dossier.pdf", .members(.managePartnerships), paper)
        site.get("/besoins/dossiers/:id/orion.csv", .members(.managePartnerships), csv)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let since = visit.now.day.adding(months: -24)
        let (files, streams) = try await visit.read { db in
            (try db.offerFiles(), try db.needsByStream(since: since))
        }
        return .page(offerFileListPage(files, streams: streams, for: author))
    }

    private static func formPage(_ state: FormState, editing: OfferFile?, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let streams = try await visit.read { try $0.streams(year: author.currentYear) }
        return offerFileFormPage(editing, state, streams: streams, visit, for: author)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let year = try visit.author.currentYear + 1
        let state = FormState([("filiere", visit.query["filiere"]), ("rentree", String(year))])
        return .page(try await formPage(state, editing: nil, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(OfferFileForm.self) { form, values in
            let id = try await visit.perform(SaveOfferFile(id: nil, form: form), for: values) { .offerFile($0) }
            return .redirect(.offerFile(id), saying: "Dossier enregistré.")
        } show: { state in
            try await formPage(state, editing: nil, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfferFile.self)
        let file = try await visit.read { try $0.offerFile(id) }
        return .page(try await formPage(FormState(file), editing: file, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfferFile.self)
        let file = try await visit.read { try $0.offerFile(id) }
        return try await visit.submit(OfferFileForm.self) { form, values in
            try await visit.perform(SaveOfferFile(id: id, form: form), for: values) { .offerFile($0) }
            return .redirect(.offerFile(id), saying: "Dossier enregistré.")
        } show: { state in
            try await formPage(state, editing: file, visit)
        }
    }

    private static func view(_ visit: Visit) async throws -> OfferFileView {
        let id = try visit.id(OfferFile.self)
        let author = try visit.author
        let today = visit.now.day
        let since = today.adding(months: -24)
        return try await visit.read { db in
            let file = try db.offerFile(id)
            return OfferFileView(
                file: file, needs: try db.needs(ofStream: file.stream, since: since), school: try db.ownSchool(),
                since: since, today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(offerFilePage(try await view(visit)))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return try Paper.answer(
            [OfferFileDocument(view: view).section()], title: "Évolution de l’offre – \(view.file.stream)",
            file: "dossier-orion", author: view.school.name, at: visit.now.moment)
    }

    @Sendable static func csv(_ visit: Visit) async throws -> Answer {
        let document = OfferFileDocument(view: try await view(visit))
        return .file(FileAnswer(name: "orion.csv", type: "text/csv; charset=utf-8", bytes: document.csv()))
    }
}
