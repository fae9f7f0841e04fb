/// 128 bits that tell contents apart; not a protection against forgery.
struct Fingerprint: Hashable, Sendable {
    private(set) var high: UInt64 = 0x9AE1_6A3B_2F90_404F
    private(set) var low: UInt64 = 0xC3A5_C85C_97CB_3127

    init() {}

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { add($0) }
    }

    mutating func add(_ buffer: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= buffer.count {
            mix(buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest = UInt64(buffer.count)
        while offset < buffer.count {
            rest = rest << 8 | UInt64(buffer[offset])
            offset += 1
        }
        mix(rest)
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ number: Int) {
        mix(UInt64(bitPattern: Int64(number)))
    }

    private mutating func mix(_ word: UInt64) {
        let product = (low ^ word).multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
        low = product.high ^ product.low
        high = (high ^ word &+ low) &* 0xD6E8_FEB8_6659_FD93
        high ^= high >> 29
    }

    /// The sixteen bytes, most significant first.
    var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }
}
