import Domain

extension Link {
    static func weeks(of schoolClass: ID<SchoolClass>) -> Link { Link("/semaines", [schoolClass.rawValue]) }

    static func weeks(of learner: ID<Learner>) -> Link { Link.learner(learner).appending("semaines") }
}

extension WeekBalance.Status {
    var tone: Tone {
        switch self {
        case .unknown, .underWay: .neutral
        case .complete: .done
        case .derogation: .soon
        case .belowFloor: .late
        }
    }

    var badge: HTML { App.badge(label, tone) }
}

// MARK: Classes

func weekClassesPage(_ classes: [ClassWeeks], year: Int, for author: Author) -> Page {
    let body: HTML =
        classes.isEmpty
        ? emptyState("class", "Aucune classe en PFMP", "Les classes apparaissent ici dès qu’une période est planifiée.")
        : listTable(
            "Classes et semaines validées", classes, brief: true,
            [
                Column("Classe", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.weeks(of: $0.schoolClass.id))\">\($0.schoolClass.code)</a>"
                },
                Column("Diplôme") { HTML(text: $0.requirement?.cycle ?? "Durée à vérifier") },
                Column("Élèves", numeric: true) { "\($0.learners.count)" },
                Column("Complets", numeric: true) { "\($0.count(.complete))" },
                Column("Dérogation", numeric: true) { countBadge($0.count(.derogation), .soon) },
                Column("Sous le plancher", numeric: true) { countBadge($0.count(.belowFloor), .late) },
                Column("Jours à saisir", numeric: true) { "\($0.unfilled)" },
            ])
    return Page(
        "Semaines validées", in: .closing,
        """
        \(closingHead(
            "Semaines validées", .weeks, count: classes.count, meta: ["Année scolaire \(year)-\(year + 1)"],
            for: author))\(body)
        """)
}

private func countBadge(_ count: Int, _ tone: Tone) -> HTML { count > 0 ? badge(String(count), tone) : "0" }

// MARK: A class

func classWeeksPage(_ weeks: ClassWeeks, for author: Author) -> Page {
    let base = Link.weeks(of: weeks.schoolClass.id)
    let title = "Semaines validées de \(weeks.schoolClass.code)"
    let actions: [HTML] =
        weeks.learners.isEmpty
        ? []
        : [
            button("Synthèse", to: base.appending("synthese.pdf"), icon: "print"),
            button("Fiches", to: base.appending("fiches.pdf"), icon: "document"),
        ] + (author.may(.exportData) ? [button("Tableur", to: base.appending("semaines.xlsx"), icon: "table")] : [])
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .weeks, crumbs: [("Semaines validées", .weeks)], meta: [HTML(text: weeks.schoolClass.trainingTitle)],
            actions: actions, for: author))\(requirementNotice(weeks.requirement))\(classWeeksTable(weeks))
        """)
}

/// What the diploma asks, with its text; or that it is not known.
func requirementNotice(_ requirement: DiplomaWeeks?) -> HTML {
    guard let requirement else {
        return notice(
            .warning,
            "<p>La durée de PFMP de cette formation n’est pas connue de Bureau : les semaines sont comptées, le total est à vérifier dans l’arrêté de la spécialité.</p>"
        )
    }
    let range =
        requirement.totalMin == requirement.totalMax
        ? "\(requirement.totalMin)" : "\(requirement.totalMin) à \(requirement.totalMax)"
    let floor = requirement.floor.map { ", plancher de \($0) semaines" } ?? ""
    let unsure = requirement.standing == .read ? "" : " À confirmer sur le texte en vigueur."
    return notice(
        requirement.standing == .read ? .info : .warning,
        "<p>\(requirement.cycle) : \(range) semaines sur le cycle\(floor) (\(requirement.source)).\(unsure)</p>")
}

private func classWeeksTable(_ weeks: ClassWeeks) -> HTML {
    guard !weeks.learners.isEmpty else {
        return emptyState(
            "people", "Personne à compter", "Aucun élève de cette classe ne part en PFMP avec une convention.")
    }
    return listTable(
        "Semaines validées par élève", weeks.learners, brief: true,
        [
            Column("Élève", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.weeks(of: $0.learner.id))\">\($0.learner.listName)</a>"
            },
            Column("Validées", numeric: true) { HTML(text: WeekBalance.french($0.balance.validated)) },
            Column("Exigées", numeric: true) { HTML(text: $0.balance.required.map { String($0) } ?? "—") },
            Column("À venir", numeric: true) { HTML(text: WeekBalance.french($0.balance.coming)) },
            Column("Manquent", numeric: true) { HTML(text: missingText($0)) },
            Column("Jours perdus", numeric: true) { "\($0.balance.lostDays)" },
            Column("Bilan") { line in
                line.unfilled > 0 ? badge("Jours à saisir (\(line.unfilled))", .waiting) : line.balance.status.badge
            },
            Column("Dérogation") { HTML(text: $0.derogation == .none ? "—" : $0.derogation.label) },
        ])
}

private func missingText(_ line: LearnerWeeks) -> String {
    line.balance.required == nil || line.balance.status == .underWay && line.balance.missing == 0
        ? "—" : WeekBalance.french(line.balance.missing)
}

// MARK: A learner

/// The exam file of one learner.
struct LearnerWeeksView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass?
    let weeks: LearnerWeeks?
    let findings: [Finding]
    let author: Author
}

func learnerWeeksPage(_ view: LearnerWeeksView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Semaines validées \(French.of(view.learner.fullName))"
    let base = Link.weeks(of: view.learner.id)
    var crumbs: [(String, Link)] = [("Semaines validées", .weeks)]
    if let schoolClass = view.schoolClass { crumbs.append((schoolClass.code, .weeks(of: schoolClass.id))) }
    guard let weeks = view.weeks else {
        return Page(
            title, in: .closing,
            """
            \(closingHead(title, .weeks, crumbs: crumbs, for: view.author))\
            \(emptyState("class", "Aucune classe cette année", "Les semaines se comptent pour la classe de l’année en cours."))
            """)
    }
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .weeks, crumbs: crumbs,
            meta: ["<a href=\"\(Link.learner(view.learner.id))\">\(view.learner.listName)</a>", weeks.balance.status.badge],
            actions: [button("Fiche", to: base.appending("fiche.pdf"), icon: "print")], for: view.author))\
        \(requirementNotice(weeks.requirement))\(view.findings.map { notice(.warning, "<p>\($0.message) \($0.remedy)</p>") })\
        <div class="split section"><div>\(stayTable(weeks))\
        \(view.author.may(.planPeriods) ? examPanel(base, state, visit) : nil)</div>\
        <aside aria-label="Bilan">\(balancePanel(weeks))</aside></div>
        """)
}

private func stayTable(_ weeks: LearnerWeeks) -> HTML {
    guard !weeks.rows.isEmpty else {
        return emptyState(
            "pfmp", "Aucune période dans ce cycle", "Les périodes faites dans un autre lycée se notent dans le dossier."
        )
    }
    let stays = Dictionary(weeks.stays.map { ($0.startsOn, $0) }, uniquingKeysWith: { first, _ in first })
    return listTable(
        "Périodes du cycle", weeks.rows,
        [
            Column("Période", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.certificate(of: $0.placementId))\">\($0.classCode), \($0.label)</a>"
            },
            Column("Dates") { HTML(text: "du \($0.startsOn.short) au \($0.endsOn.long)") },
            Column("Lieu") { HTML(text: $0.companyName) },
            Column("Jours faits", numeric: true) { row in
                HTML(
                    text: stays[row.startsOn].map { stay in
                        "\(stay.doneDays.map { String($0) } ?? "—")\u{A0}/\u{A0}\(stay.plannedDays)"
                    } ?? "à venir")
            },
            Column("Semaines", numeric: true) { row in
                HTML(text: stays[row.startsOn].map { WeekBalance.french($0.validatedTenths) } ?? "—")
            },
            Column("Compte") { row in
                row.certifying
                    ? HTML(text: row.outcome.flatMap { $0 == .done ? nil : $0.label } ?? "Pour le diplôme")
                    : badge("Hors diplôme", .neutral)
            },
        ])
}

private func balancePanel(_ weeks: LearnerWeeks) -> HTML {
    let balance = weeks.balance
    let required = (balance.required ?? 0) * 10
    let meter: HTML? =
        required > 0
        ? """
        <p class="progress"><progress value="\(min(balance.validated, required))" max="\(required)" \
        aria-label="Semaines validées">\(WeekBalance.french(balance.validated))</progress></p>
        """ : nil
    return panel(
        "Bilan du cycle",
        """
        \(facts([
            ("Validées", fact(WeekBalance.french(balance.validated))), ("Exigées", fact(balance.required.map { String($0) })),
            ("Plancher", fact(balance.floor.map { String($0) })), ("À venir", fact(WeekBalance.french(balance.coming))),
            ("Manquent", fact(WeekBalance.french(balance.missing))),
            ("Jours perdus", fact(String(balance.lostDays))), ("Dérogation", fact(weeks.derogation.label)),
        ]))\(meter)
        """)
}

private func examPanel(_ base: Link, _ state: FormState, _ visit: Visit) -> HTML {
    let derogations = Derogation.allCases.map { (value: $0.rawValue, label: $0.label) }
    return panel(
        "Dossier d’examen",
        postForm(
            base, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(field(state, "semaines_avant", "Semaines faites ailleurs", FieldOptions(hint: "Avant l’arrivée au lycée.", optional: true, inputMode: "decimal")))\
            \(field(state, "preuve", "Preuve", FieldOptions(optional: true)))\
            \(field(state, "duree_reduite", "Durée fixée par positionnement", FieldOptions(hint: "En semaines, s’il y a une décision.", optional: true, inputMode: "numeric")))\
            \(field(state, "motif_reduction", "Décision", FieldOptions(optional: true)))\
            \(selectField(state, "derogation", "Dérogation", derogations))\
            \(dateField(state, "derogation_le", "En date du", optional: true))\
            \(textArea(state, "remarque", "Remarque", hint: "Pas de donnée de santé.", optional: true, rows: 2))\
            \(formEnd("Enregistrer le dossier"))
            """))
}
