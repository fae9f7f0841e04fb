/// One change of an instance that is already solved.
public enum Edit: Sendable, Equatable {
    /// The pair costs something else, or is open again at this cost after a refusal.
    case pairCost(learner: Int, place: Int, cost: Int32)
    /// The pair is refused: it cannot be chosen.
    case refuse(learner: Int, place: Int)
    /// The node holds more learners, or fewer.
    case capacity(node: Int, capacity: Int32)
    /// Leaving the learner without a place costs something else.
    case aloneCost(learner: Int, cost: Int64)
    /// The learner looks for nothing any more; their pairs are all refused.
    case withdraw(learner: Int)
}

/// Why a change cannot be made.
public enum EditError: Error, Equatable, Sendable {
    case unknownLearner(Int)
    case unknownNode(Int)
    /// The pair was not in the instance when the planner was made.
    case unknownPair(learner: Int, place: Int)
    case negativeCapacity(node: Int, capacity: Int)
    case costTooLarge(Int64)
}
