import Domain

/// What the list of attestations shows.
struct CertificateListView: Sendable {
    let lines: PageSlice<CertificateLine>
    let selection: CertificateSelection
    let counts: [CertificateSelection: Int]
    /// The classes of this selection, and the one asked for; empty for all.
    let classes: [String]
    let classCode: String
    let year: Int
    let today: LocalDate
    let territory: Territory
    let author: Author

    /// Rows of a page: few enough for a phone.
    static let pageSize = 30

    var query: [(String, String)] { [("etat", selection.rawValue), ("classe", classCode)] }
}

func certificateListPage(_ view: CertificateListView, _ visit: Visit) -> Page {
    var actions: [HTML] = []
    if view.author.may(.prepareAgreements), view.counts[.missing, default: 0] > 0 {
        let remind = Link.certificates.appending("relances")
        actions = [
            postButton(
                "Relancer les référents", to: remind, visit: visit, icon: "send", fields: [("qui", "referents")]),
            postButton("Relancer les hôtes", to: remind, visit: visit, icon: "mail", fields: [("qui", "hotes")]),
        ]
    }
    let choices = CertificateSelection.allCases.map { selection in
        (
            value: selection, label: "\(selection.label) (\(view.counts[selection, default: 0]))",
            link: Link.certificates.with([
                ("etat", selection == .missing ? "" : selection.rawValue), ("classe", view.classCode),
            ])
        )
    }
    let body: HTML =
        view.lines.rows.isEmpty
        ? emptyState(
            "check", "Aucune attestation dans cette liste",
            "Les périodes terminées apparaissent ici le lendemain de leur dernier jour.")
        : certificateTable(view)
    return Page(
        "Attestations", in: .closing, full: true,
        """
        \(closingHead(
            "Attestations", .certificates, count: view.lines.total,
            meta: ["Année scolaire \(view.year)-\(view.year + 1)"], actions: actions, for: view.author))\
        \(choiceLinks("État des attestations", choices, current: view.selection))\
        \(closingClassFilter(.certificates, view.selection.rawValue, view.classes, view.classCode))\(body)
        """)
}

/// One class of a list of the end of a PFMP; nothing where there is only one.
func closingClassFilter(_ link: Link, _ selection: String, _ classes: [String], _ classCode: String) -> HTML? {
    guard classes.count > 1 || !classCode.isEmpty else { return nil }
    let state = FormState([("classe", classCode), ("etat", selection)])
    return """
        <form class="filters" method="get" action="\(link)" data-autosubmit>\
        <input type="hidden" name="etat" value="\(selection)">\
        \(selectField(state, "classe", "Classe", classes.map { ($0, $0) }, empty: "Toutes les classes"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func certificateTable(_ view: CertificateListView) -> HTML {
    let table = listTable(
        "Attestations, par date de fin", view.lines.rows, brief: true,
        [
            Column("Élève", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.certificate(of: $0.placementId))\">\($0.listName)</a>"
            },
            Column("Classe") {
                "<a href=\"\(Link.period($0.periodId).appending("attestations"))\">\($0.classCode)</a>"
            },
            Column("Lieu") { HTML(text: $0.companyName) },
            Column("Référent") { HTML(text: $0.referentName ?? "—") },
            Column("Fin") { "<span class=\"nowrap\">\($0.endsOn.short)</span>" },
            Column("Jours faits", numeric: true) { line in daysCell(line, view.territory) },
            Column("État") { certificateBadge($0, today: view.today) },
        ])
    let pager = view.lines.pager(
        "attestation affichée", "attestations affichées", on: .certificates, query: view.query)
    return "\(table)\(pager)"
}

private func daysCell(_ line: CertificateLine, _ territory: Territory) -> HTML {
    let presence = line.presence(in: territory)
    guard let days = presence.days else { return "— /\u{A0}\(presence.plannedDays)" }
    return "\(days)\u{A0}/\u{A0}\(presence.plannedDays)"
}

/// Where the attestation of a stay stands.
func certificateBadge(_ line: CertificateLine, today: LocalDate) -> HTML {
    if let received = line.receivedOn { return badge("Revenue le \(received.short)", .done) }
    if line.endsOn >= today, line.agreementState != .broken { return badge("Période en cours", .neutral) }
    if let reminded = line.remindedOn { return badge("Relancée le \(reminded.short)", .soon) }
    let delay = line.endsOn.days(until: today)
    return delay > 5 ? badge("En retard", .late) : badge("Attendue", .waiting)
}

// MARK: A class

/// The attestations of a period: days of everybody in one form, one file to print.
struct ClassCertificatesView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let lines: [CertificateLine]
    let today: LocalDate
    let territory: Territory
    let author: Author

    func isOver(_ line: CertificateLine) -> Bool { line.endsOn < today || line.agreementState == .broken }
    var over: [CertificateLine] { lines.filter(isOver).sorted { SearchKey($0.listName) < SearchKey($1.listName) } }
}

func classCertificatesPage(_ view: ClassCertificatesView, _ state: FormState, _ visit: Visit) -> Page {
    let base = Link.period(view.period.id).appending("attestations")
    let title = "Attestations de \(view.schoolClass.code)"
    let mayWrite = view.author.may(.prepareAgreements)
    let actions: [HTML] =
        view.over.isEmpty || !mayWrite
        ? []
        : [
            printButton(
                "Imprimer \(FrenchNumber.counted(view.over.count, "attestation", "attestations"))",
                to: base.appending("impression"), style: "", visit)
        ]
    let crumbs: [(String, Link)] = [
        ("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id)),
    ]
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .certificates, crumbs: crumbs,
            meta: [HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)")], actions: actions,
            for: view.author))\(classCertificates(view, state, base, visit))
        """)
}

private func classCertificates(_ view: ClassCertificatesView, _ state: FormState, _ base: Link, _ visit: Visit) -> HTML
{
    guard !view.over.isEmpty else {
        let last = view.period.endsOn
        return emptyState(
            "clock", last >= view.today ? "La période n’est pas terminée" : "Personne n’est parti",
            last >= view.today
                ? "Elle dure jusqu’au \(last.long) compris : une attestation dit ce qui a été fait, elle s’établit ensuite."
                : "Aucun élève n’avait de convention signée pour cette période.")
    }
    let rows = view.over.map { classRow($0, view, state) }
    let end: HTML? =
        view.author.may(.prepareAgreements)
        ? formEnd("Enregistrer les jours faits", cancel: .period(view.period.id)) : nil
    return """
        \(errorSummary(state))<form method="post" action="\(base)" novalidate>\(visit.hiddenFields)\
        <p class="hint">Jours réellement faits, entiers, absences déduites. Une case vide reste à saisir.</p>\
        <div class="tablebox"><table class="list asrows"><caption class="vh">Jours faits par élève</caption><thead><tr>\
        <th scope="col">Élève</th><th scope="col">Lieu</th><th scope="col" class="num">Prévus</th><th scope="col">Jours faits</th>\
        <th scope="col">État</th></tr></thead><tbody>\(rows)</tbody></table></div>\(end)</form>
        """
}

private func classRow(_ line: CertificateLine, _ view: ClassCertificatesView, _ state: FormState) -> HTML {
    let name = "jours-\(line.placementId)"
    let presence = line.presence(in: view.territory)
    let typed = state.values.has(name) ? state[name] : presence.days.map { String($0) } ?? ""
    let problem = state.problem(name)
    let error: HTML? = problem.map { "<span class=\"error\" id=\"e-\(name)\">\(icon("alert")) \($0)</span>" }
    let described: HTML? = problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"e-\(name)\""
    return """
        <tr><th scope="row"><a class="rowlink" href="\(Link.certificate(of: line.placementId))">\(line.listName)</a></th>\
        <td data-label="Lieu">\(line.companyName)</td><td class="num" data-label="Prévus">\(presence.plannedDays)</td>\
        <td data-label="Jours faits"><input class="days" aria-label="Jours faits par \(line.listName)" id="f-\(name)" name="\(name)" inputmode="numeric" value="\(typed)"\(described)>\(error)</td>\
        <td data-label="État">\(certificateBadge(line, today: view.today))</td></tr>
        """
}

// MARK: One stay

/// The attestation of one stay.
struct CertificateView: Sendable {
    let dossier: CertificateDossier
    let documents: [CertificateDocumentLine]
    let journal: [JournalEntry]
    let gratification: GratificationSheet?
    let keepUntil: LocalDate?
    let today: LocalDate
    let author: Author

    var mayWrite: Bool { author.may(.prepareAgreements) }
    var agreement: AgreementDossier { dossier.agreement }

    /// Why nothing may be typed yet; `nil` when it may.
    var refusal: String? {
        do throws(CertificateRefusal) {
            try dossier.requireReady(on: today)
            return nil
        } catch {
            return error.message
        }
    }
}

func certificatePage(_ view: CertificateView, _ state: FormState, _ visit: Visit) -> Page {
    let learner = view.dossier.learner
    let placement = view.dossier.placement
    let title = "Attestation \(French.of(learner.fullName))"
    let base = Link.certificate(of: placement.id)
    let sources = view.agreement.sources
    let actions: [HTML] =
        view.refusal == nil && view.mayWrite
        ? [printButton("Imprimer", to: base.appending("impression"), style: "", visit)] : []
    let meta: [HTML] = [
        view.agreement.agreement.state.badge, HTML(text: sources.company.displayName),
        HTML(text: "du \(placement.startsOn.short) au \(placement.endsOn.long)"),
    ]
    let crumbs: [(String, Link)] = [
        ("Attestations", .certificates),
        (sources.schoolClass.code, Link.period(placement.periodId).appending("attestations")),
    ]
    return Page(
        title, in: .closing,
        """
        \(closingHead(title, .certificates, crumbs: crumbs, meta: meta, actions: actions, for: view.author))\
        \(view.refusal.map { notice(.warning, "<p>\($0)</p>") })\
        <div class="split section"><div>\(certificateForm(view, state, base, visit))</div>\
        <aside aria-label="Retour et versions">\(returnPanel(view, state, base, visit))\(certificateVersions(view, base))\
        \(stayLinks(view))</aside></div>\(certificateJournal(view))
        """)
}

private func certificateForm(_ view: CertificateView, _ state: FormState, _ base: Link, _ visit: Visit) -> HTML {
    let presence = view.dossier.presence
    var planned =
        "\(FrenchNumber.counted(presence.plannedDays, "jour prévu", "jours prévus")), \(HourSpan.duration(presence.plannedMinutes))"
    if let followed = presence.followedDays, followed != presence.plannedDays {
        planned += "\u{A0}; \(followed) d’après le suivi"
    }
    guard view.refusal == nil, view.mayWrite else {
        return panel(
            "Présence",
            facts([
                ("Prévu", fact(planned)),
                ("Fait", fact(presence.days.map { FrenchNumber.counted($0, "jour", "jours") })),
                ("Observations", fact(view.dossier.certificate.remark)),
            ]))
    }
    let outcomes = StayOutcome.allCases.map { (value: $0.rawValue, label: $0.label) }
    return panel(
        "Ce qui a été fait",
        postForm(
            base, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            <div class="pair">\(field(state, "jours", "Jours faits", FieldOptions(hint: planned, inputMode: "numeric")))\
            \(field(state, "heures", "Heures faites", FieldOptions(hint: "Sans réponse : en proportion des jours.", optional: true)))</div>\
            \(textArea(state, "remarque", "Observations", hint: "Dates d’absence, rattrapage. Pas de donnée de santé.", optional: true, rows: 2))\
            \(selectField(state, "issue", "Pour le diplôme", outcomes))\
            \(field(state, "gratification", "Gratification versée", FieldOptions(hint: "Total en euros, s’il y en a eu une.", optional: true, inputMode: "decimal")))\
            \(field(state, "signataire", "Signée par", FieldOptions(optional: true)))\
            \(formEnd("Enregistrer les jours faits", cancel: .certificates))
            """))
}

private func returnPanel(_ view: CertificateView, _ state: FormState, _ base: Link, _ visit: Visit) -> HTML {
    let certificate = view.dossier.certificate
    if let received = certificate.receivedOn {
        return panel("Retour", "<p>\(badge("Revenue le \(received.long)", .done))</p>")
    }
    guard view.refusal == nil else { return "" }
    guard certificate.days != nil, view.mayWrite else {
        return panel(
            "Retour", "<p class=\"hint\">Saisissez d’abord les jours faits, puis notez le retour du papier signé.</p>")
    }
    let shown = FormState(
        values: FormValues([("recue_le", state["recue_le"].isEmpty ? view.today.description : state["recue_le"])]),
        problems: state.problems)
    return panel(
        "Retour",
        """
        <form class="form" method="post" action="\(base.appending("retour"))" novalidate>\(visit.hiddenFields)\
        \(dateField(shown, "recue_le", "Attestation signée revenue le"))\
        <div class="formend"><button class="btn primary">\(icon("check")) Noter le retour</button></div></form>
        """)
}

private func certificateVersions(_ view: CertificateView, _ base: Link) -> HTML {
    guard !view.documents.isEmpty else {
        return panel(
            "Versions", "<p class=\"hint\">Aucune version imprimée. Chaque impression est gardée telle quelle.</p>")
    }
    let items = view.documents.map { document -> HTML in
        """
        <li><div><a href="\(base.appending("documents").appending(String(document.revision)))">Version \(document.revision)</a>\
        <p>par \(document.createdBy)</p></div><span class="detail">\(document.createdAt.day(in: view.author.zone).near(view.today))</span></li>
        """
    }
    let keep: HTML? = view.keepUntil.map { "<p class=\"hint\">À garder jusqu’au \($0.long) (décret n° 2023-765).</p>" }
    return panel("Versions", "<ul class=\"lines\">\(items)</ul>\(keep)")
}

private func stayLinks(_ view: CertificateView) -> HTML {
    let agreement = view.agreement.agreement
    var items: [HTML] = [
        "<li><a href=\"\(Link.agreement(agreement.id))\">Convention n° \(agreement.number)</a></li>",
        "<li><a href=\"\(Link.weeks(of: view.dossier.learner.id))\">Semaines validées</a></li>",
    ]
    if view.author.may(.manageAllowances) {
        items.append("<li><a href=\"\(Link.allowance(of: view.dossier.learner.id))\">Allocation</a></li>")
        items.append(
            "<li><a href=\"\(Link.newRefund(for: view.dossier.placement.id))\">Demander un remboursement de frais</a></li>"
        )
    }
    if let sheet = view.gratification {
        let text = sheet.isDue == true ? "Gratification due par l’hôte" : "Gratification : pas due"
        items.append("<li><a href=\"\(Link.gratification(of: view.dossier.placement.id))\">\(text)</a></li>")
    }
    return panel("Voir aussi", "<ul class=\"lines\">\(items)</ul>")
}

private func certificateJournal(_ view: CertificateView) -> HTML? {
    guard !view.journal.isEmpty else { return nil }
    let items = view.journal.map { entry -> HTML in
        """
        <li>\(icon("history"))<div><p class="what">\(entry.action)</p><p class="when">\
        \(entry.happenedAt.day(in: view.author.zone).near(view.today)), par \(entry.authorName)</p></div></li>
        """
    }
    return panel("Historique", "<ol class=\"timeline\">\(items)</ol>")
}
