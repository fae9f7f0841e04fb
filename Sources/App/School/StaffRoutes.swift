import Domain

/// The staff of the school.
enum StaffRoutes {
    static func add(to site: Site) {
        site.get("/equipe", .members(.seeStaff), list)
        site.get("/equipe/:id", .members(.seeStaff), show)
        site.get("/equipe/:id/modifier", .members(.manageSchool), edit)
        site.post("/equipe/:id/modifier", .members(.manageSchool), save)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let filter = StaffFilter(query: visit.query)
        let query = visit.query
        let view = try await visit.read { db in
            StaffListView(
                lines: try db.staff(filter, year: author.currentYear), functions: try db.staffFunctions(),
                filter: filter, query: query, mayImport: author.may(.importFiles))
        }
        return .page(staffListPage(view))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        let author = try visit.author
        let view = try await visit.read { db in
            StaffView(
                member: try db.staffMember(id), classes: try db.taughtClasses(by: id, year: author.currentYear),
                mayEdit: author.may(.manageSchool))
        }
        return .page(staffPage(view))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        let member = try await visit.read { try $0.staffMember(id) }
        let state = FormState([
            ("version", String(member.version)), ("courriel", member.email ?? ""),
            ("telephone", member.phone.map(PhoneNumber.shown) ?? ""), ("discipline", member.discipline),
        ])
        return .page(staffForm(member, state, visit))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        return try await visit.submit(
            StaffForm.self,
            act: { form, values in
                try await visit.perform(
                    EditStaffMember(id: id, form: form), for: values, leadingTo: { _ in .staff(id) })
                return .redirect(.staff(id), saying: "Fiche enregistrée.")
            },
            show: { state in staffForm(try await visit.read { try $0.staffMember(id) }, state, visit) })
    }
}

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
