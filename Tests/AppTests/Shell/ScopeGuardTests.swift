import Domain
import Persistence
import Testing

@testable import App

@Suite struct `The guard of statements` {
    @Test(arguments: [
        "select learner.* from learner",
        "select learner.* from learner where learner.id = ?",
        "select learner.* from learner where learner.id = ? or learner.school_id = ?",
        "select learner.* from learner where learner.school_id <> ?",
        "select learner.* from learner where learner.school_id = learner.school_id",
        "select learner.* from learner where learner.id = ? order by learner.school_id",
        "select learner.* from \"learner\" where learner.id = ?",
        "select learner.* from main.learner where learner.id = ?",
        "select learner.* from\tlearner\twhere id = ?",
        "SELECT * FROM LEARNER",
        "select * from account, learner where learner.id = account.id",
        "select * from (select * from company where school_id = ?) as company join learner on learner.id = company.id",
        "select * from company join learner on learner.id = company.id where company.school_id = ?",
        "select * from company as c join learner as l on l.id = c.id where c.school_id = ? and school_id = ?",
        "select (select count(*) from learner) from account",
        "select id from learner where school_id = ? union select id from learner",
        "with everyone as (select * from learner) select * from everyone",
        "select * from learner where 'school_id = ?' = ?",
        "delete from learner where id = ?",
        "update learner set phone = ? where id = ?",
        "update learner set school_id = ? where id = ?",
        "update learner set school_id = ? where school_id = ?",
        "insert into learner (id, family_name) values (?, ?)",
        "insert into learner values (?, ?)",
        "insert into learner (id, school_id) values (?, ?) on conflict (id) do update set id = excluded.id",
        "insert into account (id) select id from learner",
        "truncate table learner", "drop table learner", "pragma foreign_keys = off",
    ])
    func `refuses a school’s table without its school`(statement: String) {
        #expect(throws: ScopeGuard.UnscopedStatement.self) { try ScopeGuard.inspect(statement) }
    }

    @Test(arguments: [
        "select account.* from account where account.id = ?",
        "select learner.* from learner where learner.school_id = ? and learner.id = ?",
        "select l.id from learner as l where l.school_id = ?",
        "select * from (select * from learner where school_id = ?) as learner where learner.id = ? or learner.id = ?",
        "select id from learner where school_id = ? union select id from learner where school_id = ?",
        "select * from learner where (school_id = ? and version = ?) and id = ?",
        "delete from learner where school_id = ? and (id = ? or id = ?)",
        "update learner set phone = ? where learner.id = ? and (school_id = ? and (version = ?))",
        "insert into learner (id, school_id) values (?, ?), (?, ?)",
        """
        insert into learner (id, school_id) values (?, ?) on conflict (id) do update set id = excluded.id
        where learner.school_id = ?
        """,
    ])
    func `lets a statement of one school through`(statement: String) throws {
        try ScopeGuard.inspect(statement)
    }

    @Test(arguments: engines) func `lets every table through the handle of a school`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            for author in [test.author(.rbde), test.author(.teacher, staff: ID("personne")), test.author(.national)] {
                for table in SchoolTable.allCases {
                    let count = try await test.app.read(author) { db in
                        try db.count("select count(*) from \(db.table(table))")
                    }
                    #expect(count == 0, "\(table)")
                }
            }
        }
    }

    @Test func `stands before every statement of a school`() async throws {
        let test = try await TestApp.make()
        await #expect(throws: ScopeGuard.UnscopedStatement.self) {
            try await test.read { db in try db.rows("select learner.id from learner", as: String.self) }
        }
    }
}
