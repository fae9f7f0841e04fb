import Domain

/// Says where the relation with partners stands now.
struct ChangeRelation: Operation {
    let ids: [ID<Company>]
    let relation: RelationStatus

    /// - Returns: how many records changed.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.editCompanies)

        return try db.move(ids, to: relation, by: author, at: now)
    }
}
