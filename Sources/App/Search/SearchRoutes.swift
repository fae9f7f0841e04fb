import Domain

/// One box for everything: the page of results, and the lines that the palette shows while one types.
enum SearchRoutes {
    static func add(to site: Site) {
        site.get("/recherche", .signedIn, page)
        site.get("/recherche/suggestions", .signedIn, suggestions)
    }

    @Sendable static func page(_ visit: Visit) async throws -> Answer {
        let text = visit.query["q"], companies = visit.app.companySearch
        let author = try visit.author
        let results = try await visit.read { try $0.search(text, for: author, limit: 20, companies: companies) }
        return .page(searchPage(results, query: visit.query))
    }

    @Sendable static func suggestions(_ visit: Visit) async throws -> Answer {
        let text = visit.query["q"], companies = visit.app.companySearch
        let words = SearchKey(text).words
        let author = try visit.author
        let places = PalettePlace.all.filter { $0.answers(words, author) }.map(\.suggestion)
        guard !words.isEmpty else { return try .suggestions(places) }
        let found = try await visit.read { try $0.search(text, for: author, limit: 5, companies: companies) }
        return try .suggestions(found.suggestions + places)
    }
}

extension SearchResults {
    var suggestions: [Suggestion] {
        learners.map {
            Suggestion(
                kind: "learner", label: $0.listName, detail: $0.classCode ?? "", url: Link.learner($0.id).path,
                value: $0.id.rawValue)
        }
            + companies.map {
                Suggestion(
                    kind: "company", label: $0.tradeName ?? $0.legalName, detail: $0.addressCity,
                    url: Link.company($0.id).path, value: $0.id.rawValue)
            }
            + contacts.map {
                Suggestion(
                    kind: "contact", label: $0.name, detail: $0.tradeName ?? $0.legalName,
                    url: Link.company($0.companyId).path)
            }
            + classes.map {
                Suggestion(
                    kind: "class", label: $0.code, detail: $0.label, url: Link("/classes", [$0.id.rawValue]).path)
            }
    }
}

/// A page or a gesture that the palette leads to.
struct PalettePlace: Sendable {
    let label: String
    let link: Link
    let permission: Permission?
    var kind = "page"

    var suggestion: Suggestion {
        Suggestion(kind: kind, label: label, detail: kind == "action" ? "Action" : "Page", url: link.path)
    }

    func answers(_ words: [String], _ author: Author) -> Bool {
        guard permission.map(author.may) ?? true else { return false }
        let key = SearchKey(label).rawValue
        return words.allSatisfy { key.contains($0) }
    }

    static let all: [PalettePlace] = [
        PalettePlace(label: "Nouvelle entreprise", link: .newCompany, permission: .editCompanies, kind: "action"),
        PalettePlace(label: "Noter un appel", link: .capture, permission: .editCompanies, kind: "action"),
        PalettePlace(label: "À faire avec les entreprises", link: .todo, permission: .seeCompanies),
        PalettePlace(label: "Tableau des partenaires", link: .pipeline, permission: .seeCompanies),
        PalettePlace(label: "Campagnes de courriel", link: .campaigns, permission: .sendCampaigns),
        PalettePlace(label: "Doublons d’entreprises", link: .companyDuplicates, permission: .mergeCompanies),
        PalettePlace(label: "Entreprises à vérifier", link: .companyReviews, permission: .verifyCompanies),
        PalettePlace(label: "Partenaires des autres bureaux", link: .sharedPartners, permission: .sharePartners),
        PalettePlace(label: "Classer un courriel reçu", link: .fileMail, permission: .editCompanies),
        PalettePlace(label: "Indicateurs des partenaires", link: .partnerIndicators, permission: .seeCompanies),
        PalettePlace(label: "Importer des fichiers", link: Link("/imports"), permission: .importFiles, kind: "action"),
        PalettePlace(label: "Aujourd’hui", link: .home, permission: nil),
        PalettePlace(label: "Entreprises", link: .companies, permission: .seeCompanies),
        PalettePlace(label: "PFMP de l’année", link: Link("/pfmp"), permission: .seePlacements),
        PalettePlace(label: "Sans lieu de PFMP", link: .homeless, permission: .seePlacements),
        PalettePlace(label: "Calendrier des PFMP", link: .planner, permission: .seePlacements),
        PalettePlace(label: "Rattrapages", link: .catchUps, permission: .seePlacements),
        PalettePlace(label: "Parcours de terminale", link: .pathway, permission: .seePlacements),
        PalettePlace(label: "Suivi en entreprise", link: .followUp, permission: .recordFollowUp),
        PalettePlace(label: "Tuteurs à appeler", link: .followUp(.firstWeek), permission: .recordFollowUp),
        PalettePlace(label: "Incidents et accidents", link: .incidents, permission: .seeIncidents),
        PalettePlace(label: "Apprenants", link: .learners, permission: .seePlacements),
        PalettePlace(label: "Équipe", link: Link("/equipe"), permission: .seeStaff),
        PalettePlace(label: "Noter un temps du bureau", link: .officeTime, permission: .logOfficeTime, kind: "action"),
        PalettePlace(label: "Bureau : horaires et documents", link: .office, permission: .seeOffice),
        PalettePlace(label: "Feuille de route", link: .roadmaps, permission: .steerOffice),
        PalettePlace(label: "Pilotage en une page", link: .steering, permission: .steerOffice),
        PalettePlace(label: "Indicateurs", link: .indicators, permission: .steerOffice),
        PalettePlace(label: "Bilan annuel", link: .report, permission: .steerOffice),
        PalettePlace(label: "Passation", link: .handover, permission: .handOver),
        PalettePlace(label: "Réglages de l’établissement", link: Link("/reglages"), permission: .manageSchool),
        PalettePlace(label: "Mon compte", link: Link("/compte"), permission: nil),
        PalettePlace(label: "Demandes des entreprises", link: .requests, permission: .answerRequests),
        PalettePlace(label: "Noter une demande", link: .newRequest, permission: .seeRequests, kind: "action"),
        PalettePlace(label: "Délais de réponse aux entreprises", link: .responseTimes, permission: .seeRequests),
        PalettePlace(label: "Page publique du bureau", link: .bureauPageSettings, permission: .manageEntry),
        PalettePlace(label: "Conventions de partenariat", link: .partnerships, permission: .seeCompanies),
        PalettePlace(label: "Besoins en compétences", link: .needs, permission: .recordNeeds),
        PalettePlace(label: "Noter un besoin", link: .newNeed, permission: .recordNeeds, kind: "action"),
        PalettePlace(label: "Taxe d’apprentissage", link: .taxBoard, permission: .manageTax),
        PalettePlace(label: "Places d’accueil qui manquent", link: .capacity, permission: .editCompanies),
        PalettePlace(label: "Carte des entreprises", link: Link("/entreprises/carte"), permission: .seeCompanies),
        PalettePlace(label: "Vues et listes d’entreprises", link: .savedViews, permission: .seeCompanies),
        PalettePlace(label: "Dossiers ORION", link: .offerFiles, permission: .managePartnerships),
        PalettePlace(label: "Annuaire des lycées et des bureaux", link: Link("/annuaire"), permission: nil),
        PalettePlace(label: "Aide", link: .help, permission: nil),
    ]
}
