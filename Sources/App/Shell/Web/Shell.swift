import Domain

/// What stands around every page: menu, search, school, and the message of the last gesture.
struct Shell {
    let visit: Visit
    let page: Page
    let flash: String?

    var html: HTML {
        page.bare || visit.session == nil ? bare : framed
    }

    private var head: HTML {
        let assets = visit.app.assets
        return """
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <title>\(page.title) · Bureau</title><link rel="icon" href="\(assets.address("favicon.svg"))">\
            <link rel="stylesheet" href="\(assets.address("bureau.css"))">\
            <script type="module" src="\(assets.address("js/app.js"))"></script>
            """
    }

    private var bare: HTML {
        """
        <!doctype html><html lang="fr"><head>\(head)</head><body class="public"><main id="contenu">\(message)\(page.body)</main>\
        \(footer)</body></html>
        """
    }

    private var framed: HTML {
        """
        <!doctype html><html lang="fr"><head>\(head)</head><body class="app">\
        <a class="skip btn primary" href="#contenu">Aller au contenu</a>\
        <a class="brand" href="\(Link.home)"><img src="\(visit.app.assets.address("favicon.svg"))" alt=""><span>Bureau</span></a>\
        <header class="topbar">\(search)\(school)\(person)</header>\(menu)\
        <main id="contenu"><div class="page">\(message)\(page.body)</div></main>\(footer)</body></html>
        """
    }

    private var message: HTML? {
        flash.map { "<div class=\"flash\" role=\"status\" data-dismiss>\(icon("check"))<p>\($0)</p></div>" }
    }

    private var search: HTML {
        """
        <form class="search" action="\(Link.search)" method="get" role="search" data-palette="Élève, entreprise, contact, lieu…">\
        \(icon("search"))<label class="vh" for="recherche">Rechercher</label>\
        <input id="recherche" name="q" type="search" placeholder="Élève, entreprise, contact, lieu…" autocomplete="off">\
        <kbd>Ctrl K</kbd></form>
        """
    }

    private var school: HTML? {
        guard let session = visit.session, let author = session.author else { return nil }
        let others = session.authors.dropFirst().map { other -> HTML in
            """
            <li><form method="post" action="/etablissement/choix">\(visit.hiddenFields)\
            <button name="etablissement" value="\(other.schoolId.rawValue)">\(icon("swap")) \(other.schoolName)</button></form></li>
            """
        }
        let year = "\(author.currentYear)-\(author.currentYear + 1)"
        return """
            <details class="menu"><summary>\(icon("office"))<span class="label">\(author.schoolName) · \(year)</span>\(icon("next"))</summary>\
            <ul><li class="head"><strong>\(author.schoolName)</strong>Année scolaire \(year)</li>\(Array(others))</ul></details>
            """
    }

    private var person: HTML? {
        guard let session = visit.session else { return nil }
        let roles = session.author?.roles.map(\.shortLabel).joined(separator: ", ") ?? ""
        return """
            <details class="menu"><summary>\(icon("person"))<span class="label">\(session.account.fullName)</span></summary>\
            <ul><li class="head"><strong>\(session.account.fullName)</strong>\(roles)</li>\
            <li><a href="/compte">\(icon("settings")) Mon compte</a></li>\
            <li><a href="\(Link.help)">\(icon("help")) Aide</a></li>\
            <li class="rule"><form method="post" action="/deconnexion">\(visit.hiddenFields)\
            <button>\(icon("logout")) Se déconnecter</button></form></li></ul></details>
            """
    }

    private var menu: HTML {
        let entries = Section.allCases.filter(isShown)
        let items = entries.enumerated().map { index, entry -> HTML in
            let current: HTML? = page.section == entry ? " aria-current=\"page\"" : nil
            let over: HTML? = index >= 4 ? " class=\"over\"" : nil
            return
                "<li\(over)><a href=\"\(entry.link)\"\(current)>\(icon(entry.icon))<span>\(entry.label)</span></a></li>"
        }
        let rest = entries.dropFirst(4).map { entry -> HTML in
            "<li><a href=\"\(entry.link)\">\(icon(entry.icon)) \(entry.label)</a></li>"
        }
        let more: HTML =
            rest.isEmpty
            ? ""
            : """
            <li class="rest"><details class="menu"><summary>\(icon("menu"))<span>Plus</span></summary><ul>\(Array(rest))</ul></details></li>
            """
        return "<nav class=\"mainnav\" aria-label=\"Navigation principale\"><ul>\(items)\(more)</ul></nav>"
    }

    private func isShown(_ entry: Section) -> Bool {
        guard let author = visit.session?.author else { return false }
        return entry.permissions.isEmpty || entry.permissions.contains(where: author.may)
    }

    private var footer: HTML {
        """
        <footer class="foot"><a href="\(Link.help)">Aide</a><a href="\(Link.accessibility)">Accessibilité : partiellement conforme</a>\
        <span class="end">Bureau \(Bureau.version)</span></footer>
        """
    }
}

/// The program itself.
public enum Bureau {
    public static let version = "0.1"
}

extension Section {
    var label: String {
        switch self {
        case .today: "Aujourd’hui"
        case .companies: "Entreprises"
        case .pfmp: "PFMP"
        case .learners: "Apprenants"
        case .team: "Équipe"
        case .imports: "Imports"
        case .settings: "Réglages"
        }
    }

    var icon: String {
        switch self {
        case .today: "home"
        case .companies: "company"
        case .pfmp: "pfmp"
        case .learners: "people"
        case .team: "class"
        case .imports: "upload"
        case .settings: "settings"
        }
    }

    var link: Link {
        switch self {
        case .today: .home
        case .companies: Link("/entreprises")
        case .pfmp: Link("/pfmp")
        case .learners: Link("/apprenants")
        case .team: Link("/equipe")
        case .imports: Link("/imports")
        case .settings: Link("/reglages")
        }
    }

    /// One of these is enough to see the entry; none asked means everybody.
    var permissions: [Permission] {
        switch self {
        case .today: []
        case .companies: [.seeCompanies]
        case .pfmp: [.seePlacements]
        case .learners: [.seeAllLearners, .seeOwnLearners]
        case .team: [.seeStaff]
        case .imports: [.importFiles]
        case .settings: [.manageSchool, .manageAccounts, .seeJournal]
        }
    }
}
