import Domain

/// What the form of an action may send.
struct PartnerActionForm: FormInput {
    let label: String
    let dueOn: LocalDate
    let ownerId: ID<Account>?
    let contactId: ID<Contact>?
    let version: Int

    init(reading form: inout FormReader) {
        label = form.required("action", "Dites ce qu’il y a à faire.")
        dueOn = form.requiredDate("pour_le", "Indiquez pour quel jour.")
        ownerId = form.key("responsable")
        contactId = form.key("contact")
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    /// The form filled with a record.
    init(_ action: PartnerAction) {
        self.init([
            ("action", action.label), ("pour_le", action.dueOn.description),
            ("responsable", action.ownerId?.rawValue ?? ""), ("contact", action.contactId?.rawValue ?? ""),
            ("version", String(action.version)),
        ])
    }
}
