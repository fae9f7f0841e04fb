/// Who may go where, at what cost, and what each place can hold.
///
/// Learners and places are numbered from 0. The places are the first nodes of a forest of capacities
/// (place → tutor → site → legal unit); a unit of capacity is one learner. A learner whose private option is the
/// cheapest stays without a place. Costs are plain integers: the sum of the costs chosen is minimised, exactly.
public struct Instance: Sendable, Equatable {
    /// The largest absolute value of the cost of a pair; larger ones are refused, so that no sum can overflow.
    public static let largestPairCost: Int64 = 1 << 30
    /// The largest absolute value of the cost of « not placed ».
    public static let largestAloneCost: Int64 = 1 << 56

    /// Arc numbers: those of learner `i` are `firstArc[i] ..< firstArc[i + 1]`.
    public let firstArc: [Int32]
    /// The place of each arc.
    public let arcPlace: [Int32]
    /// The cost of each arc.
    public let arcCost: [Int32]
    /// What it costs to leave each learner without a place.
    public let aloneCost: [Int64]
    /// Above each node: a node with a larger number, or -1. The places come first.
    public let parent: [Int32]
    /// How many learners each node can hold.
    public let capacity: [Int32]
    public let placeCount: Int

    public var learnerCount: Int { aloneCost.count }
    public var arcCount: Int { arcPlace.count }
    public var nodeCount: Int { capacity.count }

    /// Checks everything once: what exists afterwards can be solved.
    public init(
        firstArc: [Int32], arcPlace: [Int32], arcCost: [Int32], aloneCost: [Int64], placeCount: Int,
        capacity: [Int32], parent: [Int32]
    ) throws(InstanceError) {
        self.firstArc = firstArc
        self.arcPlace = arcPlace
        self.arcCost = arcCost
        self.aloneCost = aloneCost
        self.placeCount = placeCount
        self.capacity = capacity
        self.parent = parent
        try checkShape()
        try checkForest()
        try checkCosts()
        try checkArcs()
    }
}

extension Instance {
    /// A part of an instance already checked.
    init(
        checked firstArc: [Int32], _ arcPlace: [Int32], _ arcCost: [Int32], _ aloneCost: [Int64], placeCount: Int,
        capacity: [Int32], parent: [Int32]
    ) {
        self.firstArc = firstArc
        self.arcPlace = arcPlace
        self.arcCost = arcCost
        self.aloneCost = aloneCost
        self.placeCount = placeCount
        self.capacity = capacity
        self.parent = parent
    }

    /// Places of one learner each, without anything above them.
    public static func unit(
        firstArc: [Int32], arcPlace: [Int32], arcCost: [Int32], aloneCost: [Int64], placeCount: Int
    ) throws(InstanceError) -> Instance {
        guard placeCount >= 0 else { throw .shape(.places, expected: 0, found: placeCount) }
        return try Instance(
            firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost, aloneCost: aloneCost, placeCount: placeCount,
            capacity: Array(repeating: 1, count: placeCount), parent: Array(repeating: -1, count: placeCount))
    }
}
