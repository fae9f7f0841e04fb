/// Routes under change: for each stop of each route, the earliest start and the latest start that keep the rest possible.
struct TourRoutes: ~Copyable {
    /// The most stops of one route.
    static let width = 64

    let stops: Int
    let kinds: Int
    private let travel: UnsafeMutablePointer<Int32>
    /// The same, column after column.
    private let into: UnsafeMutablePointer<Int32>
    let duration: UnsafeMutablePointer<Int32>
    private let opens: UnsafeMutablePointer<Int32>
    private let closes: UnsafeMutablePointer<Int32>
    private let firstDay: UnsafeMutablePointer<Int32>
    private let lastDay: UnsafeMutablePointer<Int32>
    private let length: UnsafeMutablePointer<Int32>

    private(set) var count = 0
    let size: UnsafeMutablePointer<Int32>
    let kind: UnsafeMutablePointer<Int32>
    let driving: UnsafeMutablePointer<Int32>
    /// Time not spent driving or visiting: what an added stop takes must fit in it.
    private let spare: UnsafeMutablePointer<Int32>
    private let days: UnsafeMutablePointer<(Int32, Int32)>
    private let item: UnsafeMutablePointer<Int32>
    private let early: UnsafeMutablePointer<Int32>
    private let late: UnsafeMutablePointer<Int32>
    /// The route of each stop, or -1.
    let route: UnsafeMutablePointer<Int32>

    init(_ source: Stops) {
        stops = source.count
        kinds = source.lengths.count
        travel = .copy(source.travel)
        into = .allocate(capacity: stops * stops)
        for from in 0..<stops { for to in 0..<stops { into[to * stops + from] = travel[from * stops + to] } }
        duration = .copy(source.duration)
        opens = .copy(source.earliest.flatMap { $0 })
        closes = .copy(source.latest.flatMap { $0 })
        firstDay = .copy(source.days.map(\.lowerBound))
        lastDay = .copy(source.days.map(\.upperBound))
        length = .copy(source.lengths)
        size = .filled(0, count: stops)
        kind = .filled(0, count: stops)
        driving = .filled(0, count: stops)
        spare = .filled(0, count: stops)
        days = .filled((0, 0), count: stops)
        item = .filled(0, count: stops * Self.width)
        early = .filled(0, count: stops * Self.width)
        late = .filled(0, count: stops * Self.width)
        route = .filled(-1, count: stops)
    }

    deinit {
        for list in [travel, into, duration, opens, closes, firstDay, lastDay, length, size, kind, driving, spare] {
            list.deallocate()
        }
        for list in [item, early, late, route] { list.deallocate() }
        days.deallocate()
    }
}

extension TourRoutes {
    @inline(__always)
    func drive(_ from: Int, _ to: Int) -> Int32 { travel[from &* stops &+ to] }

    @inline(__always)
    func stop(_ route: Int, _ position: Int) -> Int { Int(item[route &* Self.width &+ position]) }

    func list(_ route: Int) -> [Int32] { (0..<Int(size[route])).map { item[route * Self.width + $0] } }

    /// The place where a stop costs least in a route, below a limit; `nil` when there is none.
    @inline(__always)
    func bestPosition(
        _ stop: Int, in route: Int, below limit: Int32, _ random: inout RandomNumbers
    ) -> (extra: Int32, position: Int)? {
        let time = duration[stop]
        let room = spare[route] &- time
        if room < 0 || size[route] >= Self.width - 1 { return nil }
        if max(days[route].0, firstDay[stop]) > min(days[route].1, lastDay[stop]) { return nil }
        let window = Int(kind[route]) &* stops &+ stop
        let from = into + stop &* stops
        let onto = travel + stop &* stops
        let items = item + route &* Self.width
        var best = min(limit, room &+ 1)
        var position = -1
        var before = 0
        var free: Int32 = 0
        for index in 0...Int(size[route]) {
            let atEnd = index == Int(size[route])
            let after = atEnd ? 0 : Int(items[index])
            let extra = from[before] &+ onto[after] &- travel[before &* stops &+ after]
            if extra < best, random.next() & 127 != 0 {
                let start = max(free &+ from[before], opens[window])
                let limit = atEnd ? length[Int(kind[route])] : late[route &* Self.width &+ index]
                if start <= closes[window], start &+ time &+ onto[after] <= limit {
                    best = extra
                    position = index
                }
            }
            if !atEnd {
                before = after
                free = early[route &* Self.width &+ index] &+ duration[after]
            }
        }
        return position < 0 ? nil : (best, position)
    }

    func fitsAlone(_ stop: Int, kind: Int) -> Bool {
        let window = kind * stops + stop
        let start = max(drive(0, stop), opens[window])
        return start <= closes[window] && start + duration[stop] + drive(stop, 0) <= length[kind]
    }

    /// The first kind of half-day in which a stop alone fits.
    func kindAlone(_ stop: Int) -> Int32? {
        for kind in 0..<kinds where fitsAlone(stop, kind: kind) { return Int32(kind) }
        return nil
    }

    mutating func open(_ stop: Int, kind newKind: Int32) -> Int {
        kind[count] = newKind
        size[count] = 0
        count += 1
        insert(stop, in: count - 1, at: 0)
        return count - 1
    }

    func insert(_ stop: Int, in target: Int, at position: Int) {
        let items = item + target * Self.width
        var index = Int(size[target])
        while index > position {
            items[index] = items[index - 1]
            index -= 1
        }
        items[position] = Int32(stop)
        size[target] += 1
        route[stop] = Int32(target)
        refresh(target)
    }

    /// Takes out the stops marked in a run of positions.
    func remove(from target: Int, _ positions: Range<Int>, except kept: Range<Int>, _ removed: inout [Int32]) {
        let items = item + target * Self.width
        var hole = positions.lowerBound
        for index in positions.lowerBound..<Int(size[target]) {
            if positions.contains(index), !kept.contains(index) {
                route[Int(items[index])] = -1
                removed.append(items[index])
            } else {
                items[hole] = items[index]
                hole += 1
            }
        }
        size[target] = Int32(hole)
        refresh(target)
    }

    /// Computes again all that follows from the order of a route.
    func refresh(_ target: Int) {
        let base = target * Self.width
        let window = Int(kind[target]) * stops
        let end = Int(size[target])
        var time: Int32 = 0
        var total: Int32 = 0
        var busy: Int32 = 0
        var last = 0
        var range: (Int32, Int32) = (Int32.min, Int32.max)
        for index in 0..<end {
            let stop = Int(item[base + index])
            total += drive(last, stop)
            time = max(time + drive(last, stop), opens[window + stop])
            early[base + index] = time
            time += duration[stop]
            busy += duration[stop]
            range = (max(range.0, firstDay[stop]), min(range.1, lastDay[stop]))
            last = stop
        }
        total += drive(last, 0)
        driving[target] = total
        days[target] = range
        spare[target] = length[Int(kind[target])] - total - busy
        var limit = length[Int(kind[target])]
        var next = 0
        for index in stride(from: end - 1, through: 0, by: -1) {
            let stop = Int(item[base + index])
            limit = min(closes[window + stop], limit - drive(stop, next) - duration[stop])
            late[base + index] = limit
            next = stop
        }
    }

    /// Drops an empty route: the last one takes its number.
    mutating func drop(_ target: Int) {
        count -= 1
        guard target != count else { return }
        set(target, list(count), kind: kind[count])
    }

    /// Gives a route its stops.
    func set(_ target: Int, _ list: [Int32], kind newKind: Int32) {
        kind[target] = newKind
        size[target] = Int32(list.count)
        for (index, stop) in list.enumerated() {
            item[target * Self.width + index] = stop
            route[Int(stop)] = Int32(target)
        }
        refresh(target)
    }

    mutating func setCount(_ newCount: Int) { count = newCount }

    /// Copies one route of another set, times included.
    func copy(_ target: Int, from other: borrowing TourRoutes) {
        size[target] = other.size[target]
        kind[target] = other.kind[target]
        driving[target] = other.driving[target]
        spare[target] = other.spare[target]
        days[target] = other.days[target]
        let base = target * Self.width
        for index in base..<(base + Int(size[target])) {
            item[index] = other.item[index]
            early[index] = other.early[index]
            late[index] = other.late[index]
            route[Int(item[index])] = Int32(target)
        }
    }
}
