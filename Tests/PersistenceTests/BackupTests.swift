import Foundation
import Persistence
import Testing

@Suite struct `A copy of the database` {
    @Test(arguments: [TestEngine.sqliteInMemory, .sqliteFile])
    func `is complete and independent`(engine: TestEngine) async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            try await engine.withStore { store in
                try await store.write { db in
                    try db.run(Visit.table)
                    try db.insert(Visit.sample("a"), into: "visit")
                }
                try await store.backup(to: path)
                let memory = try await store.copyInMemory()
                try await store.write { db in _ = try db.run("delete from visit") }

                let copy = try Store.open(.sqlite(path))
                #expect(try await copy.read { try $0.visits() } == [Visit.sample("a")])
                #expect(try await copy.checkIntegrity() == [])
                #expect(try await memory.read { try $0.visits() } == [Visit.sample("a")])
                #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
                await copy.close()
            }
        }
    }

    @Test func `to a place that does not exist leaves no half of it`() async throws {
        try await TestEngine.sqliteFile.withStore { store in
            let found = await failure { try await store.backup(to: "/dev/null/copie.sqlite") }
            #expect(found?.message == PersistenceFailure.unreachable("").message)
        }
    }

    @Test func `of a server is made with its own tools`() async throws {
        guard TestEngine.server != nil else { return }
        try await TestEngine.postgreSQL.withStore { store in
            #expect(await failure { try await store.backup(to: "/tmp/copie") } == .backupByServerTools)
        }
    }
}

@Suite struct `A file of SQLite` {
    @Test func `is set for safety and readable by its owner only`() async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            let store = try Store.open(.sqlite(path))
            let settings = try await store.write { db in
                [
                    try db.row("pragma journal_mode", as: String.self),
                    try db.row("pragma synchronous", as: String.self),
                    try db.row("pragma foreign_keys", as: String.self),
                ]
            }
            #expect(settings == ["wal", "2", "1"])
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            await store.close()
        }
    }
}
