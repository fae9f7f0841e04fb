import Domain
import Exchange
import Testing

@testable import App

@Suite struct `Importing SIECLE files` {
    private let two = SchoolFileSample(pupils: [
        .init(
            id: 1, ine: "123456789AB", phone: "06 39 98 00 01", street: "1 rue de l’Invention",
            guardians: [.init(id: 10, phone: "01 99 00 00 01")]),
        .init(id: 2, name: "SONGE", firstName: "Zoé", ine: "123456789AC", division: "2AGO"),
    ])

    @Test(arguments: engines)
    func `creates classes, learners and those in charge of them`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let run = try await test.importing(two.pupilsFile, two.guardiansFile)

            #expect(run.state == .applied)
            #expect(run.counts == ImportCounts(created: 5))
            let learner = try await test.learner(named: "FICTIF")
            #expect(learner.ine == "123456789AB")
            #expect(learner.birthDate == LocalDate("2009-01-14"))
            #expect(learner.phone == "+262639980001")
            #expect(learner.address.line1 == "1 rue de l’Invention")
            #expect(try await test.classCode(of: learner) == "1MRC")
            let adults = try await test.read { try $0.guardians(of: learner.id) }
            #expect(adults.map(\.kinship) == [.mother])
            #expect(adults.map(\.legalRank) == [1])
        }
    }

    @Test(arguments: engines)
    func `changes nothing the second time`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.importing(two.pupilsFile, two.guardiansFile)
            let before = try await test.rowCount(.learner, .enrolment, .guardian, .guardianship, .schoolClass)

            let again = try await test.preview(two.pupilsFile, two.guardiansFile)

            #expect(again.counts == ImportCounts(unchanged: 5))
            try await test.confirm(again)
            let after = try await test.rowCount(.learner, .enrolment, .guardian, .guardianship, .schoolClass)
            #expect(after == before)
        }
    }

    @Test func `writes nothing before the confirmation`() async throws {
        let test = try await TestApp.make()
        _ = try await test.preview(two.pupilsFile)
        #expect(try await test.rowCount(.learner, .enrolment, .schoolClass, .guardian) == [0, 0, 0, 0])
    }

    @Test func `finds a learner by INE although the name was corrected`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var corrected = two
        corrected.pupils[0].name = "FICTIF-DURAND"

        let run = try await test.importing(corrected.pupilsFile)

        #expect(run.counts.changed == 1)
        #expect(run.counts.created == 0)
        #expect(try await test.learner(named: "FICTIF-DURAND").ine == "123456789AB")
    }

    @Test func `never takes the number of the file for an identity`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var exchanged = two
        exchanged.pupils[0].id = 2
        exchanged.pupils[1].id = 1

        let run = try await test.preview(exchanged.pupilsFile)

        #expect(run.counts.total == 0)
    }

    @Test func `finds a learner without INE by name and birth date`() async throws {
        let test = try await TestApp.make()
        var without = two
        without.pupils[0].ine = nil
        try await test.importing(without.pupilsFile)

        let run = try await test.importing(two.pupilsFile)

        #expect(run.counts.created == 0)
        #expect(try await test.learner(named: "FICTIF").ine == "123456789AB")
    }

    @Test func `tells homonyms apart by their birth date`() async throws {
        let test = try await TestApp.make()
        let homonyms = SchoolFileSample(pupils: [
            .init(id: 1, birth: "14/01/2009"), .init(id: 2, birth: "15/06/2010", division: "2AGO"),
        ])
        let run = try await test.importing(homonyms.pupilsFile)
        #expect(run.report.contains("FICTIF Noémie"))
        #expect(try await test.learners().count == 2)
        #expect(try await test.preview(homonyms.pupilsFile).counts.total == 0)
    }

    @Test func `moves a learner to another class and keeps the former one`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var moved = two
        moved.pupils[0].division = "TMRC"

        let run = try await test.importing(moved.pupilsFile)

        let report = try ImportReport(json: run.report)
        #expect(report.lines(.changed).first?.changes == [.init(field: "Classe", before: "1MRC", after: "TMRC")])
        #expect(try await test.classCode(of: try await test.learner(named: "FICTIF")) == "TMRC")
        #expect(try await test.rowCount(.enrolment) == [3])
    }

    // MARK: Leaving

    @Test func `closes a learner whom the file no longer lists, and deletes nothing`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var fewer = two
        fewer.pupils.removeLast()

        let run = try await test.importing(fewer.pupilsFile)

        #expect(run.counts.left == 1)
        let gone = try await test.learner(named: "SONGE")
        #expect(gone.leftOn == LocalDate("2026-11-23"))
        #expect(try await test.classCode(of: gone) == nil)
    }

    @Test func `reopens a learner who comes back`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var fewer = two
        fewer.pupils.removeLast()
        try await test.importing(fewer.pupilsFile)

        try await test.importing(two.pupilsFile)

        let back = try await test.learner(named: "SONGE")
        #expect(back.leftOn == nil)
        #expect(try await test.classCode(of: back) == "2AGO")
    }

    @Test func `closes a learner on the day that the file gives`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var leaving = two
        leaving.pupils[1].exit = "10/11/2026"

        let run = try await test.importing(leaving.pupilsFile)

        #expect(run.counts.left == 1)
        #expect(try await test.learner(named: "SONGE").leftOn == LocalDate("2026-11-10"))
    }

    @Test func `does not close someone whom people typed by hand`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        try await test.write { db in
            let trainee = Learner(
                id: ID("by-hand"), familyName: "ADULTE", firstName: "Sam", learnerPublic: .adultTrainee)
            try db.insert(trainee, into: .learner)
            let schoolClass = try #require(try db.classes(year: 2026).first)
            try db.insert(
                Enrolment(id: ID("e"), learnerId: trainee.id, classId: schoolClass.id, schoolYear: 2026),
                into: .enrolment)
        }

        let run = try await test.preview(two.pupilsFile)

        #expect(run.counts.left == 0)
    }

    @Test func `closes nobody because of a file of responsables alone`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        let run = try await test.preview(two.guardiansFile)
        #expect(run.counts.left == 0)
    }

    @Test func `closes nobody when a refused line may hide them`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var broken = two
        broken.pupils[1].firstName = ""

        let run = try await test.preview(broken.pupilsFile)

        #expect(run.refusedCount == 1)
        #expect(run.counts.left == 0)
        #expect(run.report.contains("personne n’est déclaré parti"))
    }

    @Test func `warns when most of the school would leave`() async throws {
        let test = try await TestApp.make()
        try await test.importing(SchoolFileSample.large(60).pupilsFile)
        let run = try await test.preview(SchoolFileSample.large(10).pupilsFile)
        #expect(run.counts.left == 50)
        #expect(run.report.contains("l’export est sans doute partiel"))
    }

    // MARK: Families

    @Test func `gives one record to a parent of two learners`() async throws {
        let test = try await TestApp.make()
        var family = two
        family.pupils[1].guardians = family.pupils[0].guardians

        try await test.importing(family.pupilsFile, family.guardiansFile)

        #expect(try await test.rowCount(.guardian, .guardianship) == [1, 2])
    }

    @Test func `finds a parent again although SIECLE numbers them anew`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile, two.guardiansFile)
        var renumbered = two
        renumbered.pupils[0].guardians[0].id = 77

        #expect(try await test.preview(renumbered.pupilsFile, renumbered.guardiansFile).counts.total == 0)
    }

    @Test func `cuts the tie that the file no longer gives, and keeps the person`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile, two.guardiansFile)
        var alone = two
        alone.pupils[0].guardians = []

        let run = try await test.importing(alone.pupilsFile, alone.guardiansFile)

        #expect(run.counts.left == 1)
        #expect(try await test.rowCount(.guardian, .guardianship) == [1, 0])
    }

    // MARK: Staff

    @Test(arguments: engines)
    func `brings the staff and what each teaches`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            var school = two
            school.teachers = [.init(id: 70_001, classes: ["1MRC", "2AGO"], principalOf: "1MRC")]
            try await test.importing(school.pupilsFile, school.staffFile)

            #expect(try await test.rowCount(.staffMember, .teaching) == [1, 2])
            #expect(try await test.preview(school.pupilsFile, school.staffFile).counts.total == 0)

            school.teachers[0].classes = ["2AGO"]
            school.teachers[0].principalOf = nil
            let run = try await test.importing(school.staffFile)
            #expect(run.counts.changed == 1)
            #expect(try await test.rowCount(.teaching) == [1])
        }
    }

    // MARK: Speed

    @Test func `takes a school of 650 learners and 1 300 responsables at once`() async throws {
        let test = try await TestApp.make()
        let school = SchoolFileSample.large(650)
        let run = try await test.importing(school.pupilsFile, school.guardiansFile)
        #expect(run.counts.created == 650 + 1300 + 4)
        #expect(try await test.preview(school.pupilsFile, school.guardiansFile).counts.total == 0)
    }
}
