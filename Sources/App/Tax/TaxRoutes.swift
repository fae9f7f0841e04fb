import Domain
import Exchange
import PDF

/// The campaign of apprenticeship tax.
enum TaxRoutes {
    static func add(to site: Site) {
        site.get("/taxe", .members(.manageTax), first)
        site.get("/taxe/nouvelle", .members(.manageTax), newForm)
        site.post("/taxe/nouvelle", .members(.manageTax), create)
        site.post("/taxe/dates/:id/retrait", .members(.manageTax), removeDate)
        site.get("/taxe/versements/:id", .members(.manageTax), giftForm)
        site.post("/taxe/versements/:id", .members(.manageTax), editGift)
        site.get("/taxe/:id", .members(.manageTax), show)
        site.get("/taxe/:id/modifier", .members(.manageTax), editForm)
        site.post("/taxe/:id/modifier", .members(.manageTax), edit)
        site.post("/taxe/:id/dates", .members(.manageTax), addDate)
        site.get("/taxe/:id/versements/nouveau", .members(.manageTax), newGift)
        site.post("/taxe/:id/versements/nouveau", .members(.manageTax), createGift)
        site.post("/taxe/:id/remerciements", .members(.manageTax), thank)
        site.get("/taxe/:id/lettres.pdf", .members(.manageTax), letters)
        site.get("/taxe/:id/remerciements.pdf", .members(.manageTax), thanks)
        site.get("/taxe/:id/import", .members(.manageTax), importForm)
        site.post("/taxe/:id/import", .members(.manageTax), dryRun)
        site.post("/taxe/:id/import/accord", .members(.manageTax), importLines)
        site.post("/taxe/:id/import/annulation", .members(.manageTax), undoImport)
    }

    @Sendable static func first(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let latest = try await visit.read { try $0.taxCampaigns().first }
        guard let latest else { return .page(noTaxCampaignPage(author)) }
        return .redirect(.tax(latest.id))
    }

    // MARK: Board

    private static func board(_ visit: Visit) async throws -> TaxBoard {
        let id = try visit.id(TaxCampaign.self)
        let author = try visit.author
        let today = visit.now.day
        let since = today.adding(months: -24)
        let parts = visit.query["apres"].split(separator: "|").map(String.init)
        let after = parts.count == 2 ? (parts[0], parts[1]) : nil
        return try await visit.read { db in
            let campaign = try db.taxCampaign(id)
            let gifts = try db.taxGifts(of: id, after: after, limit: 51)
            return TaxBoard(
                campaign: campaign, campaigns: try db.taxCampaigns(), dates: try db.taxDates(of: id),
                gifts: Array(gifts.prefix(50)), hasMore: gifts.count > 50, totals: try db.taxTotals(of: id),
                silent: try db.silentHosts(in: id, since: since, limit: TaxLetters.most),
                donorsAmongHosts: try db.donorsAmongHosts(in: id, since: since),
                lastImport: try db.lastTaxImport(of: id)?.happenedAt, school: try db.ownSchool(),
                today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(taxBoardPage(try await board(visit), FormState(), visit))
    }

    @Sendable static func addDate(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        return try await visit.submit(TaxDateForm.self) { form, values in
            try await visit.perform(AddTaxDate(campaign: id, form: form), for: values) { .tax($0) }
            return .redirect(.tax(id), saying: "Date ajoutée.")
        } show: { state in
            taxBoardPage(try await board(visit), state, visit)
        }
    }

    @Sendable static func removeDate(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxDate.self)
        let campaign = try await visit.perform(RemoveTaxDate(id: id), for: try await visit.formValues()) { .tax($0) }
        return .redirect(.tax(campaign), saying: "Date retirée.")
    }

    @Sendable static func thank(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let count = try await visit.perform(ThankDonors(campaign: id), for: try await visit.formValues()) { _ in
            .tax(id)
        }
        return .redirect(
            .tax(id),
            saying: FrenchNumber.counted(count, "donateur noté comme remercié.", "donateurs notés comme remerciés."))
    }

    // MARK: Campaign

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let state = FormState([("annee", String(visit.now.day.year))])
        return .page(taxCampaignFormPage(nil, state, visit, for: try visit.author))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        return try await visit.submit(TaxCampaignForm.self) { form, values in
            let id = try await visit.perform(SaveTaxCampaign(id: nil, form: form), for: values) { .tax($0) }
            return .redirect(.tax(id), saying: "Campagne ouverte. Notez ses dates.")
        } show: { state in
            taxCampaignFormPage(nil, state, visit, for: author)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let campaign = try await visit.read { try $0.taxCampaign(id) }
        var state = FormState([("version", String(campaign.version)), ("notes", campaign.notes)])
        if let goal = amountText(campaign.goalCents) { state.values.set("objectif", goal) }
        return .page(taxCampaignFormPage(campaign, state, visit, for: try visit.author))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let author = try visit.author
        let campaign = try await visit.read { try $0.taxCampaign(id) }
        return try await visit.submit(TaxCampaignForm.self) { form, values in
            try await visit.perform(SaveTaxCampaign(id: id, form: form), for: values) { .tax($0) }
            return .redirect(.tax(id), saying: "Campagne enregistrée.")
        } show: { state in
            taxCampaignFormPage(campaign, state, visit, for: author)
        }
    }

    // MARK: Gifts

    private static func giftPage(
        _ campaign: ID<TaxCampaign>, editing: TaxGift?, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let author = try visit.author
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let (found, company) = try await visit.read { db in
            (try db.taxCampaign(campaign), try chosen.map { try db.company($0) })
        }
        return taxGiftFormPage(found, editing: editing, company: company, state, visit, for: author)
    }

    @Sendable static func newGift(_ visit: Visit) async throws -> Answer {
        let state = FormState([("entreprise", visit.query["entreprise"])])
        return .page(try await giftPage(try visit.id(TaxCampaign.self), editing: nil, state, visit))
    }

    @Sendable static func createGift(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        return try await visit.submit(TaxGiftForm.self) { form, values in
            try await visit.perform(SaveTaxGift(campaign: id, id: nil, form: form), for: values) { .tax($0) }
            return .redirect(.tax(id), saying: "C’est noté.")
        } show: { state in
            try await giftPage(id, editing: nil, state, visit)
        }
    }

    @Sendable static func giftForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxGift.self)
        let gift = try await visit.read { try $0.taxGift(id) }
        return .page(try await giftPage(gift.campaignId, editing: gift, FormState(gift), visit))
    }

    @Sendable static func editGift(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxGift.self)
        let gift = try await visit.read { try $0.taxGift(id) }
        return try await visit.submit(TaxGiftForm.self) { form, values in
            try await visit.perform(SaveTaxGift(campaign: gift.campaignId, id: id, form: form), for: values) {
                .tax($0)
            }
            return .redirect(.tax(gift.campaignId), saying: "Versement enregistré.")
        } show: { state in
            try await giftPage(gift.campaignId, editing: gift, state, visit)
        }
    }

    // MARK: Papers

    private static func letters(_ view: TaxBoard) -> TaxLetters {
        TaxLetters(
            school: view.school, campaign: view.campaign, dates: view.dates, today: view.today, author: view.author)
    }

    @Sendable static func letters(_ visit: Visit) async throws -> Answer {
        let view = try await board(visit)
        let writer = letters(view)
        let hosted = Dictionary(view.silent.map { ($0.id, $0.hosted) }, uniquingKeysWith: { first, _ in first })
        let keys = view.silent.map(\.id)
        let companies = try await visit.read { try $0.companies(keys) }
        guard !companies.isEmpty else { throw NobodyToWriteTo() }
        return try Paper.answer(
            companies.map { writer.asking($0, hosted: hosted[$0.id] ?? 1) },
            title: "Lettres de la campagne \(view.campaign.year)", file: "lettres-taxe", author: view.school.name,
            at: visit.now.moment)
    }

    @Sendable static func thanks(_ visit: Visit) async throws -> Answer {
        let view = try await board(visit)
        let writer = letters(view)
        let id = view.campaign.id
        let pages = try await visit.read { db -> [PDFSection] in
            let gifts = try db.taxGifts(of: id, limit: 5000)
                .filter { ($0.receivedCents ?? 0) > 0 && $0.thankedOn == nil }.prefix(TaxLetters.most)
            let owners = Dictionary(
                try db.companies(gifts.compactMap(\.companyId)).map { ($0.id, $0.address.lines) },
                uniquingKeysWith: { first, _ in first })
            return gifts.map { gift in
                writer.thanking(gift, address: gift.companyId.flatMap { owners[$0] } ?? [])
            }
        }
        guard !pages.isEmpty else { throw NobodyToWriteTo() }
        return try Paper.answer(
            pages, title: "Remerciements \(view.campaign.year)", file: "remerciements-taxe", author: view.school.name,
            at: visit.now.moment)
    }

    // MARK: Import

    private static func importPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(TaxCampaign.self)
        let author = try visit.author
        return taxImportPage(try await visit.read { try $0.taxCampaign(id) }, state, visit, for: author)
    }

    @Sendable static func importForm(_ visit: Visit) async throws -> Answer {
        .page(try await importPage(FormState(), visit))
    }

    @Sendable static func dryRun(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.submit(TaxFileForm.self) { form, _ in
            let statement = try form.statement(on: today)
            let (campaign, plan) = try await visit.read { db in
                (try db.taxCampaign(id), try db.plan(statement, for: id, on: today))
            }
            return .page(taxPlanPage(campaign, plan, visit, for: author))
        } show: { state in
            try await importPage(state, visit)
        }
    }

    @Sendable static func importLines(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let values = try await visit.formValues()
        let carried = values["lignes"].split(whereSeparator: \.isNewline)
        let lines = carried.compactMap { TaxStatementLine(carried: String($0)) }
        guard !lines.isEmpty, lines.count == carried.count, lines.count <= TaxStatement.mostLines else {
            throw BadRequest(message: "La lecture du fichier s’est perdue en route. Recommencez l’import.")
        }
        let count = try await visit.perform(ImportTaxStatement(campaign: id, lines: lines), for: values) { _ in
            .tax(id)
        }
        return .redirect(.tax(id), saying: FrenchNumber.counted(count, "versement importé.", "versements importés."))
    }
}

extension TaxRoutes {
    @Sendable static func undoImport(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TaxCampaign.self)
        let values = try await visit.formValues()
        let count = try await visit.perform(UndoTaxImport(campaign: id), for: values) { _ in .tax(id) }
        return .redirect(
            .tax(id),
            saying: "Import annulé\u{A0}: " + FrenchNumber.counted(count, "versement remis", "versements remis")
                + " comme avant.")
    }
}

/// The file of a statement.
struct TaxFileForm: FormInput {
    let file: NamedFile?

    init(reading form: inout FormReader) {
        file = form.values.files.first { $0.field == "fichier" && !$0.file.bytes.isEmpty }?.file
        if file == nil { form.refuse("fichier", "Choisissez le fichier du relevé.") }
    }

    func statement(on today: LocalDate) throws -> TaxStatement {
        guard let file else { throw FieldRefusal("fichier", "Choisissez le fichier du relevé.") }
        do {
            return try TaxStatement(try TableReading.read(file), on: today)
        } catch let failure as ExchangeFailure {
            throw FieldRefusal("fichier", failure.message)
        }
    }
}

/// There is nobody to write to.
struct NobodyToWriteTo: Refusal, Equatable {
    var message: String { "Il n’y a personne à qui écrire\u{A0}: la liste est vide." }
}
