/// Reads a table from CSV, tabbed text, XLSX or the XML tables of EDT and PRONOTE.
public enum TableReading {
    /// - Throws: `ExchangeFailure` when the file is none of these, is damaged, or holds what no table should.
    public static func read(_ file: NamedFile, limits: ReadingLimits = .standard) throws -> Table {
        try file.checkSize(limits)
        if OldWorkbook.looksLike(file.bytes) { throw OldWorkbook.failure(file) }
        if ZipArchive.looksLikeZip(file.bytes) { return try XLSXReader(file: file, limits: limits).read() }
        if looksLikeXML(file.bytes) { return try XMLTableReader.read(file, limits: limits) }
        return try CSVReader.read(file, limits: limits)
    }

    private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(200).drop { $0 >= 0x80 || $0 <= 0x20 }.filter { $0 != 0 }
        return start.starts(with: "<".utf8)
    }
}

/// Files of Excel before 2007, which are also the wrapping of protected workbooks.
enum OldWorkbook {
    static func looksLike(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    static func failure(_ file: NamedFile) -> ExchangeFailure {
        let mark = "EncryptedPackage".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let isEncrypted = file.bytes.firstRange(of: mark) != nil
        return ExchangeFailure(file: file.name, cause: isEncrypted ? .encrypted : .oldWorkbook)
    }
}
