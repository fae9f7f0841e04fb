import Domain
import Persistence

extension SchoolDatabase {
    func keyPoints(year: Int) throws -> [KeyPoint] {
        try rows(
            """
            select key_point.* from \(table(.keyPoint)) where key_point.school_year = \(year) order by key_point.point
            """)
    }
}

/// What the form of one key point may send.
struct KeyPointForm: FormInput {
    let point: Int
    let wording: String
    let level: KeyPoint.Level
    let evidence: String
    let nextStep: String
    let version: Int

    init(reading form: inout FormReader) {
        point = form.number("point", in: 1...8) ?? 0
        wording = form.text("enonce", max: 300)
        level = form.choice("niveau", or: .absent)
        evidence = form.text("preuve", max: 2000)
        nextStep = form.text("suite", max: 500)
        version = Int(form.values["version"]) ?? 0
        if point == 0 { form.refuse("point", "Choisissez l’un des huit points.") }
        if level != .absent, evidence.isEmpty {
            form.refuse("preuve", "Dites ce qui le montre\u{A0}: un lieu, une action, un document, un chiffre.")
        }
    }
}

/// The bureau looks at itself on one of the eight points, with the evidence.
struct AssessKeyPoint: Operation {
    let form: KeyPointForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        let former = try db.keyPoints(year: author.currentYear).first { $0.point == form.point }
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        let point = KeyPoint(
            id: former?.id ?? db.newID(), schoolYear: author.currentYear, point: form.point,
            wording: form.point == KeyPoint.titles.count ? form.wording : "", level: form.level,
            evidence: form.evidence, nextStep: form.nextStep, assessedOn: now.day, assessedBy: author.name,
            version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(point, in: .keyPoint, replacing: former.version)
        } else {
            try db.insert(point, into: .keyPoint)
        }
        try db.journal(
            "Point clé \(form.point) évalué", Subject("key-point", point.id), before: former, after: point, by: author,
            at: now)
    }
}

extension KeyPoint.Level {
    var tone: Tone {
        switch self {
        case .absent: .late
        case .begun: .soon
        case .acquired, .recognised: .done
        }
    }
}

/// What the page of key points shows.
struct KeyPointsView: Sendable {
    let points: [KeyPoint]
    let former: [KeyPoint]
    let editing: Int?
    let author: Author
}

func keyPointsPage(_ view: KeyPointsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Les huit points clés"
    let done = view.points.count { $0.level == .acquired || $0.level == .recognised }
    let items = (1...KeyPoint.titles.count).map { keyPointItem($0, view, state, visit) }
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .keyPoints, meta: [HTML(text: view.author.yearLabel), HTML(text: "\(done) sur \(KeyPoint.titles.count) acquis")], for: view.author))\
        <p class="hint">Où en est le bureau sur ce que le ministère attend de chacun ? Une fois par an, avec ce qui le montre.</p>\
        <ol class="keypoints section">\(items)</ol>
        """)
}

private func keyPointItem(_ rank: Int, _ view: KeyPointsView, _ state: FormState, _ visit: Visit) -> HTML {
    let point = view.points.first { $0.point == rank }
    let former = view.former.first { $0.point == rank }
    let name = point.flatMap { $0.wording.isEmpty ? nil : $0.wording } ?? KeyPoint.titles[rank - 1]
    let mark = point.map { badge($0.level.label, $0.level.tone) } ?? badge("À évaluer", .waiting)
    let said = point.map { point in
        facts([
            ("Ce qui le montre", point.evidence.isEmpty ? nil : HTML.lines(point.evidence)),
            ("La suite", fact(point.nextStep)),
            ("L’an passé", fact(former?.level.label)),
            ("Évalué", fact("le \(point.assessedOn.long) par \(point.assessedBy)")),
        ])
    }
    let isOpen = view.editing == rank
    let form: HTML =
        isOpen
        ? keyPointForm(rank, state, visit)
        : "<p><a class=\"btn small\" href=\"\(Link.keyPoints.with([("point", String(rank))]))\">\(point == nil ? "Évaluer" : "Revoir")<span class=\"vh\"> : \(name)</span></a></p>"
    return "<li class=\"panel\"><header><h2>\(rank). \(name)</h2>\(mark)</header>\(said)\(form)</li>"
}

private func keyPointForm(_ rank: Int, _ state: FormState, _ visit: Visit) -> HTML {
    let levels = KeyPoint.Level.allCases.map { (value: $0.rawValue, label: $0.label) }
    let wording: HTML? =
        rank == KeyPoint.titles.count
        ? textArea(
            state, "enonce", "Énoncé du huitième point",
            hint: "Recopiez-le du document national : il n’a pas pu être vérifié ici.", optional: true, rows: 2) : nil
    return postForm(
        .keyPoints, state, visit: visit,
        """
        <input type="hidden" name="point" value="\(rank)"><input type="hidden" name="version" value="\(state["version"])">\(wording)\
        \(selectField(state, "niveau", "Niveau", levels))\(textArea(state, "preuve", "Ce qui le montre", rows: 3))\
        \(field(state, "suite", "La suite", FieldOptions(optional: true)))\(formEnd("Enregistrer", cancel: .keyPoints))
        """)
}
