import Domain
import HTTPTypes

/// « Accueillerez-vous cette année ? » : a link in a mail, one click to answer, no account.
enum AppetiteRoutes {
    static func add(to site: Site) {
        site.get("/reponse/:jeton", .everyone, show)
        site.post("/reponse/:jeton", .everyone, answer)
        site.get("/reponse/:jeton/merci", .everyone, thanks)
    }

    private static func link(_ visit: Visit) async throws -> AppetiteLink? {
        let token = try visit.piece("jeton")
        return try await visit.app.readPlatform { try $0.appetiteLink(token) }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        guard let link = try await link(visit) else { return .page(closed(visit), status: .gone) }
        return .page(appetitePage(link, token, FormState(link.appetite), visit))
    }

    @Sendable static func answer(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        try await visit.app.throttle.attempt("reponse:" + visit.clientAddress, .publicForm)
        guard let link = try await link(visit) else { return .page(closed(visit), status: .gone) }
        return try await visit.submit(AppetiteForm.self) { form, _ in
            try await visit.app.performPlatform(AnswerAppetite(token: token, form: form))
            return .redirect(Link("/reponse", [token, "merci"]))
        } show: { state in
            appetitePage(link, token, state, visit)
        }
    }

    @Sendable static func thanks(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        guard let link = try await link(visit) else { return .page(closed(visit), status: .gone) }
        return .page(thanksPage(link, token, visit))
    }

    private static func closed(_ visit: Visit) -> Page {
        publicBox(
            "Ce lien ne sert plus", lead: "L’année scolaire est passée, ou un lien plus récent vous attend.",
            visit: visit,
            "<p>Répondez au dernier courriel reçu, ou appelez le lycée.</p>")
    }
}

extension FormState {
    init(_ appetite: Appetite) {
        self.init([
            ("reponse", appetite.answer?.rawValue ?? ""), ("raison", appetite.reason), ("metiers", appetite.trades),
            ("semaines", appetite.weeks), ("places", appetite.places.map { String($0) } ?? ""),
        ])
    }
}

private func appetitePage(_ link: AppetiteLink, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        appetiteQuestion(link.appetite.schoolYear), lead: "\(link.schoolName) pose la question à \(link.companyName).",
        visit: visit, appetiteForm(to: Link("/reponse", [token]), state, visit))
}

func appetiteQuestion(_ year: Int) -> String { "Accueillerez-vous un élève en \(year)-\(year + 1)\u{A0}?" }

/// The four answers, and what may be said with them.
func appetiteForm(to link: Link, _ state: FormState, _ visit: Visit) -> HTML {
    let buttons = Appetite.Answer.allCases.map { answer -> HTML in
        let style = answer == .looking ? "primary wide" : "wide"
        let current: HTML? = state["reponse"] == answer.rawValue ? " aria-pressed=\"true\"" : nil
        return
            "<button class=\"btn \(style)\" name=\"reponse\" value=\"\(answer.rawValue)\"\(current)>\(answer.label)</button>"
    }
    let details: HTML = """
        <details class="more"><summary>Préciser, si vous voulez</summary>\
        \(field(state, "places", "Combien d’élèves", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
        \(field(state, "metiers", "Pour quels métiers", FieldOptions(optional: true)))\
        \(field(state, "semaines", "À quelles semaines", FieldOptions(optional: true)))\
        \(field(state, "raison", "Si c’est non, pourquoi", FieldOptions(optional: true)))</details>
        """
    return postForm(
        link, state, visit: visit, "\(details)<div class=\"answers\" id=\"f-reponse\">\(buttons)</div>")
}

private func thanksPage(_ link: AppetiteLink, _ token: String, _ visit: Visit) -> Page {
    let answer = link.appetite.answer?.short ?? ""
    let call: HTML? = link.phone.map { "<p>Pour nous joindre\u{A0}: \(phoneLink($0))</p>" }
    return publicBox(
        "Merci, c’est noté", lead: "Votre réponse\u{A0}: \(answer).", visit: visit,
        """
        \(call)<p><a href="\(Link("/reponse", [token]))">Changer ma réponse</a></p>
        """)
}
