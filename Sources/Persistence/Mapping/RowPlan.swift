/// Which column answers which property, for one statement: worked out on its first row, looked up on the next ones.
///
/// A plan is used on one thread by one query at a time, and called for every cell: it skips the checks of exclusive
/// access, which would cost more than the reading.
final class RowPlan {
    /// The row being read.
    @exclusivity(unchecked) private(set) var cells: any Cells
    private let names: [String]
    private let columns: [Int]
    private let prefix: String
    private var known: [String: Int] = [:]
    @exclusivity(unchecked) private var order: [(key: String, column: Int)] = []
    @exclusivity(unchecked) private var position = 0
    private var inner: [String: RowPlan] = [:]

    convenience init(_ cells: any Cells) {
        self.init(names: (0..<cells.count).map(cells.name), columns: Array(0..<cells.count), prefix: "", cells)
    }

    private init(names: [String], columns: [Int], prefix: String, _ cells: any Cells) {
        self.cells = cells
        self.names = names
        self.columns = columns
        self.prefix = prefix
    }

    /// Whether the columns are still those of the plan: a migration may have added one to `select *`.
    func fits(_ cells: any Cells) -> Bool {
        guard cells.count == names.count else { return false }
        for index in names.indices where !cells.hasName(index, names[index]) { return false }
        return true
    }

    /// A query begins to read through the plan, here and in what is nested.
    func start(_ cells: any Cells) {
        self.cells = cells
        for plan in inner.values { plan.start(cells) }
    }

    /// A new row begins.
    func rewind() { position = 0 }

    /// The column of a property; `nil` when no column has its name.
    ///
    /// Properties are asked for in the same order on every row, so that the guess is right nearly always.
    func column(_ key: String) throws -> Int? {
        if position < order.count, order[position].key == key {
            position += 1
            return order[position - 1].column
        }
        let column = try known[key] ?? search(key)
        if column >= 0, position == order.count {
            order.append((key, column))
            position += 1
        }
        return column >= 0 ? column : nil
    }

    /// The columns of a nested value: `period` reads `period_starts_on` as `startsOn`.
    func nested(_ key: String) -> RowPlan? {
        if let plan = inner[key] { return plan.names.isEmpty ? nil : plan }
        let start = ColumnName.from(property: key) + "_"
        let kept = names.indices.filter { names[$0].hasPrefix(start) }
        let plan = RowPlan(
            names: kept.map { String(names[$0].dropFirst(start.count)) }, columns: kept.map { columns[$0] },
            prefix: prefix + start, cells)
        inner[key] = plan
        return kept.isEmpty ? nil : plan
    }

    var isAllNull: Bool { columns.allSatisfy(cells.isNull) }

    /// The column a property would have, to say what is missing.
    func expectedName(_ key: String) -> String { prefix + ColumnName.from(property: key) }

    private func search(_ key: String) throws -> Int {
        let name = ColumnName.from(property: key)
        let found = names.indices.filter { names[$0] == name }
        guard found.count < 2 else { throw PersistenceFailure.unreadableRow("two columns are named \(prefix)\(name)") }
        let column = found.first.map { columns[$0] } ?? -1
        known[key] = column
        return column
    }
}
