/// What is known of one learner at one place. Nothing personal: only numbers that may enter a cost.
public struct PairFacts: Sendable, Equatable {
    /// Travel from home (or lodging) to the place, one way.
    public var minutes: Int32
    /// 1 for the first wish, 2 for the second…; `nil` when the learner did not ask for the place.
    public var wish: Int32?
    /// How much the host would like this learner: 0 (no opinion) to 100.
    public var hostPreference: Int32
    /// The learner has been with this host before.
    public var knownHost: Bool
    /// The learner has been in this sector before.
    public var knownSector: Bool
    /// This pair was in the proposal already shown.
    public var proposedBefore: Bool

    public init(
        minutes: Int32, wish: Int32? = nil, hostPreference: Int32 = 0, knownHost: Bool = false,
        knownSector: Bool = false, proposedBefore: Bool = false
    ) {
        self.minutes = minutes
        self.wish = wish
        self.hostPreference = hostPreference
        self.knownHost = knownHost
        self.knownSector = knownSector
        self.proposedBefore = proposedBefore
    }
}

/// How much each part of the cost counts: the sliders. The unit is the cost of one minute of travel when travel is short.
public struct CostWeights: Sendable, Equatable {
    /// Travel, in percent of its normal cost.
    public var travel: Int32 = 100
    /// Worth of a first wish; the second is worth two thirds, the third one third.
    public var wish: Int32 = 15
    /// Worth of a host preference of 100.
    public var host: Int32 = 10
    /// Price of going again to a known host; half for a known sector.
    public var diversity: Int32 = 20
    /// Worth of going again to a known host on purpose; it is taken off the price of `diversity`.
    public var continuity: Int32 = 0
    /// Price of using a place kept for later.
    public var keptPlace: Int32 = 60
    /// Worth of keeping a pair already proposed.
    public var change: Int32 = 10

    /// A wish never outweighs this many minutes, so that a family's contacts cannot push aside the one who lives near.
    public static let wishLimit: Int32 = 30

    public init() {}
}

/// The cost of a pair, part by part, in tenths of a minute.
public struct CostParts: Sendable, Equatable {
    public var travel: Int32 = 0
    public var wish: Int32 = 0
    public var host: Int32 = 0
    public var diversity: Int32 = 0
    public var keptPlace: Int32 = 0
    public var change: Int32 = 0

    public var total: Int32 { travel + wish + host + diversity + keptPlace + change }

    /// Convex in travel: the square of the minutes over 60 beside the minutes, so that nobody pays for all.
    public init(_ facts: PairFacts, _ weights: CostWeights, usesKeptPlace: Bool = false) {
        let minutes = Int64(min(max(facts.minutes, 0), 1_440))
        travel = Int32((10 * minutes + 10 * minutes * minutes / 60) * Int64(weights.travel.limited) / 100)
        if let rank = facts.wish, rank >= 1, rank <= 3 {
            wish = -10 * min(weights.wish.limited, CostWeights.wishLimit) * (4 - rank) / 3
        }
        host = -weights.host.limited * min(max(facts.hostPreference, 0), 100) / 10
        if facts.knownHost {
            diversity = 10 * (weights.diversity.limited - weights.continuity.limited)
        } else if facts.knownSector {
            diversity = 5 * weights.diversity.limited
        }
        if usesKeptPlace { keptPlace = 10 * weights.keptPlace.limited }
        if facts.proposedBefore { change = -10 * weights.change.limited }
    }
}

extension Int32 {
    /// A weight that a slider can give: 0 to 1 000.
    fileprivate var limited: Int32 { Swift.min(Swift.max(self, 0), 1_000) }
}
