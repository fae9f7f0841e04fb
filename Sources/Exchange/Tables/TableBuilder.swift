/// Gathers the rows of a file: finds the titles, evens the rows out, reports what does not fit.
struct TableBuilder {
    private(set) var table: Table
    private let limits: ReadingLimits
    private var waiting: [TableRow] = []
    private var hasHeader = false

    init(file: String, format: Table.Format, limits: ReadingLimits) {
        table = Table(file: file, format: format)
        self.limits = limits
    }

    mutating func describe(_ change: (inout Table) -> Void) { change(&table) }

    /// Takes titles known beforehand.
    mutating func setHeader(_ header: [String]) {
        hasHeader = true
        table.header = header
    }

    /// Takes the next row; an empty one counts for nothing.
    mutating func append(_ row: TableRow) throws {
        guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { return }
        guard hasHeader else { return try wait(row) }
        guard table.rows.count < limits.maxRows else { throw failure(.tooManyRows(limit: limits.maxRows)) }
        add(row)
    }

    mutating func problem(
        _ line: Int?, _ column: String?, _ value: String?, _ reason: String, _ severity: ImportProblem.Severity
    ) {
        table.problems.append(
            ImportProblem(
                file: table.file, line: line, column: column, value: value, reason: reason, severity: severity))
    }

    mutating func finished() throws -> Table {
        if !hasHeader { try settleHeader() }
        return table
    }

    // MARK: Titles

    /// Home-made sheets begin with a title or two: the titles of columns are the first row with several cells.
    private mutating func wait(_ row: TableRow) throws {
        waiting.append(row)
        if filled(row) > 1 || waiting.count == 10 { try settleHeader() }
    }

    private mutating func settleHeader() throws {
        guard let index = waiting.firstIndex(where: { filled($0) > 1 }) ?? waiting.indices.first else {
            throw failure(.noHeader)
        }
        let names = waiting[index].cells.map { $0.collapsed }
        let width = (names.lastIndex { !$0.isEmpty } ?? -1) + 1
        guard width <= limits.maxColumns else { throw failure(.tooManyColumns(limit: limits.maxColumns)) }
        hasHeader = true
        table.header = names.prefix(width).enumerated().map { $1.isEmpty ? "Colonne \($0 + 1)" : $1 }
        let rest = waiting[(index + 1)...]
        waiting = []
        for row in rest { try append(row) }
    }

    private func filled(_ row: TableRow) -> Int {
        row.cells.count { !$0.trimmed.isEmpty }
    }

    // MARK: Rows

    private mutating func add(_ row: TableRow) {
        let width = table.header.count
        var cells = row.cells
        if cells.count > width {
            if let extra = cells[width...].first(where: { !$0.trimmed.isEmpty }) {
                problem(row.line, nil, extra, "cellule sans titre de colonne : elle n’a pas été lue.", .warning)
            }
            cells.removeLast(cells.count - width)
        }
        if let long = cells.firstIndex(where: {
            $0.utf8.count > limits.maxCellLength && $0.count > limits.maxCellLength
        }) {
            problem(
                row.line, table.header[long], cells[long],
                "\(cells[long].count) caractères, \(limits.maxCellLength) au plus : la ligne n’est pas reprise.",
                .refused)
            return
        }
        cells += repeatElement("", count: width - cells.count)
        table.rows.append(TableRow(line: row.line, cells: cells))
    }

    private func failure(_ cause: ExchangeFailure.Cause) -> ExchangeFailure {
        ExchangeFailure(file: table.file, cause: cause)
    }
}

extension String {
    /// One space where there were several blanks or line ends, none around.
    var collapsed: String {
        split(whereSeparator: { $0.isWhitespace || $0 == "\u{FEFF}" }).joined(separator: " ")
    }
}
