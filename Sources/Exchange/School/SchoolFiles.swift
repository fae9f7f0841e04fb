/// Reads the files that a school exports from SIECLE and STS-web.
public enum SchoolFiles {
    /// Reads any mix of XML files and archives of them, whatever their names.
    /// - Throws: `ExchangeFailure` naming every file that cannot be read at all; nothing is returned then.
    public static func read(_ files: [NamedFile], limits: ReadingLimits = .standard) throws -> SchoolFilesReading {
        guard !files.isEmpty else { throw ExchangeFailure(file: "", cause: .noFile) }
        let merger = SchoolFilesMerger(limits: limits)
        var failures: [ExchangeFailure] = []
        for file in files {
            do {
                for document in try documents(of: file, limits, merger) { try read(document, into: merger) }
            } catch let failure as ExchangeFailure {
                failures.append(failure)
            }
        }
        guard failures.isEmpty else { throw ExchangeFailure(failures) }
        return merger.finished()
    }

    private static func documents(
        of file: NamedFile, _ limits: ReadingLimits, _ merger: SchoolFilesMerger
    ) throws -> [NamedFile] {
        try file.checkSize(limits)
        guard ZipArchive.looksLikeZip(file.bytes) else { return [file] }
        let contents = try ZipArchive.unpack(file, limits: limits) { isXML($0) }
        for name in contents.names where !isXML(name) && !isNoise(name) {
            merger.warn(file.name, value: name, "ce fichier de l’archive n’est pas un XML : il n’a pas été lu.")
        }
        guard !contents.files.isEmpty else { throw ExchangeFailure(file: file.name, cause: .unknownKind) }
        return contents.files.map { NamedFile(name: baseName($0.name), bytes: $0.bytes) }
    }

    private static func read(_ document: NamedFile, into merger: SchoolFilesMerger) throws {
        guard !document.bytes.isEmpty else { throw ExchangeFailure(file: document.name, cause: .empty) }
        let start = document.bytes.first { $0 > 0x20 }
        let isMarked = document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) || (document.bytes.first ?? 0) >= 0xFE
        guard start == 0x3C || isMarked else { throw ExchangeFailure(file: document.name, cause: .unknownKind) }
        let text = try TextDecoding.decodeXML(document)
        var utf8 = text.utf8
        let root = try XMLProlog.root(of: &utf8, file: document.name)
        guard root != "EDT_STS" else { throw ExchangeFailure(file: document.name, cause: .wrongDirection) }
        guard let kind = SchoolFilePart.Kind(rawValue: root) else {
            throw ExchangeFailure(file: document.name, cause: .unknownRoot(root))
        }
        merger.begin(SchoolFilePart(file: document.name, kind: kind, encoding: text.encoding), text.problems)
        let reader: any SchoolRecordReader =
            switch kind {
            case .pupils: PupilRecords(merger: merger)
            case .guardians: GuardianRecords(merger: merger)
            case .nomenclature, .structures, .school: NomenclatureRecords(merger: merger)
            case .sts: StaffRecords(merger: merger)
            }
        try XMLRecords.read(utf8, file: document.name, isRecord: reader.isRecord) { record, path in
            reader.receive(record, under: path.last ?? "")
        }
        reader.finish()
    }

    private static func isXML(_ name: String) -> Bool {
        name.lowercased().hasSuffix(".xml") && !isNoise(name)
    }

    /// What systems add to archives by themselves.
    private static func isNoise(_ name: String) -> Bool {
        name.hasSuffix("/") || name.hasPrefix("__MACOSX/") || baseName(name).hasPrefix(".")
            || baseName(name) == "Thumbs.db"
    }

    private static func baseName(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }
}

/// Understands the records of one kind of school file.
protocol SchoolRecordReader: AnyObject {
    func isRecord(parent: String, name: String) -> Bool
    func receive(_ record: XMLElement, under parent: String)
    /// Called after the last record of the file.
    func finish()
}
