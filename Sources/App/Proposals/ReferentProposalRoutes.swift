import Domain

extension Link {
    static let referentProposal = Link("/propositions/referents")
}

/// Who follows whom over several classes: proposed, then accepted.
enum ReferentProposalRoutes {
    static func add(to site: Site) {
        site.get("/propositions/referents", .members(.proposePlacements), show)
        site.post("/propositions/referents", .members(.proposePlacements), accept)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit.query, FormState(), visit))
    }

    private static func page(_ query: FormValues, _ state: FormState, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let today = visit.now.day
        let settings = ReferentSettings(query)
        let asked = query.all("periode").filter { !$0.isEmpty }.prefix(60).map { ID<PFMPPeriod>($0) }
        let view = try await visit.read { db in
            let periods = try db.periods(year: author.currentYear).filter { $0.endsOn >= today && $0.placedCount > 0 }
            let teams = try db.referentTeams(Array(Set(asked)).sorted())
            let start = teams.map(\.period.startsOn).min() ?? today
            let cap = try LegalTexts.parameters().value(.referentMaximumSchool, on: start) ?? 0
            return ReferentProposalView(
                periods: periods, asked: Set(asked), teams: teams, settings: settings, cap: cap,
                sharing: teams.isEmpty ? nil : try ReferentSharing(teams, cap: cap, settings), author: author,
                today: today)
        }
        return referentProposalPage(view, state, visit)
    }

    @Sendable static func accept(_ visit: Visit) async throws -> Answer {
        try await visit.submit(AcceptReferentsForm.self) { form, values in
            let back = Link.referentProposal.with(form.periods.map { ("periode", $0) })
            let done = try await visit.perform(AcceptReferents(choices: form.choices), for: values) { _ in back }
            return .redirect(
                back, saying: "Référent affecté à \(FrenchNumber.counted(done.changed, "élève", "élèves")).")
        } show: { state in
            try await page(state.values, state, visit)
        }
    }
}

/// What accepts référents: « PLACEMENT~ENSEIGNANT » for each line ticked.
struct AcceptReferentsForm: FormInput {
    let choices: [ID<Placement>: ID<StaffMember>]
    let periods: [String]

    init(reading form: inout FormReader) {
        var choices: [ID<Placement>: ID<StaffMember>] = [:]
        for value in form.values.all("suivi") {
            let parts = value.split(separator: "~").map(String.init)
            if parts.count == 2 { choices[ID(parts[0])] = ID(parts[1]) }
        }
        self.choices = choices
        periods = form.values.all("periode").filter { !$0.isEmpty }
        if choices.isEmpty { form.refuse("", "Cochez les élèves dont vous acceptez le référent.") }
    }
}

/// What the page shows.
struct ReferentProposalView: Sendable {
    let periods: [PeriodLine]
    let asked: Set<ID<PFMPPeriod>>
    let teams: [ReferentTeam]
    let settings: ReferentSettings
    let cap: Int
    let sharing: ReferentSharing?
    let author: Author
    let today: LocalDate

    /// A page stays short: the rest comes once these are accepted.
    static let most = 90

    func name(_ id: ID<StaffMember>?) -> String? {
        sharing?.loads.first { $0.id == id }?.name
    }
}

func referentProposalPage(_ view: ReferentProposalView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Répartir les référents"
    let head = pageHead(
        title, crumbs: [("PFMP", .year), ("Propositions", .proposals)],
        meta: [HTML(text: "\(view.cap) élèves au plus par enseignant (D.\u{A0}124-3)")])
    guard !view.periods.isEmpty else {
        return Page(
            title, in: .pfmp,
            "\(head)\(emptyState("people", "Personne n’est encore placé", "La répartition se fait entre les élèves qui ont un lieu.", action: button("Voir les périodes", to: .year)))"
        )
    }
    let body: HTML? = view.sharing.map { referentSharing($0, view, visit) }
    return Page(
        title, in: .pfmp, full: true, "\(head)\(errorSummary(state))\(referentFilters(view))\(body)")
}

private func referentFilters(_ view: ReferentProposalView) -> HTML {
    let state = FormState(view.asked.map { ("periode", $0.rawValue) })
    let periods = view.periods.map { line in
        (value: line.id.rawValue, label: "\(line.classCode), \(line.dates(today: view.today)) (\(line.placedCount))")
    }
    let items = ReferentSettings.Slider.allCases.map { slider -> HTML in
        let name = slider.rawValue
        let value = view.settings.values[slider] ?? 100
        return """
            <div class="field"><label for="f-\(name)">\(slider.label) <output data-of="f-\(name)">\(value)</output></label>\
            <input id="f-\(name)" name="\(name)" type="range" min="0" max="300" step="10" value="\(value)" aria-describedby="h-\(name)"><p class="hint" id="h-\(name)">\(slider.meaning)</p></div>
            """
    }
    return """
        <form class="panel sliders" method="get" action="\(Link.referentProposal)"\(view.teams.isEmpty ? nil : " data-autosubmit" as HTML)>\
        \(checkboxes(state, "periode", "Pour quelles périodes", periods))<div class="ranges">\(items)</div>\
        <p class="row"><button class="btn primary">\(icon("swap")) Proposer une répartition</button></p></form>
        """
}

private func referentSharing(_ sharing: ReferentSharing, _ view: ReferentProposalView, _ visit: Visit) -> HTML {
    let changes = sharing.lines.filter(\.changes)
    let rows = changes.prefix(ReferentProposalView.most).map { line -> HTML in
        """
        <tr><td class="pick"><input type="checkbox" name="suivi" checked value="\(line.stay.id.rawValue)~\(line.proposed?.rawValue)" aria-label="Accepter pour \(line.stay.listName)"></td>\
        <th scope="row">\(line.stay.listName)<span class="sub">\(line.classCode)</span></th>\
        <td data-label="Lieu">\(line.stay.companyName)<span class="sub">\(line.stay.companyCity)</span></td>\
        <td data-label="Aujourd’hui">\(view.name(line.stay.referentId))</td><td data-label="Proposé"><strong>\(view.name(line.proposed))</strong>\(line.proposed == line.stay.formerReferentId ? tag("comme avant") : nil)</td></tr>
        """
    }
    let loads = sharing.loads.map { load -> HTML in
        let total = load.followed + load.elsewhere
        let target = load.target == 0 ? "–" : "\(load.target / 100),\(load.target % 100 / 10)"
        return """
            <tr><th scope="row">\(load.name)</th><td class="num" data-label="Part">\(target)</td><td class="num" data-label="Élèves">\(load.followed)</td>\
            <td class="num" data-label="Ailleurs">\(load.elsewhere)</td><td class="num" data-label="En tout">\(total > view.cap ? badge(String(total), .late) : HTML(text: String(total)))</td></tr>
            """
    }
    let charge = panel(
        "Charge de chacun",
        """
        <table class="list"><caption class="vh">Part selon les heures, et élèves suivis</caption><thead><tr><th scope="col">Enseignant</th><th scope="col" class="num">Part</th>\
        <th scope="col" class="num">Élèves</th><th scope="col" class="num">Ailleurs</th><th scope="col" class="num">En tout</th></tr></thead><tbody>\(loads)</tbody></table>\
        <p class="hint">Calculé avec les heures dans la classe, le référent précédent, la matière et la position des entreprises. Aucune donnée sur les personnes n’y entre.</p>
        """)
    let missing: HTML? =
        sharing.withoutReferent == 0
        ? nil
        : notice(
            .warning,
            "<p>\(FrenchNumber.counted(sharing.withoutReferent, "élève reste", "élèves restent")) sans référent\u{A0}: tous ceux de la classe sont au plafond, ou leurs heures sont nulles.</p>"
        )
    guard !changes.isEmpty else {
        return """
            \(missing)<div class="proposal"><div>\(emptyState("check", "Rien à changer", sharing.lines.allSatisfy(\.stay.isFixed) ? "Les conventions de ces périodes sont parties : leurs référents ne changent plus." : "Chacun a déjà le référent proposé."))</div><aside>\(charge)</aside></div>
            """
    }
    let periods = view.asked.sorted().map {
        "<input type=\"hidden\" name=\"periode\" value=\"\($0.rawValue)\">" as HTML
    }
    let settings = ReferentSettings.Slider.allCases.map {
        "<input type=\"hidden\" name=\"\($0.rawValue)\" value=\"\(view.settings.values[$0] ?? 100)\">" as HTML
    }
    let more: HTML? =
        changes.count > rows.count
        ? "<p class=\"hint\">\(changes.count - rows.count) autres suivront quand vous aurez accepté ceux-ci.</p>" : nil
    return """
        \(missing)<div class="proposal"><div><form class="tablebox" method="post" action="\(Link.referentProposal)" data-selection>\(visit.hiddenFields)\(periods)\(settings)\
        <table class="list asrows"><caption class="vh">Référents qui changeraient</caption><thead><tr><th class="pick" scope="col"><input type="checkbox" data-all aria-label="Cocher toutes les lignes"></th>\
        <th scope="col">Élève</th><th scope="col">Lieu</th><th scope="col">Aujourd’hui</th><th scope="col">Proposé</th></tr></thead><tbody>\(Array(rows))</tbody></table>\
        <div class="bulk"><output data-count>Pour les lignes cochées :</output><button class="btn small primary">\(icon("check")) Affecter ces référents</button></div></form>\(more)</div>\
        <aside>\(charge)</aside></div>
        """
}
