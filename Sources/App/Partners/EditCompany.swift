import Domain

/// Someone corrects the record of a partner.
struct EditCompany: Operation {
    let id: ID<Company>
    let form: CompanyForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editCompanies)

        let former = try db.company(id)
        let company = form.company(id: id, version: form.version + 1, archivedOn: former.archivedOn)
        if let siret = company.siret, let known = try db.company(siret: siret), known.id != id {
            throw KnownCompany(id: known.id, name: known.displayName)
        }
        try db.update(company, in: .company, replacing: form.version)
        try db.save(form.extras, of: company, by: author, at: now)
        try db.note(former.relation, became: company.relation, of: id, by: author, at: now)
        try db.journal(
            "Fiche modifiée", Subject("company", id), before: former, after: company, by: author, at: now)
    }
}
