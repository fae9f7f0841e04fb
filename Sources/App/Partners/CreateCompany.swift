import Domain

/// The company is already in the base.
struct KnownCompany: Refusal {
    let id: ID<Company>
    let name: String

    var message: String { "« \(name) » porte déjà ce SIRET dans votre base." }
}

/// Other companies have the same name: the person decides.
struct LookAlikes: Refusal {
    let companies: [CompanySuggestion]

    var message: String { "Une entreprise semblable existe peut-être déjà. Comparez, ou cochez « Créer quand même »." }
}

/// A partner enters the base.
struct CreateCompany: Operation {
    let form: CompanyForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let company = form.company(id: db.newID(), version: 1)
        if let siret = company.siret, let known = try db.company(siret: siret) {
            throw KnownCompany(id: known.id, name: known.displayName)
        }
        let alike = try db.companiesLike(company)
        guard alike.isEmpty || form.createsAnyway else { throw LookAlikes(companies: alike) }

        try db.insert(company, into: .company)
        try db.save(form.extras, of: company, by: author, at: now)
        try db.note(CompanyOrigin(source: .form), of: company, by: author, at: now)
        try db.journal("Entreprise ajoutée", Subject("company", company.id), after: company, by: author, at: now)
        return company.id
    }
}
