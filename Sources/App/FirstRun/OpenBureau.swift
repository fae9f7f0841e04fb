import Domain
import Foundation
import Persistence

/// Creates the first school of an installation and its first account. Refused for ever once there is a school.
struct OpenBureau: PlatformOperation {
    let uai: UAI
    let academie: Academie
    let form: FirstRunForm
    let passwordHash: PasswordHash

    func run(in db: PlatformDatabase, at now: Now) throws -> Account {
        guard try !db.hasSchool() else { throw NotFound() }
        let school = school(db, now)
        let account = Account(
            id: db.newID(), email: form.email, familyName: form.familyName, firstName: form.firstName)
        try db.insert(school, into: "school")
        try db.insert(account, passwordHash: passwordHash.text, at: now)
        try db.insert(
            Membership(id: db.newID(), accountId: account.id, schoolId: school.id, role: form.role), at: now)
        try db.journal("Établissement créé", about: account, at: now)
        return account
    }

    private func school(_ db: PlatformDatabase, _ now: Now) -> School {
        School(
            id: db.newID(), uai: uai.rawValue, name: form.name, address: form.address, phone: form.phone,
            academie: academie.name,
            territory: (uai.departement?.territory ?? academie.territory ?? .metropole).rawValue,
            timeZone: academie.timeZone.identifier, headName: form.headName, headTitle: form.headTitle,
            bureauEmail: form.role == .rbde ? form.email : nil,
            currentYear: SchoolYear.of(now.moment.day(in: academie.timeZone), in: academie).start)
    }
}
