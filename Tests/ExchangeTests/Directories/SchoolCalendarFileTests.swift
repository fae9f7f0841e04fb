import Domain
import Testing

@testable import Exchange

@Suite struct `The official calendar of schools` {
    private func read(_ text: String) throws -> SchoolCalendarFile {
        try SchoolCalendarFile(reading: NamedFile(name: "calendrier.csv", bytes: Array(text.utf8)))
    }

    private let header = "description;population;start_date;end_date;location;zones;annee_scolaire\n"

    @Test(arguments: [
        ("2026-10-16T22:00:00+00:00", "Toulouse", "2026-10-17"),
        ("2026-10-17T00:00:00+02:00", "Toulouse", "2026-10-17"),
        ("2026-12-18T23:00:00Z", "Toulouse", "2026-12-19"), ("2026-10-17", "Toulouse", "2026-10-17"),
        // Midnight in Paris, though the day has not begun there.
        ("2026-12-18T23:00:00+00:00", "Guadeloupe", "2026-12-19"),
        ("2026-12-19T04:00:00+00:00", "Guadeloupe", "2026-12-19"),
        ("2026-10-09T20:00:00+00:00", "La Réunion", "2026-10-10"),
        ("2026-10-09T22:00:00+00:00", "La Réunion", "2026-10-10"),
        ("2026-10-17T00:00:00", "Mayotte", "2026-10-17"),
    ])
    func `tells the day of a moment`(text: String, place: String, day: String) throws {
        let academie = try #require(Academie(named: place))
        #expect(SchoolCalendarFile.day(text, in: academie)?.description == day)
    }

    @Test(arguments: ["", "hier", "2026-13-01", "2026-10-16T25:00:00Z", "2026-10-16T22:00:00+aa:00"])
    func `refuses what is no day`(text: String) throws {
        #expect(SchoolCalendarFile.day(text, in: try #require(Academie(named: "Lyon"))) == nil)
    }

    @Test func `is read with the titles of the site, in any case`() throws {
        let file = try read(
            """
            Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire
            Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Réunion;Réunion;2026-2027
            """)
        #expect(file.entries.map(\.academie.name) == ["La Réunion"])
        #expect(file.entries.first?.end.description == "2026-11-02" && file.problems.isEmpty)
    }

    @Test(arguments: [
        (";-;2026-10-16;2026-11-01;Lyon;A;2026-2027", "description"),
        ("Vacances;-;demain;2026-11-01;Lyon;A;2026-2027", "start_date"),
        ("Vacances;-;2026-10-16;;Lyon;A;2026-2027", "end_date"),
        ("Vacances;-;2026-10-16;2026-09-01;Lyon;A;2026-2027", "end_date"),
        ("Vacances;-;2026-10-16;2027-09-01;Lyon;A;2026-2027", "end_date"),
        ("Vacances;-;2026-10-16;2026-11-01;Atlantide;A;2026-2027", "location"),
        ("Vacances;-;2026-10-16;2026-11-01;Lyon;A;2026-2028", "annee_scolaire"),
    ])
    func `names the line and the column of what it refuses`(row: String, column: String) throws {
        let file = try read(header + "Pont;-;2027-05-06;2027-05-10;Lyon;A;2026-2027\n" + row + "\n")
        #expect(file.entries.count == 1)
        let problem = try #require(file.problems.first?.problem)
        #expect(file.problems.count == 1 && problem.line == 3 && problem.column == column)
        #expect(problem.severity == .refused && !problem.reason.isEmpty)
    }

    @Test func `without its columns is refused as a whole`() {
        #expect(throws: ExchangeFailure.self) { try read("description;population\nNoël;-\n") }
        #expect(throws: ExchangeFailure.self) { try read("") }
        #expect(throws: ExchangeFailure.self) { try read("[{\"description\": ") }
    }
}
