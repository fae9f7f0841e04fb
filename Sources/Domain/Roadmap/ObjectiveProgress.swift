/// Where an objective stands, from what was really recorded.
public enum ObjectiveProgress: Equatable, Sendable {
    /// Nothing measures it: the roadmap says so plainly.
    case withoutIndicator
    /// It has an indicator and nothing to reach.
    case withoutTarget(current: Int?)
    /// The indicator has no figure yet, or too few people for one to be shown.
    case notMeasured
    /// - Parameter percent: of the way from the first value to the target, 0 to 100.
    case onTheWay(current: Int, percent: Int)
    /// Worse than where it started.
    case behind(current: Int)
    case reached(current: Int)
    /// The day has passed and the target was not met.
    case missed(current: Int, percent: Int)

    /// - Parameters:
    ///   - current: the figure of the indicator today, in its own unit; `nil` when there is none.
    ///   - indicator: what measures the objective; `nil` when nothing does.
    public init(_ objective: RoadmapObjective, indicator: Indicator?, current: Int?, today: LocalDate) {
        guard let indicator else {
            self = .withoutIndicator
            return
        }
        guard let target = objective.target else {
            self = .withoutTarget(current: current)
            return
        }
        guard let current else {
            self = .notMeasured
            return
        }
        let isReached = indicator.lowerIsBetter ? current <= target : current >= target
        if isReached {
            self = .reached(current: current)
            return
        }
        // What adds up from September starts at nothing each year, whatever the year before reached.
        let start = indicator.addsUp ? 0 : objective.baseline
        let percent = ObjectiveProgress.share(
            from: start ?? (indicator.lowerIsBetter ? 2 * target + 1 : 0), to: target, at: current)
        if let dueOn = objective.dueOn, dueOn < today {
            self = .missed(current: current, percent: percent)
        } else if let start, indicator.lowerIsBetter ? current > start : current < start {
            self = .behind(current: current)
        } else {
            self = .onTheWay(current: current, percent: percent)
        }
    }

    /// How much of the way is made, whichever way it goes.
    private static func share(from first: Int, to target: Int, at current: Int) -> Int {
        guard first != target else { return 0 }
        let made = (current - first) * 100 / (target - first)
        return min(99, max(0, made))
    }

    /// In a word.
    public var label: String {
        switch self {
        case .withoutIndicator: "Sans indicateur"
        case .withoutTarget: "Sans cible"
        case .notMeasured: "Pas encore mesuré"
        case .onTheWay(_, let percent): "En chemin, \(percent)\u{A0}%"
        case .behind: "En recul depuis le départ"
        case .reached: "Atteint"
        case .missed: "Non atteint à l’échéance"
        }
    }

    /// The figure of the day, when there is one.
    public var current: Int? {
        switch self {
        case .withoutIndicator, .notMeasured: nil
        case .withoutTarget(let current): current
        case .onTheWay(let current, _), .behind(let current), .reached(let current), .missed(let current, _): current
        }
    }

    /// 0 to 100, when there is a way to go.
    public var percent: Int? {
        switch self {
        case .withoutIndicator, .notMeasured, .withoutTarget: nil
        case .onTheWay(_, let percent), .missed(_, let percent): percent
        case .behind: 0
        case .reached: 100
        }
    }

    public var isReached: Bool {
        if case .reached = self { return true }
        return false
    }
}
