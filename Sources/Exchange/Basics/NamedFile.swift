/// A file as someone gave it: the name they know it by and what it holds. Nothing is read from disk here.
public struct NamedFile: Sendable, Equatable {
    /// With its extension, without folder.
    public var name: String
    /// What the file holds.
    public var bytes: [UInt8]

    /// A file as received.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The part of the name after the last dot, in lower case; empty when there is none.
    var fileExtension: String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Refuses a file over the limit or an empty one before anything looks inside.
    func checkSize(_ limits: ReadingLimits) throws {
        if bytes.isEmpty { throw ExchangeFailure(file: name, cause: .empty) }
        if bytes.count > limits.maxFileBytes {
            throw ExchangeFailure(file: name, cause: .tooLarge(bytes: bytes.count, limit: limits.maxFileBytes))
        }
    }
}
