import Persistence
import Testing

@Suite struct `A transaction` {
    private struct Halt: Error {}

    @Test(arguments: TestEngine.atHand)
    func `that throws leaves nothing`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { db in _ = try db.run("create table item (n bigint)") }
            await #expect(throws: Halt.self) {
                try await store.write { db in
                    try db.run("insert into item (n) values (\(1))")
                    throw Halt()
                }
            }
            #expect(try await store.read { try $0.row("select count(*) from item", as: Int.self) } == 0)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `in which a failure was hidden is not written`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { db in _ = try db.run("create table item (n bigint unique)") }
            let hidden = await failure {
                try await store.write { db in
                    try db.run("insert into item (n) values (\(1))")
                    _ = try? db.run("insert into item (n) values (\(1))")
                }
            }
            #expect(hidden == .unique("item.n"))
            #expect(try await store.read { try $0.row("select count(*) from item", as: Int.self) } == 0)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `counts the rows it changes`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let counts = try await store.write { db in
                [
                    try db.run("create table item (n bigint)"),
                    try db.run("insert into item (n) values (\(1)), (\(2)), (\(3))"),
                    try db.run("update item set n = n + 1 where n > \(1)"),
                    try db.run("update item set n = 0 where n > \(100)"),
                    try db.run("delete from item"),
                ]
            }
            #expect(counts == [0, 3, 2, 0, 3])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `never loses the update of another`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { db in
                try db.run("create table counter (id text primary key not null, n bigint not null)")
                try db.run("insert into counter (id, n) values ('a', 0)")
            }
            let increments = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        var done = 0
                        for _ in 0..<20 {
                            try await store.write { db in
                                let n = try db.row("select n from counter where id = 'a'", as: Int.self) ?? 0
                                try db.run("update counter set n = \(n + 1) where id = 'a'")
                            }
                            done += 1
                        }
                        return done
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(increments == 40)
            #expect(try await store.read { try $0.row("select n from counter", as: Int.self) } == 40)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `may only read when it was opened for reading`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { db in _ = try db.run("create table item (n bigint)") }
            let refused = await failure { try await store.read { db in try db.run("insert into item (n) values (1)") } }
            #expect(refused == .readOnly)
            #expect(try await store.write { db in try db.run("insert into item (n) values (1)") } == 1)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `may query inside the loop of the same query`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let seen = try await store.read { db in
                var seen: [Int] = []
                let numbers: SQL = "select 1 as n union all select 2 union all select 3"
                try db.eachRow(numbers) { row in
                    seen.append(row.int(0) * 10 + (try db.rows(numbers, as: Int.self).count))
                }
                return seen
            }
            #expect(seen == [13, 23, 33])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `serves many requests at once`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...200 {
                    group.addTask { try await store.read { try $0.row("select \(number)", as: Int.self) } ?? 0 }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 20_100)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `is checked once for each statement`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let texts = try await store.write { db in
                var texts: [String] = []
                db.inspect = { texts.append($0) }
                for number in 0..<3 { _ = try db.row("select \(number)", as: Int.self) }
                try db.run("create table item (n bigint)")
                return texts
            }
            #expect(texts == ["select ?", "create table item (n bigint)"])
            await #expect(throws: Halt.self) {
                try await store.write { db in
                    db.inspect = { text in if text.contains("from item") { throw Halt() } }
                    try db.run("delete from item")
                }
            }
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `is given up with its task`(engine: TestEngine) async throws {
        try await engine.withStore { store async throws in
            let task = Task {
                await failure {
                    try await store.read { db in
                        try db.rows(
                            """
                            with recursive up(n) as (select 1 union all select n + 1 from up where n < 1000000000)
                            select count(*) from up
                            """, as: Int.self)
                    }
                }
            }
            task.cancel()
            #expect(await task.value == .cancelled)
            #expect(try await store.read { try $0.row("select 1", as: Int.self) } == 1)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `after the end of the service is refused`(engine: TestEngine) async throws {
        try await engine.withStore { store async throws in
            await store.close()
            #expect(await failure { try await store.read { try $0.row("select 1", as: Int.self) } } == .closed)
        }
    }
}
