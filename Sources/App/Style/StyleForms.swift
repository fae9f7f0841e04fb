import Domain

// Fields of forms on the page of components; none of them sends anything.

let styleFields: HTML = {
    let state = FormState([
        ("s-nom", "Boulangerie des Essais"), ("s-jour", "2026-11-24"), ("s-choix", "b"), ("s-case", "1"),
        ("s-roles", "signature"),
    ])
    let choices = [(value: "a", label: "Premier"), (value: "b", label: "Deuxième")]
    let roles = [(value: "signature", label: "Signe"), (value: "accueil", label: "Accueille")]
    return """
        <div class="form panel"><div class="pair">\
        \(field(state, "s-nom", "Texte", FieldOptions(hint: "Une aide en une ligne.")))\
        \(field(state, "s-vide", "Texte vide", FieldOptions(optional: true)))</div>\
        <div class="pair">\(dateField(state, "s-jour", "Jour"))\(selectField(state, "s-choix", "Choix", choices, empty: "Aucun"))</div>\
        \(textArea(state, "s-note", "Texte long", optional: true))\
        \(checkbox(state, "s-case", "Case cochée", hint: "Ce qu’elle veut dire."))\
        \(checkboxes(state, "s-roles", "Plusieurs cases", roles, hint: "Autant que nécessaire."))\
        \(field(state, "s-secret", "Mot de passe", FieldOptions(type: "password", autocomplete: "off")))</div>
        """
}()

let styleRefusals: HTML = {
    let state = FormState(
        values: FormValues([("s-siret", "999 888 779 00018"), ("s-fin", "2026-02-30")]),
        problems: [
            FieldProblem(field: "s-siret", message: "Ce SIRET est faux : un chiffre a été mal recopié."),
            FieldProblem(field: "s-fin", message: "Cette date n’existe pas."),
            FieldProblem(field: "s-motif", message: "Choisissez une valeur de la liste."),
        ])
    return """
        \(errorSummary(state))<div class="form panel"><div class="pair">\
        \(field(state, "s-siret", "SIRET", FieldOptions(hint: "14 chiffres.", inputMode: "numeric")))\
        \(dateField(state, "s-fin", "Jusqu’au"))</div>\
        \(selectField(state, "s-motif", "Motif", [(value: "a", label: "Un motif")], empty: "Aucun"))</div>
        """
}()

let styleIcons: HTML = {
    let names = [
        "home", "company", "pfmp", "calendar", "action", "office", "chart", "settings", "search", "person", "people",
        "class", "phone", "mail", "pin", "place", "document", "download", "upload", "print", "plus", "check", "clock",
        "alert", "cross", "edit", "trash", "undo", "next", "previous", "down", "menu", "more", "filter", "sort",
        "sort-up", "sort-down", "star", "link", "lock", "unlock", "logout", "help", "info", "sun-moon", "history",
        "shield", "key", "eye", "tutor", "signature", "swap", "table", "note", "euro", "send", "copy", "pause",
    ]
    let items = names.map { "<li><span class=\"with\">\(icon($0)) \($0)</span></li>" as HTML }
    return "<ul class=\"row\">\(items)</ul>"
}()
