/// The engine that runs the statements.
public enum Dialect: String, Sendable, CaseIterable {
    case sqlite
    case postgreSQL
}

extension SQL {
    /// The text for PostgreSQL: `$1, $2…` in place of each `?`.
    var numbered: String {
        var text: [UInt8] = []
        let bytes = literalText.utf8
        text.reserveCapacity(bytes.count + places.count * 2)
        var start = bytes.startIndex
        for (index, place) in places.enumerated() {
            let end = bytes.index(bytes.startIndex, offsetBy: place)
            text.append(contentsOf: bytes[start..<end])
            text.append(contentsOf: "$\(index + 1)".utf8)
            start = bytes.index(after: end)
        }
        text.append(contentsOf: bytes[start...])
        return String(decoding: text, as: UTF8.self)
    }
}
