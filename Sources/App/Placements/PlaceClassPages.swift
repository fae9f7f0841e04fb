import Domain

/// What the page that places a whole class shows.
struct PlaceClassView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let lines: [BoardLine]
    let offers: [HostOffer]
    /// Places left at each host that declared some.
    let left: [ID<Company>: Int]
    let tutors: [Contact]

    /// Hosts to suggest: those with places left first.
    var hosts: [HostOffer] {
        var seen: Set<ID<Company>> = []
        return offers.filter { seen.insert($0.companyId).inserted }
            .sorted { (left[$0.companyId] ?? 0 > 0 ? 0 : 1) < (left[$1.companyId] ?? 0 > 0 ? 0 : 1) }
    }
}

extension SchoolDatabase {
    func placeClassView(_ id: ID<PFMPPeriod>, today: LocalDate) throws -> PlaceClassView {
        let period = try period(id)
        let schoolClass = try schoolClass(period.classId)
        let offers = try offers(year: period.schoolYear, stream: schoolClass.stream)
        let pressures = try pressures(during: period, of: schoolClass, today: today)
        let hosts = Set(offers.map(\.companyId))
        let tutors = try hosts.sorted().flatMap { try contacts(of: $0) }.filter { $0.tutor && $0.leftOn == nil }
        return PlaceClassView(
            period: period, schoolClass: schoolClass,
            lines: try board(of: period).filter {
                $0.learnerPublic.takesAgreements && !$0.isPlaced && $0.exemption == nil
            }, offers: offers,
            left: Dictionary(
                hosts.compactMap { host in pressures.free(at: host).map { (host, $0) } },
                uniquingKeysWith: { first, _ in first }), tutors: tutors)
    }
}

func placeClassPage(_ view: PlaceClassView, _ state: FormState, saved: Int, _ visit: Visit) -> Page {
    let title = "Placer la classe \(view.schoolClass.code)"
    let head = pageHead(
        title, crumbs: [("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id))],
        meta: [
            HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)"),
            HTML(text: FrenchNumber.counted(view.lines.count, "élève sans lieu", "élèves sans lieu")),
        ])
    guard !view.lines.isEmpty else {
        return Page(
            title, in: .pfmp,
            """
            \(head)\(emptyState(
                "check", "Toute la classe a un lieu", "Il n’y a plus personne à placer pour cette période.",
                action: button("Voir la classe", to: .period(view.period.id))))
            """)
    }
    let kept: HTML? =
        saved == 0
        ? nil
        : notice(
            .success,
            "<p>\(FrenchNumber.counted(saved, "élève placé, convention ouverte", "élèves placés, conventions ouvertes")). Les lignes ci-dessous restent à corriger.</p>"
        )
    return Page(
        title, in: .pfmp, full: true,
        """
        \(head)\(kept)\(errorSummary(state))<form method="post" action="\(Link.placingClass(view.period.id))" novalidate>\(visit.hiddenFields)\
        <p class="hint">Une ligne vide ne change rien. Les dates sont celles de la période\u{A0}; sans tuteur écrit, celui de l’entreprise qui suit le moins d’élèves est choisi. Horaires et activités se complètent ensuite dans la convention.</p>\
        \(placeClassTable(view, state))\(placeClassLists(view))\(formEnd("Placer ces élèves", cancel: .period(view.period.id)))</form>
        """)
}

private func placeClassTable(_ view: PlaceClassView, _ state: FormState) -> HTML {
    let rows = view.lines.map { placeClassRow($0, view, state) }
    return """
        <div class="tablebox tall"><table class="list asrows"><caption class="vh">Élèves sans lieu, avec leur entreprise à indiquer</caption>\
        <thead><tr><th scope="col">Élève</th><th scope="col">Entreprise</th><th scope="col">Tuteur</th></tr></thead><tbody>\(rows)</tbody></table></div>
        """
}

private func placeClassRow(_ line: BoardLine, _ view: PlaceClassView, _ state: FormState) -> HTML {
    let key = line.learnerId.rawValue
    let host = "hote_" + key
    let problem = state.problem(host)
    let described: HTML? = problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"e-\(host)\""
    let error: HTML? = problem.map { "<p class=\"error\" id=\"e-\(host)\">\(icon("alert")) \($0)</p>" }
    let age = line.birthDate.map { " \($0.age(on: view.period.startsOn)) ans" } ?? ""
    return """
        <tr><th scope="row"><a href="\(Link.hostSearch(line.learnerId, in: view.period.id))">\(line.listName)</a> <span class="muted small">\(age)</span></th>\
        <td data-label="Entreprise"><div class="combo"><input id="f-\(host)" name="\(host)" value="\(state[host])" type="text" list="hotes" autocomplete="off" \
        aria-label="Entreprise\u{A0}: \(line.listName)" data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise_\(key)"\(described)></div>\
        <input type="hidden" id="entreprise_\(key)" name="entreprise_\(key)" value="\(state["entreprise_" + key])">\(error)</td>\
        <td data-label="Tuteur"><input name="tuteur_\(key)" value="\(state["tuteur_" + key])" type="text" list="tuteurs" autocomplete="off" aria-label="Tuteur\u{A0}: \(line.listName)"></td></tr>
        """
}

/// Suggestions of the browser itself: they need no script.
private func placeClassLists(_ view: PlaceClassView) -> HTML {
    let hosts = view.hosts.map { host -> HTML in
        let left = view.left[host.companyId].map {
            $0 > 0 ? FrenchNumber.counted($0, "place libre", "places libres") : "places prises"
        }
        return
            "<option value=\"\([host.name, host.city].filter { !$0.isEmpty }.joined(separator: ", "))\">\(left ?? "")</option>"
    }
    let tutors = view.tutors.prefix(60).map { tutor -> HTML in
        "<option value=\"\(tutor.familyName) \(tutor.firstName)\">\(view.offers.first { $0.companyId == tutor.companyId }?.name ?? "")</option>"
    }
    return "<datalist id=\"hotes\">\(hosts)</datalist><datalist id=\"tuteurs\">\(Array(tutors))</datalist>"
}
