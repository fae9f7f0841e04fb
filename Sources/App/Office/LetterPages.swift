import Domain

extension MissionLetter.State {
    var tone: Tone {
        switch self {
        case .draft, .renewed, .closed: .neutral
        case .endorsed, .headSigned: .waiting
        case .inForce, .noticeGiven: .done
        }
    }
}

func letterListPage(_ lines: [LetterLine], today: LocalDate, for author: Author) -> Page {
    let title = "Lettres de mission"
    let add = button("Rédiger une lettre", to: .newLetter, icon: "plus", style: "primary")
    let body: HTML =
        lines.isEmpty
        ? emptyState(
            "document", "Aucune lettre de mission",
            "Elle dit à la personne qui tient le bureau ses priorités, ses responsabilités et ses moyens. Le DDFPT la vise, le chef d’établissement la signe.",
            action: add)
        : listTable(
            title, lines,
            [
                Column("Personne", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.letter($0.id))\">\($0.personName)</a>"
                },
                Column("Du") { HTML(text: $0.startsOn.numeric) }, Column("Au") { HTML(text: $0.endsOn.numeric) },
                Column("Quotité", numeric: true) { HTML(text: "\($0.quota)\u{A0}%") },
                Column("Préavis") { HTML(text: $0.noticeOn?.numeric ?? "—") },
                Column("Entretien") { line in
                    HTML(
                        text: line.interviewHeldOn.map { "tenu le \($0.numeric)" } ?? line.interviewPlannedOn.map {
                            "prévu le \($0.numeric)"
                        } ?? "—")
                },
                Column("État") { badge($0.state.label, $0.state.tone) },
            ])
    return Page(title, in: .office, "\(officeHead(title, .letters, actions: [add], for: author))\(body)")
}

/// The form of a letter, new or known.
struct LetterFormView: Sendable {
    let id: ID<MissionLetter>?
    let staff: [StaffMember]

    var link: Link { id.map { Link.letter($0).appending("modifier") } ?? .newLetter }
}

func letterFormPage(_ view: LetterFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.id == nil ? "Rédiger une lettre de mission" : "Modifier la lettre"
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let employers = MissionLetter.Employer.allCases.map { (value: $0.rawValue, label: $0.label) }
    let texts = LetterForm.questions.map { question in
        textArea(
            state, question.name, question.label, hint: question.hint.isEmpty ? nil : question.hint, optional: true,
            rows: 3)
    }
    return Page(
        title, in: .office,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Bureau", .office), ("Lettres de mission", .letters)]))\(postForm(
            view.link, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(field(state, "nom", "Personne", FieldOptions(autocomplete: "off")))\
            \(selectField(state, "personnel", "Dans l’équipe", staff, empty: "Hors de l’équipe", optional: true))<div class="pair">\
            \(selectField(state, "employeur", "Employeur", employers))\
            \(field(state, "quotite", "Quotité dans ce lycée, en %", FieldOptions(inputMode: "numeric", style: "short")))</div>\
            \(field(state, "ailleurs", "Autre lycée", FieldOptions(hint: "Pour un poste partagé : l’autre établissement et sa part.", optional: true)))\
            <div class="pair">\(dateField(state, "du", "Du"))\(dateField(state, "au", "Au"))\
            \(dateField(state, "preavis", "Intention de renouvellement à notifier avant le", optional: true))</div>\
            <section><h2>Ce que dit la lettre</h2>\(texts)</section>\(formEnd("Enregistrer la lettre", cancel: .letters))
            """))</div>
        """)
}

/// One letter with what may happen to it.
struct LetterView: Sendable {
    let letter: MissionLetter
    let school: School
    let today: LocalDate
    let author: Author

    var link: Link { .letter(letter.id) }
    var moves: [MissionLetterTransition] {
        MissionLetterLife.following(letter.state).filter { author.may($0.actor.permission) }
    }
    var mayNoteInterview: Bool {
        letter.state.isRunning && (author.may(.validateRoadmap) || author.may(.signRoadmap))
    }
}

func letterPage(_ view: LetterView, _ state: FormState, _ visit: Visit) -> Page {
    let letter = view.letter
    let title = "Lettre de mission \(French.of(letter.personName))"
    var actions: [HTML] = [button("PDF", to: view.link.appending("document.pdf"), icon: "print")]
    if letter.state == .draft {
        actions.insert(button("Modifier", to: view.link.appending("modifier"), icon: "edit", style: "primary"), at: 0)
    }
    let texts = letter.texts.filter { !$0.text.isEmpty }.map { entry -> HTML in
        let label = LetterForm.questions.first { $0.name == entry.name }?.label ?? ""
        return "<h3>\(label)</h3><p>\(HTML.lines(entry.text))</p>"
    }
    let missing: HTML? =
        letter.state == .draft && !letter.missingParts.isEmpty
        ? notice(.warning, "<p>Avant le visa, il manque : \(letter.missingParts.joined(separator: ", ")).</p>") : nil
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .letters, crumbs: [("Lettres de mission", .letters)], meta: [badge(letter.state.label, letter.state.tone)], actions: actions, for: view.author))\
        \(errorSummary(state))<div class="split section"><div>\(missing)\(panel("La lettre", texts.isEmpty ? "<p class=\"hint\">Rien n’est encore écrit.</p>" : HTML.joined(texts)))</div>\
        <aside aria-label="Vie de la lettre">\(letterFacts(view))\(letterMoves(view, state, visit))\(interviewPanel(view, state, visit))</aside></div>
        """)
}

private func letterFacts(_ view: LetterView) -> HTML {
    let letter = view.letter
    let renewal: String? =
        switch letter.renewal {
        case .unsaid: nil
        case .yes: letter.noticeGivenOn.map { "oui, notifié le \($0.long)" }
        case .no: letter.noticeGivenOn.map { "non, notifié le \($0.long)" }
        }
    return panel(
        "Dates et signatures",
        facts([
            ("Du", fact(letter.startsOn.long)), ("Au", fact(letter.endsOn.long)),
            ("Quotité", fact("\(letter.quota)\u{A0}%")), ("Autre lycée", fact(letter.elsewhere)),
            ("Employeur", fact(letter.employer.label)), ("Préavis avant le", fact(letter.noticeOn?.long)),
            ("Visa du DDFPT", fact(letter.endorsedOn.map { "\(letter.endorsedBy), le \($0.long)" })),
            ("Chef d’établissement", fact(letter.headSignedOn.map { "\(letter.headSignedBy), le \($0.long)" })),
            ("Agent", fact(letter.agentSignedOn.map { "le \($0.long)" })), ("Renouvellement", fact(renewal)),
        ]))
}

private func letterMoves(_ view: LetterView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard !view.moves.isEmpty else {
        return view.letter.state.waitsFor.map { panel("Suite", "<p class=\"hint\">\($0)</p>") }
    }
    let forms = view.moves.map { move -> HTML in
        let fields: HTML? =
            switch move.event {
            case .signAsAgent: dateField(state, "le", "Signée par l’agent le", optional: true)
            case .giveNotice:
                """
                \(dateField(state, "le", "Notifiée le", optional: true))\
                \(selectField(state, "renouvellement", "L’employeur renouvelle", [("oui", "Oui"), ("non", "Non")], empty: "À dire"))
                """
            case .close: "<p class=\"hint\">Une lettre close reste lisible et ne change plus.</p>"
            default: nil
            }
        let form: HTML = """
            <form class="form" method="post" action="\(view.link.appending("etat"))" novalidate>\(visit.hiddenFields)\
            <input type="hidden" name="version" value="\(view.letter.version)"><input type="hidden" name="geste" value="\(move.event.rawValue)">\
            \(fields)<button class="btn\([.endorse, .signAsHead].contains(move.event) ? " primary" : "") wide">\(move.event.label)</button></form>
            """
        guard fields != nil else { return form }
        let isOpen: HTML? = state["geste"] == move.event.rawValue ? " open" : nil
        return "<details class=\"more\"\(isOpen)><summary>\(move.event.label)</summary>\(form)</details>"
    }
    return panel("Suite", HTML.joined(forms))
}

extension MissionLetter.State {
    /// Whose turn it is, for who can do nothing now.
    fileprivate var waitsFor: String? {
        switch self {
        case .draft: "La lettre attend le visa du DDFPT."
        case .endorsed: "La lettre attend la signature du chef d’établissement."
        case .headSigned: "La lettre attend la signature de la personne."
        case .inForce, .noticeGiven, .renewed, .closed: nil
        }
    }
}

private func interviewPanel(_ view: LetterView, _ state: FormState, _ visit: Visit) -> HTML? {
    let letter = view.letter
    guard letter.state.isRunning || letter.interviewHeldOn != nil else { return nil }
    let said = facts([
        ("Prévu", fact(letter.interviewPlannedOn?.long)), ("Tenu", fact(letter.interviewHeldOn?.long)),
        ("Compte rendu", letter.interviewNote.isEmpty ? nil : HTML.lines(letter.interviewNote)),
    ])
    guard view.mayNoteInterview else {
        return panel("Entretien annuel", said.isEmpty ? "<p class=\"hint\">Pas encore prévu.</p>" : said)
    }
    var state = state
    if !state.values.has("prevu") {
        state.values.set("prevu", letter.interviewPlannedOn?.description ?? "")
        state.values.set("tenu", letter.interviewHeldOn?.description ?? "")
        state.values.set("compte_rendu", letter.interviewNote)
    }
    let isOpen: HTML? = state.problem("tenu") == nil ? nil : " open"
    return panel(
        "Entretien annuel",
        """
        \(said)<details class="more"\(isOpen)><summary>Noter l’entretien</summary><form class="form" method="post" action="\(view.link.appending("entretien"))" novalidate>\
        \(visit.hiddenFields)<input type="hidden" name="version" value="\(letter.version)">\(dateField(state, "prevu", "Prévu le", optional: true))\
        \(dateField(state, "tenu", "Tenu le", optional: true))\(textArea(state, "compte_rendu", "Compte rendu", optional: true, rows: 4))\
        <button class="btn wide">Enregistrer l’entretien</button></form></details>
        """)
}
