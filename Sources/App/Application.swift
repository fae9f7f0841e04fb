import Domain
import Foundation
import Logging
import Persistence

/// The program: one store, one configuration, and the two ways in, `read` and `perform`.
public struct Application: Sendable {
    public let store: Store
    public let settings: Settings
    public let logger: Logger
    /// The clock; tests give their own.
    let clock: @Sendable () -> Moment
    /// The source of chance for keys and secrets.
    let random: @Sendable () -> UInt64
    let secrets: ServerSecrets
    let throttle: Throttle
    let sessionsSeen = SessionsSeen()
    /// What every page asks again; each write forgets it.
    let recent = RecentReads()
    /// The companies of each school, found by what people type.
    let companySearch = CompanySearch()
    let assets: Assets

    /// Opens the application on a store already migrated.
    public init(
        store: Store, settings: Settings, logger: Logger = Logger(label: "bureau"),
        clock: @escaping @Sendable () -> Moment = Application.systemClock,
        random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) async throws {
        self.store = store
        self.settings = settings
        self.logger = logger
        self.clock = clock
        self.random = random
        secrets = try await ServerSecrets.load(from: store, random: random)
        throttle = Throttle(clock: clock)
        assets = try Assets.load()
    }

    /// The clock of the machine.
    public static let systemClock: @Sendable () -> Moment = {
        Moment(millisecondsSince1970: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// Reads with the eyes of a person: their school, their learners.
    func read<T: Sendable>(_ author: Author, _ body: @escaping @Sendable (SchoolDatabase) throws -> T) async throws -> T
    {
        let ids = newIDs()
        return try await store.read { database in
            try body(SchoolDatabase(database, for: author, ids: ids, isReading: true))
        }
    }

    /// Carries out an operation in one transaction.
    func perform<O: Operation>(_ operation: O, by author: Author) async throws -> O.Output {
        defer { recent.forget() }
        let now = now(for: author)
        let ids = newIDs()
        return try await store.write { database in
            let db = try SchoolDatabase(database, for: author, ids: ids)
            return try operation.run(in: db, by: author, at: now)
        }
    }

    /// Carries out an operation once, whatever the number of times its form is sent (F132).
    func perform<O: Operation>(
        _ operation: O, by author: Author, submission: String, location: @escaping @Sendable (O.Output) -> Link
    ) async throws -> O.Output {
        defer { recent.forget() }
        let now = now(for: author)
        let ids = newIDs()
        return try await store.write { database in
            let db = try SchoolDatabase(database, for: author, ids: ids)
            try db.claim(submission: submission, at: now)
            let output = try operation.run(in: db, by: author, at: now)
            try db.settle(submission: submission, location: location(output))
            return output
        }
    }

    func readPlatform<T: Sendable>(_ body: @escaping @Sendable (PlatformDatabase) throws -> T) async throws -> T {
        let ids = newIDs()
        return try await store.read { database in
            try body(PlatformDatabase(database: database, ids: ids))
        }
    }

    func performPlatform<O: PlatformOperation>(_ operation: O) async throws -> O.Output {
        defer { recent.forget() }
        let now = Now(clock())
        let ids = newIDs()
        return try await store.write { database in
            try operation.run(in: PlatformDatabase(database: database, ids: ids), at: now)
        }
    }

    func now(for author: Author) -> Now {
        Now(clock(), in: author.zone)
    }

    func newIDs() -> IDSource {
        IDSource(moment: clock(), random: random)
    }
}

extension SchoolDatabase {
    /// Takes the key of a form; a key already taken answers with the place the first one led to.
    fileprivate func claim(submission: String, at now: Now) throws {
        let former: String? = try row(
            "select submission.location from \(table(.submission)) where submission.key = \(submission)")
        if let former { throw AlreadyDone(location: Link(returningTo: former) ?? .home) }
        try insert(SubmissionRow(key: submission, location: "/", receivedAt: now.moment), into: .submission)
    }

    fileprivate func settle(submission: String, location: Link) throws {
        try change(.submission, set: "location = \(location.path)", where: "key = \(submission)")
    }
}

private struct SubmissionRow: Codable {
    let key: String
    let location: String
    let receivedAt: Moment
}
