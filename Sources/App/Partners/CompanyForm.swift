import Domain

/// What the form of a company may send.
struct CompanyForm: FormInput {
    let siret: SIRET?
    let noSiretReason: NoSiretReason?
    let legalName: String
    let tradeName: String?
    let kind: OrganisationKind
    let naf: NAF?
    let activity: String
    let headcount: Int?
    let address: PostalAddress
    let department: String
    let phone: PhoneNumber?
    let email: EmailAddress?
    let website: String?
    let relation: RelationStatus
    let origin: RelationOrigin
    let streams: String
    let notes: String
    let insurer: String?
    let insurancePolicy: String?
    let latitude: Double?
    let longitude: Double?
    /// Trades, networks, labels and what few companies have.
    let extras: CompanyExtras
    /// The person was shown look-alikes and wants another record all the same.
    let createsAnyway: Bool
    /// The version of the record that the person saw.
    let version: Int

    init(reading form: inout FormReader) {
        siret = form.parsed("siret") { try SIRET($0) }
        let reason = form.values["sans_siret"]
        noSiretReason = NoSiretReason(rawValue: reason)
        if form.values["siret"].isEmpty, noSiretReason == nil {
            form.refuse("siret", "Indiquez le SIRET, ou dites ci-dessous pourquoi il n’y en a pas.")
        }
        legalName = form.required("raison_sociale", "Indiquez la raison sociale.")
        tradeName = form.optional("enseigne")
        kind = form.choice("genre", or: .company)
        naf = form.parsed("naf") { try NAF($0) }
        activity = form.text("activite")
        headcount = form.number("effectif", in: 0...500_000)
        let code = form.text("code_postal", max: 10)
        // A host abroad has a postal code of its own country: nothing is to be checked in it.
        let isAbroad = noSiretReason == .foreign || !["", "france"].contains(SearchKey(form.values["pays"]).rawValue)
        let postalCode = isAbroad ? nil : form.parsed("code_postal") { try PostalCode($0) }
        address = PostalAddress(
            line1: form.text("adresse"), line2: form.text("complement"), postalCode: postalCode?.rawValue ?? code,
            city: form.required("commune", "Indiquez la commune.", max: 100))
        department = isAbroad ? "99" : postalCode?.departement?.code ?? String(code.prefix(2))
        if noSiretReason == .foreign, siret == nil, ["", "france"].contains(SearchKey(form.values["pays"]).rawValue) {
            form.refuse("pays", "Indiquez le pays de cet organisme.")
        }
        phone = form.parsed("telephone") { try PhoneNumber($0) }
        email = form.parsed("courriel") { try EmailAddress($0) }
        website = form.parsed("site") { try WebAddress($0).text }
        relation = form.choice("relation", or: .prospect)
        origin = form.choice("origine", or: .office)
        streams = form.text("filieres")
        notes = form.text("notes", max: 5000)
        insurer = form.optional("assureur")
        insurancePolicy = form.optional("contrat", max: 60)
        (latitude, longitude) = CompanyForm.coordinates(&form)
        extras = CompanyExtras(reading: &form)
        createsAnyway = form.flag("creer_quand_meme")
        version = Int(form.values["version"]) ?? 0
    }

    private static func coordinates(_ form: inout FormReader) -> (Double?, Double?) {
        let text = form.values["coordonnees"]
        guard !text.isEmpty else { return (nil, nil) }
        let numbers = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " }).compactMap { Double($0) }
        guard numbers.count == 2, (-90...90).contains(numbers[0]), (-180...180).contains(numbers[1]) else {
            form.refuse("coordonnees", "Écrivez la latitude puis la longitude, par exemple 46.512, 2.341.")
            return (nil, nil)
        }
        return (numbers[0], numbers[1])
    }

    /// The record that the form describes.
    func company(id: ID<Company>, version: Int, archivedOn: LocalDate? = nil) -> Company {
        Company(
            id: id, siret: siret?.rawValue, noSiretReason: siret == nil ? noSiretReason : nil, legalName: legalName,
            tradeName: tradeName == legalName ? nil : tradeName, kind: kind, naf: naf?.rawValue,
            activity: activity.isEmpty ? naf?.divisionLabel ?? "" : activity, headcount: headcount, address: address,
            department: department, phone: phone?.rawValue, email: email?.rawValue, website: website,
            relation: relation, origin: origin, streams: streams, notes: notes, insurer: insurer,
            insurancePolicy: insurancePolicy, latitude: latitude, longitude: longitude, archivedOn: archivedOn,
            version: version)
    }
}

/// An address of the web as people type it, with or without `https://`.
struct WebAddress {
    struct Refused: Refusal {
        let message = "Cette adresse de site n’est pas valable. Exemple : www.exemple.fr"
    }

    let text: String

    init(_ typed: String) throws(Refused) {
        let address = typed.hasPrefix("https://") || typed.hasPrefix("http://") ? typed : "https://" + typed
        let host = address.split(separator: "/").dropFirst().first ?? ""
        guard host.contains("."), !host.hasPrefix("."), !host.hasSuffix("."),
            address.allSatisfy({ !$0.isWhitespace && $0 != "\"" && $0 != "<" })
        else { throw Refused() }
        text = address
    }
}

extension FormState {
    /// The form filled with a record.
    init(_ company: Company) {
        self.init()
        values.fill([
            "siret": company.siret.flatMap { SIRET(rawValue: $0)?.display }, "raison_sociale": company.legalName,
            "sans_siret": company.noSiretReason?.rawValue, "enseigne": company.tradeName,
            "genre": company.kind.rawValue, "naf": company.naf, "activite": company.activity,
            "effectif": company.headcount.map { String($0) }, "version": String(company.version),
        ])
        values.fill([
            "adresse": company.address.line1, "complement": company.address.line2,
            "code_postal": company.address.postalCode, "commune": company.address.city,
            "telephone": company.phone.flatMap { PhoneNumber(rawValue: $0)?.display }, "courriel": company.email,
            "site": company.website, "coordonnees": FormState.coordinates(of: company),
        ])
        values.fill([
            "relation": company.relation.rawValue, "origine": company.origin.rawValue, "filieres": company.streams,
            "notes": company.notes, "assureur": company.insurer, "contrat": company.insurancePolicy,
        ])
    }

    private static func coordinates(of company: Company) -> String? {
        zip(company.latitude, company.longitude).map { "\($0), \($1)" }
    }
}

/// Both values, or nothing.
func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
    guard let first, let second else { return nil }
    return (first, second)
}

/// What the form of a contact may send.
struct ContactForm: FormInput {
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let email: EmailAddress?
    let phone: PhoneNumber?
    let tutor: Bool
    let adult: Bool?
    let signatory: Bool
    let roles: [ContactRole]
    let left: Bool
    /// Somebody else has the same address, and that is right.
    let sharesAddress: Bool
    /// The person was shown someone alike and adds this one all the same.
    let createsAnyway: Bool
    /// The person asked for no more mail from the school.
    let wantsNoMail: Bool
    let version: Int

    init(reading form: inout FormReader) {
        civility = form.text("civilite", max: 10)
        familyName = form.required("nom", "Indiquez le nom du contact.", max: 100)
        firstName = form.text("prenom", max: 100)
        function = form.text("fonction", max: 120)
        email = form.parsed("courriel") { try EmailAddress($0) }
        phone = form.parsed("telephone") { try PhoneNumber($0) }
        tutor = form.flag("tuteur")
        adult = Majority(rawValue: form.values["majeur"])?.isAdult
        signatory = form.flag("signataire")
        roles = form.values.all("roles").compactMap(ContactRole.init)
        left = form.flag("parti")
        sharesAddress = form.flag("meme_courriel")
        createsAnyway = form.flag("creer_quand_meme")
        wantsNoMail = form.flag("sans_courriel")
        version = Int(form.values["version"]) ?? 0
    }

    func contact(id: ID<Contact>, of company: ID<Company>, today: LocalDate, former: Contact? = nil) -> Contact {
        Contact(
            id: id, companyId: company, civility: civility, familyName: familyName, firstName: firstName,
            function: function, email: email?.rawValue, phone: phone?.rawValue, tutor: tutor, adult: adult,
            signatory: signatory, roles: roles, leftOn: left ? former?.leftOn ?? today : nil,
            version: (former?.version ?? 0) + 1)
    }
}

extension FormState {
    /// The form filled with a record.
    init(_ contact: Contact) {
        self.init()
        values.fill([
            "civilite": contact.civility, "nom": contact.familyName, "prenom": contact.firstName,
            "fonction": contact.function, "courriel": contact.email,
            "telephone": contact.phone.flatMap { PhoneNumber(rawValue: $0)?.display },
            "version": String(contact.version),
        ])
        values.fill([
            "tuteur": contact.tutor ? "1" : nil, "majeur": Majority(contact.adult)?.rawValue,
            "signataire": contact.signatory ? "1" : nil,
            "parti": contact.leftOn == nil ? nil : "1",
        ])
        for role in contact.roles.split(separator: ",") { values.append("roles", String(role)) }
    }
}

/// A call, a visit or a message, as captured on the page of the company.
struct InteractionForm: FormInput {
    let kind: InteractionKind
    let purpose: InteractionPurpose
    let outcome: InteractionOutcome
    let reason: RefusalReason?
    let contactId: ID<Contact>?
    let happenedOn: LocalDate?
    let note: String
    let nextAction: String
    let nextActionOn: LocalDate?

    /// What most exchanges are: the form opens with it.
    static let usual = [
        ("moyen", InteractionKind.outgoingCall.rawValue), ("objet", InteractionPurpose.placement.rawValue),
        ("suite_donnee", InteractionOutcome.information.rawValue),
    ]

    init(reading form: inout FormReader) {
        kind = form.choice("moyen", or: .outgoingCall)
        purpose = form.choice("objet", or: .placement)
        (outcome, reason) = form.outcome()
        contactId = form.key("contact")
        happenedOn = form.date("jour")
        note = form.text("note", max: 5000)
        nextAction = form.text("prochaine_action")
        nextActionOn = form.date("prochaine_date")
        if nextActionOn != nil, nextAction.isEmpty {
            form.refuse("prochaine_action", "Dites ce qu’il y aura à faire ce jour-là.")
        }
        if nextActionOn == nil, !nextAction.isEmpty {
            form.refuse("prochaine_date", "Indiquez pour quel jour.")
        }
    }
}

/// Places offered for the year.
struct HostPlaceForm: FormInput {
    let stream: String
    let level: TrainingLevel?
    let count: Int
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let notes: String

    init(reading form: inout FormReader) {
        stream = form.text("filiere", max: 100)
        level = form.values["niveau"].isEmpty ? nil : form.choice("niveau", or: TrainingLevel.other)
        count = form.number("nombre", in: 1...200) ?? 0
        if count == 0, form.problems.isEmpty { form.refuse("nombre", "Indiquez le nombre de places.") }
        startsOn = form.date("du")
        endsOn = form.date("au")
        if let startsOn, let endsOn, endsOn < startsOn {
            form.refuse("au", "La fin vient avant le début : corrigez l’une des deux dates.")
        }
        notes = form.text("remarques", max: 1000)
    }
}
