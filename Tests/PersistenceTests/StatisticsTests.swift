import Persistence
import Testing

@Suite struct `The figures of the tables` {
    /// One owner of all rows, and eight rows asked by their key: without figures SQLite trusts the owner's index more.
    private let asked: SQL = """
        explain query plan select thing.label from thing where thing.owner = \("a")
        and thing.id in (\(list: (1...8).map { "key-\($0)" }))
        """

    @Test(arguments: [TestEngine.sqliteInMemory, .sqliteFile])
    func `make the engine choose the key, for readers at work too`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            #expect(try await plan(store).contains("owner=?"))
            try await store.refreshStatistics()
            #expect(try await plan(store).contains("(id=?)"))
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `leave the rows as they are`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            try await store.refreshStatistics()
            try await store.refreshStatistics()
            #expect(try await store.read { try $0.row("select count(*) from thing", as: Int.self) } == 2000)
        }
    }

    private func fill(_ store: Store) async throws {
        try await store.write { db in
            try db.run(
                "create table thing (id text primary key, owner text not null, label text, unique (owner, label))")
            for number in 1...2000 {
                let (key, label) = ("key-\(number)", "label \(number)")
                try db.run("insert into thing (id, owner, label) values (\(key), \("a"), \(label))")
            }
        }
    }

    private func plan(_ store: Store) async throws -> String {
        try await store.read { [asked] db in
            var plan = ""
            try db.eachRow(asked) { plan += $0.text(3) }
            return plan
        }
    }
}
