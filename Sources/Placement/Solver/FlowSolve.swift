extension Flow {
    /// Solves from nothing. Returns `false` when told to stop.
    mutating func solve(_ shouldStop: () -> Bool) -> Bool {
        reset()
        _ = startFromLevels()
        if let done = repair(shouldStop) { return done }
        // The start prices asked for more than the groups can hold: start again without them, from one side only.
        reset()
        return repair(shouldStop) ?? false
    }

    /// Repairs what is wrong, first what is underfilled, then who is free. Returns `nil` when an underfilled node lies
    /// below a full group, which these steps cannot repair, and `false` when told to stop.
    mutating func repair(_ shouldStop: () -> Bool) -> Bool? {
        let underfilled = (0..<Int32(nodeCount)).filter { isUnderfilled(Int($0)) }
        if !underfilled.isEmpty {
            auctionPlaces(underfilled, rounds: 20)
            if shouldStop() { return false }
            // Lower nodes come first: when a group is filled, what is below it no longer lacks anybody.
            for node in 0..<nodeCount {
                while isUnderfilled(node) {
                    guard hasRoom(node) else { return nil }
                    fill(node)
                    if pauses(), shouldStop() { return false }
                }
            }
        }
        var free = (0..<Int32(learnerCount)).filter { seat[Int($0)] == Self.free }
        auctionLearners(&free, rounds: 10)
        for learner in free {
            place(learner)
            if pauses(), shouldStop() { return false }
        }
        return true
    }

    /// True now and then: the moments to ask whether to stop.
    @inline(__always)
    private mutating func pauses() -> Bool {
        guard scans >= nextPause else { return false }
        nextPause = scans &+ 20_000
        return true
    }

    /// Nobody is seated, all prices are zero.
    mutating func reset() {
        for node in 0..<nodeCount {
            load[node] = 0
            price[node] = 0
            if node < placeCount { first[node] = -1 }
        }
        for learner in 0..<learnerCount { seat[learner] = Self.free }
    }

    /// The state as plain lists.
    func solution() -> Solution {
        var objective: Int64 = 0
        var placed = 0
        for learner in 0..<learnerCount {
            if seat[learner] >= 0 {
                placed += 1
                objective += Int64(seatCost[learner])
            } else {
                objective += Int64(aloneCost[learner])
            }
        }
        return Solution(
            seat: (0..<learnerCount).map { max(seat[$0], -1) }, price: (0..<nodeCount).map { Int64(price[$0]) },
            rent: (0..<learnerCount).map { Int64(rent[$0]) }, objective: objective, placed: placed)
    }
}
