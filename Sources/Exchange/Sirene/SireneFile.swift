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

    private static func header(of source: SireneSource) throws -> (columns: [String], kind: Kind) {
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

    /// Gives the establishments that a filter keeps.
    ///
    /// Memory does not depend on the size of the file. A file where one row in a hundred is wrong is refused.
    /// - Parameter progress: hears the bytes read and the bytes there are, about every megabyte.
    public func establishments(
        _ filter: SireneFilter, progress: (Int, Int) throws -> Void = { _, _ in },
        receive: (SireneEstablishment) throws -> Void
    ) throws -> Report {
        var reading: (places: EstablishmentPlaces, filter: RowFilter)?
        return try read(progress) { columns in
            let places = ColumnPlaces(columns)
            reading = zip(EstablishmentPlaces(places), RowFilter(filter, places))
        } row: { row, report in
            guard let reading, reading.filter.keeps(row) else { return nil }
            if let problem = reading.places.problem(row, file: name) { return problem }
            try receive(reading.places.establishment(row))
            report.kept += 1
            return nil
        }
    }

    /// Gives the legal units that are wanted, by their number.
    public func legalUnits(
        where isWanted: (Int) -> Bool = { _ in true }, progress: (Int, Int) throws -> Void = { _, _ in },
        receive: (SireneLegalUnit) throws -> Void
    ) throws -> Report {
        var places: UnitPlaces?
        return try read(progress) { columns in
            places = UnitPlaces(ColumnPlaces(columns))
        } row: { row, report in
            guard let places else { return nil }
            guard let number = places.number(row) else { return places.problem(row, file: name) }
            guard isWanted(number) else { return nil }
            try receive(places.unit(row))
            report.kept += 1
            return nil
        }
    }

    private func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
        guard let first, let second else { return nil }
        return (first, second)
    }

    // MARK: Rows

    private func read(
        _ progress: (Int, Int) throws -> Void, header: ([String]) -> Void,
        row receive: (RowScanner.Row, inout Report) throws -> ImportProblem?
    ) throws -> Report {
        let source = try SireneSource(path: path)
        var report = Report(), scanner = RowScanner(), columns = 0, done = 0
        do {
            try scanner.read(source.fill) { count in
                done += count
                try progress(done, max(done, source.size))
            } row: { row in
                guard columns > 0 else {
                    let names = (0..<min(row.count, 256)).map { row.text($0).trimmed }
                    columns = row.count
                    report.unknownColumns = SireneColumns.unknown(names)
                    header(names)
                    return
                }
                report.rows += 1
                let problem = row.count == columns ? try receive(row, &report) : miscounted(row, columns)
                if let problem { try refuse(problem, &report) }
            }
        } catch let row as RowScanner.Overlong {
            throw SireneFailure(file: name, cause: .overlongRow(line: row.line))
        }
        return report
    }

    private func miscounted(_ row: RowScanner.Row, _ columns: Int) -> ImportProblem {
        ImportProblem(
            file: name, line: row.line, reason: "\(row.count) colonnes au lieu de \(columns) : ligne laissée.",
            severity: .refused)
    }

    private func refuse(_ problem: ImportProblem, _ report: inout Report) throws {
        report.refused += 1
        if report.problems.count < 50 { report.problems.append(problem) }
        if report.refused > 100, report.refused * 100 > report.rows {
            throw SireneFailure(file: name, cause: .tooManyErrors(report.problems[0].sentence))
        }
    }
}
