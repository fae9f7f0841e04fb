import Domain

func classListPage(_ classes: [ClassLine], year: Int) -> Page {
    let body: HTML =
        classes.isEmpty
        ? emptyState(
            "class", "Aucune classe cette année",
            "Les classes arrivent avec les fichiers SIECLE de l’établissement.",
            action: button("Importer des fichiers", to: Link("/imports"), icon: "upload", style: "primary"))
        : listTable(
            "Classes de l’année", classes,
            [
                Column("Classe", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.schoolClass($0.id))\">\($0.code)</a>"
                },
                Column("Nom") { HTML(text: $0.label) }, Column("Filière") { HTML(text: $0.stream) },
                Column("Apprenants", numeric: true) { "\($0.learnerCount)" },
            ])
    return Page(
        "Classes", in: .learners,
        "\(pageHead("Classes", count: classes.count, crumbs: [("Apprenants", .learners)], meta: [HTML(text: "\(year)-\(year + 1)")]))\(body)"
    )
}

/// Everything about one class.
struct ClassView: Sendable {
    let schoolClass: SchoolClass
    let learners: [LearnerLine]
    let teachers: [ClassTeacher]
    let periods: [PFMPPeriod]
    let today: LocalDate
}

func classPage(_ view: ClassView) -> Page {
    let schoolClass = view.schoolClass
    let level = (try? MEF(schoolClass.mef))?.levelLabel
    let meta = [schoolClass.label, schoolClass.stream, level ?? ""].filter { !$0.isEmpty }.map { HTML(text: $0) }
    return Page(
        schoolClass.code, in: .learners,
        """
        \(pageHead(schoolClass.code, count: view.learners.count, crumbs: [("Apprenants", .learners), ("Classes", .classes)], meta: meta))\
        <div class="columns"><div>\(classLearners(view))</div><div>\(classPeriods(view))\(classTeachers(view))</div></div>
        """)
}

private func classLearners(_ view: ClassView) -> HTML {
    guard !view.learners.isEmpty else {
        return emptyState("people", "Personne dans cette classe", "Aucun apprenant n’y est inscrit aujourd’hui.")
    }
    return listTable(
        "Apprenants de la classe", view.learners,
        [
            Column("Nom", header: true) { "<a class=\"rowlink\" href=\"\(Link.learner($0.id))\">\($0.listName)</a>" },
            Column("Statut") { HTML(text: $0.learnerPublic.label) },
            Column("Âge", numeric: true) { line in
                line.birthDate.map { "\($0.age(on: view.today)) ans" as HTML } ?? "—"
            },
        ])
}

private func classPeriods(_ view: ClassView) -> HTML {
    let items = view.periods.map { period -> HTML in
        """
        <li>\(icon("pfmp"))<div><a href="\(Link("/pfmp", [period.id.rawValue]))">\(period.label)</a>\
        <p>du \(period.startsOn.numeric) au \(period.endsOn.numeric)</p></div></li>
        """
    }
    return panel(
        "PFMP", action: "<a href=\"\(Link.feeds.with([("classe", view.schoolClass.id.rawValue)]))\">S’abonner</a>",
        items.isEmpty ? "<p class=\"hint\">Aucune période prévue.</p>" : "<ul class=\"lines\">\(items)</ul>")
}

private func classTeachers(_ view: ClassView) -> HTML {
    let items = view.teachers.map { teacher -> HTML in
        let role = teacher.principal ? "professeur principal, \(teacher.subject)" : teacher.subject
        return "<li><div><a href=\"\(Link.staff(teacher.id))\">\(teacher.name)</a><p>\(role)</p></div></li>"
    }
    return panel(
        "Équipe pédagogique",
        items.isEmpty
            ? "<p class=\"hint\">Inconnue : importez le fichier de STS-web.</p>" : "<ul class=\"lines\">\(items)</ul>")
}
