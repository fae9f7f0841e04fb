import Domain

extension Link {
    static let classes = Link("/classes")

    static func schoolClass(_ id: ID<SchoolClass>) -> Link { Link("/classes", [id.rawValue]) }
}

/// The classes of the year.
struct ClassListView: Sendable {
    let classes: [ClassLine]
    let principals: [ID<SchoolClass>: [String]]
    let year: Int
    let mayImport: Bool
}

func classListPage(_ view: ClassListView) -> Page {
    Page(
        "Classes", in: .learners,
        """
        \(pageHead("Classes", count: view.classes.count, crumbs: [("Apprenants", .learners)], meta: ["Année \(view.year)-\(view.year + 1)"]))\
        \(view.classes.isEmpty ? classesEmpty(view) : classTable(view))
        """)
}

private func classesEmpty(_ view: ClassListView) -> HTML {
    let action = view.mayImport ? button("Importer des fichiers", to: .imports, icon: "upload", style: "primary") : nil
    return emptyState(
        "class", "Aucune classe pour cette année",
        "Les classes arrivent avec les fichiers SIECLE « Élèves » et « Structures ».", action: action)
}

private func classTable(_ view: ClassListView) -> HTML {
    let columns: [Column<ClassLine>] = [
        Column("Classe", header: true) { "<a class=\"rowlink\" href=\"\(Link.schoolClass($0.id))\">\($0.code)</a>" },
        Column("Libellé") { HTML(text: $0.label) },
        Column("Filière") { HTML(text: $0.stream) },
        Column("Professeur principal") { HTML(text: (view.principals[$0.id] ?? []).joined(separator: ", ")) },
        Column("Apprenants", numeric: true) { HTML(text: FrenchNumber.grouped($0.learnerCount)) },
    ]
    return listTable("Classes de l’année", view.classes, columns)
}

// MARK: One class

/// Everything about one class.
struct ClassView: Sendable {
    let schoolClass: SchoolClass
    let learners: [LearnerLine]
    let teachers: [TeacherLine]
    /// The periods in a company, given by the feature that plans them.
    let periods: HTML
    let maySeeStaff: Bool
    let today: LocalDate
}

func classPage(_ view: ClassView) -> Page {
    let schoolClass = view.schoolClass
    var meta: [HTML] = ["Année \(schoolClass.schoolYear)-\(schoolClass.schoolYear + 1)"]
    if !schoolClass.stream.isEmpty { meta.append(HTML(text: schoolClass.stream)) }
    if let level = MEF(rawValue: schoolClass.mef)?.levelLabel { meta.append(HTML(text: level)) }
    let title = schoolClass.label == schoolClass.code ? schoolClass.code : schoolClass.code + " — " + schoolClass.label
    return Page(
        schoolClass.code, in: .learners,
        """
        \(pageHead(title, crumbs: [("Apprenants", .learners), ("Classes", .classes)], meta: meta))\
        <div class="columns"><div>\(view.periods)\(classLearners(view))</div>\
        <aside>\(view.maySeeStaff ? classTeachers(view) : nil)</aside></div>
        """)
}

private func classLearners(_ view: ClassView) -> HTML {
    let columns: [Column<LearnerLine>] = [
        Column("Nom", header: true) { "<a class=\"rowlink\" href=\"\(Link.learner($0.id))\">\($0.listName)</a>" },
        Column("Statut") { HTML(text: $0.learnerPublic.label) },
        Column("Âge", numeric: true) { line in
            line.birthDate.map { "\($0.age(on: view.today)) ans" as HTML } ?? "—"
        },
    ]
    let table =
        view.learners.isEmpty
        ? emptyState(
            "people", "Personne dans cette classe",
            "Les apprenants y entrent avec l’import SIECLE, ou depuis leur fiche.")
        : listTable("Apprenants de la classe", view.learners, columns)
    return """
        <section class="section"><header><h2>Apprenants <span class="count">\(view.learners.count)</span></h2></header>\(table)</section>
        """
}

private func classTeachers(_ view: ClassView) -> HTML {
    guard !view.teachers.isEmpty else {
        return panel(
            "Équipe de la classe",
            "<p class=\"hint\">Aucun enseignant connu. Importez le fichier STS-web « sts_emp ».</p>")
    }
    let items = view.teachers.map { teacher -> HTML in
        let mark: HTML? = teacher.principal ? badge("Professeur principal", .done) : nil
        return """
            <li><div><a href="\(Link.staff(teacher.id))">\(teacher.name)</a><p>\(teacher.subjects.joined(separator: ", "))</p></div>\(mark)</li>
            """
    }
    return panel("Équipe de la classe", "<ul class=\"lines\">\(items)</ul>")
}
