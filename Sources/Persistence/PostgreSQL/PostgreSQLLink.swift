#if PostgreSQL
    import CLibPQ

    /// One connection of libpq: every call blocks its thread.
    final class PostgreSQLLink {
        private let connection: OpaquePointer

        /// - Parameter setup: statements run once, before anything else.
        init(address: String, setup: String) throws {
            let opened = PostgreSQLLink.connect([
                ("application_name", "bureau"), ("client_encoding", "UTF8"), ("connect_timeout", "5"),
                ("dbname", address),
            ])
            guard let opened else { throw PostgreSQLRefusal(lost: "out of memory") }
            connection = opened
            guard PQstatus(connection) == CONNECTION_OK else {
                throw PostgreSQLRefusal(lost: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
            }
            PQsetNoticeProcessor(connection, { _, _ in }, nil)
            try script(setup)
        }

        deinit { PQfinish(connection) }

        var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }

        /// Runs statements separated by `;` and gives the tag of the last: `COMMIT`, `ROLLBACK`.
        @discardableResult
        func script(_ text: String) throws -> String {
            let result = PQexec(connection, text)
            defer { PQclear(result) }
            try check(result, text)
            return PQcmdStatus(result).map { String(cString: $0) } ?? ""
        }

        func prepare(_ name: String, _ sql: SQL, types: [Oid]) throws {
            let result = PQprepare(connection, name, sql.numbered, Int32(types.count), types)
            defer { PQclear(result) }
            try check(result, sql.literalText)
        }

        /// The caller clears the answer.
        func run(_ name: String, _ arguments: PostgreSQLArguments, count: Int, sql: String) throws -> OpaquePointer {
            let result = arguments.withPointers { values, lengths, formats in
                PQexecPrepared(connection, name, Int32(count), values, lengths, formats, 0)
            }
            do {
                try check(result, sql)
            } catch {
                PQclear(result)
                throw error
            }
            guard let result else { throw PostgreSQLRefusal(lost: "no answer") }
            return result
        }

        /// What asks the server, from another thread, to give up the statement under way.
        func cancellation() -> OpaquePointer? { PQgetCancel(connection) }

        private func check(_ result: OpaquePointer?, _ sql: String) throws {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
            default:
                guard isAlive, result != nil else {
                    throw PostgreSQLRefusal(lost: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
                }
                throw PostgreSQLRefusal(result, sql: sql)
            }
        }

        private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
            withTexts(parameters.map(\.0)) { names in
                withTexts(parameters.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
            }
        }

        private static func withTexts<Value>(
            _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
        ) -> Value {
            var storage: [CChar] = []
            var offsets: [Int] = []
            for text in texts {
                offsets.append(storage.count)
                storage.append(contentsOf: text.utf8CString)
            }
            return storage.withUnsafeBufferPointer { bytes in
                let pointers: [UnsafePointer<CChar>?] = offsets.map { bytes.baseAddress?.advanced(by: $0) } + [nil]
                return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
            }
        }
    }
#endif
