extension Database {
    /// Inserts one row: a column for each stored property (nested values with their prefix), and `also`.
    /// - Throws: `PersistenceFailure.unique` when the row exists.
    public func insert(
        _ value: some Encodable, into table: SQLName, also: [String: SQLValue] = [:]
    ) throws {
        let columns = try encoded(value, also)
        try run(insertion(of: columns.names, rows: [columns.values], into: table))
    }

    /// Inserts many rows of one type quickly: several rows a statement, and the statement is prepared once.
    public func insertMany<Value: Encodable>(
        _ values: some Collection<Value>, into table: SQLName, also: [String: SQLValue] = [:]
    ) throws {
        var names: [String] = []
        var rows: [[SQLValue]] = []
        for value in values {
            let columns = try encoded(value, also)
            if columns.names != names || rows.count == rowsPerInsertion(columns: names.count) {
                try insert(rows, of: names, into: table)
                rows.removeAll(keepingCapacity: true)
                names = columns.names
            }
            rows.append(columns.values)
        }
        try insert(rows, of: names, into: table)
    }

    /// Inserts one row, or replaces every column of the row that has the same key.
    /// - Parameters:
    ///   - conflict: the columns of the primary key or of the unique index that say « the same row ».
    ///   - condition: what must hold for the existing row to be replaced (`"learner.school_id = \(school)"`).
    /// - Returns: 0 when the condition kept the existing row as it was, 1 otherwise.
    @discardableResult
    public func upsert(
        _ value: some Encodable, into table: SQLName, also: [String: SQLValue] = [:], onConflict conflict: [String],
        where condition: SQL? = nil
    ) throws -> Int {
        let columns = try encoded(value, also)
        var sql = insertion(of: columns.names, rows: [columns.values], into: table)
        let replaced = columns.names.filter { !conflict.contains($0) }
        sql.append(" on conflict (\(try list(conflict))) do ")
        guard !replaced.isEmpty else {
            sql.append("nothing")
            return try run(sql)
        }
        sql.append("update set " + replaced.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        if let condition { sql.append(" where \(condition)" as SQL) }
        return try run(sql)
    }

    /// Changes every column of the row whose key the value holds.
    /// - Parameters:
    ///   - key: the column that says which row.
    ///   - condition: what else the row must satisfy (its school, the version the person saw).
    /// - Returns: 0 when no row has the key and satisfies the condition, 1 otherwise.
    @discardableResult
    public func update(
        _ value: some Encodable, in table: SQLName, key: String = "id", also: [String: SQLValue] = [:],
        where condition: SQL? = nil
    ) throws -> Int {
        let columns = try encoded(value, also)
        guard let position = columns.names.firstIndex(of: key) else {
            throw PersistenceFailure.unwritableValue("\(type(of: value)) has no column \(key)")
        }
        var sql = SQL(unsafe: "update \(table) set ")
        var first = true
        for (index, name) in columns.names.enumerated() where index != position {
            sql.append(first ? "\(name) = " : ", \(name) = ")
            sql.append(columns.values[index])
            first = false
        }
        sql.append(" where \(table).\(key) = ")
        sql.append(columns.values[position])
        if let condition { sql.append(" and (\(condition))" as SQL) }
        return try run(sql)
    }

    private func encoded(_ value: some Encodable, _ also: [String: SQLValue]) throws -> EncodedColumns {
        let columns = try EncodedColumns(value, also: also, naming: naming)
        _ = try list(columns.names)
        return columns
    }

    /// Names separated by commas, each of them checked: they come from properties and from `also`.
    private func list(_ names: [String]) throws -> String {
        if let wrong = names.first(where: { !SQLName.isValid($0) }) {
            throw PersistenceFailure.unwritableValue("\(wrong) is not a name of column")
        }
        return names.joined(separator: ", ")
    }

    private func insert(_ rows: [[SQLValue]], of names: [String], into table: SQLName) throws {
        guard !rows.isEmpty else { return }
        try run(insertion(of: names, rows: rows, into: table))
    }

    private func insertion(of names: [String], rows: [[SQLValue]], into table: SQLName) -> SQL {
        var sql = SQL(unsafe: "insert into \(table) (\(names.joined(separator: ", "))) values ")
        for (index, row) in rows.enumerated() {
            sql.append(index == 0 ? "(" : ", (")
            for (index, value) in row.enumerated() {
                if index > 0 { sql.append(", ") }
                sql.append(value)
            }
            sql.append(")")
        }
        return sql
    }

    /// A round trip costs more than a row on PostgreSQL; SQLite gains little beyond a few rows a statement.
    private func rowsPerInsertion(columns: Int) -> Int {
        max(1, min(dialect == .sqlite ? 8 : 100, 30_000 / max(columns, 1)))
    }
}
