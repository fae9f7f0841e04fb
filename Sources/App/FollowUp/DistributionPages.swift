import Domain

/// What the page of the distribution shows.
struct DistributionView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let stays: [DistributedStay]
    let teachers: [DistributionTeacher]
    let cap: Int
    let knowsHours: Bool
    /// Hours of service that one learner counts for over the period (PFMP-76); `nil` when not known.
    let serviceHours: Int?
    /// Who follows whom, as proposed.
    let proposal: [ID<Placement>: ID<StaffMember>]
    let shares: [ID<StaffMember>: Int]
    let author: Author

    init(
        period: PFMPPeriod, schoolClass: SchoolClass, stays: [DistributedStay], teachers: [DistributionTeacher],
        cap: Int, knowsHours: Bool, serviceHours: Int?, author: Author
    ) {
        self.period = period
        self.schoolClass = schoolClass
        self.stays = stays
        self.teachers = teachers
        self.cap = cap
        self.knowsHours = knowsHours
        self.serviceHours = serviceHours
        self.author = author
        let candidates = teachers.map(\.candidate)
        shares = ReferentDistribution.shares(stays.count, candidates, cap: cap)
        proposal = ReferentDistribution.proposal(stays.map(\.stay), candidates, cap: cap)
    }

    func name(_ id: ID<StaffMember>?) -> String? { teachers.first { $0.id == id }?.name }
}

func distributionPage(_ view: DistributionView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Répartir les référents de \(view.schoolClass.code)"
    let link = Link.period(view.period.id).appending("repartition")
    let meta: [HTML] = [
        HTML(text: view.period.label),
        "Au prorata des heures dans la classe, \(view.cap) élèves au plus par enseignant",
    ]
    let crumbs: [(String, Link)] = [
        ("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id)),
    ]
    let head = pageHead(title, crumbs: crumbs, meta: meta)
    guard !view.stays.isEmpty else {
        return Page(
            title, in: .pfmp,
            "\(head)\(emptyState("people", "Personne n’est encore placé", "La répartition se fait entre les élèves qui ont un lieu.", action: button("Voir la classe", to: .period(view.period.id))))"
        )
    }
    let ask: HTML? =
        view.knowsHours
        ? nil
        : notice(
            .info,
            "<p>Les heures des enseignants ne sont pas encore connues\u{A0}: chacun compte pour autant. Saisissez-les, puis proposez de nouveau.</p>"
        )
    return Page(
        title, in: .pfmp, full: true,
        """
        \(head)\(errorSummary(state))\(ask)<form method="post" action="\(link)" data-distribution data-cap="\(view.cap)">\(visit.hiddenFields)\
        <div class="sharing"><div>\(staysTable(view, state))</div><div>\(teachersPanel(view, state))\(acceptPanel(view, state))</div></div></form>
        """)
}

private func staysTable(_ view: DistributionView, _ state: FormState) -> HTML {
    let rows = view.stays.map { stay -> HTML in
        let name = "eleve_\(stay.id.rawValue)"
        let typed = state.values.has(name) ? state[name] : nil
        let chosen = typed.map { ID<StaffMember>($0) } ?? view.proposal[stay.id] ?? stay.referentId
        return """
            <tr><th scope="row">\(stay.listName)</th><td data-label="Lieu">\(stay.companyName)<span class="sub">\(stay.companyCity)</span></td>\
            <td data-label="Référent">\(referentSelect(stay, name, chosen, view))</td></tr>
            """
    }
    return """
        <div class="tablebox"><table class="list asrows"><caption class="vh">Élèves placés et référent proposé</caption><thead><tr><th scope="col">Élève</th>\
        <th scope="col">Lieu</th><th scope="col">Référent</th></tr></thead><tbody>\(rows)</tbody></table></div>
        """
}

private func referentSelect(
    _ stay: DistributedStay, _ name: String, _ chosen: ID<StaffMember>?, _ view: DistributionView
) -> HTML {
    if stay.isFixed {
        return "\(view.name(stay.referentId)) <span class=\"sub\">convention déjà partie</span>"
    }
    let options = view.teachers.map { teacher -> HTML in
        "<option value=\"\(teacher.id.rawValue)\"\(teacher.id == chosen ? " selected" as HTML : nil)>\(teacher.name)</option>"
    }
    return """
        <select name="\(name)" aria-label="Référent\u{A0}: \(stay.listName)"><option value="">Ne rien changer</option>\(options)</select>\
        \(view.name(stay.referentId).map { "<span class=\"sub\">aujourd’hui\u{A0}: \($0)</span>" as HTML })
        """
}

private func teachersPanel(_ view: DistributionView, _ state: FormState) -> HTML {
    let rows = view.teachers.map { teacher -> HTML in
        let name = "heures_\(teacher.id.rawValue)"
        let proposed = view.proposal.values.count { $0 == teacher.id }
        let tenths = teacher.weeklyMinutes / 6
        let hours =
            view.knowsHours ? (tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10),\(tenths % 10)") : ""
        let value = state.values.has(name) ? state[name] : hours
        let total = proposed + teacher.followedElsewhere
        return """
            <tr data-teacher="\(teacher.id.rawValue)" data-elsewhere="\(teacher.followedElsewhere)"><th scope="row">\(teacher.name)<span class="sub">\(teacher.followedElsewhere > 0 ? "\(teacher.followedElsewhere) ailleurs" : "")</span></th>\
            <td data-label="Heures"><input class="hours" type="text" inputmode="decimal" id="f-\(name)" name="\(name)" value="\(value)" aria-label="Heures par semaine\u{A0}: \(teacher.name)"></td>\
            <td class="num" data-label="Part">\(view.shares[teacher.id, default: 0])</td>\
            <td class="num" data-label="Élèves"><output data-load>\(total > view.cap ? badge(String(total), .late) : HTML(text: String(total)))</output></td>\
            \(view.serviceHours.map { "<td class=\"num\" data-label=\"Suivi\"><output data-service>\(proposed * $0)</output>\u{A0}h</td>" as HTML })</tr>
            """
    }
    let service: HTML? =
        view.serviceHours == nil ? nil : "<th scope=\"col\" class=\"num\">Suivi</th>"
    let rule: HTML? = view.serviceHours.map {
        "<p class=\"hint\">Suivi : \($0)\u{A0}h de service par élève pour cette période (décret n°\u{A0}92-1189, article 31).</p>"
    }
    return panel(
        "Charge de chacun",
        """
        <table class="list asrows brief" data-service-hours="\(view.serviceHours ?? 0)"><caption class="vh">Heures, part et nombre d’élèves de chaque enseignant</caption><thead><tr>\
        <th scope="col">Enseignant</th><th scope="col">Heures</th><th scope="col" class="num">Part</th><th scope="col" class="num">Élèves</th>\(service)</tr></thead>\
        <tbody>\(rows)</tbody></table>\(rule)<p class="hint" role="status" data-warning></p>\
        <p class="row"><button class="btn small" name="geste" value="proposer">\(icon("swap")) Garder les heures et proposer de nouveau</button></p>
        """)
}

private func acceptPanel(_ view: DistributionView, _ state: FormState) -> HTML {
    let reason: HTML? =
        view.author.may(.signAsHead)
        ? field(
            state, "motif", "Motif, au-delà de \(view.cap) élèves",
            FieldOptions(hint: "Seule la direction peut passer outre (D. 124-3).", optional: true))
        : state.problem("motif").map { "<p class=\"error\" id=\"f-motif\">\($0)</p>" }
    return panel(
        "Accepter",
        """
        <p class="hint">«\u{A0}Ne rien changer\u{A0}» garde le référent d’aujourd’hui. Le même enseignant que la dernière fois est proposé d’abord, puis un seul par lieu, puis le plus proche.</p>\
        \(reason)<div class="formend"><button class="btn primary" name="geste" value="accepter">\(icon("check")) Affecter ces référents</button></div>
        """)
}
