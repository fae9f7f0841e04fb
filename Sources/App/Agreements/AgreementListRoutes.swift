import Domain

extension Link {
    /// A list of agreements; `after` is the last one of the page before.
    static func agreements(
        _ selection: AgreementSelection, mine: Bool = false, after: ID<Agreement>? = nil
    ) -> Link {
        Link(
            "/conventions",
            query: [("etat", selection.rawValue), ("suivi", mine ? "1" : ""), ("apres", after?.rawValue ?? "")])
    }

    static let homeless = Link("/pfmp/sans-lieu")
}

/// The lists that the tiles of the home page lead to.
enum AgreementListRoutes {
    static func add(to site: Site) {
        site.get("/conventions", .members(.seePlacements), list)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let selection = AgreementSelection(rawValue: visit.query["etat"]) ?? .departing
        let mine = visit.query["suivi"] == "1" ? author.staffId : nil
        let today = visit.now.day
        let after = visit.query["apres"].isEmpty ? nil : ID<Agreement>(visit.query["apres"])
        let view = try await visit.read { db in
            let lines = try db.agreements(selection, today: today, referent: mine, after: after, limit: 51)
            return AgreementListView(
                selection: selection, lines: Array(lines.prefix(50)), hasMore: lines.count > 50,
                isFirst: after == nil, isMine: mine != nil,
                total: try db.agreementCount(selection, today: today, referent: mine))
        }
        return .page(agreementListPage(view, today: today))
    }
}

/// A page of a list of agreements.
struct AgreementListView: Sendable {
    let selection: AgreementSelection
    let lines: [AgreementLine]
    let hasMore: Bool
    let isFirst: Bool
    /// Only the learners that the person follows.
    let isMine: Bool
    let total: Int
}

func agreementListPage(_ view: AgreementListView, today: LocalDate) -> Page {
    let tabs = AgreementSelection.allCases.map { other -> HTML in
        let current: HTML? = other == view.selection ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(Link.agreements(other, mine: view.isMine))\"\(current)>\(other.label)</a></li>"
    }
    let head = pageHead(
        "Conventions", count: view.total, crumbs: [("PFMP", .year)], meta: view.isMine ? ["Mes élèves suivis"] : [])
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "check", "Aucune convention dans cette liste", "Rien n’attend ici aujourd’hui.",
            action: button("Voir les périodes", to: .year))
        : "\(agreementTable(view.lines, today: today))\(agreementPager(view))"
    return Page(
        "Conventions", in: .pfmp,
        "\(head)<nav class=\"tabs\" aria-label=\"Listes de conventions\"><ul>\(tabs)</ul></nav>\(body)")
}

private func agreementPager(_ view: AgreementListView) -> HTML {
    let first = Link.agreements(view.selection, mine: view.isMine)
    let next =
        view.hasMore
        ? view.lines.last.map { Link.agreements(view.selection, mine: view.isMine, after: $0.id) } : nil
    guard next != nil || !view.isFirst else { return "" }
    return pager(
        "\(view.lines.count) sur \(FrenchNumber.counted(view.total, "convention", "conventions"))",
        previous: view.isFirst ? nil : first, next: next)
}

private func agreementTable(_ lines: [AgreementLine], today: LocalDate) -> HTML {
    listTable(
        "Conventions, par date de départ", lines, brief: true,
        [
            Column("Élève", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.agreement($0.id))\">\($0.listName)</a>"
            },
            Column("Classe") { HTML(text: $0.classCode) },
            Column("Lieu") { HTML(text: $0.companyName) },
            Column("Référent") { HTML(text: $0.referentName ?? "—") },
            Column("Départ") { HTML(text: $0.startsOn.near(today)) },
            Column("Signatures", numeric: true) { "\($0.signatureCount)" },
            Column("État") { $0.state.badge },
        ])
}
