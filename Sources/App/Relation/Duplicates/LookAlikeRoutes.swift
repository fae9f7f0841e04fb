import Domain
import Persistence

/// While a company or a contact is typed, what looks like it already.
enum LookAlikeRoutes {
    static func add(to site: Site) {
        site.post("/entreprises/ressemblances", .members(.editCompanies), companies)
        site.post("/entreprises/:id/contacts/ressemblances", .members(.editCompanies), contacts)
    }

    @Sendable static func companies(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        var reader = FormReader(values)
        // Half typed, it has problems: they are said when the form is sent.
        let draft = CompanyForm(reading: &reader).company(id: ID("nouvelle"), version: 0)
        let search = visit.app.companySearch
        let (known, alike) = try await visit.read { db -> (Company?, [CompanySuggestion]) in
            if let siret = draft.siret, let known = try db.company(siret: siret) { return (known, []) }
            let typed = draft.displayName
            guard typed.count >= 3 else { return (nil, []) }
            let near = try search.nearest(to: typed + " " + draft.address.city, limit: 8, in: db)
            guard draft.address.city.isEmpty else { return (nil, try db.companiesLike(draft, among: near)) }
            // No town yet: those of the same name, wherever they are.
            let names = CompanyTraits(draft).names
            let same = try near.isEmpty ? [] : db.traits(where: "company.id in (\(list: near))")
            return (nil, try db.companySuggestions(same.filter { !$0.names.isDisjoint(with: names) }.map(\.id)))
        }
        let refusal = known.map { KnownCompany(id: $0.id, name: $0.displayName) }
        return fragment(companyLookAlikes(refusal, alike, FormState(values: values, problems: [])))
    }

    @Sendable static func contacts(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let values = try await visit.formValues()
        var reader = FormReader(values)
        let form = ContactForm(reading: &reader)
        let today = visit.now.day
        let alike = try await visit.read { db -> [Contact] in
            _ = try db.company(id)
            guard !form.familyName.isEmpty || form.email != nil else { return [] }
            return try db.contactsLike(form.contact(id: ID("nouveau"), of: id, today: today))
        }
        return fragment(contactLookAlikes(alike, FormState(values: values, problems: [])))
    }

    private static func fragment(_ html: HTML) -> Answer {
        .file(
            FileAnswer(name: "ressemblances.html", type: "text/html; charset=utf-8", bytes: html.bytes, inline: true))
    }
}
