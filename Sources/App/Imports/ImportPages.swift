import Domain
import Exchange
import Foundation

extension Link {
    static let imports = Link("/imports")

    static func importRun(_ id: ID<ImportRun>) -> Link { Link("/imports", [id.rawValue]) }
}

// MARK: List

/// Past imports, and the place where files are dropped.
struct ImportListView: Sendable {
    let runs: [ImportRunLine]
    let zone: TimeZone
    let largestUpload: Int
}

func importListPage(_ view: ImportListView, _ state: FormState, _ visit: Visit) -> Page {
    Page(
        "Imports", in: .imports,
        """
        \(pageHead("Imports", meta: ["Élèves, responsables, équipe, entreprises, annuaires et calendrier, depuis vos fichiers."]))\
        \(dropForm(view, state, visit))\(importHistory(view))
        """)
}

private func dropForm(_ view: ImportListView, _ state: FormState, _ visit: Visit) -> HTML {
    let megabytes = FrenchNumber.grouped(view.largestUpload / 1_048_576)
    let problem: HTML? = state.problem("fichiers").map {
        "<div class=\"error\" id=\"e-fichiers\">\(icon("alert")) <span>\(HTML.lines($0))</span></div>"
    }
    return panel(
        "Déposer des fichiers",
        postForm(
            .imports, state, visit: visit, files: true,
            """
            <div class="drop" data-drop>\(icon("upload"))\
            <label for="f-fichiers">Glissez vos fichiers ici, ou choisissez-les</label>\
            <input id="f-fichiers" type="file" name="fichiers" multiple aria-describedby="h-fichiers\(problem == nil ? "" : " e-fichiers")">\
            <ul class="lines" data-files aria-live="polite"></ul></div>\(problem)\
            <p class="hint" id="h-fichiers">SIECLE et STS-web (XML ou ZIP, tous ensemble), listes d’apprenants ou d’entreprises \
            (CSV ou XLSX, une à la fois), annuaires nationaux et calendrier scolaire officiel (CSV ou JSON). \(megabytes) Mo au plus. \
            Rien n’est écrit avant votre accord.</p>\
            \(formEnd("Voir ce qui va changer", icon: "search"))
            """))
}

private func importHistory(_ view: ImportListView) -> HTML {
    guard !view.runs.isEmpty else {
        return panel(
            "Imports passés",
            emptyState(
                "upload", "Aucun import pour l’instant",
                "Dans SIECLE, exportez « Élèves avec adresses », « Responsables avec adresses » et « Structures », "
                    + "puis déposez les fichiers ci-dessus : classes, apprenants et responsables arrivent ensemble."))
    }
    let columns: [Column<ImportRunLine>] = [
        Column("Import", header: true) { run in
            "<a class=\"rowlink\" href=\"\(Link.importRun(run.id))\">\(run.kind.label)</a>"
        },
        Column("Quand") { HTML(text: moment($0.startedAt, view.zone)) },
        Column("Par") { HTML(text: $0.authorName) },
        Column("État") { stateBadge($0.state) },
        Column("Créés", numeric: true) { HTML(text: FrenchNumber.grouped($0.createdCount)) },
        Column("Changés", numeric: true) { HTML(text: FrenchNumber.grouped($0.changedCount)) },
        Column("Partis", numeric: true) { HTML(text: FrenchNumber.grouped($0.leftCount)) },
        Column("Refusés", numeric: true) { HTML(text: FrenchNumber.grouped($0.refusedCount)) },
    ]
    return """
        <section class="section"><header><h2>Imports passés <span class="count">\(view.runs.count)</span></h2></header>\
        \(listTable("Imports passés", view.runs, columns))</section>
        """
}

func stateBadge(_ state: ImportState) -> HTML {
    switch state {
    case .preview: badge(state.label, .waiting)
    case .applied: badge(state.label, .done)
    case .undone: badge(state.label, .neutral)
    }
}

/// `12 septembre 2026, 08 h 12`
func moment(_ moment: Moment, _ zone: TimeZone) -> String {
    moment.day(in: zone).long + ", " + moment.clock(in: zone)
}

// MARK: One import

/// An import before or after it was carried out.
struct ImportView: Sendable {
    let run: ImportRun
    let report: ImportReport
    let zone: TimeZone
}

func importPage(_ view: ImportView, _ state: FormState, _ visit: Visit) -> Page {
    let run = view.run
    let title = run.state == .preview ? "Ce que cet import va changer" : "Ce que cet import a changé"
    var meta = run.fileNames.prefix(6).map { HTML(text: $0) }
    if let year = view.report.schoolYear { meta.append("année \(year)-\(year + 1)") }
    if run.state != .preview { meta.append(stateBadge(run.state)) }
    return Page(
        title, in: .imports,
        """
        \(pageHead(title, crumbs: [("Imports", .imports)], meta: meta))\(refusalNotice(state))\
        \(run.state == .preview ? importSteps(run, at: 2) : nil)\(outcomeNotice(view))\(importTiles(view))\
        \(breakdown(view.report))\(refusedSection(view))\(yearNotice(view))\(changedSection(view))\
        \(leftSection(view))\(keptSection(view))\(createdSection(view))\(remarksSection(view))\
        \(importGestures(view, visit))
        """)
}

private func refusalNotice(_ state: FormState) -> HTML {
    guard !state.problems.isEmpty else { return "" }
    return notice(.error, HTML.joined(state.problems.map { HTML.lines($0.message) }, by: "<br>"))
}

/// Where the person stands: files dropped, columns matched, changes read, import done.
func importSteps(_ run: ImportRun, at current: Int) -> HTML {
    var names = ["Déposer", "Vérifier", "Importer"]
    var current = current
    if run.kind.tableKind != nil {
        names.insert("Reconnaître les colonnes", at: 1)
        current += 1
    }
    let items = names.enumerated().map { index, name -> HTML in
        if index + 1 < current { return "<li class=\"done\">\(name)</li>" }
        return index + 1 == current ? "<li aria-current=\"step\">\(name)</li>" : "<li>\(name)</li>"
    }
    return "<ol class=\"steps panel\" aria-label=\"Étapes de l’import\">\(items)</ol>"
}

private func outcomeNotice(_ view: ImportView) -> HTML {
    let run = view.run
    switch run.state {
    case .preview where run.counts.total == 0:
        return notice(
            .info,
            "<strong>Rien à importer.</strong> Tout ce que dit \(run.fileNames.count > 1 ? "l’envoi" : "le fichier") est déjà dans Bureau."
        )
    case .preview: return ""
    case .applied:
        let when = run.appliedAt.map { moment($0, view.zone) } ?? ""
        return notice(.success, "Importé le \(when) par \(run.authorName).")
    case .undone:
        let when = run.undoneAt.map { moment($0, view.zone) } ?? ""
        return notice(.info, "Annulé le \(when) : chaque fiche a retrouvé son état d’avant.")
    }
}

private func importTiles(_ view: ImportView) -> HTML {
    let counts = view.run.counts
    let tiles: [HTML] = [
        tile(counts.created, "nouveaux", one: "nouveau", to: Link("").fragment("nouveaux"), .done),
        tile(counts.changed, "changés", one: "changé", to: Link("").fragment("changes")),
        tile(counts.unchanged, "inchangés", one: "inchangé", to: Link("").fragment("detail")),
        tile(counts.left, "partis", one: "parti", to: Link("").fragment("partis"), counts.left > 0 ? .soon : .neutral),
        tile(
            view.run.refusedCount, "refusés", one: "refusé", to: Link("").fragment("refuses"),
            view.run.refusedCount > 0 ? .late : .neutral),
    ]
    return """
        <section class="section"><h2 class="vh">Bilan</h2><ul class="tiles">\(tiles.map { "<li>\($0)</li>" as HTML })</ul></section>
        """
}

/// The same counts by kind of record, when there are several.
private func breakdown(_ report: ImportReport) -> HTML {
    let subjects = ImportReport.Subject.allCases.filter { report.counts[$0] != nil }
    guard !subjects.isEmpty else { return "" }
    let rows = subjects.map { subject -> HTML in
        let counts = report.counts[subject] ?? ImportCounts()
        let cells = [
            ("Nouveaux", counts.created), ("Changés", counts.changed), ("Inchangés", counts.unchanged),
            ("Partis", counts.left),
        ].map { "<td class=\"num\" data-label=\"\($0.0)\">\(FrenchNumber.grouped($0.1))</td>" as HTML }
        return "<tr><th scope=\"row\">\(subject.label)</th>\(cells)</tr>"
    }
    return """
        <section class="section" aria-labelledby="detail"><header><h2 id="detail">Par sorte de fiche</h2></header>\
        <div class="tablebox"><table class="list asrows"><caption class="vh">Bilan par sorte de fiche</caption>\
        <thead><tr><th scope="col">Fiches</th><th scope="col" class="num">Nouveaux</th><th scope="col" class="num">Changés</th>\
        <th scope="col" class="num">Inchangés</th><th scope="col" class="num">Partis</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
        """
}

private func yearNotice(_ view: ImportView) -> HTML {
    guard let year = view.report.opensYear, view.run.state == .preview else { return "" }
    return notice(
        .warning,
        """
        <strong>Ces fichiers ouvrent l’année scolaire \(year)-\(year + 1).</strong> Les classes de la nouvelle année sont créées, \
        chaque apprenant passe dans la sienne, et l’année \(year - 1)-\(year) est close. Les placements et les conventions \
        de l’année passée restent lisibles.
        """)
}

// MARK: Sections

/// A page shows the first lines; the file to download holds them all.
private let shownLines = 50

private func section(
    _ id: String, _ title: String, _ count: Int, intro: HTML? = nil, _ view: ImportView, _ table: HTML
) -> HTML {
    let more: HTML? =
        count > shownLines
        ? """
        <p class="hint">Les \(shownLines) premiers sont affichés. \
        <a href="\(Link.importRun(view.run.id).appending("changements.csv"))">Télécharger la liste entière</a></p>
        """ : nil
    return """
        <section class="section" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title) \
        <span class="count">\(FrenchNumber.grouped(count))</span></h2></header>\(intro)\(table)\(more)</section>
        """
}

private func changedSection(_ view: ImportView) -> HTML {
    let lines = view.report.lines(.changed)
    guard !lines.isEmpty else { return "" }
    return section("changes", "Changés", lines.count, view, differences("Fiches qui changent", lines))
}

private func leftSection(_ view: ImportView) -> HTML {
    let lines = view.report.lines(.left)
    guard !lines.isEmpty else { return "" }
    guard view.run.kind != .calendar else {
        let intro: HTML =
            "<p class=\"hint\">Le fichier ne les donne plus : le calendrier de ces années est remplacé.</p>"
        return section("partis", "Retirés", lines.count, intro: intro, view, differences("Dates retirées", lines))
    }
    let intro = notice(
        .warning,
        "Ils ne figurent plus dans les fichiers : leur scolarité est close, rien n’est effacé. Leurs placements et leurs conventions restent lisibles."
    )
    return section("partis", "Partis", lines.count, intro: intro, view, differences("Personnes parties", lines))
}

private func keptSection(_ view: ImportView) -> HTML {
    let lines = view.report.lines(.kept)
    guard !lines.isEmpty else { return "" }
    return section(
        "gardes", "Gardés tels que vous les avez saisis", lines.count,
        intro: "<p class=\"hint\">Le fichier dit autre chose : ce qui est dans Bureau reste.</p>", view,
        differences("Valeurs gardées", lines, before: "Dans Bureau", after: "Dans le fichier"))
}

private func createdSection(_ view: ImportView) -> HTML {
    let lines = view.report.lines(.created)
    guard !lines.isEmpty else { return "" }
    let rows = lines.prefix(shownLines).map { line -> HTML in
        let detail = line.changes.map { $0.after }.joined(separator: ", ")
        return """
            <tr><th scope="row">\(line.name)</th><td data-label="Fiche">\(line.subject.label)</td>\
            <td data-label="Détail">\(detail)</td></tr>
            """
    }
    return section(
        "nouveaux", "Nouveaux", lines.count, view,
        """
        <div class="tablebox"><table class="list asrows"><caption class="vh">Fiches créées</caption><thead><tr>\
        <th scope="col">Nom</th><th scope="col">Fiche</th><th scope="col">Détail</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>
        """)
}

/// A line a field, with what it was and what it becomes.
private func differences(
    _ caption: String, _ lines: [ImportReport.Line], before: String = "Avant", after: String = "après"
) -> HTML {
    let rows = lines.prefix(shownLines).map { line -> HTML in
        guard let first = line.changes.first else {
            return "<tr><th scope=\"row\">\(line.name)</th><td></td><td></td></tr>"
        }
        let others = line.changes.dropFirst().map { "<tr><td></td>\(difference($0))</tr>" as HTML }
        return "<tr><th scope=\"row\">\(line.name)</th>\(difference(first))</tr>\(Array(others))"
    }
    return """
        <div class="tablebox"><table class="list asrows"><caption class="vh">\(caption)</caption><thead><tr>\
        <th scope="col">Fiche</th><th scope="col">Champ</th><th scope="col">\(before) et \(after.lowercased())</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>
        """
}

private func difference(_ change: ImportReport.FieldChange) -> HTML {
    let old: HTML = change.before.isEmpty ? "<span class=\"hint\">vide</span>" : "<del>\(change.before)</del>"
    let new: HTML = change.after.isEmpty ? "<span class=\"hint\">vide</span>" : "<ins>\(change.after)</ins>"
    return """
        <td data-label="Champ">\(change.field)</td><td data-label="Changement"><span class="change">\(old)\(icon("next"))\(new)</span></td>
        """
}

private func refusedSection(_ view: ImportView) -> HTML {
    let refused = view.report.refused
    guard !refused.isEmpty else { return "" }
    let intro = notice(
        .error,
        "Ces lignes ne sont pas importées ; le reste l’est. Corrigez-les à la source, puis déposez le fichier à nouveau."
    )
    return problemSection("refuses", "Refusés", refused, intro, view)
}

private func remarksSection(_ view: ImportView) -> HTML {
    let remarks = view.report.remarks
    guard !remarks.isEmpty else { return "" }
    return problemSection("remarques", "Remarques", remarks, "", view)
}

private func problemSection(
    _ id: String, _ title: String, _ problems: [ImportProblem], _ intro: HTML, _ view: ImportView
) -> HTML {
    let rows = problems.prefix(shownLines).map { problem -> HTML in
        let value: HTML = problem.value.map { "<code>\($0)</code>" } ?? ""
        return """
            <tr><td class="num" data-label="Ligne">\(problem.line.map(FrenchNumber.grouped) ?? "")</td>\
            <td data-label="Colonne">\(problem.column)</td><td data-label="Valeur">\(value)</td>\
            <td data-label="Pourquoi">\(problem.reason)<p class="hint">\(problem.file)</p></td></tr>
            """
    }
    let all = Link.importRun(view.run.id).appending("problemes.csv")
    return """
        <section class="section" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title) \
        <span class="count">\(FrenchNumber.grouped(problems.count))</span></h2><a href="\(all)">Télécharger (CSV)</a></header>\(intro)\
        <div class="tablebox"><table class="list asrows"><caption class="vh">\(title)</caption><thead><tr>\
        <th scope="col" class="num">Ligne</th><th scope="col">Colonne</th><th scope="col">Valeur</th><th scope="col">Pourquoi</th>\
        </tr></thead><tbody>\(Array(rows))</tbody></table></div></section>
        """
}

// MARK: Gestures

private func importGestures(_ view: ImportView, _ visit: Visit) -> HTML {
    let run = view.run
    let link = Link.importRun(run.id)
    switch run.state {
    case .preview:
        let columns: HTML? =
            run.kind.tableKind == nil
            ? nil : button("Changer les colonnes", to: link.appending("colonnes"), icon: "edit")
        return """
            <div class="formend">\(confirmButton(view, link, visit))\(columns)\
            \(postButton("Ne rien importer", to: link.appending("abandon"), visit: visit, style: "quiet"))\
            <p class="hint end">Vous pourrez tout annuler d’un coup.</p></div>
            """
    case .applied:
        return """
            <div class="formend">\(button("Revenir aux imports", to: .imports))\
            \(postButton("Annuler cet import", to: link.appending("annulation"), visit: visit, icon: "undo", style: "danger"))\
            <p class="hint end">Chaque fiche retrouve son état d’avant, si personne ne l’a modifiée depuis.</p></div>
            """
    case .undone:
        return "<div class=\"formend\">\(button("Revenir aux imports", to: .imports))</div>"
    }
}

private func confirmButton(_ view: ImportView, _ link: Link, _ visit: Visit) -> HTML? {
    let total = view.run.counts.total
    guard total > 0 else { return nil }
    let changes = FrenchNumber.counted(total, "changement", "changements")
    guard let year = view.report.opensYear else {
        return postButton(
            "Importer \(changes)", to: link.appending("confirmation"), visit: visit, icon: "upload", style: "primary")
    }
    return postButton(
        "Ouvrir l’année \(year)-\(year + 1) et importer \(changes)", to: link.appending("confirmation"),
        visit: visit, icon: "upload", style: "primary", fields: [("ouvrir", "1")])
}
