import Domain

/// A whole file, or a set of files, that cannot be read. Nothing of it is kept.
public struct ExchangeFailure: Refusal, Equatable {
    /// Why a file is refused as a whole.
    public enum Cause: Sendable, Equatable {
        case empty
        case tooLarge(bytes: Int, limit: Int)
        case unknownKind
        case nulBytes(line: Int)
        case brokenXML(line: Int, column: Int, detail: String)
        case forbiddenDTD(line: Int)
        case unknownRoot(String)
        case wrongDirection
        case notForThisImport(String)
        case brokenArchive
        case encrypted
        case oldWorkbook
        case unsafeArchive(String)
        case macros
        case externalLinks
        case brokenWorkbook(String)
        case tooManyRows(limit: Int)
        case tooManyColumns(limit: Int)
        case unclosedQuote(line: Int)
        case noHeader
        case missingColumns([String])
        case brokenJSON(String)
        case notWritten(String)
        case noFile
    }

    /// One refused file of several.
    public struct FileFailure: Sendable, Equatable {
        public let file: String
        public let cause: Cause
    }

    /// Every refused file, in the order given; never empty.
    public let failures: [FileFailure]

    public init(file: String, cause: Cause) {
        failures = [FileFailure(file: file, cause: cause)]
    }

    init(_ failures: [ExchangeFailure]) {
        self.failures = failures.flatMap(\.failures)
    }

    /// The causes alone, for callers that decide on them.
    public var causes: [Cause] { failures.map(\.cause) }

    /// One sentence a file: the place and the remedy.
    public var message: String {
        failures.map { failure in
            failure.file.isEmpty ? failure.cause.message : "« \(failure.file) » : \(failure.cause.message)"
        }.joined(separator: "\n")
    }
}
