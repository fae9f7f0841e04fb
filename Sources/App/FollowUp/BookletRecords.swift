import Domain
import Persistence

/// The booklet of one placement: the framework of the class, and what each ticked.
struct BookletView: Sendable {
    let placement: FollowedPlacement
    /// `nil` when the school has loaded none for the class.
    let framework: Framework?
    let items: [FrameworkItem]
    let marks: [BookletMark]

    func level(_ item: ID<FrameworkItem>, _ writer: BookletMark.Writer) -> BookletMark.Level? {
        marks.first { $0.itemId == item && $0.markedBy == writer }?.level
    }

    /// Items that somebody ticked.
    var tickedCount: Int { Set(marks.map(\.itemId)).count }
    var shownItems: [FrameworkItem] {
        let ticked = Set(marks.map(\.itemId))
        return items.filter { !$0.withdrawn || ticked.contains($0.id) }
    }
}

/// A mark with where it was given, for the whole pathway of a learner.
struct PathwayMark: Codable, Sendable {
    let itemId: ID<FrameworkItem>
    let markedBy: BookletMark.Writer
    let level: BookletMark.Level
    let placementId: ID<Placement>
    let periodLabel: String
    let companyName: String
    let startsOn: LocalDate
}

/// A framework with how much it holds and serves.
struct FrameworkLine: Codable, Sendable {
    let id: ID<Framework>
    let code: String
    let title: String
    let mef: String
    let stream: String
    let loadedOn: LocalDate
    let items: Int
    let marks: Int
}

extension SchoolDatabase {
    func frameworks() throws -> [Framework] {
        try rows("select framework.* from \(table(.framework)) order by framework.code, framework.id")
    }

    func frameworkLines() throws -> [FrameworkLine] {
        try rows(
            """
            select framework.id, framework.code, framework.title, framework.mef, framework.stream, framework.loaded_on,
            (select count(*) from \(table(.frameworkItem)) where framework_item.framework_id = framework.id
            and not framework_item.withdrawn) as items,
            (select count(*) from \(table(.bookletMark)) join \(table(.frameworkItem))
            on framework_item.id = booklet_mark.item_id where framework_item.framework_id = framework.id) as marks
            from \(table(.framework)) order by framework.code, framework.id
            """)
    }

    /// The framework that fits a class best.
    func framework(mef: String, stream: String) throws -> Framework? {
        try frameworks().compactMap { framework in framework.fit(mef: mef, stream: stream).map { (framework, $0) } }
            .max { $0.1 < $1.1 }?.0
    }

    func items(of framework: ID<Framework>) throws -> [FrameworkItem] {
        try rows(
            """
            select framework_item.* from \(table(.frameworkItem)) where framework_item.framework_id = \(framework)
            order by framework_item.kind, framework_item.rank, framework_item.id
            """)
    }

    func marks(in placement: ID<Placement>) throws -> [BookletMark] {
        try rows(
            """
            select booklet_mark.* from \(table(.bookletMark)) where booklet_mark.placement_id = \(placement)
            order by booklet_mark.item_id, booklet_mark.marked_by
            """)
    }

    func booklet(of placement: FollowedPlacement) throws -> BookletView {
        let framework = try framework(mef: placement.mef, stream: placement.stream)
        return BookletView(
            placement: placement, framework: framework, items: try framework.map { try items(of: $0.id) } ?? [],
            marks: try marks(in: placement.id))
    }

    /// Everything ticked for a learner, over every placement, the oldest first.
    func pathway(of learner: ID<Learner>) throws -> [PathwayMark] {
        try rows(
            """
            select booklet_mark.item_id, booklet_mark.marked_by, booklet_mark.level, booklet_mark.placement_id,
            pfmp_period.label as period_label, coalesce(company.trade_name, company.legal_name) as company_name,
            placement.starts_on
            from \(table(.bookletMark)) join \(table(.placement)) on placement.id = booklet_mark.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.company)) on company.id = placement.company_id
            where placement.learner_id = \(learner) order by placement.starts_on, booklet_mark.id
            """)
    }

    /// Writes what one person ticks in a placement: levels given, and nothing where nothing is ticked.
    func mark(
        _ levels: [ID<FrameworkItem>: BookletMark.Level], in placement: ID<Placement>, as writer: BookletMark.Writer,
        by author: Author, at now: Now
    ) throws {
        let followed = try followedPlacement(placement)
        let known = Set(try booklet(of: followed).items.map(\.id))
        let former = try marks(in: placement).filter { $0.markedBy == writer }
        for mark in former where levels[mark.itemId] != mark.level {
            try delete(from: .bookletMark, where: "id = \(mark.id)")
        }
        let kept = Set(former.filter { levels[$0.itemId] == $0.level }.map(\.itemId))
        let fresh = levels.filter { known.contains($0.key) && !kept.contains($0.key) }.sorted { $0.key < $1.key }
        try insertMany(
            fresh.map {
                BookletMark(
                    id: newID(), placementId: placement, itemId: $0.key, markedBy: writer, level: $0.value,
                    authorName: author.name, markedOn: now.day)
            }, into: .bookletMark)
        try journal(
            "Livret rempli (\(writer.label.lowercased()))", Subject("placement", placement), by: author, at: now)
    }
}

/// A member of staff ticks the booklet of a placement.
struct MarkBooklet: Operation {
    let placement: ID<Placement>
    /// Staff tick for themselves, or copy the paper of the tutor or of the learner.
    let writer: BookletMark.Writer
    let levels: [ID<FrameworkItem>: BookletMark.Level]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        try db.mark(levels, in: placement, as: writer, by: author, at: now)
        return placement
    }
}
