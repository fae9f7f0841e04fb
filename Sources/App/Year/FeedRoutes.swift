import Domain
import Exchange

extension Link {
    static let feeds = Link("/calendrier/liens")
    static let myCalendar = Link("/calendrier/mes-eleves.ics")

    static func classCalendar(_ id: ID<SchoolClass>) -> Link { Link("/classes", [id.rawValue, "calendrier.ics"]) }
}

/// Calendars to follow from a telephone or an agenda: secret links, and files to download.
enum FeedRoutes {
    static func add(to site: Site) {
        site.get("/calendrier/liens", .members(.seePlacements), list)
        site.post("/calendrier/liens", .members(.seePlacements), make)
        site.post("/calendrier/liens/:id/retrait", .members(.seePlacements), revoke)
        site.get("/calendrier/mes-eleves.ics", .members(.seePlacements), mine)
        site.get("/classes/:id/calendrier.ics", .members(.seePlacements), ofClass)
        site.get("/ics/:secret", .everyone, follow)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        var state = FormState()
        for (field, name) in [("classe", "classe"), ("eleve", "eleve")] { state.values.set(field, visit.query[name]) }
        return .page(try await page(state, made: nil, visit))
    }

    private static func page(_ state: FormState, made: String?, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let learner: ID<Learner>? = state["eleve"].isEmpty ? nil : ID(state["eleve"])
        let view = try await visit.read { db in
            FeedsView(
                feeds: try db.feeds(for: author), classes: try db.classes(year: author.currentYear),
                learner: try learner.map { try db.learner($0) }, made: made, author: author)
        }
        return feedsPage(view, state, visit)
    }

    /// The secret is on the page that answers, once: it never goes through an address of this site.
    @Sendable static func make(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        return try await visit.submit(FeedForm.self) { form, values in
            guard let subject = form.subject(author) else {
                throw FieldRefusal("classe", "Choisissez une classe, ou votre propre calendrier.")
            }
            let made = try await visit.perform(
                MakeFeed(subject: subject, token: Secret.token(visit.app.random)), for: values
            ) { _ in .feeds }
            let address = visit.app.settings.siteAddress + Link("/ics", [made.token + ".ics"]).path
            return .page(try await page(FormState(), made: address, visit))
        } show: { state in
            try await page(state, made: nil, visit)
        }
    }

    @Sendable static func revoke(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CalendarFeed.self)
        let values = try await visit.formValues()
        try await visit.perform(RevokeFeed(id: id), for: values) { _ in .feeds }
        return .redirect(.feeds, saying: "Lien retiré : il ne répond plus.")
    }

    // MARK: Files

    @Sendable static func mine(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        guard let staff = author.staffId else { throw NotFound("Ce calendrier") }
        let calendar = try await visit.read { try $0.calendar(ofStaff: staff, year: author.currentYear) }
        return file(calendar, "mes-pfmp.ics", visit)
    }

    @Sendable static func ofClass(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolClass.self)
        let year = try visit.author.currentYear
        return file(try await visit.read { try $0.calendar(ofClass: id, year: year) }, "pfmp.ics", visit)
    }

    @Sendable static func follow(_ visit: Visit) async throws -> Answer {
        let piece = try visit.piece("secret")
        let token = piece.hasSuffix(".ics") ? String(piece.dropLast(4)) : piece
        guard token.utf8.count == 64 else { throw NotFound("Ce calendrier") }
        let calendar = try await visit.app.readPlatform { try $0.calendar(behind: token) }
        return file(calendar, "pfmp.ics", visit)
    }

    private static func file(_ calendar: ICSCalendar, _ name: String, _ visit: Visit) -> Answer {
        .file(
            FileAnswer(
                name: name, type: "text/calendar; charset=utf-8",
                bytes: ICSWriter.bytes(calendar, at: visit.app.clock())))
    }
}

/// What the form of a link may send.
struct FeedForm: FormInput {
    let classId: ID<SchoolClass>?
    let learnerId: ID<Learner>?
    let isMine: Bool

    init(reading form: inout FormReader) {
        classId = form.key("classe")
        learnerId = form.key("eleve")
        isMine = form.values["pour"] == "moi"
    }

    func subject(_ author: Author) -> FeedSubject? {
        if let learnerId { return .learner(learnerId) }
        if isMine { return author.staffId.map { .staff($0) } }
        return classId.map { .schoolClass($0) }
    }
}

/// What the page of the links shows.
struct FeedsView: Sendable {
    let feeds: [FeedLine]
    let classes: [ClassLine]
    let learner: Learner?
    /// The address of a link just made, shown this once.
    let made: String?
    let author: Author
}

func feedsPage(_ view: FeedsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "S’abonner au calendrier"
    let made: HTML? = view.made.map { address in
        notice(
            .success,
            """
            <p><strong>Voici le lien. Copiez-le maintenant : il ne sera plus jamais montré.</strong></p>\
            <p><code class="secret">\(address)</code></p><p>Collez-le dans « S’abonner à un agenda » de votre téléphone ou de votre messagerie. Qui a ce lien voit ce calendrier : ne le publiez pas.</p>
            """)
    }
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Calendrier", .planner)]))\(made)\
        <div class="columns"><div>\(feedList(view, visit))</div><div>\(newFeed(view, state, visit))\(downloads(view))</div></div>
        """)
}

private func feedList(_ view: FeedsView, _ visit: Visit) -> HTML {
    guard !view.feeds.isEmpty else {
        return panel(
            "Liens en service",
            emptyState(
                "link", "Aucun lien pour l’instant",
                "Un lien met les PFMP dans un agenda et les tient à jour, sans mot de passe. Il se retire à tout moment."
            ))
    }
    let items = view.feeds.map { feed -> HTML in
        """
        <li><div><strong>\(feed.label)</strong><p>créé le \(feed.createdAt.day(in: view.author.zone).long) par \(feed.createdBy)</p></div>\
        \(postButton("Retirer", to: Link.feeds.appending(feed.id.rawValue).appending("retrait"), visit: visit, style: "small quiet"))</li>
        """
    }
    return panel("Liens en service", "<ul class=\"lines\">\(items)</ul>")
}

private func newFeed(_ view: FeedsView, _ state: FormState, _ visit: Visit) -> HTML {
    let hint =
        "Un lien de classe ne nomme personne. Celui d’un enseignant nomme les élèves suivis par leur prénom et une initiale, avec l’entreprise."
    if let learner = view.learner {
        let body: HTML = """
            <input type="hidden" name="eleve" value="\(learner.id.rawValue)"><p>Pour \(learner.fullName) : les dates de sa classe et le nom de son entreprise d’accueil.</p>\
            \(formEnd("Créer le lien de l’élève", cancel: .feeds, icon: "link"))
            """
        return panel("Nouveau lien", postForm(.feeds, state, visit: visit, body))
    }
    let own: HTML? =
        view.author.staffId == nil
        ? nil
        : postForm(
            .feeds, FormState(), visit: visit,
            "<input type=\"hidden\" name=\"pour\" value=\"moi\">\(formEnd("Créer mon lien : mes classes, mes élèves suivis", icon: "link"))"
        )
    let body: HTML = """
        \(selectField(state, "classe", "Une classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Choisir"))\
        \(formEnd("Créer le lien de la classe", icon: "link"))
        """
    return panel("Nouveau lien", "<p class=\"hint\">\(hint)</p>\(own)\(postForm(.feeds, state, visit: visit, body))")
}

private func downloads(_ view: FeedsView) -> HTML? {
    let mine: HTML? =
        view.author.staffId == nil
        ? nil : "<li><a href=\"\(Link.myCalendar)\">Mes classes et mes élèves suivis</a></li>"
    let classes = view.classes.map { "<a class=\"tag\" href=\"\(Link.classCalendar($0.id))\">\($0.code)</a>" as HTML }
    guard mine != nil || !classes.isEmpty else { return nil }
    return panel(
        "Télécharger une fois",
        "<p class=\"hint\">Un fichier .ics ne se met pas à jour.</p><ul class=\"tight\">\(mine)</ul><p class=\"tags\">\(classes)</p>"
    )
}
