import Domain
import Exchange
import Testing

@testable import App

@Suite struct `Files of another school or year` {
    private let two = SchoolFileSample(pupils: [
        .init(id: 1, ine: "123456789AB"),
        .init(id: 2, name: "SONGE", firstName: "Zoé", ine: "123456789AC", division: "2AGO"),
    ])

    @Test func `of another establishment are refused with both codes`() async throws {
        let test = try await TestApp.make()
        var other = two
        other.uai = "0999002X"
        let refusal = await #expect(throws: ImportRefusal.self) { try await test.preview(other.pupilsFile) }
        #expect(refusal?.message.contains("vient de l’établissement 0999002X") == true)
        #expect(refusal?.message.contains("ElevesAvecAdresses.xml") == true)
    }

    @Test func `of two establishments are refused`() async throws {
        let test = try await TestApp.make()
        var other = two
        other.uai = "0999002X"
        await #expect(throws: ImportRefusal.severalSchools(["0999001W", "0999002X"])) {
            try await test.preview(two.pupilsFile, other.guardiansFile)
        }
    }

    @Test(arguments: [2020, 2025, 2028]) func `of a year that is neither this one nor the next are refused`(
        _ year: Int
    ) async throws {
        let test = try await TestApp.make()
        var other = two
        other.year = year
        let refusal = await #expect(throws: ImportRefusal.self) { try await test.preview(other.pupilsFile) }
        #expect(refusal?.message.contains("\(year)-\(year + 1)") == true)
        #expect(refusal?.message.contains("2026-2027") == true)
    }

    @Test func `of two years are refused`() async throws {
        let test = try await TestApp.make()
        var other = two
        other.year = 2027
        await #expect(throws: ImportRefusal.severalYears([2026, 2027])) {
            try await test.preview(two.pupilsFile, other.guardiansFile)
        }
    }

    // MARK: A new school year

    private func next() -> SchoolFileSample {
        var next = two
        next.year = 2027
        next.pupils = [
            .init(id: 81, ine: "123456789AB", division: "TMRC"),
            .init(id: 82, name: "MIRAGE", firstName: "Loïc", ine: "123456789AD", division: "1MRC"),
        ]
        return next
    }

    @Test func `open the next year only when a person says so`() async throws {
        let test = try await TestApp.make(at: "2026-11-23T08:00:00.000Z")
        try await test.importing(two.pupilsFile)
        let run = try await test.preview(next().pupilsFile)
        #expect(try ImportReport(json: run.report).opensYear == 2027)
        await #expect(throws: ImportRefusal.yearNotOpened(2027)) { try await test.confirm(run) }
        #expect(try await test.read { try $0.thisSchool() }.currentYear == 2026)
    }

    @Test(arguments: engines)
    func `open the next year without losing the former one`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.importing(two.pupilsFile)
            test.clock.advance(seconds: 290 * 86_400)

            try await test.importing(next().pupilsFile, opensYear: true)

            #expect(try await test.read { try $0.thisSchool() }.currentYear == 2027)
            let promoted = try await test.learner(named: "FICTIF")
            #expect(try await test.classCode(of: promoted, year: 2027) == "TMRC")
            #expect(try await test.classCode(of: promoted, year: 2026) == "1MRC")
            #expect(try await test.learner(named: "SONGE").leftOn == LocalDate("2027-08-31"))
            let former = try await test.read { try $0.classes(year: 2026) }
            #expect(former.map(\.code) == ["1MRC", "2AGO"])
            #expect(former.map(\.learnerCount) == [1, 1])
            #expect(try await test.preview(next().pupilsFile).counts.total == 0)
        }
    }

    @Test func `closed again when the import is undone`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        let learners = try await test.learners()
        test.clock.advance(seconds: 290 * 86_400)
        let run = try await test.importing(next().pupilsFile, opensYear: true)

        try await test.undo(run)

        #expect(try await test.read { try $0.thisSchool() }.currentYear == 2026)
        #expect(try await test.learners() == learners)
        #expect(try await test.classCode(of: learners[0], year: 2026) == "1MRC")
        #expect(try await test.read { try $0.classes(year: 2027) }.isEmpty)
    }
}
