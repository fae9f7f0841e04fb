import Domain
import Persistence

/// One word of the index of companies.
struct CompanyWord: Codable, Sendable {
    let word: String
    let companyId: ID<Company>
}

extension Company: FollowedRecord {
    /// Writes the words of companies again; those put aside have none.
    static func follow(_ companies: [Company], in db: SchoolDatabase, areNew: Bool) throws {
        if !areNew {
            try db.delete(from: .companyWord, where: "company_id in (\(list: companies.map(\.id)))")
        }
        let words = companies.filter { $0.archivedOn == nil }.flatMap { company in
            Set(SearchKey(rawValue: company.searchKey).words).map { CompanyWord(word: $0, companyId: company.id) }
        }
        try db.insertMany(words.sorted { ($0.word, $0.companyId) < ($1.word, $1.companyId) }, into: .companyWord)
        try db.noteChanges(to: companies.map(\.id))
    }
}

extension SchoolDatabase {
    /// The companies in use that have a word beginning so, each once: `(…) as found`, with its `company_id`.
    func companiesFound(by word: String) -> SQL {
        """
        (select distinct company_word.company_id from \(table(.companyWord)) where \(begins(word))) as found
        """
    }

    /// The company of the row has a word that begins so.
    func companyHolds(_ word: String) -> SQL {
        """
        exists (select 1 from \(table(.companyWord)) where company_word.company_id = company.id and \(begins(word)))
        """
    }

    /// The word that the fewest companies have, when it is rarer than a bound: reading starts from it.
    ///
    /// From a common word, walking the list in its order meets a full page sooner.
    func rarest(of words: [String], under bound: Int) throws -> String? {
        var rarest: (word: String, count: Int)?
        for word in words {
            let found = try count(
                """
                select count(*) from (select 1 from \(table(.companyWord)) where \(begins(word)) limit \(bound))
                as bounded
                """)
            if found < rarest?.count ?? bound { rarest = (word, found) }
        }
        return rarest?.word
    }

    /// The upper bound is the last character there is, so that any letter may follow the beginning.
    private func begins(_ word: String) -> SQL {
        "company_word.word >= \(word) and company_word.word < \(word + "\u{10FFFF}")"
    }
}
