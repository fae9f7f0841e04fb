import Domain
import HTTPTypes

/// One learner at one company: what is known, what is decided, how long the way takes.
struct PairView: Sendable {
    let line: ProposalLineView
    let choice: ProposalLineView.Choice
    let estimated: Int?
    let estimate: TravelEstimate?

    var link: Link { pairLink(choice, line) }
    var back: Link { Link.proposal(line.proposal.id).appending("lignes").appending(line.line.id.rawValue) }
}

/// What the form of a pair may send.
struct PairForm: FormInput {
    let deed: DecidePair.Deed
    let reason: String
    let minutes: Int?
    let note: String

    init(reading form: inout FormReader) {
        deed = form.choice("decision", or: .free)
        reason = form.text("motif", max: 300)
        minutes = form.number("minutes", in: 0...600)
        note = form.text("note", max: 200)
    }
}

extension SchoolDatabase {
    /// `nil` when the company cannot take the learner, or the learner has a place.
    func pairView(
        _ id: ID<PlacementProposal>, _ line: ID<ProposalLine>, _ company: ID<Company>, author: Author, today: LocalDate
    ) throws -> PairView? {
        _ = try self.company(company)
        let view = try proposalLineView(id, line, author: author, today: today)
        guard let choice = view.choices.first(where: { $0.company.id == company }) else { return nil }
        let estimate = try travelEstimate(view.proposal.settings.value.mode)
        let facts = try proposalFacts(for: try periods(of: id), year: view.proposal.schoolYear, today: today)
        var plain = facts
        plain.typedTravels = [:]
        let instance = ProposalInstance(plain, view.proposal.settings.value)
        return PairView(
            line: view, choice: choice, estimated: view.goer.flatMap { instance.minutes(from: $0, to: choice.company) },
            estimate: estimate)
    }
}

/// A pair is decided and its travel noted; the rest is proposed anew around it.
struct SettlePair: Operation {
    let id: ID<PlacementProposal>
    let line: ID<ProposalLine>
    let company: ID<Company>
    let form: PairForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        let line: ProposalLine = try db.find(line, in: .proposalLine, "Cette ligne")
        guard line.proposalId == id else { throw NotFound("Cette ligne") }
        try RecordTravel(learner: line.learnerId, company: company, minutes: form.minutes, note: form.note)
            .run(in: db, by: author, at: now)
        try DecidePair(id: id, line: line.id, deed: form.deed, company: company, reason: form.reason)
            .run(in: db, by: author, at: now)
    }
}

func pairPage(_ view: PairView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "\(view.line.learner.fullName) chez \(view.choice.company.name)"
    let estimated =
        view.estimated.map { "environ \($0)\u{A0}min" } ?? "inconnu\u{A0}: l’un des deux n’est pas sur la carte"
    let assumption = view.estimate.map { " (\($0.assumption), du milieu de la commune)" } ?? ""
    let company = reference(
        view.choice.company.name, to: .company(view.choice.company.id), opens: view.line.author.may(.seeCompanies))
    let known = facts([
        ("Entreprise", "\(company), \(view.choice.company.city)"),
        ("Trajet estimé", HTML(text: estimated + assumption)),
        ("Vœu", view.choice.wish.map { HTML(text: "n°\u{A0}\($0)") }),
        ("Places", HTML(text: view.choice.isToAsk ? "à demander\u{A0}: aucune n’est déclarée" : "\(view.choice.room)")),
        (
            "Par rapport au mieux",
            view.choice.extra == 0 ? nil : HTML(text: "comme \(view.choice.extra)\u{A0}min de plus")
        ),
    ])
    let choices: [(value: String, label: String)] = [
        (DecidePair.Deed.free.rawValue, "Laisser le calcul choisir"), (DecidePair.Deed.lock.rawValue, "Garder ce lieu"),
        (DecidePair.Deed.refuse.rawValue, "Écarter ce lieu"),
    ]
    let body: HTML = """
        \(selectField(state, "decision", "Votre décision", choices))\
        \(field(state, "motif", "Pourquoi", FieldOptions(hint: "Vos collègues le liront sur la ligne. Ni santé, ni situation familiale.", optional: true)))\
        \(field(state, "minutes", "Trajet réel, en minutes", FieldOptions(hint: "Quand quelqu’un connaît le chemin. Vide : le trajet estimé. Il vaut pour toutes les propositions.", optional: true, inputMode: "numeric", style: "short")))\
        \(field(state, "note", "Comment on y va", FieldOptions(hint: "« bus 12, direct »", optional: true)))\
        \(formEnd("Enregistrer et proposer de nouveau", cancel: view.back))
        """
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Propositions", .proposals), (view.line.proposal.name, .proposal(view.line.proposal.id)), ("Lieux possibles", view.back)]))\
        \(panel("Ce qu’on sait", known))\(panel("Décider", postForm(view.link, state, visit: visit, body)))</div>
        """)
}

extension FormState {
    fileprivate init(_ view: PairView) {
        let decision = view.choice.decision
        let deed: DecidePair.Deed =
            switch decision?.kind {
            case .locked: .lock
            case .refused: .refuse
            case nil: .free
            }
        self.init([
            ("decision", deed.rawValue), ("motif", decision?.reason ?? ""),
            ("minutes", view.choice.typed.map { String($0.minutes) } ?? ""), ("note", view.choice.typed?.note ?? ""),
        ])
    }
}

extension ProposalRoutes {
    private static func pairKeys(_ visit: Visit) throws -> (ID<PlacementProposal>, ID<ProposalLine>, ID<Company>) {
        (
            try visit.id(PlacementProposal.self), try visit.id(ProposalLine.self, "ligne"),
            try visit.id(Company.self, "lieu")
        )
    }

    private static func pairView(_ visit: Visit) async throws -> PairView? {
        let (id, line, company) = try pairKeys(visit)
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { try $0.pairView(id, line, company, author: author, today: today) }
        if let view { try await visit.perform(NoteReading(subject: Subject("learner", view.line.learner.id))) }
        return view
    }

    @Sendable static func pair(_ visit: Visit) async throws -> Answer {
        let (id, line, _) = try pairKeys(visit)
        guard let view = try await pairView(visit) else {
            return .redirect(
                Link.proposal(id).appending("lignes").appending(line.rawValue),
                saying: "Ce lieu n’est plus possible pour cet élève.")
        }
        return .page(pairPage(view, FormState(view), visit))
    }

    @Sendable static func decidePair(_ visit: Visit) async throws -> Answer {
        let (id, line, company) = try pairKeys(visit)
        return try await visit.submit(PairForm.self) { form, values in
            try await visit.perform(SettlePair(id: id, line: line, company: company, form: form), for: values) { _ in
                .proposal(id)
            }
            let changes = try await visit.read { try $0.placementProposal(id).outcome.value.changes }
            return .redirect(
                Link.proposal(id).fragment("l-\(line.rawValue)"),
                saying: "C’est noté\u{A0}: \(changes?.sentence ?? "rien ne change").")
        } show: { state in
            guard let view = try await pairView(visit) else { throw NotFound("Ce lieu") }
            return pairPage(view, state, visit)
        }
    }
}

// MARK: What people decided

func decisionsPanel(_ view: ProposalView, _ visit: Visit) -> HTML? {
    guard !view.choices.isEmpty else { return nil }
    let items = view.choices.prefix(20).map { decision -> HTML in
        let why: HTML? =
            decision.reason.isEmpty ? nil : "<p>«\u{A0}\(decision.reason)\u{A0}», \(decision.decidedBy)</p>"
        let free: HTML? = decision.lineId.map { line in
            """
            <button class="btn small quiet" name="geste" value="\(DecidePair.Deed.free.rawValue)~\(line.rawValue)~\(decision.companyId.rawValue)">\(icon("undo")) Laisser libre<span class="vh"> : \(decision.listName)</span></button>
            """
        }
        return """
            <li><div><strong>\(decision.listName)</strong>\u{A0}: \(decision.companyName) \(tag(decision.kind == .locked ? "gardé" : "écarté"))\(why)</div>\(free)</li>
            """
    }
    let rest = view.choices.count - items.count
    let more: HTML? = rest > 0 ? "<p class=\"hint\">Et \(FrenchNumber.counted(rest, "autre", "autres")).</p>" : nil
    return panel(
        "Ce que vous avez décidé",
        "<form method=\"post\" action=\"\(view.link.appending("lignes"))\">\(visit.hiddenFields)<ul class=\"lines\">\(Array(items))</ul></form>\(more)"
    )
}
