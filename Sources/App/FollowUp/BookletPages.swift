import Domain

extension Link {
    static let frameworks = Link("/suivi/referentiels")
}

/// The items to tick, with three levels each: the same for tutor, learner and teacher.
func bookletForm(_ view: BookletView, as writer: BookletMark.Writer, to link: Link, _ visit: Visit) -> HTML {
    guard view.framework != nil else {
        return emptyState(
            "document", "Pas de livret pour cette classe", "Le lycée n’a pas chargé le référentiel de cette formation.")
    }
    let groups = FrameworkItem.Kind.allCases.map { kind -> HTML in
        let items = view.items.filter { $0.kind == kind && !$0.withdrawn }
        guard !items.isEmpty else { return "" }
        return "<h2 class=\"section\">\(kind.label)</h2>\(items.map { bookletRow($0, view.level($0.id, writer)) })"
    }
    return """
        <form class="booklet" method="post" action="\(link)" data-offline="livret-\(view.placement.id.rawValue)-\(writer.rawValue)">\(visit.hiddenFields)\
        <input type="hidden" name="qui" value="\(writer.rawValue)">\(groups)\
        <div class="formend"><button class="btn primary">\(icon("check")) Enregistrer le livret</button></div></form>
        """
}

private func bookletRow(_ item: FrameworkItem, _ level: BookletMark.Level?) -> HTML {
    let options = BookletMark.Level.allCases.map { choice -> HTML in
        "<option value=\"\(choice.rawValue)\"\(choice == level ? " selected" as HTML : nil)>\(choice.label)</option>"
    }
    let name = "m_\(item.id.rawValue)"
    return """
        <div class="item"><label for="\(name)"><span class="muted">\(item.code)</span> \(item.label)</label>\
        <select id="\(name)" name="\(name)"><option value="">Pas abordé</option>\(options)</select></div>
        """
}

extension FormValues {
    /// The levels ticked in a booklet.
    var bookletLevels: [ID<FrameworkItem>: BookletMark.Level] {
        var levels: [ID<FrameworkItem>: BookletMark.Level] = [:]
        for pair in pairs where pair.name.hasPrefix("m_") {
            if let level = BookletMark.Level(rawValue: pair.value) {
                levels[ID(String(pair.name.dropFirst(2)))] = level
            }
        }
        return levels
    }
}

/// The booklet of one placement, for the staff: what each ticked, or the form of one of them.
/// - Parameter writer: for whom it is filled in; `nil` for the overview.
func bookletPage(_ view: BookletView, as writer: BookletMark.Writer?, mayRecord: Bool, _ visit: Visit) -> Page {
    let placement = view.placement
    let back = Link.followUp(of: placement.id)
    let base = Link.placement(placement.id).appending("livret")
    let meta: [HTML] = [
        HTML(text: placement.companyName), HTML(text: placement.dates), HTML(text: view.framework?.title ?? ""),
    ]
    let actions = [
        button("Imprimer", to: base.appending("livret.pdf"), icon: "print"),
        button("Tout le parcours", to: Link.learner(placement.learnerId).appending("livret"), icon: "history"),
    ]
    let tabs: HTML? = mayRecord && view.framework != nil ? bookletTabs(writer, base) : nil
    let body: HTML = writer.map { bookletForm(view, as: $0, to: base, visit) } ?? bookletTable(view)
    return Page(
        "Livret", in: .followUp,
        """
        \(pageHead("Livret \(French.of(placement.learnerName))", crumbs: [("Suivi", .followUp), (placement.learnerName, back)], meta: meta, actions: actions))\
        \(tabs)\(body)
        """)
}

private func bookletTabs(_ writer: BookletMark.Writer?, _ base: Link) -> HTML {
    let choices: [(BookletMark.Writer?, String)] =
        [(nil, "Vue d’ensemble")] + BookletMark.Writer.allCases.map { ($0, "Saisir\u{A0}: \($0.label.lowercased())") }
    let items = choices.map { choice, label -> HTML in
        let current: HTML? = choice == writer ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(base.with([("qui", choice?.rawValue ?? "")]))\"\(current)>\(label)</a></li>"
    }
    return "<nav class=\"tabs\" aria-label=\"Livret\"><ul>\(items)</ul></nav>"
}

private func bookletTable(_ view: BookletView) -> HTML {
    let ticked = view.shownItems.filter { item in view.marks.contains { $0.itemId == item.id } }
    guard !ticked.isEmpty else {
        return emptyState(
            "document", "Rien n’est encore rempli",
            "Le tuteur et l’élève remplissent leur livret par leur lien personnel\u{A0}; l’enseignant ici.")
    }
    return listTable(
        "Ce qui a été rempli", ticked,
        [
            Column("Activité ou compétence", header: true) { "<span class=\"muted\">\($0.code)</span> \($0.label)" },
            Column("Tuteur") { levelCell(view.level($0.id, .tutor)) },
            Column("Élève") { levelCell(view.level($0.id, .learner)) },
            Column("Enseignant") { levelCell(view.level($0.id, .teacher)) },
        ])
}

private func levelCell(_ level: BookletMark.Level?) -> HTML {
    level.map { badge($0.label, $0 == .alone ? .done : .neutral) } ?? "—"
}

// MARK: The whole pathway

/// What a learner ticked over every placement.
struct BookletPathway: Sendable {
    let learner: Learner
    let framework: Framework?
    let items: [FrameworkItem]
    let marks: [PathwayMark]

    var placements: [PathwayMark] {
        var seen = Set<ID<Placement>>()
        return marks.filter { seen.insert($0.placementId).inserted }
    }

    /// The best level seen in a placement, the tutor's and the teacher's words before the learner's own.
    func best(_ item: ID<FrameworkItem>, in placement: ID<Placement>) -> BookletMark.Level? {
        let theirs = marks.filter { $0.itemId == item && $0.placementId == placement }
        let outside = theirs.filter { $0.markedBy != .learner }.map(\.level).max()
        return outside ?? theirs.map(\.level).max()
    }
}

func bookletPathwayPage(_ view: BookletPathway) -> Page {
    let head = pageHead(
        "Livret \(French.of(view.learner.fullName))",
        crumbs: [("Apprenants", .learners), (view.learner.listName, .learner(view.learner.id))],
        meta: [HTML(text: view.framework?.title ?? "Aucun référentiel")])
    let items = view.items.filter { item in !item.withdrawn || view.marks.contains { $0.itemId == item.id } }
    guard !items.isEmpty else {
        return Page(
            "Livret", in: .learners,
            "\(head)\(emptyState("document", "Pas de livret", "Aucun référentiel n’est chargé pour la classe de cet élève."))"
        )
    }
    var columns: [Column<FrameworkItem>] = [
        Column("Activité ou compétence", header: true) { "<span class=\"muted\">\($0.code)</span> \($0.label)" }
    ]
    for place in view.placements {
        columns.append(
            Column("\(place.periodLabel), \(place.companyName)") { levelCell(view.best($0.id, in: place.placementId)) })
    }
    if view.placements.isEmpty { columns.append(Column("Vu en entreprise") { _ in "pas encore" }) }
    return Page(
        "Livret", in: .learners, full: true, "\(head)\(listTable("Compétences vues en entreprise", items, columns))")
}

// MARK: Frameworks

func frameworksPage(_ lines: [FrameworkLine], _ state: FormState, problems: [String], mayLoad: Bool, _ visit: Visit)
    -> Page
{
    let body: HTML = """
        <div class="pair">\(field(state, "code", "Code", FieldOptions(hint: "Le même code remplace l’édition précédente.", optional: true)))\
        \(field(state, "titre", "Intitulé", FieldOptions(optional: true)))</div>\
        <div class="pair">\(field(state, "mef", "MEF des classes", FieldOptions(hint: "Les premiers chiffres suffisent.", optional: true, inputMode: "numeric")))\
        \(field(state, "filiere", "Ou filière des classes", FieldOptions(optional: true)))</div>\
        <div class="drop">\(icon("upload"))<label for="f-fichier">Fichier</label><p class="hint" id="h-fichier">CSV ou XLSX à trois colonnes (type, code, intitulé), ou JSON. 80 lignes au plus.</p>\
        <input id="f-fichier" name="fichier" type="file" accept=".csv,.xlsx,.json,text/csv" aria-describedby="h-fichier"></div>\
        \(formEnd("Charger le référentiel", icon: "upload"))
        """
    let wrong: HTML? =
        problems.isEmpty
        ? nil
        : notice(
            .warning,
            "<p>Lignes laissées de côté\u{A0}:</p><ul>\(problems.prefix(30).map { "<li>\($0)</li>" as HTML })</ul>"
        )
    let form: HTML? =
        mayLoad
        ? panel("Charger un référentiel", "\(wrong)\(postForm(.frameworks, state, visit: visit, files: true, body))")
        : nil
    let list: HTML =
        lines.isEmpty
        ? emptyState(
            "document", "Aucun référentiel",
            "Chargez les activités et les compétences de chaque diplôme\u{A0}: le livret de ses classes apparaîtra.")
        : listTable(
            "Référentiels de l’établissement", lines,
            [
                Column("Référentiel", header: true) { "\($0.title) <span class=\"muted\">\($0.code)</span>" },
                Column("Pour") {
                    HTML(
                        text: [$0.mef.isEmpty ? "" : "MEF \($0.mef)…", $0.stream].filter { !$0.isEmpty }.joined(
                            separator: ", "))
                },
                Column("Lignes", numeric: true) { "\($0.items)" }, Column("Remplies", numeric: true) { "\($0.marks)" },
                Column("Chargé le") { HTML(text: $0.loadedOn.long) },
                Column("Action") { line in
                    mayLoad && line.marks == 0
                        ? postButton(
                            "Retirer", to: Link.frameworks.appending(line.id.rawValue).appending("retrait"),
                            visit: visit, style: "small quiet")
                        : ""
                },
            ])
    return Page(
        "Référentiels", in: .followUp,
        "\(pageHead("Référentiels", count: lines.count, crumbs: [("Suivi", .followUp)]))\(list)\(form)")
}
