import Domain

/// Writes a sheet as delimited text (RFC 4180).
public enum CSVWriter {
    /// For whom the file is written.
    public enum Profile: String, Sendable, CaseIterable {
        /// French Excel: byte-order mark, `;`, CRLF, `dd/MM/yyyy`, decimal comma, formulas neutralised.
        case excelFrench
        /// Programs: UTF-8 without mark, `,`, CRLF, ISO dates, decimal point, texts as they are.
        case strict
    }

    /// The bytes of the file.
    public static func bytes(_ sheet: Sheet, profile: Profile = .excelFrench) -> [UInt8] {
        var bytes: [UInt8] = profile == .excelFrench ? [0xEF, 0xBB, 0xBF] : []
        append(sheet.columns.map { .text($0.title) }, to: &bytes, profile)
        for row in sheet.rows { append(row, to: &bytes, profile) }
        return bytes
    }

    private static func append(_ row: [CellValue], to bytes: inout [UInt8], _ profile: Profile) {
        let separator: UInt8 = profile == .excelFrench ? 0x3B : 0x2C
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(separator) }
            let text = text(cell, profile)
            let needsQuotes = text.utf8.contains {
                $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
            }
            if needsQuotes || text.first == " " || text.last == " " {
                bytes.append(0x22)
                bytes += Array(text.replacing("\"", with: "\"\"").utf8)
                bytes.append(0x22)
            } else {
                bytes += Array(text.utf8)
            }
        }
        bytes += [0x0D, 0x0A]
    }

    private static func text(_ cell: CellValue, _ profile: Profile) -> String {
        switch cell {
        case .empty: ""
        case .text(let text), .identifier(let text): profile == .excelFrench ? neutralised(text) : clean(text)
        case .integer(let value): String(value)
        case .decimal(let value): decimal(String(value), profile)
        case .amount(let cents): decimal(amount(cents), profile)
        case .date(let date): profile == .excelFrench ? date.numeric : date.description
        case .flag(let isTrue): profile == .excelFrench ? (isTrue ? "oui" : "non") : String(isTrue)
        }
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe, which hides itself in the cell.
    static func neutralised(_ text: String) -> String {
        let clean = clean(text)
        guard let first = clean.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) else { return clean }
        return "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) ? "'" + clean : clean
    }

    private static func clean(_ text: String) -> String {
        text.contains("\0") ? text.replacing("\0", with: "") : text
    }

    private static func amount(_ cents: Cents) -> String {
        let digits = String(cents.rawValue.magnitude)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return (cents.rawValue < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }

    private static func decimal(_ text: String, _ profile: Profile) -> String {
        profile == .excelFrench ? text.replacing(".", with: ",") : text
    }
}
