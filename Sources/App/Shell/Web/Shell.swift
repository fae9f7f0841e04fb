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
            <title>\(page.title) · Bureau</title><link rel="icon" href="\(assets.address("favicon.svg"))" type="image/svg+xml">\
            <link rel="stylesheet" href="\(assets.address("bureau.css"))">\
            <script type="module" src="\(assets.address("js/app.js"))"></script>
            """
    }

    private func document(_ kind: String, _ body: HTML) -> HTML {
        let theme: HTML? = Appearance(of: visit.request).map { " data-theme=\"\($0.rawValue)\"" }
        let failed: HTML? = page.failed ? " data-failed" : nil
        return """
            <!doctype html><html lang="fr"\(theme)><head>\(head)</head><body class="\(kind)"\(failed)>\
            <a class="skip" href="#main">Aller au contenu</a>\(body)</body></html>
            """
    }

    private var bare: HTML {
        document("public", "<main id=\"main\" tabindex=\"-1\">\(message)\(page.body)</main>\(footer)")
    }

    private var framed: HTML {
        document(
            "app",
            """
            <header class="mast"><a class="brand" href="\(Link.home)"><img src="\(visit.app.assets.address("favicon.svg"))" alt="" \
            width="24" height="24"><span>Bureau</span><span class="vh">, page d’accueil</span></a>\
            <div class="topbar">\(search)\(school)\(person)</div></header>\(menu)\
            <main id="main" tabindex="-1">\(message)<div class="page\(page.full ? " full" as HTML : nil)">\(page.body)</div></main>\(footer)
            """)
    }

    private var message: HTML? {
        flash.map { text in
            """
            <div class="flash" role="status" data-focus><p>\(text)</p><button type="button" data-dismiss hidden>\
            \(icon("cross"))<span class="vh">Fermer ce message</span></button></div>
            """
        }
    }

    private var search: HTML {
        """
        <form class="search" action="\(Link.search)" method="get" role="search" data-palette="Un élève, une entreprise, une page…">\
        \(icon("search"))<label class="vh" for="recherche">Rechercher</label>\
        <input id="recherche" name="q" type="search" placeholder="Rechercher" autocomplete="off"><kbd aria-hidden="true">Ctrl K</kbd></form>
        """
    }

    private var school: HTML? {
        guard let session = visit.session, let author = session.author else { return nil }
        let year = "\(author.currentYear)-\(author.currentYear + 1)"
        guard session.authors.count > 1 else {
            return """
                <p class="place">\(icon("office"))<span class="label">\(author.schoolName) · \(year)</span></p>
                """
        }
        let choices = session.authors.enumerated().map { index, place -> HTML in
            """
            <button name="etablissement" value="\(place.schoolId.rawValue)"\(index == 0 ? " aria-current=\"true\"" as HTML : nil)>\
            \(icon(index == 0 ? "check" : "office"))\(place.schoolName)</button>
            """
        }
        return """
            <details class="menu"><summary>\(icon("office"))<span class="label">\(author.schoolName) · \(year)</span>\
            <span class="vh">, changer d’établissement</span>\(icon("down"))</summary><div class="pane"><h2>Établissement</h2>\
            <form method="post" action="/etablissement/choix">\(visit.hiddenFields)\(choices)</form></div></details>
            """
    }

    private var person: HTML? {
        guard let session = visit.session else { return nil }
        let roles = session.author?.roles.map(\.label).joined(separator: ", ") ?? ""
        let names = [session.account.firstName, session.account.familyName]
        let initials = names.compactMap { $0.first.map { String($0) } }.joined()
        return """
            <details class="menu"><summary><span class="avatar" aria-hidden="true">\(initials)</span>\
            <span class="label">\(session.account.fullName)</span><span class="vh">, votre compte</span>\(icon("down"))</summary>\
            <div class="pane"><p class="head"><strong>\(session.account.fullName)</strong>\(roles)</p>\
            <ul><li><a href="/compte">\(icon("person"))Mon compte</a></li><li><a href="\(Link.help)">\(icon("help"))Aide</a></li></ul>\
            <form class="rule trio" method="post" action="/apparence" data-theme-choice aria-label="Apparence">\(visit.hiddenFields)\
            <button name="theme" value="auto">Auto</button><button name="theme" value="light">Clair</button>\
            <button name="theme" value="dark">Sombre</button></form>\
            <form class="rule" method="post" action="/deconnexion">\(visit.hiddenFields)<button>\(icon("logout"))Me déconnecter</button></form>\
            </div></details>
            """
    }

    private var menu: HTML {
        let entries = Section.allCases.filter(isShown)
        let items = entries.enumerated().map { index, entry -> HTML in
            let current: HTML? = page.section == entry ? " aria-current=\"page\"" : nil
            let over: HTML? = index >= 4 ? " class=\"over\(entry == .settings ? " apart" : "")\"" : nil
            return
                "<li\(over)><a href=\"\(entry.link)\"\(current)>\(icon(entry.icon))<span>\(entry.label)</span></a></li>"
        }
        let rest = entries.dropFirst(4).map { entry -> HTML in
            "<li><a href=\"\(entry.link)\">\(icon(entry.icon))\(entry.label)</a></li>"
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
        case .requests: "Demandes"
        case .pfmp: "PFMP"
        case .actions: "Actions"
        case .followUp: "Suivi"
        case .learners: "Apprenants"
        case .team: "Équipe"
        case .closing: "Fin de PFMP"
        case .office: "Bureau"
        case .steering: "Pilotage"
        case .imports: "Imports"
        case .settings: "Réglages"
        }
    }

    var icon: String {
        switch self {
        case .today: "home"
        case .companies: "company"
        case .requests: "mail"
        case .pfmp: "pfmp"
        case .actions: "star"
        case .followUp: "follow-up"
        case .learners: "people"
        case .team: "class"
        case .closing: "euro"
        case .office: "office"
        case .steering: "chart"
        case .imports: "upload"
        case .settings: "settings"
        }
    }

    var link: Link {
        switch self {
        case .today: .home
        case .companies: Link("/entreprises")
        case .requests: .requests
        case .pfmp: Link("/pfmp")
        case .actions: .actions
        case .followUp: .followUp
        case .learners: Link("/apprenants")
        case .team: Link("/equipe")
        case .closing: .certificates
        case .office: .office
        case .steering: .steering
        case .imports: Link("/imports")
        case .settings: Link("/reglages")
        }
    }

    /// One of these is enough to see the entry; none asked means everybody.
    var permissions: [Permission] {
        switch self {
        case .today: []
        case .companies: [.seeCompanies]
        case .requests: [.seeRequests, .answerRequests]
        case .pfmp: [.seePlacements]
        case .actions: [.seeActions]
        case .followUp: [.recordFollowUp]
        case .learners: [.seeAllLearners, .seeOwnLearners]
        case .team: [.seeStaff]
        case .closing: [.seePlacements]
        case .office: [.seeOffice]
        case .steering: [.steerOffice]
        case .imports: [.importFiles]
        case .settings: [.manageSchool, .manageAccounts, .seeJournal]
        }
    }
}
