import Domain

/// What the page of the journal shows.
struct JournalView: Sendable {
    let entries: [JournalEntry]
    let hasMore: Bool
    let authors: [String]
    let kinds: [String]
    let names: JournalNames
    let query: FormValues
    let author: Author
}

func journalPage(_ view: JournalView) -> Page {
    Page(
        "Journal", in: .settings,
        """
        \(settingsHead(.journal, for: view.author))\(journalFilters(view))\
        \(view.entries.isEmpty ? journalEmpty(view) : journalTable(view))
        """)
}

private func journalFilters(_ view: JournalView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let authors = view.authors.map { (value: $0, label: $0) }
    let kinds = view.kinds.map { (value: $0, label: JournalKinds.label($0)) }
        .sorted { SearchKey($0.label) < SearchKey($1.label) }
    return """
        <form class="filters" method="get" action="\(Link.journal)" data-autosubmit>\
        \(selectField(state, "personne", "Personne", authors, empty: "Tout le monde"))\
        \(selectField(state, "objet", "Objet", kinds, empty: "Tout"))\
        \(dateField(state, "du", "Du"))\(dateField(state, "au", "Au"))\
        <button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func journalEmpty(_ view: JournalView) -> HTML {
    view.query.query(without: "avant").isEmpty
        ? emptyState(
            "history", "Rien n’a encore été fait",
            "Chaque création, correction et suppression s’inscrira ici, avec son auteur et son heure.")
        : emptyState(
            "search", "Aucune action ne répond à ces critères",
            "Élargissez les dates, ou choisissez une autre personne.",
            action: button("Voir tout le journal", to: .journal))
}

private func journalTable(_ view: JournalView) -> HTML {
    let columns: [Column<JournalEntry>] = [
        Column("Quand") { HTML(text: $0.happenedAt.french(in: view.author.zone)) },
        Column("Qui") { HTML(text: $0.authorName) },
        Column("Quoi", header: true) { entry in
            let kind = JournalKinds.label(entry.subjectKind)
            let link = entry.subjectLink(for: view.author)
            let name = view.names[entry.subjectId].map { "\(kind)\u{A0}: \($0)" } ?? kind
            return "\(entry.action) · \(reference(name, to: link ?? .journal, opens: link != nil))"
        },
        Column("Ce qui a changé") { journalChanges($0, view.names) },
    ]
    let last = view.entries.last
    let next =
        view.hasMore
        ? last.map { entry in
            Link.journal.with(
                view.query.query(without: "avant")
                    + [("avant", entry.happenedAt.description + "|" + entry.id.rawValue)])
        } : nil
    let back: Link? = view.query.has("avant") ? Link.journal.with(view.query.query(without: "avant")) : nil
    return """
        \(listTable("Journal des actions", view.entries, columns))\
        \(pager(FrenchNumber.counted(view.entries.count, "action affichée", "actions affichées"), previous: back, next: next))
        """
}

private func journalChanges(_ entry: JournalEntry, _ names: JournalNames) -> HTML {
    let changes = entry.changes(names)
    let shown = changes.prefix(3).map(journalChange)
    guard changes.count > 3 else { return HTML.joined(Array(shown), by: "<br>") }
    let rest = changes.dropFirst(3).map(journalChange)
    return """
        \(HTML.joined(Array(shown), by: "<br>"))<details><summary class="linkish">\
        \(FrenchNumber.counted(rest.count, "autre champ", "autres champs"))</summary>\
        \(HTML.joined(Array(rest), by: "<br>"))</details>
        """
}

private func journalChange(_ change: JournalChange) -> HTML {
    let before: HTML? = change.before.isEmpty ? nil : "<del>\(change.before)</del>\(icon("next"))"
    let after: HTML = change.after.isEmpty ? "<span class=\"muted\">vide</span>" : "<ins>\(change.after)</ins>"
    return "<span class=\"change\">\(change.label) : \(before)\(after)</span>"
}

extension JournalEntry {
    /// The page of what the line is about, where there is one that the person may open.
    fileprivate func subjectLink(for author: Author) -> Link? {
        switch subjectKind {
        case "account" where author.may(.manageAccounts): .person(ID(subjectId))
        case "company" where author.may(.seeCompanies): .company(ID(subjectId))
        case "learner" where author.may(.seeAllLearners): .learner(ID(subjectId))
        case "rule" where author.may(.seeRules): Link.rules.appending(subjectId)
        case "school" where author.may(.manageSchool): .schoolRecord
        default: nil
        }
    }
}
