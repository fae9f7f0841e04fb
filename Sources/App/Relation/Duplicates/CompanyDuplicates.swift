import Domain
import Persistence
import Synchronization

/// How the comparison of a school stands.
enum Comparing: Sendable {
    /// The pairs that nobody compared yet, the surest first.
    case ready([SuspectedPair])
    /// Records compared so far, and how many there are.
    case underWay(done: Int, total: Int)
}

/// The suspected duplicates of each school, kept in memory: all is compared once, then only what changed.
///
/// Like the search of companies, it follows the revision that the database holds, so that what another server process
/// writes counts at once. A large base is compared for the first time in the background: nobody waits for it.
final class CompanyDuplicates: Sendable {
    /// Schools kept at a time; the one asked for longest ago goes first.
    private static let mostSchools = 32
    /// Beyond so many changes, comparing everything again is as quick.
    private static let mostChanges = 500
    /// Records compared before others have their turn on the processor.
    private static let atATime = 100

    private struct Kept {
        let index: DuplicateIndex
        let revision: Int
        var askedAt: Int
    }

    private struct Work {
        var done = 0
        let total: Int
        var task: Task<Void, Never>?
    }

    private struct State {
        var kept: [ID<School>: Kept] = [:]
        var work: [ID<School>: Work] = [:]
        var asked = 0
    }

    private let state = Mutex(State())
    /// Records that are compared while the page waits.
    private let mostAtOnce: Int

    init(mostAtOnce: Int = 800) {
        self.mostAtOnce = mostAtOnce
    }

    /// The pairs to look at; of a large base met for the first time, how far the comparison is.
    func pairs(in db: SchoolDatabase) throws -> Comparing {
        if let work = state.withLock({ $0.work[db.schoolId] }) { return .underWay(done: work.done, total: work.total) }
        let revision = try db.companyRevision()
        let former = state.withLock { $0.kept[db.schoolId] }
        if let index = try former.flatMap({ try refreshed($0, to: revision, in: db) }) {
            keep(index, revision: revision, of: db.schoolId)
            return .ready(index.pairs(except: try db.knownPairs()))
        }
        let traits = try db.traits()
        guard traits.count > mostAtOnce else {
            let index = DuplicateIndex(traits)
            keep(index, revision: revision, of: db.schoolId)
            return .ready(index.pairs(except: try db.knownPairs()))
        }
        compare(traits, revision: revision, of: db.schoolId)
        return .underWay(done: 0, total: traits.count)
    }

    /// How far the comparison of a school is; `nil` when none runs.
    func progress(of school: ID<School>) -> (done: Int, total: Int)? {
        state.withLock { $0.work[school].map { (done: $0.done, total: $0.total) } }
    }

    /// Waits for the comparison that runs, if any.
    func settled(_ school: ID<School>) async {
        await state.withLock { $0.work[school]?.task }?.value
    }

    private func compare(_ traits: [CompanyTraits], revision: Int, of school: ID<School>) {
        state.withLock { state in
            guard state.work[school] == nil else { return }
            state.work[school] = Work(total: traits.count)
            state.work[school]?.task = Task.detached(priority: .utility) { [self] in
                var index = DuplicateIndex()
                for (count, one) in traits.enumerated() {
                    index.insert(one)
                    guard count.isMultiple(of: Self.atATime) else { continue }
                    self.state.withLock { $0.work[school]?.done = count }
                    await Task.yield()
                }
                keep(index, revision: revision, of: school)
                self.state.withLock { $0.work[school] = nil }
            }
        }
    }

    private func keep(_ index: DuplicateIndex, revision: Int, of school: ID<School>) {
        state.withLock { state in
            state.asked += 1
            state.kept[school] = Kept(index: index, revision: revision, askedAt: state.asked)
            guard state.kept.count > Self.mostSchools else { return }
            if let oldest = state.kept.min(by: { $0.value.askedAt < $1.value.askedAt }) { state.kept[oldest.key] = nil }
        }
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
