#if PostgreSQL
    import CLibPQ

    /// The current row of an answer of PostgreSQL, in text format.
    final class PostgreSQLCells: Cells {
        private static let booleanType: Oid = 16
        private static let bytesType: Oid = 17

        private let result: OpaquePointer
        private let types: [Oid]
        var row: Int32 = 0

        init(_ result: OpaquePointer) {
            self.result = result
            types = (0..<PQnfields(result)).map { PQftype(result, $0) }
        }

        var count: Int { types.count }

        func name(_ column: Int) -> String {
            PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
        }

        func hasName(_ column: Int, _ name: String) -> Bool { self.name(column) == name }

        func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) == 1 }

        /// A boolean reads `1` or `0`, as on SQLite.
        func text(_ column: Int) -> String? {
            guard let bytes = raw(column) else { return nil }
            guard types[column] != PostgreSQLCells.booleanType else { return bytes.first == 0x74 ? "1" : "0" }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// `sum(bigint)` is a numeric: `12`, `12.0` and `12.00` are integers too.
        func integer(_ column: Int) -> Int64? {
            guard let text = text(column) else { return nil }
            if let value = Int64(text) { return value }
            return Double(text).flatMap { Int64(exactly: $0) }
        }

        func real(_ column: Int) -> Double? { text(column).flatMap { Double($0) } }

        func boolean(_ column: Int) -> Bool? {
            switch integer(column) {
            case 0: false
            case 1: true
            default: nil
            }
        }

        func bytes(_ column: Int) -> [UInt8]? {
            guard let bytes = raw(column) else { return nil }
            guard types[column] == PostgreSQLCells.bytesType else { return Array(bytes) }
            return PostgreSQLCells.decoded(hexadecimal: bytes.dropFirst(2))
        }

        private func raw(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
            guard !isNull(column), let start = PQgetvalue(result, row, Int32(column)) else { return nil }
            let count = Int(PQgetlength(result, row, Int32(column)))
            return start.withMemoryRebound(to: UInt8.self, capacity: count) {
                UnsafeBufferPointer(start: $0, count: count)
            }
        }

        private static func decoded(hexadecimal digits: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(digits.count / 2)
            var high: UInt8?
            for digit in digits {
                let value = digit < 0x3A ? digit - 0x30 : digit - 0x57
                if let first = high { bytes.append(first << 4 | value) }
                high = high == nil ? value : nil
            }
            return bytes
        }
    }
#endif
