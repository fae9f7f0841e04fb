/// Why no file could be made.
public enum PDFFailure: Error, Hashable, Sendable {
    /// No usable font family on this machine; `searched` are the folders looked into.
    case fontsMissing(searched: [String])
    /// A font file is there but cannot be read.
    case fontUnreadable(path: String)
    /// The compression library refused to work, for want of memory.
    case compressionFailed

    /// What happened and what to do, in French.
    public var message: String {
        switch self {
        case .fontsMissing(let searched):
            "Aucune police pour les documents PDF n’a été trouvée dans \(searched.joined(separator: ", ")). "
                + "Installez le paquet fonts-liberation2 (ou fonts-dejavu-core)."
        case .fontUnreadable(let path):
            "La police \(path) est illisible. Réinstallez le paquet fonts-liberation2 ou fonts-dejavu-core."
        case .compressionFailed:
            "Le document PDF n’a pas pu être compressé, faute de mémoire."
        }
    }
}

extension PDFFailure: CustomStringConvertible {
    /// The French message.
    public var description: String { message }
}

/// Something that could not be shown as asked; the file is made all the same.
public enum PDFWarning: Hashable, Sendable {
    /// No font has this character; a mark stands in its place.
    case missingCharacter(Unicode.Scalar)
    /// This character belongs to a script written from right to left or with joined letters, shown letter by letter.
    case unshapedScript(Unicode.Scalar)
    /// The picture is no JPEG or PNG that can be read; it was left out.
    case imageUnreadable(alternative: String)
    /// A heading skips a level, which readers of PDF/UA files notice.
    case headingLevelSkipped(from: Int, to: Int)

    /// What happened, in French.
    public var message: String {
        switch self {
        case .missingCharacter(let scalar):
            "Le caractère \(scalar.codePoint) ne figure dans aucune police\u{00A0}: un signe le remplace."
        case .unshapedScript(let scalar):
            "L’écriture du caractère \(scalar.codePoint) est affichée lettre à lettre, de gauche à droite."
        case .imageUnreadable(let alternative):
            "L’image «\u{00A0}\(alternative)\u{00A0}» n’est ni un JPEG ni un PNG lisible\u{00A0}: elle est omise."
        case .headingLevelSkipped(let from, let to):
            "Un titre de niveau \(to) suit un titre de niveau \(from)\u{00A0}: un niveau manque."
        }
    }
}

extension Unicode.Scalar {
    /// `U+00E9`, the usual spelling of a code point.
    var codePoint: String {
        let hexadecimal = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
    }
}
