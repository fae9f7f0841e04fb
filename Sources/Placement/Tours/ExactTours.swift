/// All the ways to fill one half-day, then the cheapest set of half-days that makes every visit once. For at most 16
/// stops.
struct ExactTours {
    static let mostStops = 16

    /// A way to reach a last stop after a set of stops: no other way of the same set and stop is both earlier and shorter.
    private struct Way {
        var last: Int32
        var time: Int32
        var driving: Int32
        var before: Int32
        var mask: Int32
        var sameKey: Int32
    }

    private let stops: Stops
    private let count: Int
    /// For each kind of half-day and each set of stops, the shortest driving (`Int32.max` when the set does not fit) and
    /// the way that ends it.
    private var driving: [[Int32]] = []
    private var lastWay: [[Int32]] = []
    private var waysOfKind: [[Way]] = []

    init(_ stops: Stops) {
        self.stops = stops
        count = stops.count - 1
        for kind in stops.lengths.indices { fill(kind) }
    }

    /// Extends ways stop by stop, breadth first: each pass adds one stop.
    private mutating func fill(_ kind: Int) {
        driving.append(Array(repeating: Int32.max, count: 1 << count))
        lastWay.append(Array(repeating: -1, count: 1 << count))
        var ways: [Way] = []
        var newest = [Int32](repeating: -1, count: (1 << count) * max(count, 1))
        extend(Way(last: -1, time: 0, driving: 0, before: -1, mask: 0, sameKey: -1), -1, kind, &ways, &newest)
        var from = 0
        while from < ways.count {
            // A way that a better one replaced since is skipped.
            if ways[from].time >= 0 {
                close(ways[from], Int32(from), kind)
                extend(ways[from], Int32(from), kind, &ways, &newest)
            }
            from += 1
        }
        waysOfKind.append(ways)
    }

    private func extend(_ way: Way, _ number: Int32, _ kind: Int, _ ways: inout [Way], _ newest: inout [Int32]) {
        for next in 0..<count where way.mask & (1 << Int32(next)) == 0 {
            let leg = stops.drive(Int(way.last) + 1, next + 1)
            let start = max(way.time + leg, stops.earliest[kind][next + 1])
            guard start <= stops.latest[kind][next + 1] else { continue }
            let time = start + stops.duration[next + 1]
            guard time + stops.drive(next + 1, 0) <= stops.lengths[kind] else { continue }
            let mask = way.mask | 1 << Int32(next)
            guard sharesADay(mask) else { continue }
            let key = Int(mask) * count + next
            let found = Way(
                last: Int32(next), time: time, driving: way.driving + leg, before: number, mask: mask,
                sameKey: newest[key])
            if isBest(found, &ways, newest[key]) {
                newest[key] = Int32(ways.count)
                ways.append(found)
            }
        }
    }

    private func sharesADay(_ mask: Int32) -> Bool {
        var first = Int32.min
        var last = Int32.max
        for stop in 0..<count where mask & (1 << Int32(stop)) != 0 {
            first = max(first, stops.days[stop + 1].lowerBound)
            last = min(last, stops.days[stop + 1].upperBound)
        }
        return first <= last
    }

    /// Whether no way of the same set and last stop is as early and as short; those that are worse are struck out.
    private func isBest(_ found: Way, _ ways: inout [Way], _ head: Int32) -> Bool {
        var other = head
        while other >= 0 {
            let way = ways[Int(other)]
            if way.time >= 0 {
                if way.time <= found.time, way.driving <= found.driving { return false }
                if found.time <= way.time, found.driving <= way.driving { ways[Int(other)].time = -1 }
            }
            other = way.sameKey
        }
        return true
    }

    private mutating func close(_ way: Way, _ number: Int32, _ kind: Int) {
        let total = way.driving + stops.drive(Int(way.last) + 1, 0)
        if total < driving[kind][Int(way.mask)] {
            driving[kind][Int(way.mask)] = total
            lastWay[kind][Int(way.mask)] = number
        }
    }

    /// The kind of half-day in which a set is shortest.
    private func bestKind(_ set: Int) -> Int? {
        stops.lengths.indices.filter { driving[$0][set] < Int32.max }.min { driving[$0][set] < driving[$1][set] }
    }

    /// The cheapest half-days that make every visit once, each as its stops in order and its kind.
    func cheapest(halfDayCost: Int32) -> [(order: [Int], kind: Int)] {
        let full = 1 << count
        let shortest = (0..<full).map { set in bestKind(set).map { driving[$0][set] } ?? Int32.max }
        var cost = [Int64](repeating: Int64.max, count: full)
        var choice = [Int32](repeating: 0, count: full)
        cost[0] = 0
        var byLowest = [[Int32]](repeating: [], count: count)
        for set in 1..<max(full, 1) where shortest[set] < Int32.max {
            byLowest[set.trailingZeroBitCount].append(Int32(set))
        }
        for set in stride(from: 1, to: full, by: 1) {
            let lowest = set.trailingZeroBitCount
            let consider = { (part: Int) in
                let rest = cost[set ^ part]
                guard shortest[part] < Int32.max, rest < Int64.max else { return }
                let total = rest + Int64(shortest[part]) + Int64(halfDayCost)
                if total < cost[set] {
                    cost[set] = total
                    choice[set] = Int32(part)
                }
            }
            if byLowest[lowest].count < 1 << (set.nonzeroBitCount - 1) {
                for part in byLowest[lowest] where Int(part) & ~set == 0 { consider(Int(part)) }
            } else {
                let others = set & (set - 1)
                var sub = others
                while true {
                    consider(sub | 1 << lowest)
                    if sub == 0 { break }
                    sub = (sub - 1) & others
                }
            }
        }
        return tours(choice)
    }

    private func tours(_ choice: [Int32]) -> [(order: [Int], kind: Int)] {
        var found: [(order: [Int], kind: Int)] = []
        var left = (1 << count) - 1
        while left != 0, choice[left] != 0, let kind = bestKind(Int(choice[left])) {
            found.append((stopsInOrder(Int(choice[left]), kind), kind))
            left ^= Int(choice[left])
        }
        return found
    }

    private func stopsInOrder(_ set: Int, _ kind: Int) -> [Int] {
        var order: [Int] = []
        var way = lastWay[kind][set]
        while way >= 0 {
            order.append(Int(waysOfKind[kind][Int(way)].last) + 1)
            way = waysOfKind[kind][Int(way)].before
        }
        return order.reversed()
    }
}

extension ExactTours {
    /// The most visits, then the least cost, with no more than the half-days given: one step for each half-day, over
    /// all sets of stops already visited.
    func cheapest(
        within halfDays: [TourQuestion.HalfDay], halfDayCost: Int32
    ) -> [(order: [Int], kind: Int, halfDay: Int)] {
        let full = 1 << count
        var cost = [Int64](repeating: Int64.max, count: full)
        cost[0] = 0
        var steps: [(halfDay: Int, choice: [Int32])] = []
        for (number, halfDay) in halfDays.enumerated() {
            let before = cost
            var choice = [Int32](repeating: 0, count: full)
            for set in sets(possible(on: halfDay.day), halfDay.kind) {
                let extra = Int64(driving[halfDay.kind][set]) + Int64(halfDayCost)
                let others = (full - 1) & ~set
                var visited = others
                while true {
                    if before[visited] < Int64.max, before[visited] + extra < cost[visited | set] {
                        cost[visited | set] = before[visited] + extra
                        choice[visited | set] = Int32(set)
                    }
                    if visited == 0 { break }
                    visited = (visited - 1) & others
                }
            }
            steps.append((number, choice))
        }
        let best = (0..<full).filter { cost[$0] < Int64.max }
            .max { (visits($0), -cost[$0], $1) < (visits($1), -cost[$1], $0) }
        return walkBack(from: best ?? 0, steps, halfDays)
    }

    private func visits(_ set: Int) -> Int {
        (0..<count).reduce(0) { $0 + (set & (1 << $1) != 0 ? stops.visits[$1 + 1].count : 0) }
    }

    /// The stops whose days hold a day.
    private func possible(on day: Int32) -> Int {
        (0..<count).reduce(0) { stops.days[$1 + 1].contains(day) ? $0 | 1 << $1 : $0 }
    }

    private func sets(_ possible: Int, _ kind: Int) -> [Int] {
        (1..<max(1 << count, 1)).filter { $0 & ~possible == 0 && driving[kind][$0] < Int32.max }
    }

    private func walkBack(
        from set: Int, _ steps: [(halfDay: Int, choice: [Int32])], _ halfDays: [TourQuestion.HalfDay]
    ) -> [(order: [Int], kind: Int, halfDay: Int)] {
        var found: [(order: [Int], kind: Int, halfDay: Int)] = []
        var left = set
        for step in steps.reversed() where step.choice[left] != 0 {
            let part = Int(step.choice[left])
            let kind = halfDays[step.halfDay].kind
            found.append((stopsInOrder(part, kind), kind, step.halfDay))
            left ^= part
        }
        return found.reversed()
    }
}
