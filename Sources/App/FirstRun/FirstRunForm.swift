import Domain

/// The school and the account that open an empty installation.
struct FirstRunForm: FormInput {
    let code: String
    let uai: UAI?
    let name: String
    let address: PostalAddress
    let phone: String?
    let academie: Academie?
    let headName: String
    let headTitle: String
    let firstName: String
    let familyName: String
    let email: String
    let role: Role
    let password: String

    /// Who may open an installation: those who will manage its accounts.
    static let roles: [Role] = [.rbde, .ddfpt, .proviseur]

    init(reading form: inout FormReader) {
        code = form.text("code", max: 40)
        uai = form.parsed("uai") { try UAI($0) }
        if form.values["uai"].isEmpty { form.refuse("uai", "Indiquez le code UAI de l’établissement.") }
        name = form.required("name", "Indiquez le nom de l’établissement.")
        address = PostalAddress(reading: &form)
        phone = form.parsed("phone") { try PhoneNumber($0).rawValue }
        academie = FirstRunForm.academie(of: uai, reading: &form)
        headName = form.required(
            "headName", "Indiquez qui dirige l’établissement : son nom figure sur les conventions.")
        headTitle = form.required("headTitle", "Indiquez la fonction du chef d’établissement.", max: 60)
        firstName = form.required("firstName", "Indiquez votre prénom.", max: 80)
        familyName = form.required("familyName", "Indiquez votre nom.", max: 80)
        email = form.parsed("email") { try EmailAddress($0).rawValue.lowercased() } ?? ""
        if form.values["email"].isEmpty { form.refuse("email", "Indiquez votre adresse électronique.") }
        role = form.choice("role", or: .rbde)
        if !FirstRunForm.roles.contains(role) { form.refuse("role", "Choisissez une valeur de la liste.") }
        password = form.password("password", "Choisissez un mot de passe.")
    }

    /// The académie chosen, or the one that the code of the school tells.
    private static func academie(of uai: UAI?, reading form: inout FormReader) -> Academie? {
        let chosen = form.values["academie"]
        guard chosen.isEmpty else { return Academie(code: chosen) }
        guard let uai else { return nil }
        if let academie = uai.departement?.academie { return academie }
        form.refuse("academie", "Le code UAI ne dit pas l’académie : choisissez-la.")
        return nil
    }
}

extension PostalAddress {
    /// Reads `line1`, `line2`, `postalCode` and `city`, all but the second required.
    init(reading form: inout FormReader) {
        self.init(
            line1: form.required("line1", "Indiquez la voie."), line2: form.text("line2"),
            postalCode: form.parsed("postalCode") { try PostalCode($0).rawValue } ?? "",
            city: form.required("city", "Indiquez la commune."))
        if form.values["postalCode"].isEmpty { form.refuse("postalCode", "Indiquez le code postal.") }
    }
}
