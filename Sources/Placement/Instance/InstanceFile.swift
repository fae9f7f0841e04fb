extension Instance {
    /// How the last three lists of an instance file are used.
    public enum Variant: Sendable {
        /// Every place takes one learner; nothing above it.
        case unit
        /// Every place takes its capacity, every legal unit (SIREN) its weekly quota (R124-10).
        case capacitated
    }

    /// The first four bytes of an instance file, as a little-endian number.
    public static let fileMark: UInt32 = 0x504C_4143

    /// Reads an instance file: little-endian Int32 numbers, in this order: mark, learners N, places M, arcs Z,
    /// first arcs (N + 1), places of the arcs (Z), costs of the arcs (Z), costs of « not placed » (N), capacities (M),
    /// legal units (M), quotas of the legal units.
    public init(file bytes: UnsafeRawBufferPointer, variant: Variant) throws(InstanceError) {
        var numbers = FileNumbers(bytes: bytes)
        let header = try FileHeader(&numbers)
        let firstArc = numbers.list(header.learners + 1)
        let arcPlace = numbers.list(header.arcs)
        let arcCost = numbers.list(header.arcs)
        let alone = numbers.list(header.learners).map(Int64.init)
        let capacity = numbers.list(header.places)
        let unit = numbers.list(header.places)
        let quota = numbers.list(header.quotas)
        let quotas = Int(unit.max() ?? Int32(quota.count) - 1) + 1
        guard quotas == quota.count || quotas <= 0 else {
            throw .length(expected: bytes.count + 4 * (quotas - quota.count), found: bytes.count)
        }
        switch variant {
        case .unit:
            self = try Instance.unit(
                firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost, aloneCost: alone, placeCount: header.places)
        case .capacitated:
            let parent = try FileHeader.parents(of: unit, quotas: quota.count, after: header.places)
            self = try Instance(
                firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost, aloneCost: alone, placeCount: header.places,
                capacity: capacity + quota, parent: parent)
        }
    }
}

/// The counts at the start of the file, checked against its length.
private struct FileHeader {
    let learners: Int
    let places: Int
    let arcs: Int
    let quotas: Int

    init(_ numbers: inout FileNumbers) throws(InstanceError) {
        let found = numbers.bytes.count
        guard found >= 16 else { throw .length(expected: 16, found: found) }
        let header = numbers.list(4)
        guard UInt32(bitPattern: header[0]) == Instance.fileMark else {
            throw .foreign(firstBytes: UInt32(bitPattern: header[0]))
        }
        learners = Int(header[1])
        places = Int(header[2])
        arcs = Int(header[3])
        guard learners >= 0 else { throw .shape(.learners, expected: 0, found: learners) }
        guard places >= 0 else { throw .shape(.places, expected: 0, found: places) }
        guard arcs >= 0 else { throw .shape(.arcs, expected: 0, found: arcs) }
        // Int is 64 bits wide: three counts of 31 bits cannot overflow here.
        let known = 4 * (4 + learners + 1 + 2 * arcs + learners + 2 * places)
        guard found >= known, (found - known) % 4 == 0 else { throw .length(expected: known, found: found) }
        quotas = (found - known) / 4
    }

    /// The parent of each place, then of each legal unit (none).
    static func parents(of unit: [Int32], quotas: Int, after places: Int) throws(InstanceError) -> [Int32] {
        guard places + quotas < 1 << 30 else { throw .shape(.nodes, expected: 1 << 30, found: places + quotas) }
        var parent: [Int32] = []
        parent.reserveCapacity(places + quotas)
        for place in unit.indices {
            let above = Int(unit[place])
            guard above >= 0, above < quotas else { throw .parentOutOfOrder(node: place, parent: places + above) }
            parent.append(Int32(places + above))
        }
        for _ in 0..<quotas { parent.append(-1) }
        return parent
    }
}

/// Takes little-endian numbers from bytes, whatever their alignment.
private struct FileNumbers {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next `count` numbers. The caller has checked that they are there.
    mutating func list(_ count: Int) -> [Int32] {
        let start = offset
        offset += 4 * count
        return [Int32](unsafeUninitializedCapacity: count) { into, filled in
            for index in 0..<count {
                into.initializeElement(
                    at: index,
                    to: Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: Int32.self)))
            }
            filled = count
        }
    }
}
