import Domain

/// What a company, or somebody of the bureau for it, may write in a request.
struct RequestForm: FormInput {
    let kind: CompanyRequest.Kind
    let source: CompanyRequest.Source
    let companyName: String
    let siret: SIRET?
    let contactName: String
    let contactFunction: String
    let email: EmailAddress?
    let phone: PhoneNumber?
    let postalCode: String
    let city: String
    let stream: String
    let rome: ROMECode?
    let period: String
    let volume: Int?
    let message: String
    let mayTransfer: Bool
    let consents: Bool

    init(reading form: inout FormReader) {
        kind = form.choice("besoin", or: .other)
        if form.values["besoin"].isEmpty { form.refuse("besoin", "Choisissez ce que vous souhaitez.") }
        source = form.choice("source", or: .form)
        companyName = form.required("entreprise", "Indiquez le nom de l’entreprise.", max: 120)
        siret = form.parsed("siret") { try SIRET($0) }
        contactName = form.required("contact", "Indiquez un nom, pour savoir à qui répondre.", max: 120)
        contactFunction = form.text("fonction", max: 120)
        email = form.parsed("courriel") { try EmailAddress($0) }
        phone = form.parsed("telephone") { try PhoneNumber($0) }
        postalCode = form.parsed("code_postal") { try PostalCode($0) }?.rawValue ?? ""
        city = form.text("commune", max: 100)
        stream = form.text("filiere", max: 120)
        rome = form.parsed("rome") { try ROMECode($0) }
        period = form.text("periode", max: 120)
        volume = form.number("nombre", in: 1...500)
        message = form.required("message", "Écrivez votre demande en quelques mots.", max: 3000)
        mayTransfer = form.flag("transmission")
        consents = form.flag("accord")
    }

    func request(
        id: ID<CompanyRequest>, number: String, source: CompanyRequest.Source, tokenHash: String?, at now: Now
    ) -> CompanyRequest {
        CompanyRequest(
            id: id, number: number, kind: kind, source: source, companyName: companyName, siret: siret?.rawValue,
            contactName: contactName, contactFunction: contactFunction, email: email?.rawValue ?? "",
            phone: phone?.rawValue, postalCode: postalCode, city: city, stream: stream, rome: rome?.rawValue ?? "",
            period: period, volume: volume, message: message, mayTransfer: mayTransfer, receivedAt: now.moment,
            receivedOn: now.day, tokenHash: tokenHash)
    }
}

/// The same from the public page, where nobody can ask again: an address to answer to, and an agreement.
struct PublicRequestForm: FormInput {
    let request: RequestForm

    init(reading form: inout FormReader) {
        request = RequestForm(reading: &form)
        if form.values["courriel"].isEmpty {
            form.refuse("courriel", "Indiquez une adresse électronique\u{A0}: la réponse y arrivera.")
        }
        if !request.consents {
            form.refuse("accord", "Cochez cette case pour que le bureau puisse vous répondre.")
        }
    }
}

/// A message of a thread.
struct RequestMessageForm: FormInput {
    let body: String
    let isNote: Bool

    init(reading form: inout FormReader) {
        body = form.required("message", "Écrivez votre message.", max: 3000)
        isNote = form.flag("note")
    }

    /// Who signs the mail; a message that ends with the name already only needs the school.
    func signature(of author: Author) -> String {
        let last = body.split(whereSeparator: \.isNewline).last.map { String($0).trimmedText }
        return last == author.name ? author.schoolName : "\(author.name), \(author.schoolName)"
    }
}
