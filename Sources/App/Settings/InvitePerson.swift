import Domain
import Persistence

/// Opens the school to someone: a new account with an invitation, or one more place for an account that exists.
struct InvitePerson: Operation {
    let form: InvitationForm
    /// The secret of the invitation.
    let token: String
    /// The whole address of the invitation.
    let address: String
    /// The whole address of the sign-in page.
    let signInAddress: String
    let sendsMails: Bool

    enum Outcome: Sendable, Equatable {
        case invited(ID<Account>)
        /// The person already had an account: no link is needed.
        case joined(ID<Account>)

        var account: ID<Account> {
            switch self {
            case .invited(let account), .joined(let account): account
            }
        }
    }

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Outcome {
        try author.require(.manageAccounts)

        try db.requireInvitable(form.roles)
        let outcome = try db.onPlatform { platform in
            if let known = try platform.credentials(email: form.email)?.account {
                return try join(known, db, platform, author, now)
            }
            return try invite(db, platform, author, now)
        }
        try db.setRoles(form.roles, of: outcome.account, staff: form.staffId, at: now)
        try db.journal(
            "Accès ouvert", Subject("account", outcome.account),
            after: RolesNote(form.roles, of: form.firstName + " " + form.familyName), by: author, at: now)
        return outcome
    }

    private func invite(
        _ db: SchoolDatabase, _ platform: PlatformDatabase, _ author: Author, _ now: Now
    ) throws -> Outcome {
        let account = Account(
            id: db.newID(), email: form.email, familyName: form.familyName, firstName: form.firstName)
        try platform.insert(account, passwordHash: nil, at: now)
        try platform.addLink(token, .invitation, for: account.id, at: now)
        if sendsMails {
            let mail = AccountMail.invitation(
                name: form.firstName, school: author.schoolName, inviter: author.name, address: address)
            try platform.send(mail, to: account, of: author.schoolId, at: now)
        }
        return .invited(account.id)
    }

    private func join(
        _ account: Account, _ db: SchoolDatabase, _ platform: PlatformDatabase, _ author: Author, _ now: Now
    ) throws -> Outcome {
        let here = try platform.authors(of: account, first: nil).contains { $0.schoolId == db.schoolId }
        guard !here else { throw FieldRefusal("email", "Cette personne a déjà un accès : changez ses rôles.") }
        if sendsMails {
            let mail = AccountMail.welcome(
                name: account.firstName, school: author.schoolName, inviter: author.name, address: signInAddress)
            try platform.send(mail, to: account, of: author.schoolId, at: now)
        }
        return .joined(account.id)
    }
}

/// What the journal keeps of a change of roles.
struct RolesNote: Codable, Equatable, Sendable {
    let person: String
    let roles: String

    init(_ roles: [Role], of person: String) {
        self.person = person
        self.roles = roles.map(\.label).joined(separator: ", ")
    }
}
