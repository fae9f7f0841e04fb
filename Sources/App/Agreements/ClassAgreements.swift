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
        .page(classAgreementsPage(try await view(visit), visit))
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

    /// Keeps a revision of each agreement that is ready, then gives the file of the class.
    @Sendable static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        _ = try await visit.formValues()
        for dossier in try await view(visit).ready {
            _ = try await AgreementRoutes.keep(dossier.agreement.id, visit)
        }
        return .redirect(Link.period(id).appending("conventions.pdf"))
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

    /// Puts every agreement that is ready up for signature.
    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let values = try await visit.formValues()
        let count = try await visit.perform(SendAgreements(period: id), for: values) { _ in .period(id) }
        return .redirect(
            .period(id),
            saying: FrenchNumber.counted(
                count, "convention mise à la signature.", "conventions mises à la signature."))
    }
}

/// The agreements of a class that are ready, and those that are not.
struct ClassAgreementsView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let dossiers: [AgreementDossier]
    let homeless: [BoardLine]

    var ready: [AgreementDossier] { dossiers.filter(\.readiness.mayBeSigned) }
    var leftOut: [AgreementDossier] { dossiers.filter { !$0.readiness.mayBeSigned } }
    var drafts: Int { ready.filter { $0.agreement.state == .draft }.count }
}

func classAgreementsPage(_ view: ClassAgreementsView, _ visit: Visit) -> Page {
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
        \(readyPanel(view))\(leftOutPanel(view))
        """)
}

private func readyPanel(_ view: ClassAgreementsView) -> HTML {
    guard !view.ready.isEmpty else {
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
