import Domain
import Foundation
import Persistence

/// One line of the journal: who did what to which record, when, and what it was before and after.
struct JournalEntry: Codable, Sendable {
    let id: ID<JournalEntry>
    let happenedAt: Moment
    let accountId: ID<Account>?
    let authorName: String
    /// A French sentence without subject: « Entreprise créée ».
    let action: String
    let subjectKind: String
    let subjectId: String
    let beforeValue: String?
    let afterValue: String?
}

/// What a line of the journal or of readings is about.
struct Subject: Sendable, Equatable {
    let kind: String
    let id: String

    init<T>(_ kind: String, _ id: ID<T>) {
        self.kind = kind
        self.id = id.rawValue
    }
}

extension SchoolDatabase {
    /// Appends to the journal, in the transaction of the change itself.
    func journal(
        _ action: String, _ subject: Subject, before: (any Encodable & Sendable)? = nil,
        after: (any Encodable & Sendable)? = nil, by author: Author, at now: Now
    ) throws {
        let entry = JournalEntry(
            id: newID(), happenedAt: now.moment, accountId: author.accountId, authorName: author.name, action: action,
            subjectKind: subject.kind, subjectId: subject.id, beforeValue: try before.map(JournalEntry.json),
            afterValue: try after.map(JournalEntry.json))
        try insert(entry, into: .journalEntry)
    }

    /// The life of one record, latest first.
    func journal(of subject: Subject, limit: Int = 50) throws -> [JournalEntry] {
        try rows(
            """
            select journal_entry.* from \(table(.journalEntry))
            where journal_entry.subject_kind = \(subject.kind) and journal_entry.subject_id = \(subject.id)
            order by journal_entry.happened_at desc, journal_entry.id desc limit \(limit)
            """)
    }
}

extension JournalEntry {
    static func json(_ value: any Encodable & Sendable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// A sensitive record was opened.
struct ReadingEntry: Codable, Sendable {
    let id: ID<ReadingEntry>
    let happenedAt: Moment
    let accountId: ID<Account>
    let authorName: String
    let subjectKind: String
    let subjectId: String
}

/// Notes that a person opened the record of a minor (data of minors are read under journal).
struct NoteReading: Operation {
    let subject: Subject

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        guard let accountId = author.accountId else { return }
        let entry = ReadingEntry(
            id: db.newID(), happenedAt: now.moment, accountId: accountId, authorName: author.name,
            subjectKind: subject.kind, subjectId: subject.id)
        try db.insert(entry, into: .readingEntry)
    }
}
