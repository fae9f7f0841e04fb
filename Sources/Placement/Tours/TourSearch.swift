/// Local search over tours: strings of near stops are removed and put back where they cost least; a worse result is
/// kept sometimes, more and more seldom (simulated annealing).
struct TourSearch: ~Copyable {
    /// How many stops a round removes on average, and the longest string.
    private static let removedOnAverage = 8.0
    private static let longestString = 8
    /// Extra cost accepted on average, in seconds: at the start and at the end.
    private static let warmest = 200.0
    private static let coldest = 4.0

    private var routes: TourRoutes
    private var kept: TourRoutes
    private let near: [Int32]
    private let home: [Int32]
    private let tightness: [Int32]
    private let halfDayCost: Int64
    private var random: RandomNumbers
    private var touched: [Int32] = []
    private var isTouched: [Bool]
    private var removed: [Int32] = []
    private var best: [(order: [Int], kind: Int)] = []

    init(_ stops: Stops, halfDayCost: Int32, seed: UInt64) {
        routes = TourRoutes(stops)
        kept = TourRoutes(stops)
        random = RandomNumbers(seed: seed)
        self.halfDayCost = Int64(halfDayCost)
        isTouched = Array(repeating: false, count: stops.count)
        let count = stops.count
        var near: [Int32] = []
        for stop in 0..<count {
            near += (1..<Int32(count)).sorted {
                let left = stops.drive(stop, Int($0)) + stops.drive(Int($0), stop)
                let right = stops.drive(stop, Int($1)) + stops.drive(Int($1), stop)
                return left == right ? $0 < $1 : left < right
            }
        }
        self.near = near
        home = (0..<count).map { stops.drive(0, $0) }
        tightness = (0..<count).map { stop in
            stops.lengths.indices.map { stops.latest[$0][stop] - stops.earliest[$0][stop] }.max() ?? 0
        }
        removed = (1..<Int32(count)).map { $0 }
        recreate()
        keep()
    }

    /// Works until the progress reaches 1.
    mutating func improve(_ progress: (Int) -> Double) {
        var present = cost()
        var least = present
        remember()
        var temperature = Self.warmest
        var round = 0
        while routes.stops > 1 {
            if round & 127 == 0 {
                let part = progress(round)
                if part >= 1 { break }
                temperature = Self.warmest * Self.power(Self.coldest / Self.warmest, part)
            }
            round += 1
            ruin()
            recreate()
            let found = cost()
            if Double(found) < Double(present) + temperature * random.exponential() {
                present = found
                keep()
                if found < least {
                    least = found
                    remember()
                }
            } else {
                restore()
            }
        }
    }

    func tours() -> [(order: [Int], kind: Int)] { best }

    /// `base` to the power of a fraction: the series of the exponential after halving the exponent eight times.
    private static func power(_ base: Double, _ exponent: Double) -> Double {
        let small = naturalLogarithm(base) * exponent / 256
        var value = 1 + small + small * small / 2 + small * small * small / 6
        for _ in 0..<8 { value *= value }
        return value
    }

    private func cost() -> Int64 {
        var sum: Int64 = 0
        for route in 0..<routes.count { sum += Int64(routes.driving[route]) }
        return sum + halfDayCost * Int64(routes.count)
    }

    private mutating func touch(_ route: Int) {
        if !isTouched[route] {
            isTouched[route] = true
            touched.append(Int32(route))
        }
    }

    /// Removes strings of neighbouring routes around one stop.
    private mutating func ruin() {
        let stops = routes.stops - 1
        let average = max(1.0, Double(stops) / Double(max(routes.count, 1)))
        let longest = min(Double(Self.longestString), average)
        let strings = Int(1 + random.fraction() * (4 * Self.removedOnAverage / (1 + longest) - 1))
        let seed = 1 + random.below(stops)
        var ruined = 0
        var index = 0
        while index < stops, ruined < strings {
            let stop = Int(near[seed * stops + index])
            index += 1
            let route = Int(routes.route[stop])
            guard route >= 0, !isTouched[route] else { continue }
            touch(route)
            ruined += 1
            removeString(around: stop, route, longest)
        }
        dropEmpty()
    }

    private mutating func removeString(around stop: Int, _ route: Int, _ longest: Double) {
        let size = Int(routes.size[route])
        let length = 1 + random.below(max(1, min(size, Int(longest + random.fraction()))))
        var position = 0
        while routes.stop(route, position) != stop { position += 1 }
        // Half of the time some stops in the middle of the string stay.
        let gap = length < size && length > 1 && random.next() & 1 == 0 ? 1 + random.below(size - length) : 0
        let span = length + gap
        let lowest = max(0, position - span + 1)
        let highest = min(position, size - span)
        let from = lowest + random.below(highest - lowest + 1)
        let keptFrom = from + 1 + random.below(max(1, length - 1))
        let keptRange = gap > 0 ? keptFrom..<(keptFrom + gap) : from..<from
        routes.remove(from: route, from..<(from + span), except: keptRange, &removed)
    }

    private mutating func dropEmpty() {
        var route = 0
        while route < routes.count {
            if routes.size[route] == 0 {
                touch(route)
                touch(routes.count - 1)
                routes.drop(route)
            } else {
                route += 1
            }
        }
    }

    /// Puts back every removed stop where it costs least.
    private mutating func recreate() {
        sortRemoved()
        for number in removed {
            let stop = Int(number)
            var best = (extra: Int32.max, route: -1, position: 0)
            for route in 0..<routes.count {
                if let found = routes.bestPosition(stop, in: route, below: best.extra, &random) {
                    best = (found.extra, route, found.position)
                }
            }
            let alone = Int64(routes.drive(0, stop) + routes.drive(stop, 0)) + halfDayCost
            if best.route >= 0, Int64(best.extra) <= alone {
                touch(best.route)
                routes.insert(stop, in: best.route, at: best.position)
            } else if let kind = routes.kindAlone(stop) {
                touch(routes.open(stop, kind: routes.kinds > 1 ? anyKind(stop, kind) : kind))
            }
        }
        removed.removeAll(keepingCapacity: true)
    }

    /// Another kind of half-day now and then, when the stop fits there alone too.
    private mutating func anyKind(_ stop: Int, _ first: Int32) -> Int32 {
        let possible = (0..<routes.kinds).filter { routes.fitsAlone(stop, kind: $0) }
        return possible.isEmpty ? first : Int32(possible[random.below(possible.count)])
    }

    private mutating func sortRemoved() {
        switch random.below(9) {
        case 0...3:
            for index in stride(from: removed.count - 1, to: 0, by: -1) {
                removed.swapAt(index, random.below(index + 1))
            }
        case 4, 5: removed.sort { home[Int($0)] > home[Int($1)] }
        case 6: removed.sort { home[Int($0)] < home[Int($1)] }
        default: removed.sort { tightness[Int($0)] < tightness[Int($1)] }
        }
    }

    private mutating func keep() {
        for number in touched where Int(number) < routes.count { kept.copy(Int(number), from: routes) }
        kept.setCount(routes.count)
        forgetTouched()
    }

    private mutating func restore() {
        for number in touched where Int(number) < kept.count { routes.copy(Int(number), from: kept) }
        routes.setCount(kept.count)
        forgetTouched()
    }

    private mutating func forgetTouched() {
        for number in touched { isTouched[Int(number)] = false }
        touched.removeAll(keepingCapacity: true)
    }

    private mutating func remember() {
        best = (0..<routes.count).map { (routes.list($0).map(Int.init), Int(routes.kind[$0])) }
    }
}
