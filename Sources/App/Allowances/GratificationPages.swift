import Domain
import PDF

func gratificationPage(_ view: GratificationView) -> Page {
    let title = "Gratification \(French.of(view.learner.fullName))"
    let base = Link.gratification(of: view.placement.id)
    let other = view.revalued ? "0" : "1"
    let actions = [
        button(
            view.revalued ? "Sans la clause de revalorisation" : "Avec la clause de revalorisation",
            to: base.with([("clause", other)]), icon: "swap"),
        button(
            "Imprimer", to: base.appending("fiche.pdf").with([("clause", view.revalued ? "1" : "0")]), icon: "print"),
    ]
    return Page(
        title, in: .closing,
        """
        \(pageHead(
            title, crumbs: [("Attestations", .certificates), ("Attestation", .certificate(of: view.placement.id))],
            meta: ["<a href=\"\(Link.learner(view.learner.id))\">\(view.learner.listName)</a>", HTML(text: view.company.displayName)],
            actions: actions))\(gratificationVerdict(view.sheet))\
        \(view.sheet.isAssumed ? notice(.warning, "<p>Le taux d’un des mois n’est pas encore publié : le dernier connu est employé, à vérifier en janvier.</p>") : nil)\
        <div class="columns"><div>\(gratificationTable(view))\(stayList(view))</div><div>\(gratificationHelp(view))</div></div>
        """)
}

private func gratificationVerdict(_ sheet: GratificationSheet) -> HTML {
    let hours = HourSpan.duration(sheet.minutes)
    guard let isDue = sheet.isDue, let threshold = sheet.threshold else {
        return notice(.warning, "<p>Le seuil de cette date n’est pas connu de Bureau : à vérifier.</p>")
    }
    guard isDue else {
        return notice(
            .info,
            "<p>\(hours) de présence dans l’année, \(HourSpan.duration(threshold)) ou moins : l’organisme d’accueil ne doit rien.</p>"
        )
    }
    let total = sheet.total.map(\.french) ?? "montant à vérifier"
    return notice(
        .success,
        "<p>\(hours) de présence dans l’année, plus de \(HourSpan.duration(threshold)) : la gratification est due dès la première heure, au moins <strong>\(total)</strong>.</p>"
    )
}

private func gratificationTable(_ view: GratificationView) -> HTML {
    listTable(
        "Gratification mois par mois", view.sheet.months,
        [
            Column("Mois", header: true) { HTML(text: $0.presence.label) },
            Column("Heures", numeric: true) { HTML(text: HourSpan.duration($0.presence.minutes)) },
            Column("Taux horaire", numeric: true) { month in
                HTML(text: (month.rate?.french ?? "—") + (month.isAssumed ? " (à vérifier)" : ""))
            },
            Column("Minimum", numeric: true) { month in
                HTML(text: view.sheet.isDue == true ? month.amount?.french ?? "—" : "—")
            },
        ])
}

private func stayList(_ view: GratificationView) -> HTML {
    let items = view.stays.map { stay -> HTML in
        """
        <li><div><a href="\(Link.certificate(of: stay.placementId))">\(stay.label)</a>\
        <p>du \(stay.startsOn.short) au \(stay.endsOn.long)</p></div><span class="detail">\(stay.doneDays == nil ? "heures prévues" : "heures faites")</span></li>
        """
    }
    return panel("Périodes comptées", "<ul class=\"lines\">\(items)</ul>")
}

private func gratificationHelp(_ view: GratificationView) -> HTML {
    panel(
        "Comment c’est compté",
        """
        <p class="hint">Toutes les périodes de l’année scolaire chez le même employeur (même SIREN) s’ajoutent, qu’elles se suivent ou non (L. 124-6).</p>\
        <p class="hint">\(GratificationTexts.rate(view.revalued))</p><p class="hint">\(GratificationTexts.state)</p>\
        <p class="hint">\(GratificationTexts.benefits)</p>
        """)
}

/// Sentences that page and paper share.
enum GratificationTexts {
    static func rate(_ revalued: Bool) -> String {
        revalued
            ? "Chaque mois prend le taux de son année : la convention porte la clause de revalorisation."
            : "Sans clause de revalorisation, toutes les heures gardent le taux du premier jour."
    }

    /// PFMP-71.
    static let state =
        "Elle est payée par l’organisme d’accueil et s’ajoute à l’allocation de l’État, qui est une autre somme."

    /// PFMP-72.
    static let benefits =
        "Comme les salariés, l’élève accède à la cantine ou aux titres-restaurant, au remboursement des transports et aux "
        + "activités sociales et culturelles ; au-delà de deux mois, des congés et absences se prévoient dans la convention."
}

/// The sheet given to the host.
struct GratificationPaper {
    let view: GratificationView

    func section() -> PDFSection {
        let due = view.sheet.isDue == true
        let rows: [[PDFText]] = view.sheet.months.map { month in
            [
                PDFText(month.presence.label), PDFText(HourSpan.duration(month.presence.minutes)),
                PDFText((month.rate?.french ?? "—") + (month.isAssumed ? " (à vérifier)" : "")),
                PDFText(due ? month.amount?.french ?? "—" : "—"),
            ]
        }
        let threshold = view.sheet.threshold.map { HourSpan.duration($0) } ?? "à vérifier"
        return PDFSection(
            title: view.learner.fullName, header: view.school.name, footer: "Établi le \(view.today.long)",
            blocks: [
                .heading(level: 1, "Gratification minimale de l’année"),
                .keyValues(
                    Paper.pairs([
                        ("Élève", view.learner.fullName), ("Organisme d’accueil", view.company.displayName),
                        ("Présence dans l’année", HourSpan.duration(view.sheet.minutes)), ("Seuil", threshold),
                        (
                            "Gratification",
                            due ? "due, au moins \(view.sheet.total?.french ?? "montant à vérifier")" : "pas due"
                        ),
                    ])),
                .table(
                    PDFTable(
                        columns: [
                            PDFColumn("Mois", width: 1.4), PDFColumn("Heures", width: 1, align: .right),
                            PDFColumn("Taux horaire", width: 1.2, align: .right),
                            PDFColumn("Minimum", width: 1.2, align: .right),
                        ], rows: rows, rowHeaders: true)),
                .list([
                    PDFText(
                        "Articles L.\u{A0}124-6 et D.\u{A0}124-6 du code de l’éducation\u{A0}: au-delà de \(threshold) chez le "
                            + "même employeur dans l’année scolaire, la gratification est due dès la première heure."),
                    PDFText(GratificationTexts.rate(view.revalued)), PDFText(GratificationTexts.state),
                    PDFText(GratificationTexts.benefits),
                ]),
            ])
    }
}

/// The gratification of one stay, and the sheet for the host.
enum GratificationRoutes {
    static func add(to site: Site) {
        site.get("/placements/:id/gratification", .members(.seePlacements), show)
        site.get("/placements/:id/gratification/fiche.pdf", .members(.seePlacements), paper)
    }

    private static func view(_ visit: Visit) async throws -> GratificationView {
        let id = try visit.id(Placement.self)
        let revalued = visit.query["clause"] != "0"
        let today = visit.now.day
        let author = try visit.author
        return try await visit.read { db in
            let placement = try db.placement(id)
            let company: Company = try db.find(placement.companyId, in: .company, "Cette entreprise")
            let year = try db.period(placement.periodId).schoolYear
            let stays = try db.gratificationStays(of: placement.learnerId, at: company, year: year)
            let school = try db.ownSchool()
            let sheet = GratificationSheet(
                stays: stays.map { $0.months(in: school.place) }, revalued: revalued,
                parameters: try LegalTexts.parameters())
            return GratificationView(
                learner: try db.learner(placement.learnerId), placement: placement, company: company, school: school,
                stays: stays, sheet: sheet, revalued: revalued, today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return .page(
            try await visit.withGivenOut(gratificationPage(view), [PaperSubject(.gratification, view.placement.id)]))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return try await visit.givesOut(
            PaperSubject(.gratification, view.placement.id, learner: view.learner.id),
            [GratificationPaper(view: view).section()], title: "Gratification – \(view.learner.fullName)",
            file: "gratification", school: view.school.name)
    }
}
