import Domain

/// What is said about the dates of a period of a class.
struct PeriodDates: Sendable {
    let startsOn: LocalDate
    let endsOn: LocalDate

    /// Refuses dates outside the school year, or that overlap another period of the whole class.
    func check(in year: Int, academie: String, against others: [PFMPPeriod], className: String) throws {
        if let school = SchoolYear(start: year) {
            let place = Academie(named: academie)
            guard school.contains(startsOn, in: place), school.contains(endsOn, in: place) else {
                throw FieldRefusal(
                    school.contains(startsOn, in: place) ? "au" : "du",
                    "Ces dates sortent de l’année scolaire \(school.rawValue).")
            }
        }
        let whole = others.filter { $0.kind == .wholeClass }
        if let other = whole.first(where: { $0.startsOn <= endsOn && startsOn <= $0.endsOn }) {
            throw FieldRefusal(
                "du",
                "La classe \(className) est déjà en «\u{A0}\(other.label)\u{A0}» du \(other.startsOn.long) au "
                    + "\(other.endsOn.long)\u{A0}: changez les dates.")
        }
    }

    /// What the calendar of the place has to say: holidays inside the period (PFMP-18), or that it is not known.
    func notices(of calendar: SchoolCalendar?) -> [String] {
        guard let calendar else { return [] }
        var notices: [String] = []
        for holiday in calendar.holidays where holiday.start <= endsOn && startsOn <= holiday.end {
            notices.append(PeriodDates.notice(of: holiday))
        }
        let off = calendar.publicHolidays.filter { $0.date >= startsOn && $0.date <= endsOn && $0.date.weekday <= 5 }
        if !off.isEmpty {
            let list = off.map { "\($0.date.spelled) (\($0.name))" }.joined(separator: ", ")
            notices.append("Jours fériés dans la période\u{A0}: \(list).")
        }
        if let notice = calendar.notice { notices.append(notice) }
        return notices
    }

    private static func notice(of holiday: SchoolHoliday) -> String {
        let days =
            holiday.start == holiday.end
            ? "le \(holiday.start.spelled)" : "du \(holiday.start.long) au \(holiday.end.long)"
        // A bridge of a day or two closes the school; it is no holiday.
        guard holiday.start.days(until: holiday.end) >= 4 else {
            return "\(holiday.name)\u{A0}: lycée fermé \(days). Dites qui répond aux élèves et aux tuteurs."
        }
        return "\(holiday.name)\u{A0}: \(days). Une PFMP pendant les vacances reste une exception."
    }
}
