import Domain
import Testing

private struct Report: Decodable {
    struct Day: Decodable { let date: LocalDate, name: String }
    struct Holiday: Decodable { let name: String, start: LocalDate, end: LocalDate }
    let publicHolidays: [Day]
    let schoolHolidays: [Holiday]
}

@Suite struct `The calendar of the command line` {
    @Test(arguments: Academie.all.map(\.name)) func `knows every académie`(name: String) throws {
        let run = try Program.run("calendar", "--academie", name, "--year", "2026-2027", "--json")
        #expect(run.code == 0)
        let report = try run.decoded(Report.self)
        #expect(report.publicHolidays.count >= 11)
        #expect(report.publicHolidays.map(\.date) == report.publicHolidays.map(\.date).sorted())
        // An académie that sets its own dates says so rather than show those of another.
        #expect(!report.schoolHolidays.isEmpty || run.errors.contains("Calendrier propre"))
    }

    @Test(arguments: Territory.allCases) func `computes the public holidays of every territory`(
        territory: Territory
    ) throws {
        let name = territory.rawValue
        let run = try Program.run(
            "calendar", "--academie", "Paris", "--year", "2027-2028", "--territory", name, "--json")
        let days = try run.decoded(Report.self).publicHolidays
        #expect(days.contains { $0.name == "Lundi de Pâques" && $0.date == LocalDate("2028-04-17") })
        #expect(days.contains { $0.name == "Vendredi saint" } == (name == "alsace-moselle"))
    }

    @Test func `has the two keys asked for, and for people a table`() throws {
        let output = try Program.run("calendar", "--academie", "Toulouse", "--year", "2026-2027", "--json").output
        #expect(output.contains("\"publicHolidays\"") && output.contains("\"schoolHolidays\""))
        let shown = try Program.run("calendar", "--academie", "toulouse", "--year", "2026-2027").output
        #expect(shown.contains("samedi 6 février 2027") && shown.contains("Fête du Travail"))
    }
}
