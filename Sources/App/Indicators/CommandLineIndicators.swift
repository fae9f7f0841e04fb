import Domain
import Persistence

/// One indicator as the command line shows it.
public struct IndicatorReport: Codable, Equatable, Sendable {
    public let code: String
    public let label: String
    /// In the unit of the indicator: tenths for a mean, percent for a rate; absent without measure or when hidden.
    public let figure: Int?
    /// As people read it.
    public let written: String
    public let numerator: Int?
    public let denominator: Int?
    /// Too few people to be told of.
    public let hidden: Bool
}

/// Whether the indicators kept are those that the rows give.
public struct IndicatorCheck: Codable, Equatable, Sendable {
    /// One figure that is not what the rows give.
    public struct Difference: Codable, Equatable, Sendable {
        public let code: String
        public let kept: String
        public let counted: String
    }

    public enum State: String, Codable, Equatable, Sendable {
        /// What is kept is what the rows give.
        case equal
        /// Something was written since: nothing kept is believed.
        case stale
        /// What is kept is wrong.
        case different
    }

    public let uai: String
    /// The civil year the school year starts in.
    public let year: Int
    public let state: State
    public let differences: [Difference]
    /// How many indicators were counted again and are as kept.
    public let equal: Int
    /// Those that something written since may have changed: nothing kept of them is believed.
    public let doubtful: [String]
    /// The day what is kept was counted.
    public let keptOn: String
}

extension Application {
    /// The indicators of a school year, small groups hidden.
    public func indicators(uai: String?, year: Int?) async throws -> [IndicatorReport] {
        let school = try await school(uai: uai)
        let author = Author.commandLine(for: school)
        let today = now(for: author).day
        let board = try await read(author) { try $0.indicatorBoard(year: year ?? school.currentYear, today: today) }
        return Indicator.all.map { indicator in
            let shown = board.shown[indicator.code]
            return IndicatorReport(
                code: indicator.code, label: indicator.label, figure: shown?.figure,
                written: shown?.written(threshold: board.threshold) ?? "pas mesuré", numerator: shown?.numerator,
                denominator: shown?.denominator, hidden: shown?.isHidden ?? false)
        }
    }

    /// Counts again from the rows what the counters keep, and compares.
    /// - Parameter uai: one school; `nil` checks every school of the database.
    public func verifyIndicators(uai: String?) async throws -> [IndicatorCheck] {
        let schools = try await uai == nil ? readPlatform { try $0.schools() } : [school(uai: uai)]
        var checks: [IndicatorCheck] = []
        for school in schools {
            let author = Author.commandLine(for: school)
            let today = now(for: author).day
            checks += try await read(author) { db in
                try db.tallies().map { tally in try db.check(tally, of: school, today: today) }
            }
        }
        return checks
    }

    /// Counts and keeps the indicators of the year in use, of one school or of all.
    public func keepIndicators(uai: String?) async throws {
        let schools = try await uai == nil ? readPlatform { try $0.schools() } : [school(uai: uai)]
        for school in schools {
            try await perform(KeepIndicators(year: school.currentYear), by: .commandLine(for: school))
        }
    }
}

extension SchoolDatabase {
    fileprivate func check(_ tally: IndicatorTally, of school: School, today: LocalDate) throws -> IndicatorCheck {
        func answer(
            _ state: IndicatorCheck.State, _ differences: [IndicatorCheck.Difference] = [], doubtful: Set<String>
        ) -> IndicatorCheck {
            IndicatorCheck(
                uai: school.uai, year: tally.schoolYear, state: state, differences: differences,
                equal: Indicator.all.count - doubtful.count - differences.count,
                doubtful: Indicator.all.map(\.code).filter(doubtful.contains), keptOn: tally.computedOn.description)
        }
        guard tally.fresh, tally.computedOn == today else {
            return answer(.stale, doubtful: Set(Indicator.all.map(\.code)))
        }
        let kept = Dictionary(
            try IndicatorContent.values(tally.content).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let counted = Dictionary(
            try countIndicators(year: tally.schoolYear, today: today).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first })
        // What a page left to count again is not believed; the rest has to be right.
        let stale = tally.staleCodes
        let differences = Indicator.all.filter { !stale.contains($0.code) }.compactMap {
            indicator -> IndicatorCheck.Difference? in
            let (before, after) = (kept[indicator.code], counted[indicator.code])
            guard before != after else { return nil }
            return IndicatorCheck.Difference(code: indicator.code, kept: text(before), counted: text(after))
        }
        guard differences.isEmpty else { return answer(.different, differences, doubtful: stale) }
        return answer(stale.isEmpty ? .equal : .stale, doubtful: stale)
    }

    private func text(_ value: IndicatorValue?) -> String {
        guard let value, let numerator = value.numerator else { return "rien" }
        let parts = value.parts.map { "\($0.label)=\($0.numerator)" }.joined(separator: ", ")
        let whole = value.denominator.map { "\(numerator)/\($0)" } ?? String(numerator)
        return parts.isEmpty ? whole : "\(whole) (\(parts))"
    }
}
