import Domain

/// The register of one school year, and the long prints.
struct RegisterView: Sendable {
    let year: Int
    let currentYear: Int
    /// One more than a page when there is a next one.
    let lines: [RegisterLine]
    let count: Int
    let after: String
    let size: Int
    let runs: [PrintRun]

    var shown: [RegisterLine] { Array(lines.prefix(size)) }
    var next: Link? {
        guard lines.count > size, let last = shown.last else { return nil }
        return Link.register.with([("annee", String(year)), ("apres", last.number)])
    }
    var label: String { SchoolYear(start: year)?.rawValue ?? String(year) }
}

func registerPage(_ view: RegisterView, _ visit: Visit) -> Page {
    let years = [view.currentYear, view.currentYear - 1, view.currentYear - 2].map { year -> HTML in
        let current: HTML? = year == view.year ? " aria-current=\"page\"" : nil
        return """
            <li><a href="\(Link.register.with([("annee", String(year))]))"\(current)>\(SchoolYear(start: year)?.rawValue ?? String(year))</a></li>
            """
    }
    let head = pageHead(
        "Registre des conventions", count: view.count, crumbs: [("PFMP", .year)],
        meta: ["Numérotées sans trou ni double, dix ans de conservation"],
        actions: [
            startButton(.year, "Tout imprimer", view, visit), startButton(.archive, "Archiver", view, visit),
            button("Retrouver un papier", to: .scan, icon: "search"),
            button(
                "Exporter", to: Link("/conventions/registre.csv").with([("annee", String(view.year))]), icon: "download"
            ),
        ])
    return Page(
        "Registre des conventions", in: .pfmp,
        """
        \(head)<nav class="tabs" aria-label="Année scolaire"><ul>\(years)</ul></nav>\(runPanel(view))\(registerTable(view))
        """)
}

private func registerTable(_ view: RegisterView) -> HTML {
    guard !view.shown.isEmpty else {
        return emptyState(
            "table", "Aucune convention en \(view.label)", "Une convention prend son numéro quand un élève est placé.",
            action: button("Les PFMP", to: .year))
    }
    let table = listTable(
        "Conventions par numéro", view.shown, brief: true,
        [
            Column("Numéro", header: true) {
                "<a class=\"rowlink nowrap\" href=\"\(Link.agreement($0.id))\">\($0.number)</a>"
            },
            Column("Élève") { HTML(text: $0.listName) }, Column("Classe") { HTML(text: $0.classCode) },
            Column("Lieu") { HTML(text: $0.companyName) }, Column("Départ") { HTML(text: $0.startsOn.short) },
            Column("Avenants", numeric: true) { "\($0.amendmentCount)" }, Column("État") { $0.state.badge },
        ])
    let first: Link? = view.after.isEmpty ? nil : Link.register.with([("annee", String(view.year))])
    return
        "\(table)\(pager("\(view.shown.count) sur \(FrenchNumber.grouped(view.count))", previous: first, next: view.next))"
}

/// One PDF a class with those that are ready, or every printed version and the register in a zip.
private func startButton(_ kind: PrintRun.Kind, _ label: String, _ view: RegisterView, _ visit: Visit) -> HTML {
    postButton(
        "\(label) \(view.label)", to: Link("/conventions/lots"), visit: visit, icon: kind == .year ? "print" : "office",
        fields: [("genre", kind.rawValue), ("annee", String(view.year))])
}

private func runPanel(_ view: RegisterView) -> HTML? {
    guard !view.runs.isEmpty else { return nil }
    let runs = view.runs.map { run -> HTML in
        """
        <li><div><a href="\(Link.printRun(run.id))">\(run.kind.label), \(run.label)</a><p>par \(run.authorName)</p></div>\(run.badge)</li>
        """
    }
    return panel("Dernières préparations", "<ul class=\"lines\">\(runs)</ul>")
}

extension PrintRun {
    var badge: HTML {
        switch state {
        case .running: App.badge("\(done) sur \(total)", .waiting)
        case .finished: App.badge("Prête", .done)
        case .failed: App.badge("Interrompue", .late)
        }
    }
}

func printRunPage(_ run: PrintRun, _ files: [PrintFileLine], isStuck: Bool, _ visit: Visit) -> Page {
    let head = pageHead(
        "\(run.kind.label), \(run.label)", crumbs: [("PFMP", .year), ("Registre", .register)], meta: [run.badge])
    let left = run.leftOut.split(separator: "\n").map { "<li>\(String($0))</li>" as HTML }
    let leftPanel: HTML? =
        left.isEmpty
        ? nil
        : "<details class=\"panel section\"><summary><h2>Laissées de côté (\(left.count))</h2></summary><ul class=\"plain\">\(Array(left.prefix(200)))</ul>\(againWithReason(run, visit))</details>"
    return Page(
        run.kind.label, in: .pfmp, "\(head)\(runProgress(run, isStuck: isStuck))\(runFiles(run, files))\(leftPanel)")
}

/// The same print, with one reason for those that only warn.
private func againWithReason(_ run: PrintRun, _ visit: Visit) -> HTML? {
    guard run.kind == .year, run.state != .running, let year = SchoolYear(run.label)?.start else { return nil }
    let state = FormState()
    return """
        <form class="form" method="post" action="\(Link("/conventions/lots"))" novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="genre" value="\(run.kind.rawValue)"><input type="hidden" name="annee" value="\(year)">\
        \(textArea(
            state, TypedReasons.wholeField, "Raison de passer les avertissements",
            hint: "Elle reste sur chaque convention que rien d’autre n’arrête. Ce qui bloque reste de côté.", rows: 2))\
        <div class="formend"><button class="btn">\(icon("print")) Recommencer avec cette raison</button></div></form>
        """
}

private func runProgress(_ run: PrintRun, isStuck: Bool) -> HTML {
    switch isStuck ? .failed : run.state {
    case .finished: return ""
    case .failed:
        return notice(
            .error,
            "<p>La préparation s’est interrompue à \(run.done) sur \(run.total). Recommencez depuis le registre.</p>")
    case .running:
        return """
            <section class="panel section" data-progress="\(Link.printRun(run.id).appending("avancement"))"><div class="progress">\
            <span>En préparation</span><span class="figure" aria-live="polite">\(run.done) sur \(run.total)</span>\
            <progress value="\(run.done)" max="\(max(1, run.total))" aria-label="Conventions préparées">\(run.done) sur \(run.total)</progress></div>\
            <p class="hint">Vous pouvez quitter cette page.</p>\(button("Actualiser", to: .printRun(run.id), icon: "undo"))</section>
            """
    }
}

private func runFiles(_ run: PrintRun, _ files: [PrintFileLine]) -> HTML? {
    guard !files.isEmpty else { return nil }
    let zip: HTML? =
        run.state == .finished
        ? button(
            "Tout télécharger (zip)", to: Link.printRun(run.id).appending("archive.zip"), icon: "download",
            style: "primary")
        : nil
    let shown = run.kind == .year ? files : []
    let items = shown.map { file -> HTML in
        "<li><div><a href=\"\(Link.printRun(run.id).appending(String(file.rank)))\">\(file.name)</a></div></li>"
    }
    let list: HTML = items.isEmpty ? "<p>\(files.count) fichiers.</p>" : "<ul class=\"lines\">\(items)</ul>"
    return panel("Fichiers", action: zip, list)
}
