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
    /// For each set of stops, the cheapest half-day: its driving, its last way and its kind. `Int32.max` when none.
    private var driving: [Int32]
    private var kinds: [Int8]
    private var sets: [Int32] = []

    init(_ stops: Stops) {
        self.stops = stops
        count = stops.count - 1
        driving = Array(repeating: Int32.max, count: 1 << count)
        kinds = Array(repeating: 0, count: 1 << count)
        lastWay = Array(repeating: -1, count: 1 << count)
        waysOfKind = []
        for kind in stops.lengths.indices { fill(kind) }
        sets = (0..<Int32(1 << count)).filter { driving[Int($0)] < Int32.max && $0 != 0 }
    }

    private var lastWay: [Int32]
    private var waysOfKind: [[Way]]

    /// Extends ways stop by stop, breadth first: each pass adds one stop.
    private mutating func fill(_ kind: Int) {
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
        if total < driving[Int(way.mask)] {
            driving[Int(way.mask)] = total
            lastWay[Int(way.mask)] = number
            kinds[Int(way.mask)] = Int8(kind)
        }
    }

    /// The cheapest half-days that make every visit once, each as its stops in order and its kind.
    func cheapest(halfDayCost: Int32) -> [(order: [Int], kind: Int)] {
        let full = 1 << count
        var cost = [Int64](repeating: Int64.max, count: full)
        var choice = [Int32](repeating: 0, count: full)
        cost[0] = 0
        var byLowest = [[Int32]](repeating: [], count: count)
        for set in sets { byLowest[set.trailingZeroBitCount].append(set) }
        for set in stride(from: 1, to: full, by: 1) {
            let lowest = set.trailingZeroBitCount
            let consider = { (part: Int) in
                let rest = cost[set ^ part]
                guard driving[part] < Int32.max, rest < Int64.max else { return }
                let total = rest + Int64(driving[part]) + Int64(halfDayCost)
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
        while left != 0, choice[left] != 0 {
            let set = Int(choice[left])
            found.append((stopsInOrder(set), Int(kinds[set])))
            left ^= set
        }
        return found
    }

    private func stopsInOrder(_ set: Int) -> [Int] {
        let ways = waysOfKind[Int(kinds[set])]
        var order: [Int] = []
        var way = lastWay[set]
        while way >= 0 {
            order.append(Int(ways[Int(way)].last) + 1)
            way = ways[Int(way)].before
        }
        return order.reversed()
    }
}
