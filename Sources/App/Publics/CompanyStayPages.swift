import Domain

/// The contracts and periods under way, and who has none.
struct ContractListView: Sendable {
    let lines: [CompanyStayLine]
    let without: [WithoutContractLine]
    let today: LocalDate
    let author: Author
}

func contractListPage(_ view: ContractListView) -> Page {
    let table: HTML =
        view.lines.isEmpty
        ? emptyState(
            "document", "Aucun contrat noté",
            "Les apprentis et les stagiaires de la formation continue apparaissent à droite : notez leur contrat ou leur période."
        )
        : listTable(
            "Contrats et périodes", view.lines, brief: true,
            [
                Column("Apprenant", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.contract($0.id))\">\($0.listName)</a>"
                },
                Column("Public") { HTML(text: $0.kind == .apprenticeship ? "Apprenti" : "Formation continue") },
                Column("Entreprise") { HTML(text: $0.companyName) },
                Column("Suivi par") { HTML(text: $0.tutorName ?? "—") },
                Column("Dates") { "<span class=\"nowrap\">\($0.startsOn.numeric) – \($0.endsOn.numeric)</span>" },
            ])
    let waiting = view.without.prefix(40).map { line -> HTML in
        let note: HTML? =
            view.author.may(.placeLearners)
            ? "<a class=\"btn small\" href=\"\(Link.contracts(of: line.id))\">Noter<span class=\"vh\"> le contrat de \(line.listName)</span></a>"
            : nil
        return """
            <li><div><a href="\(Link.learner(line.id))">\(line.listName)</a><p>\(line.learnerPublic.label), \(line.classCode)</p></div>\(note)</li>
            """
    }
    let side: HTML =
        waiting.isEmpty
        ? "<p class=\"hint\">Tous ont leur contrat ou leur période.</p>" : "<ul class=\"lines\">\(waiting)</ul>"
    return Page(
        "Apprentis et formation continue", in: .closing,
        """
        \(closingHead(
            "Apprentis et formation continue", .publics, count: view.lines.count, crumbs: [("Autres publics", .publics)],
            for: view.author))\
        \(notice(.info, "<p>Un apprenti va en entreprise avec son contrat, un stagiaire de la formation continue avec la convention de son organisme : ni convention de PFMP, ni quota R. 124-10, ni allocation de l’État.</p>"))\
        <div class="columns"><div>\(table)</div><div>\(panel("Sans contrat noté", side))</div></div>
        """)
}

/// The form of a contract: the host first, then the rest.
struct ContractFormView: Sendable {
    let learner: Learner
    let kind: CompanyStay.Kind
    let company: Company?
    let contacts: [Contact]
    let staff: [StaffMember]
    let words: String
    let found: [CompanySuggestion]
    let editing: ID<CompanyStay>?

    var link: Link { editing.map { Link.contract($0).appending("modifier") } ?? .contracts(of: learner.id) }
}

func contractFormPage(_ view: ContractFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "\(view.kind.label) \(French.of(view.learner.fullName))"
    let crumbs: [(String, Link)] = [("Autres publics", .publics), ("Contrats", .contracts)]
    let body: HTML =
        view.company.map { contractFields(view, $0, state, visit) }
        ?? hostPicker(view.link, words: view.words, found: view.found)
    return Page(
        title, in: .closing,
        """
        <div class="page narrow">\(pageHead(title, crumbs: crumbs, meta: [HTML(text: view.learner.learnerPublic.label)]))\(body)</div>
        """)
}

private func contractFields(_ view: ContractFormView, _ company: Company, _ state: FormState, _ visit: Visit) -> HTML {
    let apprentice = view.kind == .apprenticeship
    let contacts = view.contacts.map {
        (value: $0.id.rawValue, label: [$0.fullName, $0.function].filter { !$0.isEmpty }.joined(separator: ", "))
    }
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    return postForm(
        view.link, state, visit: visit,
        """
        <input type="hidden" name="entreprise" value="\(company.id.rawValue)"><input type="hidden" name="version" value="\(state["version"])">\
        <p><strong><a href="\(Link.company(company.id))">\(company.displayName)</a></strong>, \(company.address.city) \
        <a class="small" href="\(view.link.with([("changer", "1")]))">Changer</a></p>\
        \(selectField(state, "tuteur", view.kind.tutorLabel, contacts, empty: "À choisir plus tard", hint: "Les contacts de l’entreprise.", optional: true))\
        \(selectField(state, "referent", "Suivi au lycée par", staff, empty: "À choisir plus tard", optional: true))\
        <div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour"))</div>\
        \(field(state, "reference", apprentice ? "Numéro de dépôt du contrat" : "Référence de la convention de formation", FieldOptions(optional: true)))\
        \(field(state, "rythme", apprentice ? "Rythme d’alternance" : "Horaires de la semaine", FieldOptions(hint: apprentice ? "Par exemple : une semaine au lycée, trois en entreprise." : "Par exemple : du lundi au vendredi, 35 h.", optional: true)))\
        \(textArea(state, "objectifs", "Objectifs et activités", hint: "Un par ligne.", optional: true, rows: 4))\
        \(formEnd("Enregistrer", cancel: .contracts))
        """)
}

func contractPage(_ dossier: CompanyStayDossier, findings: [Finding], for author: Author) -> Page {
    let stay = dossier.stay
    let title = "\(stay.kind.label) \(French.of(dossier.learner.fullName))"
    var actions = [
        button(
            stay.kind.document.label, to: Link.contract(stay.id).appending("document.pdf"), icon: "print",
            style: "primary")
    ]
    if author.may(.placeLearners) {
        actions.append(button("Modifier", to: Link.contract(stay.id).appending("modifier"), icon: "edit"))
    }
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .publics, crumbs: [("Autres publics", .publics), ("Contrats", .contracts)],
            meta: ["<a href=\"\(Link.learner(dossier.learner.id))\">\(dossier.learner.listName)</a>", HTML(text: dossier.company.displayName)],
            actions: actions, for: author))\(findings.map { notice(.warning, "<p>\($0.message) \($0.remedy)</p>") })\
        <div class="columns"><div>\(panel(
            "Le contrat",
            facts([
                ("Entreprise", reference(dossier.company.displayName, to: .company(dossier.company.id), opens: author.may(.seeCompanies))),
                (stay.kind.tutorLabel, fact(dossier.tutor?.fullName)), ("Suivi au lycée", fact(dossier.referent?.fullName)),
                ("Dates", fact("du \(stay.startsOn.long) au \(stay.endsOn.long)")), ("Référence", fact(stay.reference)),
                ("Rythme", fact(stay.rhythm)), ("Objectifs", stay.objectives.isEmpty ? nil : HTML.lines(stay.objectives)),
            ])))</div><div>\(panel("Ce qui vaut ici", contractRules(stay.kind)))</div></div>
        """)
}

private func contractRules(_ kind: CompanyStay.Kind) -> HTML {
    let rules = CompanyStayTexts.rules(kind).map { "<li>\($0)</li>" as HTML }
    return "<ul class=\"lines\">\(rules)</ul>"
}

/// Sentences that page and paper share.
enum CompanyStayTexts {
    static func rules(_ kind: CompanyStay.Kind) -> [String] {
        switch kind {
        case .apprenticeship:
            [
                "Contrat de travail (Cerfa 10103) déposé à l’opérateur de compétences : pas de convention de PFMP.",
                "Le maître d’apprentissage remplace le tuteur ; le quota R. 124-10 des stagiaires ne s’applique pas.",
                "Pas d’allocation de PFMP : l’apprenti est payé par son employeur.",
                "Un apprenti mineur garde les horaires des mineurs ; le dimanche n’est possible que dans les secteurs de R. 3164-1.",
                "Le calendrier des semaines en entreprise remplace celui des PFMP.",
            ]
        case .adultTraining:
            [
                "Sixième partie du code du travail, hors chapitre L. 124 du code de l’éducation : pas de convention de PFMP.",
                "La convention lie l’organisme de formation (GRETA), l’entreprise et le stagiaire.",
                "Les durées sont celles du diplôme, réduites s’il y a un positionnement.",
                "Ni allocation de l’État, ni quota R. 124-10.",
            ]
        }
    }
}
