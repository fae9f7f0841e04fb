import Domain

/// What the board of a period shows.
struct BoardView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let lines: [BoardLine]
    let referents: [ReferentChoice]
    let siblings: [PFMPPeriod]
    let notices: [String]
    let query: FormValues
    let today: LocalDate
    let author: Author

    var expected: [BoardLine] { lines.filter { $0.learnerPublic.takesAgreements } }
    var homeless: [BoardLine] { expected.filter { !$0.isPlaced && $0.exemption == nil } }
    var exempt: [BoardLine] { expected.filter { !$0.isPlaced && $0.exemption != nil } }
    var toSign: [BoardLine] { expected.filter { $0.agreementState == .draft || $0.agreementState == .toSign } }
    var ready: [BoardLine] { expected.filter { $0.agreementState?.isSigned ?? false } }
    var others: [BoardLine] { lines.filter { !$0.learnerPublic.takesAgreements } }

    var shown: [BoardLine] {
        switch query["etat"] {
        case "sans-lieu": homeless
        case "a-signer": toSign
        case "signees": ready
        default: homeless + expected.filter(\.isPlaced) + exempt + others
        }
    }

    /// « dans 12 jours », « en cours »
    var countdown: String {
        let days = today.days(until: period.startsOn)
        if days > 1 { return "départ dans \(days) jours" }
        if days == 1 { return "départ demain" }
        if days == 0 { return "départ aujourd’hui" }
        return today <= period.endsOn ? "en cours, jusqu’au \(period.endsOn.short)" : "terminée"
    }

    /// How urgent it is to be placed.
    var urgency: Tone { today.days(until: period.startsOn) <= 21 ? .late : .soon }
}

func boardPage(_ view: BoardView, _ visit: Visit) -> Page {
    let title = "\(view.schoolClass.code), \(view.period.label)"
    var meta: [HTML] = [
        HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)"),
        HTML(text: FrenchNumber.counted(view.period.weeks, "semaine", "semaines")), HTML(text: view.countdown),
    ]
    if view.period.boardOn == nil { meta.append(tag("projet : pas encore présentée au CA")) }
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year)], meta: meta, actions: boardActions(view, visit)))\(boardTabs(view))\
        \(view.notices.map { notice(.info, "<p>\($0)</p>") })\(boardTiles(view))\(boardBody(view, visit))
        """)
}

private func boardActions(_ view: BoardView, _ visit: Visit) -> [HTML] {
    let base = Link.period(view.period.id)
    var actions: [HTML] = []
    if view.today > view.period.endsOn {
        actions.append(button("Attestations", to: base.appending("attestations"), icon: "check", style: "primary"))
    }
    if view.author.may(.prepareAgreements), view.lines.contains(where: { $0.agreementId != nil }) {
        actions.append(
            button(
                "Conventions de la classe", to: base.appending("conventions"), icon: "print",
                style: actions.isEmpty ? "primary" : ""))
    }
    if !view.homeless.isEmpty, view.author.may(.placeLearners) {
        actions.append(button("Placer la classe", to: .placingClass(view.period.id), icon: "people"))
    }
    if !view.homeless.isEmpty, view.author.may(.proposePlacements) {
        actions.append(button("Proposer un placement", to: .newProposal(for: view.period.id), icon: "star"))
    }
    actions.append(button("Étapes", to: .steps(of: view.period.id), icon: "check"))
    if let more = moreMenu(otherGestures(view, base)) { actions.append(more) }
    if view.author.may(.planPeriods) {
        actions.append(button("Modifier", to: base.appending("modifier"), icon: "edit"))
        if !view.lines.contains(where: \.isPlaced) {
            actions.append(
                postButton("Supprimer", to: base.appending("suppression"), visit: visit, icon: "trash", style: "quiet"))
        }
    }
    return actions
}

private func otherGestures(_ view: BoardView, _ base: Link) -> [(label: String, icon: String, link: Link)] {
    var items: [(label: String, icon: String, link: Link)] = [
        ("Places annoncées", "place", .openPlaces(view.period.id)), ("Pistes", "phone", .periodLeads(view.period.id)),
    ]
    let someArePlaced = view.lines.contains(where: \.isPlaced)
    if view.author.may(.prepareAgreements), someArePlaced {
        items.insert(("Envoyer, relancer, noter les signatures", "send", base.appending("actions")), at: 0)
    }
    if view.author.may(.placeLearners), someArePlaced {
        items.append(("Répartir les référents", "swap", base.appending("repartition")))
    }
    if view.author.may(.recordFollowUp), someArePlaced {
        items.append(("Feuilles de présence", "print", base.appending("presence.pdf")))
    }
    if view.author.may(.exportData) { items.append(("Exporter", "download", base.appending("export.csv"))) }
    return items
}

private func boardTabs(_ view: BoardView) -> HTML? {
    guard view.siblings.count > 1 else { return nil }
    let items = view.siblings.map { period -> HTML in
        let current: HTML? = period.id == view.period.id ? " aria-current=\"page\"" : nil
        return """
            <li><a href="\(Link.period(period.id))"\(current)>\(period.label) <span class="count">\(period.startsOn.short)</span></a></li>
            """
    }
    return "<nav class=\"tabs\" aria-label=\"Périodes de la classe\"><ul>\(items)</ul></nav>"
}

private func boardTiles(_ view: BoardView) -> HTML? {
    guard !view.lines.isEmpty else { return nil }
    let base = Link.period(view.period.id)
    let tiles = [
        tile(
            view.homeless.count, "sans lieu", to: base.with([("etat", "sans-lieu")]),
            view.homeless.isEmpty ? .done : view.urgency),
        tile(
            view.toSign.count, "conventions à préparer ou à signer", one: "convention à préparer ou à signer",
            to: base.with([("etat", "a-signer")]),
            view.toSign.isEmpty ? .neutral : .soon),
        tile(
            view.ready.count, "conventions signées", one: "convention signée", to: base.with([("etat", "signees")]),
            .done),
        tile(view.expected.count, "élèves", one: "élève", to: base),
    ]
    return "<ul class=\"tiles\" aria-label=\"Où en est la classe\">\(tiles.map { "<li>\($0)</li>" as HTML })</ul>"
}

private func boardBody(_ view: BoardView, _ visit: Visit) -> HTML {
    guard !view.lines.isEmpty else {
        return emptyState(
            "people", "Aucun apprenant dans cette classe",
            "Importez les fichiers de l’établissement, ou vérifiez la classe de chacun.",
            action: button("Voir les apprenants", to: .learners))
    }
    guard !view.shown.isEmpty else {
        return emptyState(
            "check", "Personne dans cette liste", "Tous les élèves de la classe sont dans un autre état.",
            action: button("Voir toute la classe", to: .period(view.period.id)))
    }
    let mayAssign = view.author.may(.placeLearners)
    let rows = view.shown.map { boardRow($0, view, picks: mayAssign) }
    let pick: HTML? =
        mayAssign
        ? "<th class=\"pick\" scope=\"col\"><input type=\"checkbox\" data-all aria-label=\"Cocher toutes les lignes\"></th>"
        : nil
    let table: HTML = """
        <table class="list asrows"><caption class="vh">Placements de la période</caption><thead><tr>\(pick)\
        <th scope="col">Élève</th><th scope="col">Lieu</th><th scope="col">Tuteur</th><th scope="col">Référent</th>\
        <th scope="col">Convention</th><th scope="col">Il manque</th><th scope="col"><span class="vh">Action</span></th></tr></thead>\
        <tbody>\(rows)</tbody></table>
        """
    guard mayAssign else { return "<div class=\"tablebox\">\(table)</div>" }
    return """
        <form class="tablebox" method="post" action="\(Link.period(view.period.id).appending("referents"))" data-selection>\
        \(visit.hiddenFields)\(table)<div class="bulk"><output data-count>Pour les lignes cochées :</output>\
        <label class="vh" for="f-referent">Enseignant référent</label><select id="f-referent" name="referent">\
        <option value="">Choisir un référent</option>\(referentOptions(view))</select>\
        <button class="btn small">\(icon("tutor")) Affecter le référent</button></div></form>
        """
}

private func referentOptions(_ view: BoardView) -> [HTML] {
    referentChoices(view.referents).map { "<option value=\"\($0.value)\">\($0.label)</option>" }
}

private func boardRow(_ line: BoardLine, _ view: BoardView, picks: Bool) -> HTML {
    let pick: HTML? = picks ? "<td class=\"pick\">\(pickBox(line))</td>" : nil
    let age = line.birthDate.map { " \($0.age(on: view.period.startsOn)) ans" } ?? ""
    let name: HTML = """
        <a href="\(Link.learner(line.learnerId))">\(line.listName)</a> <span class="muted small">\(age)</span>\(line.enrolmentId == nil ? tag("a quitté la classe") : nil)
        """
    let place: HTML =
        line.companyId.map {
            """
            \(reference(line.companyName ?? "", to: .company($0), opens: view.author.may(.seeCompanies))) \
            <span class="sub">\(line.companyCity)</span>
            """
        } ?? searchLink(line, view)
    return """
        <tr>\(pick)<th scope="row">\(name)</th><td data-label="Lieu">\(place)</td>\
        <td data-label="Tuteur">\(line.tutorName)</td><td data-label="Référent">\(line.referentName)</td>\
        <td data-label="Convention">\(agreementCell(line, view))</td>\
        <td data-label="Il manque">\(line.missing.joined(separator: ", "))</td><td class="do">\(boardGesture(line, view))</td></tr>
        """
}

/// Without a host: the way to the search of the learner, with what was tried.
private func searchLink(_ line: BoardLine, _ view: BoardView) -> HTML {
    guard line.learnerPublic.takesAgreements else { return "<span class=\"muted\">aucun</span>" }
    let tried = line.leadCount == 0 ? "aucune piste" : FrenchNumber.counted(line.leadCount, "piste", "pistes")
    return
        "<a href=\"\(Link.hostSearch(line.learnerId, in: view.period.id))\">\(tried)<span class=\"vh\">, recherche de \(line.listName)</span></a>"
}

private func pickBox(_ line: BoardLine) -> HTML? {
    line.placementId.map {
        "<input type=\"checkbox\" name=\"placement\" value=\"\($0.rawValue)\" aria-label=\"Cocher \(line.listName)\">"
    }
}

private func agreementCell(_ line: BoardLine, _ view: BoardView) -> HTML {
    guard line.learnerPublic.takesAgreements else { return tag(line.learnerPublic.label) }
    guard line.isPlaced else {
        return line.exemption == nil ? badge("Sans lieu", view.urgency) : badge("Dispensé", .neutral)
    }
    guard let state = line.agreementState else { return badge("À ouvrir", .neutral) }
    guard state == .toSign else { return state.badge }
    return badge(FrenchNumber.counted(line.signatureCount, "signature", "signatures"), .waiting)
}

private func boardGesture(_ line: BoardLine, _ view: BoardView) -> HTML? {
    guard line.learnerPublic.takesAgreements else { return nil }
    let who: HTML = "<span class=\"vh\"> : \(line.listName)</span>"
    if let agreement = line.agreementId {
        return "<a class=\"btn small quiet\" href=\"\(Link.agreement(agreement))\">Convention\(who)</a>"
    }
    guard !line.isPlaced, line.exemption == nil, view.author.may(.placeLearners) else { return nil }
    return "<a class=\"btn small\" href=\"\(Link.placing(line.learnerId, in: view.period.id))\">Placer\(who)</a>"
}
