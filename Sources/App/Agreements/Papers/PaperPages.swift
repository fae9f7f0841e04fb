import Domain

/// The papers of an agreement and who may add one.
struct PapersView: Sendable {
    let dossier: AgreementDossier
    let papers: [PaperLine]
    let mayAttach: Bool
    let today: LocalDate
    let author: Author

    var current: [PaperLine] { papers.filter { $0.replacedBy == nil } }
    var replaced: [PaperLine] { papers.filter { $0.replacedBy != nil } }
}

func papersPage(_ view: PapersView, _ state: FormState, _ visit: Visit) -> Page {
    let agreement = view.dossier.agreement
    let title = "Documents de la convention"
    let head = pageHead(
        title, crumbs: [("PFMP", .year), ("Convention n°\u{A0}\(agreement.number)", .agreement(agreement.id))],
        meta: [agreement.state.badge, HTML(text: view.dossier.learner.fullName)])
    return Page(
        title, in: .pfmp,
        """
        \(head)<div class="columns section"><div>\(currentPapers(view))\(replacedPapers(view))</div>\
        <div>\(view.mayAttach ? attachPanel(view, state, visit) : errorSummary(state))</div></div>
        """)
}

private func currentPapers(_ view: PapersView) -> HTML {
    guard !view.current.isEmpty else {
        return emptyState(
            "document", "Aucun document joint",
            "Joignez ici la convention signée une fois numérisée, une assurance ou une dérogation.")
    }
    return panel("Documents joints", "<ul class=\"lines\">\(view.current.map { paperItem($0, view) })</ul>")
}

private func replacedPapers(_ view: PapersView) -> HTML? {
    guard !view.replaced.isEmpty else { return nil }
    return """
        <details class="panel"><summary><h2>Remplacés (\(view.replaced.count))</h2></summary>\
        <ul class="lines">\(view.replaced.map { paperItem($0, view) })</ul></details>
        """
}

private func paperItem(_ paper: PaperLine, _ view: PapersView) -> HTML {
    let day = paper.addedAt.day(in: view.author.zone).near(view.today)
    let size = FrenchNumber.grouped(max(1, paper.size / 1024))
    return """
        <li><div><a href="\(Link.paper(paper.id, of: view.dossier.agreement.id))">\(paper.kind.label)</a>\
        <p>\(paper.name), \(size)\u{A0}Ko, joint par \(paper.addedBy)</p>\
        <p class="hint">Empreinte SHA-256 : <code>\(String(paper.sha256.prefix(16)))…</code></p></div>\
        <span class="detail">\(day)</span></li>
        """
}

private func attachPanel(_ view: PapersView, _ state: FormState, _ visit: Visit) -> HTML {
    let replaceable = view.current.map {
        (value: $0.id.rawValue, label: "\($0.kind.label) (\($0.addedAt.day(in: view.author.zone).short))")
    }
    let replace: HTML? =
        replaceable.isEmpty
        ? nil
        : selectField(
            state, "remplace", "Remplace", replaceable, empty: "Aucun", hint: "L’ancien reste dans « Remplacés ».",
            optional: true)
    let kinds = PaperKind.allCases.map { (value: $0.rawValue, label: $0.label) }
    return panel(
        "Joindre un document",
        postForm(
            .papers(of: view.dossier.agreement.id), state, visit: visit, files: true,
            """
            \(selectField(state, "nature", "Nature", kinds))\(fileField(
                state, "fichier", "Fichier", hint: "PDF, JPEG ou PNG, 10\u{A0}Mo au plus.", accept: ".pdf,.jpg,.jpeg,.png"))\
            \(replace)\(field(
                state, "code", "Code du bas de page",
                FieldOptions(hint: "Il dit quelle version a été signée : 26-00042-1-K.", optional: true)))\
            \(formEnd("Joindre", icon: "upload"))
            """))
}

/// A field for one file.
func fileField(_ state: FormState, _ name: String, _ label: String, hint: String, accept: String) -> HTML {
    fieldFrame(state, name, label, hint: hint, optional: false) { described in
        "<input id=\"f-\(name)\" name=\"\(name)\" type=\"file\" accept=\"\(accept)\"\(described)>"
    }
}

func scanPage(_ state: FormState, _ visit: Visit) -> Page {
    let head = pageHead(
        "Retrouver une convention papier", crumbs: [("PFMP", .year), ("Conventions", .agreements(.departing))],
        meta: ["Le code est au bas de chaque page imprimée."])
    return Page(
        "Retrouver une convention papier", in: .pfmp,
        """
        \(head)\(postForm(.scan, state, visit: visit, """
            \(field(state, "code", "Code du bas de page", FieldOptions(hint: "Par exemple 26-00042-1-K.", autocomplete: "off")))\
            \(formEnd("Trouver la convention", icon: "search"))
            """))
        """)
}
