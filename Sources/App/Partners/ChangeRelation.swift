import Domain

/// Says where the relation with partners stands now.
struct ChangeRelation: Operation {
    let ids: [ID<Company>]
    let relation: RelationStatus

    /// - Returns: how many records changed.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.editCompanies)

        var changed = 0
        for id in ids {
            var company = try db.company(id)
            guard company.relation != relation else { continue }
            let former = company
            company.relation = relation
            company.version += 1
            try db.update(company, in: .company, replacing: former.version)
            try db.journal(
                "Relation changée", Subject("company", id), before: former.relation, after: relation, by: author,
                at: now)
            changed += 1
        }
        return changed
    }
}
