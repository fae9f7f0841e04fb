import Foundation
import Testing

@testable import Domain

@Suite struct `A school year` {
    @Test(arguments: ["2026-2027", "2026/2027", "2026-27", "2026 – 2027", " 2026-2027 "])
    func `is read as people write it`(text: String) {
        #expect(SchoolYear(text)?.start == 2026)
        #expect(SchoolYear(text)?.description == "2026-2027")
    }

    @Test(arguments: [
        "2026-2028", "2026-2026", "2027-2026", "2026", "26-27", "2026-2027-2028", "2026-7", "", "abcd-efgh",
    ])
    func `is refused when the years do not follow`(text: String) {
        #expect(SchoolYear(text) == nil)
    }

    @Test(
        arguments: [
            ("2026-08-31", nil, "2025-2026"), ("2026-09-01", nil, "2026-2027"), ("2027-01-15", nil, "2026-2027"),
            ("2026-08-15", "La Réunion", "2025-2026"), ("2026-08-16", "La Réunion", "2026-2027"),
            ("2026-08-22", "Mayotte", "2025-2026"), ("2026-08-23", "Mayotte", "2026-2027"),
            ("2026-08-23", "Toulouse", "2025-2026"),
        ] as [(String, String?, String)])
    func `of a day changes at the return of the académie`(text: String, name: String?, expected: String) throws {
        let day = try #require(LocalDate(text))
        let academie = name.flatMap(Academie.init(named:))
        let year = SchoolYear.of(day, in: academie)
        #expect(year.rawValue == expected)
        #expect(year.contains(day, in: academie))
        #expect(!year.next.contains(day, in: academie))
        #expect(!year.previous.contains(day, in: academie))
    }

    @Test func `ends on the eve of the next one`() throws {
        let year = try #require(SchoolYear(start: 2026))
        #expect(year.firstDay().description == "2026-09-01")
        #expect(year.lastDay().description == "2027-08-31")
        #expect(year.lastDay(in: Academie(named: "Mayotte")).description == "2027-08-22")
        #expect(year.previous < year && year < year.next)
    }

    @Test func `is encoded as text, in its normal form only`() throws {
        let year = try #require(SchoolYear("2026-2027"))
        #expect(String(decoding: try JSONEncoder().encode([year]), as: UTF8.self) == #"["2026-2027"]"#)
        #expect(SchoolYear(rawValue: "2026/2027") == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([SchoolYear].self, from: Data(#"["2026-2028"]"#.utf8))
        }
    }
}
