import Domain
import Exchange

/// The columns of a sheet, what each is taken for, and the first rows.
struct MappingView: Sendable {
    let run: ImportRun
    let kind: ImportKind
    let mapping: ColumnMapping
    let table: Table
}

func mappingPage(_ view: MappingView, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.importRun(view.run.id).appending("colonnes")
    let state = state.values.pairs.isEmpty ? FormState(values: filled(view), problems: state.problems) : state
    return Page(
        "Reconnaître les colonnes", in: .imports,
        """
        \(pageHead("Reconnaître les colonnes", crumbs: [("Imports", .imports)], meta: [HTML(text: view.table.file)]))\
        \(importSteps(view.run, at: 1))\
        \(postForm(link, state, visit: visit, mappingBody(view, state)))
        """)
}

private func mappingBody(_ view: MappingView, _ state: FormState) -> HTML {
    let kinds = [ImportKind.learners, .companies].map { (value: $0.rawValue, label: $0.label) }
    return """
        \(panel("Ce fichier contient", selectField(state, "sorte", "Sorte de liste", kinds)))\
        \(panel("Colonnes", columnTable(view, state)))\
        <p class="hint">Bureau retient ces réponses : le prochain fichier aux mêmes titres ne posera plus la question.</p>\
        \(formEnd("Voir ce qui va changer", cancel: .imports, icon: "search"))
        """
}

private func columnTable(_ view: MappingView, _ state: FormState) -> HTML {
    let targets = ColumnTarget.all(for: view.mapping.kind).map { (value: $0.rawValue, label: $0.label) }
    let rows = view.table.header.enumerated().map { index, title -> HTML in
        let samples = view.table.rows.lazy.map { $0.cells.indices.contains(index) ? $0.cells[index] : "" }
            .filter { !$0.isEmpty }.prefix(3).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 }
        let name = "c\(index)"
        let options = targets.map { target -> HTML in
            let selected: HTML? = target.value == state[name] ? " selected" : nil
            return "<option value=\"\(target.value)\"\(selected)>\(target.label)</option>"
        }
        let shown = title.isEmpty ? "Colonne \(index + 1)" : title
        return """
            <tr><th scope="row"><label for="f-\(name)">\(shown)</label></th>\
            <td data-label="Exemples">\(samples.joined(separator: " · "))</td>\
            <td data-label="Devient"><select id="f-\(name)" name="\(name)"><option value="">Ne pas reprendre</option>\(options)</select></td></tr>
            """
    }
    return """
        <div class="tablebox"><table class="list asrows"><caption class="vh">Colonnes du fichier</caption><thead><tr>\
        <th scope="col">Colonne du fichier</th><th scope="col">Exemples</th><th scope="col">Devient</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>
        """
}

private func filled(_ view: MappingView) -> FormValues {
    var values = FormValues()
    values.append("sorte", view.kind.rawValue)
    for (index, target) in view.mapping.columns { values.append("c\(index)", target.rawValue) }
    return values
}

/// What the mapping form sends.
struct MappingForm: FormInput {
    let kind: ImportKind
    /// By index of the column.
    let columns: [Int: ColumnTarget]

    init(reading form: inout FormReader) {
        kind = form.choice("sorte", or: .learners)
        var columns: [Int: ColumnTarget] = [:]
        for (name, value) in form.values.pairs where name.hasPrefix("c") {
            if let index = Int(name.dropFirst()), let target = ColumnTarget(rawValue: value) { columns[index] = target }
        }
        self.columns = columns
    }
}
