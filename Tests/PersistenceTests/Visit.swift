import Persistence

enum Level: String, Codable, Sendable, SQLBindable { case low, high }

struct Day: Codable, Equatable, Sendable, SQLBindable {
    let text: String

    init(_ text: String) { self.text = text }
    init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    var sqlValue: SQLValue { .text(text) }
}

struct Span: Codable, Equatable, Sendable {
    var startsOn: Day
    var endsOn: Day?
}

/// A row with a column of each kind.
struct Visit: Codable, Equatable, Sendable {
    var id: String
    var level: Level
    var previousLevel: Level?
    var homeUAI: String?
    var period: Span
    var rest: Span?
    var minutes: Int
    var small: UInt8
    var paid: Bool
    var share: Double
    var content: [UInt8]
    var signature: [UInt8]?

    static let table: SQL = """
        create table visit (
            id text primary key not null, level text not null, previous_level text, home_uai text,
            period_starts_on text not null, period_ends_on text, rest_starts_on text, rest_ends_on text,
            minutes bigint not null check (minutes >= 0), small bigint not null,
            paid boolean not null check (paid in (false, true)), share double precision not null,
            content bytea not null, signature bytea)
        """

    static func sample(_ id: String, minutes: Int = 30) -> Visit {
        Visit(
            id: id, level: .high, previousLevel: nil, homeUAI: "0750001A",
            period: Span(startsOn: Day("2027-03-01"), endsOn: nil),
            rest: Span(startsOn: Day("2027-03-02"), endsOn: Day("2027-03-03")), minutes: minutes, small: 255,
            paid: true, share: 0.1, content: [0, 255, 7], signature: nil)
    }
}

extension Database {
    func visits(_ condition: SQL = "true") throws -> [Visit] {
        try rows("select * from visit where \(condition) order by minutes, id")
    }
}
