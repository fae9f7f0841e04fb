import Domain

func firstRunPage(_ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        "Ouvrir le bureau de votre lycée",
        lead: "Deux choses suffisent pour commencer : l’établissement et votre compte. Tout se change ensuite.",
        large: true, visit: visit,
        postForm(
            .firstRun, state, visit: visit,
            """
            \(visit.app.settings.isReachableFromElsewhere ? codeSection(state) : nil)\
            <section aria-labelledby="lycee"><h2 id="lycee">L’établissement</h2>\(schoolFields(state))</section>\
            <section aria-labelledby="compte"><h2 id="compte">Votre compte</h2>\(accountFields(state))</section>\
            \(formEnd("Ouvrir le bureau"))
            """))
}

private func codeSection(_ state: FormState) -> HTML {
    """
    <section aria-labelledby="ouverture"><h2 id="ouverture">Le code d’ouverture</h2>\
    \(field(state, "code", "Code", FieldOptions(
        hint: "Le serveur l’a affiché au démarrage. Il montre que vous êtes la personne qui l’installe.",
        autocomplete: "off", style: "short")))</section>
    """
}

private func schoolFields(_ state: FormState) -> HTML {
    """
    \(field(state, "uai", "UAI", FieldOptions(hint: "Sept chiffres et une lettre, par exemple 0999001W.", style: "short")))\
    \(field(state, "name", "Nom de l’établissement"))\
    \(addressFields(state))\
    <div class="pair">\(field(state, "phone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
    \(academieField(state, empty: "D’après le code UAI"))</div>\
    <div class="pair">\(field(state, "headName", "Chef d’établissement", FieldOptions(hint: "Prénom et nom.")))\
    \(field(state, "headTitle", "Sa fonction", FieldOptions(hint: "Comme sur les conventions.")))</div>
    """
}

private func accountFields(_ state: FormState) -> HTML {
    let roles = FirstRunForm.roles.map { (value: $0.rawValue, label: $0.label) }
    return """
        <div class="pair">\(field(state, "firstName", "Prénom", FieldOptions(autocomplete: "given-name")))\
        \(field(state, "familyName", "Nom", FieldOptions(autocomplete: "family-name")))</div>\
        \(selectField(state, "role", "Vous êtes", roles))\
        \(field(state, "email", "Adresse électronique professionnelle", FieldOptions(type: "email", autocomplete: "email")))\
        \(newPasswordField(state))
        """
}

/// Street, complement, postal code and town.
func addressFields(_ state: FormState) -> HTML {
    """
    \(field(state, "line1", "Numéro et voie", FieldOptions(autocomplete: "off")))\
    \(field(state, "line2", "Complément", FieldOptions(optional: true, autocomplete: "off")))\
    <div class="pair">\(field(state, "postalCode", "Code postal", FieldOptions(inputMode: "numeric", style: "short")))\
    \(field(state, "city", "Commune"))</div>
    """
}

func academieField(_ state: FormState, empty: String? = nil) -> HTML {
    let choices = Academie.all.map { (value: $0.code, label: $0.name) }
        .sorted { SearchKey($0.label).rawValue < SearchKey($1.label).rawValue }
    return selectField(state, "academie", "Académie", choices, empty: empty)
}
