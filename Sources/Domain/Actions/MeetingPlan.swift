/// Who meets whom at what time in a job dating: each learner as often as the others, nobody in two places at once,
/// nobody twice at the same company, wishes first.
public struct MeetingPlan: Equatable, Sendable {
    /// One interview; all are ranks in what was given.
    public struct Meeting: Hashable, Sendable {
        public let learner: Int
        public let company: Int
        public let slot: Int
    }

    public let meetings: [Meeting]

    /// - Parameters:
    ///   - wishes: the companies that each learner would like to meet, the dearest first.
    ///   - companies: how many.
    ///   - slots: how many times.
    ///   - most: interviews of a learner at most.
    ///   - fills: times left over go to some learners, one more each.
    public init(wishes: [[Int]], companies: Int, slots: Int, most: Int, fills: Bool = false) {
        guard companies > 0, slots > 0, !wishes.isEmpty else {
            meetings = []
            return
        }
        let each = min(most, companies, slots, max(1, companies * slots / wishes.count))
        var pairs = Pairs(wishes: wishes, companies: companies, slots: slots)
        for _ in 0..<each { pairs.giveOneEach() }
        if fills, each < min(most, companies, slots) { pairs.giveWhatIsLeft() }
        meetings = SlotColours(pairs.list, learners: wishes.count, companies: companies, slots: slots).meetings
    }
}

/// Chooses who meets whom, a round at a time; whoever had least of their wishes chooses first.
private struct Pairs {
    let wishes: [[Int]]
    let slots: Int
    var load: [Int]
    var met: [Set<Int>]
    var pleased: [Int]

    init(wishes: [[Int]], companies: Int, slots: Int) {
        self.wishes = wishes
        self.slots = slots
        load = Array(repeating: 0, count: companies)
        met = Array(repeating: [], count: wishes.count)
        pleased = Array(repeating: 0, count: wishes.count)
    }

    var list: [(learner: Int, company: Int)] {
        met.enumerated().flatMap { learner, companies in companies.sorted().map { (learner, $0) } }
    }

    mutating func giveOneEach() {
        let order = met.indices.sorted { (pleased[$0], $0) < (pleased[$1], $1) }
        for learner in order { give(learner) }
    }

    /// Times that are left, one more each: those with a wish not met yet first, then whoever had least of theirs.
    mutating func giveWhatIsLeft() {
        let order = met.indices.sorted { (pleased[$0], $0) < (pleased[$1], $1) }
        var given: Set<Int> = []
        for learner in order {
            guard let company = wishes[learner].first(where: { isFree($0, for: learner) }) else { continue }
            add(company, to: learner)
            given.insert(learner)
        }
        for learner in order where !given.contains(learner) {
            let free = load.indices.filter { isFree($0, for: learner) }
            if let company = free.min(by: { (load[$0], $0) < (load[$1], $1) }) { add(company, to: learner) }
        }
    }

    private mutating func give(_ learner: Int) {
        let wished = wishes[learner].first { isFree($0, for: learner) }
        let other = load.indices.filter { isFree($0, for: learner) }.min { (load[$0], $0) < (load[$1], $1) }
        if let company = wished ?? other {
            if wished != nil { pleased[learner] += 1 }
            add(company, to: learner)
        } else {
            swap(for: learner)
        }
    }

    private func isFree(_ company: Int, for learner: Int) -> Bool {
        load.indices.contains(company) && load[company] < slots && !met[learner].contains(company)
    }

    private mutating func add(_ company: Int, to learner: Int) {
        met[learner].insert(company)
        load[company] += 1
    }

    /// Every company with room was met already: somebody else goes there, and leaves their place elsewhere.
    private mutating func swap(for learner: Int) {
        for open in load.indices where load[open] < slots {
            for other in met.indices where other != learner && !met[other].contains(open) {
                guard let taken = met[other].subtracting(met[learner]).min() else { continue }
                met[other].remove(taken)
                load[taken] -= 1
                add(open, to: other)
                add(taken, to: learner)
                return
            }
        }
    }
}

/// Gives each pair a time: a colouring of the edges of a bipartite graph, which exists as soon as nobody has more
/// interviews than there are times (König); chains of two times are exchanged when two ends do not agree.
private struct SlotColours {
    private(set) var meetings: [MeetingPlan.Meeting] = []

    init(_ pairs: [(learner: Int, company: Int)], learners: Int, companies: Int, slots: Int) {
        // The other end of the edge of a time at each end; companies come after learners.
        var partner = Array(repeating: [Int?](repeating: nil, count: slots), count: learners + companies)
        for pair in pairs {
            let (one, other) = (pair.learner, learners + pair.company)
            guard let first = partner[one].firstIndex(of: nil), let second = partner[other].firstIndex(of: nil)
            else { continue }
            if first != second, partner[other][first] != nil {
                SlotColours.exchange(first, second, from: other, in: &partner)
            }
            partner[one][first] = other
            partner[other][first] = one
        }
        for learner in 0..<learners {
            for (slot, company) in partner[learner].enumerated() {
                if let company {
                    meetings.append(.init(learner: learner, company: company - learners, slot: slot))
                }
            }
        }
    }

    /// Follows the chain of edges of two times from an end, and exchanges these times along it.
    private static func exchange(_ first: Int, _ second: Int, from start: Int, in partner: inout [[Int?]]) {
        var chain: [(Int, Int, Int)] = []
        var (node, time) = (start, first)
        while let next = partner[node][time] {
            chain.append((node, next, time))
            node = next
            time = time == first ? second : first
        }
        for (one, other, time) in chain {
            partner[one][time] = nil
            partner[other][time] = nil
        }
        for (one, other, time) in chain {
            let new = time == first ? second : first
            partner[one][new] = other
            partner[other][new] = one
        }
    }
}
