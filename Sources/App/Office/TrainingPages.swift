import Domain

/// What the page of training shows.
struct TrainingView: Sendable {
    let lines: [OfficeTrainingLine]
    let followed: [FollowedWebinar]
    let today: LocalDate
    let author: Author
}

func trainingPage(_ view: TrainingView) -> Page {
    let title = "Formation"
    let add = button("Noter une formation", to: .newTraining, icon: "plus", style: "primary")
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "class", "Aucune formation notée",
            "Prise de fonction, webinaires du parcours commun, stages de l’académie : notez-les avec leur attestation.",
            action: add)
        : trainingTable(view)
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .training, actions: view.lines.isEmpty ? [] : [add], for: view.author))\(webinarPanel(view))\
        <section class="section"><header><h2>Sessions</h2></header>\(body)</section>
        """)
}

/// « 25 webinaires »: which ones each person followed.
private func webinarPanel(_ view: TrainingView) -> HTML {
    let people = Dictionary(grouping: view.followed, by: \.staffId).values
        .sorted { ($0[0].familyName, $0[0].firstName) < ($1[0].familyName, $1[0].firstName) }
    guard !people.isEmpty else {
        return panel(
            "Les \(TrainingSession.webinarCount) webinaires du parcours commun",
            "<p class=\"hint\">Aucun n’est encore noté comme suivi. Donnez son rang à chaque webinaire : la vue se remplit seule.</p>"
        )
    }
    let rows = people.map { mine -> HTML in
        let done = Set(mine.map(\.webinar))
        let cells = (1...TrainingSession.webinarCount).map { rank -> HTML in
            done.contains(rank)
                ? "<li class=\"yes\">\(rank)<span class=\"vh\"> suivi</span></li>"
                : "<li>\(rank)<span class=\"vh\"> à suivre</span></li>"
        }
        let pathways = Set(mine.map(\.pathway)).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        return """
            <h3>\(mine[0].firstName) \(mine[0].familyName) : \(done.count) sur \(TrainingSession.webinarCount)</h3>\
            \(pathways.isEmpty ? nil : "<p class=\"hint\">Parcours : \(pathways)</p>" as HTML)<ol class="webinars">\(cells)</ol>
            """
    }
    return panel("Les \(TrainingSession.webinarCount) webinaires du parcours commun", HTML.joined(rows))
}

private func trainingTable(_ view: TrainingView) -> HTML {
    let today = view.today
    let columns: [Column<OfficeTrainingLine>] = [
        Column("Formation", header: true, sessionCell),
        Column("Le") { (line: OfficeTrainingLine) -> HTML in HTML(text: line.heldOn.near(today)) },
        Column("Thème") { (line: OfficeTrainingLine) -> HTML in HTML(text: line.theme) },
        Column("Durée", numeric: true) { (line: OfficeTrainingLine) -> HTML in
            HTML(text: line.minutes == 0 ? "—" : HourSpan.duration(line.minutes))
        },
        Column("Parcours") { (line: OfficeTrainingLine) -> HTML in HTML(text: line.pathway) },
        Column("Présents", numeric: true) { (line: OfficeTrainingLine) -> HTML in
            HTML(text: "\(line.present) sur \(line.enrolled)")
        },
        Column("Attestations", numeric: true) { (line: OfficeTrainingLine) -> HTML in
            HTML(text: line.certificates == 0 ? "—" : String(line.certificates))
        },
    ]
    return listTable("Formations", view.lines, columns)
}

private func sessionCell(_ line: OfficeTrainingLine) -> HTML {
    let rank: HTML? = line.webinar.map { ", n° \($0)" }
    return """
        <a class="rowlink" href="\(Link.training(line.id))">\(line.title)</a><span class="sub">\(line.kind.label)\(rank)</span>
        """
}

func trainingFormPage(_ id: ID<TrainingSession>?, _ state: FormState, _ visit: Visit) -> Page {
    let title = id == nil ? "Noter une formation" : "Modifier la formation"
    let kinds = TrainingSession.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let modes = TrainingSession.Mode.allCases.map { (value: $0.rawValue, label: $0.label) }
    let levels = TrainingSession.Level.allCases.map { (value: $0.rawValue, label: $0.label) }
    return Page(
        title, in: .office,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Bureau", .office), ("Formation", .trainings)]))\(postForm(
            id.map { Link.training($0).appending("modifier") } ?? .newTraining, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\(field(state, "titre", "Titre"))<div class="pair">\
            \(selectField(state, "nature", "Nature", kinds))\
            \(field(state, "rang", "Rang parmi les \(TrainingSession.webinarCount) webinaires", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
            \(selectField(state, "theme", "Thème", TrainingSession.themes.map { ($0, $0) }, empty: "Autre", optional: true))<div class="pair">\
            \(dateField(state, "le", "Jour"))\(field(state, "duree", "Durée", FieldOptions(hint: "1 h 30, ou 45", optional: true, style: "short")))</div>\
            <div class="pair">\(selectField(state, "mode", "Forme", modes))\(selectField(state, "niveau", "Niveau", levels))</div>\
            \(field(state, "organisateur", "Organisateur", FieldOptions(optional: true)))\
            \(field(state, "parcours", "Parcours", FieldOptions(hint: "Le parcours dont elle fait partie, s’il y en a un.", optional: true)))\
            \(field(state, "adresse", "Adresse web", FieldOptions(optional: true, type: "url")))\(formEnd("Enregistrer la formation", cancel: .trainings))
            """))</div>
        """)
}

/// One session with who followed it.
struct TrainingSessionView: Sendable {
    let session: TrainingSession
    let parts: [TrainingPartLine]
    let staff: [StaffMember]
    let today: LocalDate
    let author: Author
}

func trainingSessionPage(_ view: TrainingSessionView, _ state: FormState, _ visit: Visit) -> Page {
    let session = view.session
    let link: HTML? =
        session.address.isEmpty ? nil : "<a href=\"\(session.address)\" rel=\"noreferrer\">\(session.address)</a>"
    let items = view.parts.map { partItem($0, session) }
    let people: HTML =
        items.isEmpty ? "<p class=\"hint\">Personne n’est inscrit.</p>" : "<ul class=\"lines\">\(items)</ul>"
    let known: [(String, HTML?)] = [
        ("Thème", fact(session.theme)),
        ("Durée", fact(session.minutes == 0 ? nil : HourSpan.duration(session.minutes))),
        ("Forme", fact(session.mode.label)), ("Niveau", fact(session.level.label)),
        ("Organisateur", fact(session.organiser)), ("Parcours", fact(session.pathway)),
        ("Webinaire", fact(session.webinar.map { "\($0) sur \(TrainingSession.webinarCount)" })), ("Adresse", link),
    ]
    let head = officeHead(
        session.title, .training, crumbs: [("Formation", .trainings)],
        meta: [HTML(text: session.kind.label), HTML(text: session.heldOn.long)],
        actions: [button("Modifier", to: Link.training(session.id).appending("modifier"), icon: "edit")],
        for: view.author)
    return Page(
        session.title, in: .office,
        """
        \(head)<div class="columns"><div>\(panel("Participants", people))\
        \(panel("Inscrire, ou noter la présence", partForm(view, state, visit)))</div><div>\(panel("La session", facts(known)))</div></div>
        """)
}

private func partItem(_ part: TrainingPartLine, _ session: TrainingSession) -> HTML {
    let tone: Tone = part.attendance == .present ? .done : part.attendance == .enrolled ? .waiting : .neutral
    let file: HTML? =
        part.certificateName.isEmpty
        ? nil
        : "<a href=\"\(Link.training(session.id).appending("attestations").appending(part.staffId.rawValue))\">Attestation<span class=\"vh\"> de \(part.name)</span></a>"
    let detail = [
        part.selfRating.map { "s’évalue à \($0) sur 4" }, part.toApply.isEmpty ? nil : "à appliquer : \(part.toApply)",
    ]
    .compactMap(\.self).joined(separator: " ; ")
    return "<li><div>\(part.name)<p>\(detail)</p></div>\(file)\(badge(part.attendance.label, tone))</li>"
}

private func partForm(_ view: TrainingSessionView, _ state: FormState, _ visit: Visit) -> HTML {
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let attendances = TrainingPart.Attendance.allCases.map { (value: $0.rawValue, label: $0.label) }
    let error: HTML? = state.problem("fichier").map { "<p class=\"error\" id=\"e-fichier\">\(icon("alert")) \($0)</p>" }
    let ratings: [(value: String, label: String)] = (1...4).map { (value: String($0), label: "\($0) sur 4") }
    return postForm(
        Link.training(view.session.id).appending("participants"), state, visit: visit, files: true,
        """
        \(selectField(state, "personne", "Personne", staff, empty: "Choisir"))<div class="pair">\
        \(selectField(state, "presence", "Présence", attendances))\
        \(selectField(state, "auto", "Auto-évaluation", ratings, empty: "—", optional: true))</div>\
        \(field(state, "application", "Ce que je vais appliquer", FieldOptions(optional: true)))\
        <div class="field"><label for="f-fichier">Attestation <span class="optional">(facultatif)</span></label><p class="hint" id="h-fichier">PDF, JPEG ou PNG.</p>\
        <input id="f-fichier" type="file" name="fichier" accept="application/pdf,image/jpeg,image/png" aria-describedby="h-fichier">\(error)</div>\
        \(formEnd("Enregistrer"))
        """)
}
