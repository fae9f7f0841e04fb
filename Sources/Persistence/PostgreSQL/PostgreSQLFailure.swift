#if PostgreSQL
    import CLibPQ

    /// What the server said of a statement it refused.
    struct PostgreSQLRefusal: Error {
        /// Five characters: the class of the error and its kind.
        let state: String
        let failure: PersistenceFailure

        /// Others changed the same data: the transaction may be run again.
        var isConflict: Bool { state == "40001" || state == "40P01" }

        /// The connection is of no more use.
        var isLoss: Bool { state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03" }

        /// A migration changed the columns under a prepared statement, which must be prepared again.
        var isStalePlan: Bool { state == "0A000" || state == "26000" }

        init(state: String, failure: PersistenceFailure) {
            self.state = state
            self.failure = failure
        }

        init(lost message: String) {
            state = "08006"
            failure = .connectionLost(message.trimmed)
        }

        init(_ result: OpaquePointer?, sql: String) {
            let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
            let state = PostgreSQLRefusal.field(result, "C") ?? "08006"
            self.state = state
            failure =
                switch state {
                case "23505": .unique(PostgreSQLRefusal.key(result))
                case "23503": .foreignKey(PostgreSQLRefusal.field(result, "n"))
                case "23514": .check(PostgreSQLRefusal.field(result, "n") ?? "")
                case "23502": .notNull(PostgreSQLRefusal.column(result))
                case "22021": .nulCharacter
                case "25006": .readOnly
                case "40001", "40P01": .conflict
                case "53100": .full
                case "53300": .overloaded
                case "55P03": .busy
                case "57014": .tooSlow
                case "XX001", "XX002": .corrupt(message.trimmed)
                case _ where state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03":
                    .connectionLost(message.trimmed)
                default: .statement(message.trimmed, sql: sql)
                }
        }

        private static func field(_ result: OpaquePointer?, _ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }

        private static func column(_ result: OpaquePointer?) -> String {
            [field(result, "t"), field(result, "c")].compactMap { $0 }.joined(separator: ".")
        }

        /// The columns as SQLite names them: from « Key (school_id, ine)=(…) already exists. » in any language.
        private static func key(_ result: OpaquePointer?) -> String {
            let table = field(result, "t") ?? ""
            guard let detail = field(result, "D"), let start = detail.firstIndex(of: "("),
                let end = detail[start...].firstIndex(of: "=")
            else { return field(result, "n") ?? "" }
            let columns = detail[start..<end].dropFirst().dropLast().split(separator: ", ")
            return columns.map { "\(table).\($0)" }.joined(separator: ", ")
        }
    }

    extension String {
        fileprivate var trimmed: String {
            var text = Substring(self)
            while let last = text.last, last.isWhitespace { text.removeLast() }
            return String(text)
        }
    }
#endif
