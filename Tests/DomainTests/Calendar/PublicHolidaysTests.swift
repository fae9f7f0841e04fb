import Testing

@testable import Domain

@Suite struct `Public holidays` {
    @Test(arguments: [
        (2025, "2025-04-20", "2025-04-21", "2025-05-29", "2025-06-09", "2025-04-18"),
        (2026, "2026-04-05", "2026-04-06", "2026-05-14", "2026-05-25", "2026-04-03"),
        (2027, "2027-03-28", "2027-03-29", "2027-05-06", "2027-05-17", "2027-03-26"),
        (2028, "2028-04-16", "2028-04-17", "2028-05-25", "2028-06-05", "2028-04-14"),
    ])
    func `follow Easter`(
        year: Int, easter: String, monday: String, ascension: String, whitMonday: String, goodFriday: String
    ) {
        #expect(Easter.sunday(of: year)?.description == easter)
        let days = Dictionary(
            PublicHolidays.of(year: year, territory: .alsaceMoselle).map { ($0.name, $0.date.description) }
        ) { first, _ in first }
        #expect(days["Lundi de Pâques"] == monday)
        #expect(days["Ascension"] == ascension)
        #expect(days["Lundi de Pentecôte"] == whitMonday)
        #expect(days["Vendredi saint"] == goodFriday)
        #expect(days["Saint-Étienne"] == "\(year)-12-26")
    }

    @Test(arguments: [
        (1818, "03-22"), (1943, "04-25"), (1954, "04-18"), (1961, "04-02"), (2038, "04-25"), (2285, "03-22"),
    ])
    func `know the earliest and latest Easters`(year: Int, day: String) {
        #expect(Easter.sunday(of: year)?.description == "\(year)-\(day)")
    }

    @Test func `always put Easter on a Sunday between 22 March and 25 April`() throws {
        for year in 1583...9999 {
            let easter = try #require(Easter.sunday(of: year))
            try #require(easter.weekday == 7)
            try #require((322...425).contains(easter.month * 100 + easter.day))
        }
    }

    @Test func `of metropolitan France are eleven, in order, with their French names`() {
        let days = PublicHolidays.of(year: 2026, territory: .metropole).map { "\($0.date) \($0.name)" }
        #expect(
            days == [
                "2026-01-01 Jour de l’an", "2026-04-06 Lundi de Pâques", "2026-05-01 Fête du Travail",
                "2026-05-08 Victoire 1945", "2026-05-14 Ascension", "2026-05-25 Lundi de Pentecôte",
                "2026-07-14 Fête nationale", "2026-08-15 Assomption", "2026-11-01 Toussaint",
                "2026-11-11 Armistice 1918", "2026-12-25 Noël",
            ])
    }

    @Test(arguments: [
        (Territory.guadeloupe, "05-27"), (.martinique, "05-22"), (.guyane, "06-10"), (.laReunion, "12-20"),
        (.mayotte, "04-27"),
        (.saintMartin, "05-28"), (.saintBarthelemy, "10-09"),
    ])
    func `remember the abolition of slavery overseas`(territory: Territory, day: String) {
        let days = PublicHolidays.of(year: 2027, territory: territory)
        #expect(days.filter { $0.name == "Abolition de l’esclavage" }.map(\.date.description) == ["2027-\(day)"])
        #expect(days.count == 12)
        #expect(days == days.sorted { $0.date < $1.date })
    }

    @Test func `of Saint-Pierre-et-Miquelon are those of metropolitan France, of Alsace-Moselle two more`() {
        let base = PublicHolidays.of(year: 2027, territory: .metropole)
        #expect(PublicHolidays.of(year: 2027, territory: .saintPierreEtMiquelon) == base)
        #expect(PublicHolidays.of(year: 2027, territory: .alsaceMoselle).count == 13)
    }

    @Test func `between two days span the new year and include both ends`() throws {
        let first = try #require(LocalDate("2026-12-25"))
        let last = try #require(LocalDate("2027-01-01"))
        let days = PublicHolidays.between(first, last, territory: .alsaceMoselle).map(\.name)
        #expect(days == ["Noël", "Saint-Étienne", "Jour de l’an"])
        #expect(PublicHolidays.between(last, first, territory: .metropole).isEmpty)
    }

    @Test func `outside the calendar are none`() {
        #expect(PublicHolidays.of(year: 0, territory: .metropole).isEmpty)
        #expect(PublicHolidays.of(year: 10_000, territory: .metropole).isEmpty)
    }

    @Test func `are named for each territory of the command line`() {
        #expect(Territory(rawValue: "alsace-moselle") == .alsaceMoselle)
        #expect(Territory(rawValue: "la-reunion")?.label == "La Réunion")
        #expect(Set(Territory.allCases.map(\.label)).count == 10)
    }
}
