/// Who could go where, under which limits, and what is already decided: what a school asks.
public struct Question: Sendable {
    public struct Learner: Sendable, Equatable {
        /// Nobody around the learner can find a place: they come first when places lack.
        public var withoutNetwork: Bool
        /// Formation and area of the learner, numbered by the caller: they only serve to say where places lack.
        public var stream: Int32
        public var area: Int32

        public init(withoutNetwork: Bool = false, stream: Int32 = 0, area: Int32 = 0) {
            self.withoutNetwork = withoutNetwork
            self.stream = stream
            self.area = area
        }
    }

    public struct Place: Sendable, Equatable {
        public var capacity: Int32
        /// How many of them are kept for later; they can be used at a price.
        public var kept: Int32
        /// Numbers in the lists of limits of the question.
        public var tutor: Int?
        public var site: Int?
        public var legalUnit: Int?
        /// First and last civil week of the presence, numbered by the caller.
        public var weeks: ClosedRange<Int32>

        public init(
            capacity: Int32 = 1, kept: Int32 = 0, tutor: Int? = nil, site: Int? = nil, legalUnit: Int? = nil,
            weeks: ClosedRange<Int32> = 0...0
        ) {
            self.capacity = capacity
            self.kept = kept
            self.tutor = tutor
            self.site = site
            self.legalUnit = legalUnit
            self.weeks = weeks
        }
    }

    /// An admissible pair.
    public struct Pair: Sendable, Equatable {
        public var learner: Int
        public var place: Int
        public var facts: PairFacts

        public init(learner: Int, place: Int, facts: PairFacts) {
            self.learner = learner
            self.place = place
            self.facts = facts
        }
    }

    /// A decision of people on one pair.
    public struct Decision: Sendable, Hashable {
        public var learner: Int
        public var place: Int

        public init(learner: Int, place: Int) {
            self.learner = learner
            self.place = place
        }
    }

    public var learners: [Learner]
    public var places: [Place]
    /// How many learners each tutor, each site, each legal unit may still take at once (R124-10 to R124-13: the quota
    /// less the interns already known that week).
    public var tutorLimits: [Int32]
    public var siteLimits: [Int32]
    public var legalUnitLimits: [Int32]
    public var pairs: [Pair]
    /// Promised or signed: these stay.
    public var locks: [Decision]
    public var refusals: [Decision]
    public var weights: CostWeights

    public init(
        learners: [Learner], places: [Place], tutorLimits: [Int32] = [], siteLimits: [Int32] = [],
        legalUnitLimits: [Int32] = [], pairs: [Pair], locks: [Decision] = [], refusals: [Decision] = [],
        weights: CostWeights = CostWeights()
    ) {
        self.learners = learners
        self.places = places
        self.tutorLimits = tutorLimits
        self.siteLimits = siteLimits
        self.legalUnitLimits = legalUnitLimits
        self.pairs = pairs
        self.locks = locks
        self.refusals = refusals
        self.weights = weights
    }
}

/// Why a question has no answer.
public enum QuestionError: Error, Equatable, Sendable {
    /// What can hold too many learners.
    public enum Holder: Sendable, Equatable { case place(Int), tutor(Int), site(Int), legalUnit(Int) }

    case unknownLearner(Int)
    case unknownPlace(Int)
    /// The place names a tutor, a site or a legal unit that is not in the lists.
    case unknownHolder(Holder, place: Int)
    case negativeLimit(Holder)
    case duplicatePair(learner: Int, place: Int)
    /// The learner is locked to two places.
    case lockedTwice(learner: Int, places: [Int])
    /// The same pair is locked and refused.
    case lockedAndRefused(learner: Int, place: Int)
    /// The locked pair is not among the admissible ones.
    case lockedButNotAdmissible(learner: Int, place: Int)
    /// More learners are locked than it can hold.
    case lockedBeyondLimit(Holder, limit: Int, learners: [Int])
    case instance(InstanceError)
    case stopped
}
