import Domain

/// Host places as places: how to come, what they hold, what is declared, and where places miss.
enum HostSiteRoutes {
    static func add(to site: Site) {
        site.get("/capacite", .members(.editCompanies), capacity)
        site.get("/entreprises/:id/lieu", .members(.seeCompanies), show)
        site.post("/entreprises/:id/lieu/fiche", .members(.editCompanies), saveSheet)
        site.post("/entreprises/:id/lieu/declarations", .members(.editCompanies), addDeclaration)
        site.post("/declarations/:id/retrait", .members(.editCompanies), removeDeclaration)
    }

    @Sendable static func capacity(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            CapacityView(
                lines: try db.capacity(year: author.currentYear, from: today),
                ending: try db.endingDeclarations(on: today), today: today, year: author.currentYear, author: author)
        }
        return .page(capacityPage(view))
    }

    private static func page(
        _ visit: Visit, sheet: FormState = FormState(), declaration: FormState = FormState()
    ) async throws -> Page {
        let id = try visit.id(Company.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            HostSiteView(
                company: try db.company(id), sheet: try db.siteSheet(of: id),
                places: try db.hostPlaces(of: id, year: author.currentYear),
                declarations: try db.worksDeclarations(of: id), history: try db.qualityHistory(of: id),
                trades: try ClosingTables.minorTrades().trades,
                years: try LegalTexts.parameters().value(.worksDeclarationYears, on: today) ?? 0, today: today,
                author: author)
        }
        return hostSitePage(view, sheet, declaration, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit))
    }

    @Sendable static func saveSheet(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(SiteSheetForm.self) { form, values in
            try await visit.perform(SaveSiteSheet(company: id, form: form), for: values) { .hostSite($0) }
            return .redirect(.hostSite(id), saying: "Fiche enregistrée.")
        } show: { state in
            try await page(visit, sheet: state)
        }
    }

    @Sendable static func addDeclaration(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(WorksDeclarationForm.self) { form, values in
            try await visit.perform(AddWorksDeclaration(company: id, form: form), for: values) { .hostSite($0) }
            return .redirect(.hostSite(id), saying: "Déclaration notée.")
        } show: { state in
            try await page(visit, declaration: state)
        }
    }

    @Sendable static func removeDeclaration(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(HostDeclaration.self)
        let company = try await visit.perform(RemoveWorksDeclaration(id: id), for: try await visit.formValues()) {
            .hostSite($0)
        }
        return .redirect(.hostSite(company), saying: "Déclaration retirée.")
    }
}
