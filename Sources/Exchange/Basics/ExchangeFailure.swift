import Domain

/// A whole file, or a set of files, that cannot be read. Nothing of it is kept.
public struct ExchangeFailure: Refusal, Equatable {
    /// Why a file is refused as a whole.
    public enum Cause: Sendable, Equatable {
        case empty
        case tooLarge(bytes: Int, limit: Int)
        /// Neither XML, archive, table nor JSON.
        case unknownKind
        case nulBytes(line: Int)
        case brokenXML(line: Int, column: Int, detail: String)
        /// Declares a DOCTYPE or entities.
        case forbiddenDTD(line: Int)
        /// An XML document of another sort, by its root.
        case unknownRoot(String)
        /// EDT_STS: the file that goes to STS-web.
        case wrongDirection
        /// A known file given to the wrong import; what it contains, in French.
        case notForThisImport(String)
        /// Truncated or damaged.
        case brokenArchive
        /// Protected by a password.
        case encrypted
        /// Excel 97-2003.
        case oldWorkbook
        /// Over the limits, or with paths that leave it.
        case unsafeArchive(String)
        case macros
        case externalLinks
        case brokenWorkbook(String)
        case tooManyRows(limit: Int)
        case tooManyColumns(limit: Int)
        case unclosedQuote(line: Int)
        case noHeader
        /// All the mandatory columns that are not there.
        case missingColumns([String])
        case brokenJSON(String)
        /// A file to produce could not be written; the system’s reason.
        case notWritten(String)
        /// Nothing was given.
        case noFile
    }

    /// One refused file of several.
    public struct FileFailure: Sendable, Equatable {
        /// Name of the file.
        public let file: String
        /// Why it cannot be read.
        public let cause: Cause
    }

    /// Every refused file, in the order given; never empty.
    public let failures: [FileFailure]

    /// The failure of one file; an empty name when no file is at fault.
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
