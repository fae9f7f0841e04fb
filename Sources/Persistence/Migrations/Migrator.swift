/// Brings a database to the schema of the program: safe to run twice, and by two programs at the same time.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// - Parameter migrations: all of them, in any order.
    public init(migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.number < $1.number }
    }

    /// Runs what has not run yet, each migration in a transaction of its own.
    /// - Returns: the migrations that ran now.
    /// - Throws: `PersistenceFailure.newerDatabase`, `editedMigration`, or what a script brings.
    @discardableResult
    public func migrate(_ store: Store) async throws -> [Migration] {
        try await pending(store).asyncFilter { migration in
            try await store.engine.writeAlone { db in try run(migration, db) }
        }
    }

    /// What `migrate` would run.
    /// - Throws: `PersistenceFailure.newerDatabase` or `editedMigration`.
    public func pending(_ store: Store) async throws -> [Migration] {
        try checkNumbers()
        let applied = try await store.read { db in try Migrator.applied(db) }
        return try pending(after: applied, on: store.dialect)
    }

    private func checkNumbers() throws {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw PersistenceFailure.disorderedMigrations(number: migration.number)
        }
    }

    private func pending(after applied: [AppliedMigration], on dialect: Dialect) throws -> [Migration] {
        for past in applied {
            guard let migration = migrations.first(where: { $0.number == past.number }) else {
                throw PersistenceFailure.newerDatabase(
                    found: applied.map(\.number).max() ?? past.number, known: migrations.last?.number ?? 0)
            }
            guard past.checksum == migration.checksum(for: dialect) else {
                throw PersistenceFailure.editedMigration(number: migration.number, name: migration.name)
            }
        }
        return migrations.filter { migration in !applied.contains { $0.number == migration.number } }
    }

    /// Another program may have run it since we looked: it is asked again under the lock.
    private func run(_ migration: Migration, _ db: Database) throws -> Bool {
        let applied = try Migrator.applied(db)
        guard try pending(after: applied, on: db.dialect).contains(migration) else { return false }
        try db.run(
            """
            create table if not exists migration
                (number bigint primary key not null, name text not null, checksum text not null)
            """)
        try db.connection.script(migration.script(for: db.dialect))
        try db.run(
            """
            insert into migration (number, name, checksum)
            values (\(migration.number), \(migration.name), \(migration.checksum(for: db.dialect)))
            """)
        return true
    }

    private static func applied(_ db: Database) throws -> [AppliedMigration] {
        let exists: SQL =
            switch db.dialect {
            case .sqlite: "select count(*) from sqlite_schema where type = 'table' and name = 'migration'"
            case .postgreSQL:
                "select count(*) from pg_tables where schemaname = current_schema() and tablename = 'migration'"
            }
        guard try db.row(exists, as: Int.self) == 1 else { return [] }
        return try db.rows("select number, checksum from migration order by number")
    }
}

private struct AppliedMigration: Decodable {
    let number: Int
    let checksum: String
}

extension [Migration] {
    fileprivate func asyncFilter(_ isKept: (Migration) async throws -> Bool) async rethrows -> [Migration] {
        var kept: [Migration] = []
        for migration in self where try await isKept(migration) { kept.append(migration) }
        return kept
    }
}
