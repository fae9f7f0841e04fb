/// What one learner of a class and period stands at (PFMP-111).
public struct PlacementStatus: Equatable, Sendable {
    public var state: Agreement.State?
    public var startsOn: LocalDate
    /// The day of the last signature; `nil` while some are awaited.
    public var signedOn: LocalDate?
    public var visited: Bool
    public var plannedDays: Int
    public var doneDays: Int
    public var attested: Bool

    /// A learner; without state when there is no host.
    public init(
        state: Agreement.State?, startsOn: LocalDate, signedOn: LocalDate? = nil, visited: Bool = false,
        plannedDays: Int = 0, doneDays: Int = 0, attested: Bool = false
    ) {
        self.state = state
        self.startsOn = startsOn
        self.signedOn = signedOn
        self.visited = visited
        self.plannedDays = plannedDays
        self.doneDays = doneDays
        self.attested = attested
    }
}

/// The indicators of a class and period.
public struct PeriodIndicators: Equatable, Sendable {
    public let learners: Int
    public let homeless: Int
    public let byState: [Agreement.State: Int]
    /// Signed by all before the first day, in percent rounded down; 0 without learners.
    public let signedBeforeStart: Int
    /// Signed by all so many days before, in percent rounded down.
    public let signedInTime: Int
    public let visited: Int
    public let plannedDays: Int
    public let doneDays: Int
    public let attested: Int

    /// - Parameter days: how long before the first day all should have signed.
    public init(_ learners: [PlacementStatus], signedBefore days: Int) {
        self.learners = learners.count
        homeless = learners.filter { $0.state == nil }.count
        byState = Dictionary(learners.compactMap(\.state).map { ($0, 1) }, uniquingKeysWith: +)
        func percent(_ isReady: (LocalDate, LocalDate) -> Bool) -> Int {
            let ready = learners.filter { learner in learner.signedOn.map { isReady($0, learner.startsOn) } ?? false }
            return learners.isEmpty ? 0 : ready.count * 100 / learners.count
        }
        signedBeforeStart = percent { $0 < $1 }
        signedInTime = percent { $0.adding(days: days) <= $1 }
        visited = learners.filter(\.visited).count
        plannedDays = learners.reduce(0) { $0 + $1.plannedDays }
        doneDays = learners.reduce(0) { $0 + $1.doneDays }
        attested = learners.filter(\.attested).count
    }
}

/// One candidate in the exam file (PFMP-112).
public struct ExamCandidate: Equatable, Sendable {
    public var name: String
    /// Weeks validated in each year of the cycle, in tenths.
    public var validatedTenths: [Int]
    public var requiredWeeks: Int
    /// A whole evaluation was missed, justified or not; `nil` when none was.
    public var missedEvaluationJustified: Bool?

    /// A candidate.
    public init(name: String, validatedTenths: [Int], requiredWeeks: Int, missedEvaluationJustified: Bool? = nil) {
        self.name = name
        self.validatedTenths = validatedTenths
        self.requiredWeeks = requiredWeeks
        self.missedEvaluationJustified = missedEvaluationJustified
    }

    /// What the jury is told.
    public enum Outcome: Equatable, Sendable {
        case complete
        /// Tenths of a week missing: the jury decides.
        case jury(missingTenths: Int)
        /// An evaluation missed without reason: « absent », the diploma is refused.
        case absent
    }

    /// What the jury is told of this candidate.
    public var outcome: Outcome {
        if missedEvaluationJustified == false { return .absent }
        let missing = requiredWeeks * 10 - validatedTenths.reduce(0, +)
        return missing > 0 || missedEvaluationJustified == true ? .jury(missingTenths: max(0, missing)) : .complete
    }

    /// The candidates of a class that the synthesis names: those with something missing.
    public static func synthesis(_ candidates: [ExamCandidate]) -> [ExamCandidate] {
        candidates.filter { $0.outcome != .complete }
    }
}
