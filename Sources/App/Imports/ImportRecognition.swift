import Domain
import Exchange

/// Tells from their content what a set of files is.
enum ImportRecognition {
    /// - Throws: `ImportRefusal` when the files are of several sorts or of none.
    static func kind(of files: [NamedFile]) throws -> ImportKind {
        guard let first = files.first else { throw ExchangeFailure(file: "", cause: .noFile) }
        let kinds = try files.map(kind)
        guard Set(kinds).count == 1, let kind = kinds.first else { throw ImportRefusal.mixedKinds }
        if kind != .siecle, files.count > 1 {
            throw kind.isDirectory || kind == .calendar ? ImportRefusal.mixedKinds : ImportRefusal.severalTables
        }
        _ = first
        return kind
    }

    private static func kind(of file: NamedFile) throws -> ImportKind {
        guard !file.bytes.isEmpty else { throw ExchangeFailure(file: file.name, cause: .empty) }
        if file.bytes.starts(with: [0x50, 0x4B]) {
            return holds(file.bytes, "xl/workbook") || holds(file.bytes, "[Content_Types].xml")
                ? try tableKind(of: file) : .siecle
        }
        let start = opening(of: file.bytes)
        if start.first == "<" {
            return start.contains("<table") ? try tableKind(of: file) : .siecle
        }
        if start.contains("identifiant_de_l_etablissement") { return .schoolDirectory }
        if start.contains("annee_scolaire"), start.contains("population") { return .calendar }
        if start.contains("numero_uai"), start.contains("mail_bde") { return .bureauDirectory }
        guard start.first != "[", start.first != "{" else { throw ImportRefusal.notRecognised(file: file.name) }
        return try tableKind(of: file)
    }

    /// Learners or companies: whichever its titles suit best.
    private static func tableKind(of file: NamedFile) throws -> ImportKind {
        let header = try TableReading.read(file, limits: ReadingLimits(maxRows: 200_000)).header
        let learners = ColumnMapping(kind: .learners, header: header)
        let companies = ColumnMapping(kind: .companies, header: header)
        if learners.missing.isEmpty != companies.missing.isEmpty {
            return learners.missing.isEmpty ? .learners : .companies
        }
        return companies.columns.count > learners.columns.count ? .companies : .learners
    }

    /// The first characters in lower case, without mark nor blanks, whatever the encoding.
    private static func opening(of bytes: [UInt8]) -> String {
        let plain = bytes.prefix(16_384).filter { $0 != 0 && $0 < 0x80 }.drop { $0 <= 0x20 }
        return String(decoding: plain, as: UTF8.self).lowercased()
    }

    private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
        bytes.firstRange(of: Array(text.utf8)) != nil
    }
}
