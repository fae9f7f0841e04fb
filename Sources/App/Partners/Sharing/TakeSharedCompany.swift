import Domain
import Persistence

/// What a partner of mine and one that another school shares both say of themselves.
protocol DescribedCompany {
    var legalName: String { get }
    var tradeName: String? { get }
    var activity: String { get }
    var naf: String? { get }
    var address: PostalAddress { get }
    var phone: String? { get }
    var email: String? { get }
    var website: String? { get }
}

extension Company: DescribedCompany {}
extension SharedCompany: DescribedCompany {}

/// What a shared partner may bring to my own record of it.
enum SharedField: String, CaseIterable, Sendable {
    case legalName = "raison_sociale"
    case tradeName = "enseigne"
    case activity = "activite"
    case naf
    case address = "adresse"
    case phone = "telephone"
    case email = "courriel"
    case website = "site"

    var label: String {
        switch self {
        case .legalName: "Raison sociale"
        case .tradeName: "Enseigne"
        case .activity: "Activité"
        case .naf: "Code NAF"
        case .address: "Adresse"
        case .phone: "Téléphone"
        case .email: "Courriel"
        case .website: "Site"
        }
    }

    func text(of company: some DescribedCompany) -> String {
        switch self {
        case .legalName: company.legalName
        case .tradeName: company.tradeName ?? ""
        case .activity: company.activity
        case .naf: company.naf ?? ""
        case .address: company.address.lines.joined(separator: ", ")
        case .phone: company.phone.flatMap { PhoneNumber(rawValue: $0)?.display } ?? ""
        case .email: company.email ?? ""
        case .website: company.website ?? ""
        }
    }

    fileprivate func write(_ shared: SharedCompany, to company: inout Company) {
        switch self {
        case .legalName: company.legalName = shared.legalName
        case .tradeName: company.tradeName = shared.tradeName
        case .activity: company.activity = shared.activity
        case .naf: company.naf = shared.naf
        case .address:
            (company.address, company.department) = (shared.address, shared.department)
            (company.latitude, company.longitude) = (shared.latitude, shared.longitude)
        case .phone: company.phone = shared.phone
        case .email: company.email = shared.email
        case .website: company.website = shared.website
        }
    }
}

/// One thing that the network says otherwise than my record.
struct SharedDifference: Sendable {
    let field: SharedField
    let mine: String
    let theirs: String
}

extension SharedCompany {
    /// What it says otherwise, or says alone.
    func differences(from company: Company) -> [SharedDifference] {
        SharedField.allCases.compactMap { field in
            let (mine, theirs) = (field.text(of: company), field.text(of: self))
            guard !theirs.isEmpty, SearchKey(mine).rawValue != SearchKey(theirs).rawValue else { return nil }
            return SharedDifference(field: field, mine: mine, theirs: theirs)
        }
    }
}

/// The company is in the base already.
struct AlreadyMine: Refusal, Equatable {
    let id: ID<Company>

    var message: String {
        "Cette entreprise est déjà dans votre base\u{A0}: comparez ci-dessous, puis cochez ce que vous voulez reprendre."
    }
}

/// What the form of a taking may send.
struct TakeSharedForm: FormInput {
    /// Fields of my own record to replace; meaningless when I have none.
    let fields: Set<SharedField>
    let contacts: Set<ID<Contact>>
    /// The version of my own record that the person saw; 0 when there was none.
    let version: Int

    init(reading form: inout FormReader) {
        fields = Set(form.values.all("champ").compactMap(SharedField.init(rawValue:)))
        contacts = Set(form.values.all("contact").map { ID($0) })
        version = Int(form.values["version"]) ?? 0
    }
}

/// A partner that another bureau shares enters my base; the one I have already changes only where I said so.
struct TakeSharedCompany: Operation {
    let siret: String
    let form: TakeSharedForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.sharePartners)
        try author.require(.editCompanies)

        guard let partner = try db.sharedPartner(siret, today: now.day, year: author.currentYear),
            let shared = partner.best
        else { throw NotFound("Cette entreprise partagée") }
        let id = try known(shared, in: db, by: author, at: now) ?? new(shared, in: db, by: author, at: now)
        try take(try db.sharedContacts(of: partner), to: id, in: db, by: author, at: now)
        return id
    }

    /// My own record, changed where it was asked; `nil` when I have none.
    private func known(
        _ shared: SharedCompany, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<Company>? {
        guard let former = try db.company(siret: siret) else { return nil }
        guard form.version > 0 else { throw AlreadyMine(id: former.id) }
        guard former.version == form.version else { throw Conflict() }
        var company = former
        for field in SharedField.allCases where form.fields.contains(field) { field.write(shared, to: &company) }
        guard company != former else { return former.id }
        company.refold()
        company.version += 1
        try db.update(company, in: .company, replacing: former.version)
        try db.journal(
            "Fiche complétée d’après un autre bureau", Subject("company", company.id), before: former, after: company,
            by: author, at: now)
        return company.id
    }

    private func new(
        _ shared: SharedCompany, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<Company> {
        var company = Company(
            id: db.newID(), siret: siret, legalName: shared.legalName, kind: shared.kind, relation: .prospect,
            origin: .network)
        for field in SharedField.allCases { field.write(shared, to: &company) }
        company.refold()
        try db.insert(company, into: .company)
        try db.note(CompanyOrigin(source: .network), of: company, by: author, at: now)
        try db.journal(
            "Entreprise reprise d’un autre bureau\u{A0}: \(shared.schoolName)", Subject("company", company.id),
            after: company, by: author, at: now)
        return company.id
    }

    /// The people ticked, unless the record has them by name.
    private func take(
        _ people: [SharedContact], to company: ID<Company>, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        var known = Set(try db.contacts(of: company).map { SearchKey($0.familyName, $0.firstName).rawValue })
        for person in people where form.contacts.contains(person.id) {
            guard known.insert(SearchKey(person.familyName, person.firstName).rawValue).inserted else { continue }
            let contact = Contact(
                id: db.newID(), companyId: company, civility: person.civility, familyName: person.familyName,
                firstName: person.firstName, function: person.function, email: person.email, phone: person.phone)
            try db.insert(contact, into: .contact)
            try db.journal(
                "Contact repris d’un autre bureau", Subject("company", company), after: contact, by: author, at: now)
        }
    }
}
