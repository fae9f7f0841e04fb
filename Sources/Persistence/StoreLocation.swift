/// Where the database is.
public enum StoreLocation: Hashable, Sendable {
    /// A file, made when it does not exist.
    case sqlite(String)
    /// A database that lasts as long as its store.
    case sqliteInMemory
    /// A server, by libpq's connection text or address.
    /// - Parameters:
    ///   - connections: how many connections (and threads) are kept.
    ///   - schema: a schema of its own, made when it does not exist; the server's default when `nil`.
    case postgreSQL(String, connections: Int, schema: String? = nil)

    /// Reads `sqlite:var/bureau.sqlite`, `sqlite::memory:` or `postgresql://user@host/database`.
    /// - Parameter connections: how many connections are kept when it is a PostgreSQL server.
    /// - Throws: `PersistenceFailure.badLocation` or `builtWithoutPostgreSQL`.
    public init(parsing text: String, connections: Int = 8) throws {
        if text == "sqlite::memory:" {
            self = .sqliteInMemory
        } else if text.hasPrefix("sqlite:") {
            let path = text.dropFirst("sqlite:".count)
            guard !path.isEmpty, !path.utf8.contains(0) else { throw PersistenceFailure.badLocation(text) }
            self = .sqlite(String(path))
        } else if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            self = .postgreSQL(text, connections: connections)
            guard StoreLocation.hasPostgreSQL else { throw PersistenceFailure.builtWithoutPostgreSQL }
        } else {
            throw PersistenceFailure.badLocation(StoreLocation.withoutSecret(text))
        }
    }

    /// Whether the program was built with PostgreSQL.
    public static var hasPostgreSQL: Bool {
        #if PostgreSQL
            true
        #else
            false
        #endif
    }

    /// An address is shown in an error, its password is not.
    private static func withoutSecret(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        return "…" + text[at...]
    }
}
