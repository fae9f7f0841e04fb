import Persistence
import Testing

@Suite(.enabled(if: TestEngine.server != nil, "needs BUREAU_TEST_POSTGRESQL"))
struct `A PostgreSQL server` {
    @Test func `that closes a connection is joined again`() async throws {
        let location = StoreLocation.postgreSQL(
            TestEngine.server ?? "", connections: 1, schema: TestEngine.uniqueName())
        try await withDatabase(at: location) {
            let store = try Store.open(location)
            let other = try Store.open(location)
            let process = try await store.read { try $0.row("select pg_backend_pid()", as: Int.self) }
            let ended = try await other.write {
                try $0.row("select pg_terminate_backend(cast(\(process) as integer))", as: Bool.self)
            }
            #expect(ended == true)
            let again = try await store.read { try $0.row("select pg_backend_pid()", as: Int.self) }
            #expect(again != process)
            await store.close()
            await other.close()
        }
    }

    @Test func `that is lost in the middle of a transaction is an error, and the next request works`() async throws {
        try await TestEngine.postgreSQL.withStore { store async throws in
            let lost = await failure {
                try await store.write { db in
                    _ = try db.rows("select pg_terminate_backend(pg_backend_pid())", as: Bool.self)
                }
            }
            #expect(lost?.message == PersistenceFailure.connectionLost("").message)
            #expect(try await store.read { try $0.row("select 1", as: Int.self) } == 1)
        }
    }

    @Test func `that is absent is told at once`() async {
        let found = await failure {
            try Store.open(.postgreSQL("postgresql://personne@127.0.0.1:1/rien", connections: 1))
        }
        #expect(found?.message == PersistenceFailure.connectionLost("").message)
    }

    @Test func `gives each store the schema it asks for`() async throws {
        let location = TestEngine.postgreSQL.location()
        let store = try Store.open(location)
        try await store.write { db in _ = try db.run("create table item (n bigint)") }
        try await store.dropSchema()
        await store.close()
        let again = try Store.open(location)
        #expect(try await again.write { db in try db.run("create table item (n bigint)") } == 0)
        try await again.dropSchema()
        await again.close()
    }

    @Test func `whose connections are all busy refuses after a while`() async throws {
        let location = StoreLocation.postgreSQL(
            TestEngine.server ?? "", connections: 1, schema: TestEngine.uniqueName())
        try await withDatabase(at: location) {
            let store = try Store.open(location, patience: 0.05)
            let slow = Task {
                try await store.read { try $0.row("select count(*) from pg_sleep(0.5)", as: Int.self) }
            }
            var found: PersistenceFailure?
            while found == nil, !slow.isCancelled {
                found = await failure { try await store.read { try $0.row("select 1", as: Int.self) } }
            }
            #expect(found == .overloaded)
            #expect(try await slow.value == 1)
            await store.close()
        }
    }

    @Test func `that sorts by bytes brings no warning`() async throws {
        try await TestEngine.postgreSQL.withStore { store in
            let sorted = try await store.read {
                try $0.rows("select x from (values ('a'), ('Z')) as v(x) order by x", as: String.self)
            }
            #expect(store.warnings.isEmpty == (sorted == ["Z", "a"]))
        }
    }

    @Test(arguments: [1, 2])
    func `takes the same statement with and without a value`(round: Int) async throws {
        try await TestEngine.postgreSQL.withStore { store in
            try await store.write { db in
                try db.run("create table item (n bigint, share double precision, name text, paid boolean)")
                for name in round == 1 ? [nil, "a", nil] : ["a", nil, "b"] {
                    let values = (n: name.map { _ in 1 }, share: name.map { _ in 1.5 }, paid: name.map { _ in true })
                    try db.run(
                        """
                        insert into item (n, share, name, paid)
                        values (\(values.n), \(values.share), \(name), \(values.paid))
                        """)
                }
            }
            let count = try await store.read {
                try $0.row("select count(*) from item where share = \(1.5)", as: Int.self)
            }
            #expect(count == round)
        }
    }
}
