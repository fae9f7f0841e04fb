import Foundation
import Testing

@testable import Domain

@Suite struct `A date` {
    @Test func `survives writing and reading for every day of 400 years`() throws {
        let first = try #require(LocalDate(year: 1800, month: 1, day: 1))
        var expected = (year: 1800, month: 1, day: 1)
        for offset in 0..<146_097 {
            let date = first.adding(days: offset)
            try #require((date.year, date.month, date.day) == expected)
            try #require(LocalDate(date.description) == date)
            try #require(LocalDate(french: date.numeric) == date)
            try #require(date.weekday == (offset + 2) % 7 + 1)
            expected =
                LocalDate(year: expected.year, month: expected.month, day: expected.day + 1) != nil
                ? (expected.year, expected.month, expected.day + 1)
                : expected.month < 12 ? (expected.year, expected.month + 1, 1) : (expected.year + 1, 1, 1)
        }
        #expect(expected == (2200, 1, 1))
    }

    @Test(arguments: [
        "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "2027-01-00", "0000-01-01", "2027-1-1",
        "27-01-01", "2027/01/01", "2027-01-01T", " 2027-01-01", "", "２０２７-01-01", "+027-01-01",
    ])
    func `refuses what is no day or not written in full`(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test(arguments: [
        ("1/3/2027", "2027-03-01"), ("01/03/27", "2027-03-01"), ("01-03-2027", "2027-03-01"),
        ("01.03.2027", "2027-03-01"), (" 31/12/1985 ", "1985-12-31"), ("29/02/2028", "2028-02-29"),
        ("14/01/69", "2069-01-14"), ("14/01/70", "1970-01-14"), ("2027-03-01", "2027-03-01"),
        ("31/12/9999", "9999-12-31"),
    ])
    func `is read as French people type it`(text: String, expected: String) {
        #expect(LocalDate(french: text)?.description == expected)
    }

    @Test(arguments: ["31/02/2027", "3/2027", "1/3/027", "001/03/2027", "1er mars 2027", "1/3/2027/4", "-1/3/2027x"])
    func `is not guessed from a French text that names no day`(text: String) {
        #expect(LocalDate(french: text) == nil)
    }

    @Test(arguments: [
        ("2020-12-31", 2020, 53), ("2021-01-01", 2020, 53), ("2021-01-04", 2021, 1), ("2024-12-30", 2025, 1),
        ("2026-01-01", 2026, 1), ("2026-09-01", 2026, 36), ("2026-12-31", 2026, 53), ("2027-01-03", 2026, 53),
        ("2027-01-04", 2027, 1),
    ])
    func `knows its ISO week`(text: String, year: Int, number: Int) throws {
        let week = try #require(LocalDate(text)).week
        #expect(week == (year, number))
    }

    @Test(arguments: [
        ("1789-07-14", 2), ("1969-12-31", 3), ("1970-01-01", 4), ("2000-02-29", 2), ("2026-09-01", 2),
        ("2027-08-15", 7),
    ])
    func `knows its weekday`(text: String, weekday: Int) throws {
        let date = try #require(LocalDate(text))
        #expect(date.weekday == weekday)
        #expect(date.monday.weekday == 1)
        #expect(date.monday.days(until: date) == weekday - 1)
    }

    @Test(arguments: [
        ("2009-03-10", "2027-03-09", 17), ("2009-03-10", "2027-03-10", 18), ("2009-03-10", "2027-03-11", 18),
        ("2008-02-29", "2026-02-28", 17), ("2008-02-29", "2026-03-01", 18), ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20), ("2009-12-31", "2010-01-01", 0),
    ])
    func `gives the age of someone born that day`(birth: String, day: String, age: Int) throws {
        #expect(try #require(LocalDate(birth)).age(on: try #require(LocalDate(day))) == age)
    }

    @Test(arguments: [
        ("2028-02-29", 1, "2029-02-28"), ("2028-02-29", 4, "2032-02-29"), ("2026-09-01", -1, "2025-09-01"),
    ])
    func `moves by whole years`(text: String, years: Int, expected: String) throws {
        #expect(try #require(LocalDate(text)).adding(years: years).description == expected)
    }

    @Test func `is written in French`() throws {
        let date = try #require(LocalDate("2027-03-01"))
        #expect(date.numeric == "01/03/2027")
        #expect(date.long == "1er mars 2027")
        #expect(date.spelled == "lundi 1er mars 2027")
        #expect(date.short == "1er mars")
        #expect(date.adding(days: 1).weekdayName == "mardi")
    }

    @Test(arguments: [
        ("2026-12-28", "aujourd’hui"), ("2026-12-29", "demain"), ("2026-12-27", "hier"),
        ("2027-01-03", "dimanche 3 janvier"), ("2026-12-22", "mardi 22 décembre"), ("2027-01-04", "4 janvier 2027"),
        ("2026-09-01", "1er septembre"),
    ])
    func `is named from today`(text: String, expected: String) throws {
        let today = try #require(LocalDate("2026-12-28"))
        #expect(try #require(LocalDate(text)).near(today) == expected)
    }

    @Test func `is encoded as text and a wrong text is not decoded`() throws {
        let date = try #require(LocalDate("2027-03-01"))
        #expect(String(decoding: try JSONEncoder().encode([date]), as: UTF8.self) == #"["2027-03-01"]"#)
        #expect(try JSONDecoder().decode([LocalDate].self, from: Data(#"["2027-03-01"]"#.utf8)) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LocalDate].self, from: Data(#"["2027-02-30"]"#.utf8))
        }
    }
}
