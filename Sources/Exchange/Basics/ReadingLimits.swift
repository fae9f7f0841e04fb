/// How much an import accepts to read: what exceeds is refused before it costs memory or time.
public struct ReadingLimits: Sendable, Equatable {
    /// Bytes of one file as given.
    public var maxFileBytes: Int
    /// Bytes of all that one archive unpacks to.
    public var maxUnpackedBytes: Int
    /// Unpacked size over packed size of one entry, above which it is taken for a bomb.
    public var maxRatio: Int
    /// Entries of one archive.
    public var maxEntries: Int
    /// Characters of one element of a school file.
    public var maxFieldLength: Int
    /// Characters of one cell of a table.
    public var maxCellLength: Int
    /// Rows of one table.
    public var maxRows: Int
    /// Columns of one table.
    public var maxColumns: Int

    /// Limits; what is not given keeps its usual value.
    public init(
        maxFileBytes: Int = 64 << 20, maxUnpackedBytes: Int = 256 << 20, maxRatio: Int = 250, maxEntries: Int = 200,
        maxFieldLength: Int = 200, maxCellLength: Int = 32_767, maxRows: Int = 200_000, maxColumns: Int = 500
    ) {
        self.maxFileBytes = maxFileBytes
        self.maxUnpackedBytes = maxUnpackedBytes
        self.maxRatio = maxRatio
        self.maxEntries = maxEntries
        self.maxFieldLength = maxFieldLength
        self.maxCellLength = maxCellLength
        self.maxRows = maxRows
        self.maxColumns = maxColumns
    }

    /// What a browser or the command line may send: 64 MB a file.
    public static let standard = ReadingLimits()

    /// National directories are larger: 256 MB.
    public static let directory = ReadingLimits(maxFileBytes: 256 << 20, maxUnpackedBytes: 512 << 20)
}
