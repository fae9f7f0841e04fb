/// Who goes where at the least cost, and the prices that prove it.
public struct Solution: Sendable, Equatable {
    /// The place of each learner, or -1 for those without.
    public var seat: [Int32]
    /// What one more unit of room in each node would save. A place bears the price of its groups too.
    public var price: [Int64]
    /// What each learner costs, the price of the place included: no choice open to them is cheaper.
    public var rent: [Int64]
    /// The sum of the costs chosen.
    public var objective: Int64
    public var placed: Int

    public init(seat: [Int32], price: [Int64], rent: [Int64], objective: Int64, placed: Int) {
        self.seat = seat
        self.price = price
        self.rent = rent
        self.objective = objective
        self.placed = placed
    }
}

/// The caller asked to stop before the end: there is no solution.
public struct Stopped: Error, Equatable, Sendable {
    public init() {}
}

extension Instance {
    /// The cheapest placement of all. The same instance always gives the same answer.
    ///
    /// - Parameter shouldStop: asked every few milliseconds.
    public func solved(shouldStop: () -> Bool = { false }) throws(Stopped) -> Solution {
        let arcs = Arcs(self, keepingAll: false)
        let solution: Solution?
        if fitsNarrowPrices {
            solution = Self.run(Flow<Int32>(self, arcs: arcs), shouldStop)
        } else {
            solution = Self.run(Flow<Int64>(self, arcs: arcs), shouldStop)
        }
        guard let solution else { throw Stopped() }
        return solution
    }

    private static func run<Price>(_ start: consuming Flow<Price>, _ shouldStop: () -> Bool) -> Solution? {
        var flow = start
        return flow.solve(shouldStop) ? flow.solution() : nil
    }

    /// Whether all prices and distances stay within 32 bits: half the memory to read.
    var fitsNarrowPrices: Bool {
        let limit: Int64 = 1 << 27
        return aloneCost.allSatisfy { $0 < limit && $0 > -limit }
            && arcCost.allSatisfy { $0 < Int32(limit) && $0 > -Int32(limit) }
    }
}
