import Domain
import Exchange
import HTTPTypes

extension Link {
    static let fileMail = Link("/courriels/classer")

    static func fileMail(of company: ID<Company>) -> Link { fileMail.with([("entreprise", company.rawValue)]) }
}

/// A mail received in a mailbox joins the history of the partner: dropped as a file, or pasted.
enum ReceivedMailRoutes {
    static func add(to site: Site) {
        site.get("/courriels/classer", .members(.editCompanies), form)
        site.post("/courriels/classer", .members(.editCompanies), file)
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let state = FormState([("objet", InteractionPurpose.partnership.rawValue)])
        return .page(try await page(visit.query["entreprise"], state, visit))
    }

    private static func page(_ company: String, _ state: FormState, _ visit: Visit) async throws -> Page {
        let known: Company? =
            company.isEmpty ? nil : try await visit.read { try $0.company(ID<Company>(company)) }
        return fileMailPage(known, state, visit)
    }

    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let asked = values["entreprise"]
        func refused(_ field: String, _ message: String) async throws -> Answer {
            let state = FormState(values: values, problems: [FieldProblem(field: field, message: message)])
            return .page(try await page(asked, state, visit), status: .unprocessableContent)
        }
        let bytes = values.files.first { $0.field == "fichier" }?.file.bytes ?? Array(values["source"].utf8)
        guard !bytes.isEmpty else { return try await refused("fichier", "Déposez un courriel, ou collez-le.") }
        let mail: ReceivedMail
        do {
            mail = try ReceivedMail(bytes)
        } catch {
            return try await refused("fichier", error.message)
        }
        let company: ID<Company>? = asked.isEmpty ? nil : ID(asked)
        guard let owner = try await visit.read({ try $0.owner(of: mail, at: company) }) else {
            let who = mail.from?.address ?? "Cette personne"
            return try await refused(
                "fichier",
                "Aucune entreprise de votre base n’a l’adresse \(who). Ouvrez la fiche de l’entreprise, "
                    + "puis «\u{A0}Classer un courriel\u{A0}».")
        }
        let operation = FileMail(
            company: owner.company, contact: owner.contact,
            purpose: InteractionPurpose(rawValue: values["objet"]) ?? .partnership,
            note: mail.note(writtenBy: owner), happenedOn: mail.sentAt?.day(in: try visit.author.zone))
        do {
            try await visit.perform(operation, for: values) { .company($0) }
        } catch let already as MailFiledAlready {
            return try await refused("fichier", already.message)
        }
        let hint = owner.contact == nil ? " Son auteur n’est pas encore dans les contacts." : ""
        return .redirect(.company(owner.company), saying: "Courriel classé dans l’historique.\(hint)")
    }
}

private func fileMailPage(_ company: Company?, _ state: FormState, _ visit: Visit) -> Page {
    let purposes = InteractionPurpose.allCases.map { (value: $0.rawValue, label: $0.label) }
    let who: HTML =
        company.map { "<input type=\"hidden\" name=\"entreprise\" value=\"\($0.id.rawValue)\">" }
        ?? "<p class=\"hint\">L’entreprise se trouve par l’adresse de la personne qui a écrit.</p>"
    let error: HTML? = state.problem("fichier").map { "<p class=\"error\" id=\"e-fichier\">\(icon("alert")) \($0)</p>" }
    let wrong: HTML? = error == nil ? nil : " aria-invalid=\"true\""
    let drop: HTML = """
        <div class="field"><div class="drop" data-drop>\(icon("mail"))<label for="f-fichier">Glissez le courriel ici, ou choisissez-le</label>\
        <input id="f-fichier" type="file" name="fichier" accept=".eml,message/rfc822" \
        aria-describedby="h-fichier\(error == nil ? "" : " e-fichier")"\(wrong)>\
        <ul class="lines" data-files aria-live="polite"></ul></div>\(error)\
        <p class="hint" id="h-fichier">Un fichier .eml, 25\u{A0}Mo au plus\u{A0}: dans votre messagerie, «\u{A0}Enregistrer sous\u{A0}» ou «\u{A0}Télécharger le message\u{A0}».</p></div>
        """
    let body: HTML = """
        \(who)\(drop)\(selectField(state, "objet", "Au sujet de", purposes))\
        <details class="more"\(state["source"].isEmpty ? nil : " open" as HTML)><summary>Ou coller sa source</summary>\
        \(textArea(state, "source", "Source du courriel", hint: "Avec ses en-têtes (From, Date, Subject).", optional: true, rows: 6))</details>\
        \(formEnd("Classer le courriel", cancel: company.map { .company($0.id) } ?? .companies))
        """
    let crumbs: [(String, Link)] =
        [("Entreprises", Link.companies)] + (company.map { [($0.displayName, Link.company($0.id))] } ?? [])
    return Page(
        "Classer un courriel", in: .companies,
        """
        <div class="page narrow">\(pageHead("Classer un courriel", crumbs: crumbs))\
        <p>Il entre dans l’historique de l’entreprise, avec sa date et la personne qui l’a écrit. Rien n’est envoyé, et les pièces jointes restent dans votre messagerie.</p>\
        \(postForm(.fileMail, state, visit: visit, files: true, body))</div>
        """)
}
