import Domain
import Foundation
import Hummingbird
import Logging
import Persistence
import Synchronization

@testable import App

enum BadFilesSample {
    /// An archive of half a kilobyte that unpacks to eight hundred times its size.
    static let bomb = """
        UEsDBBQAAAAIAAAAIV19W82zpAEAAANABgAKAAAARWxldmVzLnhtbO3BQREAAAgDoCoG2dnF/iWssQeQ2wEAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABqPVBLAQIUAxQAAAAIAAAAIV19W82zpAEAAANABgAKAAAAAAAAAAAAAACAAQAA\
        AABFbGV2ZXMueG1sUEsFBgAAAAABAAEAOAAAAMwBAAAAAA==
        """
}

/// Another program that holds the database until it is released.
struct DatabaseHolder {
    private let gate = DispatchSemaphore(value: 0)
    private let work: Task<Void, any Error>
    private let store: Store

    init(_ path: String) async throws {
        let store = try Store.open(.sqlite(path))
        let gate = gate
        let (held, holds) = AsyncStream.makeStream(of: Void.self)
        work = Task {
            try await store.write { database in
                try database.run("update school set name = name")
                holds.finish()
                gate.wait()
            }
        }
        self.store = store
        for await _ in held {}
    }

    func release() async throws {
        gate.signal()
        try await work.value
        await store.close()
    }
}

extension TestApp {
    /// The program on a store that a test opened itself.
    static func make(on store: Store) async throws -> TestApp {
        let clock = TestClock("2026-11-23T08:00:00.000Z")
        let chance = TestChance()
        let app = try await App.Application(
            store: store, settings: Settings(environment: ["BUREAU_PASSWORD_COST": "4"]),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { clock.now },
            random: { chance.next() })
        let school = School.sample("0999001W")
        try await app.performPlatform(AddSchoolToStore(school: school))
        return TestApp(app: app, clock: clock, site: TestSite(app: app), school: school)
    }
}

private struct AddSchoolToStore: PlatformOperation {
    let school: School

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.insert(school, into: "school")
    }
}
