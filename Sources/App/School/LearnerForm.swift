import Domain

/// What people may correct by hand on a learner; the rest comes from the State's files.
struct LearnerForm: FormInput {
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let learnerPublic: LearnerPublic
    let classId: ID<SchoolClass>?
    let email: EmailAddress?
    let phone: PhoneNumber?
    let address: PostalAddress
    let leftOn: LocalDate?
    let version: Int

    init(reading form: inout FormReader) {
        familyName = form.required("nom", "Indiquez le nom de famille.", max: 100)
        usageName = form.optional("nom_usage", max: 100)
        firstName = form.required("prenom", "Indiquez le prénom.", max: 100)
        birthDate = form.date("naissance")
        learnerPublic = form.choice("statut", or: .pupil)
        classId = form.key("classe")
        email = form.parsed("courriel") { try EmailAddress($0) }
        phone = form.parsed("telephone") { try PhoneNumber($0) }
        address = PostalAddress(
            line1: form.text("adresse"), line2: form.text("complement"),
            postalCode: form.parsed("code_postal") { try PostalCode($0) }?.rawValue ?? "",
            city: form.text("commune", max: 100))
        leftOn = form.date("sortie")
        version = Int(form.values["version"]) ?? 0
    }

    func applied(to former: Learner) -> Learner {
        var learner = former
        learner.familyName = familyName
        learner.usageName = usageName
        learner.firstName = firstName
        learner.birthDate = birthDate
        learner.learnerPublic = learnerPublic
        learner.email = email?.rawValue
        learner.phone = phone?.rawValue
        learner.address = address
        learner.leftOn = leftOn
        learner.searchKey = Learner.searchKey(
            familyName: familyName, usageName: usageName, firstName: firstName)
        learner.version = version + 1
        return learner
    }
}

extension FormState {
    /// The form filled with a record.
    init(_ learner: Learner) {
        self.init()
        values.fill([
            "nom": learner.familyName, "nom_usage": learner.usageName, "prenom": learner.firstName,
            "naissance": learner.birthDate?.description, "statut": learner.learnerPublic.rawValue,
            "courriel": learner.email, "telephone": learner.phone.flatMap { PhoneNumber(rawValue: $0)?.display },
        ])
        values.fill([
            "adresse": learner.address.line1, "complement": learner.address.line2,
            "code_postal": learner.address.postalCode, "commune": learner.address.city,
            "sortie": learner.leftOn?.description, "version": String(learner.version),
        ])
    }
}

func learnerFormPage(_ learner: Learner, _ classes: [ClassLine], _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.learner(learner.id)
    let choices = classes.map {
        (value: $0.id.rawValue, label: $0.label == $0.code ? $0.code : $0.code + " — " + $0.label)
    }
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        <section><h2>Identité</h2><div class="pair">\(field(state, "nom", "Nom de famille"))\(field(state, "prenom", "Prénom"))</div>\
        \(field(state, "nom_usage", "Nom d’usage", FieldOptions(optional: true)))\
        <div class="pair">\(dateField(state, "naissance", "Date de naissance", optional: true))\
        \(selectField(state, "statut", "Statut", LearnerPublic.allCases.map { ($0.rawValue, $0.label) }))</div></section>\
        <section><h2>Joindre</h2><div class="pair">\(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))</div>\
        \(field(state, "adresse", "Numéro et voie", FieldOptions(optional: true)))\
        \(field(state, "complement", "Complément", FieldOptions(optional: true)))\
        <div class="pair">\(field(state, "code_postal", "Code postal", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
        \(field(state, "commune", "Commune", FieldOptions(optional: true)))</div></section>\
        <section><h2>Scolarité</h2>\(selectField(state, "classe", "Classe", choices, empty: "Aucune", optional: true))\
        \(dateField(state, "sortie", "A quitté l’établissement le", hint: "La fiche est fermée, jamais effacée.", optional: true))</section>\
        \(formEnd("Enregistrer la fiche", cancel: link))
        """
    return Page(
        "Modifier la fiche", in: .learners,
        """
        <div class="page narrow">\(pageHead("Modifier la fiche", crumbs: [("Apprenants", .learners), (learner.listName, link)]))\
        \(postForm(link.appending("modifier"), state, visit: visit, body))</div>
        """)
}
