import Domain

/// The texts that a school may begin from.
enum CampaignModel: String, CaseIterable, Sendable {
    case appetite = "annee"
    case places = "places"
    case event = "evenement"
    case thanks = "merci"

    var label: String {
        switch self {
        case .appetite: "La question de l’année"
        case .places: "Chercher des places"
        case .event: "Inviter à un événement"
        case .thanks: "Remercier"
        }
    }

    var subject: String {
        switch self {
        case .appetite: "Accueillerez-vous un élève en {annee}\u{A0}?"
        case .places: "Nos élèves cherchent une entreprise"
        case .event: "Invitation au {lycee}"
        case .thanks: "Merci d’avoir accueilli nos élèves"
        }
    }

    var body: String {
        let end = "\n\nBien à vous,\n{signature}"
        switch self {
        case .appetite:
            return "{bonjour}\n\nComme chaque année, nous préparons les périodes de formation de nos élèves. "
                + "Que souhaite {entreprise} pour {annee}\u{A0}? Une réponse en un clic, sans compte\u{A0}:\n\n{lien_reponse}"
                + end
        case .places:
            return "{bonjour}\n\nPlusieurs de nos élèves cherchent une entreprise pour leur prochaine période de "
                + "formation. {entreprise} pourrait-elle en accueillir un\u{A0}? Répondez simplement à ce courriel, "
                + "ou appelez-nous." + end
        case .event:
            return
                "{bonjour}\n\nNous serions heureux d’accueillir {entreprise} au {lycee}.\n\nDate, heure, programme\u{A0}:"
                + end
        case .thanks:
            return "{bonjour}\n\nVous avez accueilli et formé nos élèves cette année\u{A0}: merci. "
                + "Grâce à vous, ils avancent dans leur métier." + end
        }
    }
}

func campaignsPage(_ campaigns: [(campaign: Campaign, progress: CampaignProgress)], for author: Author) -> Page {
    let new = button("Nouvelle campagne", to: Link("/campagnes/nouvelle"), icon: "plus", style: "primary")
    let body: HTML
    if campaigns.isEmpty {
        body = emptyState(
            "mail", "Aucune campagne",
            "Filtrez la liste des entreprises, puis «\u{A0}Écrire à ces entreprises\u{A0}»\u{A0}: chacun reçoit son courriel, avec son nom et un lien pour dire non.",
            action: new)
    } else {
        body = listTable(
            "Campagnes", campaigns,
            [
                Column("Campagne", header: true) { row in
                    "<a class=\"rowlink\" href=\"\(Link.campaign(row.campaign.id))\">\(row.campaign.name)</a><span class=\"sub\">\(row.campaign.segment)</span>"
                },
                Column("État") { campaignBadge($0.campaign.state) },
                Column("Envoyés", numeric: true) { "\($0.progress.sent) sur \($0.progress.all)" },
                Column("Refusés", numeric: true) { row in
                    row.progress.failed > 0 ? badge(String(row.progress.failed), .late) : "0"
                },
                Column("Par") { HTML(text: $0.campaign.createdBy) },
            ])
    }
    return Page(
        "Campagnes", in: .companies,
        """
        \(pageHead("Campagnes de courriel", count: campaigns.count, crumbs: [("Entreprises", .companies)], actions: [new]))\
        \(companyTabs(.campaigns, for: author))\(body)
        """)
}

func campaignBadge(_ state: Campaign.State) -> HTML {
    switch state {
    case .draft: badge(state.label, .neutral)
    case .running: badge(state.label, .soon)
    case .paused: badge(state.label, .waiting)
    case .finished: badge(state.label, .done)
    }
}

func campaignFormPage(_ title: String, to link: Link, _ state: FormState, segment: String, count: Int, _ visit: Visit)
    -> Page
{
    let variables = MailTemplate.Variable.allCases.map {
        "<li><code>{\($0.rawValue)}</code>\u{A0}: \($0.meaning)</li>" as HTML
    }
    let models = CampaignModel.allCases.map { model -> HTML in
        let query = visit.query.query(without: "modele") + [("modele", model.rawValue)]
        return "<li><a class=\"chip\" href=\"\(Link("/campagnes/nouvelle").with(query))\">\(model.label)</a></li>"
    }
    let presets: HTML? =
        state["version"].isEmpty
        ? "<nav aria-label=\"Partir d’un modèle\"><ul class=\"chips\">\(models)</ul></nav>" : nil
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])"><input type="hidden" name="vue" value="\(state["vue"])">\
        \(field(state, "nom", "Nom de la campagne", FieldOptions(hint: "Pour vous\u{A0}: les entreprises ne le voient pas.")))\
        \(field(state, "objet", "Objet du courriel"))\(textArea(state, "texte", "Texte", rows: 14))\
        <div class="pair">\(field(state, "par_jour", "Courriels par jour, au plus", FieldOptions(inputMode: "numeric", style: "short")))\
        \(fileField(state))</div>\(formEnd("Enregistrer et voir l’aperçu", cancel: .campaigns))
        """
    return Page(
        title, in: .companies,
        """
        \(pageHead(title, crumbs: [("Entreprises", .companies), ("Campagnes", .campaigns)], meta: [HTML(text: segment), HTML(text: FrenchNumber.counted(count, "destinataire", "destinataires"))]))\
        \(presets)<div class="columns"><div>\(postForm(link, state, visit: visit, files: true, body))</div><div>\
        \(panel("Ce que vous pouvez écrire", "<ul class=\"tight\">\(variables)</ul><p class=\"hint\">Le lien pour ne plus recevoir de courriels s’ajoute tout seul.</p>"))</div></div>
        """)
}

private func fileField(_ state: FormState) -> HTML {
    fieldFrame(state, "piece", "Pièce jointe", hint: "Un PDF de 2 Mo au plus.", optional: true) { described in
        "<input id=\"f-piece\" name=\"piece\" type=\"file\" accept=\"application/pdf\"\(described)>"
    }
}

/// What the page of a campaign shows.
struct CampaignView: Sendable {
    let campaign: Campaign
    let audience: Audience?
    let progress: CampaignProgress
    let lines: [CampaignMailLine]
    let sample: (subject: String, body: String)?
    let hasMailServer: Bool
    let hasMore: Bool
    let today: LocalDate
    let now: Moment
}

func campaignPage(_ view: CampaignView, _ visit: Visit) -> Page {
    let campaign = view.campaign
    let body: HTML = campaign.state == .draft ? draftBody(view, visit) : runningBody(view, visit)
    let noServer: HTML? =
        view.hasMailServer
        ? nil
        : notice(
            .warning,
            "<p>Aucun serveur de courriel n’est réglé sur cette machine\u{A0}: les courriels attendront. Voyez le référent informatique.</p>"
        )
    return Page(
        campaign.name, in: .companies,
        """
        \(pageHead(campaign.name, crumbs: [("Entreprises", .companies), ("Campagnes", .campaigns)], meta: [campaignBadge(campaign.state), HTML(text: campaign.segment), HTML(text: "\(campaign.perDay) par jour")], actions: campaignActions(view, visit)))\
        \(noServer)\(body)
        """)
}

private func campaignActions(_ view: CampaignView, _ visit: Visit) -> [HTML] {
    let link = Link.campaign(view.campaign.id)
    func move(_ label: String, _ piece: String, _ style: String = "") -> HTML {
        postButton(label, to: link.appending(piece), visit: visit, style: style)
    }
    switch view.campaign.state {
    case .draft:
        return [
            button("Modifier", to: link.appending("modifier"), icon: "edit"), move("M’envoyer un essai", "essai"),
            move("Lancer l’envoi", "lancement", "primary"),
        ]
    case .running: return [move("Mettre en pause", "pause"), move("Arrêter", "arret", "quiet")]
    case .paused: return [move("Reprendre", "reprise", "primary"), move("Arrêter", "arret", "quiet")]
    case .finished: return []
    }
}

private func draftBody(_ view: CampaignView, _ visit: Visit) -> HTML {
    let audience = view.audience ?? Audience()
    let left: [(Int, String, String)] = [
        (audience.without, "sans adresse", "sans adresse"),
        (audience.silent, "à ne plus solliciter", "à ne plus solliciter"),
        (audience.closed, "fermée au répertoire Sirene", "fermées au répertoire Sirene"),
        (audience.toVerify, "à vérifier", "à vérifier"),
        (audience.refused, "adresse qui refuse les courriels", "adresses qui refusent les courriels"),
        (audience.twice, "adresse déjà dans la liste", "adresses déjà dans la liste"),
    ]
    let reasons = left.filter { $0.0 > 0 }.map { "<li>\(FrenchNumber.counted($0.0, $0.1, $0.2))</li>" as HTML }
    let people = audience.recipients.prefix(15).map { person -> HTML in
        let others = audience.sharers[(person.email ?? "").lowercased()] ?? []
        let shared: HTML? = others.isEmpty ? nil : "<p>Lue aussi par \(others.joined(separator: ", "))</p>"
        return
            "<li><div><a href=\"\(Link.company(person.companyId))\">\(person.companyName)</a><p>\(person.contactName)</p><p>\(person.email)</p>\(shared)</div></li>"
    }
    let rest: HTML? =
        audience.recipients.count > 15 ? "<p class=\"hint\">Et \(audience.recipients.count - 15) autres.</p>" : nil
    let none: HTML? =
        audience.recipients.isEmpty
        ? "<p class=\"hint\">Personne\u{A0}: aucune entreprise de cet ensemble n’a d’adresse.</p>" : nil
    let unreachable = audience.unreachable.map { company -> HTML in
        "<li><div><a href=\"\(Link.company(company.companyId))\">\(company.companyName)</a><p>\(company.town)</p></div></li>"
    }
    let hidden = audience.without - unreachable.count
    let more: HTML? = hidden > 0 ? "<p class=\"hint\">Et \(hidden) autres.</p>" : nil
    let missing: HTML? =
        unreachable.isEmpty
        ? nil
        : "<details class=\"more\"><summary>Sans adresse\u{A0}: à compléter</summary><ul class=\"lines\">\(unreachable)</ul>\(more)</details>"
    let leftOut: HTML? = reasons.isEmpty ? nil : panel("Écartés", "<ul class=\"tight\">\(reasons)</ul>\(missing)")
    return """
        <div class="columns"><div>\(sheetOfMail(view))</div><div>\
        \(panel("Destinataires (\(audience.recipients.count))", "<ul class=\"lines\">\(Array(people))</ul>\(rest)\(none)"))\(leftOut)</div></div>
        """
}

private func sheetOfMail(_ view: CampaignView) -> HTML {
    let sample = view.sample ?? (view.campaign.subject, view.campaign.body)
    let file: HTML? =
        view.campaign.attachmentName.isEmpty ? nil : "<p>\(icon("document")) \(view.campaign.attachmentName)</p>"
    return """
        <article class="sheet mail"><h2 class="title">\(sample.subject)</h2><p>\(HTML.lines(sample.body))</p>\(file)</article>
        """
}

private func runningBody(_ view: CampaignView, _ visit: Visit) -> HTML {
    let progress = view.progress
    let done = progress.sent + progress.dropped
    let bar: HTML = """
        <div class="progress"><span>\(FrenchNumber.grouped(progress.sent)) envoyés</span><span class="figure">\(done) sur \(progress.all)</span>\
        <progress value="\(done)" max="\(max(1, progress.all))" aria-label="Courriels envoyés">\(done)</progress>\
        <small>\(progress.waiting) en attente de leur jour, \(progress.underWay) confiés au serveur, \(progress.failed) refusés, \(progress.dropped) écartés</small></div>
        """
    let doubt: HTML? =
        progress.doubtful > 0
        ? notice(
            .warning,
            "<p>\(FrenchNumber.counted(progress.doubtful, "courriel est peut-être parti", "courriels sont peut-être partis"))\u{A0}: le serveur s’est arrêté avant la réponse. Bureau ne les renvoie pas de lui-même\u{A0}: à vous de choisir, ligne par ligne.</p>"
        ) : nil
    let retry: HTML? =
        progress.failed > 0
        ? postButton(
            "Relancer les refusés", to: Link.campaign(view.campaign.id).appending("relance"), visit: visit,
            style: "small")
        : nil
    let next =
        view.hasMore ? view.lines.last.map { Link.campaign(view.campaign.id).with([("apres", $0.id.rawValue)]) } : nil
    return """
        \(doubt)<div class="panel">\(bar)\(retry)</div>\
        \(listTable("Destinataires", view.lines, [
            Column("Entreprise", header: true) { line in
                "<a class=\"rowlink\" href=\"\(Link.company(line.companyId))\">\(line.companyName)</a>"
            },
            Column("Adresse") { HTML(text: $0.recipient) },
            Column("État") { mailBadge($0, view.now) },
            Column("Détail") { line in
                guard line.isDoubtful(at: view.now), let mail = line.outboxId else { return HTML(text: mailDetail(line)) }
                return doubtButtons(mail, line.recipient, back: Link.campaign(view.campaign.id), visit)
            },
        ]))\(pager(FrenchNumber.counted(view.lines.count, "destinataire affiché", "destinataires affichés"), previous: nil, next: next))\
        \(panel("Le courriel", sheetOfMail(view)))
        """
}

private func mailBadge(_ line: CampaignMailLine, _ now: Moment) -> HTML {
    switch line.state {
    case .waiting: badge("En attente", .waiting)
    case .dropped: badge("Écarté", .neutral)
    case .queued:
        if line.sentAt != nil {
            badge("Envoyé", .done)
        } else if line.isDoubtful(at: now) {
            badge("Peut-être envoyé", .soon)
        } else if line.hasFailed {
            badge("Refusé", .late)
        } else {
            (line.attempts ?? 0) > 0 ? badge("Nouvel essai prévu", .soon) : badge("Confié au serveur", .waiting)
        }
    }
}

private func mailDetail(_ line: CampaignMailLine) -> String {
    if line.state == .dropped { return line.reason }
    if line.sentAt != nil { return line.queuedOn.map { "le \($0.long)" } ?? "" }
    guard let error = line.lastError else { return "" }
    let tries = FrenchNumber.counted(line.attempts ?? 0, "essai", "essais")
    return "\(tries)\u{A0}: \(error)"
}
