import Placement
import Testing

@Suite struct `An instance file` {
    /// Two learners, two places, three pairs; legal units 0 and 1.
    private func numbers(
        mark: Int32 = 0x504C_4143, firstArc: [Int32] = [0, 2, 3], places: [Int32] = [0, 1, 1],
        costs: [Int32] = [4, 5, 6], alone: [Int32] = [100, 100], capacity: [Int32] = [1, 2],
        unit: [Int32] = [0, 1], quota: [Int32] = [3, 1]
    ) -> [Int32] {
        [mark, Int32(alone.count), Int32(capacity.count), Int32(places.count)] + firstArc + places + costs + alone
            + capacity + unit + quota
    }

    private func read(_ numbers: [Int32], _ variant: Instance.Variant = .capacitated, drop: Int = 0) throws -> Instance
    {
        let bytes = numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        return try bytes.dropLast(drop).withUnsafeBytes { try Instance(file: $0, variant: variant) }
    }

    @Test func `is read in both variants`() throws {
        let unit = try read(numbers(), .unit)
        #expect(unit.capacity == [1, 1] && unit.parent == [-1, -1])
        let full = try read(numbers())
        #expect(full.capacity == [1, 2, 3, 1] && full.parent == [2, 3, -1, -1])
        #expect(try full.solved().objective == 10)
    }

    @Test func `may be empty`() throws {
        let empty = try read([0x504C_4143, 0, 0, 0, 0], .capacitated)
        #expect(try empty.solved().objective == 0)
    }

    @Test func `may hold a learner without any choice`() throws {
        let instance = try read(numbers(firstArc: [0, 0, 2], places: [0, 1], costs: [4, 5]))
        #expect(try instance.solved().seat[0] == -1)
    }

    @Test func `is refused when it is cut or too long`() {
        for drop in 1...40 {
            #expect(throws: InstanceError.self) { try read(numbers(), .unit, drop: drop) }
        }
        #expect(throws: InstanceError.length(expected: 16, found: 0)) { try read([]) }
        #expect(throws: InstanceError.self) { try read(Array(numbers().prefix(9))) }
    }

    @Test func `is refused with its reason`() {
        #expect(throws: InstanceError.foreign(firstBytes: 7)) { try read(numbers(mark: 7)) }
        #expect(throws: InstanceError.duplicateArc(learner: 0, place: 1)) { try read(numbers(places: [1, 1, 1])) }
        #expect(throws: InstanceError.unknownPlace(learner: 1, arc: 2, place: 2)) {
            try read(numbers(places: [0, 1, 2]))
        }
        #expect(throws: InstanceError.unknownPlace(learner: 0, arc: 0, place: -1)) {
            try read(numbers(places: [-1, 1, 1]))
        }
        #expect(throws: InstanceError.arcsOutOfOrder(learner: 0)) { try read(numbers(firstArc: [0, 9, 3])) }
        #expect(throws: InstanceError.arcsOutOfOrder(learner: 1)) { try read(numbers(firstArc: [0, 2, 1])) }
        #expect(throws: InstanceError.negativeCapacity(node: 1, capacity: -2)) { try read(numbers(capacity: [1, -2])) }
        #expect(throws: InstanceError.negativeCapacity(node: 2, capacity: -1)) { try read(numbers(quota: [-1, 1])) }
        #expect(throws: InstanceError.length(expected: 100, found: 84)) { try read(numbers(unit: [5, 0])) }
        #expect(throws: InstanceError.parentOutOfOrder(node: 0, parent: 0)) { try read(numbers(unit: [-2, 1])) }
        #expect(throws: InstanceError.costTooLarge(learner: 0, arc: 0, cost: Int64(Int32.max))) {
            try read(numbers(costs: [Int32.max, 0, 0]))
        }
        #expect(throws: InstanceError.shape(.learners, expected: 0, found: -1)) {
            try read([0x504C_4143, -1, 0, 0, 0])
        }
        #expect(throws: InstanceError.self) { try read([0x504C_4143, Int32.max, Int32.max, Int32.max, 0]) }
    }

    @Test func `never breaks on random bytes`() {
        for seed in 0..<3_000 {
            var chance = Chance(UInt64(seed))
            var wrong = numbers()
            for _ in 0...chance.number(0...3) {
                wrong[chance.number(1...(wrong.count - 1))] = Int32(truncatingIfNeeded: chance.next())
            }
            if let instance = try? read(wrong), let solution = try? instance.solved() {
                #expect(solution.firstFault(in: instance) == nil)
            }
        }
    }
}
