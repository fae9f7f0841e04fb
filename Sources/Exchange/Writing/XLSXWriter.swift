import CXlsxWriter
import Domain
import Foundation

/// Writes sheets as a workbook: typed cells, bold titles that stay in sight, filters.
public enum XLSXWriter {
    /// The bytes of the workbook.
    /// - Parameters:
    ///   - createdAt: the time written in the properties of the workbook.
    ///   - folder: an existing folder for the file while it is made; nothing is left there.
    /// - Throws: `ExchangeFailure` when the file cannot be written, as on a full disk.
    public static func bytes(_ sheets: [Sheet], createdAt: Moment, in folder: String) throws -> [UInt8] {
        let path = try temporaryFile(in: folder)
        defer { unlink(path) }
        try write(sheets, createdAt, path: path, folder: folder)
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
            throw ExchangeFailure(file: "", cause: .notWritten("relecture impossible"))
        }
        return Array(data)
    }

    private static func temporaryFile(in folder: String) throws -> String {
        var template = Array((folder + "/classeur-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw ExchangeFailure(file: "", cause: .notWritten(String(cString: strerror(errno))))
        }
        close(descriptor)
        return String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func write(_ sheets: [Sheet], _ createdAt: Moment, path: String, folder: String) throws {
        let error = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            guard let workbook = workbook_new_opt(path, &options) else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
            var properties = lxw_doc_properties()
            properties.created = time_t(createdAt.millisecondsSince1970 / 1000)
            workbook_set_properties(workbook, &properties)
            let formats = XLSXFormats(workbook)
            var names: Set<String> = []
            for sheet in sheets {
                guard let worksheet = workbook_add_worksheet(workbook, sheetName(sheet.name, taken: &names)) else {
                    continue
                }
                XLSXSheetWriter(worksheet: worksheet, formats: formats, sheet: sheet).write()
            }
            return workbook_close(workbook)
        }
        guard error == LXW_NO_ERROR else {
            throw ExchangeFailure(file: "", cause: .notWritten(String(cString: lxw_strerror(error))))
        }
    }

    /// At most 31 characters, none of those that Excel forbids, each name once.
    static func sheetName(_ name: String, taken: inout Set<String>) -> String {
        let allowed = name.filter { !":\\/?*[]".contains($0) && !$0.isNewline }.trimmingPrefix("'")
        let base = allowed.isEmpty ? "Feuille" : String(allowed.prefix(31))
        var candidate = base
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = base.prefix(27) + " (\(number))"
            number += 1
        }
        return candidate
    }
}

/// The formats of one workbook.
struct XLSXFormats {
    let title: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let date: UnsafeMutablePointer<lxw_format>?
    let amount: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        title = workbook_add_format(workbook)
        format_set_bold(title)
        format_set_bottom(title, UInt8(LXW_BORDER_THIN.rawValue))
        text = workbook_add_format(workbook)
        format_set_num_format_index(text, 49)
        date = workbook_add_format(workbook)
        format_set_num_format(date, "dd/mm/yyyy")
        amount = workbook_add_format(workbook)
        format_set_num_format(amount, "#,##0.00\\ \"€\"")
    }
}

/// Writes one sheet of an open workbook.
private struct XLSXSheetWriter {
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let formats: XLSXFormats
    let sheet: Sheet

    func write() {
        for (index, column) in sheet.columns.enumerated() {
            worksheet_write_string(worksheet, 0, UInt16(index), safe(column.title), formats.title)
            worksheet_set_column(worksheet, UInt16(index), UInt16(index), width(of: index), nil)
        }
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() { write(cell, UInt32(row + 1), UInt16(column)) }
        }
        worksheet_freeze_panes(worksheet, 1, 0)
        guard !sheet.columns.isEmpty else { return }
        worksheet_autofilter(worksheet, 0, 0, UInt32(sheet.rows.count), UInt16(sheet.columns.count - 1))
    }

    private func write(_ cell: CellValue, _ row: UInt32, _ column: UInt16) {
        switch cell {
        case .empty: break
        case .text(let text):
            if !text.isEmpty { worksheet_write_string(worksheet, row, column, safe(text), nil) }
        case .identifier(let text):
            if !text.isEmpty { worksheet_write_string(worksheet, row, column, safe(text), formats.text) }
        case .integer(let value): worksheet_write_number(worksheet, row, column, Double(value), nil)
        case .decimal(let value): worksheet_write_number(worksheet, row, column, value, nil)
        case .amount(let cents):
            worksheet_write_number(worksheet, row, column, Double(cents.rawValue) / 100, formats.amount)
        case .date(let date): write(date, row, column)
        case .flag(let isTrue): worksheet_write_string(worksheet, row, column, isTrue ? "oui" : "non", nil)
        }
    }

    /// Days before March 1900 have no true number in a workbook: they are written as text.
    private func write(_ date: LocalDate, _ row: UInt32, _ column: UInt16) {
        let serial = date.dayNumber + 25_569
        if serial > 60 {
            worksheet_write_number(worksheet, row, column, Double(serial), formats.date)
        } else {
            worksheet_write_string(worksheet, row, column, date.numeric, nil)
        }
    }

    /// What a cell may hold: 32 767 characters, no control character.
    private func safe(_ text: String) -> String {
        let clean =
            text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
            ? String(
                String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }))
            : text
        return clean.utf16.count > 32_767 ? clean.prefix(16_000) + "…" : clean
    }

    private func width(of index: Int) -> Double {
        if let width = sheet.columns[index].width { return Double(width) }
        let lengths = sheet.rows.prefix(200).map { row in
            guard row.indices.contains(index) else { return 0 }
            return switch row[index] {
            case .text(let text), .identifier(let text): text.count
            case .date, .amount: 11
            default: 6
            }
        }
        return Double(min(60, max(sheet.columns[index].title.count + 4, lengths.max() ?? 0) + 1))
    }
}
