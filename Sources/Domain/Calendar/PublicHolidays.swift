/// A public holiday (« jour férié »).
public struct PublicHoliday: Codable, Hashable, Sendable {
    /// The day itself, never moved when it falls on a Sunday.
    public let date: LocalDate
    /// In French: « Lundi de Pâques ».
    public let name: String
}

/// The public holidays of France, computed (code du travail, L.3133-1; L.3134-13 for Alsace-Moselle).
public enum PublicHolidays {
    /// Those of a civil year, in the order of the days. Good Friday counts in all of Alsace-Moselle, though the law
    /// gives it to the communes with a Protestant church.
    public static func of(year: Int, territory: Territory) -> [PublicHoliday] {
        known[territory]?[year] ?? computed(year, territory)
    }

    /// The years that schools live in, computed once.
    private static let known: [Territory: [Int: [PublicHoliday]]] = Dictionary(
        Territory.allCases.map { territory in
            (territory, Dictionary((2000...2060).map { ($0, computed($0, territory)) }, uniquingKeysWith: { $1 }))
        }, uniquingKeysWith: { $1 })

    private static func computed(_ year: Int, _ territory: Territory) -> [PublicHoliday] {
        guard let easter = Easter.sunday(of: year) else { return [] }
        return (fixed(territory, in: year) + movable(after: easter, territory)).sorted { $0.date < $1.date }
    }

    /// Those from one day to another, both included.
    public static func between(_ first: LocalDate, _ last: LocalDate, territory: Territory) -> [PublicHoliday] {
        guard first <= last else { return [] }
        return (first.year...last.year)
            .flatMap { of(year: $0, territory: territory) }
            .filter { (first...last).contains($0.date) }
    }

    private static func fixed(_ territory: Territory, in year: Int) -> [PublicHoliday] {
        var days = [
            (1, 1, "Jour de l’an"), (5, 1, "Fête du Travail"), (5, 8, "Victoire 1945"), (7, 14, "Fête nationale"),
            (8, 15, "Assomption"), (11, 1, "Toussaint"), (11, 11, "Armistice 1918"), (12, 25, "Noël"),
        ]
        if territory == .alsaceMoselle { days.append((12, 26, "Saint-Étienne")) }
        if let day = territory.abolition { days.append((day.month, day.day, "Abolition de l’esclavage")) }
        return days.compactMap { month, day, name in
            LocalDate(year: year, month: month, day: day).map { PublicHoliday(date: $0, name: name) }
        }
    }

    private static func movable(after easter: LocalDate, _ territory: Territory) -> [PublicHoliday] {
        var days = [(1, "Lundi de Pâques"), (39, "Ascension"), (50, "Lundi de Pentecôte")]
        if territory == .alsaceMoselle { days.append((-2, "Vendredi saint")) }
        return days.map { PublicHoliday(date: easter.adding(days: $0.0), name: $0.1) }
    }
}

/// The date of Easter in the Gregorian calendar.
enum Easter {
    /// Gauss's method with the corrections of the Gregorian moon (Meeus, Jones and Butcher); `nil` outside years 1 to
    /// 9999.
    static func sunday(of year: Int) -> LocalDate? {
        let golden = year % 19
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        let moonShift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moonShift + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let correction = (golden + 11 * epact + 22 * toSunday) / 451
        let (month, day) = (epact + toSunday - 7 * correction + 114).quotientAndRemainder(dividingBy: 31)
        return LocalDate(year: year, month: month, day: day + 1)
    }
}
