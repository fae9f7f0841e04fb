import Domain
import Foundation
import Persistence

/// What the page of the journal is asked to show.
struct JournalFilter: Sendable {
    var author: String?
    var kind: String?
    var from: LocalDate?
    /// This day included.
    var to: LocalDate?
    /// Instant and id of the last line of the page before.
    var before: (moment: Moment, id: String)?
    var zone: TimeZone = .paris
}

extension SchoolDatabase {
    /// What was done in the school, latest first, a page at a time.
    func journal(_ filter: JournalFilter, limit: Int = 51) throws -> [JournalEntry] {
        var condition: SQL = "true"
        if let author = filter.author { condition = "\(condition) and journal_entry.author_name = \(author)" }
        if let kind = filter.kind { condition = "\(condition) and journal_entry.subject_kind = \(kind)" }
        if let from = filter.from {
            condition = "\(condition) and journal_entry.happened_at >= \(Moment(startOf: from, in: filter.zone))"
        }
        if let to = filter.to {
            let end = Moment(startOf: to.adding(days: 1), in: filter.zone)
            condition = "\(condition) and journal_entry.happened_at < \(end)"
        }
        if let (moment, id) = filter.before {
            condition = """
                \(condition) and (journal_entry.happened_at < \(moment)
                or (journal_entry.happened_at = \(moment) and journal_entry.id < \(id)))
                """
        }
        return try rows(
            """
            select journal_entry.* from \(table(.journalEntry)) where \(condition)
            order by journal_entry.happened_at desc, journal_entry.id desc limit \(limit)
            """)
    }

    /// Everybody the journal names.
    func journalAuthors() throws -> [String] {
        try rows(
            """
            select distinct journal_entry.author_name from \(table(.journalEntry))
            order by journal_entry.author_name limit 500
            """)
    }

    /// Every kind of record the journal names.
    func journalKinds() throws -> [String] {
        try rows(
            """
            select distinct journal_entry.subject_kind from \(table(.journalEntry))
            order by journal_entry.subject_kind
            """)
    }
}

extension Moment {
    /// Midnight of a civil day.
    fileprivate init(startOf day: LocalDate, in zone: TimeZone) {
        let utc = Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000)
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(day.dayNumber) * 86_400))
        self = utc.adding(seconds: -offset)
    }
}
