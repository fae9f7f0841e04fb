import Domain

extension Link {
    static func allowance(of learner: ID<Learner>) -> Link { Link.learner(learner).appending("allocation") }

    static func gratification(of placement: ID<Placement>) -> Link {
        Link.placement(placement).appending("gratification")
    }

    static let allowanceForecast = Link("/allocations/prevision")
}

extension AllowanceLine.State {
    var tone: Tone {
        switch self {
        case .toEnter: .waiting
        case .entered: .done
        case .failed: .late
        }
    }

    var badge: HTML { App.badge(label, tone) }
}

/// What the list to key in shows.
struct AllowanceListView: Sendable {
    let slice: PageSlice<AllowanceEntry>
    let selection: AllowanceSelection
    let counts: [AllowanceSelection: Int]
    let total: Cents
    let classes: [String]
    let classCode: String
    let notice: String?
    let year: Int
    let author: Author

    var query: [(String, String)] { [("etat", selection.rawValue), ("classe", classCode)] }
}

func allowanceListPage(_ view: AllowanceListView, _ state: FormState, _ visit: Visit) -> Page {
    let choices = AllowanceSelection.allCases.map { selection in
        (
            value: selection, label: "\(selection.label) (\(view.counts[selection, default: 0]))",
            link: Link.allowances.with([("etat", selection.rawValue), ("classe", view.classCode)])
        )
    }
    let actions = [
        button("Prévision", to: .allowanceForecast, icon: "euro"),
        button("CSV pour ApLyPro", to: Link.allowances.appending("export.csv").with(view.query), icon: "download"),
    ]
    let sum = view.total.rawValue > 0 ? [HTML(text: "Total de la liste\u{A0}: \(view.total.french)")] : []
    return Page(
        "Allocation", in: .closing, full: true,
        """
        \(closingHead(
            "Allocation", .allowances, count: view.slice.total,
            meta: [HTML(text: "Année scolaire \(view.year)-\(view.year + 1)")] + sum, actions: actions,
            for: view.author))\(choiceLinks("État des lignes", choices, current: view.selection))\
        \(closingClassFilter(.allowances, view.selection.rawValue, view.classes, view.classCode))\
        \(view.notice.map { notice(.warning, "<p>\($0)</p>") })\(errorSummary(state))\(allowanceBody(view, state, visit))
        """)
}

private func allowanceBody(_ view: AllowanceListView, _ state: FormState, _ visit: Visit) -> HTML {
    guard !view.slice.rows.isEmpty else {
        return emptyState(
            "euro", "Aucune ligne dans cette liste",
            "Une ligne est prête quand la période est finie, les jours attestés et le dossier complet.")
    }
    let rows = view.slice.rows.map(allowanceRow)
    let pager = view.slice.pager("ligne affichée", "lignes affichées", on: .allowances, query: view.query)
    return """
        <form method="post" action="\(Link.allowances.appending("lignes"))" novalidate data-selection>\(visit.hiddenFields)\
        <input type="hidden" name="etat" value="\(view.selection.rawValue)"><input type="hidden" name="classe" value="\(view.classCode)">\
        <div class="tablebox"><table class="list asrows brief"><caption class="vh">Lignes à saisir dans ApLyPro</caption><thead><tr>\
        <th class="pick" scope="col"><input type="checkbox" data-all aria-label="Cocher toutes les lignes affichées"></th><th scope="col">Élève</th><th scope="col">Classe</th>\
        <th scope="col">Période</th><th scope="col" class="num">Jours</th><th scope="col" class="num">Montant</th>\
        <th scope="col">Ce qui manque</th></tr></thead><tbody>\(rows)</tbody></table></div>\(pager)\
        \(allowanceGestures(view.selection, state))</form>
        """
}

private func allowanceRow(_ entry: AllowanceEntry) -> HTML {
    let row = entry.row
    let capped: HTML? = entry.amount?.isCapped == true ? " \(tag("plafond"))" : nil
    let note: HTML? = row.lineNote.flatMap { $0.isEmpty ? nil : "<p class=\"small\">\($0)</p>" }
    let first = entry.checks.first.map { check in
        "\(badge(check.blocks ? "Bloquant" : "À vérifier", check.blocks ? .late : .soon)) <span class=\"small\">\(check.message)</span>"
            as HTML
    }
    let more: HTML? =
        entry.checks.count > 1
        ? "<p class=\"small muted\">et \(FrenchNumber.counted(entry.checks.count - 1, "autre point", "autres points"))</p>"
        : nil
    return """
        <tr><td class="pick"><input type="checkbox" name="placement" value="\(row.placementId.rawValue)" \
        aria-label="Choisir \(row.listName), \(row.label)"></td><th scope="row"><a class="rowlink" href="\(Link.allowance(of: row.learnerId))">\
        \(row.listName)</a></th><td data-label="Classe">\(row.classCode)</td><td data-label="Période">\(row.label), jusqu’au \(row.endsOn.short)</td>\
        <td class="num" data-label="Jours">\(entry.days)</td><td class="num" data-label="Montant">\(entry.due.french)\(capped)</td>\
        <td data-label="Ce qui manque"><div>\(first ?? badge("Rien ne manque", .done))\(more)\(note)</div></td></tr>
        """
}

private func allowanceGestures(_ selection: AllowanceSelection, _ state: FormState) -> HTML {
    var buttons: [HTML] = []
    func gesture(_ event: AllowanceLine.Event, _ style: String) -> HTML {
        "<button class=\"btn \(style)\" name=\"geste\" value=\"\(event.rawValue)\">\(event.label)</button>"
    }
    switch selection {
    case .ready, .failed: buttons = [gesture(.enter, "primary"), gesture(.fail, "")]
    case .entered: buttons = [gesture(.fail, ""), gesture(.reopen, "")]
    case .incomplete: buttons = [gesture(.fail, "")]
    }
    return """
        <div class="section panel">\(field(state, "motif", "Message d’ApLyPro", FieldOptions(hint: "Pour noter une erreur seulement.", optional: true)))\
        <div class="formend">\(buttons)</div><p class="hint">Cochez les lignes, puis notez ce que vous avez fait dans ApLyPro. Bureau n’envoie rien à l’ASP.</p></div>
        """
}

// MARK: A learner

/// The allowance of one learner over the year.
struct LearnerAllowanceView: Sendable {
    let learner: Learner
    let entries: [AllowanceEntry]
    /// Periods of the class still without a host: their days are expected too.
    let open: [PFMPPeriod]
    let openDays: Int
    let file: AllowanceFile?
    let year: Int
    let today: LocalDate
    let author: Author

    var rate: AllowanceRateAnswer? { entries.first?.rate }
    var certified: Cents {
        entries.filter { $0.isCertified && $0.row.endsOn < today }.map(\.due).reduce(Cents(rawValue: 0), +)
    }
    /// What the year will bring when every planned day is done.
    var expected: Cents {
        guard let rate = rate?.rate else { return Cents(rawValue: 0) }
        let asked = entries.map(\.due).reduce(Cents(rawValue: 0), +).rawValue + openDays * rate.daily.rawValue
        return Cents(rawValue: min(rate.cap.rawValue, asked))
    }
}

func learnerAllowancePage(_ view: LearnerAllowanceView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Allocation \(French.of(view.learner.fullName))"
    let actions: [HTML] =
        view.rate?.rate == nil
        ? [] : [button("Fiche famille", to: Link.allowance(of: view.learner.id).appending("fiche.pdf"), icon: "print")]
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .allowances, crumbs: [("Allocation", .allowances)],
            meta: ["<a href=\"\(Link.learner(view.learner.id))\">\(view.learner.listName)</a>", HTML(text: "\(view.year)-\(view.year + 1)")],
            actions: actions, for: view.author))\(view.rate?.notice.map { notice(.warning, "<p>\($0)</p>") })\
        <div class="split section"><div>\(learnerStays(view))</div><aside aria-label="Montants et dossier">\(amountPanel(view))\
        \(filePanel(view, state, visit))</aside></div>
        """)
}

private func learnerStays(_ view: LearnerAllowanceView) -> HTML {
    guard !view.entries.isEmpty else {
        return emptyState(
            "euro", "Aucune période cette année", "L’allocation se compte à partir des périodes sous convention.")
    }
    let items = view.entries.map { entry -> HTML in
        let row = entry.row
        let checks = entry.checks.map { check -> HTML in
            """
            <li class="\((check.blocks ? Tone.late : Tone.soon).rawValue)">\(icon(check.blocks ? "alert" : "clock"))<div>\(check.message) \(check.remedy)\
            <span class="source">\(check.code.rawValue)</span></div></li>
            """
        }
        let capped: HTML? =
            entry.amount?.isCapped == true
            ? "<p class=\"small\">Plafond de l’année : \(entry.amount?.asked.french) ramenés à \(entry.due.french).</p>"
            : nil
        return """
            <section class="panel findings"><header><h2>\(row.label), \(row.companyName)</h2>\(row.state.badge)</header>\
            <p>du \(row.startsOn.short) au \(row.endsOn.long) : \(FrenchNumber.counted(entry.days, "jour", "jours"))\
            \(entry.isCertified ? "" : " prévus"), <strong>\(entry.due.french)</strong></p>\(capped)\
            \(row.lineNote.flatMap { $0.isEmpty ? nil : notice(.warning, "<p>\($0)</p>") })\
            \(checks.isEmpty ? nil : "<ul>\(checks)</ul>" as HTML)</section>
            """
    }
    return .joined(items)
}

private func amountPanel(_ view: LearnerAllowanceView) -> HTML {
    guard let rate = view.rate?.rate else {
        return panel("Montants", "<p class=\"hint\">Aucune allocation pour cette formation.</p>")
    }
    return panel(
        "Montants",
        """
        \(facts([
            ("Par jour", fact(rate.daily.french)), ("Plafond", fact("\(rate.cap.french), soit \(rate.paidDays) jours")),
            ("Jours attestés", fact(view.certified.french)), ("Prévu sur l’année", fact(view.expected.french)),
        ]))<p class="hint">Jours faits × montant du jour, dans la limite du plafond de l’année. Les absences ne sont pas payées, quel que soit le motif. L’ASP paie ; aucune date n’est fixée.</p>
        """)
}

private func filePanel(_ view: LearnerAllowanceView, _ state: FormState, _ visit: Visit) -> HTML {
    let owners = AccountOwner.allCases.map { (value: $0.rawValue, label: $0.label) }
    let decisions = DecisionState.allCases.map { (value: $0.rawValue, label: $0.label) }
    return panel(
        "Dossier de l’année",
        postForm(
            Link.allowance(of: view.learner.id), state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(selectField(state, "decision", "Décision d’attribution", decisions))\
            \(selectField(state, "compte", "Compte saisi dans ApLyPro", owners, empty: "Pas encore saisi", hint: "À qui il est. Bureau ne garde ni IBAN ni RIB."))\
            \(checkbox(state, "naissance", "Lieu de naissance vérifié"))\(checkbox(state, "adresse", "Commune de résidence vérifiée"))\
            \(formEnd("Enregistrer le dossier"))
            """))
}

// MARK: Forecast

/// What a class will receive over the year.
struct AllowanceForecastLine: Sendable {
    let classCode: String
    let rate: AllowanceRateAnswer
    let learners: Int
    let certified: Cents
    let expected: Cents
    /// Learners who reach the yearly cap.
    let capped: Int
}

func allowanceForecastPage(_ lines: [AllowanceForecastLine], year: Int, notice text: String?, for author: Author)
    -> Page
{
    let zero = Cents(rawValue: 0)
    let total = lines.map(\.expected).reduce(zero, +)
    let table = listTable(
        "Prévision par classe", lines, brief: true,
        [
            Column("Classe", header: true) { HTML(text: $0.classCode) },
            Column("Niveau") { HTML(text: $0.rate.rate?.label ?? "—") },
            Column("Par jour", numeric: true) { HTML(text: $0.rate.rate?.daily.french ?? "—") },
            Column("Plafond", numeric: true) { HTML(text: $0.rate.rate?.cap.french ?? "—") },
            Column("Élèves", numeric: true) { "\($0.learners)" },
            Column("Au plafond", numeric: true) { "\($0.capped)" },
            Column("Attesté", numeric: true) { HTML(text: $0.certified.french) },
            Column("Prévu", numeric: true) { HTML(text: $0.expected.french) },
        ])
    return Page(
        "Prévision d’allocation", in: .closing,
        """
        \(closingHead(
            "Prévision d’allocation", .allowances, crumbs: [("Allocation", .allowances)],
            meta: [HTML(text: "Année scolaire \(year)-\(year + 1)"), HTML(text: "Total prévu\u{A0}: \(total.french)")],
            for: author))\(text.map { notice(.warning, "<p>\($0)</p>") })\
        \(lines.isEmpty ? emptyState("euro", "Aucune période cette année", "La prévision se fait dès que le calendrier et les placements existent.") : table)
        """)
}
