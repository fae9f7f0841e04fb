import Domain
import Persistence

/// Someone corrects their own name.
struct RenameAccount: PlatformOperation {
    let account: Account

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            update account set family_name = \(account.familyName), first_name = \(account.firstName)
            where id = \(account.id)
            """)
        try db.journal("Nom du compte corrigé", about: account, at: now)
    }
}
