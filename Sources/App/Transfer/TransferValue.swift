import Foundation
import Persistence

/// One cell of a row in a file of a whole school: what JSON can hold. Bytes are in base 64.
enum TransferValue: Codable, Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .real(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .real(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}

/// What a column holds, the same on both engines.
enum TransferKind: String, Codable, Sendable {
    case text
    case integer = "bigint"
    case real = "double precision"
    case boolean
    case bytes = "bytea"

    /// The cell of a row that was read.
    func value(of row: Row, _ column: Int) -> TransferValue {
        guard !row.isNull(column) else { return .null }
        return switch self {
        case .text: .text(row.text(column))
        case .integer: .integer(Int64(row.int(column)))
        case .real: .real(row.double(column))
        case .boolean: .boolean(row.bool(column))
        case .bytes: .text(Data(row.bytes(column)).base64EncodedString())
        }
    }

    /// What is written in the column; `nil` when the cell is not of this kind.
    func stored(_ value: TransferValue) -> SQLValue? {
        switch (self, value) {
        case (_, .null): .null
        case (.text, .text(let text)): .text(text)
        case (.integer, .integer(let number)): .integer(number)
        case (.real, .integer(let number)): .real(Double(number))
        case (.real, .real(let number)): .real(number)
        case (.boolean, .boolean(let flag)): .boolean(flag)
        case (.bytes, .text(let text)): Data(base64Encoded: text).map { .blob(Array($0)) }
        default: nil
        }
    }
}

/// A column of a table as the database has it.
struct TransferColumn: Codable, Equatable, Sendable {
    let name: String
    let kind: TransferKind
}

/// A row to write: its columns are those of its cells.
struct TransferRow: Encodable {
    let cells: [(column: String, value: SQLValue)]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (column, value) in cells {
            let name = Name(stringValue: column)
            switch value {
            case .null: try container.encodeNil(forKey: name)
            case .text(let text): try container.encode(text, forKey: name)
            case .integer(let number): try container.encode(number, forKey: name)
            case .real(let number): try container.encode(number, forKey: name)
            case .boolean(let flag): try container.encode(flag, forKey: name)
            case .blob(let bytes): try container.encode(bytes, forKey: name)
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            return nil
        }
    }
}
