import Domain
import Foundation

/// A calendar to write as an iCalendar file (RFC 5545): whole days, and hours of one day.
public struct ICSCalendar: Equatable, Sendable {
    /// Shown as the name of the calendar by programs that follow it.
    public var name: String
    public var events: [ICSEvent]
    /// The zone of the place: hours are then written as instants, right wherever the calendar is read.
    public var zone: TimeZone?

    public init(name: String, events: [ICSEvent], zone: TimeZone? = nil) {
        self.name = name
        self.events = events
        self.zone = zone
    }
}

/// One event: whole days, or some hours of the first of them.
public struct ICSEvent: Equatable, Sendable {
    /// The same at each writing, so that programs update the event instead of doubling it.
    public var uid: String
    public var summary: String
    public var description: String
    public var location: String
    public var startsOn: LocalDate
    /// The last day, included; the file holds the day after.
    public var endsOn: LocalDate
    /// Grows with each change of the record.
    public var revision: Int
    /// Minutes of the day, on the clock of the place; `nil` for whole days.
    public var hours: ClosedRange<Int>?

    public init(
        uid: String, summary: String, description: String = "", location: String = "", startsOn: LocalDate,
        endsOn: LocalDate, revision: Int = 0, hours: ClosedRange<Int>? = nil
    ) {
        self.uid = uid
        self.summary = summary
        self.description = description
        self.location = location
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.revision = revision
        self.hours = hours
    }
}

/// Writes iCalendar files.
public enum ICSWriter {
    /// The bytes of a calendar.
    /// - Parameter moment: when the file is written (`DTSTAMP`).
    public static func bytes(_ calendar: ICSCalendar, at moment: Moment) -> [UInt8] {
        var lines = ICSLines()
        lines.add("BEGIN:VCALENDAR")
        lines.add("VERSION:2.0")
        lines.add("PRODID:-//Bureau//Calendrier//FR")
        lines.add("CALSCALE:GREGORIAN")
        lines.add("METHOD:PUBLISH")
        lines.add("X-WR-CALNAME", text: calendar.name)
        lines.add("X-PUBLISHED-TTL:PT12H")
        lines.add("REFRESH-INTERVAL;VALUE=DURATION:PT12H")
        if let zone = calendar.zone { lines.add("X-WR-TIMEZONE", text: zone.identifier) }
        for event in calendar.events { add(event, in: calendar.zone, stamp: stamp(moment), to: &lines) }
        lines.add("END:VCALENDAR")
        return lines.bytes
    }

    private static func add(_ event: ICSEvent, in zone: TimeZone?, stamp: String, to lines: inout ICSLines) {
        lines.add("BEGIN:VEVENT")
        lines.add("UID", text: event.uid)
        lines.add("DTSTAMP:" + stamp)
        if let hours = event.hours {
            lines.add("DTSTART:" + time(event.startsOn, hours.lowerBound, zone))
            lines.add("DTEND:" + time(event.startsOn, hours.upperBound, zone))
        } else {
            lines.add("DTSTART;VALUE=DATE:" + digits(event.startsOn))
            lines.add("DTEND;VALUE=DATE:" + digits(event.endsOn.adding(days: 1)))
        }
        lines.add("SUMMARY", text: event.summary)
        if !event.description.isEmpty { lines.add("DESCRIPTION", text: event.description) }
        if !event.location.isEmpty { lines.add("LOCATION", text: event.location) }
        lines.add("SEQUENCE:" + String(event.revision))
        lines.add(event.hours == nil ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE")
        lines.add("END:VEVENT")
    }

    /// `20270301`
    private static func digits(_ day: LocalDate) -> String { day.description.filter { $0 != "-" } }

    /// `20270301T083000` on the clock of the reader, or `20270301T073000Z` when the place is known.
    private static func time(_ day: LocalDate, _ minutes: Int, _ zone: TimeZone?) -> String {
        guard let zone else { return digits(day) + clock(minutes) }
        return stamp(Moment(day, minute: min(max(minutes, 0), 1_439), in: zone))
    }

    /// `T083000`: without a zone, the hour of the place where the calendar is read.
    private static func clock(_ minutes: Int) -> String {
        let held = min(max(minutes, 0), 1_439)
        let digits = { (number: Int) in String(String(100 + number).dropFirst()) }
        return "T" + digits(held / 60) + digits(held % 60) + "00"
    }

    /// `20270301T081500Z`
    private static func stamp(_ moment: Moment) -> String {
        String(moment.description.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}

/// Content lines: text escaped, folded at 75 octets without cutting a character, ended by CRLF.
private struct ICSLines {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ name: String, text: String) {
        add(name + ":" + ICSLines.escaped(text))
    }

    mutating func add(_ line: String) {
        var length = 0
        for scalar in line.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if length + encoded.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += encoded
            length += encoded.count
        }
        bytes += [0x0D, 0x0A]
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n": escaped += "\\n"
            // Any other control character could break the line that holds it.
            case _ where scalar.value < 32 || scalar.value == 127: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
