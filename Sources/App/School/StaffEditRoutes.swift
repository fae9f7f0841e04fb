import Domain

/// What STS-web does not say about a member of staff, written by hand.
enum StaffEditRoutes {
    static func add(to site: Site) {
        site.get("/equipe/:id/modifier", .members(.manageSchool), edit)
        site.post("/equipe/:id/modifier", .members(.manageSchool), save)
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

func staffForm(_ member: StaffMember, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.staff(member.id)
    return Page(
        "Modifier " + member.fullName, in: .team,
        """
        \(pageHead("Modifier " + member.fullName, crumbs: [("Équipe", .team), (member.fullName, link)]))\
        \(postForm(link.appending("modifier"), state, visit: visit, """
        <input type="hidden" name="version" value="\(state["version"])">\
        <section class="panel"><div class="pair">\(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))\
        \(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))</div>\
        \(field(state, "discipline", "Discipline", FieldOptions(optional: true)))</section>\
        \(formEnd("Enregistrer", cancel: link))
        """))
        """)
}
