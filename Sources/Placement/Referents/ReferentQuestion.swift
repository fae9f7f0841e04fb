/// Which teacher follows which learner during a period.
public struct ReferentQuestion: Sendable {
    public struct Learner: Sendable, Equatable {
        public var group: Int
        /// Where the learner's host is, in metres on a plane; `nil` when it is not known yet.
        public var position: Position?
        /// Who followed the learner last time.
        public var previous: Int?

        public init(group: Int, position: Position? = nil, previous: Int? = nil) {
            self.group = group
            self.position = position
            self.previous = previous
        }
    }

    public struct Position: Sendable, Equatable {
        public var x: Int32
        public var y: Int32

        public init(x: Int32, y: Int32) {
            self.x = x
            self.y = y
        }
    }

    /// A teacher of the team of a class.
    public struct Member: Sendable, Equatable {
        public var teacher: Int
        public var group: Int
        /// Weekly hours in the class, in minutes: the load follows them.
        public var weeklyMinutes: Int32
        public var teachesTrade: Bool

        public init(teacher: Int, group: Int, weeklyMinutes: Int32, teachesTrade: Bool = false) {
            self.teacher = teacher
            self.group = group
            self.weeklyMinutes = weeklyMinutes
            self.teachesTrade = teachesTrade
        }
    }

    /// How much each aim counts.
    public struct Weights: Sendable, Equatable {
        /// One learner away from the target.
        public var balance: Int32 = 400
        /// Keeping last period's teacher.
        public var continuity: Int32 = 300
        /// A teacher of the trade.
        public var trade: Int32 = 100
        /// A teacher's own wish.
        public var wish: Int32 = 200
        /// Ten kilometres from the centre of the teacher's learners (the square counts).
        public var distance: Int32 = 300

        public init() {}
    }

    public var learners: [Learner]
    public var members: [Member]
    /// The most learners each teacher may follow at once (16 by D124-3), less those already followed elsewhere.
    public var limits: [Int32]
    /// Classes whose evaluation asks for a teacher of the trade.
    public var tradeGroups: Set<Int>
    /// Pairs that a teacher asked for.
    public var wishes: [Wish]
    public var weights: Weights

    public struct Wish: Sendable, Hashable {
        public var teacher: Int
        public var learner: Int

        public init(teacher: Int, learner: Int) {
            self.teacher = teacher
            self.learner = learner
        }
    }

    public init(
        learners: [Learner], members: [Member], limits: [Int32], tradeGroups: Set<Int> = [], wishes: [Wish] = [],
        weights: Weights = Weights()
    ) {
        self.learners = learners
        self.members = members
        self.limits = limits
        self.tradeGroups = tradeGroups
        self.wishes = wishes
        self.weights = weights
    }
}

/// Why the question of the référents makes no sense.
public enum ReferentError: Error, Equatable, Sendable {
    case unknownTeacher(Int)
    case negativeLimit(teacher: Int)
    case unknownPrevious(learner: Int)
    case unknownWish(ReferentQuestion.Wish)
    case negativeHours(teacher: Int, group: Int)
    case duplicateMember(teacher: Int, group: Int)
    case weight
    case instance(InstanceError)
    case stopped
}

/// Who follows whom.
public struct ReferentPlan: Sendable, Equatable {
    /// The teacher of each learner, or `nil` when all who may follow them are full.
    public var teacher: [Int?]
    /// How many learners each teacher follows.
    public var load: [Int]
    /// How many learners each teacher should follow for the hours, in hundredths.
    public var target: [Int]
    /// The squared distances to the centres of the teachers, in units of a square kilometre.
    public var spread: Int64
}
