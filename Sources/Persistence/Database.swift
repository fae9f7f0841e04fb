/// The database inside one transaction: valid in the closure of `Store.read` or `Store.write`, and nowhere else.
public final class Database {
    /// A check of statements: called with the text of each distinct statement (without its arguments) the first time a
    /// connection runs it while the check is set; what it throws stops the statement.
    public var inspect: ((String) throws -> Void)?

    let connection: any Connection
    let naming = ColumnNaming()

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The engine at work, for the few statements that cannot be the same on both.
    public var dialect: Dialect { connection.dialect }

    /// Every row of the answer.
    ///
    /// A structure is read by the names of its properties (`startsOn` in `starts_on`, `period.endsOn` in
    /// `period_ends_on`); a single value (`Int`, a key, a date, an enum) in the only column.
    public func rows<Value: Decodable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> [Value] {
        var values: [Value] = []
        try decode(sql, type) { value in
            values.append(value)
            return true
        }
        return values
    }

    /// The first row of the answer, `nil` when there is none.
    public func row<Value: Decodable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
        var found: Value?
        try decode(sql, type) { value in
            found = value
            return false
        }
        return found
    }

    /// Every row of the answer, read by column number: for lists of thousands of rows.
    public func eachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try check(sql)
        let misread = Misread()
        try connection.query(sql) { cells in
            try body(Row(cells, misread))
            if let column = misread.column {
                throw PersistenceFailure.unreadableRow("column \(cells.name(column)) is not what the program expects")
            }
            return true
        }
    }

    /// Runs a statement for its effect.
    /// - Returns: how many rows were inserted, changed or deleted.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        try check(sql)
        return try connection.execute(sql)
    }

    private func decode<Value: Decodable>(
        _ sql: SQL, _ type: Value.Type, _ take: (Value) throws -> Bool
    ) throws {
        try check(sql)
        var plan: RowPlan?
        try connection.query(sql) { cells in
            let used = plan ?? connection.memory.plan(for: sql.literalText, cells)
            plan = used
            return try take(try RowDecoder.decode(type, used))
        }
    }

    private func check(_ sql: SQL) throws {
        guard let inspect else { return }
        try connection.memory.inspect(sql.literalText, inspect)
    }
}
