import Domain
import Persistence
import Synchronization

/// The suspected duplicates of each school, kept in memory: all is compared once, then only what changed.
///
/// Like the search of companies, it follows the revision that the database holds, so that what another server process
/// writes counts at once.
final class CompanyDuplicates: Sendable {
    /// Schools kept at a time; the one asked for longest ago goes first.
    private static let mostSchools = 32
    /// Beyond so many changes, comparing everything again is as quick.
    private static let mostChanges = 500

    private struct Kept {
        let index: DuplicateIndex
        let revision: Int
        var askedAt: Int
    }

    private struct State {
        var kept: [ID<School>: Kept] = [:]
        var asked = 0
    }

    private let state = Mutex(State())

    /// The pairs that nobody compared yet, the surest first.
    func pairs(in db: SchoolDatabase) throws -> [SuspectedPair] {
        try index(in: db).pairs(except: db.knownPairs())
    }

    private func index(in db: SchoolDatabase) throws -> DuplicateIndex {
        let revision = try db.companyRevision()
        let former = state.withLock { $0.kept[db.schoolId] }
        let index = try former.flatMap { try refreshed($0, to: revision, in: db) } ?? DuplicateIndex(db.traits())
        state.withLock { state in
            state.asked += 1
            state.kept[db.schoolId] = Kept(index: index, revision: revision, askedAt: state.asked)
            guard state.kept.count > Self.mostSchools else { return }
            if let oldest = state.kept.min(by: { $0.value.askedAt < $1.value.askedAt }) { state.kept[oldest.key] = nil }
        }
        return index
    }

    /// `nil` when what changed is not known one by one, or when time went backwards.
    private func refreshed(_ former: Kept, to revision: Int, in db: SchoolDatabase) throws -> DuplicateIndex? {
        guard former.revision != revision else { return former.index }
        guard former.revision < revision, let changed = try db.companiesChanged(after: former.revision),
            changed.count <= Self.mostChanges
        else { return nil }
        var index = former.index
        let standing = changed.isEmpty ? [] : try db.traits(where: "company.id in (\(list: changed))")
        index.replace(changed, with: standing)
        return index
    }
}
