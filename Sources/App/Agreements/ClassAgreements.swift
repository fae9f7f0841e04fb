import Domain

/// The agreements of a whole class: which may be printed, which may not and why, and all of them in one file.
enum ClassAgreementRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/conventions", .members(.prepareAgreements), show)
        site.post("/pfmp/:id/conventions", .members(.prepareAgreements), print)
        site.get("/pfmp/:id/conventions.pdf", .members(.prepareAgreements), file)
        site.post("/pfmp/:id/envois", .members(.prepareAgreements), send)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState()))
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        classAgreementsPage(try await view(visit), state, visit)
    }

    private static func view(_ visit: Visit) async throws -> ClassAgreementsView {
        let id = try visit.id(PFMPPeriod.self)
        let today = visit.now.day
        return try await visit.read { db in
            let period = try db.period(id)
            let board = try db.board(of: period)
            return ClassAgreementsView(
                period: period, schoolClass: try db.schoolClass(period.classId),
                dossiers: try db.dossiers(of: id, today: today),
                homeless: board.filter { $0.learnerPublic.takesAgreements && !$0.isPlaced })
        }
    }

    /// Keeps a revision of each agreement that is ready, or that the reason typed lets pass, then gives the file of the
    /// class.
    @Sendable static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        return try await visit.submit(BatchPassingForm.self) { form, _ in
            if !form.chosen.isEmpty {
                try await visit.perform(
                    WriteBatchReason(agreements: try await chosen(form, visit), reason: form.reason))
            }
            for dossier in try await view(visit).ready {
                _ = try await AgreementRoutes.keep(dossier.agreement.id, visit)
            }
            return .redirect(Link.period(id).appending("conventions.pdf"))
        } show: { state in
            try await page(visit, state)
        }
    }

    /// Those of this class, in the order of the page: another key names nothing here.
    private static func chosen(_ form: BatchPassingForm, _ visit: Visit) async throws -> [ID<Agreement>] {
        try await view(visit).withReason.map(\.agreement.id).filter(form.chosen.contains)
    }

    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        guard !view.ready.isEmpty else {
            throw BadRequest(message: "Aucune convention de la classe n’est prête : complétez d’abord les placements.")
        }
        let title = "Conventions, \(view.schoolClass.code), \(view.period.label)"
        let bytes = try AgreementPrinter.pages(view.ready, title: title, at: visit.now.moment)
        return .file(
            FileAnswer(
                name: "conventions-\(view.schoolClass.code).pdf", type: "application/pdf", bytes: bytes, inline: true))
    }

    /// Puts every agreement that is ready, or that the reason typed lets pass, up for signature.
    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        return try await visit.submit(BatchPassingForm.self) { form, values in
            let passed = form.chosen.isEmpty ? [] : Set(try await chosen(form, visit))
            let count = try await visit.perform(
                SendAgreements(period: id, passed: passed, reason: form.reason), for: values
            ) { _ in .period(id) }
            try await keepSent(visit)
            return .redirect(
                .period(id),
                saying: FrenchNumber.counted(
                    count, "convention mise à la signature.", "conventions mises à la signature."))
        } show: { state in
            try await page(visit, state)
        }
    }
}

extension ClassAgreementRoutes {
    /// What people sign is kept as it is the day it goes out, printed from here or not.
    private static func keepSent(_ visit: Visit) async throws {
        let now = visit.now
        let sent = try await view(visit).ready.filter { $0.agreement.state == .toSign }
        let known = try await visit.read { try $0.lastFingerprints(sent.map(\.agreement.id)) }
        let changed = try sent.filter { known[$0.agreement.id] != (try $0.facts.fingerprint()) }
        guard !changed.isEmpty else { return }
        let printed = try changed.map { try PrintedAgreement($0, at: now.moment) }
        try await visit.perform(StoreAgreementDocuments(printed: printed))
    }
}

/// One reason for the agreements of a class that go past their warnings.
struct BatchPassingForm: FormInput {
    let chosen: Set<ID<Agreement>>
    let reason: String

    init(reading form: inout FormReader) {
        chosen = Set(form.values.all("convention").filter { !$0.isEmpty }.map { ID($0) })
        reason = form.text(TypedReasons.wholeField, max: TypedReasons.longest)
        if !chosen.isEmpty, reason.isEmpty {
            form.refuse(
                TypedReasons.wholeField,
                "Écrivez pourquoi vous passez outre\u{A0}: la même raison reste sur chaque convention cochée.")
        }
        if chosen.isEmpty, !reason.isEmpty {
            form.refuse("convention", "Cochez les conventions pour lesquelles cette raison vaut.")
        }
    }
}

/// The agreements of a class that are ready, and those that are not.
struct ClassAgreementsView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let dossiers: [AgreementDossier]
    let homeless: [BoardLine]

    var ready: [AgreementDossier] { dossiers.filter(\.readiness.mayBeSigned) }
    /// Those that only lack written words.
    var withReason: [AgreementDossier] { dossiers.filter(\.readiness.lacksOnlyReasons) }
    var leftOut: [AgreementDossier] { dossiers.filter { !$0.readiness.blocking.isEmpty } }
    var drafts: Int { ready.filter { $0.agreement.state == .draft }.count }
}

func classAgreementsPage(_ view: ClassAgreementsView, _ state: FormState, _ visit: Visit) -> Page {
    let base = Link.period(view.period.id)
    let title = "Conventions de \(view.schoolClass.code)"
    var actions: [HTML] = []
    if !view.ready.isEmpty {
        let count = FrenchNumber.counted(view.ready.count, "convention", "conventions")
        actions.append(printButton("Imprimer \(count)", to: base.appending("conventions"), style: "primary", visit))
    }
    if view.drafts > 0 {
        actions.append(
            postButton(
                "Mettre à la signature (\(view.drafts))", to: base.appending("envois"), visit: visit, icon: "send"))
    }
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(
            title, crumbs: [("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", base)],
            meta: [HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)")], actions: actions))\
        \(errorSummary(state))\(readyPanel(view))\(reasonPanel(view, state, visit))\(leftOutPanel(view))
        """)
}

/// Those with warnings only: one reason lets all that are ticked go.
private func reasonPanel(_ view: ClassAgreementsView, _ state: FormState, _ visit: Visit) -> HTML? {
    let waiting = view.withReason
    guard !waiting.isEmpty else { return nil }
    let base = Link.period(view.period.id)
    let typed = state.values.all("convention")
    let chosen: Set<String>? = state.problems.isEmpty ? nil : Set(typed)
    let items = waiting.map { dossier -> HTML in
        let id = dossier.agreement.id.rawValue
        let warnings = dossier.readiness.lackingReason.map { finding in
            "<p>\(finding.message) <span class=\"source\">\(finding.rule)</span></p>" as HTML
        }
        return """
            <li><div><label class="choice"><input type="checkbox" name="convention" value="\(id)"\(chosen?.contains(id) ?? true ? " checked" as HTML : nil)> \
            \(dossier.learner.listName)</label><p><a href="\(Link.agreement(dossier.agreement.id))">\(dossier.sources.company.displayName)\
            <span class="vh">, convention \(French.of(dossier.learner.fullName))</span></a></p>\(warnings)</div></li>
            """
    }
    let drafts = waiting.contains { $0.agreement.state == .draft }
    let send: HTML? =
        drafts
        ? "<button class=\"btn\" formaction=\"\(base.appending("envois"))\">\(icon("send")) Mettre à la signature</button>"
        : nil
    let problem = state.problem("convention")
    let error: HTML? = problem.map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    return panel(
        "À passer avec une raison (\(waiting.count))",
        """
        <p class="hint">Rien ne bloque ces conventions, mais une règle avertit. Une seule raison suffit pour toutes celles \
        qui sont cochées\u{A0}: elle reste sur chacune. Celles qui sont déjà prêtes partent avec elles.</p>\
        <form class="form" method="post" action="\(base.appending("conventions"))" novalidate data-again>\(visit.hiddenFields)\
        <fieldset class="group" id="f-convention"><legend class="vh">Conventions</legend><ul class="lines">\(items)</ul>\(error)</fieldset>\
        \(textArea(state, TypedReasons.wholeField, "Raison de passer outre", rows: 2))\
        <div class="formend"><button class="btn primary">\(icon("print")) Imprimer</button>\(send)</div></form>
        """)
}

private func readyPanel(_ view: ClassAgreementsView) -> HTML {
    guard !view.ready.isEmpty else {
        guard view.withReason.isEmpty else { return "" }
        return emptyState(
            "document", "Aucune convention prête",
            "Une convention s’imprime quand rien ne l’arrête et que chaque avertissement a sa raison : la liste est ci-dessous."
        )
    }
    let items = view.ready.map { dossier -> HTML in
        """
        <li><div><a href="\(Link.agreement(dossier.agreement.id))">\(dossier.learner.listName)</a>\
        <p>\(dossier.sources.company.displayName)</p></div>\(dossier.agreement.state.badge)</li>
        """
    }
    return panel("Prêtes à imprimer", "<ul class=\"lines\">\(items)</ul>")
}

private func leftOutPanel(_ view: ClassAgreementsView) -> HTML? {
    guard !view.leftOut.isEmpty || !view.homeless.isEmpty else { return nil }
    let items = view.leftOut.map { dossier -> HTML in
        let why = dossier.readiness.obstacles.map { "<p>\($0)</p>" as HTML }
        return """
            <li><div><a href="\(Link.agreement(dossier.agreement.id))">\(dossier.learner.listName)</a>\(why)</div>\
            <a class="btn small" href="\(Link.placement(dossier.placement.id))">Compléter\
            <span class="vh"> : \(dossier.learner.listName)</span></a></li>
            """
    }
    let homeless = view.homeless.map { line -> HTML in
        """
        <li><div><a href="\(Link.learner(line.learnerId))">\(line.listName)</a><p>Sans lieu.</p></div>\
        <a class="btn small" href="\(Link.placing(line.learnerId, in: view.period.id))">Placer\
        <span class="vh"> : \(line.listName)</span></a></li>
        """
    }
    return panel("Laissées de côté", "<ul class=\"lines\">\(items)\(homeless)</ul>")
}
