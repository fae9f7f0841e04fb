import Domain
import Foundation
import Persistence

/// Where a company that enters the base comes from.
struct CompanyOrigin: Sendable {
    let source: CompanyReview.Source
    var lead: ID<Lead>?
    var request: ID<CompanyRequest>?
    /// Whether the bureau itself brings it in; `nil` leaves it to the rights of the author.
    var isBureau: Bool?
}

extension SchoolDatabase {
    /// Puts a company that just entered under review, when the school wants to look at what comes in by this way.
    func note(_ origin: CompanyOrigin, of company: Company, by author: Author, at now: Now) throws {
        try note(origin, of: [company], by: author, at: now)
    }

    /// The same for many: the settings are read once.
    func note(_ origin: CompanyOrigin, of companies: [Company], by author: Author, at now: Now) throws {
        guard !companies.isEmpty else { return }
        let isBureau = origin.isBureau ?? author.may(.verifyCompanies)
        guard try partnerSettings()[origin.source].asksReview(ofBureau: isBureau) else { return }
        try insertMany(
            try companies.map { company in
                CompanyReview(
                    id: newID(), companyId: company.id, source: origin.source, proposedAt: now.moment,
                    accountId: author.accountId, authorName: author.name, leadId: origin.lead,
                    requestId: origin.request, typed: try JournalEntry.json(company))
            }, into: .companyReview)
    }

    /// The company of a proposal: the one of the base when it is surely the same, a new one to verify otherwise.
    func propose(_ proposal: CompanyProposal, _ origin: CompanyOrigin, by author: Author, at now: Now) throws
        -> ID<Company>
    {
        let company = proposal.company(id: newID(), origin: origin.source == .link ? .family : .learner)
        if let siret = company.siret, let known = try self.company(siret: siret) { return known.id }
        let mine = CompanyTraits(company)
        if let same = try traits(near: company).filter({ mine.reasons($0).contains(.nameAndTown) }).min(by: {
            $0.id < $1.id
        }) {
            return same.id
        }
        try insert(company, into: .company)
        try note(origin, of: company, by: author, at: now)
        try journal("Entreprise proposée", Subject("company", company.id), after: company, by: author, at: now)
        return company.id
    }
}

/// A company as somebody who looks for a host writes it down.
struct CompanyProposal: Sendable {
    let name: String
    let activity: String
    let siret: SIRET?
    let postalCode: PostalCode?
    let town: String
    let phone: PhoneNumber?

    /// Reads the fields of a proposal; the name is asked by the form that holds them.
    init(reading form: inout FormReader, name: String, activity: String) {
        self.name = name
        self.activity = activity
        siret = form.parsed("proposee_siret") { try SIRET($0) }
        postalCode = form.parsed("proposee_code_postal") { try PostalCode($0) }
        town = form.required(
            "proposee_commune", "Indiquez la commune\u{A0}: elle distingue les entreprises du même nom.", max: 100)
        phone = form.parsed("proposee_telephone") { try PhoneNumber($0) }
    }

    func company(id: ID<Company>, origin: RelationOrigin) -> Company {
        Company(
            id: id, siret: siret?.rawValue, noSiretReason: siret == nil ? .unknown : nil, legalName: name,
            activity: activity, address: PostalAddress(postalCode: postalCode?.rawValue ?? "", city: town),
            department: postalCode?.departement?.code ?? "", phone: phone?.rawValue, relation: .prospect,
            origin: origin)
    }
}
