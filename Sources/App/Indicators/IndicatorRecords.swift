import Domain
import Foundation
import Persistence

/// The indicators of a year as last counted.
struct IndicatorTally: Codable, Sendable {
    let id: ID<IndicatorTally>
    let schoolYear: Int
    let content: String
    let computedOn: LocalDate
    /// Fell when everything is to be counted again.
    let fresh: Bool
    /// What was written since, by table, and the indicators left to count again, by code; between blanks.
    let stale: String
}

/// The indicators of a year as they were on a day, with what the bilan says of them.
struct IndicatorSnapshot: Codable, Sendable {
    let id: ID<IndicatorSnapshot>
    let schoolYear: Int
    var content: String
    var frozenOn: LocalDate
    var frozenBy: String
    var comment: String
    var proposals: String
    var boardOn: LocalDate?
    var version: Int
}

/// The indicators of a year, ready to be shown beside those of the year before.
struct IndicatorBoard: Sendable {
    let year: Int
    let values: [String: IndicatorValue]
    let shown: [String: ShownIndicator]
    let before: [String: ShownIndicator]
    let threshold: Int
    let snapshot: IndicatorSnapshot?
    /// The counts were just made: they can be kept.
    let wasCounted: Bool

    /// Those that are measured, in the order of the catalogue.
    var measured: [ShownIndicator] { Indicator.all.compactMap { shown[$0.code] }.filter(\.isMeasured) }

    /// Share of the catalogue that has a figure, in percent.
    var completeness: Int { measured.count * 100 / max(1, Indicator.all.count) }

    func trend(_ shown: ShownIndicator) -> IndicatorTrend {
        IndicatorTrend(shown, before: before[shown.indicator.code])
    }
}

extension SchoolDatabase {
    // MARK: Counting from rows

    /// Counts every indicator of a year from the rows, whoever asks.
    func countIndicators(year: Int, today: LocalDate) throws -> [IndicatorValue] {
        let span = try indicatorYear(year, today: today)
        let values = try IndicatorSources.all.flatMap { try $0.count(whole, span) }
        return try values + [whole.roadmapIndicator(span, values)]
    }

    func indicatorYear(_ year: Int, today: LocalDate) throws -> IndicatorYear {
        IndicatorYear(year: year, academie: try ownSchool().academy, today: today)
    }

    /// I5.2: objectives reached, of those of the roadmap in force; planned actions done, of those planned.
    func roadmapIndicator(_ span: IndicatorYear, _ values: [IndicatorValue]) throws -> IndicatorValue {
        guard let roadmap = try workingRoadmap(year: span.year) else { return IndicatorValue("I5.2", nil) }
        let dossier = try dossier(of: roadmap)
        let figures = Dictionary(values.map { ($0.code, $0.figure) }, uniquingKeysWith: { first, _ in first })
        let counts = try actionCounts(year: span.year)
        let reached = dossier.objectives.count { objective in
            let current = objective.indicator.flatMap { figures[$0] ?? nil }
            return ObjectiveProgress(
                objective, indicator: objective.indicator.flatMap(Indicator.of), current: current, today: span.today
            ).isReached
        }
        let roots = Dictionary(dossier.objectives.map { ($0.id, $0.rootId) }, uniquingKeysWith: { first, _ in first })
        let kept = dossier.steps.filter { $0.decision == .kept }
        let done = kept.count { step in
            guard let root = roots[step.objectiveId] else { return false }
            return counts.done(root, kind: step.actionKind) >= step.plannedCount
        }
        return IndicatorValue(
            "I5.2", reached, of: dossier.objectives.count,
            parts: [
                IndicatorValue.Part("Objectifs atteints", reached, of: dossier.objectives.count),
                IndicatorValue.Part("Actions prévues réalisées", done, of: kept.count),
            ], partsLabel: "feuille de route")
    }

    // MARK: What is kept

    func tally(year: Int) throws -> IndicatorTally? {
        try row("select indicator_tally.* from \(table(.indicatorTally)) where indicator_tally.school_year = \(year)")
    }

    func tallies() throws -> [IndicatorTally] {
        try rows("select indicator_tally.* from \(table(.indicatorTally)) order by indicator_tally.school_year")
    }

    func snapshot(year: Int) throws -> IndicatorSnapshot? {
        try row(
            "select indicator_snapshot.* from \(table(.indicatorSnapshot)) where indicator_snapshot.school_year = \(year)"
        )
    }

    /// Whether the indicators asked for may be read without counting.
    func isKept(year: Int, today: LocalDate, _ needed: Set<String>?) throws -> Bool {
        if try frozenValues(year: year) != nil { return true }
        return try tally(year: year)?.isSure(of: needed, on: today) ?? false
    }

    /// What the counters hold, when nothing that touches the indicators asked for was written since.
    private func keptValues(year: Int, today: LocalDate, _ needed: Set<String>? = nil) throws -> [IndicatorValue]? {
        guard let tally = try tally(year: year), tally.isSure(of: needed, on: today) else { return nil }
        return try IndicatorContent.values(tally.content)
    }

    /// The indicators of a year by code: as counted a moment ago; those of a year that was frozen as they were then.
    func indicatorValues(year: Int, today: LocalDate) throws -> [String: IndicatorValue] {
        let values =
            try frozenValues(year: year) ?? keptValues(year: year, today: today)
            ?? countIndicators(year: year, today: today)
        return Dictionary(values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A year that is over is shown as it was frozen.
    private func frozenValues(year: Int) throws -> [IndicatorValue]? {
        guard year < (try ownSchool().currentYear), let snapshot = try snapshot(year: year) else { return nil }
        return try IndicatorContent.values(snapshot.content)
    }

    /// Everything the pages of indicators show: few statements when the counters are sure.
    /// - Parameters:
    ///   - needed: the codes that the page shows; `nil` for all of them. The others may be those of before.
    ///   - counted: values that were counted a moment ago.
    func indicatorBoard(
        year: Int, today: LocalDate, needing needed: Set<String>? = nil, counted: [IndicatorValue]? = nil
    ) throws -> IndicatorBoard {
        let threshold = try thresholds()[.smallGroup]
        let kept = try counted ?? frozenValues(year: year) ?? keptValues(year: year, today: today, needed)
        let values = try kept ?? refreshedIndicators(year: year, today: today, needing: needed).values
        let former = try snapshot(year: year - 1).map { try IndicatorContent.values($0.content) } ?? []
        func shown(_ values: [IndicatorValue]) -> [String: ShownIndicator] {
            let all = values.compactMap { value in
                Indicator.of(value.code).map { (value.code, ShownIndicator(value, $0, threshold: threshold)) }
            }
            return Dictionary(all, uniquingKeysWith: { first, _ in first })
        }
        return IndicatorBoard(
            year: year, values: Dictionary(values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first }),
            shown: shown(values), before: shown(former), threshold: threshold, snapshot: try snapshot(year: year),
            wasCounted: kept == nil)
    }
}

/// The indicators of the year are frozen for the bilan, with its comments.
struct FreezeIndicators: Operation {
    let form: ReportForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.writeRoadmap)

        let year = form.year
        let former = try db.snapshot(year: year)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        if let board = former?.boardOn { throw ReportRefusal.presented(board) }
        // Comments may still be written when the year is over; its figures stay as they were frozen.
        let keeps = former != nil && !form.countsAgain
        let content =
            try keeps
            ? former?.content ?? "[]" : IndicatorContent.text(db.countIndicators(year: year, today: now.day))
        let snapshot = IndicatorSnapshot(
            id: former?.id ?? db.newID(), schoolYear: year, content: content,
            frozenOn: keeps ? former?.frozenOn ?? now.day : now.day, frozenBy: author.name, comment: form.comment,
            proposals: form.proposals, boardOn: form.boardOn, version: (former?.version ?? 0) + 1)
        if let day = form.boardOn, day > now.day {
            throw FieldRefusal("ca", "Le \(day.long) n’est pas encore arrivé\u{A0}: notez le conseil après sa tenue.")
        }
        if let former {
            try db.update(snapshot, in: .indicatorSnapshot, replacing: former.version)
        } else {
            try db.insert(snapshot, into: .indicatorSnapshot)
        }
        try db.journal(
            keeps ? "Bilan annuel écrit" : "Indicateurs de l’année figés", Subject("report", snapshot.id),
            after: "\(year), figé le \(snapshot.frozenOn)", by: author, at: now)
    }
}

/// Why a bilan no longer changes.
enum ReportRefusal: Refusal, Equatable {
    case presented(LocalDate)

    var message: String {
        switch self {
        case .presented(let day):
            "Ce bilan a été présenté au conseil d’administration le \(day.long)\u{A0}: il ne change plus."
        }
    }
}

/// What the form of the bilan may send.
struct ReportForm: FormInput {
    let year: Int
    let comment: String
    let proposals: String
    let boardOn: LocalDate?
    let countsAgain: Bool
    let version: Int

    init(reading form: inout FormReader) {
        year = Int(form.values["annee"]) ?? 0
        comment = form.text("commentaire", max: 6000)
        proposals = form.text("propositions", max: 6000)
        boardOn = form.date("ca")
        countsAgain = form.flag("recompter")
        version = Int(form.values["version"]) ?? 0
        if SchoolYear(start: year) == nil { form.refuse("annee", "Cette année scolaire n’existe pas.") }
    }
}
