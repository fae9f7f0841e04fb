import Foundation
import Persistence
import Testing

@Suite struct `What the tables refuse` {
    private static let tables: [SQL] = [
        "create table school (id text primary key not null)",
        """
        create table learner (
            id text primary key not null, school_id text not null references school (id), ine text not null,
            age bigint constraint adult check (age >= 14), unique (school_id, ine))
        """,
        "insert into school (id) values ('s')",
        "insert into learner (id, school_id, ine) values ('a', 's', '1')",
    ]

    @Test(
        arguments: TestEngine.atHand,
        [
            (
                "insert into learner (id, school_id, ine) values ('b', 's', '1')",
                .unique("learner.school_id, learner.ine")
            ),
            ("insert into learner (id, school_id, ine) values ('a', 's', '2')", .unique("learner.id")),
            ("insert into learner (id, school_id) values ('b', 's')", .notNull("learner.ine")),
            ("insert into learner (id, school_id, ine, age) values ('b', 's', '2', 13)", .check("adult")),
        ] as [(SQL, PersistenceFailure)])
    func `is told by kind and column`(engine: TestEngine, refused: (sql: SQL, failure: PersistenceFailure)) async throws
    {
        try await engine.withStore { store in
            try await store.write { db in for sql in Self.tables { try db.run(sql) } }
            #expect(await failure { try await store.write { try $0.run(refused.sql) } } == refused.failure)
        }
    }

    @Test(
        arguments: TestEngine.atHand,
        [
            "insert into learner (id, school_id, ine) values ('b', 'nowhere', '2')", "delete from school",
        ] as [SQL])
    func `includes rows that others name`(engine: TestEngine, sql: SQL) async throws {
        try await engine.withStore { store in
            try await store.write { db in for sql in Self.tables { try db.run(sql) } }
            let found = await failure { try await store.write { try $0.run(sql) } }
            guard case .foreignKey = found else {
                Issue.record("\(String(describing: found))")
                return
            }
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `includes the character NUL`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            #expect(
                await failure { try await store.read { try $0.rows("select \("a\0b")", as: String.self) } }
                    == .nulCharacter)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `includes statements that mean nothing`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let found = await failure { try await store.read { try $0.rows("select \(1) frm", as: Int.self) } }
            let unknown = await failure { try await store.read { try $0.run("select * from nowhere where n = \(7)") } }
            guard case .statement(_, "select * from nowhere where n = ?") = unknown else {
                Issue.record("\(String(describing: unknown))")
                return
            }
            #expect(found == nil)
        }
    }
}

@Suite struct `A database that cannot be used` {
    @Test func `because the disk is full keeps what it had`() async throws {
        try await TestEngine.sqliteFile.withStore { store in
            try await store.write { db in
                try db.run(Visit.table)
                try db.insert(Visit.sample("kept"), into: "visit")
                try db.run("pragma max_page_count = 1")
            }
            let many = (0..<2000).map { Visit.sample("v\($0)") }
            #expect(await failure { try await store.write { try $0.insertMany(many, into: "visit") } } == .full)
            #expect(try await store.read { try $0.visits() } == [Visit.sample("kept")])
            #expect(PersistenceFailure.full.message.contains("Libérez de la place"))
        }
    }

    @Test func `because it was opened for reading says so`() async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            let store = try Store.open(.sqlite(path))
            try await store.write { db in _ = try db.run("create table item (n bigint)") }
            let reader = try Store.open(.sqlite(path), readOnly: true)
            #expect(try await reader.read { try $0.row("select count(*) from item", as: Int.self) } == 0)
            #expect(
                await failure { try await reader.write { try $0.run("insert into item (n) values (1)") } } == .readOnly)
            await reader.close()
            await store.close()
        }
    }

    @Test(arguments: ["Ceci n’est pas une base de données. " + String(repeating: "x", count: 5000), "court"])
    func `because the file is something else`(content: String) async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            try Data(content.utf8).write(to: URL(fileURLWithPath: path))
            let found = await failure { try Store.open(.sqlite(path)) }
            #expect(found?.message == PersistenceFailure.corrupt("").message)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
        }
    }

    @Test func `because pages are damaged is found by the check`() async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            let store = try Store.open(.sqlite(path))
            try await store.write { db in
                try db.run(Visit.table)
                try db.insertMany((0..<500).map { Visit.sample("v\($0)") }, into: "visit")
            }
            #expect(try await store.checkIntegrity() == [])
            await store.close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes.replaceSubrange(8192..<12288, with: Data(repeating: 0xAA, count: 4096))
            try bytes.write(to: URL(fileURLWithPath: path))

            let damaged = try Store.open(.sqlite(path))
            let found = await failure {
                let problems = try await damaged.checkIntegrity()
                guard problems.isEmpty else { throw PersistenceFailure.corrupt(problems[0]) }
            }
            #expect(found?.message == PersistenceFailure.corrupt("").message)
            await damaged.close()
        }
    }

    @Test func `because another program writes says who to wait for`() async throws {
        let path = TestEngine.uniquePath()
        try await withDatabase(at: .sqlite(path)) {
            let mine = try Store.open(.sqlite(path), patience: 0.05)
            let other = try Store.open(.sqlite(path))
            try await other.write { db in _ = try db.run("create table item (n bigint)") }
            let found = try await other.write { db in
                try db.run("insert into item (n) values (1)")
                return try blocking { await failure { try await mine.write { try $0.run("delete from item") } } }
            }
            #expect(found == .busy)
            #expect(try await mine.write { try $0.run("delete from item") } == 1)
            await mine.close()
            await other.close()
        }
    }

    @Test func `because its folder cannot be made`() async throws {
        let found = await failure { try Store.open(.sqlite("/dev/null/bureau.sqlite")) }
        #expect(found?.message == PersistenceFailure.unreachable("").message)
    }

    @Test(arguments: ["", "sqlite:", "mysql://serveur/base", "bureau.sqlite"])
    func `because its address means nothing`(text: String) {
        #expect(throws: PersistenceFailure.badLocation(text)) { try StoreLocation(parsing: text) }
    }

    @Test func `because its address is wrong never shows the password`() {
        #expect(throws: PersistenceFailure.badLocation("…@serveur/base")) {
            try StoreLocation(parsing: "mysql://moi:secret@serveur/base")
        }
    }
}

@Suite struct `An address` {
    @Test func `names a file, the memory or a server`() throws {
        #expect(try StoreLocation(parsing: "sqlite:var/bureau.sqlite") == .sqlite("var/bureau.sqlite"))
        #expect(try StoreLocation(parsing: "sqlite::memory:") == .sqliteInMemory)
        let address = "postgresql://bureau@serveur/bureau"
        if StoreLocation.hasPostgreSQL {
            #expect(try StoreLocation(parsing: address, connections: 3) == .postgreSQL(address, connections: 3))
        } else {
            #expect(throws: PersistenceFailure.builtWithoutPostgreSQL) { try StoreLocation(parsing: address) }
        }
    }
}

/// Waits on this thread for asynchronous work: only to hold a transaction open while another program knocks.
private func blocking<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let answer = Answer<Value>()
    let done = DispatchSemaphore(value: 0)
    Task {
        do {
            answer.result = .success(try await work())
        } catch {
            answer.result = .failure(error)
        }
        done.signal()
    }
    done.wait()
    return try #require(answer.result).get()
}

/// Unchecked because the semaphore orders the one write before the one read.
private final class Answer<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
}
