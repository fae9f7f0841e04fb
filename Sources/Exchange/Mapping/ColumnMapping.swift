/// Which column of a sheet is what. A school keeps it, so that the next sheet of the same source needs no question.
public struct ColumnMapping: Sendable, Equatable, Codable {
    /// What the sheet lists.
    public let kind: TableKind
    /// By index of the column.
    public var columns: [Int: ColumnTarget]

    /// A mapping chosen by a person.
    public init(kind: TableKind, columns: [Int: ColumnTarget]) {
        self.kind = kind
        self.columns = columns
    }

    /// What was kept for these titles where it was, else what the titles look like.
    /// - Parameter remembered: the value that `remembered(header:)` gave for an earlier sheet.
    public init(kind: TableKind, header: [String], remembered: [String: ColumnTarget] = [:]) {
        self.kind = kind
        columns = ColumnGuess.guess(header: header, for: kind)
        let allowed = Set(ColumnTarget.all(for: kind))
        for (index, title) in header.enumerated() {
            guard let target = remembered[ColumnGuess.folded(title)], allowed.contains(target) else { continue }
            if !target.isMultiple { columns = columns.filter { $0.value != target } }
            columns[index] = target
        }
    }

    /// What to keep: by folded title, so that moved columns are found again.
    public func remembered(header: [String]) -> [String: ColumnTarget] {
        var titles: [String: ColumnTarget] = [:]
        for (index, target) in columns where header.indices.contains(index) {
            titles[ColumnGuess.folded(header[index])] = target
        }
        return titles
    }

    /// The targets without which rows say nothing: several are listed when one of them is enough.
    public var missing: [[ColumnTarget]] {
        let mapped = Set(columns.values)
        return needs.filter { $0.allSatisfy { !mapped.contains($0) } }
    }

    /// Targets given to more than one column although only one can count.
    public var repeated: [ColumnTarget] {
        let counts = Dictionary(grouping: columns.values, by: \.self)
        return ColumnTarget.allCases.filter { !$0.isMultiple && (counts[$0]?.count ?? 0) > 1 }
    }

    /// Each line: one of these must be there.
    private var needs: [[ColumnTarget]] {
        switch kind {
        case .learners: [[.familyName, .fullName], [.firstName, .fullName]]
        case .companies: [[.legalName, .tradeName]]
        }
    }

    // MARK: Rows

    /// The rows of a table by target, each with its problems.
    public func rows(of table: Table, limits: ReadingLimits = .standard) -> [MappedRow] {
        let order = columns.sorted { $0.key < $1.key }.filter { table.header.indices.contains($0.key) }
        var rows = table.rows.map { row in
            var reader = MappedRowReader(file: table.file, line: row.line, limits: limits)
            for (index, target) in order where row.cells.indices.contains(index) {
                reader.read(row.cells[index], as: target, column: table.header[index])
            }
            reader.finish(needs: needs)
            return reader.row
        }
        refuseDuplicates(in: &rows, file: table.file)
        return rows
    }

    /// Two lines cannot share an INE: neither is taken, since nobody knows which is right.
    private func refuseDuplicates(in rows: inout [MappedRow], file: String) {
        let places = Dictionary(grouping: rows.indices.filter { rows[$0][.ine] != nil }) { rows[$0][.ine] ?? "" }
        for (ine, indices) in places where indices.count > 1 {
            for index in indices {
                let others = indices.filter { $0 != index }.map { "ligne \(rows[$0].line)" }.joined(separator: ", ")
                rows[index].problems.append(
                    ImportProblem(
                        file: file, line: rows[index].line, column: ColumnTarget.ine.label, value: ine,
                        reason: "INE en double dans le fichier (\(others)) : corrigez-le puis déposez-le de nouveau.",
                        severity: .refused))
            }
        }
    }
}

/// One row of a mapped table: cleaned texts by target. Dates are ISO, postal codes and phones have their zeros back.
public struct MappedRow: Sendable, Equatable, Codable {
    /// Line of the file, or row of the sheet.
    public let line: Int
    /// By target; absent and blank ones are left out.
    public internal(set) var values: [ColumnTarget: String] = [:]
    /// Every record refused and every remark.
    public internal(set) var problems: [ImportProblem] = []

    /// The text of a target; `nil` when absent or blank.
    public subscript(_ target: ColumnTarget) -> String? { values[target] }

    /// At least one problem leaves the row out.
    public var isRefused: Bool { problems.contains { $0.severity == .refused } }
}
