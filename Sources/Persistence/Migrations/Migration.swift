/// One step of the schema: a script that runs once in the life of a database.
public struct Migration: Hashable, Sendable {
    /// 1, 2, 3…
    public let number: Int
    /// What it brings, for people: `agreements`.
    public let name: String
    private let sql: String
    private let sqliteSQL: String
    private let postgreSQLSQL: String

    /// - Parameters:
    ///   - sql: the statements for both engines, separated by `;`.
    ///   - sqliteSQL: what SQLite alone runs after them.
    ///   - postgreSQLSQL: what PostgreSQL alone runs after them.
    public init(number: Int, name: String, sql: String, sqliteSQL: String = "", postgreSQLSQL: String = "") {
        self.number = number
        self.name = name
        self.sql = sql
        self.sqliteSQL = sqliteSQL
        self.postgreSQLSQL = postgreSQLSQL
    }

    func script(for dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: sql + sqliteSQL
        case .postgreSQL: sql + postgreSQLSQL
        }
    }

    /// Says whether the script is the one that ran (FNV-1a, 64 bits): a guard against mistakes, not against malice.
    func checksum(for dialect: Dialect) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in script(for: dialect).utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
