import Domain
import PDF

extension Link {
    static func minor(_ id: ID<Learner>) -> Link { Link.learner(id).appending("mineur") }
}

/// What a host must know before it takes a minor (I9).
struct MinorView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass?
    let school: School
    let trades: [MinorTrade]
    let trade: MinorTrade?
    let readiness: MinorReadiness
    let day: LocalDate
    let today: LocalDate
}

func minorPage(_ view: MinorView) -> Page {
    let title = "Accueillir \(view.learner.fullName)"
    let query = [("metier", view.trade?.key ?? ""), ("le", view.day.description)]
    return Page(
        title, in: .learners,
        """
        \(pageHead(
            title, crumbs: [("Apprenants", .learners), (view.learner.listName, .learner(view.learner.id))],
            meta: [
                HTML(text: view.readiness.age.map { "\($0) ans le \(view.day.long)" } ?? "âge inconnu"),
                HTML(text: view.schoolClass?.trainingTitle ?? ""),
            ],
            actions: [button("Imprimer la feuille", to: Link.minor(view.learner.id).appending("feuille.pdf").with(query), icon: "print", style: "primary")]))\
        \(minorFilters(view))\(minorNotices(view))<div class="columns"><div>\(worksPanel(view))\(papersPanel(view))</div>\
        <div>\(hoursPanel(view))\(equipmentPanel(view))</div></div>
        """)
}

private func minorFilters(_ view: MinorView) -> HTML {
    let state = FormState([("metier", view.trade?.key ?? ""), ("le", view.day.description)])
    return """
        <form class="filters" method="get" action="\(Link.minor(view.learner.id))">\
        \(selectField(state, "metier", "Métier", view.trades.map { ($0.key, $0.label) }, empty: "Choisir"))\
        \(dateField(state, "le", "Premier jour"))<button class="btn">\(icon("filter")) Afficher</button></form>
        """
}

private func minorNotices(_ view: MinorView) -> [HTML] {
    let readiness = view.readiness
    var list: [HTML] = []
    if view.learner.birthDate == nil {
        list.append(
            notice(
                .warning, "<p>La date de naissance n’est pas connue : les règles les plus strictes sont montrées.</p>"))
    }
    if !readiness.isMinor {
        list.append(
            notice(.success, "<p>À cette date, l’élève est majeur : les règles des mineurs ne s’appliquent plus.</p>"))
    } else if let majority = readiness.majorityOn, view.day.days(until: majority) < 120 {
        list.append(
            notice(
                .info,
                "<p>Ces règles tiennent jusqu’au \(majority.adding(days: -1).long) : l’élève a 18 ans le lendemain.</p>"
            ))
    }
    return list
}

private func hoursPanel(_ view: MinorView) -> HTML {
    guard !view.readiness.limits.isEmpty else {
        return panel("Horaires", "<p class=\"hint\">Ceux des salariés de l’organisme d’accueil.</p>")
    }
    let items = view.readiness.limits.map { limit -> HTML in
        "<li><div><strong>\(limit.label)</strong><p>\(limit.source)</p></div><span>\(limit.value)</span></li>"
    }
    return panel("Horaires à cet âge", "<ul class=\"lines\">\(items)</ul>")
}

private func worksPanel(_ view: MinorView) -> HTML {
    guard view.trade != nil else {
        return panel(
            "Travaux", "<p class=\"hint\">Choisissez le métier pour voir les travaux interdits ou réglementés.</p>")
    }
    let works = view.readiness.isMinor ? view.readiness.works : []
    guard !works.isEmpty else {
        return panel(
            "Travaux", "<p class=\"hint\">Aucun travail interdit ou réglementé n’est courant dans ce métier.</p>")
    }
    let items = works.map { work -> HTML in
        let tone: Tone = work.status == .forbidden ? .late : .soon
        let source = work.name + (work.standing == .read ? "" : ", à vérifier")
        return """
            <li class="\(tone.rawValue)">\(icon(tone.icon))<div><strong>\(work.status.label) :</strong> \(work.title)\
            <span class="source">\(source)</span></div></li>
            """
    }
    let closed: HTML? =
        view.readiness.mayHaveDerogation
        ? nil
        : notice(
            .warning,
            "<p>Avant \(view.readiness.derogationAge.map { "\($0) ans" } ?? "cet âge"), aucune dérogation n’est possible : tous ces travaux sont exclus.</p>"
        )
    return
        "<section class=\"panel findings\" aria-labelledby=\"works\"><h2 id=\"works\">Travaux de ce métier</h2>\(closed)<ul>\(items)</ul></section>"
}

private func papersPanel(_ view: MinorView) -> HTML {
    let items = view.readiness.papers.map { paper in
        "<li><div>\(paper.label)<p>par \(paper.by)</p></div></li>" as HTML
    }
    return panel("Papiers à réunir", "<ul class=\"lines\">\(items)</ul>")
}

private func equipmentPanel(_ view: MinorView) -> HTML? {
    view.readiness.equipment.isEmpty ? nil : panel("Équipement", "<p>\(view.readiness.equipment)</p>")
}

/// The same on one printed sheet, to take to the host.
struct MinorPaper {
    let view: MinorView

    func section() -> PDFSection {
        PDFSection(
            title: view.learner.fullName,
            header: [view.school.name, Paper.phone(view.school.bureauPhone ?? view.school.phone)].compactMap(\.self)
                .joined(
                    separator: " · "),
            footer: "Établi le \(view.today.long)", blocks: opening + hours + works + papers)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, view.readiness.isMinor ? "Accueillir un élève mineur" : "Accueillir un élève"),
            .paragraph(
                PDFText(
                    [
                        view.learner.fullName, view.readiness.age.map { "\($0)\u{A0}ans le \(view.day.long)" },
                        view.schoolClass?.trainingTitle, view.trade?.label,
                    ].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")), style: .lead, align: .left),
        ]
    }

    private var hours: [PDFBlock] {
        guard view.readiness.isMinor else {
            return [.paragraph("L’élève est majeur à cette date\u{A0}: les horaires sont ceux des salariés.")]
        }
        return [
            .heading(level: 2, "Horaires"),
            .keyValues(view.readiness.limits.map { (label: $0.label, value: $0.value) }),
        ]
    }

    private var works: [PDFBlock] {
        guard view.readiness.isMinor, !view.readiness.works.isEmpty else { return [] }
        let rows: [[PDFText]] = view.readiness.works.map { work in
            [
                PDFText(work.title), PDFText(status(work)),
                PDFText(work.name + (work.standing == .read ? "" : " (à vérifier)")),
            ]
        }
        return [
            .heading(level: 2, "Travaux interdits ou réglementés"),
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Travaux", width: 3), PDFColumn("Règle", width: 1.6),
                        PDFColumn("Article", width: 1.1),
                    ],
                    rows: rows, rowHeaders: true)),
        ]
    }

    private func status(_ work: YouthWork) -> String {
        work.status == .regulated && !view.readiness.mayHaveDerogation ? "Exclu à cet âge" : work.status.label
    }

    private var papers: [PDFBlock] {
        [
            .heading(level: 2, "Papiers à réunir"),
            .list(view.readiness.papers.map { PDFText("\($0.label) (par \($0.by))") }),
        ]
            + (view.readiness.equipment.isEmpty
                ? [] : [.callout(PDFText("Équipement\u{A0}: \(view.readiness.equipment)"))])
    }
}

/// The minor-readiness sheet of a learner.
enum MinorRoutes {
    static func add(to site: Site) {
        site.get("/apprenants/:id/mineur", .members(.seePlacements), show)
        site.get("/apprenants/:id/mineur/feuille.pdf", .members(.seePlacements), paper)
    }

    private static func view(_ visit: Visit) async throws -> MinorView {
        let id = try visit.id(Learner.self)
        let author = try visit.author
        let today = visit.now.day
        let day = LocalDate(french: visit.query["le"]) ?? today
        let asked = visit.query["metier"]
        let trades = try ClosingTables.minorTrades()
        return try await visit.read { db in
            let learner = try db.learner(id)
            let schoolClass = try db.classOf(id, year: author.currentYear)
            let title = schoolClass.map { "\($0.trainingTitle) \($0.stream)" } ?? ""
            let trade = trades.trade(asked) ?? trades.trade(of: title)
            return MinorView(
                learner: learner, schoolClass: schoolClass, school: try db.ownSchool(), trades: trades.trades,
                trade: trade,
                readiness: MinorReadiness(
                    birthDate: learner.birthDate, trade: trade, trades: trades, on: day,
                    parameters: try LegalTexts.parameters()), day: day, today: today)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        try await visit.perform(NoteReading(subject: Subject("learner", view.learner.id)))
        return .page(minorPage(view))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return try Paper.answer(
            [MinorPaper(view: view).section()], title: "Accueillir \(view.learner.fullName)", file: "accueil-mineur",
            author: view.school.name, at: visit.now.moment)
    }
}
