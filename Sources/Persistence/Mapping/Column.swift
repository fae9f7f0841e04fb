/// One column of the current row, read as the kinds of values Swift types ask for.
struct Column {
    unowned(unsafe) let plan: RowPlan
    let index: Int

    var isNull: Bool { plan.cells.isNull(index) }
    var name: String { plan.cells.name(index) }

    func string() throws -> String {
        guard let value = plan.cells.text(index) else { throw unreadable("text") }
        return value
    }

    func boolean() throws -> Bool {
        guard let value = plan.cells.boolean(index) else { throw unreadable("boolean") }
        return value
    }

    func real() throws -> Double {
        guard let value = plan.cells.real(index) else { throw unreadable("number") }
        return value
    }

    func integer<Integer: FixedWidthInteger>(_: Integer.Type) throws -> Integer {
        guard let value = plan.cells.integer(index).flatMap({ Integer(exactly: $0) }) else {
            throw unreadable("integer")
        }
        return value
    }

    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == [UInt8].self {
            guard let bytes = plan.cells.bytes(index) as? Value else { throw unreadable("bytes") }
            return bytes
        }
        return try Value(from: ColumnDecoder(column: self))
    }

    private func unreadable(_ kind: String) -> PersistenceFailure {
        .unreadableRow("column \(name): \(isNull ? "null" : "its value") is not a \(kind)")
    }
}

/// Gives one column to a type that decodes from a single value: a key, a date, an enum.
struct ColumnDecoder: Decoder, SingleValueDecodingContainer {
    let column: Column

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw PersistenceFailure.unreadableRow("column \(column.name) holds one value, not several")
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw PersistenceFailure.unreadableRow("column \(column.name) holds one value, not a list")
    }

    func decodeNil() -> Bool { column.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try column.boolean() }
    func decode(_ type: String.Type) throws -> String { try column.string() }
    func decode(_ type: Double.Type) throws -> Double { try column.real() }
    func decode(_ type: Float.Type) throws -> Float { Float(try column.real()) }
    func decode(_ type: Int.Type) throws -> Int { try column.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try column.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try column.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try column.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try column.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try column.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try column.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try column.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try column.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try column.integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try column.value(type) }
}
