import Domain

/// The guide, the statement of accessibility and the page of components.
enum HelpRoutes {
    static func add(to site: Site) {
        site.get("/aide", .everyone, contents)
        site.get("/aide/:chapitre", .everyone, chapter)
        site.get("/accessibilite", .everyone) { visit in .page(accessibilityPage(bare: visit.session == nil)) }
    }

    @Sendable static func contents(_ visit: Visit) async throws -> Answer {
        let guide = try Guide.load()
        let words = SearchKey(visit.query["q"]).words
        return .page(helpPage(guide, words: words, query: visit.query, bare: visit.session == nil))
    }

    @Sendable static func chapter(_ visit: Visit) async throws -> Answer {
        let guide = try Guide.load()
        guard let chapter = guide.chapter(try visit.piece("chapitre")) else { throw NotFound("Ce chapitre du guide") }
        return .page(chapterPage(chapter, in: guide, bare: visit.session == nil))
    }
}

extension Link {
    static func chapter(_ name: String) -> Link { Link("/aide", [name]) }
}

func helpPage(_ guide: Guide, words: [String], query: FormValues, bare: Bool) -> Page {
    let found = words.isEmpty ? guide.chapters : guide.search(words)
    let items = found.map { chapter -> HTML in
        let parts = Markdown.headings(of: chapter.text).filter { $0.level == 2 }.prefix(6).map(\.text)
        return """
            <li><div><a href="\(Link.chapter(chapter.name))">\(chapter.title)</a>\
            <p>\(parts.joined(separator: " · "))</p></div></li>
            """
    }
    let list: HTML =
        found.isEmpty
        ? emptyState(
            "help", "Rien dans le guide à ces mots", "Essayez un mot plus simple, ou parcourez les chapitres.",
            action: button("Tous les chapitres", to: .help))
        : "<ul class=\"lines\">\(items)</ul>"
    let state = FormState(values: query, problems: [])
    return helpFrame(
        "Aide", bare: bare,
        """
        \(pageHead("Aide"))<form class="filters" method="get" action="\(Link.help)" role="search">\
        \(field(state, "q", "Chercher dans le guide", FieldOptions(type: "search")))\
        <button class="btn">\(icon("search")) Chercher</button></form>\
        <section class="panel">\(list)</section>\(shortcuts)\(bare ? nil : componentsLink)
        """)
}

private let shortcuts: HTML = """
    <section class="panel"><h2>Raccourcis clavier</h2><dl class="keys">\
    <dt><kbd>Ctrl</kbd><kbd>K</kbd></dt><dd>Aller à une personne, une entreprise, une page</dd>\
    <dt><kbd>/</kbd></dt><dd>La même chose, hors d’un champ</dd>\
    <dt><kbd>↑</kbd><kbd>↓</kbd></dt><dd>Choisir dans une liste proposée</dd>\
    <dt><kbd>Échap</kbd></dt><dd>Fermer</dd></dl></section>
    """

private let componentsLink: HTML = """
    <p class="small"><a href="\(Link.style)">Les composants des pages</a>, pour qui dessine ou vérifie Bureau.</p>
    """

func chapterPage(_ chapter: Guide.Chapter, in guide: Guide, bare: Bool) -> Page {
    let index = guide.chapters.firstIndex { $0.name == chapter.name } ?? 0
    let previous = index > 0 ? guide.chapters[index - 1] : nil
    let next = index + 1 < guide.chapters.count ? guide.chapters[index + 1] : nil
    let back: HTML? = previous.map {
        "<a class=\"btn small\" rel=\"prev\" href=\"\(Link.chapter($0.name))\">\(icon("previous")) \($0.title)</a>"
    }
    let forth: HTML? = next.map {
        "<a class=\"btn small\" rel=\"next\" href=\"\(Link.chapter($0.name))\">\($0.title) \(icon("next"))</a>"
    }
    return helpFrame(
        chapter.title, bare: bare,
        """
        <nav class="crumbs" aria-label="Chemin"><ol><li><a href="\(Link.help)">Aide</a></li></ol></nav>\
        <article class="prose">\(Markdown.html(chapter.text))</article>\
        <nav class="pager" aria-label="Chapitres"><p></p>\(back)\(forth)</nav>
        """)
}

/// Before sign-in the guide stands alone, in a wide box.
private func helpFrame(_ title: String, bare: Bool, _ body: HTML) -> Page {
    Page(title, bare: bare, bare ? "<div class=\"box large\">\(body)</div>" : body)
}

func accessibilityPage(bare: Bool) -> Page {
    helpFrame(
        "Accessibilité", bare: bare, "<article class=\"prose\">\(Markdown.html(AccessibilityStatement.text))</article>")
}
