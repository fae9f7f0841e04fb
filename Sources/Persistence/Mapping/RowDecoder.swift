/// Gives the current row to a type: its properties by name, or its first column when it is a single value.
///
/// The plan is not counted as held, here and in what reads through it: `Database` holds it until the query ends, and
/// counting would cost a tenth of the reading.
struct RowDecoder: Decoder {
    unowned(unsafe) let plan: RowPlan

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Value: Decodable>(_ type: Value.Type, _ plan: RowPlan) throws -> Value {
        if type == [UInt8].self { return try Column(plan: plan, index: 0).value(type) }
        return try Value(from: RowDecoder(plan: plan))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        plan.rewind()
        return KeyedDecodingContainer(RowContainer<Key>(plan: plan))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard plan.cells.count == 1 else {
            throw PersistenceFailure.unreadableRow("a single value was asked of \(plan.cells.count) columns")
        }
        return ColumnDecoder(column: Column(plan: plan, index: 0))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw PersistenceFailure.unreadableRow("a row is not a list")
    }
}

/// The properties of one value: `startsOn` is read in `starts_on`, `period.endsOn` in `period_ends_on`.
struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    unowned(unsafe) let plan: RowPlan

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool {
        (try? plan.column(key.stringValue)) != nil || plan.nested(key.stringValue) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        if let column = try plan.column(key.stringValue) { return plan.cells.isNull(column) }
        guard let nested = plan.nested(key.stringValue) else { throw missing(key) }
        return nested.isAllNull
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        if let column = try plan.column(key.stringValue) {
            return try Column(plan: plan, index: column).value(type)
        }
        guard let nested = plan.nested(key.stringValue) else { throw missing(key) }
        return try Value(from: RowDecoder(plan: nested))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        if let column = try plan.column(key.stringValue) {
            return plan.cells.isNull(column) ? nil : try Column(plan: plan, index: column).value(type)
        }
        guard let nested = plan.nested(key.stringValue) else { throw missing(key) }
        return nested.isAllNull ? nil : try Value(from: RowDecoder(plan: nested))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        guard let nested = plan.nested(key.stringValue) else { throw missing(key) }
        return RowDecoder(plan: nested).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw PersistenceFailure.unreadableRow("column \(plan.expectedName(key.stringValue)) is asked for a list")
    }

    func superDecoder() throws -> any Decoder { RowDecoder(plan: plan) }

    func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(plan: plan) }

    private func column(_ key: Key) throws -> Column {
        guard let column = try plan.column(key.stringValue) else { throw missing(key) }
        return Column(plan: plan, index: column)
    }

    private func present<Value>(_ key: Key, _ read: (Column) throws -> Value) throws -> Value? {
        let column = try column(key)
        return column.isNull ? nil : try read(column)
    }

    private func missing(_ key: Key) -> PersistenceFailure {
        .unreadableRow("no column named \(plan.expectedName(key.stringValue))")
    }
}

extension RowContainer {
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try column(key).boolean() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try column(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try column(key).real() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try column(key).integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try column(key).integer(type) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try present(key) { try $0.boolean() }
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try present(key) { try $0.string() }
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try present(key) { try $0.real() }
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try present(key) { try $0.integer(type) }
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try present(key) { try $0.integer(type) }
    }
}
