import Domain
import Persistence

/// What people may change about a member of staff: STS-web says the rest.
struct StaffForm: FormInput {
    let version: Int
    let email: String?
    let phone: String?
    let discipline: String

    init(reading form: inout FormReader) {
        version = form.number("version", in: 0...Int.max) ?? 0
        email = form.parsed("courriel") { try EmailAddress($0).rawValue }
        phone = form.parsed("telephone") { try PhoneNumber($0).rawValue }
        discipline = form.text("discipline")
    }
}

/// Someone completes the record of a member of staff.
struct EditStaffMember: Operation {
    let id: ID<StaffMember>
    let form: StaffForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        let before = try db.staffMember(id)
        var after = before
        after.email = form.email
        after.phone = form.phone
        after.discipline = form.discipline
        after.version = form.version + 1
        try db.update(after, in: .staffMember, replacing: form.version)
        try db.journal(
            "Fiche modifiée", Subject("staff_member", id), before: before, after: after, by: author, at: now)
    }
}
