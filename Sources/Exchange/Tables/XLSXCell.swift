import Domain
import Foundation

/// How workbooks write what cells show.
enum XLSXCell {
    /// `C5` is column 2.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
            if column > 16_384 { return nil }
        }
        return column == 0 ? nil : column - 1
    }

    /// The runs of a text joined; the phonetic guides of Asian writing left out.
    static func richText(_ element: XMLElement) -> String {
        let pieces = element.children.map { child in
            switch child.name {
            case "t": child.text
            case "r": child.child("t")?.text ?? ""
            default: ""
            }
        }
        return unescaped(pieces.joined())
    }

    /// `_x000D_` stands for a character that XML cannot hold.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            guard let code = UInt32(match.1, radix: 16), let scalar = Unicode.Scalar(code) else {
                return String(match.0)
            }
            return code == 0x0A || code == 0x09 || code >= 0x20 ? String(Character(scalar)) : code == 0x0D ? "" : " "
        }
    }

    // MARK: Numbers

    /// A whole number without decimals or exponent as long as it is exact; else the shortest decimal writing.
    static func number(_ raw: String) -> String {
        if raw.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return raw }
        guard let value = Double(raw), value.isFinite else { return raw }
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
        guard abs(value) < 9_007_199_254_740_992, abs(value) >= 0.0001 else { return raw }
        return Double(String(format: "%.15g", value)).map(\.description) ?? raw
    }

    // MARK: Dates

    /// ISO date, with the time when there is one, or the time alone below one day. `nil` outside the calendar and
    /// for 60, the 29 February 1900 that never was.
    static func date(serial: Double, startsIn1904: Bool) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        let minutes = Int((serial * 1440).rounded())
        let (days, minute) = minutes.quotientAndRemainder(dividingBy: 1440)
        let time = padded(minute / 60) + ":" + padded(minute % 60)
        if days == 0, !startsIn1904 { return time }
        let serial = startsIn1904 ? days + 1462 : days
        guard serial != 60 else { return nil }
        let day = LocalDate(dayNumber: serial - 25_569 + (serial < 60 ? 1 : 0))
        return minute == 0 ? day.description : day.description + " " + time
    }

    /// Whether a number format shows a date or a time: those built in, or a code with letters of dates outside
    /// quotes and brackets.
    static func isDateFormat(_ id: Int, code: String?) -> Bool {
        guard let code else {
            return (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
        }
        let bare = code.replacing(/"[^"]*"|\\.|_.|\*./, with: "").replacing(/\[(?![hms]+\])[^\]]*\]/, with: "")
        guard bare.lowercased() != "general", !bare.lowercased().contains("standard") else { return false }
        let section = bare.split(separator: ";").first ?? ""
        return section.lowercased().contains(/[ymdhs]/)
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
