import Domain
import Persistence

/// Someone says they forgot their password. An account that is there receives a link; the answer and the time it takes
/// are the same when there is none.
struct RequestPassword: PlatformOperation {
    let email: String
    let token: String
    /// The whole address of the link.
    let address: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        // Written for a known and an unknown address alike: both wait for the disk once.
        try db.run(
            """
            insert into server_setting (name, content) values ('last_password_request', \(now.moment))
            on conflict (name) do update set content = excluded.content
            """)
        guard let account = try db.credentials(email: email)?.account, account.active else { return }
        try db.addLink(token, .reset, for: account.id, at: now)
        try db.send(.reset(name: account.firstName, address: address), to: account, at: now)
    }
}
