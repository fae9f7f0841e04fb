import Foundation

/// The school calendars that come with the program: one per year, zones A, B and C, and the académies overseas whose own
/// dates were published.
struct NationalCalendars {
    /// A year as the data file holds it.
    struct Year: Decodable {
        let year: SchoolYear
        let status: SchoolCalendar.Status
        let source: String
        let start: LocalDate
        let holidays: [Period]
        /// Zones whose dates were announced but not compared with the published ones.
        let toVerify: String?
        /// Académies that set their own dates.
        let own: [Own]?
    }

    /// The year of one académie that sets its own dates.
    struct Own: Decodable {
        /// Its code.
        let academie: String
        let source: String
        /// `nil` when the source does not say it: the usual first day of the place stands.
        let start: LocalDate?
        let holidays: [Period]
    }

    /// Days without class, from the first date to the eve of `until`, when classes start again; to the end of the school
    /// year when that day is not known.
    struct Period: Decodable {
        let name: String
        /// Those of the national calendar that have it.
        let zones: String?
        let first: LocalDate
        let until: LocalDate?
    }

    let years: [Year]

    init(json: Data) throws {
        years = try JSONDecoder().decode([Year].self, from: json)
    }

    /// Those of `Data/school-calendars.json`.
    static func embedded() throws -> NationalCalendars {
        try read.get()
    }

    /// Read once: pages ask for the calendar again and again.
    private static let read = Result { try NationalCalendars(json: Data(PackageResources.school_calendars_json)) }

    /// `nil` when the year is not known yet.
    func year(_ year: SchoolYear) -> Year? {
        years.first { $0.year == year }
    }
}

extension NationalCalendars.Year {
    /// The holidays of one zone, in the order of the days.
    func holidays(zone: Academie.Zone) -> [SchoolHoliday] {
        holidays.filter { $0.zones?.contains(zone.rawValue) == true }.map { $0.holiday(endOfYear: year.lastDay()) }
    }

    /// How far the dates of a zone may be trusted.
    func status(zone: Academie.Zone) -> SchoolCalendar.Status {
        toVerify?.contains(zone.rawValue) == true ? .toVerify : status
    }

    /// The year of an académie that sets its own dates; `nil` when they are not known.
    func own(_ academie: Academie) -> NationalCalendars.Own? {
        own?.first { $0.academie == academie.code }
    }
}

extension NationalCalendars.Period {
    /// The same days with both ends included.
    func holiday(endOfYear: LocalDate) -> SchoolHoliday {
        SchoolHoliday(name: name, start: first, end: until?.adding(days: -1) ?? endOfYear)
    }
}
