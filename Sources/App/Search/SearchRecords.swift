import Domain
import Persistence

/// What a search found, group by group.
struct SearchResults: Sendable {
    var learners: [LearnerLine] = []
    var companies: [CompanySuggestion] = []
    var contacts: [ContactMatch] = []
    var classes: [ClassMatch] = []
    var staff: [StaffMatch] = []

    var isEmpty: Bool {
        learners.isEmpty && companies.isEmpty && contacts.isEmpty && classes.isEmpty && staff.isEmpty
    }
}

/// A contact found, with the company it belongs to.
struct ContactMatch: Codable, Sendable {
    let id: ID<Contact>
    let familyName: String
    let firstName: String
    let companyId: ID<Company>
    let legalName: String
    let tradeName: String?

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// A class found.
struct ClassMatch: Codable, Sendable {
    let id: ID<SchoolClass>
    let code: String
    let label: String
}

/// A member of staff found.
struct StaffMatch: Codable, Sendable {
    let id: ID<StaffMember>
    let civility: String
    let familyName: String
    let firstName: String
    let discipline: String

    var name: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SchoolDatabase {
    /// Looks everywhere the person may look, a few lines each. Companies are found however they are spelled.
    func search(
        _ text: String, for author: Author, limit: Int, companies: CompanySearch
    ) throws -> SearchResults {
        let words = SearchKey(text).words
        var results = SearchResults()
        guard !words.isEmpty else { return results }
        if author.may(.seeAllLearners) || author.may(.seeOwnLearners) {
            var filter = LearnerFilter(schoolYear: author.currentYear)
            filter.words = words
            results.learners = try learners(filter, limit: limit)
            results.classes = try classes(matching: words, year: author.currentYear, limit: limit)
        }
        if author.may(.seeCompanies) {
            results.companies = try companySuggestions(companies.nearest(to: text, limit: limit, in: self))
            results.contacts = try contacts(matching: words, limit: limit)
        }
        if author.may(.seeStaff) { results.staff = try staff(matching: words, limit: limit) }
        return results
    }

    private func contacts(matching words: [String], limit: Int) throws -> [ContactMatch] {
        try rows(
            """
            select contact.id, contact.family_name, contact.first_name, contact.company_id, company.legal_name,
            company.trade_name from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where contact.left_on is null and \(every(word: words, in: "contact.search_key"))
            order by contact.search_key, contact.id limit \(limit)
            """)
    }

    private func classes(matching words: [String], year: Int, limit: Int) throws -> [ClassMatch] {
        let all: [ClassMatch] = try rows(
            """
            select school_class.id, school_class.code, school_class.label from \(table(.schoolClass))
            where school_class.school_year = \(year) order by school_class.code, school_class.id
            """)
        return Array(
            all.filter { entry in
                let key = SearchKey(entry.code, entry.label).rawValue
                return words.allSatisfy { key.contains($0) }
            }.prefix(limit))
    }

    private func staff(matching words: [String], limit: Int) throws -> [StaffMatch] {
        try rows(
            """
            select staff_member.id, staff_member.civility, staff_member.family_name, staff_member.first_name,
            staff_member.discipline from \(table(.staffMember))
            where staff_member.left_on is null and \(every(word: words, in: "staff_member.search_key"))
            order by staff_member.search_key, staff_member.id limit \(limit)
            """)
    }

    /// Every word stands somewhere in the key.
    private func every(word words: [String], in column: SQL) -> SQL {
        .joined(words.map { "\(column) like \("%" + $0 + "%")" }, by: " and ")
    }
}
