/// How many learners each place of some legal units may take, so that no week holds more than the quota.
///
/// Presences that meet in a chain are no forest of groups. With a ration for each place they need no group at all: the
/// sum of the rations is held in every week, and the question becomes an exact one. Which rations are best is searched.
struct WeekRations {
    /// How many questions may be solved to find better rations.
    static let mostTries = 150

    private let units: [Unit]
    private var ration: [Int: Int32]
    /// Learners locked there: a ration is never below.
    private let least: [Int: Int32]
    private let most: [Int: Int32]

    /// A legal unit with a chain.
    private struct Unit {
        let number: Int
        let quota: Int32
        let places: [(place: Int, weeks: ClosedRange<Int32>)]

        /// The busiest week is the first one of some presence.
        var weeks: [Int32] { Array(Set(places.map(\.weeks.lowerBound))).sorted() }
    }

    /// Rations that hold what the free answer chose, less what breaks a week, then all the room left.
    init(_ question: Question, units numbers: Set<Int>, placeOf: [Int?]) throws(QuestionError) {
        let clusters = WeekClusters(question)
        units = numbers.sorted().map { number in
            let places = question.places.indices.filter {
                question.places[$0].legalUnit == number && clusters.ofPlace[$0] == nil
            }
            return Unit(
                number: number, quota: question.legalUnitLimits[number],
                places: places.map { ($0, question.places[$0].weeks) })
        }
        var locked: [Int: Int32] = [:]
        for lock in Set(question.locks) { locked[lock.place, default: 0] += 1 }
        var used: [Int: Int32] = [:]
        for case let place? in placeOf { used[place, default: 0] += 1 }
        var most: [Int: Int32] = [:]
        ration = [:]
        for place in units.flatMap(\.places).map(\.place) {
            most[place] = question.places[place].capacity
            ration[place] = used[place] ?? 0
        }
        least = locked
        self.most = most
        for unit in units { try empty(unit, question) }
        fill(by: { _ in 0 })
    }

    private func sum(_ unit: Unit, _ week: Int32) -> Int32 {
        unit.places.reduce(0) { $0 + ($1.weeks.contains(week) ? ration[$1.place] ?? 0 : 0) }
    }

    /// The places that can give one back in the first week that is too full, those of the most such weeks first.
    private func givers(_ unit: Unit) -> [Int]? {
        let full = unit.weeks.filter { sum(unit, $0) > unit.quota }
        guard let week = full.first else { return nil }
        return unit.places.filter { entry in
            entry.weeks.contains(week) && ration[entry.place] ?? 0 > least[entry.place] ?? 0
        }.map { entry in (place: entry.place, count: full.count { entry.weeks.contains($0) }) }
            .sorted { ($1.count, $0.place) < ($0.count, $1.place) }.map(\.place)
    }

    private mutating func empty(_ unit: Unit, _ question: Question) throws(QuestionError) {
        while let givers = givers(unit) {
            guard let place = givers.first else {
                let week = unit.weeks.first { sum(unit, $0) > unit.quota } ?? 0
                let there = Set(unit.places.filter { $0.weeks.contains(week) }.map(\.place))
                throw .lockedBeyondLimit(
                    .legalUnit(unit.number), limit: Int(unit.quota),
                    learners: Set(question.locks.filter { there.contains($0.place) }.map(\.learner)).sorted())
            }
            ration[place, default: 1] -= 1
        }
    }

    /// Gives all the room that the weeks still have, the dearest places first.
    private mutating func fill(by price: (Int) -> Int64) {
        for unit in units {
            for entry in unit.places.sorted(by: { (price($1.place), $0.place) < (price($0.place), $1.place) }) {
                let weeks = unit.weeks.filter(entry.weeks.contains)
                let room = weeks.map { unit.quota - sum(unit, $0) }.min() ?? 0
                let present = ration[entry.place] ?? 0
                ration[entry.place] = min(most[entry.place] ?? 0, present + max(0, room))
            }
        }
    }

    /// Rations where a place that others would pay for has one more, at the expense of those around it.
    func neighbours(dearest price: [Int64]) -> [WeekRations] {
        units.flatMap { unit in
            unit.places.map(\.place).filter { price[$0] > 0 && ration[$0] ?? 0 < most[$0] ?? 0 }
                .sorted { (price[$1], $0) < (price[$0], $1) }
                .flatMap { place in widened(place, unit, price) }
        }
    }

    /// One more at a place; each of the places that could give one back first makes a neighbour of its own.
    private func widened(_ place: Int, _ unit: Unit, _ price: [Int64]) -> [WeekRations] {
        var start = self
        start.ration[place, default: 0] += 1
        guard let first = start.givers(unit)?.filter({ $0 != place }) else { return [start] }
        return first.compactMap { giver in
            var next = start
            next.ration[giver, default: 1] -= 1
            while let givers = next.givers(unit)?.filter({ $0 != place }) {
                guard let other = givers.min(by: { (price[$0], $0) < (price[$1], $1) }) else { return nil }
                next.ration[other, default: 1] -= 1
            }
            next.fill(by: { price[$0] })
            return next
        }
    }

    /// The question with these rations in place of the quota of the units.
    func question(_ question: Question) -> Question {
        var limited = question
        for (place, room) in ration {
            let free = question.places[place].capacity - question.places[place].kept
            limited.places[place].capacity = room
            limited.places[place].kept = max(0, room - free)
            limited.places[place].legalUnit = nil
        }
        return limited
    }
}
