import Domain
import Lookup
import Persistence
import Synchronization

/// Finds the companies of a school by what people type: with errors, in any order, or as one hears it.
///
/// Each school has an index in memory, made when it is first asked for and refreshed by the revision that the database
/// holds: what another server process writes is found at once.
final class CompanySearch: Sendable {
    /// Schools kept at a time; the one asked for longest ago goes first.
    private static let mostSchools = 64

    private struct State {
        var kept: [ID<School>: (index: CompanyIndex, askedAt: Int)] = [:]
        var asked = 0
    }

    private let state = Mutex(State())

    /// The companies in use that answer best, best first.
    func nearest(to text: String, limit: Int, in db: SchoolDatabase) throws -> [ID<Company>] {
        guard !SearchKey(text).rawValue.isEmpty else { return [] }
        return try index(in: db).nearest(to: text, limit: limit)
    }

    /// Companies whose spelling comes very near what was typed, beside those where it is written so.
    func near(
        _ text: String, beside found: [ID<Company>], of filter: CompanyFilter, in db: SchoolDatabase
    ) throws -> [CompanySuggestion] {
        guard filter.isWordsOnly, !found.isEmpty, !SearchKey(text).rawValue.isEmpty else { return [] }
        let near = try index(in: db).near(text, beside: found, limit: 20)
        return try db.companySuggestions(Array(near.prefix(8)))
    }

    /// The filter as it is when words of it begin names; otherwise the companies nearest to what was typed.
    func widened(_ filter: CompanyFilter, text: String, in db: SchoolDatabase) throws -> CompanyFilter {
        guard !filter.words.isEmpty, !filter.archived else { return filter }
        var filter = filter
        guard try db.companyCount(try db.companyQuery(filter), upTo: 1) == 0 else { return filter }
        filter.nearest = try index(in: db).nearest(to: text, limit: CompanyListView.pageSize)
        filter.position = nil
        return filter
    }

    private func index(in db: SchoolDatabase) throws -> CompanyIndex {
        let revision = try db.companyRevision()
        let former = state.withLock { state in
            state.asked += 1
            state.kept[db.schoolId]?.askedAt = state.asked
            return state.kept[db.schoolId]?.index
        }
        if let former, former.revision == revision { return former }
        let index = try former?.refreshed(to: revision, from: db) ?? CompanyIndex(revision: revision, of: db)
        state.withLock { state in
            state.kept[db.schoolId] = (index, state.asked)
            guard state.kept.count > Self.mostSchools else { return }
            if let oldest = state.kept.min(by: { $0.value.askedAt < $1.value.askedAt }) { state.kept[oldest.key] = nil }
        }
        return index
    }
}

/// The companies of one school as they were at a revision.
struct CompanyIndex: Sendable {
    let revision: Int
    private var index: LookupIndex
    private var ids: [ID<Company>]
    private var numbers: [ID<Company>: Int]

    init(revision: Int, of db: SchoolDatabase) throws {
        let companies = try db.searchedCompanies(where: "company.archived_on is null")
        self.revision = revision
        ids = companies.map(\.id)
        numbers = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        index = LookupIndex(companies.enumerated().map { $1.record($0) })
    }

    private init(_ former: CompanyIndex, revision: Int) {
        (index, ids, numbers) = (former.index, former.ids, former.numbers)
        self.revision = revision
    }

    /// The index with what changed since; `nil` when it is quicker to make it anew, or when time went backwards.
    func refreshed(to revision: Int, from db: SchoolDatabase) throws -> CompanyIndex? {
        guard revision > self.revision, let changed = try db.companiesChanged(after: self.revision),
            changed.count <= 500
        else { return nil }
        var next = CompanyIndex(self, revision: revision)
        for id in changed { if let number = next.numbers[id] { next.index.remove(number) } }
        let condition: SQL = "company.archived_on is null and company.id in (\(list: changed))"
        for company in try changed.isEmpty ? [] : db.searchedCompanies(where: condition) {
            let number = next.numbers[company.id] ?? next.ids.count
            if number == next.ids.count { next.ids.append(company.id) }
            next.numbers[company.id] = number
            next.index.insert(company.record(number))
        }
        return next
    }

    func nearest(to text: String, limit: Int) -> [ID<Company>] {
        index.search(text, limit: limit).map { ids[$0.number] }
    }

    /// Those where every word typed is met, by sound or with an error, and none is missing. What is known is kept out of
    /// the search itself: a name that begins as typed is enough for it, and it would look no further.
    func near(_ text: String, beside found: [ID<Company>], limit: Int) -> [ID<Company>] {
        let known = Set(found.compactMap { numbers[$0] })
        let words = SearchKey(text).words.filter { $0.utf8.count > 2 }.count
        return index.search(text, limit: limit, where: { !known.contains($0) }).filter { match in
            match.reasons.count >= words && match.reasons.contains { $0.kind != .exact }
        }.map { ids[$0.number] }
    }
}

/// What a company is found by.
private struct SearchedCompany {
    let id: ID<Company>
    let legalName: String
    let tradeName: String
    let town: String
    let siret: String
    let phone: String
    let keywords: String
    let isActive: Bool
    var contacts: [String] = []
    var phones: [String] = []

    func record(_ number: Int) -> LookupRecord {
        LookupRecord(
            number: number, name: tradeName.isEmpty ? legalName : tradeName,
            brand: tradeName.isEmpty ? "" : legalName, town: town, contacts: contacts, keywords: keywords,
            numbers: ([siret, phone] + phones).filter { !$0.isEmpty }, fame: isActive ? 1 : 0)
    }
}

extension SchoolDatabase {
    fileprivate func searchedCompanies(where condition: SQL) throws -> [SearchedCompany] {
        var companies: [SearchedCompany] = []
        var places: [String: Int] = [:]
        try eachRow(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret,
            company.phone, company.activity, company.streams, company.relation from \(table(.company))
            where \(condition) order by company.id
            """
        ) { row in
            places[row.text(0)] = companies.count
            companies.append(
                SearchedCompany(
                    id: ID(row.text(0)), legalName: row.text(1), tradeName: row.optionalText(2) ?? "",
                    town: row.text(3), siret: row.optionalText(4) ?? "", phone: row.optionalText(5) ?? "",
                    keywords: row.text(6) + " " + row.text(7), isActive: row.text(8) == RelationStatus.active.rawValue))
        }
        try eachRow(
            """
            select contact.company_id, contact.first_name, contact.family_name, contact.phone from \(table(.contact))
            join \(table(.company)) on company.id = contact.company_id
            where contact.left_on is null and \(condition) order by contact.id
            """
        ) { row in
            guard let place = places[row.text(0)] else { return }
            companies[place].contacts.append(row.text(1) + " " + row.text(2))
            if let phone = row.optionalText(3) { companies[place].phones.append(phone) }
        }
        return companies
    }
}
