import Domain
import Persistence

/// How to sign in to a server that has just started.
public enum Welcome: Sendable {
    /// There is no school: the first-run page makes it, and asks for the code when others may reach the server.
    case empty(code: String?)
    /// The demonstration lycée is there.
    case demo(accounts: [(email: String, role: Role)], password: String)
    /// A school at work.
    case ready
}

extension Application {
    /// Whether the database holds no school yet.
    public func isEmpty() async throws -> Bool {
        try await !readPlatform { try $0.hasSchool() }
    }

    /// What to tell the person who started the server. It is one query on a database at work.
    public func welcome() async throws -> Welcome {
        if try await isEmpty() { return .empty(code: try await firstRunCode()) }
        let demo = DemoAccounts.list
        let known = try await readPlatform { db in
            try db.row("select count(*) from account where account.email = \(demo.first?.email)", as: Int.self) ?? 0
        }
        return known == 0 ? .ready : .demo(accounts: demo, password: DemoAccounts.password)
    }
}
