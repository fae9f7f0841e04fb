import Foundation
import Testing

@testable import Domain

@Suite struct `A school calendar` {
    private func calendar(_ academie: String, _ year: String, _ territory: Territory? = nil) throws -> SchoolCalendar {
        try SchoolCalendar(
            academie: try #require(Academie(named: academie)), year: try #require(SchoolYear(year)),
            territory: territory)
    }

    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test(arguments: [
        ("Lyon", "2025-2026", ["2026-02-07/2026-02-22", "2026-04-04/2026-04-19"]),
        ("Nantes", "2025-2026", ["2026-02-14/2026-03-01", "2026-04-11/2026-04-26"]),
        ("Paris", "2025-2026", ["2026-02-21/2026-03-08", "2026-04-18/2026-05-03"]),
        ("Lyon", "2026-2027", ["2027-02-13/2027-02-28", "2027-04-10/2027-04-25"]),
        ("Nantes", "2026-2027", ["2027-02-20/2027-03-07", "2027-04-17/2027-05-02"]),
        ("Paris", "2026-2027", ["2027-02-06/2027-02-21", "2027-04-03/2027-04-18"]),
    ])
    func `gives winter and spring by zone`(academie: String, year: String, expected: [String]) throws {
        let holidays = try calendar(academie, year).holidays
        let zoned = holidays.filter { $0.name == "Vacances d’hiver" || $0.name == "Vacances de printemps" }
        #expect(zoned.map { "\($0.start)/\($0.end)" } == expected)
    }

    @Test(arguments: [
        (
            "2025-2026",
            ["2025-10-18/2025-11-02", "2025-12-20/2026-01-04", "2026-05-15/2026-05-16", "2026-07-04/2026-08-31"]
        ),
        (
            "2026-2027",
            ["2026-10-17/2026-11-01", "2026-12-19/2027-01-03", "2027-05-07/2027-05-07", "2027-07-03/2027-08-31"]
        ),
    ])
    func `gives the same other holidays in every zone`(year: String, expected: [String]) throws {
        for academie in ["Lyon", "Nantes", "Paris"] {
            let holidays = try calendar(academie, year).holidays
            let common = holidays.filter { $0.name != "Vacances d’hiver" && $0.name != "Vacances de printemps" }
            #expect(common.map { "\($0.start)/\($0.end)" } == expected)
            #expect(
                holidays.map(\.name) == [
                    "Vacances de la Toussaint", "Vacances de Noël", "Vacances d’hiver", "Vacances de printemps",
                    "Pont de l’Ascension", "Vacances d’été",
                ])
        }
    }

    @Test func `takes the vacations that a school types, and trusts them where none were published`() throws {
        let autumn = SchoolHoliday(name: "Toussaint", start: try day("2026-10-17"), end: try day("2026-11-01"))
        var guiana = try calendar("Guyane", "2026-2027")
        #expect(guiana.holidays.isEmpty && guiana.notice?.contains("une fermeture par période") == true)
        guiana.add([])
        #expect(guiana.status == .own)
        guiana.add([autumn])
        #expect(guiana.holidays == [autumn] && guiana.notice == nil)
        #expect(guiana.source == "Dates saisies par l’établissement")
        var paris = try calendar("Paris", "2026-2027")
        let published = paris.source
        let bridge = SchoolHoliday(name: "Journée libérée", start: try day("2026-11-12"), end: try day("2026-11-13"))
        paris.add([bridge])
        #expect(paris.holidays.contains(bridge) && paris.holidays[1] == bridge)
        #expect(paris.source == published)
    }

    @Test func `knows the dates that Corsica sets for itself`() throws {
        let corsica = try calendar("Corse", "2026-2027")
        #expect(
            corsica.holidays.prefix(4).map { "\($0.start)/\($0.end)" } == [
                "2026-10-17/2026-11-01", "2026-12-19/2027-01-03", "2027-02-13/2027-02-28", "2027-04-10/2027-04-25",
            ])
        #expect(corsica.notice == nil && corsica.source?.contains("OpenHolidays") == true)
    }

    @Test func `says how far it may be trusted`() throws {
        #expect(try calendar("Paris", "2025-2026").status == .sourced)
        #expect(try calendar("Paris", "2025-2026").notice == nil)
        #expect(try calendar("Paris", "2026-2027").status == .sourced)
        #expect(try calendar("Nantes", "2026-2027").notice == nil)
        #expect(try calendar("Lyon", "2026-2027").notice == nil)
        #expect(try calendar("Lyon", "2026-2027").source?.contains("22 octobre 2025") == true)
    }

    @Test(arguments: [
        (
            "2025-2026", "2025-08-19",
            [
                "2025-10-11/2025-10-26", "2025-12-19/2026-01-20", "2026-02-28/2026-03-15", "2026-05-02/2026-05-17",
                "2026-07-04/2026-08-15",
            ]
        ),
        (
            "2026-2027", "2026-08-18",
            [
                "2026-10-10/2026-10-25", "2026-12-19/2027-01-31", "2027-03-16/2027-03-29", "2027-05-05/2027-05-18",
                "2027-07-03/2027-08-15",
            ]
        ),
    ])
    func `of La Réunion has the southern summer`(year: String, firstDay: String, expected: [String]) throws {
        let own = try calendar("La Réunion", year)
        #expect(own.firstDay == (try day(firstDay)))
        #expect(own.holidays.map { "\($0.start)/\($0.end)" } == expected)
        #expect(own.status == .sourced)
        #expect(own.notice == nil)
        #expect(own.publicHolidays.contains { $0.name == "Abolition de l’esclavage" })
    }

    @Test func `of Mayotte has the dates that its rectorat published`() throws {
        let own = try calendar("Mayotte", "2026-2027")
        #expect(own.notice == nil && own.source?.contains("Mayotte") == true)
        #expect(
            own.holidays.map(\.start.description) == [
                "2026-10-10", "2026-12-12", "2027-02-20", "2027-05-01", "2027-07-10",
            ])
        #expect(own.holidays.last?.end == own.lastDay)
    }

    @Test func `takes the dates of an imported file instead of its own`() throws {
        var calendar = try calendar("Toulouse", "2026-2027")
        let first = calendar.firstDay
        calendar.take([])
        let builtIn = try self.calendar("Toulouse", "2026-2027")
        #expect(calendar == builtIn)
        let id = ID<SchoolVacation>("a")
        calendar.take([
            SchoolVacation(
                id: id, academie: "16", schoolYear: 2026, kind: .vacation, label: "Vacances d’été",
                startsOn: try day("2027-07-03"), endsOn: nil, source: "fichier"),
            SchoolVacation(
                id: id, academie: "16", schoolYear: 2026, kind: .start, label: "Rentrée",
                startsOn: try day("2026-09-02"), endsOn: nil, source: "fichier"),
        ])
        #expect(calendar.holidays.map(\.name) == ["Vacances d’été"] && calendar.firstDay == first.adding(days: 1))
        #expect(calendar.isSchoolDay(try day("2026-10-20")))
        #expect(!calendar.isSchoolDay(try day("2027-07-05")))
    }

    @Test func `is empty, with a notice, where or when no date is known`() throws {
        let published = ["La Réunion", "Mayotte", "Corse"]
        for academie in Academie.all where academie.zone == .own && !published.contains(academie.name) {
            let own = try SchoolCalendar(academie: academie, year: try #require(SchoolYear("2026-2027")))
            #expect(own.status == .own)
            #expect(own.holidays.isEmpty)
            #expect(own.notice?.contains("Calendrier propre à l’\(academie.title), à saisir") == true)
        }
        let later = try calendar("Paris", "2031-2032")
        #expect(later.holidays.isEmpty)
        #expect(later.notice?.contains("2031-2032 n’est pas connu") == true)
    }

    @Test func `takes the public holidays of its territory`() throws {
        #expect(try calendar("Strasbourg", "2026-2027").territory == .alsaceMoselle)
        #expect(try calendar("Nancy-Metz", "2026-2027").territory == .metropole)
        #expect(try calendar("Nancy-Metz", "2026-2027", .alsaceMoselle).publicHolidays.count == 13)
        #expect(try calendar("Mayotte", "2026-2027").territory == .mayotte)
    }

    @Test func `is damaged data rather than a wrong calendar when the file is wrong`() {
        let wrong = #"[{"year":"2026-2028","status":"sourced","source":"","start":"2026-09-01","holidays":[]}]"#
        #expect(throws: DecodingError.self) { try NationalCalendars(json: Data(wrong.utf8)) }
    }

    @Test func `has holidays in order, inside the year, that do not overlap`() throws {
        for published in try NationalCalendars.embedded().years {
            for academie in Academie.all where academie.zone != .own {
                let holidays = try SchoolCalendar(academie: academie, year: published.year).holidays
                #expect(!holidays.isEmpty)
                #expect(holidays.allSatisfy { $0.start <= $0.end && published.year.contains($0.start) })
                #expect(holidays.allSatisfy { published.year.contains($0.end) })
                #expect(zip(holidays, holidays.dropFirst()).allSatisfy { $0.end < $1.start })
            }
        }
    }

    @Test(arguments: [
        ("2025-09-01", true), ("2025-08-29", false), ("2025-10-17", true), ("2025-10-18", false), ("2025-10-31", false),
        ("2025-11-03", true), ("2025-11-11", false), ("2025-11-12", true), ("2025-11-15", false), ("2026-02-23", true),
        ("2026-02-20", false), ("2026-04-06", false), ("2026-05-14", false), ("2026-05-15", false),
        ("2026-05-18", true),
        ("2026-07-03", true), ("2026-07-06", false), ("2026-09-01", false),
    ])
    func `knows the school days of Lyon`(text: String, expected: Bool) throws {
        #expect(try calendar("Lyon", "2025-2026").isSchoolDay(try day(text)) == expected)
    }

    @Test func `counts school days`() throws {
        let days = SchoolDays(try calendar("Lyon", "2025-2026"))
        #expect(days.count(from: try day("2025-11-03"), through: try day("2025-11-16")) == 9)
        #expect(days.count(from: try day("2025-10-18"), through: try day("2025-11-02")) == 0)
        #expect(days.days(from: try day("2025-08-01"), through: try day("2025-09-03")).map(\.day) == [1, 2, 3])
        #expect(days.count(from: try day("2025-09-03"), through: try day("2025-09-01")) == 0)
        #expect(days.count(from: try day("2020-01-01"), through: try day("2030-01-01")) == 174)
    }

    @Test func `follows what the school changes, and survives storage`() throws {
        var changed = try calendar("Mayotte", "2027-2028")
        let holiday = SchoolHoliday(name: "Vacances", start: try day("2027-10-09"), end: try day("2027-10-24"))
        #expect(changed.isSchoolDay(try day("2027-10-12")))
        changed.holidays.append(holiday)
        changed.status = .sourced
        #expect(!changed.isSchoolDay(try day("2027-10-12")))
        #expect(changed.isSchoolDay(try day("2027-08-24")))
        #expect(!changed.isSchoolDay(try day("2027-12-19")))
        let copy = try JSONDecoder().decode(SchoolCalendar.self, from: try JSONEncoder().encode(changed))
        #expect(copy == changed)
    }
}

@Suite struct `A calendar report` {
    @Test func `has the keys of the command line and the days of the school year`() throws {
        let academie = try #require(Academie(named: "Strasbourg"))
        let calendar = try SchoolCalendar(academie: academie, year: try #require(SchoolYear("2026-2027")))
        let report = CalendarReport(calendar)
        #expect(report.publicHolidays.first?.name == "Toussaint")
        #expect(report.publicHolidays.map(\.date) == report.publicHolidays.map(\.date).sorted())
        #expect(report.publicHolidays.last?.date.description == "2027-08-15")
        #expect(report.notice == calendar.notice)

        let json =
            try JSONSerialization.jsonObject(with: try JSONEncoder().encode(report)) as? [String: [[String: String]]]
        #expect(json.map { Set($0.keys) } == ["publicHolidays", "schoolHolidays"])
        #expect(json?["publicHolidays"]?.first == ["date": "2026-11-01", "name": "Toussaint"])
        #expect(
            json?["schoolHolidays"]?.first
                == ["name": "Vacances de la Toussaint", "start": "2026-10-17", "end": "2026-11-01"])
    }
}
