import Domain

/// What the page of views shows.
struct SegmentsView: Sendable {
    let views: [SavedView]
    let counts: [(list: ReasonedList, count: Int)]
    let author: Author
    let maySeeHomes: Bool
}

func segmentsPage(_ view: SegmentsView, _ visit: Visit) -> Page {
    let mine = view.views.filter { $0.isOf(view.author) }
    let others = view.views.filter { !$0.isOf(view.author) }
    return Page(
        "Vues et listes", in: .companies,
        """
        \(pageHead("Vues et listes", crumbs: [("Entreprises", .companies)]))\(companyTabs(.views, for: view.author))\
        <section class="section"><header><h2>Listes raisonnées</h2></header><ul class="cards">\(view.counts.map { reasonedCard($0.list, $0.count) })</ul></section>\
        <section class="section"><header><h2>Mes vues</h2></header>\(ownViews(mine, visit))</section>\(sharedViews(others))
        """)
}

private func reasonedCard(_ list: ReasonedList, _ count: Int) -> HTML {
    """
    <li><a class="card" href="\(Link.companies.with([("liste", list.rawValue)]))"><h3>\(list.label) \
    <span class="count">\(FrenchNumber.grouped(count))</span></h3><p>\(list.reason)</p></a></li>
    """
}

private func ownViews(_ views: [SavedView], _ visit: Visit) -> HTML {
    guard !views.isEmpty else {
        return
            "<div class=\"panel\">\(emptyState("star", "Aucune vue enregistrée", "Filtrez la liste des entreprises, puis «\u{A0}Enregistrer cette vue\u{A0}»\u{A0}: vous la retrouverez ici.", action: button("Ouvrir la liste", to: .companies)))</div>"
    }
    let items = views.map { view -> HTML in
        let link = Link("/entreprises/vues", [view.id.rawValue])
        let share = postButton(
            view.shared ? "Garder pour moi" : "Partager", to: link.appending("partage"), visit: visit, style: "small",
            fields: [("partage", view.shared ? "0" : "1")])
        let remove = postButton("Retirer", to: link.appending("retrait"), visit: visit, style: "small quiet")
        let mark: HTML? = view.shared ? badge("Partagée", .neutral) : nil
        return """
            <li><div><a href="\(view.link)">\(view.name)</a> \(mark)<p>\(view.reason)</p></div>\
            <div class="acts">\(share)\(remove)</div></li>
            """
    }
    return "<div class=\"panel\"><ul class=\"lines\">\(items)</ul></div>"
}

private func sharedViews(_ views: [SavedView]) -> HTML? {
    guard !views.isEmpty else { return nil }
    let items = views.map { view -> HTML in
        "<li><div><a href=\"\(view.link)\">\(view.name)</a><p>\(view.reason)</p></div><span class=\"detail\">\(view.ownerName)</span></li>"
    }
    return """
        <section class="section"><header><h2>Vues partagées</h2></header><div class="panel"><ul class="lines">\(items)</ul></div></section>
        """
}

func saveViewPage(_ state: FormState, chips: [String], _ visit: Visit) -> Page {
    let words = chips.isEmpty ? "toutes les entreprises" : chips.joined(separator: ", ")
    let body: HTML = """
        <input type="hidden" name="vue" value="\(state["vue"])"><p class="hint">Ce qu’elle montre\u{A0}: \(words).</p>\
        \(field(state, "nom", "Nom de la vue"))\
        \(field(state, "raison", "À quoi elle sert", FieldOptions(hint: "Une phrase pour vos collègues et votre successeur.", optional: true)))\
        \(checkbox(state, "partage", "Partager avec toute l’équipe"))\(formEnd("Enregistrer la vue", cancel: .companies))
        """
    return Page(
        "Enregistrer une vue", in: .companies,
        """
        <div class="page narrow">\(pageHead("Enregistrer une vue", crumbs: [("Entreprises", .companies), ("Vues et listes", .savedViews)]))\
        \(postForm(Link.savedViews.appending("nouvelle"), state, visit: visit, body))</div>
        """)
}

private let sizes = CompanySize.allCases.map { (value: $0.rawValue, label: $0.label) }

private let recents = [("1", "1 mois"), ("3", "3 mois"), ("6", "6 mois"), ("12", "1 an")].map {
    (value: $0.0, label: $0.1)
}

private let radii = [2, 5, 10, 20, 50].map { (value: String($0), label: "\($0) km") }

private let answers = Appetite.Answer.allCases.map { (value: $0.rawValue, label: $0.short) }

/// The filters that stand behind one button: few people need them every day.
func moreFilters(_ state: FormState, _ choices: CompanyChoices) -> HTML {
    let names = ["metier", "reseau", "etiquette", "effectif", "recent", "places", "reponse", "pres", "a_verifier"]
    let open: HTML? = names.contains { !state[$0].isEmpty } ? " open" : nil
    let isLearner = !state["pres"].isEmpty && state["pres"] != "lycee"
    var points = [(value: "lycee", label: "Du lycée")]
    if isLearner { points.append((value: state["pres"], label: "De chez l’élève")) }
    return """
        <details class="more"\(open)><summary>Plus de filtres</summary><div class="filters">\
        \(choices.trades.isEmpty ? nil : selectField(state, "metier", "Métier", choices.trades, empty: "Tous"))\
        \(choices.networks.isEmpty ? nil : selectField(state, "reseau", "Réseau", choices.networks, empty: "Tous"))\
        \(choices.labels.isEmpty ? nil : selectField(state, "etiquette", "Étiquette", choices.labels, empty: "Toutes"))\
        \(selectField(state, "effectif", "Effectif", sizes, empty: "Tous"))\
        \(selectField(state, "recent", "Échange depuis moins de", recents, empty: "Indifférent"))\
        \(selectField(state, "places", "Places", [(value: "1", label: "Places libres")], empty: "Indifférent"))\
        \(selectField(state, "reponse", "Réponse de l’année", answers, empty: "Toutes"))\
        \(selectField(state, "a_verifier", "Vérification", verifications, empty: "Toutes"))\
        \(selectField(state, "pres", "Distance", points, empty: "Partout"))\
        \(selectField(state, "rayon", "Au plus", radii, empty: "10 km"))</div></details>
        """
}

extension CompanyListView {
    /// The filters of a segment in words.
    static let segmentWords: [FilterWord] = [
        ("metier", { value, _ in "métier\u{A0}: \(value)" }), ("reseau", { value, _ in "réseau\u{A0}: \(value)" }),
        ("etiquette", { value, _ in "étiquette\u{A0}: \(value)" }),
        ("effectif", { value, _ in "effectif\u{A0}: \((CompanySize(rawValue: value)?.label ?? "").lowercased())" }),
        ("recent", { value, _ in "échange depuis moins de \(value) mois" }), ("places", { _, _ in "places libres" }),
        ("reponse", { value, _ in "réponse\u{A0}: \((Appetite.Answer(rawValue: value)?.short ?? "").lowercased())" }),
        (
            "pres",
            { value, query in
                let radius = query["rayon"].isEmpty ? "10" : query["rayon"]
                return "à \(radius) km \(pointWords(value))"
            }
        ),
        ("a_verifier", { value, _ in value == "oui" ? "à vérifier" : "vérifiées" }),
        ("liste", { value, _ in ReasonedList(rawValue: value)?.label.lowercased() ?? "" }),
    ]
}

private let verifications = [(value: "oui", label: "À vérifier"), (value: "non", label: "Vérifiées")]

/// Where a distance is counted from.
private func pointWords(_ point: String) -> String {
    if point == "lycee" { return "du lycée" }
    return point.hasPrefix("commune:") ? French.of(String(point.dropFirst(8))) : "de chez l’élève"
}
