import Persistence
import Testing

/// One SQL for both engines: each line of the table of portable statements, on every engine at hand.
@Suite struct `Both engines agree` {
    @Test(arguments: TestEngine.atHand, PortableStatement.all)
    func `on`(engine: TestEngine, statement: PortableStatement) async throws {
        let answer = try await engine.withStore { store in
            try await store.write { db in
                try db.run("create table item (id text primary key not null, kind text, n bigint, paid boolean)")
                try db.run("create unique index item_open on item (kind) where n = 99")
                let items = [
                    Item(id: "a", kind: "x", n: 1, paid: true), Item(id: "b", kind: "x", n: 2, paid: false),
                    Item(id: "c", kind: nil, n: 3, paid: true), Item(id: "Z", kind: "é", n: nil, paid: nil),
                ]
                try db.insertMany(items, into: "item")
                var lines: [String] = []
                try db.eachRow(statement.sql) { row in
                    lines.append((0..<row.count).map { row.optionalText($0) ?? "-" }.joined(separator: " "))
                }
                return lines
            }
        }
        #expect(answer == statement.answer)
    }
}

private struct Item: Codable, Sendable {
    var id: String
    var kind: String?
    var n: Int?
    var paid: Bool?
}

struct PortableStatement: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: SQL
    let answer: [String]

    private init(_ name: String, _ sql: SQL, _ answer: [String]) {
        testDescription = name
        self.sql = sql
        self.answer = answer
    }

    private static let none: String? = nil

    static let all: [PortableStatement] = [
        .init("arguments in order", "select \("b"), \("a"), \("b")", ["b a b"]),
        .init("typed null", "select id from item where kind is not distinct from \(none)", ["c"]),
        .init("is distinct from", "select id from item where kind is distinct from \("x") order by id", ["Z", "c"]),
        .init("booleans", "select id from item where paid order by id", ["a", "c"]),
        .init("negated booleans", "select id from item where not paid", ["b"]),
        .init("boolean argument", "select id from item where paid = \(false)", ["b"]),
        .init("filter", "select count(*) filter (where paid), count(*) from item", ["2 4"]),
        .init("sum is an integer", "select sum(n) from item", ["6"]),
        .init("order of bytes", "select id from item order by id", ["Z", "a", "b", "c"]),
        .init("nulls last", "select id from item order by n nulls last", ["a", "b", "c", "Z"]),
        .init("nulls first", "select id from item order by n desc nulls first", ["Z", "c", "b", "a"]),
        .init("in a list", "select id from item where id in (\(list: ["a", "c", "q"])) order by id", ["a", "c"]),
        .init("in an empty list", "select id from item where id in (\(list: [String]()))", []),
        .init("like", "select id from item where id || coalesce(kind, '') like \("%x%") order by id", ["a", "b"]),
        .init("between dates", "select 1 where '2027-03-01' between \("2027-02-28") and \("2027-03-01")", ["1"]),
        .init("month of a date", "select substr(\("2027-03-01"), 1, 7)", ["2027-03"]),
        .init("cast", "select cast(\("12") as bigint) + 1", ["13"]),
        .init(
            "upsert returning",
            """
            insert into item (id, n) values ('a', 9) on conflict (id) do update set n = excluded.n returning id, n
            """, ["a 9"]),
        .init("nothing on conflict", "insert into item (id) values ('a') on conflict do nothing returning id", []),
        .init("delete returning", "delete from item where paid returning id", ["a", "c"]),
        .init(
            "update from",
            "update item set n = other.n from (select 'a' as id, 7 as n) as other where other.id = item.id returning item.n",
            ["7"]),
        .init(
            "recursive query",
            "with recursive up(n) as (select 1 union all select n + 1 from up where n < 3) select n from up",
            ["1", "2", "3"]),
        .init(
            "window",
            "select id, row_number() over (partition by kind order by id) from item where kind = 'x' order by id",
            ["a 1", "b 2"]),
        .init("exists", "select 1 where exists (select 1 from item where n = \(2))", ["1"]),
        .init(
            "scoped sub-select",
            "select item.id from (select * from item where kind = \("x")) as item where item.n > \(1)",
            ["b"]),
        .init("nested fragments", fragments, ["a", "c"]),
        .init("question mark in a text", "select 'why?', \("so") where 1 = \(1)", ["why? so"]),
    ]

    private static var fragments: SQL {
        let conditions: [SQL] = ["n < \(9)", "id <> \("b")", "n > \(0)"]
        let absent: SQL? = nil
        return "select id from item where \(SQL.joined(conditions, by: " and ")) \(absent) order by id limit \(5)"
    }
}
