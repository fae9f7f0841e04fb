import Domain
import Exchange
import Testing

@testable import App

@Suite struct `What people typed, when a file comes` {
    private let file = SchoolFileSample(pupils: [
        .init(id: 1, ine: "123456789AB", phone: "06 39 98 00 01", street: "1 rue de l’Invention")
    ])

    @Test func `stays while the file says what it said before`() async throws {
        let test = try await TestApp.make()
        try await test.importing(file.pupilsFile)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.phone = "+262639980099" }

        let run = try await test.importing(file.pupilsFile)

        #expect(run.counts.total == 0)
        #expect(try await test.learner(named: "FICTIF").phone == "+262639980099")
    }

    @Test func `stays after several imports`() async throws {
        let test = try await TestApp.make()
        try await test.importing(file.pupilsFile)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.phone = "+262639980099" }
        var moved = file
        moved.pupils[0].division = "TMRC"
        try await test.importing(moved.pupilsFile)

        try await test.importing(moved.pupilsFile)

        #expect(try await test.learner(named: "FICTIF").phone == "+262639980099")
    }

    @Test func `gives way when the file changed since`() async throws {
        let test = try await TestApp.make()
        try await test.importing(file.pupilsFile)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.phone = "+262639980099" }
        var changed = file
        changed.pupils[0].phone = "06 39 98 00 50"

        let run = try await test.importing(changed.pupilsFile)

        let report = try ImportReport(json: run.report)
        let expected = ImportReport.FieldChange(
            field: "Téléphone", before: "06 39 98 00 99".unbroken, after: "06 39 98 00 50".unbroken)
        #expect(report.lines(.changed).first?.changes == [expected])
        #expect(try await test.learner(named: "FICTIF").phone == "+262639980050")
    }

    @Test func `is never emptied by a silent file`() async throws {
        let test = try await TestApp.make()
        try await test.importing(file.pupilsFile)
        var silent = file
        silent.pupils[0].phone = ""
        silent.pupils[0].street = ""

        try await test.importing(silent.pupilsFile)

        let learner = try await test.learner(named: "FICTIF")
        #expect(learner.phone == "+262639980001")
        #expect(learner.address.line1 == "1 rue de l’Invention")
    }

    @Test func `is right about phones, and SIECLE about names, when no file spoke before`() async throws {
        let test = try await TestApp.make()
        try await test.write { db in
            try db.insert(
                Learner(
                    id: ID("l"), ine: "123456789AB", familyName: "Fictife", firstName: "Noémie", phone: "+262639980099"),
                into: .learner)
        }

        let run = try await test.importing(file.pupilsFile)

        let learner = try await test.learner(named: "FICTIF")
        #expect(learner.phone == "+262639980099")
        let kept = try ImportReport(json: run.report).lines(.kept)
        #expect(kept.first?.changes.map(\.after) == ["06 39 98 00 01".unbroken])
    }

    @Test func `a departure noted by hand stands while the file still lists the learner`() async throws {
        let test = try await TestApp.make()
        try await test.importing(file.pupilsFile)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.leftOn = LocalDate("2026-11-01") }
        try await test.importing(file.pupilsFile)
        #expect(try await test.learner(named: "FICTIF").leftOn == LocalDate("2026-11-01"))
    }
}
