import Domain
import Persistence

/// Someone of the team and the contact they speak to.
struct KnownPerson: Codable, Sendable {
    let authorName: String
    let civility: String?
    let familyName: String?
    let exchanges: Int
    let lastOn: LocalDate

    var contactName: String? {
        familyName.map { [civility ?? "", $0].filter { !$0.isEmpty }.joined(separator: " ") }
    }
}

/// What was done with a partner, in numbers.
struct RelationSummary: Codable, Sendable {
    var exchanges = 0
    var firstOn: LocalDate?
    var lastOn: LocalDate?
    var hostedThisYear = 0
    var hostedEver = 0
    var actionsDone = 0
}

extension SchoolDatabase {
    func knownPeople(at companies: [ID<Company>]) throws -> [KnownPerson] {
        try rows(
            """
            select interaction.author_name, contact.civility, contact.family_name, count(*) as exchanges,
            max(interaction.happened_on) as last_on
            from \(table(.interaction)) left join \(table(.contact)) on contact.id = interaction.contact_id
            where interaction.company_id in (\(list: companies))
            group by interaction.author_name, contact.civility, contact.family_name
            order by last_on desc, interaction.author_name limit 4
            """)
    }

    /// Counts of the whole school, no name.
    func relationSummary(of companies: [ID<Company>], year: Int, for author: Author) throws -> RelationSummary {
        let school = whole
        let found: RelationSummary? = try school.row(
            """
            select (select count(*) from \(school.table(.interaction))
            where interaction.company_id in (\(list: companies))) as exchanges,
            (select min(interaction.happened_on) from \(school.table(.interaction))
            where interaction.company_id in (\(list: companies))) as first_on,
            (select max(interaction.happened_on) from \(school.table(.interaction))
            where interaction.company_id in (\(list: companies))) as last_on,
            (select count(*) from \(school.table(.placement))
            join \(school.table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where placement.company_id in (\(list: companies)) and pfmp_period.school_year = \(year))
            as hosted_this_year,
            (select count(*) from \(school.table(.placement))
            where placement.company_id in (\(list: companies))) as hosted_ever,
            (select count(*) from \(school.table(.partnerAction))
            where partner_action.company_id in (\(list: companies)) and partner_action.done_on is not null)
            as actions_done
            """)
        return found ?? RelationSummary()
    }

    /// The record that a merged one became part of.
    func mergedInto(_ company: ID<Company>) throws -> CompanySuggestion? {
        try row(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(table(.companyMerge)) join \(table(.company)) on company.id = company_merge.kept_id
            where company_merge.removed_id = \(company) and company_merge.undone_at is null
            """)
    }

    /// Whether the register knows other open sites of the same legal person.
    func hasUnknownSites(_ company: Company) throws -> Bool {
        guard let siret = company.siret else { return false }
        let siren = String(siret.prefix(9))
        return try count(
            """
            select count(*) from (select 1 from sirene_establishment
            where sirene_establishment.siret >= \(siren + "00000") and sirene_establishment.siret <= \(siren + "99999")
            and sirene_establishment.active = true and \(SirenePlace.isPublished)
            and sirene_establishment.siret <> \(siret) limit 1) as others
            """) > 0
    }
}

extension CompanyView {
    /// The code of the new nomenclature, as typed or as the register says it.
    var naf2025: String {
        extras.naf2025.isEmpty ? register?.naf2025 ?? "" : extras.naf2025
    }
}

/// Who knows whom, what was promised, what was done, what comes next: in one glance.
func relationGlance(_ view: CompanyView) -> HTML {
    """
    <dl class="glance"><div><dt>Qui connaît qui</dt><dd>\(whoKnowsWhom(view))</dd></div>\
    <div><dt>Promis</dt><dd>\(promised(view))</dd></div><div><dt>Fait</dt><dd>\(done(view))</dd></div>\
    <div><dt>La suite</dt><dd>\(comesNext(view))</dd></div></dl>
    """
}

private func whoKnowsWhom(_ view: CompanyView) -> HTML {
    guard !view.known.isEmpty else { return "Personne de l’équipe ne leur a encore parlé." }
    let people = view.known.prefix(3).map { person -> HTML in
        let whom = person.contactName ?? "l’accueil"
        return
            "<li><strong>\(person.authorName)</strong> et \(whom) <small>(\(person.exchanges), \(person.lastOn.near(view.today)))</small></li>"
    }
    return "<ul>\(Array(people))</ul>"
}

private func promised(_ view: CompanyView) -> HTML {
    let late = view.actions.count { $0.dueOn < view.today }
    let places = view.places.reduce(0) { $0 + $1.count }
    var lines: [HTML] = []
    if late > 0 { lines.append(badge(FrenchNumber.counted(late, "action en retard", "actions en retard"), .late)) }
    lines.append(HTML(text: FrenchNumber.counted(view.actions.count, "action à faire", "actions à faire")))
    lines.append(HTML(text: FrenchNumber.counted(places, "place annoncée", "places annoncées")))
    if let answer = view.appetite?.answer { lines.append("Cette année\u{A0}: \(answer.short)") }
    return .joined(lines, by: "<br>")
}

private func done(_ view: CompanyView) -> HTML {
    let summary = view.summary
    let since = summary.firstOn.map { " depuis le \($0.long)" } ?? ""
    return """
        \(FrenchNumber.counted(summary.exchanges, "échange", "échanges"))\(since)<br>\
        \(FrenchNumber.counted(summary.hostedThisYear, "accueil", "accueils")) cette année, \(summary.hostedEver) en tout<br>\
        \(FrenchNumber.counted(summary.actionsDone, "promesse tenue", "promesses tenues"))
        """
}

private func comesNext(_ view: CompanyView) -> HTML {
    let lately: HTML? =
        view.contactGuard.isFull
        ? "<br>\(badge("Contactée \(view.contactGuard.total) fois ce mois-ci", .soon))" : nil
    guard let next = view.actions.first else {
        return "Rien n’est prévu.\(lately)"
    }
    let tone: Tone = next.dueOn < view.today ? .late : next.dueOn == view.today ? .soon : .waiting
    let owner = next.ownerName.isEmpty ? "sans responsable" : next.ownerName
    return "\(badge(next.dueOn.near(view.today), tone)) \(next.label)<br><small>\(owner)</small>\(lately)"
}

/// One thing that makes a relation solid, and whether it is there.
struct BondPart: Equatable {
    let label: String
    let holds: Bool
    let why: String
}

extension CompanyView {
    /// What the link with a partner rests on (F17). Each part says why, so that one knows what to do.
    var bond: [BondPart] {
        let speakers = Set(known.map(\.authorName)).count
        let late = actions.count { $0.dueOn < today }
        let announced = places.reduce(0) { $0 + $1.count }
        let isRecent = summary.lastOn.map { $0 >= today.adding(months: -6) } ?? false
        let isOpen = announced > 0 || [.looking, .interested].contains(appetite?.answer)
        return [
            BondPart(
                label: "Un échange depuis six mois", holds: isRecent,
                why: summary.lastOn.map { "le dernier\u{A0}: \($0.near(today))" } ?? "aucun échange noté"),
            BondPart(
                label: "Plusieurs personnes du lycée les connaissent", holds: speakers > 1,
                why: FrenchNumber.counted(speakers, "personne", "personnes")),
            BondPart(
                label: "Un accueil cette année", holds: summary.hostedThisYear > 0,
                why:
                    "\(FrenchNumber.counted(summary.hostedThisYear, "accueil", "accueils")), \(summary.hostedEver) en tout"
            ),
            BondPart(
                label: "Aucune promesse en retard", holds: late == 0,
                why: late == 0
                    ? "rien n’est en retard" : FrenchNumber.counted(late, "action en retard", "actions en retard")),
            BondPart(
                label: "Une porte ouverte cette année", holds: isOpen,
                why: announced > 0
                    ? FrenchNumber.counted(announced, "place annoncée", "places annoncées")
                    : appetite?.answer.map(\.short) ?? "ni place annoncée, ni réponse"),
        ]
    }
}

/// How solid the link is, in as many parts, each with its reason.
func bondPanel(_ view: CompanyView) -> HTML? {
    guard view.summary.exchanges + view.summary.hostedEver > 0 else { return nil }
    let parts = view.bond
    let held = parts.count(where: \.holds)
    let items = parts.map { part -> HTML in
        let mark = part.holds ? badge("oui", .done) : badge("non", .soon)
        return "<li><div><strong>\(part.label)</strong><p>\(part.why)</p></div>\(mark)</li>"
    }
    return """
        <details class="panel"><summary><h2>Solidité du lien\u{A0}: \(held) sur \(parts.count)</h2></summary>\
        <ul class="lines">\(items)</ul></details>
        """
}

/// Says that a record is now part of another.
func mergedNotice(_ view: CompanyView) -> HTML? {
    view.mergedInto.map { kept in
        notice(
            .info,
            "<p>Cette fiche a été fusionnée avec <a href=\"\(Link.company(kept.id))\">\(kept.tradeName ?? kept.legalName)</a>\u{A0}: l’historique des deux s’y trouve.</p>"
        )
    }
}

/// The labels of a kind, each leading to the list of the companies that have it.
func tagLinks(_ view: CompanyView, _ kind: CompanyTag.Kind, _ parameter: String) -> HTML? {
    guard let labels = view.extras.tags[kind], !labels.isEmpty else { return nil }
    let links = labels.map { label -> HTML in
        "<a class=\"tag\" href=\"\(Link.companies.with([(parameter, SearchKey(label).rawValue)]))\">\(label)</a>"
    }
    return "<span class=\"tags\">\(links)</span>"
}
