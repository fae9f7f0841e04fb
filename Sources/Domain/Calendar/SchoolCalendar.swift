import Foundation

/// Days without class, both ends included: pupils leave after class on the eve of `start`, classes start again on the
/// day after `end`.
public struct SchoolHoliday: Codable, Hashable, Sendable {
    /// In French: « Vacances d’hiver ».
    public var name: String
    /// First day without class.
    public var start: LocalDate
    /// Last day without class.
    public var end: LocalDate

    /// `start` and `end` are both days without class.
    public init(name: String, start: LocalDate, end: LocalDate) {
        self.name = name
        self.start = start
        self.end = end
    }

    /// Whether the day is one of them.
    public func contains(_ day: LocalDate) -> Bool { start <= day && day <= end }
}

/// The calendar of a school for one school year: a published one to begin with, that the school may alter.
public struct SchoolCalendar: Codable, Equatable, Sendable {
    /// How far the holidays may be trusted.
    public enum Status: String, Codable, Sendable {
        /// Taken from a published source.
        case sourced
        /// To be compared with the official calendar before use.
        case toVerify = "to-verify"
        /// Corsica and overseas: the académie sets its own dates, the school types them in.
        case own
        /// Not known to this version of the program.
        case unknown
    }

    /// The school year it covers.
    public var year: SchoolYear
    /// The académie of the school.
    public var academie: Academie
    /// Whose public holidays apply.
    public var territory: Territory
    /// First day of class of the pupils.
    public var firstDay: LocalDate
    /// Last day of the school year, summer holidays included.
    public var lastDay: LocalDate
    /// In the order of the days.
    public var holidays: [SchoolHoliday]
    /// How far the holidays may be trusted.
    public var status: Status
    /// Where the dates come from, in French; `nil` when there are none.
    public var source: String?

    /// The published calendar of an académie. An own or unknown one has no holidays and a notice, never invented dates.
    /// - Parameter territory: overrides that of the académie, for Moselle in Nancy-Metz or Saint-Martin in Guadeloupe.
    ///   The Pacific, whose public holidays are not known here, falls back on those of metropolitan France.
    /// - Throws: only when the data that comes with the program is damaged.
    public init(academie: Academie, year: SchoolYear, territory: Territory? = nil) throws {
        self.year = year
        self.academie = academie
        self.territory = territory ?? academie.territory ?? .metropole
        firstDay = year.firstDay(in: academie)
        lastDay = year.lastDay(in: academie)
        holidays = []
        status = academie.zone == .own ? .own : .unknown
        guard let published = try NationalCalendars.embedded().year(year) else { return }
        if academie.zone == .own {
            if let own = published.own(academie) { take(own) }
            return
        }
        firstDay = published.start
        holidays = published.holidays(zone: academie.zone)
        status = published.status(zone: academie.zone)
        source = published.source
    }

    private mutating func take(_ own: NationalCalendars.Own) {
        firstDay = own.start ?? firstDay
        holidays = own.holidays.map { $0.holiday(endOfYear: lastDay) }
        status = .sourced
        source = own.source
    }

    /// Takes the dates of an imported file instead of those that come with the program; nothing changes without any.
    public mutating func take(_ vacations: [SchoolVacation]) {
        guard let first = vacations.first else { return }
        if let day = vacations.first(where: { $0.kind == .start })?.startsOn { firstDay = day }
        holidays = vacations.filter { $0.kind == .vacation }
            .map { SchoolHoliday(name: $0.label, start: $0.startsOn, end: $0.endsOn ?? lastDay) }
            .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        status = .sourced
        source = first.source
    }

    /// Adds the days without class that the school typed: vacations that its académie sets itself, days given back. Where
    /// nothing was published, they are the calendar.
    public mutating func add(_ closures: [SchoolHoliday]) {
        guard !closures.isEmpty else { return }
        let own = closures.filter { !covers($0) }
        holidays = (holidays + own).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        guard status == .own || status == .unknown else { return }
        status = .sourced
        source = "Dates saisies par l’établissement"
    }

    /// Whether the calendar says already what a school typed: each of its weekdays is one without class.
    private func covers(_ closure: SchoolHoliday) -> Bool {
        guard closure.start <= closure.end else { return false }
        let days = (closure.start.dayNumber...closure.end.dayNumber).map(LocalDate.init(dayNumber:))
            .filter { $0.weekday <= 5 }
        return !days.isEmpty && days.allSatisfy { day in holidays.contains { $0.start <= day && day <= $0.end } }
    }

    /// What the reader must know before trusting the dates; `nil` for a sourced calendar.
    public var notice: String? {
        switch status {
        case .sourced: nil
        case .toVerify: "Dates de \(year) à vérifier sur le calendrier officiel du ministère."
        case .own:
            "Calendrier propre à l’\(academie.title), à saisir\u{A0}: aucune date n’est fournie. Importez le "
                + "calendrier officiel (Imports), ou ajoutez au calendrier de l’année une fermeture par période de vacances."
        case .unknown:
            "Le calendrier \(year) n’est pas connu, à saisir\u{A0}: aucune date n’est fournie. Importez le "
                + "calendrier officiel (Imports), ou ajoutez au calendrier de l’année une fermeture par période de vacances."
        }
    }

    /// The public holidays of the school year, in the order of the days.
    public var publicHolidays: [PublicHoliday] {
        PublicHolidays.between(year.firstDay(), year.lastDay(), territory: territory)
    }
}
