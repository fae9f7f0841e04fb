import Domain
import Exchange

/// What the database holds of partners when an import is planned.
struct PartnerSnapshot: Sendable {
    /// Archived ones included.
    var companies: [Company] = []
    var contacts: [Contact] = []
    var said: [String: [String: String]] = [:]
}

/// Works out what a sheet of companies changes. Pure.
struct CompanyPlanner {
    private let facts: CompanyFacts
    private let snapshot: PartnerSnapshot
    private let context: PlanningContext
    private var plan = ImportPlan()
    private var bySIRET: [String: ID<Company>] = [:]
    private var byPlace: [String: ID<Company>] = [:]
    private var companies: [ID<Company>: Company] = [:]
    private var contacts: [ID<Company>: [Contact]] = [:]
    /// Companies already met in the sheet: one line a contact is usual.
    private var met: Set<ID<Company>> = []

    static func plan(_ facts: CompanyFacts, on snapshot: PartnerSnapshot, _ context: PlanningContext) -> ImportPlan {
        var planner = CompanyPlanner(facts, snapshot, context)
        planner.run()
        return planner.plan
    }

    private init(_ facts: CompanyFacts, _ snapshot: PartnerSnapshot, _ context: PlanningContext) {
        self.facts = facts
        self.snapshot = snapshot
        self.context = context
        for company in snapshot.companies { index(company) }
        contacts = Dictionary(grouping: snapshot.contacts.filter { $0.leftOn == nil }, by: \.companyId)
    }

    private mutating func run() {
        plan.report.problems = facts.problems
        for file in facts.companies {
            let company = find(file).map { update($0, file) } ?? create(file)
            met.insert(company.id)
            if let contact = file.contact { place(contact, at: company) }
        }
    }

    // MARK: Companies

    private mutating func index(_ company: Company) {
        companies[company.id] = company
        if let siret = company.siret { bySIRET[siret] = company.id }
        for name in [company.legalName, company.tradeName ?? ""] where !name.isEmpty {
            let key = CompanyPlanner.place(name, company.address.postalCode)
            if byPlace[key] == nil { byPlace[key] = company.id }
        }
    }

    private static func place(_ name: String, _ postalCode: String) -> String {
        SearchKey(name).rawValue + "|" + postalCode
    }

    /// By SIRET; else by name and postal code, unless two SIRET say that they are two places.
    private func find(_ file: FileCompany) -> Company? {
        if let siret = file.siret, let id = bySIRET[siret] { return companies[id] }
        guard let id = byPlace[CompanyPlanner.place(file.name, file.postalCode)], let known = companies[id] else {
            return nil
        }
        return known.siret == nil || file.siret == nil ? known : nil
    }

    private mutating func update(_ known: Company, _ file: FileCompany) -> Company {
        guard !met.contains(known.id) else { return known }
        let merge = FieldMerge(
            known, fields: CompanyFields.all, said: file.values, former: snapshot.said[known.key],
            authority: .sheet)
        remember(known.key, file.values)
        tell(.company, .kept, known.displayName, merge.kept)
        guard !merge.changes.isEmpty else {
            plan.report.counts[.company, default: ImportCounts()].unchanged += 1
            return known
        }
        var after = merge.record
        after.settle()
        after.version += 1
        index(after)
        plan.rows.companies.append(.changed(known, after))
        tell(.company, .changed, known.displayName, merge.changes)
        return after
    }

    private mutating func create(_ file: FileCompany) -> Company {
        var company = Company(id: context.ids.next(), legalName: file.name, relation: .active, origin: .office)
        CompanyFields.all.fill(&company, from: file.values)
        company.settle()
        index(company)
        plan.rows.companies.append(.created(company))
        remember(company.key, file.values)
        let town = ImportReport.FieldChange(field: "Ville", before: "", after: company.address.city)
        tell(.company, .created, company.displayName, company.address.city.isEmpty ? [] : [town])
        return company
    }

    // MARK: Contacts

    private mutating func place(_ file: FileContact, at company: Company) {
        let people = contacts[company.id, default: []]
        // The name first: several people may share one address, and each keeps their record.
        let known =
            people.first { $0.searchKey == file.nameKey } ?? people.first { file.isSamePerson(as: $0) }
        guard let known else { return create(file, at: company) }
        guard snapshot.contacts.contains(where: { $0.id == known.id }) else { return }
        update(known, file, at: company)
    }

    private mutating func create(_ file: FileContact, at company: Company) {
        var contact = Contact(
            id: context.ids.next(), companyId: company.id, familyName: file.values["familyName"] ?? "",
            tutor: file.isTutor)
        ContactFields.all.fill(&contact, from: file.values)
        contact.refold()
        contacts[company.id, default: []].append(contact)
        plan.rows.contacts.append(.created(contact))
        remember(contact.key, file.values)
        tell(.contact, .created, contact.fullName + ", " + company.displayName, [])
    }

    private mutating func update(_ known: Contact, _ file: FileContact, at company: Company) {
        let merge = FieldMerge(
            known, fields: ContactFields.all, said: file.values, former: snapshot.said[known.key],
            authority: .sheet)
        remember(known.key, file.values)
        let name = known.fullName + ", " + company.displayName
        tell(.contact, .kept, name, merge.kept)
        guard !merge.changes.isEmpty else {
            plan.report.counts[.contact, default: ImportCounts()].unchanged += 1
            return
        }
        var after = merge.record
        after.refold()
        after.version += 1
        plan.rows.contacts.append(.changed(known, after))
        tell(.contact, .changed, name, merge.changes)
    }

    // MARK: Telling

    private mutating func tell(
        _ subject: ImportReport.Subject, _ outcome: ImportReport.Outcome, _ name: String,
        _ changes: [ImportReport.FieldChange]
    ) {
        if outcome == .kept, changes.isEmpty { return }
        plan.report.lines.append(
            ImportReport.Line(subject: subject, outcome: outcome, name: name, changes: changes))
        if outcome == .created { plan.report.counts[subject, default: ImportCounts()].created += 1 }
        if outcome == .changed { plan.report.counts[subject, default: ImportCounts()].changed += 1 }
    }

    private mutating func remember(_ key: String, _ said: [String: String]) {
        let former = snapshot.said[key]
        let all = (former ?? [:]).merging(said.filter { !$0.value.isEmpty }) { _, new in new }
        if all != former { plan.rows.sayings.append(FileSaying(recordKey: key, values: all)) }
    }
}

extension Company {
    /// Makes what follows from other fields follow: keys, département, and the reason why there is no SIRET.
    fileprivate mutating func settle() {
        noSiretReason = siret == nil ? noSiretReason ?? .unknown : nil
        if let code = try? PostalCode(address.postalCode) { department = code.departement?.code ?? department }
        refold()
    }
}

/// What a sheet may say of a company.
enum CompanyFields {
    static let all: [ImportField<Company>] = [
        ImportField(
            name: "siret", label: "SIRET", nature: .personal, read: { $0.siret ?? "" },
            write: { $0.siret = $1.nilWhenEmpty }),
        ImportField(
            name: "legalName", label: "Raison sociale", nature: .personal, read: { $0.legalName },
            write: { $0.legalName = $1 }),
        ImportField(
            name: "tradeName", label: "Enseigne", nature: .personal, read: { $0.tradeName ?? "" },
            write: { $0.tradeName = $1.nilWhenEmpty }),
        ImportField(
            name: "naf", label: "Code NAF", nature: .personal, read: { $0.naf ?? "" },
            write: { $0.naf = $1.nilWhenEmpty }),
        ImportField(
            name: "activity", label: "Activité", nature: .personal, read: { $0.activity },
            write: { $0.activity = $1 }),
        ImportField(
            name: "headcount", label: "Effectif", nature: .personal,
            read: { $0.headcount.map(String.init) ?? "" }, write: { $0.headcount = Int($1) }),
        ImportField(
            name: "address", label: "Adresse", nature: .personal, read: { $0.address.packed },
            write: { $0.address = PostalAddress(packed: $1) }, shown: PostalAddress.shownPacked),
        ImportField(
            name: "phone", label: "Téléphone", nature: .personal, read: { $0.phone ?? "" },
            write: { $0.phone = $1.nilWhenEmpty }, shown: PhoneNumber.shown),
        ImportField(
            name: "email", label: "Courriel", nature: .personal, read: { $0.email ?? "" },
            write: { $0.email = $1.nilWhenEmpty }),
        ImportField(
            name: "website", label: "Site internet", nature: .personal, read: { $0.website ?? "" },
            write: { $0.website = $1.nilWhenEmpty }),
        ImportField(
            name: "streams", label: "Filières", nature: .personal, read: { $0.streams },
            write: { $0.streams = $1 }),
        ImportField(
            name: "notes", label: "Remarques", nature: .personal, read: { $0.notes }, write: { $0.notes = $1 }),
    ]
}

/// What a sheet may say of a contact.
enum ContactFields {
    static let all: [ImportField<Contact>] = [
        ImportField(
            name: "civility", label: "Civilité", nature: .personal, read: { $0.civility },
            write: { $0.civility = $1 }),
        ImportField(
            name: "familyName", label: "Nom", nature: .personal, read: { $0.familyName },
            write: { $0.familyName = $1 }),
        ImportField(
            name: "firstName", label: "Prénom", nature: .personal, read: { $0.firstName },
            write: { $0.firstName = $1 }),
        ImportField(
            name: "function", label: "Fonction", nature: .personal, read: { $0.function },
            write: { $0.function = $1 }),
        ImportField(
            name: "phone", label: "Téléphone", nature: .personal, read: { $0.phone ?? "" },
            write: { $0.phone = $1.nilWhenEmpty }, shown: PhoneNumber.shown),
        ImportField(
            name: "email", label: "Courriel", nature: .personal, read: { $0.email ?? "" },
            write: { $0.email = $1.nilWhenEmpty }),
    ]
}
