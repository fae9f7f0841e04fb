import Domain

extension Link {
    static let taxBoard = Link("/taxe")
    static let newTaxCampaign = Link("/taxe/nouvelle")

    static func tax(_ id: ID<TaxCampaign>) -> Link { Link("/taxe", [id.rawValue]) }
    static func taxGift(_ id: ID<TaxGift>) -> Link { Link("/taxe/versements", [id.rawValue]) }
}

/// The board of one campaign.
struct TaxBoard: Sendable {
    let campaign: TaxCampaign
    let campaigns: [TaxCampaign]
    let dates: [TaxDate]
    let gifts: [TaxGift]
    let hasMore: Bool
    let totals: TaxTotals
    let silent: [SilentHost]
    let donorsAmongHosts: (donors: Int, hosts: Int)
    /// When a statement was last taken in, while it can be taken back.
    let lastImport: Moment?
    let school: School
    let today: LocalDate
    let author: Author
}

func noTaxCampaignPage(_ author: Author) -> Page {
    Page(
        "Taxe d’apprentissage", in: .requests,
        """
        \(partnerHead("Taxe d’apprentissage", .tax, for: author))\
        \(emptyState(
            "euro", "Aucune campagne ouverte",
            "Ouvrez la campagne de l’année, notez ses dates, puis les promesses. Les hôtes qui ne donnent pas s’affichent tout seuls.",
            action: button("Ouvrir une campagne", to: .newTaxCampaign, icon: "plus", style: "primary")))
        """)
}

func taxBoardPage(_ view: TaxBoard, _ date: FormState, _ visit: Visit) -> Page {
    let campaign = view.campaign
    let base = Link.tax(campaign.id)
    let choices = view.campaigns.map { (value: $0.id, label: String($0.year), link: Link.tax($0.id)) }
    let law: HTML? =
        view.school.place == .alsaceMoselle
        ? notice(
            .info,
            "<p>Le solde de la taxe d’apprentissage n’est pas dû par les entreprises d’Alsace-Moselle\u{A0}: sollicitez celles des autres départements.</p>"
        )
        : nil
    return Page(
        "Taxe d’apprentissage \(campaign.year)", in: .requests,
        """
        \(partnerHead(
            "Taxe d’apprentissage \(campaign.year)", .tax,
            actions: [
                button("Noter une promesse", to: base.appending("versements").appending("nouveau"), icon: "plus", style: "primary"),
                button("Importer les versements", to: base.appending("import"), icon: "upload"),
                moreMenu([
                    ("Lettres aux hôtes (PDF)", "print", base.appending("lettres.pdf")),
                    ("Remerciements (PDF)", "mail", base.appending("remerciements.pdf")),
                    ("Modifier la campagne", "edit", base.appending("modifier")),
                    ("Nouvelle campagne", "plus", .newTaxCampaign),
                ]) ?? "",
            ], for: view.author))\
        \(choiceLinks("Campagne", choices, current: campaign.id))\(law)\(taxTiles(view))\(undoImportLine(view, visit))\
        <div class="columns section"><div>\(giftsPanel(view, visit))</div>\
        <aside aria-label="Dates et hôtes">\(datesPanel(view, date, visit))\(silentPanel(view))</aside></div>
        """)
}

/// The last statement may still be taken back.
private func undoImportLine(_ view: TaxBoard, _ visit: Visit) -> HTML? {
    view.lastImport.map { moment in
        let day = moment.day(in: view.author.zone).nearWithArticle(view.today)
        let link = Link.tax(view.campaign.id).appending("import").appending("annulation")
        return """
            <div class="actions"><p class="hint">Dernier relevé importé \(day).</p>\
            \(postButton("Annuler cet import", to: link, visit: visit, icon: "undo", style: "small"))</div>
            """
    }
}

private func taxTiles(_ view: TaxBoard) -> HTML {
    let totals = view.totals
    let goal = view.campaign.goalCents.map { ", pour un objectif de \(Cents(rawValue: $0).short)" } ?? ""
    return """
        <ul class="tiles" aria-label="En un coup d’œil"><li>\(figure(Cents(rawValue: totals.received).short, "reçus" + goal))</li>\
        <li>\(figure(Cents(rawValue: totals.promised).short, "promis, en \(FrenchNumber.counted(totals.promises, "promesse", "promesses"))"))</li>\
        <li>\(figure(String(totals.donors), totals.donors < 2 ? "donateur" : "donateurs"))</li>\
        <li>\(figure("\(view.donorsAmongHosts.donors) sur \(view.donorsAmongHosts.hosts)", "hôtes qui donnent"))</li></ul>
        """
}

private func giftsPanel(_ view: TaxBoard, _ visit: Visit) -> HTML {
    guard !view.gifts.isEmpty else {
        return panel(
            "Promesses et versements",
            emptyState("euro", "Rien de noté", "Notez une promesse après un appel, ou importez le relevé de SOLTéA."))
    }
    let table = listTable(
        "Promesses et versements", view.gifts,
        [
            Column("Donateur", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.taxGift($0.id))\">\($0.donorName)</a>"
            },
            Column("Formation") { HTML(text: $0.course) },
            Column("Promis", numeric: true) { HTML(text: $0.promisedCents.map { Cents(rawValue: $0).short } ?? "—") },
            Column("Reçu", numeric: true) { HTML(text: $0.receivedCents.map { Cents(rawValue: $0).short } ?? "—") },
            Column("Suite") { giftState($0) },
        ])
    let next =
        view.hasMore
        ? view.gifts.last.map { Link.tax(view.campaign.id).with([("apres", $0.donorName + "|" + $0.id.rawValue)]) }
        : nil
    let thank: HTML? =
        view.totals.unthanked > 0
        ? """
        <div class="formend">\(button("Imprimer les remerciements (\(view.totals.unthanked))", to: Link.tax(view.campaign.id).appending("remerciements.pdf"), icon: "print"))\
        \(postButton("Noter comme remerciés", to: Link.tax(view.campaign.id).appending("remerciements"), visit: visit, icon: "check"))</div>
        """ : nil
    return panel(
        "Promesses et versements",
        "\(table)\(pager(FrenchNumber.counted(view.gifts.count, "ligne affichée", "lignes affichées"), previous: nil, next: next))\(thank)"
    )
}

private func giftState(_ gift: TaxGift) -> HTML {
    guard let received = gift.receivedCents, received > 0 else { return badge("Promesse", .waiting) }
    if let promised = gift.promisedCents, received < promised { return badge("Moins que promis", .soon) }
    return gift.thankedOn.map { badge("Remercié le \($0.short)", .done) } ?? badge("À remercier", .soon)
}

private func datesPanel(_ view: TaxBoard, _ state: FormState, _ visit: Visit) -> HTML {
    let items = view.dates.map { date -> HTML in
        let days = view.today.days(until: date.fallsOn)
        let tone: Tone = days < 0 ? .neutral : days <= TaxCampaign.warningDays ? .soon : .waiting
        return """
            <li><div><strong>\(date.label)</strong><p>\(badge(date.fallsOn.long, tone))</p></div>\
            \(postButton("Retirer", to: Link("/taxe/dates", [date.id.rawValue, "retrait"]), visit: visit, style: "small quiet"))</li>
            """
    }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return panel(
        "Calendrier de la campagne",
        """
        \(items.isEmpty ? "<p class=\"hint\">Aucune date. Recopiez le calendrier publié pour l’année\u{A0}: il change chaque fois.</p>" : "<ul class=\"lines\">\(items)</ul>" as HTML)\
        <details class="more"\(open)><summary>Ajouter une date</summary>\(postForm(Link.tax(view.campaign.id).appending("dates"), state, visit: visit, """
            \(field(state, "etape", "Étape"))\(dateField(state, "date", "Date"))\(formEnd("Ajouter", icon: "plus"))
            """))</details>
        """)
}

private func silentPanel(_ view: TaxBoard) -> HTML {
    let items = view.silent.prefix(12).map { host -> HTML in
        let last = host.lastYear.map { ", a donné en \($0)" } ?? ""
        return """
            <li><div>\(reference(host.name, to: .company(host.id), opens: view.author.may(.seeCompanies)))<p>\(host.addressCity), \
            \(FrenchNumber.counted(host.hosted, "accueil", "accueils"))\(last)\(host.taxContact.map { ", voir \($0)" })</p></div></li>
            """
    }
    let more =
        view.silent.count > 12
        ? "et \(view.silent.count - 12) autres\(view.silent.count >= 150 ? " au moins" : "")" : ""
    let letters: HTML? =
        view.silent.isEmpty
        ? nil
        : button(
            "Lettres (PDF)", to: Link.tax(view.campaign.id).appending("lettres.pdf"), icon: "print", style: "small")
    return panel(
        "Hôtes qui ne donnent pas", action: letters,
        items.isEmpty
            ? "<p class=\"hint\">Tous les hôtes des deux dernières années ont promis ou donné, ou aucun n’est connu.</p>"
            : "<ul class=\"lines\">\(Array(items))</ul><p class=\"hint\">\(more)</p>")
}

// MARK: Forms

func taxCampaignFormPage(_ editing: TaxCampaign?, _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    let title = editing.map { "Campagne \($0.year)" } ?? "Ouvrir une campagne"
    let link = editing.map { Link.tax($0.id).appending("modifier") } ?? .newTaxCampaign
    let year: HTML? =
        editing == nil ? field(state, "annee", "Année", FieldOptions(inputMode: "numeric", style: "short")) : nil
    return Page(
        title, in: .requests,
        """
        <div class="page narrow">\(partnerHead(title, .tax, crumbs: [("Taxe", .taxBoard)], for: author))\
        \(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(year)\
            \(field(state, "objectif", "Objectif, en euros", FieldOptions(optional: true, inputMode: "decimal", style: "short")))\
            \(textArea(state, "notes", "Notes", optional: true))\(formEnd("Enregistrer", cancel: .taxBoard))
            """))</div>
        """)
}

func taxGiftFormPage(
    _ campaign: TaxCampaign, editing: TaxGift?, company: Company?, _ state: FormState, _ visit: Visit,
    for author: Author
) -> Page {
    let title = editing?.donorName ?? "Noter une promesse ou un versement"
    let link = editing.map { Link.taxGift($0.id) } ?? Link.tax(campaign.id).appending("versements").appending("nouveau")
    let donor: HTML =
        company.map {
            "<input type=\"hidden\" name=\"entreprise\" value=\"\($0.id.rawValue)\"><p><strong>\(reference($0.displayName, to: .company($0.id), opens: author.may(.seeCompanies)))</strong>, \($0.address.city)</p>"
        } ?? """
            \(field(state, "donateur", "Donateur"))\
            \(field(state, "siret", "SIRET", FieldOptions(hint: "S’il est dans la base, le versement se relie à sa fiche.", optional: true, inputMode: "numeric")))
            """
    return Page(
        title, in: .requests,
        """
        <div class="page narrow">\(partnerHead(
            title, .tax, crumbs: [("Taxe \(campaign.year)", .tax(campaign.id))], for: author))\
        \(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(donor)\
            \(field(state, "formation", "Formation choisie", FieldOptions(optional: true)))\
            <div class="pair">\(field(state, "promis", "Montant promis, en euros", FieldOptions(optional: true, inputMode: "decimal")))\
            \(dateField(state, "promis_le", "Promis le", optional: true))</div>\
            <div class="pair">\(field(state, "recu", "Montant reçu, en euros", FieldOptions(optional: true, inputMode: "decimal")))\
            \(dateField(state, "recu_le", "Reçu le", optional: true))</div>\
            \(textArea(state, "note", "Note", optional: true))\(formEnd("Enregistrer", cancel: .tax(campaign.id)))
            """))</div>
        """)
}

// MARK: Import

func taxImportPage(_ campaign: TaxCampaign, _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    Page(
        "Importer les versements", in: .requests,
        """
        <div class="page narrow">\(partnerHead(
            "Importer les versements", .tax, crumbs: [("Taxe \(campaign.year)", .tax(campaign.id))], for: author))\
        <p>Choisissez le relevé de SOLTéA ou un tableau (CSV, XLSX) avec un montant, et le SIRET ou le nom de l’entreprise. \
        La date et la formation sont lues si elles y sont. Rien n’est écrit avant votre accord.</p>\
        \(postForm(Link.tax(campaign.id).appending("import"), state, visit: visit, files: true, """
            \(fieldFrame(state, "fichier", "Relevé", hint: nil, optional: false) { described in
                "<input id=\"f-fichier\" name=\"fichier\" type=\"file\" accept=\".csv,.txt,.xlsx\"\(described)>"
            })\(formEnd("Lire le fichier", cancel: .tax(campaign.id), icon: "upload"))
            """))</div>
        """)
}

func taxPlanPage(_ campaign: TaxCampaign, _ plan: TaxImportPlan, _ visit: Visit, for author: Author) -> Page {
    let problems = plan.problems.map { "<li><strong>Ligne \($0.line)</strong>\u{A0}: \($0.message)</li>" as HTML }
    let wrong: HTML? =
        problems.isEmpty
        ? nil
        : notice(
            .warning,
            "<p>\(FrenchNumber.counted(problems.count, "ligne ne sera pas importée", "lignes ne seront pas importées")).</p><ul>\(Array(problems.prefix(60)))</ul>"
        )
    let changes = plan.steps.filter { $0.effect != .same }
    let kept = changes.map(\.line.carried).joined(separator: "\n")
    let confirm: HTML =
        changes.isEmpty
        ? notice(.info, "<p>Rien de nouveau dans ce fichier.</p>")
        : """
        <form method="post" action="\(Link.tax(campaign.id).appending("import").appending("accord"))">\(visit.hiddenFields)\
        <textarea name="lignes" hidden aria-label="Lignes lues">\(kept)</textarea><div class="formend">\
        <button class="btn primary">\(icon("check")) Importer \(FrenchNumber.counted(changes.count, "versement", "versements"))</button>\
        <a class="btn quiet" href="\(Link.tax(campaign.id))">Annuler</a></div></form>
        """
    let table = listTable(
        "Versements lus", Array(plan.steps.prefix(60)),
        [
            Column("Donateur", header: true) { HTML(text: $0.gift.donorName) },
            Column("Dans la base") { $0.gift.companyId == nil ? "—" : badge("Entreprise connue", .done) },
            Column("Avant", numeric: true) { step in
                HTML(text: step.former?.receivedCents.map { Cents(rawValue: $0).short } ?? "—")
            },
            Column("Reçu", numeric: true) { HTML(text: Cents(rawValue: $0.line.cents).short) },
            Column("Le") { HTML(text: $0.gift.receivedOn?.numeric ?? "—") },
            Column("Effet") { HTML(text: $0.effect.label) },
        ])
    let rest = plan.steps.count - 60
    return Page(
        "Vérifier l’import", in: .requests,
        """
        \(partnerHead("Vérifier l’import", .tax, crumbs: [("Taxe \(campaign.year)", .tax(campaign.id))], for: author))\
        <p>\(FrenchNumber.counted(plan.count(.new), "nouveau versement", "nouveaux versements")), \(FrenchNumber.counted(plan.count(.changed), "ligne changée", "lignes changées")), \(FrenchNumber.counted(plan.count(.same), "déjà noté", "déjà notés")). Rien n’est encore écrit.</p>\
        \(wrong)\(confirm)\(plan.steps.isEmpty ? nil : table)\(rest > 0 ? "<p class=\"hint\">et \(rest) autres lignes.</p>" as HTML : nil)
        """)
}
