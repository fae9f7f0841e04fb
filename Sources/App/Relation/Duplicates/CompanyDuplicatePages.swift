import Domain
import Persistence

/// Suspected pairs, and merges that can be undone.
struct CompanyDuplicatesView: Sendable {
    let pairs: [(pair: SuspectedPair, first: CompanySuggestion, second: CompanySuggestion)]
    let total: Int
    /// While the base is compared for the first time: records compared, and how many there are.
    let comparing: (done: Int, total: Int)?
    /// People noted twice at one company.
    let people: [ContactPair]
    let addresses: [SharedAddress]
    let merges: [MergeLine]
    let peopleMerges: [ContactMergeLine]
    let author: Author
    let today: LocalDate
}

/// An address of mail that several people have.
struct SharedAddress: Codable, Sendable {
    let email: String
    let familyName: String
    let firstName: String
    let companyId: ID<Company>
    let companyName: String
}

/// A merge as listed.
struct MergeLine: Codable, Sendable {
    let id: ID<CompanyMerge>
    let keptId: ID<Company>
    let keptName: String
    let removedName: String
    let mergedAt: Moment
    let authorName: String
}

/// Two records side by side.
struct ComparisonView: Sendable {
    struct Side: Sendable {
        let company: Company
        let counts: MergeCounts
    }

    let one: Side
    let other: Side
    let reasons: [SuspectedPair.Reason]
}

/// What hangs on a record.
struct MergeCounts: Codable, Sendable {
    let contacts: Int
    let exchanges: Int
    let places: Int
    let placements: Int
    let signed: Int
}

extension SchoolDatabase {
    static let duplicatesShown = 30

    /// - Parameter comparing: the suspected pairs, as `CompanyDuplicates` keeps them, or how far it is.
    func companyDuplicates(
        _ comparing: Comparing, for author: Author, today: LocalDate
    ) throws -> CompanyDuplicatesView {
        var pairs: [SuspectedPair] = []
        var progress: (done: Int, total: Int)?
        switch comparing {
        case .ready(let found): pairs = found
        case .underWay(let done, let total): progress = (done, total)
        }
        let shown = pairs.prefix(SchoolDatabase.duplicatesShown)
        let names = try companySuggestions(Array(Set(shown.flatMap { [$0.first, $0.second] })))
        let byKey = Dictionary(names.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return CompanyDuplicatesView(
            pairs: shown.compactMap { pair in
                zip(byKey[pair.first], byKey[pair.second]).map { (pair: pair, first: $0.0, second: $0.1) }
            },
            total: pairs.count, comparing: progress, people: try contactPairs(limit: 40),
            addresses: try sharedAddresses(),
            merges: try merges(limit: 20), peopleMerges: try contactMerges(limit: 20), author: author, today: today)
    }

    private func sharedAddresses() throws -> [SharedAddress] {
        try rows(
            """
            select contact.email, contact.family_name, contact.first_name, contact.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name
            from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where contact.left_on is null and company.archived_on is null and contact.email in (
                select twice.email from \(table(.contact, as: "twice")) where twice.left_on is null
                and twice.email is not null group by twice.email having count(*) > 1)
            order by contact.email, contact.search_key, contact.id limit 40
            """)
    }

    private func merges(limit: Int) throws -> [MergeLine] {
        try rows(
            """
            select company_merge.id, company_merge.kept_id, company_merge.merged_at, company_merge.author_name,
            coalesce(kept.trade_name, kept.legal_name) as kept_name,
            coalesce(removed.trade_name, removed.legal_name) as removed_name
            from \(table(.companyMerge)) join \(table(.company, as: "kept")) on kept.id = company_merge.kept_id
            join \(table(.company, as: "removed")) on removed.id = company_merge.removed_id
            where company_merge.undone_at is null order by company_merge.merged_at desc, company_merge.id limit \(limit)
            """)
    }

    func comparison(_ one: ID<Company>, _ other: ID<Company>) throws -> ComparisonView {
        let (first, second) = (try company(one), try company(other))
        return ComparisonView(
            one: .init(company: first, counts: try mergeCounts(one)),
            other: .init(company: second, counts: try mergeCounts(other)),
            reasons: CompanyTraits(first).reasons(CompanyTraits(second)))
    }

    private func mergeCounts(_ id: ID<Company>) throws -> MergeCounts {
        let found: MergeCounts? = try row(
            """
            select (select count(*) from \(table(.contact)) where contact.company_id = \(id)) as contacts,
            (select count(*) from \(table(.interaction)) where interaction.company_id = \(id)) as exchanges,
            (select count(*) from \(table(.hostPlace)) where host_place.company_id = \(id)) as places,
            (select count(*) from \(table(.placement)) where placement.company_id = \(id)) as placements,
            (select count(distinct placement.id) from \(table(.placement))
            join \(table(.agreement)) on agreement.placement_id = placement.id
            where placement.company_id = \(id) and agreement.state <> \(Agreement.State.draft)) as signed
            """)
        return found ?? MergeCounts(contacts: 0, exchanges: 0, places: 0, placements: 0, signed: 0)
    }
}

extension Link {
    /// The comparison of two records.
    static func comparison(_ one: ID<Company>, _ other: ID<Company>) -> Link {
        Link.company(one).appending("doublon").appending(other.rawValue)
    }
}

func companyDuplicatesPage(_ view: CompanyDuplicatesView, _ visit: Visit) -> Page {
    let none = emptyState(
        "check", "Aucun doublon soupçonné",
        "Bureau compare les SIRET, les téléphones, les courriels, les noms et les adresses de toutes les fiches.")
    let body: HTML = view.comparing.map(comparisonProgress) ?? (view.pairs.isEmpty ? none : pairTable(view))
    let rest: HTML? =
        view.total > view.pairs.count
        ? "<p class=\"hint\">Les \(view.pairs.count) paires les plus sûres sur \(view.total). Les suivantes viendront à leur tour.</p>"
        : nil
    return Page(
        "Doublons", in: .companies,
        """
        \(pageHead("Doublons soupçonnés", count: view.comparing == nil ? view.total : nil, crumbs: [("Entreprises", .companies)]))\
        \(companyTabs(.duplicates, for: view.author))\(body)\(rest)\(contactPairsPanel(view.people))\(addressPanel(view))\
        \(mergesPanel(view, visit))\(contactMergesPanel(view.peopleMerges, visit))
        """)
}

/// The first comparison of a large base: the page opens again by itself when it is over.
private func comparisonProgress(_ state: (done: Int, total: Int)) -> HTML {
    """
    <section class="panel section" data-progress="\(Link.companyDuplicates.appending("avancement"))"><div class="progress">\
    <span>Les fiches sont comparées</span><span class="figure" aria-live="polite">\(state.done) sur \(state.total)</span>\
    <progress value="\(state.done)" max="\(max(1, state.total))" aria-label="Fiches comparées">\(state.done) sur \(state.total)</progress></div>\
    <p class="hint">Vous pouvez quitter cette page\u{A0}: le résultat y sera à votre retour.</p>\
    \(button("Actualiser", to: .companyDuplicates, icon: "undo"))</section>
    """
}

private func pairTable(_ view: CompanyDuplicatesView) -> HTML {
    listTable(
        "Fiches qui se ressemblent", view.pairs,
        [
            Column("Première fiche", header: true) { row in
                "<a class=\"rowlink\" href=\"\(Link.comparison(row.first.id, row.second.id))\">\(row.first.tradeName ?? row.first.legalName)</a><span class=\"sub\">\(row.first.addressCity)</span>"
            },
            Column("Deuxième fiche") { row in
                "\(row.second.tradeName ?? row.second.legalName)<span class=\"sub\">\(row.second.addressCity)</span>"
            },
            Column("Pourquoi") { row in HTML(text: row.pair.reasons.map(\.label).joined(separator: ", ")) },
            Column("Comparer") { row in
                "<a class=\"btn small\" href=\"\(Link.comparison(row.first.id, row.second.id))\">Comparer<span class=\"vh\"> \(row.first.legalName) et \(row.second.legalName)</span></a>"
            },
        ])
}

private func addressPanel(_ view: CompanyDuplicatesView) -> HTML? {
    guard !view.addresses.isEmpty else { return nil }
    let items = view.addresses.map { line -> HTML in
        """
        <li><div><strong>\(line.firstName) \(line.familyName)</strong><p><a href="\(Link.company(line.companyId))">\(line.companyName)</a></p></div>\
        <span class="detail">\(line.email)</span></li>
        """
    }
    return panel(
        "Contacts qui partagent une adresse",
        "<p class=\"hint\">Une campagne n’écrit qu’une fois à une adresse. Si la personne a changé d’entreprise, notez son départ de l’ancienne.</p><ul class=\"lines\">\(items)</ul>"
    )
}

private func mergesPanel(_ view: CompanyDuplicatesView, _ visit: Visit) -> HTML? {
    guard !view.merges.isEmpty else { return nil }
    let items = view.merges.map { merge -> HTML in
        let undo = postButton(
            "Annuler la fusion", to: Link("/fusions", [merge.id.rawValue, "annulation"]), visit: visit, icon: "undo",
            style: "small")
        return """
            <li><div><a href="\(Link.company(merge.keptId))">\(merge.keptName)</a><p>a reçu «\u{A0}\(merge.removedName)\u{A0}», par \
            \(merge.authorName), le \(merge.mergedAt.day(in: .paris).long)</p></div>\(undo)</li>
            """
    }
    return panel("Fusions", "<ul class=\"lines\">\(items)</ul>")
}

func comparisonPage(_ view: ComparisonView, _ state: FormState, _ visit: Visit) -> Page {
    let (one, other) = (view.one.company, view.other.company)
    let reasons = view.reasons.map(\.label).joined(separator: ", ")
    let rows: [(String, String, String)] = [
        ("SIRET", siret(one), siret(other)), ("Raison sociale", one.legalName, other.legalName),
        ("Enseigne", one.tradeName ?? "", other.tradeName ?? ""),
        ("Adresse", one.address.lines.joined(separator: ", "), other.address.lines.joined(separator: ", ")),
        ("Téléphone", phone(one), phone(other)), ("Courriel", one.email ?? "", other.email ?? ""),
        ("Relation", one.relation.label, other.relation.label), ("Filières", one.streams, other.streams),
        ("Contacts", String(view.one.counts.contacts), String(view.other.counts.contacts)),
        ("Échanges", String(view.one.counts.exchanges), String(view.other.counts.exchanges)),
        ("Offres de places", String(view.one.counts.places), String(view.other.counts.places)),
        ("Accueils", String(view.one.counts.placements), String(view.other.counts.placements)),
        ("dont convention éditée", String(view.one.counts.signed), String(view.other.counts.signed)),
    ]
    let lines = rows.map { name, left, right -> HTML in
        let same: HTML = left == right ? "" : " class=\"differs\""
        return
            "<tr\(same)><th scope=\"row\">\(name)</th><td data-label=\"Première\">\(left.isEmpty ? "—" : left)</td><td data-label=\"Deuxième\">\(right.isEmpty ? "—" : right)</td></tr>"
    }
    let table: HTML = """
        <div class="tablebox"><table class="list asrows compare"><caption class="vh">Les deux fiches</caption><thead><tr><th scope="col">Ce qu’elles disent</th>\
        <th scope="col"><a href="\(Link.company(one.id))">\(one.displayName)</a></th><th scope="col"><a href="\(Link.company(other.id))">\(other.displayName)</a></th></tr></thead>\
        <tbody>\(lines)</tbody></table></div>
        """
    let signed = view.one.counts.signed > 0 || view.other.counts.signed > 0
    let safe: HTML? =
        signed
        ? notice(
            .info,
            "<p>Les conventions déjà éditées restent au nom de la fiche qu’elles citent\u{A0}: leur texte ne change pas. Leur histoire se lit sur la fiche gardée.</p>"
        ) : nil
    return Page(
        "Comparer deux fiches", in: .companies,
        """
        \(pageHead("Comparer deux fiches", crumbs: [("Entreprises", .companies), ("Doublons", .companyDuplicates)], meta: reasons.isEmpty ? [] : [HTML(text: "Pourquoi\u{A0}: " + reasons)]))\
        \(errorSummary(state))\(safe)\(table)\(mergeForms(view, state, visit))
        """)
}

private func siret(_ company: Company) -> String {
    company.siret.flatMap { SIRET(rawValue: $0)?.display } ?? ""
}

private func phone(_ company: Company) -> String {
    company.phone.flatMap { PhoneNumber(rawValue: $0)?.display } ?? ""
}

private func mergeForms(_ view: ComparisonView, _ state: FormState, _ visit: Visit) -> HTML {
    let (one, other) = (view.one.company, view.other.company)
    let bothNumbered = one.siret != nil && other.siret != nil
    let move: HTML? =
        bothNumbered
        ? checkbox(state, "demenagement", "C’est un déménagement\u{A0}: un nouveau SIRET, la même entreprise") : nil
    return """
        <form class="form panel" method="post" action="\(Link.comparison(one.id, other.id))">\(visit.hiddenFields)\
        <input type="hidden" name="v1" value="\(one.version)"><input type="hidden" name="v2" value="\(other.version)">\
        <h2>Est-ce la même entreprise\u{A0}?</h2><p class="hint">La fiche gardée reçoit les contacts, les échanges, les places et les actions de l’autre, et complète ce qui lui manque. L’autre est archivée. Tout cela s’annule d’un geste.</p>\(move)\
        <div class="formend"><button class="btn primary" name="garder" value="\(one.id.rawValue)">Oui, garder la première\u{A0}: \(one.displayName)</button>\
        <button class="btn primary" name="garder" value="\(other.id.rawValue)">Oui, garder la deuxième\u{A0}: \(other.displayName)</button>\
        <button class="btn" name="garder" value="deux">Non, ce sont deux entreprises</button></div></form>
        """
}
