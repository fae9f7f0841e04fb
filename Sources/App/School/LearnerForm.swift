import Domain

/// What people may change about a learner.
struct LearnerForm: FormInput {
    let version: Int
    let familyName: String
    let usageName: String?
    let firstName: String
    let otherFirstNames: String
    let ine: String?
    let birthDate: LocalDate?
    let sex: Sex?
    let learnerPublic: LearnerPublic
    let classId: ID<SchoolClass>?
    let email: String?
    let phone: String?
    let address: PostalAddress
    let leftOn: LocalDate?

    init(reading form: inout FormReader) {
        version = form.number("version", in: 0...Int.max) ?? 0
        familyName = form.required("nom", "Écrivez le nom de famille.")
        usageName = form.optional("nom_usage")
        firstName = form.required("prenom", "Écrivez le prénom.")
        otherFirstNames = form.text("autres_prenoms")
        ine = form.parsed("ine") { try INE($0).rawValue }
        birthDate = form.date("naissance")
        sex = form.values["sexe"].isEmpty ? nil : form.choice("sexe", or: Sex.female)
        learnerPublic = form.choice("statut", or: .pupil)
        classId = form.key("classe")
        email = form.parsed("courriel") { try EmailAddress($0).rawValue }
        phone = form.parsed("telephone") { try PhoneNumber($0).rawValue }
        address = PostalAddress(
            line1: form.text("adresse1"), line2: form.text("adresse2"), postalCode: form.text("code_postal", max: 12),
            city: form.text("ville"))
        leftOn = form.date("sortie")
    }

    /// The fields of a learner as the form shows them first.
    static func state(of learner: Learner, in schoolClass: SchoolClass?) -> FormState {
        FormState([
            ("version", String(learner.version)), ("nom", learner.familyName), ("nom_usage", learner.usageName ?? ""),
            ("prenom", learner.firstName), ("autres_prenoms", learner.otherFirstNames), ("ine", learner.ine ?? ""),
            ("naissance", learner.birthDate?.description ?? ""), ("sexe", learner.sex?.rawValue ?? ""),
            ("statut", learner.learnerPublic.rawValue), ("classe", schoolClass?.id.rawValue ?? ""),
            ("courriel", learner.email ?? ""), ("telephone", learner.phone.map(PhoneNumber.shown) ?? ""),
            ("adresse1", learner.address.line1), ("adresse2", learner.address.line2),
            ("code_postal", learner.address.postalCode), ("ville", learner.address.city),
            ("sortie", learner.leftOn?.description ?? ""),
        ])
    }

    /// A learner with what the form says.
    func applied(to learner: Learner) -> Learner {
        var after = learner
        after.familyName = familyName
        after.usageName = usageName
        after.firstName = firstName
        after.otherFirstNames = otherFirstNames
        after.ine = ine
        after.birthDate = birthDate
        after.sex = sex
        after.learnerPublic = learnerPublic
        after.email = email
        after.phone = phone
        after.address = address
        after.leftOn = leftOn
        after.version = version + 1
        after.refold()
        return after
    }
}

func learnerFormPage(
    _ learner: Learner, _ classes: [ClassLine], _ state: FormState, _ visit: Visit
) -> Page {
    let link = Link.learner(learner.id)
    return Page(
        "Modifier la fiche", in: .learners,
        """
        \(pageHead("Modifier la fiche", crumbs: [("Apprenants", .learners), (learner.listName, link)]))\
        \(postForm(link.appending("modifier"), state, visit: visit, learnerFields(state, classes, link)))
        """)
}

private func learnerFields(_ state: FormState, _ classes: [ClassLine], _ link: Link) -> HTML {
    let publics = LearnerPublic.allCases.map { (value: $0.rawValue, label: $0.label) }
    let sexes = [(value: "F", label: "Féminin"), (value: "M", label: "Masculin")]
    let choices = classes.map { (value: $0.id.rawValue, label: $0.code + " — " + $0.label) }
    return """
        <input type="hidden" name="version" value="\(state["version"])">\
        <section class="panel"><h2>Identité</h2>\
        <div class="pair">\(field(state, "nom", "Nom de famille"))\(field(state, "nom_usage", "Nom d’usage", FieldOptions(optional: true)))</div>\
        <div class="pair">\(field(state, "prenom", "Prénom"))\(field(state, "autres_prenoms", "Autres prénoms", FieldOptions(optional: true)))</div>\
        <div class="pair">\(dateField(state, "naissance", "Date de naissance", optional: true))\
        \(selectField(state, "sexe", "Sexe", sexes, empty: "Non précisé", optional: true))</div>\
        <div class="pair">\(selectField(state, "statut", "Statut", publics))\
        \(field(state, "ine", "INE", FieldOptions(hint: "11 caractères, donné par l’État.", optional: true)))</div></section>\
        <section class="panel"><h2>Scolarité</h2><div class="pair">\
        \(selectField(state, "classe", "Classe", choices, empty: "Aucune", optional: true))\
        \(dateField(state, "sortie", "Date de sortie", hint: "La fiche est close, rien n’est effacé.", optional: true))</div></section>\
        <section class="panel"><h2>Joindre</h2>\
        <div class="pair">\(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))</div>\
        \(field(state, "adresse1", "Adresse", FieldOptions(optional: true)))\
        \(field(state, "adresse2", "Complément", FieldOptions(optional: true)))\
        <div class="pair">\(field(state, "code_postal", "Code postal", FieldOptions(optional: true, inputMode: "numeric")))\
        \(field(state, "ville", "Ville", FieldOptions(optional: true)))</div></section>\
        \(formEnd("Enregistrer", cancel: link))
        """
}
