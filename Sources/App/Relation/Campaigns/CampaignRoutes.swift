import Domain
import Exchange

/// Mails to a segment of partners.
enum CampaignRoutes {
    static let pageSize = 50

    static func add(to site: Site) {
        site.get("/campagnes", .members(.sendCampaigns), list)
        site.get("/campagnes/nouvelle", .members(.sendCampaigns), newForm)
        site.post("/campagnes/nouvelle", .members(.sendCampaigns), create)
        site.get("/campagnes/:id", .members(.sendCampaigns), show)
        site.get("/campagnes/:id/modifier", .members(.sendCampaigns), editForm)
        site.post("/campagnes/:id/modifier", .members(.sendCampaigns), edit)
        site.post("/campagnes/:id/essai", .members(.sendCampaigns), test)
        site.post("/campagnes/:id/lancement", .members(.sendCampaigns), start)
        site.post("/campagnes/:id/pause", .members(.sendCampaigns)) { try await move($0, .pause, "Envoi en pause.") }
        site.post("/campagnes/:id/reprise", .members(.sendCampaigns)) {
            try await move($0, .resume, "L’envoi reprend.")
        }
        site.post("/campagnes/:id/arret", .members(.sendCampaigns)) { try await move($0, .finish, "Campagne arrêtée.") }
        site.post("/campagnes/:id/relance", .members(.sendCampaigns), retry)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, now) = (try visit.author, visit.now.moment)
        let campaigns = try await visit.read { db in
            try db.allCampaigns().map { (campaign: $0, progress: try db.progress(of: $0.id, at: now)) }
        }
        return .page(campaignsPage(campaigns, for: author))
    }

    // MARK: Writing

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let model = CampaignModel(rawValue: visit.query["modele"])
        let kept = visit.query.query(without: "modele", "apres", "avant", "tri", "sens")
        let query = String(Link.companies.with(kept).path.drop { $0 != "?" }.dropFirst())
        let state = FormState([
            ("vue", query), ("nom", model?.label ?? ""), ("objet", model?.subject ?? ""),
            ("texte", model?.body ?? "{bonjour}\n\n\n\n{signature}"), ("par_jour", "50"),
        ])
        return .page(try await formPage("Nouvelle campagne", Link("/campagnes/nouvelle"), state, visit))
    }

    private static func formPage(
        _ title: String, _ link: Link, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let query = state["vue"]
        let audience = try await audience(of: query, visit)
        return campaignFormPage(
            title, to: link, state, segment: segment(query), count: audience.recipients.count, visit)
    }

    /// The segment of an address in words.
    static func segment(_ query: String) -> String {
        let words = CompanyListView.words(of: FormValues(urlEncoded: query)).map(\.1)
        return words.isEmpty ? "toutes les entreprises" : words.joined(separator: ", ")
    }

    /// How a segment is read again, today, by whoever sends.
    private static func filter(
        of query: String, _ visit: Visit
    ) throws -> @Sendable (SchoolDatabase) throws -> CompanyFilter {
        let (author, today, search) = (try visit.author, visit.now.day, visit.app.companySearch)
        let values = FormValues(urlEncoded: query)
        return { db in
            let filter = try db.companyFilter(values, for: author, today: today)
            return try search.widened(filter, text: values["q"], in: db)
        }
    }

    private static func audience(of query: String, _ visit: Visit) async throws -> Audience {
        let filter = try filter(of: query, visit)
        return try await visit.read { try $0.audience(try filter($0)) }
    }

    private static func file(_ values: FormValues) -> CampaignFile? {
        values.files.first { $0.field == "piece" && !$0.file.bytes.isEmpty }
            .map { CampaignFile(name: $0.file.name, bytes: $0.file.bytes) }
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MailCampaignForm.self) { form, values in
            let operation = SaveMailCampaign(id: nil, form: form, segment: segment(form.query), file: file(values))
            let id = try await visit.perform(operation, for: values) { .campaign($0) }
            return .redirect(.campaign(id), saying: "Campagne enregistrée. Relisez, puis lancez l’envoi.")
        } show: { state in
            try await formPage("Nouvelle campagne", Link("/campagnes/nouvelle"), state, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let campaign = try await visit.read { try $0.campaign(id) }
        guard campaign.state == .draft else {
            return .redirect(.campaign(id), saying: CampaignRefusal.notDraft.message)
        }
        let state = FormState([
            ("vue", campaign.query), ("nom", campaign.name), ("objet", campaign.subject), ("texte", campaign.body),
            ("par_jour", String(campaign.perDay)), ("version", String(campaign.version)),
        ])
        return .page(try await formPage("Modifier la campagne", Link.campaign(id).appending("modifier"), state, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        _ = try await visit.read { try $0.campaign(id) }
        return try await visit.submit(MailCampaignForm.self) { form, values in
            let operation = SaveMailCampaign(id: id, form: form, segment: "", file: file(values))
            try await visit.perform(operation, for: values) { .campaign($0) }
            return .redirect(.campaign(id), saying: "Campagne enregistrée.")
        } show: { state in
            try await formPage("Modifier la campagne", Link.campaign(id).appending("modifier"), state, visit)
        }
    }

    // MARK: One campaign

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let (author, today, site, after) = (
            try visit.author, visit.now.day, visit.app.settings.siteAddress, visit.query["apres"]
        )
        let now = visit.now.moment
        let hasServer = visit.app.settings.smtp != nil
        let campaign = try await visit.read { try $0.campaign(id) }
        let filter = try filter(of: campaign.query, visit)
        let view = try await visit.read { db in
            let audience = campaign.state == .draft ? try db.audience(try filter(db)) : nil
            let someone = audience?.recipients.first
            let writer = CampaignWriter(campaign: campaign, author: author, site: site)
            let sample = try someone.map { person in
                let others = try db.readers(of: person.email ?? "", except: person.contactId)
                return try writer.text(
                    for: person, and: others, appetite: "exemple", space: site + Link.space("exemple").path,
                    optOut: "exemple")
            }
            var lines = try db.campaignLines(of: id, after: after, limit: pageSize + 1)
            let hasMore = lines.count > pageSize
            if hasMore { lines.removeLast() }
            return CampaignView(
                campaign: campaign, audience: audience, progress: try db.progress(of: id, at: now), lines: lines,
                sample: sample, hasMailServer: hasServer, hasMore: hasMore, today: today, now: now)
        }
        return .page(campaignPage(view, visit))
    }

    @Sendable static func test(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let values = try await visit.formValues()
        let operation = TestCampaign(id: id, site: visit.app.settings.siteAddress)
        try await visit.perform(operation, for: values) { _ in .campaign(id) }
        return .redirect(.campaign(id), saying: "Un essai part vers votre adresse.")
    }

    @Sendable static func start(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let values = try await visit.formValues()
        let campaign = try await visit.read { try $0.campaign(id) }
        let operation = StartCampaign(id: id, filter: try filter(of: campaign.query, visit))
        let count = try await visit.perform(operation, for: values) { _ in .campaign(id) }
        return .redirect(
            .campaign(id),
            saying: FrenchNumber.counted(count, "courriel partira", "courriels partiront")
                + ", \(campaign.perDay) par jour au plus, en semaine et en journée.")
    }

    private static func move(_ visit: Visit, _ event: Campaign.Event, _ said: String) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let values = try await visit.formValues()
        try await visit.perform(MoveCampaign(id: id, event: event), for: values) { _ in .campaign(id) }
        return .redirect(.campaign(id), saying: said)
    }

    @Sendable static func retry(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Campaign.self)
        let values = try await visit.formValues()
        let count = try await visit.perform(RetryCampaignMails(id: id), for: values) { _ in .campaign(id) }
        return .redirect(
            .campaign(id), saying: FrenchNumber.counted(count, "courriel relancé", "courriels relancés") + ".")
    }
}
