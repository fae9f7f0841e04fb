import Domain

/// One Sirene file on disk: what it is, and its rows one by one.
public struct SireneFile: Sendable {
    /// The two files that are read.
    public enum Kind: String, Sendable, Codable { case establishments, legalUnits }

    /// What was met on the way.
    public struct Report: Sendable, Equatable {
        /// Rows read, the header left out.
        public var rows = 0
        /// Rows given.
        public var kept = 0
        /// Rows left out because something in them is wrong.
        public var refused = 0
        /// The first of what is wrong.
        public var problems: [ImportProblem] = []
        /// Columns that no version of the file had.
        public var unknownColumns: [String] = []
    }

    /// Where it is.
    public let path: String
    /// Its name, without its folder.
    public let name: String
    /// What it holds.
    public let kind: Kind

    /// Opens a file, zipped or not, and reads its header.
    /// - Throws: `SireneFailure` when it is damaged, of another kind, or lacks columns.
    public init(path: String) throws {
        let source = try SireneSource(path: path)
        (self.path, name) = (path, source.name)
        kind = try SireneFile.header(of: source).kind
    }

    static func header(of source: SireneSource) throws -> (columns: [String], kind: Kind) {
        var columns: [String] = []
        struct Enough: Error {}
        var scanner = RowScanner(capacity: 1 << 16)
        do {
            try scanner.read(source.fill) { row in
                columns = (0..<min(row.count, 256)).map { row.text($0).trimmed }
                throw Enough()
            }
        } catch is Enough {
        } catch let row as RowScanner.Overlong {
            throw SireneFailure(file: source.name, cause: .overlongRow(line: row.line))
        }
        guard !columns.isEmpty else { throw SireneFailure(file: source.name, cause: .empty) }
        return (columns, try SireneColumns.kind(columns, file: source.name))
    }

    /// The establishments that a filter keeps, a batch at a time.
    public func establishments(_ filter: SireneFilter) throws -> SireneReading<SireneEstablishment> {
        try SireneReading(self) { columns in
            let places = ColumnPlaces(columns)
            guard let reader = EstablishmentPlaces(places), let filter = RowFilter(filter, places) else { return nil }
            return { row in
                guard filter.keeps(row) else { return .leave }
                if let problem = reader.problem(row, file: name) { return .refuse(problem) }
                return .keep(reader.establishment(row))
            }
        }
    }

    /// The legal units that are wanted, by their number, a batch at a time.
    public func legalUnits(
        where isWanted: @escaping (Int) -> Bool = { _ in true }
    ) throws -> SireneReading<SireneLegalUnit> {
        try SireneReading(self) { columns in
            guard let reader = UnitPlaces(ColumnPlaces(columns)) else { return nil }
            return { row in
                guard let number = reader.number(row) else { return .refuse(reader.problem(row, file: name)) }
                return isWanted(number) ? .keep(reader.unit(row)) : .leave
            }
        }
    }
}
