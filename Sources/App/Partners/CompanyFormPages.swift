import Domain

func companyFormPage(
    _ title: String, to link: Link, cancel: Link, _ state: FormState, lookAlikes: [CompanySuggestion] = [],
    known: KnownCompany? = nil, above: HTML? = nil, looksLive: Bool = false,
    submit: String = "Enregistrer l’entreprise", _ visit: Visit
) -> Page {
    let check = looksLive ? live(Link("/entreprises/ressemblances")) : nil
    let version: HTML = "<input type=\"hidden\" name=\"version\" value=\"\(state["version"])\">"
    let body: HTML = """
        \(version)\(identityFields(state))\(liveNotices(knownNotice(known), lookAlikeNotice(lookAlikes, state)))\(placeFields(state))\
        \(reachFields(state))\(relationFields(state))\(formEnd(submit, cancel: cancel))
        """
    return Page(
        title, in: .companies,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Entreprises", .companies)]))\(above)\
        \(postForm(link, state, visit: visit, attributes: check, body))</div>
        """)
}

/// While the form is filled, the address answers what stands in `liveNotices`.
private func live(_ link: Link) -> HTML { " data-findings=\"\(link)\" data-findings-in=\"ressemblances\"" }

private func liveNotices(_ known: HTML?, _ alike: HTML?) -> HTML {
    "<div id=\"ressemblances\">\(known)\(alike)</div><p class=\"vh\" role=\"status\" data-findings-summary></p>"
}

/// What the form shows of the records that look like the one being typed.
func companyLookAlikes(_ known: KnownCompany?, _ alike: [CompanySuggestion], _ state: FormState) -> HTML {
    let summary =
        known != nil
        ? "Cette entreprise est déjà dans votre base."
        : alike.isEmpty ? "" : "Une entreprise semblable existe déjà."
    return
        "\(knownNotice(known))\(known == nil ? lookAlikeNotice(alike, state) : nil)<i hidden data-summary=\"\(summary)\"></i>"
}

private func knownNotice(_ known: KnownCompany?) -> HTML? {
    known.map {
        notice(
            .warning,
            "<p>Cette entreprise est déjà dans votre base : <a href=\"\(Link.company($0.id))\">\($0.name)</a>.</p>")
    }
}

private func lookAlikeNotice(_ alike: [CompanySuggestion], _ state: FormState) -> HTML? {
    guard !alike.isEmpty else { return nil }
    let items = alike.map {
        "<li><a href=\"\(Link.company($0.id))\">\($0.tradeName ?? $0.legalName)</a>, \($0.addressCity)</li>" as HTML
    }
    return notice(
        .warning,
        """
        <p><strong>Une entreprise semblable existe déjà\u{A0}:</strong></p><ul>\(items)</ul>\
        \(checkbox(state, "creer_quand_meme", "Créer quand même une nouvelle fiche"))
        """)
}

private func identityFields(_ state: FormState) -> HTML {
    let reasons = NoSiretReason.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        <section><h2>Identité</h2>\
        \(field(state, "siret", "SIRET", FieldOptions(hint: "14 chiffres ; les espaces ne gênent pas.", inputMode: "numeric", style: "medium")))\
        \(selectField(state, "sans_siret", "Pas de SIRET ?", reasons, empty: "L’entreprise en a un", optional: true))\
        \(field(state, "raison_sociale", "Raison sociale", FieldOptions(hint: "Le nom légal, celui des papiers.")))\
        \(field(state, "enseigne", "Enseigne", FieldOptions(hint: "Le nom que tout le monde connaît, s’il est différent.", optional: true)))\
        <div class="pair">\(selectField(state, "genre", "Type", OrganisationKind.allCases.map { ($0.rawValue, $0.label) }))\
        \(field(state, "effectif", "Effectif", FieldOptions(hint: "Il fixe le nombre de stagiaires en même temps.", optional: true, inputMode: "numeric", style: "short")))</div>\
        <div class="pair">\(field(state, "naf", "Code NAF", FieldOptions(optional: true, style: "short")))\
        \(field(state, "activite", "Activité", FieldOptions(optional: true)))</div>\
        \(field(state, "naf2025", "Code NAF 2025", FieldOptions(hint: "La nouvelle nomenclature, à côté de l’ancienne.", optional: true, style: "short")))</section>
        """
}

private func placeFields(_ state: FormState) -> HTML {
    """
    <section><h2>Adresse</h2>\(field(state, "adresse", "Numéro et voie", FieldOptions(optional: true)))\
    \(field(state, "complement", "Complément", FieldOptions(optional: true)))\
    <div class="pair">\(field(state, "code_postal", "Code postal", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
    \(field(state, "commune", "Commune"))</div>\
    \(field(state, "pays", "Pays", FieldOptions(hint: "France si vous ne dites rien.", optional: true, style: "medium")))\
    \(field(state, "coordonnees", "Position sur la carte", FieldOptions(hint: "Latitude, longitude. Exemple : 46.512, 2.341.", optional: true, style: "medium")))</section>
    """
}

private func reachFields(_ state: FormState) -> HTML {
    """
    <section><h2>Joindre</h2><div class="pair">\(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
    \(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))</div>\
    \(field(state, "site", "Site", FieldOptions(optional: true)))</section>
    """
}

private func relationFields(_ state: FormState) -> HTML {
    """
    <section><h2>Relation</h2><div class="pair">\
    \(selectField(state, "relation", "Où en êtes-vous ?", RelationStatus.allCases.map { ($0.rawValue, $0.label) }))\
    \(selectField(state, "origine", "Connue par", RelationOrigin.allCases.map { ($0.rawValue, $0.label) }))</div>\
    \(field(state, "raison_silence", "Si « Ne plus solliciter » : la raison", FieldOptions(optional: true)))\
    \(field(state, "filieres", "Filières accueillies", FieldOptions(hint: "Séparées par des virgules.", optional: true)))\
    \(field(state, "metiers", "Métiers exercés", FieldOptions(hint: "Séparés par des virgules : boulanger, vendeuse.", optional: true)))\
    <div class="pair">\(field(state, "reseaux", "Réseaux", FieldOptions(hint: "Club, fédération, pôle.", optional: true)))\
    \(field(state, "etiquettes", "Étiquettes", FieldOptions(hint: "Les vôtres : accueil PSH, jury…", optional: true)))</div>\
    <div class="pair">\(field(state, "assureur", "Assureur responsabilité civile", FieldOptions(optional: true)))\
    \(field(state, "contrat", "Numéro de contrat", FieldOptions(optional: true)))</div>\
    \(textArea(state, "notes", "Notes", optional: true))</section>
    """
}

func contactFormPage(
    _ title: String, to link: Link, company: Company, _ state: FormState, isNew: Bool, alike: [Contact] = [],
    _ visit: Visit
) -> Page {
    let roles = ContactRole.allCases.filter { $0 != .tutor }.map { (value: $0.rawValue, label: $0.label) }
    let civilities = ["M.", "Mme"].map { (value: $0, label: $0) }
    let gone: HTML? =
        isNew ? nil : checkbox(state, "parti", "A quitté l’entreprise", hint: "Le contact reste dans l’historique.")
    let check = Link.company(company.id).appending("contacts").appending("ressemblances")
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\(isNew ? liveNotices(nil, contactNotice(alike, state)) : nil)\
        <div class="pair">\(selectField(state, "civilite", "Civilité", civilities, empty: "Sans", optional: true))\
        \(field(state, "prenom", "Prénom", FieldOptions(optional: true)))\(field(state, "nom", "Nom"))</div>\
        \(field(state, "fonction", "Fonction", FieldOptions(optional: true)))\
        <div class="pair">\(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))</div>\
        \(sharedAddress(state))\(checkbox(state, "sans_courriel", "Ne veut plus recevoir de courriels du lycée", hint: "Les campagnes l’écartent ; les conventions lui parviennent toujours."))\
        <fieldset class="group"><legend>Pour les PFMP</legend>\(checkbox(state, "signataire", "Signe les conventions"))\
        \(checkbox(state, "tuteur", "Encadre des apprenants (tuteur)"))\
        \(selectField(state, "majeur", "A 18 ans ou plus", Majority.choices, empty: "À vérifier", hint: "Un tuteur est majeur. Aucune date de naissance n’est demandée.", optional: true))</fieldset>\
        \(checkboxes(state, "roles", "Autres rôles", roles))\(gone)\(formEnd("Enregistrer le contact", cancel: .company(company.id)))
        """
    return Page(
        title, in: .companies,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(postForm(link, state, visit: visit, attributes: isNew ? live(check) : nil, body))</div>
        """)
}

private func contactNotice(_ alike: [Contact], _ state: FormState) -> HTML? {
    guard !alike.isEmpty else { return nil }
    let items = alike.map { person -> HTML in
        let detail = [person.function, person.email ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return
            "<li><a href=\"\(Link("/contacts", [person.id.rawValue, "modifier"]))\">\(person.fullName)</a>\(detail.isEmpty ? "" : ", " + detail)</li>"
    }
    return notice(
        .warning,
        """
        <p><strong>Un contact semblable existe déjà\u{A0}:</strong></p><ul>\(items)</ul>\
        \(checkbox(state, "creer_quand_meme", "Ajouter quand même cette personne"))
        """)
}

/// What the form shows of the people who look like the one being typed.
func contactLookAlikes(_ alike: [Contact], _ state: FormState) -> HTML {
    let summary = alike.isEmpty ? "" : "Un contact semblable existe déjà."
    return "\(contactNotice(alike, state))<i hidden data-summary=\"\(summary)\"></i>"
}

/// Asked only when somebody else has the address.
private func sharedAddress(_ state: FormState) -> HTML? {
    guard state.problem("courriel") != nil, !state["courriel"].isEmpty || !state["meme_courriel"].isEmpty else {
        return nil
    }
    return checkbox(state, "meme_courriel", "Ces deux personnes ont bien la même adresse")
}

func hostPlaceFormPage(_ company: Company, streams: [String], _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.company(company.id).appending("places")
    let body: HTML = """
        \(field(state, "nombre", "Nombre de places", FieldOptions(inputMode: "numeric", style: "short")))\
        \(field(state, "filiere", "Filière ou métier", FieldOptions(hint: streams.isEmpty ? nil : "Par exemple : \(streams.prefix(3).joined(separator: ", ")).", optional: true)))\
        \(selectField(state, "niveau", "Niveau", TrainingLevel.allCases.map { ($0.rawValue, $0.label) }, empty: "Tous les niveaux", optional: true))\
        <div class="pair">\(dateField(state, "du", "À partir du", optional: true))\(dateField(state, "au", "Jusqu’au", optional: true))</div>\
        \(textArea(state, "remarques", "Remarques", optional: true))\(formEnd("Enregistrer les places", cancel: .company(company.id)))
        """
    return Page(
        "Places d’accueil", in: .companies,
        """
        <div class="page narrow">\(pageHead("Places d’accueil", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(postForm(link, state, visit: visit, body))</div>
        """)
}
