/// A trade of the ROME nomenclature: a letter and four digits, `I1604`.
public struct ROMECode: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String

    /// Reads a stored code only.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        guard bytes.count == 5, (UInt8(ascii: "A")...UInt8(ascii: "N")).contains(bytes[0]),
            bytes.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    /// Reads what people type: blanks and case are forgiven.
    public init(_ typed: String) throws(ROMERefusal) {
        let text = typed.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
        guard let code = ROMECode(rawValue: text) else { throw ROMERefusal() }
        self = code
    }
}

/// The code is not one.
public struct ROMERefusal: Refusal, Equatable {
    public init() {}

    public var message: String {
        "Un code ROME est une lettre de A à N et quatre chiffres, par exemple I1604 (mécanique automobile)."
    }
}
