import Domain
import Persistence

// What changed among the companies of a school, so that every server process refreshes what it keeps in memory. The table
// belongs to the platform and holds keys and numbers only.

extension Contact: FollowedRecord {
    /// A contact is found through the company.
    static func follow(_ contacts: [Contact], in db: SchoolDatabase, areNew: Bool) throws {
        try db.noteChanges(to: contacts.map(\.companyId))
    }
}

/// A company that changed, with the revision that changed it.
struct CompanyChange: Codable, Sendable {
    let subject: String
    let record: String
    let revision: Int

    /// Stands for all companies: too many changed to name each.
    static let everyone = "*"
}

extension SchoolDatabase {
    /// Notes that companies, or what is told of them, changed in this transaction.
    func noteChanges(to companies: [ID<Company>]) throws {
        guard !companies.isEmpty else { return }
        let keys = Set(companies.map(\.rawValue)).sorted()
        let records = keys.count > 200 ? [CompanyChange.everyone] : keys
        let revision = try companyRevision() + 1
        _ = try database.run(
            """
            delete from search_change where search_change.subject = \(changeSubject)
            and search_change.record in (\(list: records))
            """)
        try database.insertMany(
            records.map { CompanyChange(subject: changeSubject, record: $0, revision: revision) },
            into: "search_change")
    }

    /// Notes a change by a condition: nobody knows which companies it met.
    func noteChanges(throughout table: SchoolTable) throws {
        guard table == .company || table == .contact else { return }
        try noteChanges(to: [ID(CompanyChange.everyone)])
    }

    /// A number that grows with each change to the companies of this school.
    func companyRevision() throws -> Int {
        try count(
            """
            select coalesce(max(search_change.revision), 0) from search_change
            where search_change.subject = \(changeSubject)
            """)
    }

    /// The companies changed after a revision; `nil` when they are not named one by one.
    func companiesChanged(after revision: Int) throws -> [ID<Company>]? {
        let keys: [String] = try rows(
            """
            select search_change.record from search_change where search_change.subject = \(changeSubject)
            and search_change.revision > \(revision) order by search_change.record
            """)
        return keys.contains(CompanyChange.everyone) ? nil : keys.map { ID($0) }
    }

    private var changeSubject: String { "company:" + schoolId.rawValue }
}
