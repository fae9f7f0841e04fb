import Foundation
import Placement

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// What the work costs, in CPU seconds, and what it gives.
func measured<Value>(_ work: () throws -> Value) rethrows -> (cpu: Double, value: Value) {
    let start = cpuSeconds()
    let value = try work()
    return (cpuSeconds() - start, value)
}

func printLine(_ values: [(String, any CustomStringConvertible)]) {
    print("{" + values.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
}

func readInstance(_ path: String, _ variant: Instance.Variant) throws -> Instance {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    return try bytes.withUnsafeBytes { try Instance(file: $0, variant: variant) }
}

func solve(_ words: [String]) async throws {
    let variant: Instance.Variant = words.contains("--capacitated") ? .capacitated : .unit
    let threads = words.firstIndex(of: "--threads").flatMap { Int(words[$0 + 1]) } ?? 1
    let (reading, instance) = try measured { try readInstance(words[1], variant) }
    let start = cpuSeconds()
    let wall = ContinuousClock.now
    let solution = threads > 1 ? try await solvedInParts(instance, threads) : try instance.solved()
    let solving = cpuSeconds() - start
    let duration = (ContinuousClock.now - wall) / .seconds(1)
    let (checking, fault) = measured { solution.firstFault(in: instance) }
    printLine([
        ("cpu", solving), ("wall", duration), ("obj", solution.objective), ("placed", solution.placed),
        ("certified", fault == nil), ("read", reading), ("verify", checking),
    ])
}

private func solvedInParts(_ instance: Instance, _ threads: Int) async throws -> Solution {
    let components = Components(of: instance)
    let parts = components.parts
    return try await withThrowingTaskGroup(of: (Int, Solution).self) { group in
        var solutions = [Solution?](repeating: nil, count: parts.count)
        for number in parts.indices {
            if number >= threads, let (done, solution) = try await group.next() { solutions[done] = solution }
            group.addTask { (number, try parts[number].instance.solved()) }
        }
        for try await (done, solution) in group { solutions[done] = solution }
        return components.whole(solutions.compactMap { $0 })
    }
}

/// Changes spread over the instance: the present pair refused, another cost, a place lost, a place that takes two.
func replan(_ path: String, changes: Int) throws {
    let original = try readInstance(path, .unit)
    let full = try measured { try original.solved() }.cpu
    var planner = try Planner(original)
    let before = planner.solution()
    var changed = Changes(original)
    var edits: [Edit] = []
    for number in 0..<changes {
        let learner = number * 7_919 % original.learnerCount
        let arcs = Int(original.firstArc[learner])..<Int(original.firstArc[learner + 1])
        guard !arcs.isEmpty else { continue }
        let arc = arcs.lowerBound + number * 31 % arcs.count
        let place = Int(before.seat[learner] >= 0 ? before.seat[learner] : original.arcPlace[arc])
        switch number % 10 {
        case 0..<4: edits.append(.refuse(learner: learner, place: place))
        case 4..<8:
            edits.append(
                .pairCost(
                    learner: learner, place: Int(original.arcPlace[arc]), cost: Int32(300 + number * 37 % 1_500)))
        case 8: edits.append(.capacity(node: place, capacity: 0))
        default: edits.append(.capacity(node: Int(original.arcPlace[arc]), capacity: 2))
        }
    }
    let again = try measured { try planner.apply(edits) }.cpu
    for edit in edits { changed.make(edit) }
    let after = planner.solution()
    let fresh = try changed.instance()
    let moved = before.seat.indices.count { before.seat[$0] != after.seat[$0] }
    let same = try fresh.solved().objective == after.objective && after.firstFault(in: fresh) == nil
    printLine([("full", full), ("cpu", again), ("changes", edits.count), ("moved", moved), ("same", same)])
}

/// The same changes made to the lists, to check the planner against a solution from nothing.
private struct Changes {
    private let original: Instance
    private var cost: [Int32]
    private var capacity: [Int32]
    private var refused: Set<Int> = []

    init(_ instance: Instance) {
        original = instance
        cost = instance.arcCost
        capacity = instance.capacity
    }

    mutating func make(_ edit: Edit) {
        switch edit {
        case .refuse(let learner, let place): if let arc = arc(learner, place) { refused.insert(arc) }
        case .pairCost(let learner, let place, let value):
            if let arc = arc(learner, place) {
                cost[arc] = value
                refused.remove(arc)
            }
        case .capacity(let node, let value): capacity[node] = value
        case .aloneCost, .withdraw: break
        }
    }

    private func arc(_ learner: Int, _ place: Int) -> Int? {
        (Int(original.firstArc[learner])..<Int(original.firstArc[learner + 1]))
            .first { Int(original.arcPlace[$0]) == place }
    }

    func instance() throws -> Instance {
        var firstArc: [Int32] = [0]
        var places: [Int32] = []
        var costs: [Int32] = []
        for learner in 0..<original.learnerCount {
            for arc in Int(original.firstArc[learner])..<Int(original.firstArc[learner + 1])
            where !refused.contains(arc) {
                places.append(original.arcPlace[arc])
                costs.append(cost[arc])
            }
            firstArc.append(Int32(places.count))
        }
        return try Instance(
            firstArc: firstArc, arcPlace: places, arcCost: costs, aloneCost: original.aloneCost,
            placeCount: original.placeCount, capacity: capacity, parent: original.parent)
    }
}
