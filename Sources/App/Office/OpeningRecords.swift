import Domain
import Persistence

/// A span of the week with who is there.
struct OpeningLine: Codable, Sendable {
    let id: ID<OfficeOpening>
    let weekday: Int
    let startsMinute: Int
    let endsMinute: Int
    let channel: OfficeOpening.Channel
    let familyName: String?
    let firstName: String?
    let note: String
    let validFrom: LocalDate?

    var person: String? {
        let name = [firstName, familyName].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? nil : name
    }

    var hours: String { "\(HourSpan.clock(startsMinute)) – \(HourSpan.clock(endsMinute))" }
}

/// Days on which someone is not there, with the names.
struct AbsenceLine: Codable, Sendable {
    let id: ID<OfficeAbsence>
    let startsOn: LocalDate
    let endsOn: LocalDate
    let familyName: String?
    let firstName: String?
    let coverFamilyName: String?
    let coverFirstName: String?
    let note: String
    let version: Int

    var person: String {
        let name = [firstName, familyName].compactMap(\.self).joined(separator: " ")
        return name.isEmpty ? "Tout le bureau" : name
    }

    var cover: String? {
        let name = [coverFirstName, coverFamilyName].compactMap(\.self).joined(separator: " ")
        return name.isEmpty ? nil : name
    }
}

extension SchoolDatabase {
    /// Every span that held once, holds or will hold: each says of which days it is.
    func openings() throws -> [OfficeOpening] {
        try rows(
            """
            select office_opening.* from \(table(.officeOpening))
            order by office_opening.weekday, office_opening.starts_minute, office_opening.id
            """)
    }

    /// The week in force on a day, and what of it is to come.
    func openingLines(today: LocalDate) throws -> [OpeningLine] {
        try rows(
            """
            select office_opening.id, office_opening.weekday, office_opening.starts_minute, office_opening.ends_minute,
            office_opening.channel, staff_member.family_name, staff_member.first_name, office_opening.note,
            office_opening.valid_from from \(table(.officeOpening))
            left join \(table(.staffMember)) on staff_member.id = office_opening.staff_id
            where office_opening.valid_until is null or office_opening.valid_until >= \(today)
            order by office_opening.weekday, office_opening.starts_minute, office_opening.id
            """)
    }

    func opening(_ id: ID<OfficeOpening>) throws -> OfficeOpening {
        try find(id, in: .officeOpening, "Cet horaire")
    }

    func officeAbsence(_ id: ID<OfficeAbsence>) throws -> OfficeAbsence {
        try find(id, in: .officeAbsence, "Cette absence")
    }

    /// The absences that end on a day or later.
    func absences(from day: LocalDate) throws -> [OfficeAbsence] {
        try rows(
            """
            select office_absence.* from \(table(.officeAbsence)) where office_absence.ends_on >= \(day)
            order by office_absence.starts_on, office_absence.id
            """)
    }

    func absenceLines(from day: LocalDate) throws -> [AbsenceLine] {
        try rows(
            """
            select office_absence.id, office_absence.starts_on, office_absence.ends_on, staff_member.family_name,
            staff_member.first_name, cover.family_name as cover_family_name, cover.first_name as cover_first_name,
            office_absence.note, office_absence.version
            from \(table(.officeAbsence))
            left join \(table(.staffMember)) on staff_member.id = office_absence.staff_id
            left join \(table(.staffMember, as: "cover")) on cover.id = office_absence.covered_by
            where office_absence.ends_on >= \(day) order by office_absence.starts_on, office_absence.id limit 60
            """)
    }

    /// The days of class between two days, without the closures of the school; none where the calendar is not known.
    func officeDays(year: Int, from first: LocalDate, through last: LocalDate) throws -> [LocalDate] {
        guard first <= last, let calendar = try schoolCalendar(year: year) else { return [] }
        let closures = try schoolEvents(year: year).filter {
            $0.kind == .closure && $0.classId == nil && $0.stream.isEmpty
        }
        return SchoolDays(calendar).days(from: first, through: last).filter { day in
            !closures.contains { $0.startsOn <= day && day <= $0.endsOn }
        }
    }

    /// The days of class to come that nobody keeps open; none as long as the week is not written.
    func uncoveredDays(from today: LocalDate, days: Int) throws -> [OfficeCover.Day] {
        let openings = try openings()
        guard !openings.isEmpty else { return [] }
        let year = SchoolYear.of(today, in: try ownSchool().academy).start
        let cover = OfficeCover(openings: openings, absences: try absences(from: today))
        return cover.uncovered(among: try officeDays(year: year, from: today, through: today.adding(days: days)))
    }
}
