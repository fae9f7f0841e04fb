import Domain
import Persistence

/// One count of indicators, with the tables it reads: what is written elsewhere leaves it as it is.
struct IndicatorSource: Sendable {
    let codes: [String]
    let tables: Set<SchoolTable>
    let count: @Sendable (SchoolDatabase, IndicatorYear) throws -> [IndicatorValue]

    init(
        _ codes: [String], reading tables: Set<SchoolTable>,
        _ count: @escaping @Sendable (SchoolDatabase, IndicatorYear) throws -> [IndicatorValue]
    ) {
        self.codes = codes
        self.tables = tables
        self.count = count
    }
}

/// Where every indicator comes from. I5.2, which all the others make, is counted after them.
enum IndicatorSources {
    static let all: [IndicatorSource] =
        IndicatorSource.partners + IndicatorSource.actions + IndicatorSource.placements + IndicatorSource.leavers
        + IndicatorSource.office

    /// The objectives of the roadmap and what they are measured by.
    static let roadmapCode = "I5.2"
    static let roadmapTables: Set<SchoolTable> = [
        .roadmap, .roadmapObjective, .roadmapStep, .action, .staffMember,
    ]

    /// The indicators that a write to a table may change.
    static func touched(by table: SchoolTable) -> Set<String> { byTable[table] ?? [] }

    private static let byTable: [SchoolTable: Set<String>] = {
        var codes: [SchoolTable: Set<String>] = [:]
        for source in all {
            for table in source.tables { codes[table, default: [roadmapCode]].formUnion(source.codes) }
        }
        for table in roadmapTables { codes[table, default: []].insert(roadmapCode) }
        return codes
    }()
}

extension IndicatorTally {
    /// The indicators that what was written since may have changed.
    var staleCodes: Set<String> {
        stale.split(separator: " ").reduce(into: []) { codes, word in
            if let table = SchoolTable(rawValue: String(word)) {
                codes.formUnion(IndicatorSources.touched(by: table))
            } else {
                codes.insert(String(word))
            }
        }
    }

    /// Whether what is kept for some indicators is what the rows give.
    func isSure(of needed: Set<String>?, on today: LocalDate) -> Bool {
        guard fresh, computedOn == today else { return false }
        guard !stale.isEmpty else { return true }
        let stale = staleCodes
        return needed.map { $0.isDisjoint(with: stale) } ?? stale.isEmpty
    }
}

extension SchoolDatabase {
    /// Something was written: the indicators that are counted from that table are no longer sure.
    func noteWrite(to table: SchoolTable) throws {
        guard !IndicatorSources.touched(by: table).isEmpty else { return }
        let word = " \(table.rawValue) "
        try change(
            .indicatorTally, set: "stale = stale || \(word)", where: "fresh and stale not like \("%" + word + "%")")
    }

    /// The indicators of a year, those counted again that may have changed since they were kept.
    /// - Parameter needed: the codes asked for; `nil` for all.
    /// - Returns: the values, and the codes among them that are still those of before.
    func refreshedIndicators(
        year: Int, today: LocalDate, needing needed: Set<String>?
    ) throws -> (values: [IndicatorValue], stale: Set<String>) {
        guard let tally = try tally(year: year), tally.fresh, tally.computedOn == today else {
            return (try countIndicators(year: year, today: today), [])
        }
        let kept = try IndicatorContent.values(tally.content)
        let stale = tally.staleCodes
        var wanted = needed.map { stale.intersection($0) } ?? stale
        guard !wanted.isEmpty else { return (kept, stale) }
        if wanted.contains(IndicatorSources.roadmapCode) {
            wanted.formUnion(stale.intersection(try measuringCodes(year: year)))
        }
        let span = try indicatorYear(year, today: today)
        var known = Dictionary(kept.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var counted: Set<String> = []
        for source in IndicatorSources.all where !wanted.isDisjoint(with: source.codes) {
            for value in try source.count(whole, span) { known[value.code] = value }
            counted.formUnion(source.codes)
        }
        if wanted.contains(IndicatorSources.roadmapCode) {
            known[IndicatorSources.roadmapCode] = try whole.roadmapIndicator(span, Array(known.values))
            counted.insert(IndicatorSources.roadmapCode)
        }
        let values = Indicator.all.compactMap { known[$0.code] }
        return (values, stale.subtracting(counted))
    }

    /// The indicators that measure the objectives of a year.
    func measuringCodes(year: Int) throws -> Set<String> {
        guard let roadmap = try workingRoadmap(year: year) else { return [] }
        return Set(
            try rows(
                """
                select distinct roadmap_objective.indicator from \(table(.roadmapObjective))
                where roadmap_objective.roadmap_id = \(roadmap.id) and roadmap_objective.indicator is not null
                """, as: String.self))
    }
}

/// Counts again what may have changed of the indicators of a year, and keeps it until the next write.
struct KeepIndicators: Operation {
    let year: Int
    /// The codes that a page shows; `nil` for all of them.
    var needed: Set<String>?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> [IndicatorValue] {
        try author.require(.steerOffice)

        let (values, stale) = try db.refreshedIndicators(year: year, today: now.day, needing: needed)
        let left = stale.isEmpty ? "" : " " + stale.sorted().joined(separator: " ") + " "
        try db.delete(from: .indicatorTally, where: "school_year = \(year)")
        try db.insert(
            IndicatorTally(
                id: db.newID(), schoolYear: year, content: try IndicatorContent.text(values), computedOn: now.day,
                fresh: true, stale: left), into: .indicatorTally)
        return values
    }
}
