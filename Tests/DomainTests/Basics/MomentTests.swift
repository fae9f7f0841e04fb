import Foundation
import Testing

@testable import Domain

@Suite struct `An instant` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (-86_400_000, "1969-12-31T00:00:00.000Z"),
        (1_803_803_400_123, "2027-02-28T08:30:00.123Z"),
    ])
    func `is written in UTC with a fixed width and read again`(milliseconds: Int64, text: String) {
        let moment = Moment(millisecondsSince1970: milliseconds)
        #expect(moment.description == text)
        #expect(Moment(text) == moment)
    }

    @Test(arguments: [
        "2027-02-28T04:50:00Z", "2027-02-28 04:50:00.123Z", "2027-02-30T04:50:00.123Z", "2027-02-28T24:00:00.000Z",
        "2027-02-28T04:60:00.000Z", "2027-02-28T04:50:60.000Z", "2027-02-28T04:50:00.12+Z", "",
    ])
    func `is not read from another form`(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(arguments: [
        ("2027-02-28T23:30:00.000Z", "Europe/Paris", "2027-03-01", "00\u{A0}h\u{A0}30"),
        ("2027-07-01T21:30:00.000Z", "Europe/Paris", "2027-07-01", "23\u{A0}h\u{A0}30"),
        ("2027-03-01T02:00:00.000Z", "America/Martinique", "2027-02-28", "22\u{A0}h\u{A0}00"),
        ("2027-02-28T20:00:00.000Z", "Indian/Reunion", "2027-03-01", "00\u{A0}h\u{A0}00"),
        ("1969-12-31T23:59:59.999Z", "GMT", "1969-12-31", "23\u{A0}h\u{A0}59"),
    ])
    func `falls on the day and hour of the place`(text: String, zone: String, day: String, clock: String) throws {
        let moment = try #require(Moment(text))
        let place = try #require(TimeZone(identifier: zone))
        #expect(moment.day(in: place).description == day)
        #expect(moment.clock(in: place) == clock)
    }

    @Test func `is moved and measured in seconds`() throws {
        let moment = try #require(Moment("2027-02-28T23:59:30.000Z"))
        #expect(moment.adding(seconds: 45).description == "2027-03-01T00:00:15.000Z")
        #expect(moment.adding(seconds: 45).seconds(until: moment) == -45)
        #expect(moment < moment.adding(seconds: 1))
    }

    @Test func `is encoded as text and a wrong text is not decoded`() throws {
        let moment = Moment(millisecondsSince1970: 0)
        let json = Data(#"["1970-01-01T00:00:00.000Z"]"#.utf8)
        #expect(try JSONEncoder().encode([moment]) == json)
        #expect(try JSONDecoder().decode([Moment].self, from: json) == [moment])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data(#"["hier"]"#.utf8)) }
    }
}
