/// The columns of a value, in the order its properties are encoded.
final class EncodedColumns {
    private(set) var names: [String] = []
    private(set) var values: [SQLValue] = []
    private var refusal: PersistenceFailure?
    private let naming: ColumnNaming

    init(_ value: some Encodable, also: [String: SQLValue], naming: ColumnNaming) throws {
        self.naming = naming
        try value.encode(to: ValueEncoder(columns: self, prefix: ""))
        if let refusal { throw refusal }
        for (name, value) in also.sorted(by: { $0.key < $1.key }) { append(name, value) }
    }

    func append(_ name: String, _ value: SQLValue) {
        names.append(name)
        values.append(value)
    }

    /// A list has no column: the whole value is refused once it is encoded.
    func list() -> any UnkeyedEncodingContainer {
        refusal = .unwritableValue("a list has no column: write it as text")
        return IgnoredList(columns: self)
    }

    func name(_ prefix: String, _ key: String) -> String { naming.column(prefix, key) }
}

/// Remembers the columns of properties: thousands of values of one type ask for the same few.
final class ColumnNaming {
    private var known: [String: String] = [:]

    func column(_ prefix: String, _ key: String) -> String {
        if prefix.isEmpty, let name = known[key] { return name }
        let name = prefix + ColumnName.from(property: key)
        if prefix.isEmpty { known[key] = name }
        return name
    }
}

/// Takes the properties of a value, or of a value nested in it, as columns.
struct ValueEncoder: Encoder {
    let columns: EncodedColumns
    let prefix: String

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(ValueContainer<Key>(columns: columns, prefix: prefix))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { columns.list() }

    /// A nested value written in the one column that has its name; the whole value has no such name.
    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleColumn(columns: columns, name: prefix.isEmpty ? "value" : String(prefix.dropLast()))
    }
}

private struct ValueContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let columns: EncodedColumns
    let prefix: String

    var codingPath: [any CodingKey] { [] }

    private func put(_ value: SQLValue, _ key: Key) {
        columns.append(columns.name(prefix, key.stringValue), value)
    }

    func encodeNil(forKey key: Key) { put(.null, key) }
    func encode(_ value: Bool, forKey key: Key) { put(.boolean(value), key) }
    func encode(_ value: String, forKey key: Key) { put(.text(value), key) }
    func encode(_ value: Double, forKey key: Key) { put(.real(value), key) }
    func encode(_ value: Int, forKey key: Key) { put(.integer(Int64(value)), key) }
    func encode(_ value: Int64, forKey key: Key) { put(.integer(value), key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        let name = columns.name(prefix, key.stringValue)
        if let bytes = value as? [UInt8] { return columns.append(name, .blob(bytes)) }
        try value.encode(to: ValueEncoder(columns: columns, prefix: name + "_"))
    }

    // An absent value is written too: an update must be able to erase.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { put(value.sqlValue, key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) { put(value.sqlValue, key) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) { put(value.sqlValue, key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { put(value.sqlValue, key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) { put(value.sqlValue, key) }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        guard let value else { return put(.null, key) }
        try encode(value, forKey: key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(columns: columns, prefix: columns.name(prefix, key.stringValue) + "_").container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { columns.list() }
    func superEncoder() -> any Encoder { ValueEncoder(columns: columns, prefix: prefix) }
    func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(columns: columns, prefix: prefix) }
}

private struct SingleColumn: SingleValueEncodingContainer {
    let columns: EncodedColumns
    let name: String

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { columns.append(name, .null) }
    func encode(_ value: Bool) { columns.append(name, .boolean(value)) }
    func encode(_ value: String) { columns.append(name, .text(value)) }
    func encode(_ value: Double) { columns.append(name, .real(value)) }
    func encode(_ value: Float) { columns.append(name, .real(Double(value))) }
    func encode(_ value: Int) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: Int8) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: Int16) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: Int32) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: Int64) { columns.append(name, .integer(value)) }
    func encode(_ value: UInt) throws { columns.append(name, try SQLValue(exactly: value)) }
    func encode(_ value: UInt8) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: UInt16) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: UInt32) { columns.append(name, .integer(Int64(value))) }
    func encode(_ value: UInt64) throws { columns.append(name, try SQLValue(exactly: value)) }

    func encode<Value: Encodable>(_ value: Value) throws {
        if let bytes = value as? [UInt8] { return columns.append(name, .blob(bytes)) }
        try value.encode(to: ValueEncoder(columns: columns, prefix: name + "_"))
    }
}

extension SQLValue {
    init(exactly value: some FixedWidthInteger) throws {
        guard let integer = Int64(exactly: value) else {
            throw PersistenceFailure.unwritableValue("\(value) is larger than a 64-bit integer")
        }
        self = .integer(integer)
    }
}

/// Swallows the elements of a list that is refused as a whole.
private struct IgnoredList: UnkeyedEncodingContainer {
    let columns: EncodedColumns

    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    func encodeNil() {}
    func encode<Value: Encodable>(_ value: Value) {}

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
    func superEncoder() -> any Encoder { ValueEncoder(columns: columns, prefix: "") }
}
