import Crypto
import Domain
import Exchange

/// A file that people attach: its kind is told from its content, never from its name.
struct PaperFile: Sendable {
    /// What may be attached.
    enum Media: String, Codable, Sendable {
        case pdf = "application/pdf"
        case jpeg = "image/jpeg"
        case png = "image/png"

        var fileExtension: String {
            switch self {
            case .pdf: "pdf"
            case .jpeg: "jpg"
            case .png: "png"
            }
        }

        /// By the first bytes.
        init?(_ bytes: [UInt8]) {
            if bytes.starts(with: Array("%PDF-".utf8)) {
                self = .pdf
            } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else {
                return nil
            }
        }
    }

    /// 10 MB: forty pages scanned in colour.
    static let mostBytes = 10 << 20

    let name: String
    let media: Media
    let bytes: [UInt8]

    /// - Throws: `PaperRefusal`.
    init(_ file: NamedFile?) throws(PaperRefusal) {
        guard let file, !file.bytes.isEmpty else { throw .missing }
        guard file.bytes.count <= PaperFile.mostBytes else { throw .tooLarge }
        guard let media = Media(file.bytes) else { throw .unknownKind }
        if media == .pdf, PaperFile.runsSomething(file.bytes) { throw .active }
        name = file.name
        self.media = media
        bytes = file.bytes
    }

    var sha256: String { Hex.text(Array(SHA256.hash(data: bytes))) }

    /// A scan has no script, no program to launch and no file inside. What a PDF compresses is not looked into.
    private static func runsSomething(_ bytes: [UInt8]) -> Bool {
        ["/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia"].contains { word in
            contains(Array(word.utf8), in: bytes)
        }
    }

    private static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count >= word.count else { return false }
            for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
                let matches = word.indices.allSatisfy { bytes[start + $0] == word[$0] }
                // `/JS` must not be the beginning of another name.
                let next = start + word.count
                if matches, next == bytes.count || !isNameByte(bytes[next]) { return true }
            }
            return false
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Why a file is not attached.
enum PaperRefusal: Refusal, Equatable {
    case missing, tooLarge, unknownKind, active
    case otherDocument(code: String)
    case unreadableCode

    var message: String {
        switch self {
        case .missing: "Choisissez le fichier à joindre."
        case .tooLarge:
            "Ce fichier est trop gros\u{A0}: \(PaperFile.mostBytes >> 20)\u{A0}Mo au plus. Numérisez en gris, à 200 points par pouce."
        case .unknownKind:
            "Ce fichier n’est ni un PDF, ni une image JPEG ou PNG\u{A0}: numérisez le papier sous l’une de ces formes."
        case .active:
            "Ce PDF contient un programme ou un fichier joint\u{A0}: imprimez-le en PDF, puis joignez le résultat."
        case .otherDocument(let code):
            "Le code «\u{A0}\(code)\u{A0}» est celui d’une autre convention\u{A0}: vérifiez le papier."
        case .unreadableCode:
            "Ce code n’existe pas. Recopiez celui du bas de page, par exemple 26-00042-1-K, ou laissez vide."
        }
    }
}
