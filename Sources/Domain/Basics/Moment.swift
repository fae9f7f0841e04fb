import Foundation

/// An instant in UTC, to the millisecond. Text form: `2027-03-01T08:30:00.000Z`, always of the same width.
public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1 January 1970, UTC; negative before.
    public let millisecondsSince1970: Int64

    /// Milliseconds since 1 January 1970, UTC.
    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// Reads the text form only.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[10] == 0x54, bytes[23] == 0x5A, bytes[13] == 0x3A, bytes[16] == 0x3A,
            bytes[19] == 0x2E, let day = LocalDate(text.prefix(10)),
            let hour = Moment.number(bytes[11..<13]), let minute = Moment.number(bytes[14..<16]),
            let second = Moment.number(bytes[17..<19]), let millisecond = Moment.number(bytes[20..<23]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = Int64(day.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        millisecondsSince1970 = seconds * 1000 + Int64(millisecond)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    /// Later by whole seconds, earlier when negative.
    public func adding(seconds: Int) -> Moment {
        Moment(millisecondsSince1970: millisecondsSince1970 + Int64(seconds) * 1000)
    }

    /// Whole seconds from this moment to the other; negative when the other is earlier.
    public func seconds(until other: Moment) -> Int {
        Int((other.millisecondsSince1970 - millisecondsSince1970) / 1000)
    }

    /// The civil day in a time zone: schools overseas are not on the day of Paris.
    public func day(in zone: TimeZone) -> LocalDate {
        let local = millisecondsSince1970 + Int64(offset(in: zone)) * 1000
        return LocalDate(dayNumber: Int((Double(local) / 86_400_000).rounded(.down)))
    }

    /// `08 h 30`, in a time zone.
    public func clock(in zone: TimeZone) -> String {
        let local = millisecondsSince1970 + Int64(offset(in: zone)) * 1000
        let ofDay = (local % 86_400_000 + 86_400_000) % 86_400_000
        let minutes = Int(ofDay / 60_000)
        return LocalDate.padded(minutes / 60, 2) + "\u{A0}h\u{A0}" + LocalDate.padded(minutes % 60, 2)
    }

    /// The instant at which the clock of a place shows a time of a day.
    /// - Parameter minute: minutes since midnight; those beyond a day fall on the next one.
    public init(_ day: LocalDate, minute: Int, in zone: TimeZone) {
        let local = Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + Int64(minute) * 60_000)
        // The offset of the guess is that of the answer, but in the hour in which the clock changes.
        let guess = local.adding(seconds: -local.offset(in: zone))
        self = local.adding(seconds: -guess.offset(in: zone))
    }

    private func offset(in zone: TimeZone) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1000))
    }

    /// The earlier instant first.
    public static func < (left: Moment, right: Moment) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }
}

extension Moment: CustomStringConvertible {
    /// `2027-03-01T08:30:00.000Z`
    public var description: String {
        let seconds = (millisecondsSince1970 - (millisecondsSince1970 % 1000 + 1000) % 1000) / 1000
        let millisecond = Int((millisecondsSince1970 % 1000 + 1000) % 1000)
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = Int(seconds) - day * 86_400
        return LocalDate(dayNumber: day).description + "T" + LocalDate.padded(rest / 3600, 2) + ":"
            + LocalDate.padded(rest / 60 % 60, 2) + ":" + LocalDate.padded(rest % 60, 2) + "."
            + LocalDate.padded(millisecond, 3) + "Z"
    }
}

extension Moment: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an instant: \(text)")
        }
        self = moment
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension TimeZone {
    /// The time of metropolitan France; UTC only where the system has no table of zones.
    public static let paris = TimeZone(identifier: "Europe/Paris") ?? .gmt
}
