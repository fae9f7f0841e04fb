import Domain

/// A document of a school (DOCX or ODT) whose marks, `{{eleve}}`, are replaced for each agreement.
public struct MergeTemplate: Sendable {
    /// Which word processor it is for.
    public enum Format: String, Codable, Sendable, CaseIterable {
        case docx, odt

        /// Type to serve it with.
        public var mediaType: String {
            switch self {
            case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case .odt: "application/vnd.oasis.opendocument.text"
            }
        }
    }

    /// 8 MB as sent, 60 MB once unpacked: a document with a logo takes a hundredth of it.
    public static let limits = ReadingLimits(
        maxFileBytes: 8 << 20, maxUnpackedBytes: 60 << 20, maxRatio: 200, maxEntries: 600)

    public let format: Format
    /// The marks of the document, each once, in the order of the alphabet.
    public let marks: [String]
    /// Marks opened and never closed, with the words around.
    public let brokenMarks: [String]
    private let entries: [NamedFile]

    /// Reads a document and refuses what is none, or what would run.
    /// - Throws: `MergeRefusal`, or `ExchangeFailure` for a damaged or excessive archive.
    public init(_ file: NamedFile) throws {
        try file.checkSize(MergeTemplate.limits)
        guard ZipArchive.looksLikeZip(file.bytes) else { throw MergeRefusal.notADocument }
        let unpacked = try ZipArchive.unpack(file, limits: MergeTemplate.limits).files
        let format = try MergeTemplate.format(of: unpacked)
        try MergeSafety.check(unpacked, format)
        self.format = format
        entries = unpacked.map { entry in
            guard format == .docx, format.isText(entry.name) else { return entry }
            let text = MergeFields.opened(String(decoding: entry.bytes, as: UTF8.self))
            return NamedFile(name: entry.name, bytes: Array(text.utf8))
        }
        var found: Set<String> = []
        var broken: [String] = []
        for entry in entries where format.isText(entry.name) {
            let text = MergeText(String(decoding: entry.bytes, as: UTF8.self), format)
            found.formUnion(text.marks)
            broken += text.brokenMarks
        }
        marks = found.sorted()
        brokenMarks = broken
    }

    /// The document with its marks replaced; a mark without value is left empty.
    public func filled(with values: [String: String], at moment: Moment) throws -> [UInt8] {
        let files = entries.map { entry -> NamedFile in
            guard format.isText(entry.name) else { return entry }
            let text = MergeText(String(decoding: entry.bytes, as: UTF8.self), format).filled(with: values)
            return NamedFile(name: entry.name, bytes: Array(text.utf8))
        }
        // An ODT says what it is in its first entry, not compressed.
        return try ZipWriter.bytes(files, at: moment, storing: ["mimetype"])
    }

    private static func format(of entries: [NamedFile]) throws -> Format {
        if entries.contains(where: { $0.name == "word/document.xml" }) { return .docx }
        let kind = entries.first { $0.name == "mimetype" }.map { String(decoding: $0.bytes, as: UTF8.self) }
        if kind == Format.odt.mediaType, entries.contains(where: { $0.name == "content.xml" }) { return .odt }
        throw MergeRefusal.notADocument
    }
}

extension MergeTemplate.Format {
    /// Whether an entry of the archive holds text that people see.
    func isText(_ name: String) -> Bool {
        switch self {
        case .docx:
            let isPart = ["word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes"]
                .contains { name.hasPrefix($0) }
            return isPart && name.hasSuffix(".xml")
        case .odt: return name == "content.xml" || name == "styles.xml"
        }
    }
}

/// Why a document cannot serve as a template.
public enum MergeRefusal: Refusal, Equatable {
    case notADocument
    case macros
    case embedded(String)
    case outsideTemplate
    case unsafeXML(String)

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .notADocument:
            "Ce fichier n’est ni un document Word (.docx) ni un document LibreOffice (.odt)\u{A0}: enregistrez-le sous l’un de "
                + "ces formats."
        case .macros: "Ce document contient des macros\u{A0}: enregistrez-le sans macros (.docx ou .odt)."
        case .embedded(let name):
            "Ce document contient un objet incorporé (\(name))\u{A0}: retirez-le, gardez les images."
        case .outsideTemplate:
            "Ce document appelle un modèle situé ailleurs\u{A0}: détachez-le de ce modèle, puis recommencez."
        case .unsafeXML(let name):
            "La partie «\u{A0}\(name)\u{A0}» du document n’est pas sûre\u{A0}: enregistrez-le de nouveau."
        }
    }
}

/// What a document must not hold.
enum MergeSafety {
    static func check(_ entries: [NamedFile], _ format: MergeTemplate.Format) throws {
        for entry in entries {
            let name = entry.name.lowercased()
            if name.contains("vbaproject") || name.hasPrefix("basic/") || name.hasPrefix("scripts/") {
                throw MergeRefusal.macros
            }
            if name.contains("activex") || name.contains("/embeddings/") || name.hasPrefix("object ") {
                throw MergeRefusal.embedded(entry.name)
            }
            guard name.hasSuffix(".xml") || name.hasSuffix(".rels") else { continue }
            try checkXML(entry, format)
        }
    }

    private static func checkXML(_ entry: NamedFile, _ format: MergeTemplate.Format) throws {
        let text = String(decoding: entry.bytes, as: UTF8.self)
        if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") { throw MergeRefusal.unsafeXML(entry.name) }
        if entry.name == "[Content_Types].xml", text.contains("macroEnabled") { throw MergeRefusal.macros }
        if text.contains("<script:event-listener") { throw MergeRefusal.macros }
        if text.contains("attachedTemplate"), text.contains("TargetMode=\"External\"") {
            throw MergeRefusal.outsideTemplate
        }
    }
}
