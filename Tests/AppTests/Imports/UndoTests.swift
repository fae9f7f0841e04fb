import Domain
import Exchange
import Persistence
import Testing

@testable import App

@Suite struct `Undoing an import` {
    private let two = SchoolFileSample(pupils: [
        .init(
            id: 1, ine: "123456789AB", phone: "06 39 98 00 01",
            guardians: [.init(id: 10, phone: "01 99 00 00 01")]),
        .init(id: 2, name: "SONGE", firstName: "Zoé", ine: "123456789AC", division: "2AGO"),
    ])

    private let everything: [SchoolTable] = [
        .schoolClass, .learner, .enrolment, .guardian, .guardianship, .staffMember, .teaching,
    ]

    @Test(arguments: engines)
    func `takes away all that a first import brought`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            var school = two
            school.teachers = [.init(id: 70_001, classes: ["1MRC"], principalOf: "1MRC")]
            let run = try await test.importing(school.pupilsFile, school.guardiansFile, school.staffFile)

            try await test.undo(run)

            for table in everything { #expect(try await test.rowCount(table) == [0]) }
            #expect(try await test.read { try $0.importRun(run.id) }.state == .undone)
        }
    }

    @Test(arguments: engines)
    func `puts back every field, class and departure`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.importing(two.pupilsFile, two.guardiansFile)
            let learners = try await test.learners()
            let guardians = try await test.guardians()
            var changed = two
            changed.pupils[0].division = "TMRC"
            changed.pupils[0].phone = "06 39 98 00 50"
            changed.pupils[0].guardians[0].phone = "01 99 00 00 99"
            changed.pupils.removeLast()
            let run = try await test.importing(changed.pupilsFile, changed.guardiansFile)
            #expect(try await test.learners() != learners)

            try await test.undo(run)

            #expect(try await test.learners() == learners)
            #expect(try await test.guardians() == guardians)
            #expect(try await test.classCode(of: learners[0]) == "1MRC")
            #expect(try await test.classCode(of: learners[1]) == "2AGO")
            // What the undone file said is forgotten too.
            #expect(try await test.preview(two.pupilsFile, two.guardiansFile).counts.total == 0)
        }
    }

    @Test func `can be followed by the undoing of the import before`() async throws {
        let test = try await TestApp.make()
        let first = try await test.importing(two.pupilsFile)
        var changed = two
        changed.pupils[0].phone = "06 39 98 00 50"
        let second = try await test.importing(changed.pupilsFile)

        try await test.undo(second)
        try await test.undo(first)

        #expect(try await test.rowCount(.learner, .enrolment, .schoolClass) == [0, 0, 0])
    }

    @Test func `is refused with the names when people changed a record since`() async throws {
        let test = try await TestApp.make()
        let run = try await test.importing(two.pupilsFile)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.email = "noemie@exemple.fr" }

        let refusal = await #expect(throws: ImportRefusal.self) { try await test.undo(run) }

        #expect(refusal?.message.contains("Noémie FICTIF") == true)
        #expect(try await test.learners().count == 2)
    }

    @Test func `is refused when work hangs on what it created`() async throws {
        let test = try await TestApp.make()
        let run = try await test.importing(two.pupilsFile)
        try await test.write { db in
            let schoolClass = try #require(try db.classes(year: 2026).first)
            let period = PFMPPeriod(
                id: ID("p"), classId: schoolClass.id, schoolYear: 2026, rank: 1, label: "PFMP 1",
                startsOn: LocalDate("2027-01-04") ?? LocalDate(dayNumber: 0),
                endsOn: LocalDate("2027-01-29") ?? LocalDate(dayNumber: 0))
            try db.insert(period, into: .pfmpPeriod)
        }

        let refusal = await #expect(throws: ImportRefusal.self) { try await test.undo(run) }

        #expect(refusal?.message.contains("période de PFMP prévue") == true)
    }

    @Test func `happens once`() async throws {
        let test = try await TestApp.make()
        let run = try await test.importing(two.pupilsFile)
        try await test.undo(run)
        await #expect(throws: ImportRefusal.notApplied) { try await test.undo(run) }
    }

    @Test func `is not for those who may not import`() async throws {
        let test = try await TestApp.make()
        let run = try await test.importing(two.pupilsFile)
        for role in [Role.cpe, .teacher, .principalTeacher, .intendance, .cfp] {
            await #expect(throws: Forbidden.self) {
                try await test.app.perform(UndoImport(run: run.id), by: test.author(role))
            }
        }
    }
}
