import Foundation

/// The national school calendars that come with the program: one per year, zones A, B and C.
struct NationalCalendars {
    /// A year as the data file holds it.
    struct Year: Decodable {
        let year: SchoolYear
        let status: SchoolCalendar.Status
        let source: String
        let start: LocalDate
        let holidays: [Period]
    }

    /// Days without class, from the first date to the eve of `until`, when classes start again; to the end of the school
    /// year when that day is not known.
    struct Period: Decodable {
        let name: String
        let zones: String
        let first: LocalDate
        let until: LocalDate?
    }

    let years: [Year]

    init(json: Data) throws {
        years = try JSONDecoder().decode([Year].self, from: json)
    }

    /// Those of `Data/school-calendars.json`.
    static func embedded() throws -> NationalCalendars {
        try NationalCalendars(json: Data(PackageResources.school_calendars_json))
    }

    /// `nil` when the year is not known yet.
    func year(_ year: SchoolYear) -> Year? {
        years.first { $0.year == year }
    }
}

extension NationalCalendars.Year {
    /// The holidays of one zone, in the order of the days.
    func holidays(zone: Academie.Zone) -> [SchoolHoliday] {
        holidays.filter { $0.zones.contains(zone.rawValue) }.map { period in
            let end = period.until?.adding(days: -1) ?? year.lastDay()
            return SchoolHoliday(name: period.name, start: period.first, end: end)
        }
    }
}
