import Domain

/// Puts partners aside, or brings them back: nothing is deleted.
struct ArchiveCompanies: Operation {
    let ids: [ID<Company>]
    let archived: Bool

    /// - Returns: how many records changed.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.editCompanies)

        var changed = 0
        for id in ids {
            var company = try db.company(id)
            guard (company.archivedOn != nil) != archived else { continue }
            let former = company
            company.archivedOn = archived ? now.day : nil
            company.version += 1
            try db.update(company, in: .company, replacing: former.version)
            try db.journal(
                archived ? "Entreprise archivée" : "Entreprise rétablie", Subject("company", id), by: author, at: now)
            changed += 1
        }
        return changed
    }
}
