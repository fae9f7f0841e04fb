import Domain
import Exchange

/// The handover: one click for the folder, one form to pass on what is open.
enum HandoverRoutes {
    static func add(to site: Site) {
        site.get("/pilotage/passation", .members(.handOver), show)
        site.get("/pilotage/passation/dossier.zip", .members(.handOver), download)
        site.post("/pilotage/passation/reattribution", .members(.handOver), reassign)
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let author = try visit.author
        let today = visit.now.day
        let (items, staff) = try await visit.read { db in (try db.openItems(today: today), try db.staffChoices()) }
        return handoverPage(items, staff, state, visit, for: author)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit, FormState())) }

    @Sendable static func reassign(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ReassignForm.self) { form, values in
            let count = try await visit.perform(ReassignOpenItems(form: form), for: values) { _ in .handover }
            return .redirect(
                .handover,
                saying:
                    "\(FrenchNumber.counted(count, "élément est passé", "éléments sont passés")) à la personne qui reprend."
            )
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func download(_ visit: Visit) async throws -> Answer {
        let pack = try await pack(visit)
        try await visit.perform(NoteHandover())
        let bytes = try ZipWriter.bytes(try pack.files(), at: pack.moment)
        return .file(
            FileAnswer(
                name: "passation-\(pack.school.uai)-\(pack.today.description).zip", type: "application/zip",
                bytes: bytes))
    }

    private static func pack(_ visit: Visit) async throws -> HandoverPack {
        let report = try await ReportRoutes.document(visit)
        let author = try visit.author
        let now = visit.now
        let year = author.currentYear
        return try await visit.read { db in
            let documents = try db.officeDocuments(for: author)
            return HandoverPack(
                school: report.school, year: year, today: now.day, moment: now.moment,
                partners: try db.handedPartners(),
                contacts: try db.handedContacts(), promises: try db.handedPromises(),
                agreements: try db.handedAgreements(today: now.day), periods: try db.handedPeriods(year: year),
                openings: try db.openingLines(today: now.day), meetings: try db.meetings(year: year),
                open: try db.openItems(today: now.day),
                roadmap: report.roadmap, report: report,
                documents: try documents.map { try db.officeDocument($0.id, for: author) },
                actions: try db.handedActions(from: year), calendars: try db.handedCalendars(year: year, for: author),
                letter: try db.handedLetter(for: author).map {
                    LetterView(letter: $0, school: report.school, today: now.day, author: author)
                },
                more: try db.handedElsewhere(year: year, today: now.day))
        }
    }
}

func handoverPage(
    _ items: [OpenItems], _ staff: [StaffMember], _ state: FormState, _ visit: Visit, for author: Author
) -> Page {
    let title = "Passation"
    let download = button(
        "Télécharger le dossier", to: Link("/pilotage/passation/dossier.zip"), icon: "download", style: "primary")
    let contents = [
        "une page à ouvrir en premier, qui mène à tout sans réseau",
        "un PDF d’accueil, la feuille de route, le bilan, la lettre de mission",
        "les partenaires, qui connaît qui, les promesses, les demandes ouvertes",
        "les actions de l’année et à venir, avec des calendriers pour l’agenda",
        "les conventions en cours, les horaires, les décisions, les indicateurs",
        "les documents du bureau, les volontaires, les offres, les projets de mobilité",
    ].map { "<li>\(icon("check"))<div>\($0)</div></li>" as HTML }
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .handover, actions: [download], for: author))<div class="columns"><div>\
        \(panel("Le dossier de passation", """
            <p>Un dossier compressé que la personne qui reprend lit sans Bureau, en une journée. Chaque liste y est en PDF ou en CSV, et en JSON.</p>\
            <ul class="lines">\(contents)</ul><p class="hint">Jamais de mot de passe, de nom d’élève, de donnée de santé ni de donnée bancaire. Le téléchargement est noté au journal.</p>
            """))\
        \(panel("Ce qui est en cours, par personne", openItemsTable(items)))</div><div>\(panel("Passer le relais", reassignForm(items, staff, state, visit)))</div></div>
        """)
}

private func openItemsTable(_ items: [OpenItems]) -> HTML {
    guard !items.isEmpty else { return "<p class=\"hint\">Rien n’est en cours au nom de quelqu’un.</p>" }
    return listTable(
        "Ce qui est en cours, par personne", Array(items.prefix(40)),
        [
            Column("Personne", header: true) { HTML(text: $0.name) },
            Column("Promesses", numeric: true) { HTML(text: String($0.promises)) },
            Column("Demandes", numeric: true) { HTML(text: String($0.requests)) },
            Column("Recherches de lieu", numeric: true) { HTML(text: String($0.searches)) },
            Column("Horaires", numeric: true) { HTML(text: String($0.openings)) },
            Column("Relais", numeric: true) { HTML(text: String($0.covers)) },
            Column("Objectifs en préparation", numeric: true) { HTML(text: String($0.objectives)) },
        ])
}

private func reassignForm(_ items: [OpenItems], _ staff: [StaffMember], _ state: FormState, _ visit: Visit) -> HTML {
    guard !items.isEmpty else { return "<p class=\"hint\">Il n’y a rien à réattribuer.</p>" }
    let leaving = items.map { (value: $0.id.rawValue, label: "\($0.name) (\($0.total))") }
    let taking = staff.map { (value: $0.id.rawValue, label: $0.listName) }
    return postForm(
        Link("/pilotage/passation/reattribution"), state, visit: visit,
        """
        \(selectField(state, "de", "Qui part", leaving, empty: "Choisir"))\(selectField(state, "vers", "Qui reprend", taking, empty: "Choisir"))\
        <p class="hint">Promesses, demandes, recherches de lieu, horaires, relais et objectifs en préparation changent de nom. Une feuille de route validée garde le sien.</p>\
        \(formEnd("Passer le relais"))
        """)
}
