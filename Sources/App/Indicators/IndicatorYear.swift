import Domain

/// The school year that indicators speak of, up to a day.
struct IndicatorYear: Sendable {
    let year: Int
    let first: LocalDate
    let last: LocalDate
    let today: LocalDate

    /// The last day that counts: today, or the end of a year that is over.
    var until: LocalDate { min(today, last) }
    var isRunning: Bool { first <= today && today <= last }

    init(year: Int, academie: Academie?, today: LocalDate) {
        self.year = year
        self.today = today
        let school = SchoolYear(start: year) ?? SchoolYear.of(today, in: academie)
        first = school.firstDay(in: academie)
        last = school.lastDay(in: academie)
    }
}
