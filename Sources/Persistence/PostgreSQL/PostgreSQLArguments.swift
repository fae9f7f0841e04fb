#if PostgreSQL
    import CLibPQ

    /// The arguments of a statement as libpq wants them: texts that end with NUL, and bytes as they are.
    struct PostgreSQLArguments {
        private var storage: [CChar] = []
        private var offsets: [Int?] = []
        private var lengths: [Int32] = []
        private var formats: [Int32] = []

        init(_ values: [SQLValue]) throws {
            for value in values { try append(value) }
        }

        /// The type of an argument: said, so that the server never has to guess; 0 lets it infer the type of `null`.
        static func type(_ value: SQLValue) -> Oid {
            switch value {
            case .null: 0
            case .boolean: 16
            case .blob: 17
            case .integer: 20
            case .text: 25
            case .real: 701
            }
        }

        func withPointers<Value>(
            _ body: (
                _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
                _ formats: UnsafePointer<Int32>?
            ) -> Value
        ) -> Value {
            storage.withUnsafeBufferPointer { bytes in
                let pointers = offsets.map { offset in offset.flatMap { bytes.baseAddress?.advanced(by: $0) } }
                return pointers.withUnsafeBufferPointer { body($0.baseAddress, lengths, formats) }
            }
        }

        private mutating func append(_ value: SQLValue) throws {
            switch value {
            case .null: appendCell(offset: nil, length: 0, format: 0)
            case .boolean(let value): try append(text: value ? "t" : "f")
            case .integer(let value): try append(text: String(value))
            case .real(let value): try append(text: value.description)
            case .text(let text): try append(text: text)
            case .blob(let bytes):
                appendCell(offset: storage.count, length: Int32(bytes.count), format: 1)
                for byte in bytes { storage.append(CChar(bitPattern: byte)) }
                storage.append(0)
            }
        }

        private mutating func append(text: String) throws {
            appendCell(offset: storage.count, length: 0, format: 0)
            for byte in text.utf8 {
                guard byte != 0 else { throw PersistenceFailure.nulCharacter }
                storage.append(CChar(bitPattern: byte))
            }
            storage.append(0)
        }

        private mutating func appendCell(offset: Int?, length: Int32, format: Int32) {
            offsets.append(offset)
            lengths.append(length)
            formats.append(format)
        }
    }
#endif
