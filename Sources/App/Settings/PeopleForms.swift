import Domain

/// Someone to invite.
struct InvitationForm: FormInput {
    let firstName: String
    let familyName: String
    let email: String
    let roles: [Role]
    let staffId: ID<StaffMember>?

    init(reading form: inout FormReader) {
        firstName = form.required("firstName", "Indiquez son prénom.", max: 80)
        familyName = form.required("familyName", "Indiquez son nom.", max: 80)
        email = form.parsed("email") { try EmailAddress($0).rawValue.lowercased() } ?? ""
        if form.values["email"].isEmpty { form.refuse("email", "Indiquez son adresse électronique.") }
        roles = form.roles()
        staffId = form.key("staff")
    }
}

/// The roles of someone.
struct RolesForm: FormInput {
    let roles: [Role]
    let staffId: ID<StaffMember>?

    init(reading form: inout FormReader) {
        roles = form.roles()
        staffId = form.key("staff")
    }
}

/// A form without a field.
struct EmptyForm: FormInput {
    init(reading form: inout FormReader) {}
}

extension FormReader {
    /// The roles ticked: one at least, among those that a school may give.
    fileprivate mutating func roles() -> [Role] {
        let ticked = values.all("roles")
        let roles = Role.invitable.filter { ticked.contains($0.rawValue) }
        if ticked.isEmpty { refuse("roles", "Choisissez au moins un rôle.") }
        if roles.count != Set(ticked).count { refuse("roles", "Un de ces rôles ne se donne pas ici.") }
        return roles
    }
}
