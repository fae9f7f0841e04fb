import Domain

extension Link {
    static func agreements(_ selection: AgreementSelection, mine: Bool = false) -> Link {
        Link("/conventions", query: [("etat", selection.rawValue), ("suivi", mine ? "1" : "")])
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
        let lines = try await visit.read { try $0.agreements(selection, today: today, referent: mine) }
        return .page(agreementListPage(lines, selection, mine: mine != nil, today: today))
    }
}

func agreementListPage(
    _ lines: [AgreementLine], _ selection: AgreementSelection, mine: Bool, today: LocalDate
) -> Page {
    let tabs = AgreementSelection.allCases.map { other -> HTML in
        let current: HTML? = other == selection ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(Link.agreements(other, mine: mine))\"\(current)>\(other.label)</a></li>"
    }
    let head = pageHead(
        "Conventions", count: lines.count, crumbs: [("PFMP", .year)], meta: mine ? ["Mes élèves suivis"] : [])
    let body: HTML =
        lines.isEmpty
        ? emptyState(
            "check", "Aucune convention dans cette liste", "Rien n’attend ici aujourd’hui.",
            action: button("Voir les périodes", to: .year))
        : agreementTable(lines, today: today)
    return Page(
        "Conventions", in: .pfmp,
        "\(head)<nav class=\"tabs\" aria-label=\"Listes de conventions\"><ul>\(tabs)</ul></nav>\(body)")
}

private func agreementTable(_ lines: [AgreementLine], today: LocalDate) -> HTML {
    listTable(
        "Conventions, par date de départ", lines,
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
