import Domain

func stylePage(_ visit: Visit) -> Page {
    let parts: [(String, HTML)] = [
        ("Boutons", styleButtons(visit)), ("Étiquettes", styleBadges), ("Messages", styleNotices),
        ("Chiffres", styleTiles), ("Blocs", stylePanels), ("À faire", styleTodo), ("Liste", styleTable),
        ("Rien à montrer", styleEmpty), ("Champs", styleFields), ("Champs refusés", styleRefusals),
        ("Icônes", styleIcons),
    ]
    return Page(
        "Composants",
        """
        \(pageHead("Composants", crumbs: [("Aide", .help)], meta: [HTML(text: "Ce dont les pages sont faites, dans tous les états")]))\
        \(parts.map { styleSection($0.0, $0.1) })
        """)
}

private func styleSection(_ title: String, _ body: HTML) -> HTML {
    "<section class=\"section\"><header><h2>\(title)</h2></header>\(body)</section>"
}

private func styleButtons(_ visit: Visit) -> HTML {
    """
    <div class="row">\(button("Principal", to: .style, icon: "check", style: "primary"))\(button("Ordinaire", to: .style))\
    \(button("Avec une icône", to: .style, icon: "download"))\(button("Discret", to: .style, style: "quiet"))\
    \(button("Petit", to: .style, icon: "edit", style: "small"))<span class="btn" aria-disabled="true">Impossible ici</span>\
    <details class="menu start"><summary class="btn">\(icon("more")) Menu</summary><ul>\
    <li><a href="\(Link.style)">\(icon("edit")) Un lien</a></li><li><a href="\(Link.style)">\(icon("document")) Un autre</a></li></ul></details></div>
    """
}

private let styleBadges: HTML = """
    <div class="row">\(badge("En retard", .late))\(badge("Bientôt", .soon))\(badge("Fait", .done))\
    \(badge("En attente", .waiting))\(badge("Neutre", .neutral))\(tag("Filière"))\
    <span class="with">\(icon("phone"))\(phoneLink("0261910042"))</span></div>\
    \(chips([("relation : actif", .style), ("département : 31", .style)], clear: .style))
    """

private let styleNotices: HTML = """
    <div class="stack">\(notice(.info, "<p>Une information utile à cet endroit.</p>"))\
    \(notice(.success, "<p>Ce qui vient de réussir.</p>"))\
    \(notice(.warning, "<p><strong>Ce qui demande attention.</strong> Et ce qu’il faut faire.</p>"))\
    \(notice(.error, "<p>Ce qui a échoué, et comment continuer.</p>"))</div>
    """

private let styleTiles: HTML = """
    <ul class="tiles" aria-label="Chiffres"><li>\(tile(4, "en retard", to: .style, .late))</li>\
    <li>\(tile(12, "cette semaine", to: .style, .soon))</li><li>\(tile(31, "signées", to: .style, .done))</li>\
    <li>\(tile(1204, "entreprises", to: .style))</li></ul>
    """

private let stylePanels: HTML = """
    <div class="columns"><div>\(panel("Bloc avec une action", action: button("Ajouter", to: .style, icon: "plus", style: "small"), facts([("SIRET", "<span class=\"nowrap\">999 888 779 00017</span>"), ("Effectif", "12"), ("Absent", nil)])))</div>\
    <div>\(panel("Faits au-dessus", facts([("Début", "dans 21 jours"), ("Durée", "4 semaines")], above: true)))\
    \(panel("Lignes", "<ul class=\"lines\"><li>\(icon("person"))<div>Camille Inventé<p>Tutrice</p></div><span class=\"detail\">vendredi</span></li></ul>"))</div></div>
    """

private let styleTodo: HTML = {
    let lines = [
        TodoLine(
            title: "Rappeler le Garage des Alizés", link: .style, why: "depuis jeudi", tone: .late,
            actionLabel: "Noter l’appel", actionLink: .style),
        TodoLine(
            title: "Convention à faire signer", link: .style, why: "début dans 6 jours", tone: .soon,
            actionLabel: "Relancer", actionLink: .style),
        TodoLine(
            title: "Placer trois apprenants", link: .style, why: "1MV2, janvier", actionLabel: "Placer",
            actionLink: .style),
    ]
    return "<div class=\"panel flush\"><ul class=\"todo\">\(lines.map(\.html))</ul></div>"
}()

private let styleTable: HTML = {
    let rows = [("Boulangerie des Essais", "TOULOUSE", 2), ("Garage des Alizés", "MURET", 0)]
    let table = listTable(
        "Exemple de liste", rows,
        [
            Column("Entreprise", header: true, sort: .style, sorted: "ascending") {
                "<a class=\"rowlink\" href=\"\(Link.style)\">\($0.0)</a>"
            },
            Column("Commune") { HTML(text: $0.1) },
            Column("Places", numeric: true) { HTML(text: $0.2 == 0 ? "—" : String($0.2)) },
        ])
    return "\(table)\(pager("2 entreprises affichées sur 120", previous: .style, next: .style))"
}()

private let styleEmpty: HTML = emptyState(
    "company", "Aucune entreprise pour l’instant", "Dites pourquoi la page est vide, et quoi faire.",
    action: button("Faire cela", to: .style, icon: "plus"))
