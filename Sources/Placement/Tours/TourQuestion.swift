/// Visits to make and the half-days to make them in. Times are in seconds.
public struct TourQuestion: Sendable {
    public struct Visit: Sendable, Equatable {
        /// Time spent there.
        public var duration: Int32
        /// When the visit may begin, counted from the start of a half-day; one range for each kind of half-day, `nil`
        /// when the host is closed then.
        public var openings: [ClosedRange<Int32>?]
        /// Visits to the same site are made together when that is possible.
        public var site: Int?
        /// First and last day of the visit: not in the first days of the presence, before its last week.
        public var days: ClosedRange<Int32>

        public init(
            duration: Int32, openings: [ClosedRange<Int32>?], site: Int? = nil,
            days: ClosedRange<Int32> = 0...Int32.max
        ) {
            self.duration = duration
            self.openings = openings
            self.site = site
            self.days = days
        }
    }

    /// A free half-day of the timetable.
    public struct HalfDay: Sendable, Equatable {
        public var day: Int32
        /// 0 for mornings, 1 for afternoons… : the openings of the visits follow the same order.
        public var kind: Int

        public init(day: Int32, kind: Int) {
            self.day = day
            self.kind = kind
        }
    }

    /// The longest absence from the base, for each kind of half-day.
    public var lengths: [Int32]
    public var visits: [Visit]
    /// Travel times, row after row: the base first, then the visits in their order.
    public var travel: [Int32]
    /// What one more half-day costs, in seconds of driving. A very large cost means: the fewest half-days first.
    public var halfDayCost: Int32
    /// `nil` when there are always enough.
    public var halfDays: [HalfDay]?

    public init(
        lengths: [Int32], visits: [Visit], travel: [Int32], halfDayCost: Int32 = 1_000_000, halfDays: [HalfDay]? = nil
    ) {
        self.lengths = lengths
        self.visits = visits
        self.travel = travel
        self.halfDayCost = halfDayCost
        self.halfDays = halfDays
    }
}

/// Why the question of the tours makes no sense.
public enum TourError: Error, Equatable, Sendable {
    case travelShape(expected: Int, found: Int)
    case negativeTravel(from: Int, to: Int)
    case tooFar(from: Int, to: Int)
    case visit(Int)
    case length(kind: Int)
    case halfDay(Int)
    case halfDayCost
    case tooManyForProof(Int)
}

/// The visits of one half-day, in order.
public struct Tour: Sendable, Equatable {
    public var visits: [Int]
    public var kind: Int
    /// Driving, in seconds.
    public var driving: Int32
    /// When each visit begins, in seconds from the start of the half-day.
    public var starts: [Int32]
    /// Back at the base, in seconds from the start of the half-day.
    public var end: Int32
    /// The number of the half-day in the question, `nil` when the question gives none or none is left.
    public var halfDay: Int?
}

/// Tours for all the visits that can be made.
public struct TourPlan: Sendable, Equatable {
    public var tours: [Tour]
    /// Visits that no half-day can hold.
    public var impossible: [Int]
    /// Tours for which no free half-day is left.
    public var withoutHalfDay: [Int]
    /// Half-days times their cost, plus driving, in seconds.
    public var cost: Int64
    /// No plan makes more visits, and none that makes as many is cheaper.
    public var isProven: Bool
}

extension TourQuestion {
    public static let longestTravel: Int32 = 1 << 24

    func check() throws(TourError) {
        let stops = visits.count + 1
        guard travel.count == stops * stops else { throw .travelShape(expected: stops * stops, found: travel.count) }
        guard halfDayCost >= 0, halfDayCost <= 1 << 26 else { throw .halfDayCost }
        for index in travel.indices {
            guard travel[index] >= 0 else { throw .negativeTravel(from: index / stops, to: index % stops) }
            guard travel[index] <= TourQuestion.longestTravel else {
                throw .tooFar(from: index / stops, to: index % stops)
            }
        }
        for kind in lengths.indices where lengths[kind] < 0 || lengths[kind] > 1 << 24 { throw .length(kind: kind) }
        for (number, visit) in visits.enumerated() {
            guard visit.duration >= 0, visit.duration <= 1 << 24, visit.openings.count == lengths.count else {
                throw .visit(number)
            }
            for case let opening? in visit.openings where opening.lowerBound < 0 || opening.upperBound > 1 << 26 {
                throw .visit(number)
            }
        }
        for (number, halfDay) in (halfDays ?? []).enumerated() where !lengths.indices.contains(halfDay.kind) {
            throw .halfDay(number)
        }
    }
}
