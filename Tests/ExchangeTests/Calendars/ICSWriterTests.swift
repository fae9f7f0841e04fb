import Domain
import Foundation
import Testing

@testable import Exchange

@Suite struct `An iCalendar file` {
    private func text(_ events: [ICSEvent], name: String = "PFMP TMCV") throws -> String {
        let moment = try #require(Moment("2026-11-23T08:15:30.000Z"))
        return String(decoding: ICSWriter.bytes(ICSCalendar(name: name, events: events), at: moment), as: UTF8.self)
    }

    private func event(_ summary: String = "PFMP 1", description: String = "") throws -> ICSEvent {
        ICSEvent(
            uid: "pfmp-1@bureau", summary: summary, description: description,
            startsOn: try #require(LocalDate("2026-12-07")), endsOn: try #require(LocalDate("2026-12-31")), revision: 3)
    }

    @Test func `holds whole days, the end excluded, and says when it was written`() throws {
        let lines = try text([event()]).components(separatedBy: "\r\n")
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:PFMP TMCV", "BEGIN:VEVENT", "UID:pfmp-1@bureau",
            "DTSTAMP:20261123T081530Z", "DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20270101", "SUMMARY:PFMP 1",
            "SEQUENCE:3", "END:VEVENT", "END:VCALENDAR",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.last == "")
    }

    @Test func `holds hours of one day, on the clock of the place`() throws {
        var visit = try event()
        visit.hours = 545...590
        let lines = try text([visit]).components(separatedBy: "\r\n")
        #expect(lines.contains("DTSTART:20261207T090500") && lines.contains("DTEND:20261207T095000"))
        #expect(lines.contains("TRANSP:OPAQUE"))
    }

    @Test(
        arguments: [
            ("Europe/Paris", "2026-12-07", "20261207T080500Z"), ("Europe/Paris", "2027-06-07", "20270607T070500Z"),
            ("Indian/Reunion", "2026-12-07", "20261207T050500Z"),
            ("America/Martinique", "2026-12-07", "20261207T130500Z"),
        ])
    func `says the instant of an hour where the zone of the place is known`(
        zone: String, day: String, start: String
    ) throws {
        var action = try event()
        action.startsOn = try #require(LocalDate(day))
        action.hours = 545...590
        let moment = try #require(Moment("2026-11-23T08:15:30.000Z"))
        let calendar = ICSCalendar(name: "Actions", events: [action], zone: try #require(TimeZone(identifier: zone)))
        let lines = String(decoding: ICSWriter.bytes(calendar, at: moment), as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(lines.contains("DTSTART:" + start) && lines.contains("X-WR-TIMEZONE:" + zone))
    }

    @Test func `is the same each time it is written at the same moment`() throws {
        #expect(try text([event()]) == text([event()]))
    }

    @Test func `escapes commas, semicolons, backslashes and line breaks`() throws {
        let written = try text([event("Garage, A; B\\C", description: "Un\nDeux")])
        #expect(written.contains("SUMMARY:Garage\\, A\\; B\\\\C\r\n"))
        #expect(written.contains("DESCRIPTION:Un\\nDeux\r\n"))
    }

    @Test func `lets no text end its line and add another`() throws {
        let written = try text([event("Piège\r\nATTENDEE:mailto:x@y.example\u{0}")])
        #expect(!written.contains("\r\nATTENDEE"))
    }

    @Test(arguments: ["é", "a", "€", "👩🏽‍🔧"])
    func `folds at 75 octets without cutting a character`(character: String) throws {
        let summary = String(repeating: character, count: 120)
        let written = try text([event(summary)])
        for line in written.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
        #expect(unfolded(written).contains("SUMMARY:" + summary))
    }

    /// As a reader joins lines: octet by octet, for a fold may stand inside a sign made of several characters.
    private func unfolded(_ text: String) -> [String] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            bytes.append(byte)
            if bytes.suffix(3) == [0x0D, 0x0A, 0x20] { bytes.removeLast(3) }
        }
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func `without event is still a calendar`() throws {
        #expect(try text([]).hasSuffix("END:VCALENDAR\r\n"))
    }
}
