extension TourQuestion {
    /// The cheapest tours of one teacher, proven so. At most 16 stops (visits to one site count once).
    public func provenPlan() throws(TourError) -> TourPlan {
        try check()
        let stops = Stops(self)
        guard stops.count - 1 <= ExactTours.mostStops else { throw .tooManyForProof(stops.count - 1) }
        let exact = ExactTours(stops)
        let free = plan(exact.cheapest(halfDayCost: halfDayCost), stops, isProven: true)
        guard let halfDays, !free.withoutHalfDay.isEmpty else { return free }
        // The cheapest tours do not fit in the free half-days: those that do, with as many visits as possible.
        let limited = exact.cheapest(within: halfDays, halfDayCost: halfDayCost)
        var plan = TourPlan(tours: [], impossible: [], withoutHalfDay: [], cost: 0, isProven: true)
        for made in limited {
            guard var tour = stops.tour(made.order, kind: made.kind) else { continue }
            tour.halfDay = made.halfDay
            plan.tours.append(tour)
            plan.cost += Int64(tour.driving) + Int64(halfDayCost)
        }
        let visited = Set(plan.tours.flatMap(\.visits))
        plan.impossible = visits.indices.filter { !visited.contains($0) }
        return plan
    }

    /// Good tours for any number of visits, by removing and putting back visits again and again.
    ///
    /// - Parameters:
    ///   - seed: the same seed and progress give the same tours.
    ///   - progress: what part of the time given is used up after so many rounds, from 0 to 1 (the end).
    public func goodPlan(seed: UInt64 = 1, progress: (Int) -> Double) throws(TourError) -> TourPlan {
        try check()
        let stops = Stops(self)
        if stops.count - 1 <= ExactTours.mostStops { return try provenPlan() }
        var search = TourSearch(stops, halfDayCost: halfDayCost, seed: seed)
        search.improve(progress)
        return plan(search.tours(), stops, isProven: false)
    }

    func plan(_ orders: [(order: [Int], kind: Int)], _ stops: Stops, isProven: Bool) -> TourPlan {
        var tours = orders.compactMap { stops.tour($0.order, kind: $0.kind) }
        let days = orders.map { order in
            let first = order.order.map { stops.days[$0].lowerBound }.max() ?? 0
            return first...max(first, order.order.map { stops.days[$0].upperBound }.min() ?? first)
        }
        let without = giveHalfDays(&tours, days)
        let cost = tours.reduce(0) { $0 + Int64($1.driving) + Int64(halfDayCost) }
        return TourPlan(
            tours: tours, impossible: stops.impossible, withoutHalfDay: without, cost: cost, isProven: isProven)
    }

    /// As many tours as possible get a free half-day of their kind and days, the earliest ones first.
    private func giveHalfDays(_ tours: inout [Tour], _ days: [ClosedRange<Int32>]) -> [Int] {
        guard let halfDays else { return [] }
        var firstArc: [Int32] = [0]
        var arcPlace: [Int32] = []
        for tour in tours.indices {
            for (number, halfDay) in halfDays.enumerated()
            where halfDay.kind == tours[tour].kind && days[tour].contains(halfDay.day) {
                arcPlace.append(Int32(number))
            }
            firstArc.append(Int32(arcPlace.count))
        }
        let order = halfDays.indices.sorted { (halfDays[$0].day, $0) < (halfDays[$1].day, $1) }
        var rank = [Int32](repeating: 0, count: halfDays.count)
        for (position, number) in order.enumerated() { rank[number] = Int32(position) }
        let alone = Int64(halfDays.count * (tours.count + 1) + 1)
        let instance = try? Instance.unit(
            firstArc: firstArc, arcPlace: arcPlace, arcCost: arcPlace.map { rank[Int($0)] },
            aloneCost: tours.map { _ in alone }, placeCount: halfDays.count)
        // The lists above are an instance by construction; without one, no half-day is given.
        guard let instance, let solution = try? instance.solved() else { return Array(tours.indices) }
        for tour in tours.indices where solution.seat[tour] >= 0 { tours[tour].halfDay = Int(solution.seat[tour]) }
        return tours.indices.filter { tours[$0].halfDay == nil }
    }
}
