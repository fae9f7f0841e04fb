/// A proposal: who goes where, why, and what is missing.
public struct Answer: Sendable, Equatable {
    /// Why a learner goes there.
    public struct Reason: Sendable, Equatable {
        public var learner: Int
        public var place: Int
        /// People decided; the engine only kept it.
        public var isLocked: Bool
        public var usesKeptPlace: Bool
        public var parts: CostParts
        /// What one more unit of room there would save, in tenths of a minute; more than a year of travel means that
        /// somebody could then be placed.
        public var price: Int64
        /// How many other learners would be better off there than where they are.
        public var wantedBy: Int
        /// The second choice at the present prices, and how much dearer it is in all.
        public var nextPlace: Int?
        public var nextExtraCost: Int64?
    }

    /// Why a learner has no place.
    public enum Lack: Sendable, Equatable {
        /// No admissible pair at all.
        case noCandidate
        /// All that is within reach is full of learners who would be lost otherwise.
        case allTaken(candidates: Int)
    }

    /// How many places to look for, in a formation and an area.
    public struct Shortage: Sendable, Equatable {
        public var stream: Int32
        public var area: Int32
        public var missing: Int
    }

    /// How the weeks were handled.
    public enum Weeks: Sendable, Equatable {
        /// The answer is the cheapest of all.
        case exact
        /// In these legal units presences meet in a chain, and the free answer broke a week: their places were given
        /// rations that keep every week, moved about while that was cheaper. The cheapest answer costs at most `gap`
        /// less.
        case rationed(legalUnits: [Int], gap: Int64)
    }

    /// The place of each learner.
    public var place: [Int?]
    public var reasons: [Reason]
    public var unplaced: [(learner: Int, lack: Lack)]
    public var shortages: [Shortage]
    public var weeks: Weeks
    /// The sum of the parts of those placed, in tenths of a minute.
    public var cost: Int64
    public var certified: Bool

    public static func == (left: Answer, right: Answer) -> Bool {
        left.place == right.place && left.reasons == right.reasons && left.shortages == right.shortages
            && left.weeks == right.weeks && left.cost == right.cost && left.certified == right.certified
            && left.unplaced.elementsEqual(right.unplaced) { $0.learner == $1.learner && $0.lack == $1.lack }
    }
}
