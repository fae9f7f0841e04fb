import Domain
import Persistence

/// What a demonstration holds, once loaded or before.
public struct DemoSummary: Codable, Equatable, Sendable {
    public var schools = 0
    public var classes = 0
    public var learners = 0
    public var staff = 0
    public var companies = 0
    public var contacts = 0
    public var interactions = 0
    public var periods = 0
    public var placements = 0
    public var agreements = 0

    mutating func add(_ made: DemoSchool) {
        schools += 1
        classes += made.currentClasses.count
        learners += made.learners.count
        staff += made.staff.count
        companies += made.companies.count
        contacts += made.contacts.count
        interactions += made.interactions.count
        periods += made.periods.count
        placements += made.placements.count
        agreements += made.agreements.count
    }
}

extension Application {
    /// Fills the database with the demonstration lycée and the smaller one where one person also works, or with a
    /// network of full schools for measurements. Each transaction holds whole schools.
    /// - Parameters:
    ///   - seed: the same one gives the same schools on the same day.
    ///   - network: how many schools, the demonstration lycée first; `nil` for the demonstration alone.
    ///   - dryRun: counts what would be written, writes nothing.
    ///   - progress: told how many schools are done.
    /// - Throws: a refusal when one of the schools or accounts exists; nothing of that transaction is written.
    public func loadDemo(
        seed: UInt64 = 1, network: Int? = nil, dryRun: Bool = false,
        progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> DemoSummary {
        let generator = DemoGenerator(seed: seed)
        let today = Now(clock()).day
        let all = network ?? 1
        let hash = dryRun ? "" : try await demoPasswordHash()
        var summary = DemoSummary()
        for rank in 0..<all {
            let schools =
                rank == 0 && network == nil
                ? try generator.pair(today: today) : [try generator.school(rank, today: today)]
            if !dryRun {
                try await performPlatform(LoadDemoSchools(schools: schools, passwordHash: hash))
                // The next school is read and written by what the tables hold now.
                try await store.refreshStatistics()
                if rank == 0, network == nil, let first = schools.first { try await openDemoSpaces(of: first) }
            }
            for made in schools { summary.add(made) }
            progress(rank + 1, all)
        }
        return summary
    }

    /// One hash for all the accounts: they share the password, and a hash is slow on purpose.
    private func demoPasswordHash() async throws -> String {
        let salt = (0..<16).map { _ in UInt8(truncatingIfNeeded: random()) }
        return try await Passwords(cost: settings.passwordCost).hash(DemoAccounts.password, salt: salt).text
    }
}
