import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A teacher` {
    @Test(arguments: engines) func `sees the learners of their classes and no others`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await Lessons.add(to: test)
            let browser = try await test.browser(.teacher, staff: ID("teacher"))
            #expect(try await browser.get("/apprenants/mine").status == .ok)
            #expect(try await browser.get("/apprenants/theirs").status == .notFound)
            let list = try await browser.get("/apprenants").words
            #expect(list.contains("AMOI") && !list.contains("AUTREUI"))
        }
    }

    @Test func `who is not linked to the staff sees no learner`() async throws {
        let test = try await TestApp.make()
        try await Lessons.add(to: test)
        let browser = try await test.browser(.teacher)
        #expect(try await browser.get("/apprenants/mine").status == .notFound)
    }

    @Test func `who no longer has the class no longer sees its learners`() async throws {
        let test = try await TestApp.make()
        try await Lessons.add(to: test)
        _ = try await test.write { db in
            try db.change(.enrolment, set: "ends_on = \("2026-11-01")", where: "learner_id = \("mine")")
        }
        let browser = try await test.browser(.teacher, staff: ID("teacher"))
        #expect(try await browser.get("/apprenants/mine").status == .notFound)
    }

    @Test(arguments: engines) func `cannot change another’s learner by any write of the handle`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await Lessons.add(to: test)
            let author = test.author(.teacher, staff: ID("teacher"))
            let changed = try await test.app.perform(TouchLearners(), by: author)
            #expect(changed == 1)
        }
    }
}

private struct TouchLearners: App.Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try db.change(.learner, set: "regime = \("EXTERN")", where: "true")
    }
}

private enum Lessons {
    /// Two classes with a learner each; the teacher has the first.
    static func add(to test: TestApp) async throws {
        try await test.write { db in
            try db.insert(StaffMember(id: ID("teacher"), familyName: "PROF", firstName: "Alex"), into: .staffMember)
            for (key, name) in [("mine", "AMOI"), ("theirs", "AUTREUI")] {
                try db.insert(SchoolClass(id: ID(key), schoolYear: 2026, code: key, label: key), into: .schoolClass)
                try db.insert(Learner(id: ID(key), familyName: name, firstName: "Sacha"), into: .learner)
                try db.insert(
                    Enrolment(id: ID(key), learnerId: ID(key), classId: ID(key), schoolYear: 2026), into: .enrolment)
            }
            try db.insert(
                Teaching(id: ID("lesson"), staffId: ID("teacher"), classId: ID("mine"), subject: "Maths"),
                into: .teaching)
        }
    }
}
