import Domain
import Exchange

extension Link {
    static let scales = Link("/frais/baremes")

    static func refund(_ id: ID<RefundClaim>) -> Link { Link("/frais", [id.rawValue]) }

    static func newRefund(for placement: ID<Placement>) -> Link { Link.placement(placement).appending("frais") }
}

extension ClaimState {
    var tone: Tone {
        switch self {
        case .asked: .waiting
        case .granted: .soon
        case .refused: .neutral
        case .paid: .done
        }
    }

    var badge: HTML { App.badge(label, tone) }
}

/// The claims of the year in one state.
struct RefundListView: Sendable {
    let slice: PageSlice<RefundLine>
    let state: ClaimState
    let counts: [ClaimState: Int]
    let scales: [RefundScale]
    let author: Author
}

func refundListPage(_ view: RefundListView) -> Page {
    let choices = ClaimState.allCases.map { state in
        (
            value: state, label: "\(state.label) (\(view.counts[state, default: 0]))",
            link: Link.expenses.with([("etat", state.rawValue)])
        )
    }
    let actions = [
        button("Barèmes", to: .scales, icon: "table"),
        button(
            "CSV", to: Link.expenses.appending("export.csv").with([("etat", view.state.rawValue)]), icon: "download"),
    ]
    let missing = ExpenseKind.allCases.filter { kind in !view.scales.contains { $0.kind == kind } }
    let warning: HTML? =
        missing.isEmpty
        ? nil
        : notice(
            .warning,
            "<p>Aucun barème voté pour : \(missing.map { $0.label.lowercased() }.joined(separator: ", ")). <a href=\"\(Link.scales)\">Saisir les barèmes</a></p>"
        )
    return Page(
        "Frais de PFMP", in: .closing,
        """
        \(closingHead("Frais de PFMP", .expenses, count: view.slice.total, actions: actions, for: view.author))\
        \(choiceLinks("État des demandes", choices, current: view.state))\(warning)\(refundTable(view))
        """)
}

private func refundTable(_ view: RefundListView) -> HTML {
    guard !view.slice.rows.isEmpty else {
        return emptyState(
            "euro", "Aucune demande dans cette liste",
            "Une demande se saisit depuis la page d’une attestation ou d’un élève : transport, repas ou hébergement en plus."
        )
    }
    let table = listTable(
        "Demandes de remboursement", view.slice.rows,
        [
            Column("Élève", header: true) { "<a class=\"rowlink\" href=\"\(Link.refund($0.id))\">\($0.listName)</a>" },
            Column("Classe") { HTML(text: $0.classCode) }, Column("Période") { HTML(text: $0.label) },
            Column("Frais") { HTML(text: "\($0.kind.label), \($0.quantity)\u{A0}\($0.kind.unit)") },
            Column("Dépensé", numeric: true) { HTML(text: Cents(rawValue: $0.spentCents).french) },
            Column("Accordé", numeric: true) { HTML(text: $0.grantedCents.map { Cents(rawValue: $0).french } ?? "—") },
            Column("Justificatifs") { $0.receipts ? badge("Reçus", .done) : badge("Attendus", .waiting) },
            Column("État") { $0.state.badge },
        ])
    let pager = view.slice.pager(
        "demande affichée", "demandes affichées", on: .expenses, query: [("etat", view.state.rawValue)])
    return "\(table)\(pager)"
}

// MARK: A new claim

/// Where a new claim is written from.
struct NewRefundView: Sendable {
    let learner: Learner
    let placement: Placement
    let period: PFMPPeriod
    let scales: [RefundScale]
}

func newRefundPage(_ view: NewRefundView, _ state: FormState, _ visit: Visit) -> Page {
    let kinds = ExpenseKind.allCases.map { (value: $0.rawValue, label: "\($0.label) (en \($0.unit))") }
    let title = "Demander un remboursement"
    return Page(
        title, in: .closing,
        """
        <div class="page narrow">\(pageHead(
            title, crumbs: [("Frais", .expenses)],
            meta: [HTML(text: view.learner.listName), HTML(text: view.period.label)]))\
        \(postForm(
            .newRefund(for: view.placement.id), state, visit: visit,
            """
            \(selectField(state, "nature", "Frais en plus", kinds, empty: "Choisir"))\
            \(field(state, "nombre", "Nombre", FieldOptions(hint: "Repas, kilomètres ou nuits.", inputMode: "numeric")))\
            \(field(state, "depense", "Dépense totale", FieldOptions(hint: "En euros, d’après les justificatifs.", inputMode: "decimal")))\
            \(checkbox(state, "justificatifs", "Justificatifs reçus", hint: "Tickets, factures, titres de transport : gardez-les avec la demande."))\
            \(textArea(state, "remarque", "Remarque", optional: true, rows: 2))\(formEnd("Enregistrer la demande", cancel: .expenses))
            """))</div>
        """)
}

// MARK: A claim

/// One claim with what the scale gives.
struct RefundView: Sendable {
    let claim: RefundClaim
    let learner: Learner
    let placement: Placement
    let period: PFMPPeriod
    let scale: RefundScale?
    let receivedOn: LocalDate?
    let journal: [JournalEntry]
    let today: LocalDate
    let author: Author

    var most: Cents? {
        scale.map {
            ExpenseRefund.amount(spent: Cents(rawValue: claim.spentCents), quantity: claim.quantity, scale: $0)
        }
    }
}

func refundPage(_ view: RefundView, _ state: FormState, _ visit: Visit) -> Page {
    let claim = view.claim
    let title = "\(claim.kind.label), \(view.learner.fullName)"
    let fromScale = view.scale.map { scale in
        "\(scale.cap.french) par \(claim.kind == .transport ? "km" : claim.kind == .meals ? "repas" : "nuit")"
            + (scale.deduction.rawValue > 0 ? ", moins \(scale.deduction.french) déjà dus au lycée" : "")
            + ", voté le \(scale.votedOn.long)"
    }
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .expenses, crumbs: [("Frais", .expenses)],
            meta: [claim.state.badge, "<a href=\"\(Link.learner(view.learner.id))\">\(view.learner.listName)</a>", HTML(text: view.period.label)],
            for: view.author))<div class="split section"><div>\(panel(
                "La demande",
                facts([
                    ("Nombre", fact("\(claim.quantity)\u{A0}\(claim.kind.unit)")),
                    ("Dépensé", fact(Cents(rawValue: claim.spentCents).french)),
                    ("Justificatifs", claim.receipts ? badge("Reçus", .done) : badge("Attendus", .waiting)),
                    ("Présence", view.receivedOn.map { badge("Attestation revenue le \($0.short)", .done) } ?? badge("Attestation attendue", .waiting)),
                    ("Barème", fact(fromScale ?? "aucun barème voté à cette date")), ("Le barème donne", fact(view.most?.french)),
                    ("Accordé", fact(claim.grantedCents.map { Cents(rawValue: $0).french })),
                    ("Décision", fact(claim.decision)), ("Par", fact(claim.decidedBy)), ("Remarque", fact(claim.note)),
                ])))\(refundJournal(view))</div>\
        <aside aria-label="Décision">\(decisionPanel(view, state, visit))</aside></div>
        """)
}

private func decisionPanel(_ view: RefundView, _ state: FormState, _ visit: Visit) -> HTML {
    let events = ClaimLife.transitions.filter { $0.from == view.claim.state }.map(\.event)
    guard view.author.may(.decideRefunds) else {
        return panel("Décision", "<p class=\"hint\">La décision revient à l’intendance ou à la direction.</p>")
    }
    guard !events.isEmpty else { return panel("Décision", "<p class=\"hint\">Cette demande est close.</p>") }
    let buttons = events.enumerated().map { index, event in
        "<button class=\"btn \(index == 0 ? "primary" : "")\" name=\"geste\" value=\"\(event.rawValue)\">\(event.label)</button>"
            as HTML
    }
    let asked: HTML? =
        view.claim.state == .asked
        ? """
        \(checkbox(state, "justificatifs", "Justificatifs reçus"))\
        \(field(state, "montant", "Montant accordé", FieldOptions(hint: "Sans réponse : ce que donne le barème.", optional: true, inputMode: "decimal")))
        """ : nil
    return panel(
        "Décision",
        """
        \(errorSummary(state))<form class="form" method="post" action="\(Link.refund(view.claim.id).appending("decision"))" novalidate>\
        \(visit.hiddenFields)<input type="hidden" name="version" value="\(view.claim.version)">\(asked)\
        \(field(state, "motif", "Motif", FieldOptions(hint: "Obligatoire pour un refus.", optional: true)))<div class="formend">\(buttons)</div></form>
        """)
}

private func refundJournal(_ view: RefundView) -> HTML? {
    guard !view.journal.isEmpty else { return nil }
    let items = view.journal.map { entry -> HTML in
        """
        <li>\(icon("history"))<div><p class="what">\(entry.action)</p><p class="when">\
        \(entry.happenedAt.day(in: view.author.zone).near(view.today)), par \(entry.authorName)</p></div></li>
        """
    }
    return panel("Historique", "<ol class=\"timeline\">\(items)</ol>")
}

// MARK: Scales

func scalesPage(_ scales: [RefundScale], _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    let kinds = ExpenseKind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let list: HTML =
        scales.isEmpty
        ? emptyState(
            "table", "Aucun barème", "Le conseil d’administration vote un plafond par repas, par kilomètre et par nuit."
        )
        : listTable(
            "Barèmes votés", scales,
            [
                Column("Frais", header: true) { HTML(text: $0.kind.label) },
                Column("Plafond", numeric: true) { HTML(text: $0.cap.french) },
                Column("À déduire", numeric: true) { HTML(text: $0.deduction.french) },
                Column("Voté le") { HTML(text: $0.votedOn.long) },
            ])
    let form: HTML? =
        author.may(.decideRefunds)
        ? panel(
            "Ajouter un barème",
            postForm(
                .scales, state, visit: visit,
                """
                \(selectField(state, "nature", "Frais", kinds))\
                \(field(state, "plafond", "Plafond par repas, kilomètre ou nuit", FieldOptions(inputMode: "decimal")))\
                \(field(state, "deduction", "À déduire", FieldOptions(hint: "Ce que la famille aurait payé au lycée : prix du repas en demi-pension.", optional: true, inputMode: "decimal")))\
                \(dateField(state, "vote_le", "Voté au conseil d’administration le"))\(formEnd("Enregistrer le barème"))
                """)) : nil
    return Page(
        "Barèmes des frais", in: .closing,
        """
        \(closingHead("Barèmes des frais", .expenses, crumbs: [("Frais", .expenses)], for: author))\
        <div class="columns"><div>\(list)</div><div>\(form)</div></div>
        """)
}

/// The claims as a file for the intendance.
enum RefundExport {
    static func sheet(_ lines: [RefundLine]) -> Sheet {
        let columns = [
            "Nom", "Prénom", "Classe", "Période", "Frais", "Nombre", "Dépensé", "Accordé", "Justificatifs", "État",
            "Demandé le",
        ].map { SheetColumn($0) }
        return Sheet(
            name: "Frais", columns: columns,
            rows: lines.map { line in
                [
                    .text(line.usageName ?? line.familyName), .text(line.firstName), .text(line.classCode),
                    .text(line.label), .text(line.kind.label), .integer(line.quantity),
                    .amount(Cents(rawValue: line.spentCents)),
                    line.grantedCents.map { .amount(Cents(rawValue: $0)) } ?? .empty, .flag(line.receipts),
                    .text(line.state.label), .date(line.askedOn),
                ]
            })
    }
}
