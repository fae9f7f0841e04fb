/// The stops behind a question: visits to one site are one stop when they can be made together.
struct Stops {
    /// The visits of each stop; stop 0 is the base.
    private(set) var visits: [[Int]] = [[]]
    private(set) var duration: [Int32] = [0]
    /// Earliest and latest start, by kind of half-day then stop; an empty range (latest below earliest) is closed.
    private(set) var earliest: [[Int32]]
    private(set) var latest: [[Int32]]
    private(set) var days: [ClosedRange<Int32>] = [0...Int32.max]
    private(set) var travel: [Int32] = []
    /// Visits that no half-day can hold, even alone.
    private(set) var impossible: [Int] = []
    let lengths: [Int32]
    private let durations: [Int32]

    var count: Int { visits.count }

    init(_ question: TourQuestion) {
        lengths = question.lengths
        durations = question.visits.map(\.duration)
        earliest = question.lengths.map { _ in [0] }
        latest = question.lengths.map { [$0] }
        let all = question.visits.count + 1
        var bySite: [Int: Int] = [:]
        for (number, visit) in question.visits.enumerated() {
            let home = (question.travel[number + 1], question.travel[(number + 1) * all])
            guard question.lengths.indices.contains(where: { fits(visit, home, kind: $0) }) else {
                impossible.append(number)
                continue
            }
            if let site = visit.site {
                if let stop = bySite[site], join(number, visit, stop, home) { continue }
                bySite[site] = count
            }
            add(number, visit)
        }
        let heads = visits.map { $0.first.map { $0 + 1 } ?? 0 }
        for from in heads { for to in heads { travel.append(question.travel[from * all + to]) } }
    }

    private func fits(_ visit: TourQuestion.Visit, _ home: (out: Int32, back: Int32), kind: Int) -> Bool {
        guard let opening = visit.openings[kind] else { return false }
        let start = max(home.out, opening.lowerBound)
        return start <= opening.upperBound && start + visit.duration + home.back <= lengths[kind]
    }

    private mutating func add(_ number: Int, _ visit: TourQuestion.Visit) {
        visits.append([number])
        duration.append(visit.duration)
        days.append(visit.days)
        for kind in lengths.indices {
            earliest[kind].append(visit.openings[kind]?.lowerBound ?? 1)
            latest[kind].append(visit.openings[kind]?.upperBound ?? 0)
        }
    }

    /// Adds a visit to a stop of the same site, unless days, openings or the length of a half-day forbid it.
    private mutating func join(
        _ number: Int, _ visit: TourQuestion.Visit, _ stop: Int, _ home: (out: Int32, back: Int32)
    ) -> Bool {
        let first = max(days[stop].lowerBound, visit.days.lowerBound)
        let last = min(days[stop].upperBound, visit.days.upperBound)
        guard first <= last else { return false }
        // The visits follow each other: the second begins when the first ends, and must still be open then.
        let openings = lengths.indices.map { kind -> ClosedRange<Int32>? in
            guard let opening = visit.openings[kind] else { return nil }
            let from = max(earliest[kind][stop], opening.lowerBound - duration[stop])
            let to = min(latest[kind][stop], opening.upperBound - duration[stop])
            return from <= to ? from...to : nil
        }
        let both = TourQuestion.Visit(duration: duration[stop] + visit.duration, openings: openings)
        guard lengths.indices.contains(where: { fits(both, home, kind: $0) }) else { return false }
        visits[stop].append(number)
        duration[stop] = both.duration
        days[stop] = first...last
        for kind in lengths.indices {
            earliest[kind][stop] = openings[kind]?.lowerBound ?? 1
            latest[kind][stop] = openings[kind]?.upperBound ?? 0
        }
        return true
    }

    @inline(__always)
    func drive(_ from: Int, _ to: Int) -> Int32 { travel[from &* visits.count &+ to] }

    /// The tour through stops in this order, or `nil` when it does not fit in the kind of half-day.
    func tour(_ order: [Int], kind: Int) -> Tour? {
        var time: Int32 = 0
        var driving: Int32 = 0
        var last = 0
        var made: [Int] = []
        var starts: [Int32] = []
        for stop in order {
            driving += drive(last, stop)
            time = max(time + drive(last, stop), earliest[kind][stop])
            guard time <= latest[kind][stop] else { return nil }
            for visit in visits[stop] {
                made.append(visit)
                starts.append(time)
                time += durations[visit]
            }
            last = stop
        }
        driving += drive(last, 0)
        time += drive(last, 0)
        guard time <= lengths[kind] else { return nil }
        return Tour(visits: made, kind: kind, driving: driving, starts: starts, end: time, halfDay: nil)
    }

    /// Whether one day suits all stops.
    func shareADay(_ order: [Int]) -> Bool {
        let first = order.map { days[$0].lowerBound }.max() ?? 0
        let last = order.map { days[$0].upperBound }.min() ?? 0
        return first <= last
    }
}
