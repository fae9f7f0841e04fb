/// The key of a record: a UUIDv7 as lower-case text, typed by what it names so that two kinds cannot be mixed up.
public struct ID<Subject>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The key as stored.
    public let rawValue: String

    /// Accepts any text: a key that names nothing is answered by « introuvable », not by a crash.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Accepts any text, like `init(rawValue:)`.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// The key as stored.
    public var description: String { rawValue }

    /// The older record first, for keys made by `UUIDv7`.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ID: Codable {
    /// Reads a single string.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits, so that keys sort by age.
public enum UUIDv7 {
    /// - Parameters:
    ///   - moment: the time written in the key.
    ///   - random: 74 bits at least of them are used; the caller owns the source so that tests are repeatable.
    public static func text(at moment: Moment, random: (UInt64, UInt64)) -> String {
        let milliseconds = UInt64(max(0, moment.millisecondsSince1970)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
        var digits: [UInt8] = []
        digits.reserveCapacity(36)
        for (index, shift) in stride(from: 60, through: 0, by: -4).enumerated() {
            if index == 8 || index == 12 { digits.append(0x2D) }
            digits.append(hex(high >> UInt64(shift)))
        }
        digits.append(0x2D)
        for (index, shift) in stride(from: 60, through: 0, by: -4).enumerated() {
            if index == 4 { digits.append(0x2D) }
            digits.append(hex(low >> UInt64(shift)))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func hex(_ value: UInt64) -> UInt8 {
        let digit = UInt8(value & 15)
        return digit < 10 ? 0x30 + digit : 0x57 + digit
    }
}
