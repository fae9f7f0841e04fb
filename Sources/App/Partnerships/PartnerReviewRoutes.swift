import Domain
import Persistence

extension Link {
    /// The yearly review of a partner, agreement or not.
    static func partnerReview(_ company: ID<Company>) -> Link { Link.company(company).appending("bilan") }
}

/// The yearly review of a partner that signed nothing.
struct PartnerReviewView: Sendable {
    let company: Company
    let school: School
    /// Reviews held, the last first.
    let held: [Interaction]
    let nextOn: LocalDate?
    let figures: (hosted: Int, interactions: Int, cents: Int)
    let year: Int
    let today: LocalDate
    let author: Author
}

extension SchoolDatabase {
    fileprivate func partnerReview(
        of id: ID<Company>, for author: Author, year: Int, today: LocalDate
    ) throws -> PartnerReviewView {
        let held: [Interaction] = try rows(
            """
            select interaction.* from \(table(.interaction)) where interaction.company_id = \(id)
            and interaction.purpose = \(InteractionPurpose.partnership.rawValue)
            and interaction.note like \(PartnerReviews.mark + "%")
            order by interaction.happened_on desc, interaction.id desc limit 10
            """)
        let next: [LocalDate] = try rows(
            """
            select partner_action.due_on from \(table(.partnerAction)) where partner_action.company_id = \(id)
            and partner_action.done_on is null and partner_action.label = \(PartnerReviews.label)
            order by partner_action.due_on limit 1
            """)
        return PartnerReviewView(
            company: try company(id), school: try ownSchool(), held: held, nextOn: next.first,
            figures: try partnerFigures(of: id, year: year), year: year, today: today, author: author)
    }

    /// The agreement in force with a company, whose page holds its reviews.
    fileprivate func agreementInForce(with company: ID<Company>) throws -> ID<Partnership>? {
        try partnerships(of: company).first { $0.state.isInForce }?.id
    }
}

enum PartnerReviewRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/:id/bilan", .members(.seeCompanies), show)
        site.post("/entreprises/:id/bilan", .members(.managePartnerships), record)
        site.get("/entreprises/:id/bilan.pdf", .members(.seeCompanies), paper)
    }

    private static func view(_ visit: Visit) async throws -> PartnerReviewView {
        let (id, author, today) = (try visit.id(Company.self), try visit.author, visit.now.day)
        return try await visit.read {
            try $0.partnerReview(of: id, for: author, year: author.currentYear, today: today)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let id = view.company.id
        // One that signed something is reviewed with its commitments.
        if let agreement = try await visit.read({ try $0.agreementInForce(with: id) }) {
            return .redirect(Link.partnership(agreement).fragment("bilans"))
        }
        return .page(partnerReviewPage(view, FormState(), visit))
    }

    @Sendable static func record(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(ReviewForm.self) { form, values in
            try await visit.perform(RecordPartnerReview(company: id, form: form), for: values) { .partnerReview($0) }
            return .redirect(
                .partnerReview(id), saying: "Bilan enregistré. Le prochain est dans «\u{A0}À faire\u{A0}».")
        } show: { state in
            partnerReviewPage(try await view(visit), state, visit)
        }
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return try Paper.answer(
            [view.sheet.prepared()], title: "Bilan annuel – \(view.company.displayName)", file: "bilan-partenaire",
            author: view.school.name, at: visit.now.moment)
    }
}

extension PartnerReviewView {
    fileprivate var figureFacts: [(String, String?)] {
        [
            ("Élèves accueillis", String(figures.hosted)), ("Échanges notés", String(figures.interactions)),
            ("Taxe reçue", figures.cents == 0 ? nil : Cents(rawValue: figures.cents).french),
        ]
    }

    fileprivate var sheet: ReviewSheet {
        let last = held.first.map { exchange in
            ReviewSheet.Held(heldOn: exchange.happenedOn, attendees: "", summary: exchange.note, nextSteps: "")
        }
        return ReviewSheet(
            school: school.name, partner: company.displayName, year: year, facts: figureFacts, commitments: [],
            last: last, today: today)
    }
}

func partnerReviewPage(_ view: PartnerReviewView, _ state: FormState, _ visit: Visit) -> Page {
    let items = view.held.map { exchange -> HTML in
        """
        <li>\(icon("people"))<div><p class="what">Bilan du \(exchange.happenedOn.long)</p><p class="when">\(exchange.kind.label), par \(exchange.authorName)</p>\
        <p class="say">\(HTML.lines(exchange.note))</p></div></li>
        """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucun bilan tenu. Imprimez la fiche avant le rendez-vous, puis notez ici ce qui s’est dit.</p>"
        : "<ol class=\"timeline\">\(items)</ol>"
    let mayRecord = view.author.may(.managePartnerships)
    let form: HTML? =
        mayRecord ? panel("Noter un bilan", reviewForm(.partnerReview(view.company.id), state, visit)) : nil
    let next = facts([
        ("Prochain bilan", view.nextOn.map { badge($0.near(view.today), $0 < view.today ? .late : .waiting) })
    ])
    let figures = facts(view.figureFacts.map { ($0.0, fact($0.1)) })
    let sign: HTML? =
        mayRecord
        ? "<p class=\"hint\">Un partenaire n’a pas besoin de convention. Pour écrire ce que chacun promet\u{A0}: \(button("Préparer une convention", to: Link.newPartnership.with([("entreprise", view.company.id.rawValue)]), style: "small"))</p>"
        : nil
    return Page(
        "Bilan avec \(view.company.displayName)", in: .companies,
        """
        \(pageHead(
            "Bilan avec \(view.company.displayName)",
            crumbs: [("Entreprises", .companies), (view.company.displayName, .company(view.company.id))],
            actions: [button("Fiche de bilan (PDF)", to: Link.company(view.company.id).appending("bilan.pdf"), icon: "print")]))\
        <div class="columns section"><div>\(panel("Bilans annuels", list))\(form)</div>\
        <aside aria-label="L’année">\(panel("Année \(view.year)-\(view.year + 1)", "\(next)\(figures)"))\(sign)</aside></div>
        """)
}
