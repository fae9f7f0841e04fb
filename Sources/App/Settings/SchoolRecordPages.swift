import Domain

func schoolRecordPage(_ school: School, _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    Page(
        "Établissement", in: .settings,
        """
        \(settingsHead(.school, for: author))\(changesMeanwhile(school, state))\
        \(postForm(.schoolRecord, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(placeSection(school, state))\(headSection(state))\(bureauSection(state))\(yearSection(school, state))\
            \(formEnd("Enregistrer la fiche"))
            """))
        """)
}

/// After a conflict: what the record says now, where it differs from what was typed.
private func changesMeanwhile(_ school: School, _ state: FormState) -> HTML? {
    guard state.problems.contains(where: { $0.message == Conflict().message }) else { return nil }
    let current = FormState(school)
    let labels = [
        ("name", "Nom"), ("line1", "Voie"), ("line2", "Complément"), ("postalCode", "Code postal"),
        ("city", "Commune"), ("phone", "Téléphone"), ("schoolEmail", "Adresse électronique"),
        ("headName", "Chef d’établissement"), ("headTitle", "Sa fonction"), ("ddfptName", "DDFPT"),
        ("bureauName", "Bureau"), ("bureauPhone", "Téléphone du bureau"), ("bureauEmail", "Adresse du bureau"),
        ("insurer", "Assureur"), ("insurancePolicy", "Contrat"), ("currentYear", "Année scolaire"),
    ]
    let differences = labels.filter { current[$0.0] != state[$0.0] }
    let items = differences.map { name, label -> HTML in
        let kept = current[name].isEmpty ? "(vide)" : current[name]
        return "<li>\(label) : la fiche dit maintenant <strong>\(kept)</strong></li>"
    }
    return notice(.warning, "<p>Enregistrer de nouveau remplace ces valeurs :</p><ul>\(items)</ul>")
}

private func placeSection(_ school: School, _ state: FormState) -> HTML {
    let territories = Territory.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        <section aria-labelledby="lieu"><h2 id="lieu">L’établissement</h2>\
        \(facts([("UAI", HTML(text: school.uai))]))\
        \(field(state, "name", "Nom de l’établissement"))\(addressFields(state))\
        <div class="pair">\(field(state, "phone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "schoolEmail", "Adresse électronique", FieldOptions(optional: true, type: "email")))</div>\
        <div class="pair">\(academieField(state))\
        \(selectField(state, "territory", "Jours fériés", territories))</div></section>
        """
}

private func headSection(_ state: FormState) -> HTML {
    """
    <section aria-labelledby="direction"><h2 id="direction">La direction</h2>\
    <p class="lead">Ces noms figurent sur les conventions.</p>\
    <div class="pair">\(field(state, "headName", "Chef d’établissement"))\
    \(field(state, "headTitle", "Sa fonction"))</div>\
    \(field(state, "ddfptName", "Directeur délégué aux formations (DDFPT)", FieldOptions(optional: true)))\
    <div class="pair">\(field(state, "insurer", "Assureur de responsabilité civile", FieldOptions(
        hint: "Mention obligatoire des conventions.", optional: true)))\
    \(field(state, "insurancePolicy", "Numéro de contrat", FieldOptions(
        hint: "Celui de l’année en cours.", optional: true)))</div></section>
    """
}

private func bureauSection(_ state: FormState) -> HTML {
    """
    <section aria-labelledby="bureau"><h2 id="bureau">Le bureau des entreprises</h2>\
    \(field(state, "bureauName", "Responsable", FieldOptions(optional: true)))\
    <div class="pair">\(field(state, "bureauPhone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
    \(field(state, "bureauEmail", "Adresse électronique", FieldOptions(optional: true, type: "email")))</div></section>
    """
}

private func yearSection(_ school: School, _ state: FormState) -> HTML {
    let years = (school.currentYear - 1...school.currentYear + 1).map {
        (value: String($0), label: "\($0)-\($0 + 1)")
    }
    return """
        <section aria-labelledby="annee"><h2 id="annee">L’année scolaire</h2>\
        \(selectField(
            state, "currentYear", "Année en cours", years,
            hint: "Les listes de classes et de PFMP montrent cette année."))</section>
        """
}
