import Domain
import Persistence

/// A legal person and its sites: those of the base, and those that the register knows beside.
struct GroupView: Sendable {
    let siren: String
    let sites: [GroupSite]
    /// Open sites of the extract of Sirene that are not in the base.
    let others: [SirenePlace]
    let contacts: [GroupContact]
    let mayEdit: Bool
    let today: LocalDate

    var name: String { sites.first?.legalName ?? SIREN.display(siren) }
}

/// A site of the group with what it does for the school.
struct GroupSite: Codable, Sendable {
    let id: ID<Company>
    let legalName: String
    let tradeName: String?
    let siret: String
    let city: String
    let relation: RelationStatus
    let hosted: Int
    let lastContactOn: LocalDate?
    let archivedOn: LocalDate?
}

/// Someone of one of the sites.
struct GroupContact: Codable, Sendable {
    let id: ID<Contact>
    let companyId: ID<Company>
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let signatory: Bool
    let city: String

    var fullName: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SIREN {
    /// `999 888 779`
    static func display(_ siren: String) -> String {
        SIREN(rawValue: siren)?.display ?? siren
    }
}

extension SchoolDatabase {
    func group(_ siren: String, mayEdit: Bool, today: LocalDate) throws -> GroupView {
        guard siren.utf8.count == 9, siren.allSatisfy(\.isNumber) else { throw NotFound("Ce groupe") }
        let sites: [GroupSite] = try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.siret, company.address_city as city,
            company.relation, company.archived_on, coalesce(stays.hosted, 0) as hosted, talks.last_contact_on
            from \(table(.company))
            left join (select placement.company_id, count(*) as hosted from \(table(.placement))
            group by placement.company_id) as stays on stays.company_id = company.id
            left join (select interaction.company_id, max(interaction.happened_on) as last_contact_on
            from \(table(.interaction)) group by interaction.company_id) as talks on talks.company_id = company.id
            where company.siret >= \(siren) and company.siret < \(siren + "~")
            order by company.archived_on is not null, company.siret limit 100
            """)
        guard !sites.isEmpty else { throw NotFound("Ce groupe") }
        let known = Set(sites.map(\.siret))
        let places: [SirenePlace] = try rows(
            """
            select sirene_establishment.* from sirene_establishment
            where sirene_establishment.siret >= \(siren + "00000") and sirene_establishment.siret <= \(siren + "99999")
            and sirene_establishment.active = true and \(SirenePlace.isPublished) order by sirene_establishment.siret limit 60
            """)
        let contacts: [GroupContact] = try rows(
            """
            select contact.id, contact.company_id, contact.civility, contact.family_name, contact.first_name,
            contact.function, contact.signatory, company.address_city as city
            from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where contact.left_on is null and company.id in (\(list: sites.map(\.id)))
            order by contact.search_key, contact.id limit 60
            """)
        return GroupView(
            siren: siren, sites: sites, others: places.filter { !known.contains($0.siret) }, contacts: contacts,
            mayEdit: mayEdit, today: today)
    }
}

func groupPage(_ view: GroupView) -> Page {
    let hosted = view.sites.reduce(0) { $0 + $1.hosted }
    return Page(
        view.name, in: .companies,
        """
        \(pageHead(view.name, crumbs: [("Entreprises", .companies)], meta: [
            HTML(text: "SIREN \(SIREN.display(view.siren))"),
            HTML(text: FrenchNumber.counted(view.sites.count, "établissement connu", "établissements connus")),
            HTML(text: FrenchNumber.counted(hosted, "accueil", "accueils")),
        ]))\
        <p class="lead">La convention est signée par la personne morale, l’accueil se fait dans un établissement\u{A0}: chacun garde sa fiche.</p>\
        \(siteTable(view))\(groupContacts(view))\(otherSites(view))
        """)
}

private func siteTable(_ view: GroupView) -> HTML {
    listTable(
        "Établissements de la personne morale", view.sites,
        [
            Column("Établissement", header: true) { site in
                let archived: HTML? = site.archivedOn == nil ? nil : badge("Archivée", .neutral)
                return
                    "<a class=\"rowlink\" href=\"\(Link.company(site.id))\">\(site.tradeName ?? site.legalName)</a> \(archived)"
            },
            Column("Commune") { HTML(text: $0.city) },
            Column("SIRET") { site in
                "<span class=\"nowrap\">\(SIRET(rawValue: site.siret)?.display ?? site.siret)</span>"
            },
            Column("Relation") { relationBadge($0.relation) },
            Column("Accueils", numeric: true) { "\($0.hosted)" },
            Column("Dernier échange") { HTML(text: $0.lastContactOn?.near(view.today) ?? "—") },
        ])
}

private func groupContacts(_ view: GroupView) -> HTML? {
    guard !view.contacts.isEmpty else { return nil }
    let items = view.contacts.map { contact -> HTML in
        let signs: HTML? = contact.signatory ? badge("signataire", .neutral) : nil
        return """
            <li><div><a href="\(Link.company(contact.companyId))">\(contact.fullName)</a> \(signs)\
            <p>\([contact.function, contact.city].filter { !$0.isEmpty }.joined(separator: ", "))</p></div></li>
            """
    }
    return panel("Contacts du groupe", "<ul class=\"lines\">\(items)</ul>")
}

private func otherSites(_ view: GroupView) -> HTML? {
    guard !view.others.isEmpty else { return nil }
    let items = view.others.map { place -> HTML in
        let add: HTML? =
            view.mayEdit
            ? button("Ajouter", to: Link.newCompany.with([("numero", place.siret)]), icon: "plus", style: "small") : nil
        let hidden =
            place.partial
            ? "adresse non diffusée" : [place.street, place.town].filter { !$0.isEmpty }.joined(separator: ", ")
        return
            "<li><div><strong>\(place.legalName.isEmpty ? "Nom non diffusé" : place.legalName)</strong><p>\(hidden)</p></div>\(add)</li>"
    }
    return panel("Autres établissements au répertoire Sirene", "<ul class=\"lines\">\(items)</ul>")
}

/// The page of a legal person.
enum GroupRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/groupe/:siren", .members(.seeCompanies), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let (siren, today) = (try visit.piece("siren"), visit.now.day)
        let mayEdit = try visit.author.may(.editCompanies)
        return .page(groupPage(try await visit.read { try $0.group(siren, mayEdit: mayEdit, today: today) }))
    }
}

extension Link {
    static func group(_ siren: String) -> Link { Link("/entreprises/groupe", [siren]) }
}
