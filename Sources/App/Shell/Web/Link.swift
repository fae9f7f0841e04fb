import Domain

/// An address of the site. Features add their own as static functions; nobody glues addresses from text.
public struct Link: Hashable, Sendable {
    /// Path and query, percent-encoded.
    public let path: String

    /// Builds an address from a literal path, encoded pieces and a query; empty query values are left out.
    public init(_ path: StaticString, _ pieces: [String] = [], query: [(String, String)] = []) {
        var text = path.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        for piece in pieces {
            if !text.hasSuffix("/") { text += "/" }
            text += Link.encoded(piece)
        }
        self.path = text + Link.queryText(query)
    }

    private init(raw: String) {
        path = raw
    }

    /// The same page with another query.
    public func with(_ query: [(String, String)]) -> Link {
        let base = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
        return Link(raw: base + Link.queryText(query))
    }

    /// An address under this one: `/entreprises/42` and `contacts`.
    public func appending(_ piece: String) -> Link {
        let base = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
        return Link(raw: base + "/" + Link.encoded(piece))
    }

    public func fragment(_ name: String) -> Link {
        Link(raw: path + "#" + Link.encoded(name))
    }

    /// An address received from outside, accepted only when it stays on this site.
    public init?(returningTo text: String) {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count < 2000,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        path = text
    }

    private static func queryText(_ query: [(String, String)]) -> String {
        let kept = query.filter { !$0.1.isEmpty }
        guard !kept.isEmpty else { return "" }
        return "?" + kept.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
    }

    static func encoded(_ text: String) -> String {
        // Identifiers, most of what is written here, stand as they are.
        guard !text.utf8.allSatisfy(stands) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if stands(byte) { bytes.append(byte) } else { bytes += [0x25, hex(byte >> 4), hex(byte & 15)] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, digits and `-._~` need no `%`.
    private static func stands(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func hex(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x37 + value
    }
}

extension Link {
    public static let home = Link("/")
    public static let help = Link("/aide")
    public static let accessibility = Link("/accessibilite")
    public static let style = Link("/style")
    public static let search = Link("/recherche")
}
