/// An instant in UTC, to the second, as a file carries it.
public struct PDFDate: Hashable, Sendable {
    /// Calendar year.
    public let year: Int
    /// Month, 1 to 12.
    public let month: Int
    /// Day of the month, 1 to 31.
    public let day: Int
    /// Hour, 0 to 23.
    public let hour: Int
    /// Minute, 0 to 59.
    public let minute: Int
    /// Second, 0 to 59.
    public let second: Int

    /// The instant that many seconds after 1 January 1970, 00:00 UTC.
    public init(secondsSince1970 seconds: Int) {
        let clock = ((seconds % 86_400) + 86_400) % 86_400
        let days = (seconds - clock) / 86_400 + 719_468  // days since 1 March of year 0
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = clock / 3600
        minute = clock / 60 % 60
        second = clock % 60
    }

    /// `D:20260901120000Z`, the form of the information dictionary.
    var information: String {
        "D:\(padded(year, 4))\(padded(month))\(padded(day))\(padded(hour))\(padded(minute))\(padded(second))Z"
    }

    /// `2026-09-01T12:00:00Z`, the form of the metadata packet.
    var metadata: String {
        "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
    }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
