import Domain
import Persistence

/// A person signed in on one browser.
struct Session: Sendable {
    /// Hash of the cookie's secret; the secret itself is only in the browser.
    let tokenHash: String
    let account: Account
    /// Every establishment the account belongs to, the current one first.
    let authors: [Author]

    /// Who the person is in the establishment they work in now; `nil` when they belong to none.
    var author: Author? { authors.first }

    /// Hours a session lives without a visit, and at most.
    static let idleSeconds = 12 * 3600
    static let longestSeconds = 7 * 24 * 3600
}

private struct SessionRow: Codable {
    let tokenHash: String
    let accountId: ID<Account>
    let membershipId: ID<Membership>?
    let createdAt: Moment
    let seenAt: Moment
    let expiresAt: Moment
    let label: String
}

private struct MembershipRow: Codable {
    let id: ID<Membership>
    let schoolId: ID<School>
    let schoolName: String
    let role: String
    let staffId: ID<StaffMember>?
    let currentYear: Int
    let timeZone: String
}

extension PlatformDatabase {
    /// The session behind a cookie, if it is still good.
    func session(tokenHash: String, at now: Moment) throws -> Session? {
        let found: SessionRow? = try row(
            """
            select session.token_hash, session.account_id, session.membership_id, session.created_at, session.seen_at,
            session.expires_at, session.label from session
            where session.token_hash = \(tokenHash) and session.expires_at > \(now.description)
            """)
        guard let found else { return nil }
        let account: Account? = try row(
            """
            select account.id, account.email, account.family_name, account.first_name, account.active from account
            where account.id = \(found.accountId.rawValue) and account.active
            """)
        guard let account else { return nil }
        return Session(
            tokenHash: tokenHash, account: account, authors: try authors(of: account, first: found.membershipId))
    }

    /// One author per establishment of an account: the roles of one place add up.
    func authors(of account: Account, first chosen: ID<Membership>?) throws -> [Author] {
        let memberships: [MembershipRow] = try rows(
            """
            select membership.id, membership.school_id, school.name as school_name, membership.role,
            membership.staff_id, school.current_year, school.time_zone
            from membership join school on school.id = membership.school_id
            where membership.account_id = \(account.id.rawValue)
            order by school.name, membership.id
            """)
        let chosenSchool = memberships.first { $0.id == chosen }?.schoolId
        let schools = memberships.map(\.schoolId).reduce(into: [ID<School>]()) { list, school in
            if !list.contains(school) { list.append(school) }
        }
        let ordered = schools.sorted { ($0 == chosenSchool ? 0 : 1) < ($1 == chosenSchool ? 0 : 1) }
        return ordered.compactMap { school in
            author(of: account, from: memberships.filter { $0.schoolId == school })
        }
    }

    private func author(of account: Account, from memberships: [MembershipRow]) -> Author? {
        guard let place = memberships.first else { return nil }
        return Author(
            accountId: account.id, name: account.fullName, schoolId: place.schoolId, schoolName: place.schoolName,
            roles: memberships.compactMap { Role(rawValue: $0.role) },
            staffId: memberships.compactMap(\.staffId).first, currentYear: place.currentYear,
            timeZone: place.timeZone)
    }
}

/// Opens a session: a fresh secret at every sign-in, so that a planted cookie is worth nothing.
struct OpenSession: PlatformOperation {
    let accountId: ID<Account>
    let tokenHash: String
    /// What the person will recognise in the list of their sessions: « Firefox sur Windows ».
    let label: String
    /// Whether a second factor was given.
    var secondFactor = false
    /// The session of the same browser that this one takes the place of.
    var replaces: String?

    func run(in db: PlatformDatabase, at now: Now) throws {
        let expiry = now.moment.adding(seconds: Session.idleSeconds)
        if let replaces { try db.run("delete from session where token_hash = \(replaces)") }
        try db.run(
            """
            insert into session (token_hash, account_id, created_at, seen_at, expires_at, second_factor_at, label)
            values (\(tokenHash), \(accountId), \(now.moment), \(now.moment), \(expiry),
            \((secondFactor ? now.moment : nil).sqlValue), \(label))
            """)
        try db.run("delete from session where expires_at <= \(now.moment.description)")
        try db.run(
            "update account set signed_in_at = \(now.moment.description) where id = \(accountId.rawValue)")
    }
}

/// Prolongs a session in use, at most once every few minutes.
struct ProlongSession: PlatformOperation {
    let tokenHash: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        let idle = now.moment.adding(seconds: Session.idleSeconds).description
        let oldest = now.moment.adding(seconds: -Session.longestSeconds).description
        try db.run(
            """
            update session set seen_at = \(now.moment.description), expires_at = \(idle)
            where token_hash = \(tokenHash) and created_at > \(oldest)
            """)
    }
}

/// Ends one session, or all of an account's.
struct CloseSessions: PlatformOperation {
    enum Which: Sendable {
        case one(tokenHash: String)
        /// One of an account's own, and no other.
        case own(tokenHash: String, of: ID<Account>)
        case all(of: ID<Account>)
        case others(of: ID<Account>, than: String)
    }
    let which: Which

    func run(in db: PlatformDatabase, at now: Now) throws {
        switch which {
        case .one(let hash):
            try db.run("delete from session where token_hash = \(hash)")
        case .own(let hash, let account):
            try db.run("delete from session where token_hash = \(hash) and account_id = \(account)")
        case .all(let account):
            try db.run("delete from session where account_id = \(account.rawValue)")
        case .others(let account, let hash):
            try db.run("delete from session where account_id = \(account.rawValue) and token_hash <> \(hash)")
        }
    }
}

/// Works in another establishment from now on.
struct SwitchSchool: PlatformOperation {
    let tokenHash: String
    let accountId: ID<Account>
    let schoolId: ID<School>

    func run(in db: PlatformDatabase, at now: Now) throws {
        let membership: String? = try db.row(
            """
            select membership.id from membership
            where membership.account_id = \(accountId.rawValue) and membership.school_id = \(schoolId.rawValue)
            order by membership.id limit 1
            """)
        guard let membership else { throw NotFound("Cet établissement") }
        try db.run("update session set membership_id = \(membership) where token_hash = \(tokenHash)")
    }
}
