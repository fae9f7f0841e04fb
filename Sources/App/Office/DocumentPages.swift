import Domain

/// What the library shows.
struct DocumentsView: Sendable {
    let lines: [OfficeDocumentLine]
    let query: FormValues
    let streams: [String]
    let today: LocalDate
    let author: Author
    /// The document just withdrawn, to bring it back.
    let withdrawn: ID<OfficeDocumentRow>?
}

func documentsPage(_ view: DocumentsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Documents du bureau"
    let mayAdd = view.author.may(.manageOffice)
    let undo: HTML? = view.withdrawn.map { id in
        notice(
            .info,
            """
            <p>Document retiré.</p>\(postButton("Le rétablir", to: Link.officeDocument(id).appending("retour"), visit: visit, icon: "undo", style: "small"))
            """)
    }
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .documents, for: view.author))\(undo)<div class="columns"><div>\(documentFilters(view))\(documentGroups(view, visit))</div>\
        <div>\(mayAdd ? panel("Ajouter un document", documentForm(view, state, visit)) : nil)</div></div>
        """)
}

private func documentFilters(_ view: DocumentsView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    return """
        <form class="filters" method="get" action="\(Link.officeDocuments)">\
        \(field(state, "q", "Titre ou filière", FieldOptions(type: "search")))<button class="btn">\(icon("search")) Chercher</button></form>
        """
}

private func documentGroups(_ view: DocumentsView, _ visit: Visit) -> HTML {
    guard !view.lines.isEmpty else {
        return emptyState(
            "document", view.query["q"].isEmpty ? "Aucun document" : "Aucun document de ce nom",
            "Livret du tuteur, modèles de lettres, guides : ce que chacun doit retrouver sans le demander.")
    }
    return HTML.joined(
        OfficeDocumentKind.allCases.compactMap { kind in
            let mine = view.lines.filter { $0.kind == kind }
            guard !mine.isEmpty else { return nil }
            return panel(kind.label, "<ul class=\"lines\">\(mine.map { documentItem($0, view, visit) })</ul>")
        })
}

private func documentItem(_ line: OfficeDocumentLine, _ view: DocumentsView, _ visit: Visit) -> HTML {
    let format = PaperFile.Media(rawValue: line.mediaType)?.fileExtension.uppercased() ?? ""
    let size = line.size < 1_048_576 ? "\(max(1, line.size / 1024))\u{A0}Ko" : "\(line.size / 1_048_576)\u{A0}Mo"
    let old: HTML? = line.validUntil.flatMap { $0 < view.today ? badge("À mettre à jour", .late) : nil }
    let detail = [
        "\(format), \(size)", line.stream, line.audience == .office ? "bureau et direction" : "",
        line.validUntil.map { "valable jusqu’au \($0.numeric)" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    let remove: HTML? =
        view.author.may(.manageOffice)
        ? postButton(
            "Retirer", to: Link.officeDocument(line.id).appending("retrait"), visit: visit, style: "quiet small") : nil
    return
        "<li>\(icon("document"))<div><a href=\"\(Link.officeDocument(line.id))\">\(line.title)</a><p>\(detail)</p></div>\(old)\(remove)</li>"
}

private func documentForm(_ view: DocumentsView, _ state: FormState, _ visit: Visit) -> HTML {
    let kinds = OfficeDocumentKind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let audiences = DocumentAudience.allCases.map { (value: $0.rawValue, label: $0.label) }
    let error: HTML? = state.problem("fichier").map { "<p class=\"error\" id=\"e-fichier\">\(icon("alert")) \($0)</p>" }
    return postForm(
        .officeDocuments, state, visit: visit, files: true,
        """
        \(field(state, "titre", "Titre"))\(selectField(state, "nature", "Rubrique", kinds))\
        <div class="field"><label for="f-fichier">Fichier</label><p class="hint" id="h-fichier">PDF, JPEG ou PNG, \(PaperFile.mostBytes >> 20) Mo au plus.</p>\
        <input id="f-fichier" type="file" name="fichier" accept="application/pdf,image/jpeg,image/png" aria-describedby="h-fichier">\(error)</div>\
        \(selectField(state, "lecteurs", "Qui le lit", audiences))\
        \(selectField(state, "filiere", "Filière", view.streams.map { ($0, $0) }, empty: "Toutes", optional: true))\
        \(dateField(state, "valable", "Valable jusqu’au", optional: true))\(formEnd("Ajouter le document"))
        """)
}
