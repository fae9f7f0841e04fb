/// The faces a document may use; the raw value numbers them in the file (`/F0`…).
enum FaceID: UInt8, CaseIterable, Sendable {
    case regular, bold, italic, boldItalic
    /// Faces with more characters, for what the family lacks.
    case fallback, fallbackBold

    init(bold: Bool, italic: Bool) {
        self = bold ? (italic ? .boldItalic : .bold) : (italic ? .italic : .regular)
    }

    var isBold: Bool { [.bold, .boldItalic, .fallbackBold].contains(self) }
    var isFallback: Bool { self == .fallback || self == .fallbackBold }
}
