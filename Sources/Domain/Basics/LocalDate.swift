/// A day of the civil calendar, without hour or time zone. Text form: `2027-03-01`.
public struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970.
    public let dayNumber: Int

    /// Days since 1 January 1970; negative before.
    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// `nil` when no such day exists (31 February, month 13, year outside 1…9999).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= LocalDate.length(of: month, in: year)
        else { return nil }
        dayNumber = LocalDate.daysFromCivil(year, month, day)
    }

    /// Reads `2027-03-01` only; other writings belong to the importers (`LocalDate(french:)`).
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = LocalDate.number(bytes[0..<4]), let month = LocalDate.number(bytes[5..<7]),
            let day = LocalDate.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads what people type and what school files hold: `1/3/2027`, `01/03/27`, `01-03-2027`, `01.03.2027`.
    /// Two-digit years are taken within the century around 2000: 27 is 2027, 85 is 1985.
    public init?(french text: some StringProtocol) {
        if let iso = LocalDate(text) { self = iso; return }
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." || $0 == " " })
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let day = Int(parts[0]), let month = Int(parts[1]), var year = Int(parts[2]),
            parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 2 || parts[2].count == 4
        else { return nil }
        if parts[2].count == 2 { year += year < 70 ? 2000 : 1900 }
        self.init(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    // MARK: Parts

    /// 1 to 9999.
    public var year: Int { civil.year }
    /// 1 to 12.
    public var month: Int { civil.month }
    /// 1 to 31.
    public var day: Int { civil.day }

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

    /// ISO 8601 week: the year it belongs to and its number, 1 to 53.
    public var week: (year: Int, number: Int) {
        let thursday = adding(days: 4 - weekday)
        let first = LocalDate(dayNumber: LocalDate.daysFromCivil(thursday.year, 1, 1))
        return (thursday.year, (thursday.dayNumber - first.dayNumber) / 7 + 1)
    }

    /// The Monday of the same week.
    public var monday: LocalDate { adding(days: 1 - weekday) }

    // MARK: Arithmetic

    /// Some days later, earlier when negative.
    public func adding(days: Int) -> LocalDate {
        LocalDate(dayNumber: dayNumber + days)
    }

    /// The same day some years later; 29 February becomes 28 February.
    public func adding(years: Int) -> LocalDate {
        let date = civil
        let year = date.year + years
        let day = min(date.day, LocalDate.length(of: date.month, in: year))
        return LocalDate(dayNumber: LocalDate.daysFromCivil(year, date.month, day))
    }

    /// Days from this date to the other; negative when the other is earlier.
    public func days(until other: LocalDate) -> Int {
        other.dayNumber - dayNumber
    }

    /// Completed years on a day: the age of someone born on this date.
    public func age(on day: LocalDate) -> Int {
        let birth = civil
        let now = day.civil
        let had = (now.month, now.day) >= (birth.month, birth.day)
        return now.year - birth.year - (had ? 0 : 1)
    }

    /// The earlier day first.
    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    // MARK: Calendar

    private var civil: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's days-to-civil: eras of 400 years that begin on 1 March.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// The day number of a date known to exist.
    static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension LocalDate: CustomStringConvertible, LosslessStringConvertible {
    /// `2027-03-01`
    public var description: String {
        let date = civil
        return LocalDate.padded(date.year, 4) + "-" + LocalDate.padded(date.month, 2) + "-"
            + LocalDate.padded(date.day, 2)
    }

    /// Reads `2027-03-01` only.
    public init?(_ description: String) {
        self.init(description[...])
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension LocalDate: Codable {
    /// Reads `2027-03-01`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = LocalDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date: \(text)")
        }
        self = date
    }

    /// Writes `2027-03-01`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// How a day is written in French.
extension LocalDate {
    static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

    /// `01/03/2027`
    public var numeric: String {
        let date = civil
        return LocalDate.padded(date.day, 2) + "/" + LocalDate.padded(date.month, 2) + "/"
            + LocalDate.padded(date.year, 4)
    }

    /// `1er mars 2027`
    public var long: String {
        let date = civil
        return (date.day == 1 ? "1er" : String(date.day)) + " " + LocalDate.months[date.month - 1] + " "
            + String(date.year)
    }

    /// `lundi 1er mars 2027`
    public var spelled: String { LocalDate.weekdays[weekday - 1] + " " + long }

    /// `1er mars`: for lists where the year is plain.
    public var short: String {
        let date = civil
        return (date.day == 1 ? "1er" : String(date.day)) + " " + LocalDate.months[date.month - 1]
    }

    /// `lundi`
    public var weekdayName: String { LocalDate.weekdays[weekday - 1] }

    /// `aujourd’hui`, `demain`, `hier`, `lundi 4 mai` within six days, `4 mai` in the same year, `4 mai 2027` beyond.
    public func near(_ today: LocalDate) -> String {
        switch today.days(until: self) {
        case 0: "aujourd’hui"
        case 1: "demain"
        case -1: "hier"
        case -6...6: weekdayName + " " + short
        default: year == today.year ? short : long
        }
    }

    /// The same after « pour » or « prévu »: `aujourd’hui`, `demain`, `lundi 4 mai`, `le 4 mai`.
    public func nearWithArticle(_ today: LocalDate) -> String {
        (-6...6).contains(today.days(until: self)) ? near(today) : "le " + near(today)
    }
}

extension LocalDate {
    /// The same day some months later; the last of the month when there is no such day.
    public func adding(months: Int) -> LocalDate {
        let index = year * 12 + month - 1 + months
        let (year, month) = (index / 12, index % 12 + 1)
        return (0...3).lazy.compactMap { LocalDate(year: year, month: month, day: self.day - $0) }.first ?? self
    }
}
