import Domain

extension Link {
    static let catchUps = Link("/rattrapages")
    static let newCatchUp = Link("/rattrapages/nouveau")
}

/// Learners who catch up days of PFMP.
enum CatchUpRoutes {
    static func add(to site: Site) {
        site.get("/rattrapages", .members(.seePlacements), list)
        site.get("/rattrapages/nouveau", .members(.planPeriods), newCatchUp)
        site.post("/rattrapages/nouveau", .members(.planPeriods), plan)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let lines = try await visit.read { try $0.catchUps(year: author.currentYear) }
        return .page(catchUpListPage(lines, mayPlan: author.may(.planPeriods), today: today))
    }

    @Sendable static func newCatchUp(_ visit: Visit) async throws -> Answer {
        var state = FormState()
        state.values.set("classe", visit.query["classe"])
        for learner in visit.query.all("eleve") { state.values.append("eleve", learner) }
        return .page(try await formPage(state, visit))
    }

    private static func formPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let today = visit.now.day
        let classId: ID<SchoolClass>? = state["classe"].isEmpty ? nil : ID(state["classe"])
        let view = try await visit.read { db in
            let calendar = try db.schoolCalendar(year: year)
            let plan = try db.classCalendars(year: year).first { $0.classId == classId }
            var filter = LearnerFilter(schoolYear: year)
            filter.classId = classId
            let windows = plan.flatMap { plan in
                calendar.map { CatchUpRules.windows(of: plan, calendar: $0, after: today) }
            }
            return CatchUpFormView(
                classes: try db.classes(year: year), plan: plan,
                learners: plan == nil ? [] : try db.learners(filter, limit: 60), windows: windows ?? [],
                findings: try findings(state, calendar, db))
        }
        return catchUpFormPage(view, state, visit)
    }

    /// What the calendar says of the dates typed, once they are.
    private static func findings(
        _ state: FormState, _ calendar: SchoolCalendar?, _ db: SchoolDatabase
    ) throws -> [Finding] {
        guard let calendar, let (start, end) = zip(LocalDate(french: state["du"]), LocalDate(french: state["au"])),
            start <= end
        else { return [] }
        let anyMinor = try state.values.all("eleve").contains {
            try db.learner(optional: ID($0))?.isMinor(on: start) ?? false
        }
        return CatchUpRules.holidayFindings(
            from: start, through: end, anyMinor: anyMinor, calendar: calendar, thresholds: try db.thresholds())
    }

    @Sendable static func plan(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        guard !values["classe"].isEmpty else { return .redirect(.newCatchUp, saying: "Choisissez d’abord la classe.") }
        let classId = ID<SchoolClass>(values["classe"])
        return try await visit.submit(CatchUpForm.self) { form, values in
            let period = try await visit.perform(PlanCatchUp(schoolClass: classId, form: form), for: values) {
                .period($0)
            }
            return .redirect(
                .period(period),
                saying: "Rattrapage planifié. Placez chaque élève : une nouvelle convention est obligatoire.")
        } show: { state in
            try await formPage(state, visit)
        }
    }
}

/// What the form of a catch-up is made with.
struct CatchUpFormView: Sendable {
    let classes: [ClassLine]
    let plan: ClassCalendar?
    let learners: [LearnerLine]
    let windows: [CatchUpRules.Window]
    let findings: [Finding]
}

func catchUpListPage(_ lines: [CatchUpLine], mayPlan: Bool, today: LocalDate) -> Page {
    let actions =
        mayPlan ? [button("Planifier un rattrapage", to: .newCatchUp, icon: "plus", style: "primary")] : []
    let head = pageHead("Rattrapages", count: lines.count, crumbs: [("PFMP", .year)], actions: actions)
    guard !lines.isEmpty else {
        return Page(
            "Rattrapages", in: .pfmp,
            """
            \(head)\(pfmpTabs(.catchUp))\(emptyState(
                "calendar", "Aucun rattrapage cette année",
                "Quand des jours manquent et que les compétences n’ont pas pu être évaluées, les élèves concernés repartent à d’autres dates, avec une nouvelle convention.",
                action: actions.first))
            """)
    }
    let columns: [Column<CatchUpLine>] = [
        Column("Élève", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.learner($0.learnerId))\">\($0.listName)</a><span class=\"sub\">\($0.classCode)</span>"
        },
        Column("Quand") { line in
            "<a href=\"\(Link.period(line.periodId))\">du \(line.startsOn.short) au \(line.endsOn.near(today))</a>"
        },
        Column("Cause") { "\($0.cause.shortLabel)<span class=\"sub\">\($0.motive)</span>" },
        Column("Manqués", numeric: true) { "\($0.missedDays)\u{A0}j" },
        Column("À rattraper") { line in
            line.need.dispensation
                ? "<span>0\u{A0}jour ; dérogation possible</span>"
                : HTML(text: FrenchNumber.counted(line.need.days, "jour", "jours"))
        },
        Column("Accords") { line in
            let family = line.familyAgreedOn.map { "famille le \($0.short)" }
            let head = line.headAgreedOn.map { "chef d’établissement le \($0.short)" }
            return HTML(text: [family, head].compactMap(\.self).joined(separator: ", "))
        },
    ]
    return Page(
        "Rattrapages", in: .pfmp,
        "\(head)\(pfmpTabs(.catchUp))\(listTable("Rattrapages de l’année, par date", lines, columns))")
}

func catchUpFormPage(_ view: CatchUpFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Planifier un rattrapage"
    let crumbs: [(String, Link)] = [("PFMP", .year), ("Rattrapages", .catchUps)]
    guard let plan = view.plan else {
        let choices = view.classes.map { (value: $0.id.rawValue, label: $0.code) }
        return Page(
            title, in: .pfmp,
            """
            <div class="page narrow">\(pageHead(title, crumbs: crumbs))<form class="form panel" method="get" action="\(Link.newCatchUp)">\
            \(selectField(state, "classe", "De quelle classe ?", choices, empty: "Choisir"))\(formEnd("Continuer", cancel: .catchUps, icon: "next"))</form></div>
            """)
    }
    let learners = view.learners.filter { $0.learnerPublic.takesAgreements }
        .map { (value: $0.id.rawValue, label: $0.listName) }
    let body: HTML = """
        <input type="hidden" name="classe" value="\(plan.classId.rawValue)">\
        \(checkboxes(state, "eleve", "Qui rattrape ?", learners))\
        <section><h2>Pourquoi</h2>\(selectField(state, "cause", "Cause de l’absence", CatchUpCause.allCases.map { ($0.rawValue, $0.label) }, empty: "Choisir"))\
        \(field(state, "motif", "Motif", FieldOptions(hint: "En quelques mots, sans détail médical.")))\
        \(field(state, "jours", "Jours manqués", FieldOptions(inputMode: "numeric", style: "short")))\
        \(checkbox(state, "evaluees", "Les compétences ont pu être évaluées quand même", hint: "Dans ce cas, hors absence injustifiée, une dérogation peut remplacer le rattrapage ; les académies n’ont pas toutes le même usage."))</section>\
        <section><h2>Quand</h2><div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour"))</div>\
        \(view.findings.map { notice(.warning, "<p>\($0.message) \($0.remedy)</p>") })\
        <div class="pair">\(dateField(state, "famille", "Accord de la famille le", hint: "Obligatoire pendant les vacances.", optional: true))\
        \(dateField(state, "direction", "Accord du chef d’établissement le", hint: "Obligatoire pendant les vacances.", optional: true))</div></section>\
        \(formEnd("Planifier le rattrapage", cancel: .catchUps))
        """
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: crumbs, meta: [HTML(text: plan.code)]))<div class="columns"><div>\
        \(postForm(.newCatchUp, state, visit: visit, body))</div><aside>\(windowsPanel(view, plan))</aside></div>
        """)
}

private func windowsPanel(_ view: CatchUpFormView, _ plan: ClassCalendar) -> HTML {
    let items = view.windows.map { window -> HTML in
        """
        <li><div>du \(window.startsOn.short) au \(window.endsOn.short)</div><span class="detail">\(FrenchNumber.counted(window.weeks, "semaine", "semaines"))</span></li>
        """
    }
    let exam = plan.events.filter { $0.kind == .exam }.map(\.startsOn).min()
    let until = exam.map { "avant l’examen du \($0.short)" } ?? "d’ici la fin de l’année"
    let body: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune semaine libre \(until) : il ne reste que les vacances, avec l’accord de la famille et du chef d’établissement.</p>"
        : "<p class=\"hint\">Semaines où la classe est au lycée, \(until).</p><ul class=\"lines\">\(items)</ul>"
    return panel("Semaines possibles", body)
}
