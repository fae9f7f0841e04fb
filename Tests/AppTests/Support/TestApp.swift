import Domain
import Foundation
import Hummingbird
import Logging
import Persistence
import Synchronization

@testable import App

/// The whole program on a database of its own, with a clock and a source of chance that repeat.
///
/// It holds one school, « Lycée professionnel des Alizés », and its accounts are made when a test first asks for them.
struct TestApp: Sendable {
    let app: App.Application
    let clock: TestClock
    let site: TestSite
    /// The school of the tests; not in the database of a test that starts `empty`.
    let school: School
    /// Where it stands, when the tests made it.
    var database: TestDatabase?

    /// A program to test in memory. On a server, prefer `run(on:)`, which leaves nothing behind.
    static func make(
        on engine: TestEngine = .sqlite, at start: String = "2026-11-23T08:00:00.000Z", empty: Bool = false,
        environment: [String: String] = [:]
    ) async throws -> TestApp {
        let clock = TestClock(start)
        let chance = TestChance()
        var environment = environment
        environment["BUREAU_PASSWORD_COST"] = "4"
        let database = try await engine.openDatabase()
        let app = try await App.Application(
            store: database.store, settings: Settings(environment: environment),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { clock.now },
            random: { chance.next() })
        let school = School.sample("0999001W")
        if !empty { try await app.performPlatform(AddSchool(school: school)) }
        return TestApp(app: app, clock: clock, site: TestSite(app: app), school: school, database: database)
    }

    /// Runs a test on an engine and leaves nothing behind.
    static func run(
        on engine: TestEngine, at start: String = "2026-11-23T08:00:00.000Z", empty: Bool = false,
        environment: [String: String] = [:], _ body: (TestApp) async throws -> Void
    ) async throws {
        let test = try await make(on: engine, at: start, empty: empty, environment: environment)
        do {
            try await body(test)
        } catch {
            try await test.close()
            throw error
        }
        try await test.close()
    }

    func close() async throws {
        guard let database else { return await app.store.close() }
        try await database.giveBack()
    }

    // MARK: Schools

    /// A second school, to show that nothing passes from one to the other.
    func addSchool(uai: String = "0999002X", name: String = "Lycée polyvalent Hélène-Inventée") async throws -> School {
        let school = School.sample(uai, name: name)
        try await app.performPlatform(AddSchool(school: school))
        return school
    }

    // MARK: People

    /// Someone who may do what a role may, without an account: for operations and records.
    func author(_ roles: Role..., in place: School? = nil, staff: ID<StaffMember>? = nil) -> Author {
        let place = place ?? school
        return Author(
            accountId: nil, name: "Camille Essai", schoolId: place.id, schoolName: place.name, roles: roles,
            staffId: staff, currentYear: place.currentYear, timeZone: place.timeZone)
    }

    /// An account that holds a role; the password is `TestApp.password`.
    @discardableResult
    func addAccount(
        _ role: Role?, in place: School? = nil, email: String? = nil, staff: ID<StaffMember>? = nil,
        active: Bool = true
    ) async throws -> Account {
        let place = place ?? school
        let ids = app.newIDs()
        let id: ID<Account> = ids.next()
        let account = Account(
            id: id, email: email ?? "\(role?.rawValue.lowercased() ?? "personne").\(id.rawValue.suffix(6))@exemple.fr",
            familyName: "ESSAI", firstName: "Camille", active: active)
        let membership = role.map {
            Membership(id: ids.next(), accountId: id, schoolId: place.id, role: $0, staffId: staff)
        }
        let hash = try await TestApp.passwordHash.value
        try await app.performPlatform(
            AddTestAccount(account: account, membership: membership, passwordHash: hash))
        return account
    }

    /// One more role, perhaps elsewhere, for an account.
    func addMembership(
        of account: Account, _ role: Role, in place: School? = nil, staff: ID<StaffMember>? = nil
    ) async throws {
        let membership = Membership(
            id: app.newIDs().next(), accountId: account.id, schoolId: (place ?? school).id, role: role, staffId: staff)
        try await app.performPlatform(AddTestMembership(membership: membership))
    }

    static let password = "quatre mots sans lien"
    private static let passwordHash = Task {
        try await Passwords(cost: 4).hash(password, salt: [UInt8](repeating: 7, count: 16)).text
    }

    /// A browser where nobody is signed in.
    func visitor() -> TestBrowser {
        TestBrowser(app: app, site: site, cookie: nil)
    }

    /// A browser where someone of a role is signed in.
    func browser(
        _ role: Role?, in place: School? = nil, staff: ID<StaffMember>? = nil
    ) async throws -> TestBrowser {
        try await browser(of: try await addAccount(role, in: place, staff: staff))
    }

    /// A browser where the holder of an account is signed in.
    func browser(of account: Account) async throws -> TestBrowser {
        let token = Secret.token(app.random)
        try await app.performPlatform(
            OpenSession(accountId: account.id, tokenHash: Secret.hash(token), label: "Firefox sur Linux"))
        return TestBrowser(app: app, site: site, cookie: token)
    }

    // MARK: Records

    /// Reads with all the rights of a school.
    func read<T: Sendable>(_ body: @escaping @Sendable (SchoolDatabase) throws -> T) async throws -> T {
        try await app.read(author(.rbde, .proviseur), body)
    }

    /// Writes rows straight into a school, for what no operation makes yet.
    func write<T: Sendable>(
        in place: School? = nil, _ body: @escaping @Sendable (SchoolDatabase) throws -> T
    ) async throws -> T {
        try await app.performPlatform(WriteAsSchool(schoolId: (place ?? school).id, body: body))
    }
}

/// A clock that moves only when a test says so.
final class TestClock: Sendable {
    private let moment: Mutex<Moment>

    init(_ text: String) {
        moment = Mutex(Moment(text) ?? Moment(millisecondsSince1970: 0))
    }

    var now: Moment { moment.withLock { $0 } }

    func advance(seconds: Int) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

/// Numbers without apparent order, the same at every run (SplitMix64).
final class TestChance: Sendable {
    private let state = Mutex<UInt64>(2026)

    func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }
}

extension School {
    /// A fictional school.
    static func sample(_ uai: String, name: String = "Lycée professionnel des Alizés") -> School {
        School(
            id: ID("school-" + uai), uai: uai, name: name,
            address: PostalAddress(line1: "1 rue des Essais", postalCode: "31000", city: "TOULOUSE"),
            phone: "0199000001", academie: "Toulouse", headName: "Dominique Fictif", currentYear: 2026)
    }
}

private struct AddSchool: PlatformOperation {
    let school: School

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.insert(school, into: "school")
    }
}

private struct AddTestAccount: PlatformOperation {
    let account: Account
    let membership: Membership?
    let passwordHash: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.insert(account, passwordHash: passwordHash, at: now)
        if let membership { try db.insert(membership, at: now) }
    }
}

private struct AddTestMembership: PlatformOperation {
    let membership: Membership

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.insert(membership, at: now)
    }
}

private struct WriteAsSchool<T: Sendable>: PlatformOperation {
    let schoolId: ID<School>
    let body: @Sendable (SchoolDatabase) throws -> T

    func run(in db: PlatformDatabase, at now: Now) throws -> T {
        try body(db.school(schoolId))
    }
}
