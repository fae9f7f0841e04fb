#if PostgreSQL
    import CLibPQ

    /// A connection of the pool: its link to the server, opened when first needed and again when lost, and what it has
    /// prepared there.
    ///
    /// Unchecked because the pool lends it to one request at a time, and everything in it but the cancellation, which
    /// has its own lock, is used on the one thread that runs that request.
    final class PostgreSQLConnection: Connection, @unchecked Sendable {
        private static let capacity = 500

        private struct Prepared {
            let name: String
            let types: [Oid]
        }

        /// Its number in the pool, from 0.
        let number: Int
        let cancellation = PostgreSQLCancellation()
        private let address: String
        private let setup: String
        private var link: PostgreSQLLink?
        private var prepared: [String: [Prepared]] = [:]
        private var preparedCount = 0
        private(set) var memory = StatementMemory()
        /// The first statement the server refused in the transaction.
        private(set) var refusal: PostgreSQLRefusal?

        init(number: Int, address: String, setup: String) {
            self.number = number
            self.address = address
            self.setup = setup
        }

        var dialect: Dialect { .postgreSQL }
        var failure: PersistenceFailure? { refusal?.failure }

        func query(_ sql: SQL, _ body: (any Cells) throws -> Bool) throws {
            let result = try answer(sql)
            defer { PQclear(result) }
            let cells = PostgreSQLCells(result)
            for row in 0..<PQntuples(result) {
                cells.row = row
                guard try body(cells) else { return }
            }
        }

        func execute(_ sql: SQL) throws -> Int {
            let result = try answer(sql)
            defer { PQclear(result) }
            return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        }

        func script(_ text: String) throws {
            _ = try refusing { try opened().script(text) }
        }

        /// Starts a transaction, on a new link when the server closed the last one meanwhile.
        func begin(_ statement: String) throws {
            refusal = nil
            try refusing {
                do {
                    try opened().script(statement)
                } catch let refusal as PostgreSQLRefusal where refusal.isLoss {
                    disconnect()
                    try opened().script(statement)
                }
            }
        }

        /// A transaction in which a statement failed answers `rollback` to `commit`: it is a failure all the same.
        func commit() throws {
            if let failure { throw failure }
            try script("commit")
        }

        /// Leaves the link fit for the next request, or closes it.
        func rollback() {
            do {
                guard let link, link.isAlive else { return disconnect() }
                try link.script("rollback")
            } catch {
                disconnect()
            }
        }

        /// What was prepared no longer fits the tables.
        func forgetStatements() throws {
            prepared.removeAll()
            preparedCount = 0
            memory = StatementMemory()
            try script("deallocate all")
        }

        func disconnect() {
            cancellation.replace(with: nil)
            link = nil
            prepared.removeAll()
            preparedCount = 0
        }

        private func opened() throws -> PostgreSQLLink {
            if let link { return link }
            let link = try PostgreSQLLink(address: address, setup: setup)
            cancellation.replace(with: link.cancellation())
            self.link = link
            return link
        }

        private func answer(_ sql: SQL) throws -> OpaquePointer {
            let arguments: PostgreSQLArguments
            do {
                arguments = try PostgreSQLArguments(sql.arguments)
            } catch {
                refusal = refusal ?? PostgreSQLRefusal(state: "22021", failure: .nulCharacter)
                throw error
            }
            return try refusing {
                let name = try statement(sql)
                return try opened().run(name, arguments, count: sql.arguments.count, sql: sql.literalText)
            }
        }

        /// The prepared statement for this text and these types. A `null` goes with any type; a statement prepared with
        /// a `null` took the type the server inferred, which any value but a floating-point number fits.
        private func statement(_ sql: SQL) throws -> String {
            let types = sql.arguments.map(PostgreSQLArguments.type)
            let fitting = prepared[sql.literalText]?.first { statement in
                zip(types, statement.types).allSatisfy { $0 == $1 || $0 == 0 || ($1 == 0 && $0 != 701) }
            }
            if let fitting { return fitting.name }
            if preparedCount >= PostgreSQLConnection.capacity { try forgetStatements() }
            preparedCount += 1
            let new = Prepared(name: "s\(preparedCount)", types: types)
            try opened().prepare(new.name, sql, types: types)
            prepared[sql.literalText, default: []].append(new)
            return new.name
        }

        private func refusing<Value>(_ body: () throws -> Value) throws -> Value {
            do {
                return try body()
            } catch let error as PostgreSQLRefusal {
                if refusal == nil { refusal = error }
                throw error.failure
            }
        }
    }
#endif
