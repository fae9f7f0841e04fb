/// The instance behind a question of référents. A teacher of a class is a row of seats, each dearer than the one before
/// (the square of the distance to the target); the teacher is the group above the rows of all their classes.
struct ReferentNetwork {
    private let question: ReferentQuestion
    /// For each seat: its member and what it adds to the balance.
    private var seatMember: [Int] = []
    private var seatCost: [Int32] = []
    private var parent: [Int32] = []
    private let seatsOfMember: [Range<Int>]
    private let membersOfGroup: [Int: [Int]]
    /// In hundredths of a learner, by member.
    private let target: [Int]
    private let wished: Set<ReferentQuestion.Wish>

    init(_ question: ReferentQuestion) throws(ReferentError) {
        self.question = question
        wished = Set(question.wishes)
        var groups: [Int: [Int]] = [:]
        for (number, member) in question.members.enumerated() { groups[member.group, default: []].append(number) }
        membersOfGroup = groups
        var sizes: [Int: Int] = [:]
        for learner in question.learners { sizes[learner.group, default: 0] += 1 }
        target = question.members.map { member in
            let all = (groups[member.group] ?? []).reduce(0) { $0 + Int(question.members[$1].weeklyMinutes) }
            let size = sizes[member.group] ?? 0
            return all == 0
                ? 100 * size / max(groups[member.group]?.count ?? 1, 1) : 100 * size * Int(member.weeklyMinutes) / all
        }
        var ranges: [Range<Int>] = []
        for (number, member) in question.members.enumerated() {
            let count = min(Int(question.limits[member.teacher]), sizes[member.group] ?? 0)
            ranges.append(seatMember.count..<(seatMember.count + count))
            for seat in 0..<count {
                // (seat + 1 - target)² - (seat - target)², in hundredths, times the weight of balance.
                let step = (200 * seat + 100 - 2 * target[number]) * Int(question.weights.balance) / 100
                seatMember.append(number)
                seatCost.append(Int32(clamping: step))
            }
        }
        seatsOfMember = ranges
        parent = seatMember.map { Int32(question.members[$0].teacher) }
        let seats = Int32(seatMember.count)
        parent = parent.map { $0 + seats } + question.limits.map { _ in -1 }
    }

    /// The pairs with their costs for given centres.
    func instance(_ centres: [ReferentQuestion.Position?]) throws(ReferentError) -> Instance {
        var firstArc: [Int32] = [0]
        var arcPlace: [Int32] = []
        var arcCost: [Int32] = []
        for (number, learner) in question.learners.enumerated() {
            for member in membersOfGroup[learner.group] ?? [] where mayFollow(member, learner) {
                let own = cost(of: number, member, centres)
                for seat in seatsOfMember[member] {
                    arcPlace.append(Int32(seat))
                    arcCost.append(own + seatCost[seat])
                }
            }
            firstArc.append(Int32(arcPlace.count))
        }
        do throws(InstanceError) {
            return try Instance(
                firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost,
                aloneCost: Array(repeating: 1 << 40, count: question.learners.count), placeCount: seatMember.count,
                capacity: seatMember.map { _ in 1 } + question.limits, parent: parent)
        } catch {
            throw .instance(error)
        }
    }

    private func mayFollow(_ member: Int, _ learner: ReferentQuestion.Learner) -> Bool {
        question.members[member].teachesTrade || !question.tradeGroups.contains(learner.group)
    }

    private func cost(of learner: Int, _ member: Int, _ centres: [ReferentQuestion.Position?]) -> Int32 {
        let weights = question.weights
        let teacher = question.members[member].teacher
        var cost = distance(learner, centres[teacher])
        if question.learners[learner].previous == teacher { cost -= weights.continuity }
        if question.members[member].teachesTrade { cost -= weights.trade }
        if wished.contains(ReferentQuestion.Wish(teacher: teacher, learner: learner)) { cost -= weights.wish }
        return cost
    }

    /// The squared distance to a centre: the weight for ten kilometres, four times as much for twenty.
    private func distance(_ learner: Int, _ centre: ReferentQuestion.Position?) -> Int32 {
        guard let square = squareKilometres(learner, centre) else { return 0 }
        return Int32(clamping: min(square * Int64(question.weights.distance) / 100, 1 << 24))
    }

    private func squareKilometres(_ learner: Int, _ centre: ReferentQuestion.Position?) -> Int64? {
        guard let centre, let position = question.learners[learner].position else { return nil }
        let x = Int64(position.x) - Int64(centre.x)
        let y = Int64(position.y) - Int64(centre.y)
        return (x * x + y * y) / 1_000_000
    }

    func teachers(_ solution: Solution) -> [Int?] {
        solution.seat.map { $0 < 0 ? nil : question.members[seatMember[Int($0)]].teacher }
    }

    /// The middle of the learners of each teacher; the centre before when there is none.
    func centres(of followed: [Int?], else before: [ReferentQuestion.Position?]) -> [ReferentQuestion.Position?] {
        var sum = question.limits.map { _ in (x: Int64(0), y: Int64(0), count: Int64(0)) }
        for (number, teacher) in followed.enumerated() {
            guard let teacher, let position = question.learners[number].position else { continue }
            sum[teacher].x += Int64(position.x)
            sum[teacher].y += Int64(position.y)
            sum[teacher].count += 1
        }
        return sum.enumerated().map { teacher, total in
            total.count == 0
                ? before[teacher]
                : ReferentQuestion.Position(x: Int32(total.x / total.count), y: Int32(total.y / total.count))
        }
    }

    /// The first start: the learners of last period, or nothing.
    func ownCentres() -> [ReferentQuestion.Position?] {
        centres(of: question.learners.map(\.previous), else: question.limits.map { _ in nil })
    }

    /// Each teacher starts at a learner of one of their classes, far from the starts already taken.
    func randomCentres(_ random: inout RandomNumbers) -> [ReferentQuestion.Position?] {
        var centres: [ReferentQuestion.Position?] = []
        for teacher in question.limits.indices {
            let groups = Set(question.members.filter { $0.teacher == teacher }.map(\.group))
            let near = question.learners.filter { groups.contains($0.group) }.compactMap(\.position)
            guard !near.isEmpty else {
                centres.append(nil)
                continue
            }
            let tries = (0..<4).map { _ in near[random.below(near.count)] }
            centres.append(tries.max { gap($0, centres) < gap($1, centres) })
        }
        return centres
    }

    private func gap(_ position: ReferentQuestion.Position, _ taken: [ReferentQuestion.Position?]) -> Int64 {
        taken.compactMap { $0 }.map { other in
            let x = Int64(position.x) - Int64(other.x)
            let y = Int64(position.y) - Int64(other.y)
            return x * x + y * y
        }.min() ?? 0
    }

    func distanceCost(_ followed: [Int?], _ centres: [ReferentQuestion.Position?]) -> Int64 {
        followed.enumerated().reduce(0) { sum, pair in
            sum + (pair.element.map { Int64(distance(pair.offset, centres[$0])) } ?? 0)
        }
    }

    func plan(_ followed: [Int?], _ centres: [ReferentQuestion.Position?]) -> ReferentPlan {
        var load = question.limits.map { _ in 0 }
        var spread: Int64 = 0
        for (number, teacher) in followed.enumerated() {
            guard let teacher else { continue }
            load[teacher] += 1
            spread += squareKilometres(number, centres[teacher]) ?? 0
        }
        var targets = question.limits.map { _ in 0 }
        for (number, member) in question.members.enumerated() { targets[member.teacher] += target[number] }
        return ReferentPlan(teacher: followed, load: load, target: targets, spread: spread)
    }
}
