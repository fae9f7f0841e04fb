import Domain
import Persistence

/// How many actions were recorded for each objective, by kind. The only place where the office reads actions.
struct ObjectiveActions: Sendable {
    /// By line of objectives, then by kind.
    var done: [ID<RoadmapObjective>: [String: Int]] = [:]
    var coming: [ID<RoadmapObjective>: [String: Int]] = [:]

    /// - Parameter kind: empty counts every kind.
    func done(_ root: ID<RoadmapObjective>, kind: String) -> Int { ObjectiveActions.sum(done[root] ?? [:], kind) }

    func coming(_ root: ID<RoadmapObjective>, kind: String) -> Int { ObjectiveActions.sum(coming[root] ?? [:], kind) }

    /// Those done of no kind named.
    func others(_ root: ID<RoadmapObjective>, than kinds: Set<String>) -> Int {
        (done[root] ?? [:]).filter { !kinds.contains($0.key) }.values.reduce(0, +)
    }

    private static func sum(_ counts: [String: Int], _ kind: String) -> Int {
        kind.isEmpty ? counts.values.reduce(0, +) : counts[kind] ?? 0
    }
}

enum ActionFigures {
    /// The kinds of action that a planned line may name.
    static let kinds: [(value: String, label: String)] = []
}

extension SchoolDatabase {
    /// The actions of a year by the objective they serve, in whatever version it was named.
    func actionCounts(year: Int) throws -> ObjectiveActions { ObjectiveActions() }

    /// I2.x: what the second axis did.
    func actionIndicators(_ span: IndicatorYear) throws -> [IndicatorValue] { [] }
}
