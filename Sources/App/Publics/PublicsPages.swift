import Domain

extension Link {
    static let contracts = Link("/publics/contrats")
    static let visitors = Link("/publics/accueils")
    static let newVisitor = Link("/publics/accueils/nouveau")

    static func contract(_ id: ID<CompanyStay>) -> Link { Link("/publics/contrats", [id.rawValue]) }
    static func contracts(of learner: ID<Learner>) -> Link { Link.learner(learner).appending("contrat") }
    static func visitor(_ id: ID<Visitor>) -> Link { Link("/publics/accueils", [id.rawValue]) }
    static func mobility(of placement: ID<Placement>) -> Link { Link.placement(placement).appending("mobilite") }
}

/// Which document for whom: the page that sends everybody to the right one.
struct PublicsView: Sendable {
    let contracts: Int
    let visitors: Int
    let mobilities: [MobilityLine]
    let today: LocalDate
    let author: Author
}

func publicsPage(_ view: PublicsView) -> Page {
    let documents = StayDocument.allCases.map { document -> HTML in
        let link = document.link(for: view.author)
        let name: HTML = link.map { "<a href=\"\($0)\">\(document.label)</a>" } ?? HTML(text: document.label)
        return """
            <li><div><strong>\(name)</strong><p>\(document.audience)</p><p>\(document.rule)</p></div>\
            \(document.countsForQuota ? tag("compte dans le quota") : nil)</li>
            """
    }
    return Page(
        "Autres publics", in: .closing,
        """
        \(closingHead("Autres publics", .publics, for: view.author))\
        <ul class="tiles" aria-label="En un coup d’œil"><li>\(tile(view.contracts, "contrats et périodes en cours", to: .contracts))</li>\
        \(view.author.may(.welcomeVisitors) ? "<li>\(tile(view.visitors, "collégiens attendus", to: .visitors))</li>" as HTML : nil)\
        <li>\(tile(view.mobilities.count, "départs à l’étranger", to: Link.publics.fragment("mobilites")))</li></ul>\
        <div class="columns"><div>\(panel("Quel document pour qui ?", "<ul class=\"lines\">\(documents)</ul>"))</div>\
        <div>\(mobilityPanel(view))\(immersionPanel)</div></div>
        """)
}

private func mobilityPanel(_ view: PublicsView) -> HTML {
    let items = view.mobilities.map { line -> HTML in
        let left = line.mobility.missing.count
        return """
            <li><div><a href="\(Link.mobility(of: line.placementId))">\(line.listName)</a>\
            <p>\(line.mobility.country), départ \(line.startsOn.near(view.today))</p></div>\
            \(left == 0 ? badge("Complet", .done) : badge("\(left) à faire", .soon))</li>
            """
    }
    let body: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune PFMP à l’étranger. Elle se prépare depuis la page d’une convention dont l’organisme est à l’étranger.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    return "<div id=\"mobilites\">\(panel("À l’étranger", body))</div>"
}

/// PFMP-117: out of the program, with the right form.
private let immersionPanel = panel(
    "PMSMP et immersion",
    """
    <p class="hint">Une période de mise en situation (PMSMP) ou une immersion n’est pas une PFMP : elle se signe avec le prescripteur (France Travail, mission locale, Cap emploi) sur Immersion Facilitée, formulaire Cerfa 13912. Un mineur a besoin de l’accord de son représentant légal, et les horaires des mineurs s’appliquent. Elle ne compte ni pour le diplôme ni pour l’allocation.</p>
    """)

extension StayDocument {
    /// Where the document is made.
    fileprivate func link(for author: Author) -> Link? {
        switch self {
        case .schoolAgreement, .studentAgreement: .year
        case .apprenticeshipPack, .adultAgreement: .contracts
        case .mobilityAgreement: Link.publics.fragment("mobilites")
        case .observation, .miniStage: author.may(.welcomeVisitors) ? .visitors : nil
        case .immersion: nil
        }
    }
}

// MARK: The choice of a host

/// The first step of a form that needs a company: by name, town or SIRET.
func hostPicker(_ link: Link, words: String, found: [CompanySuggestion], query: [(String, String)] = []) -> HTML {
    let state = FormState()
    let hidden = query.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML }
    let input: HTML = fieldFrame(
        state, "mots", "Entreprise d’accueil", hint: "Nom, commune ou SIRET.", optional: false
    ) { described in
        """
        <div class="combo"><input id="f-mots" name="mots" type="text" value="\(words)" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise"\(described)></div>\
        <input type="hidden" id="entreprise" name="entreprise" value="">
        """
    }
    let items = found.map { company -> HTML in
        """
        <li><div><a href="\(link.with(query + [("entreprise", company.id.rawValue)]))">\(company.tradeName ?? company.legalName)</a>\
        <p>\(company.addressCity)</p></div></li>
        """
    }
    let results: HTML? =
        words.isEmpty
        ? nil
        : items.isEmpty
            ? emptyState(
                "search", "Aucune entreprise ne répond à « \(words) »",
                "Vérifiez l’orthographe, ou ajoutez l’entreprise à la base.",
                action: button("Ajouter une entreprise", to: .newCompany, icon: "plus"))
            : panel("Laquelle ?", "<ul class=\"lines\">\(items)</ul>")
    return """
        <form class="form panel" method="get" action="\(link)">\(hidden)\(input)<div class="formend">\
        <button class="btn primary">\(icon("next")) Continuer</button></div></form>\(results)
        """
}

/// The hub of the other publics.
enum PublicsRoutes {
    static func add(to site: Site) {
        site.get("/publics", .members(.seePlacements), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            PublicsView(
                contracts: try db.companyStays(on: today).count,
                visitors: author.may(.welcomeVisitors) ? try db.visitorCount(from: today) : 0,
                mobilities: try db.mobilities(from: today.adding(days: -60)), today: today, author: author)
        }
        return .page(publicsPage(view))
    }
}
