import Domain

/// The page of the follow-up of one placement: what comes next, the people, what was done.
func placementFollowUpPage(_ view: PlacementFollowUp, _ state: FormState, _ visit: Visit) -> Page {
    let placement = view.placement
    let title = "Suivi \(French.of(placement.learnerName))"
    let meta: [HTML] = [
        HTML(text: placement.classCode),
        "<a href=\"\(Link.company(placement.companyId))\">\(placement.companyName)</a>",
        HTML(text: placement.dates), momentBadge(view),
    ]
    return Page(
        title, in: .followUp,
        """
        \(pageHead(title, crumbs: [("Suivi", .followUp), ("\(placement.classCode), \(placement.periodLabel)", .period(placement.periodId))], meta: meta, actions: followUpActions(view)))\
        <div class="record"><aside class="next" aria-label="La suite">\(nextStepsPanel(view, visit))\(linksPanel(view, visit))</aside>\
        <aside class="who" aria-label="Les personnes">\(peoplePanel(view))\(safetyMemoryPanel(view))\(weekMeterPanel(view.meter))</aside>\
        <div class="what">\(presencePanel(view, state, visit))\(contactsPanel(view))\(endPanel(view))\(ccfPanel(view))\
        \(incidentsPanel(view))</div></div>
        """)
}

private func momentBadge(_ view: PlacementFollowUp) -> HTML {
    let placement = view.placement
    if view.today < placement.startsOn { return badge("départ \(placement.startsOn.near(view.today))", .waiting) }
    return view.today <= placement.endsOn ? badge("En entreprise", .done) : badge("Terminé", .neutral)
}

private func followUpActions(_ view: PlacementFollowUp) -> [HTML] {
    guard view.mayRecord else { return [] }
    let base = Link.placement(view.placement.id)
    return [
        button("Visite ou appel", to: base.appending("contacts"), icon: "plus", style: "primary"),
        button("Fiche de l’élève", to: base.appending("fiche-eleve.pdf"), icon: "document"),
        button("Feuille de présence", to: base.appending("presence.pdf"), icon: "print"),
        button("Fiche d’appel", to: base.appending("fiche-appel.pdf"), icon: "phone"),
        button("Signaler un incident", to: base.appending("incidents"), icon: "alert"),
    ]
}

// MARK: Next

private func nextStepsPanel(_ view: PlacementFollowUp, _ visit: Visit) -> HTML {
    var items: [HTML] = []
    if let missing = view.line.missing {
        items.append("<li><div>\(badge(missing.label, missing == .anyContact ? .late : .soon))</div></li>")
    }
    for followUp in view.followUps where followUp.doneOn == nil {
        let link = Link("/contacts-pfmp", [followUp.id.rawValue])
        let day = followUp.plannedOn ?? view.today
        items.append(
            """
            <li><div><a href="\(link)">\(followUp.kind.label)</a><p>\(followUp.staffName) \(badge(day.near(view.today), day < view.today ? .late : .waiting))</p></div></li>
            """)
    }
    let undecided = view.attendance.undecidedDays.count
    if undecided > 0 {
        items.append(
            "<li><div>\(badge(FrenchNumber.counted(undecided, "journée entamée à décompter", "journées entamées à décompter"), .soon))</div></li>"
        )
    }
    if view.line.awaitsEvaluation {
        items.append("<li><div>\(badge("Évaluations attendues", .soon))</div></li>")
    }
    let quick: HTML? = view.mayRecord && view.isRunning ? quickNotes(view.placement.id, visit) : nil
    let list: HTML =
        items.isEmpty ? "<p class=\"hint\">Rien ne presse pour ce placement.</p>" : "<ul class=\"lines\">\(items)</ul>"
    return panel("La suite", "\(list)\(quick)")
}

/// One tap notes a call, a visit or who is there: the rest is told later, if at all.
func quickNotes(_ placement: ID<Placement>, _ visit: Visit) -> HTML {
    let link = Link.placement(placement).appending("note")
    let buttons: [(String, String, String)] = [
        ("appel", "Appel fait", "phone"), ("visite", "Visite faite", "pin"), ("absent", "Absent", "cross"),
        ("present", "Présent", "check"),
    ]
    let items = buttons.map { value, label, name -> HTML in
        "<button class=\"btn small\" name=\"geste\" value=\"\(value)\">\(icon(name)) \(label)<span class=\"vh\"> aujourd’hui</span></button>"
    }
    return """
        <form class="quick" method="post" action="\(link)">\(visit.hiddenFields)\(items)</form>
        """
}

// MARK: People

private func peoplePanel(_ view: PlacementFollowUp) -> HTML {
    let placement = view.placement
    let week =
        placement.schedule.isEmpty
        ? nil : placement.schedule.spelled
    let mail: HTML? = placement.tutorEmail.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    return panel(
        "Les personnes",
        facts(
            [
                ("Élève", "<a href=\"\(Link.learner(placement.learnerId))\">\(placement.listName)</a>"),
                ("Tuteur", fact(placement.tutorName ?? "pas encore connu")),
                ("Téléphone", placement.phone.map(phoneLink)), ("Courriel", mail),
                ("Référent", fact(placement.referentName ?? "à désigner")),
                ("Lieu", fact(placement.place.lines.joined(separator: ", "))), ("Horaires", fact(week)),
                (
                    "Convention",
                    placement.agreementId.map { id in
                        "<a href=\"\(Link.agreement(id))\">n°\u{A0}\(placement.agreementNumber)</a> \(placement.agreementState?.badge)"
                    }
                ),
            ], above: true))
}

/// Weeks done, lost and to come over every period known here (I10).
func weekMeterPanel(_ meter: WeekMeter) -> HTML? {
    guard meter.required > 0 else { return nil }
    let figure = "\(WeekMeter.spelled(meter.done)) sur \(WeekMeter.spelled(meter.required))"
    let lost: HTML? =
        meter.lost > 0
        ? "<p>\(badge("\(WeekMeter.spelled(meter.lost)) perdues, à rattraper ou à justifier", .late))</p>" : nil
    return panel(
        "Semaines pour le diplôme",
        """
        <div class="progress"><span>Semaines faites</span><span class="figure">\(figure)</span>\
        <progress value="\(meter.done)" max="\(meter.required)" aria-label="Semaines faites">\(figure)</progress>\
        <small>\(WeekMeter.spelled(meter.coming)) encore à venir, d’après les périodes connues ici</small></div>\(lost)
        """)
}

/// The safety memory of the place (I19).
private func safetyMemoryPanel(_ view: PlacementFollowUp) -> HTML {
    let link = Link.company(view.placement.companyId).appending("accueil")
    guard let check = view.safety else {
        return panel(
            "Sécurité du lieu",
            "<p class=\"hint\">Pas encore vérifiée.</p><p><a href=\"\(link)\">Vérifier le lieu</a></p>")
    }
    return panel(
        "Sécurité du lieu",
        """
        \(safetySummary(check, view.today))<p class="small"><a href="\(link)">Tout ce que l’on sait du lieu</a></p>
        """)
}

/// The last check in a few lines: opinion, what to bring, what is forbidden.
func safetySummary(_ check: SafetyCheck, _ today: LocalDate) -> HTML {
    let tone: Tone = check.outcome == .fit ? .done : check.outcome == .unfit ? .late : .soon
    return """
        <p>\(badge(check.outcome.label, tone)) <span class="muted small">le \(check.checkedOn.long)</span></p>\
        \(facts([
            ("À apporter", check.equipment.isEmpty ? nil : .lines(check.equipment)),
            ("Interdit", check.forbiddenTasks.isEmpty ? nil : .lines(check.forbiddenTasks)),
            ("Remarques", check.remarks.isEmpty ? nil : .lines(check.remarks)),
        ], above: true))
        """
}

// MARK: End of the placement

private func endPanel(_ view: PlacementFollowUp) -> HTML {
    let base = Link.placement(view.placement.id)
    let evaluations = Evaluation.Kind.allCases.map { kind -> HTML in
        let link = base.appending("evaluation").appending(kind.piece)
        guard let done = view.evaluation(kind) else {
            let fill: HTML? = view.mayRecord ? button("Saisir", to: link, style: "small") : nil
            return "<li><div><strong>\(kind.label)</strong><p>Pas encore reçue</p></div>\(fill)</li>"
        }
        let mean = done.ratings.meanTenths.map { HostQualityProposal.spelled($0) + " sur 4, " } ?? ""
        return """
            <li><div><a href="\(link)">\(kind.label)</a><p>\(mean)\(done.channel.label), le \(done.filledOn.long)</p></div>\(badge("Reçue", .done))</li>
            """
    }
    let booklet: HTML
    if let framework = view.booklet.framework {
        let count = "\(view.booklet.tickedCount) sur \(view.booklet.shownItems.count)"
        booklet = """
            <li><div><a href="\(base.appending("livret"))">Livret\u{A0}: \(framework.title)</a><p>\(count) lignes remplies</p></div></li>
            """
    } else {
        booklet = """
            <li><div><strong>Livret</strong><p>Aucun référentiel n’est chargé pour cette classe.</p></div>\
            \(view.author.may(.importFiles) ? button("Référentiels", to: .frameworks, style: "small") : nil)</li>
            """
    }
    return panel("Évaluations et livret", "<ul class=\"lines\">\(evaluations)\(booklet)</ul>")
}

private func ccfPanel(_ view: PlacementFollowUp) -> HTML? {
    guard view.certifying else { return nil }
    let link = Link.placement(view.placement.id).appending("ccf")
    let items = view.situations.map { situation -> HTML in
        let state: HTML =
            situation.doneOn.map { badge("faite le \($0.short)", .done) }
            ?? situation.plannedOn.map { badge($0.near(view.today), $0 < view.today ? .late : .waiting) }
            ?? badge("sans date", .neutral)
        return """
            <li><div><a href="\(link.with([("situation", situation.id.rawValue)]))">\(situation.title)</a><p>\(situation.evaluators)</p></div>\(state)</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune situation d’évaluation (CCF) prévue pendant ce placement.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    return panel(
        "Évaluation certificative (CCF)",
        action: view.mayRecord ? button("Prévoir", to: link, icon: "plus", style: "small") : nil, list)
}

private func incidentsPanel(_ view: PlacementFollowUp) -> HTML? {
    guard !view.incidents.isEmpty else { return nil }
    return panel("Incidents", "<ul class=\"lines\">\(view.incidents.map { incidentLine($0, names: false) })</ul>")
}

// MARK: Links

private func linksPanel(_ view: PlacementFollowUp, _ visit: Visit) -> HTML? {
    guard view.mayRecord else { return nil }
    let items = FollowUpLinkPurpose.allCases.map { purpose -> HTML in
        let link = view.links.first { $0.purpose == purpose }
        let state: HTML
        if let link, link.purpose.servesOnce, link.usedAt != nil {
            state = badge("répondu", .done)
        } else if let link, link.isOpen(at: view.moment) {
            state = badge(link.usedAt == nil ? "créé" : "utilisé", .waiting)
        } else {
            state = ""
        }
        let make = postButton(
            link == nil ? "Créer le lien" : "Nouveau lien", to: Link.placement(view.placement.id).appending("liens"),
            visit: visit, style: "small", fields: [("usage", purpose.rawValue)])
        return "<li><div><strong>\(purpose.label)</strong> \(state)<div>\(make)</div></div></li>"
    }
    return """
        <details class="panel"><summary><h2>Liens personnels</h2></summary>\
        <p class="hint">Un lien ouvre une seule page, sans compte. Un nouveau lien remplace le précédent.</p>\
        <ul class="lines">\(items)</ul></details>
        """
}
