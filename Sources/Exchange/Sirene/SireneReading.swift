import Domain

/// A Sirene file being read: batches of records, and what was met on the way.
///
/// Memory does not depend on the size of the file. A file where one row in a hundred is wrong is refused.
public struct SireneReading<Record> {
    /// What becomes of a row.
    enum Verdict {
        case keep(Record)
        case leave
        case refuse(ImportProblem)
    }

    /// What was met so far.
    public private(set) var report = SireneFile.Report()
    private let name: String
    private let source: SireneSource
    private let columns: Int
    private let judge: (RowScanner.Row) -> Verdict
    private let scanner = ScannerBox()
    private var isPastHeader = false
    private var isOver = false

    init(_ file: SireneFile, _ judge: ([String]) -> ((RowScanner.Row) -> Verdict)?) throws {
        let header = try SireneFile.header(of: try SireneSource(path: file.path)).columns
        guard let judge = judge(header) else { throw SireneFailure(file: file.name, cause: .unknownKind) }
        self.judge = judge
        name = file.name
        columns = header.count
        source = try SireneSource(path: file.path)
        report.unknownColumns = SireneColumns.unknown(header)
    }

    /// How much was read, from 0 to 1.
    public var progress: Double { source.size == 0 ? 0 : min(1, Double(source.read) / Double(source.size)) }

    /// The next records, perhaps none; `nil` at the end.
    /// - Throws: `SireneFailure` when the file goes no further.
    public mutating func next() throws -> [Record]? {
        guard !isOver else { return nil }
        var records: [Record] = []
        var report = report, isPastHeader = isPastHeader
        do {
            isOver = try !scanner.rows.advance(source.fill) { row in
                guard isPastHeader else { isPastHeader = true; return }
                report.rows += 1
                switch row.count == columns ? judge(row) : .refuse(miscounted(row)) {
                case .keep(let record):
                    report.kept += 1
                    records.append(record)
                case .leave: break
                case .refuse(let problem): try refuse(problem, &report)
                }
            }
            self.report = report
            self.isPastHeader = isPastHeader
        } catch let row as RowScanner.Overlong {
            throw SireneFailure(file: name, cause: .overlongRow(line: row.line))
        }
        return records
    }

    private func miscounted(_ row: RowScanner.Row) -> ImportProblem {
        ImportProblem(
            file: name, line: row.line, reason: "\(row.count) colonnes au lieu de \(columns)\u{A0}: ligne laissée.",
            severity: .refused)
    }

    private func refuse(_ problem: ImportProblem, _ report: inout SireneFile.Report) throws {
        report.refused += 1
        if report.problems.count < 50 { report.problems.append(problem) }
        if report.refused > 100, report.refused * 100 > report.rows {
            throw SireneFailure(file: name, cause: .tooManyErrors(report.problems[0].sentence))
        }
    }
}

/// Keeps the scanner apart from the reading, which changes while rows come.
private final class ScannerBox {
    var rows = RowScanner()
}
