import Domain
import Persistence

/// A way of looking at the companies that somebody keeps, for themselves or for the school.
struct SavedView: Codable, Sendable {
    let id: ID<SavedView>
    let ownerId: ID<Account>?
    let ownerName: String
    var name: String
    /// Why it exists, in a sentence.
    var reason: String
    /// The filters as the address of the list says them.
    let query: String
    var shared: Bool
    let createdAt: Moment
    var version: Int

    var link: Link { Link.companies.with(FormValues(urlEncoded: query).query()) }

    func isOf(_ author: Author) -> Bool { ownerId != nil && ownerId == author.accountId }
}

/// What the form of a view may send.
struct SavedViewForm: FormInput {
    let name: String
    let reason: String
    let shared: Bool
    let query: String

    init(reading form: inout FormReader) {
        name = form.required("nom", "Donnez un nom à cette vue.", max: 80)
        reason = form.text("raison", max: 300)
        shared = form.flag("partage")
        let kept = FormValues(urlEncoded: String(form.values["vue"].prefix(1000))).query(without: "apres", "avant")
        query = String(Link.companies.with(kept).path.drop { $0 != "?" }.dropFirst())
    }
}

/// A view is kept.
struct SaveView: Operation {
    let form: SavedViewForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SavedView> {
        try author.require(.seeCompanies)

        let view = SavedView(
            id: db.newID(), ownerId: author.accountId, ownerName: author.name, name: form.name, reason: form.reason,
            query: form.query, shared: form.shared, createdAt: now.moment, version: 1)
        guard try !db.views(for: author).contains(where: { $0.isOf(author) && $0.name == view.name }) else {
            throw FieldRefusal("nom", "Vous avez déjà une vue de ce nom.")
        }
        try db.insert(view, into: .savedView)
        try db.journal("Vue enregistrée", Subject("saved_view", view.id), after: view, by: author, at: now)
        return view.id
    }
}

/// A view is shared with the school or kept for oneself; only by who made it.
struct ShareView: Operation {
    let id: ID<SavedView>
    let shared: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        var view = try db.ownView(id, of: author)
        let former = view
        view.shared = shared
        view.version += 1
        try db.update(view, in: .savedView, replacing: former.version)
        try db.journal(
            shared ? "Vue partagée" : "Vue gardée pour soi", Subject("saved_view", id), before: former, after: view,
            by: author, at: now)
    }
}

/// A view is of no more use.
struct RemoveView: Operation {
    let id: ID<SavedView>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        let view = try db.ownView(id, of: author)
        try db.delete(from: .savedView, where: "id = \(id)")
        try db.journal("Vue retirée", Subject("saved_view", id), before: view, by: author, at: now)
    }
}

extension SchoolDatabase {
    /// One's own views and those that others share.
    func views(for author: Author) throws -> [SavedView] {
        try rows(
            """
            select saved_view.* from \(table(.savedView))
            where (saved_view.shared = true or saved_view.owner_id = \(author.accountId?.rawValue ?? ""))
            order by saved_view.name, saved_view.id limit 100
            """)
    }

    fileprivate func ownView(_ id: ID<SavedView>, of author: Author) throws -> SavedView {
        let view: SavedView = try find(id, in: .savedView, "Cette vue")
        guard view.isOf(author) else { throw NotFound("Cette vue") }
        return view
    }
}
