import Domain

func searchPage(_ results: SearchResults, query: FormValues) -> Page {
    let state = FormState(values: query, problems: [])
    let typed = query["q"]
    let body: HTML
    if typed.isEmpty {
        body = emptyState(
            "search", "Que cherchez-vous ?",
            "Un nom d’élève, une entreprise, une commune, un SIRET, un contact, une classe. Ni les accents, ni les fautes de frappe ne comptent."
        )
    } else if results.isEmpty {
        body = emptyState(
            "search", "Rien ne répond à « \(typed) »",
            "Essayez avec moins de mots, ou seulement le début du nom.")
    } else {
        body = groups(results)
    }
    return Page(
        "Recherche",
        """
        \(pageHead("Recherche"))<form class="filters" method="get" action="\(Link.search)" role="search">\
        \(field(state, "q", "Nom, entreprise, commune, SIRET", FieldOptions(type: "search")))\
        <button class="btn">\(icon("search")) Chercher</button></form>\(body)
        """)
}

private func groups(_ results: SearchResults) -> HTML {
    let learners = results.learners.map { line($0.listName, $0.classCode ?? "", .learner($0.id), "person") }
    let companies = results.companies.map { company in
        line(company.tradeName ?? company.legalName, company.addressCity, .company(company.id), "company")
    }
    let contacts = results.contacts.map { contact in
        line(contact.name, contact.tradeName ?? contact.legalName, .company(contact.companyId), "phone")
    }
    let classes = results.classes.map { line($0.code, $0.label, Link("/classes", [$0.id.rawValue]), "class") }
    let staff = results.staff.map { line($0.name, $0.discipline, Link("/equipe", [$0.id.rawValue]), "people") }
    return """
        \(group("Apprenants", learners))\(group("Entreprises", companies))\(group("Contacts", contacts))\
        \(group("Classes", classes))\(group("Équipe", staff))
        """
}

private func group(_ title: String, _ lines: [HTML]) -> HTML? {
    lines.isEmpty ? nil : panel(title, "<ul class=\"lines\">\(lines)</ul>")
}

private func line(_ label: String, _ detail: String, _ link: Link, _ name: String) -> HTML {
    "<li>\(icon(name))<div><a href=\"\(link)\">\(label)</a></div><span class=\"detail\">\(detail)</span></li>"
}
