import Domain
import HTTPTypes

/// What hangs on a partner: contacts, exchanges, places.
enum PartnerRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/:id/contacts/nouveau", .members(.editCompanies), newContact)
        site.post("/entreprises/:id/contacts/nouveau", .members(.editCompanies), addContact)
        site.get("/contacts/:id/modifier", .members(.editCompanies), contactForm)
        site.post("/contacts/:id/modifier", .members(.editCompanies), editContact)
        site.post("/entreprises/:id/echanges", .members(.editCompanies), addInteraction)
        site.post("/echanges/:id/fait", .members(.editCompanies), settle)
        site.get("/entreprises/:id/places", .members(.editCompanies), newPlace)
        site.post("/entreprises/:id/places", .members(.editCompanies), addPlace)
        site.post("/places/:id/retrait", .members(.editCompanies), removePlace)
    }

    // MARK: Contacts

    @Sendable static func newContact(_ visit: Visit) async throws -> Answer {
        .page(try await newContactPage(FormState(), visit))
    }

    private static func newContactPage(
        _ state: FormState, alike: [Contact] = [], _ visit: Visit
    ) async throws -> Page {
        let id = try visit.id(Company.self)
        let company = try await visit.read { try $0.company(id) }
        let link = Link.company(id).appending("contacts").appending("nouveau")
        return contactFormPage("Nouveau contact", to: link, company: company, state, isNew: true, alike: alike, visit)
    }

    @Sendable static func addContact(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(ContactForm.self) { form, values in
            do {
                try await visit.perform(AddContact(company: id, form: form), for: values) { _ in .company(id) }
            } catch let alike as PeopleAlike {
                let problem = FieldProblem(field: "creer_quand_meme", message: alike.message)
                let state = FormState(values: values, problems: [problem])
                return .page(
                    try await newContactPage(state, alike: alike.contacts, visit), status: .unprocessableContent)
            }
            return .redirect(.company(id), saying: "Contact ajouté.")
        } show: { state in
            try await newContactPage(state, visit)
        }
    }

    @Sendable static func contactForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let (contact, refuses) = try await visit.read { db in
            let contact = try db.contact(id)
            return (contact, try contact.email.map { try db.hasOptedOut($0) } ?? false)
        }
        var state = FormState(contact)
        if refuses { state.values.set("sans_courriel", "1") }
        return .page(try await editContactPage(contact.companyId, id, state, visit))
    }

    private static func editContactPage(
        _ companyId: ID<Company>, _ id: ID<Contact>, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let company = try await visit.read { try $0.company(companyId) }
        let link = Link("/contacts", [id.rawValue, "modifier"])
        return contactFormPage("Modifier le contact", to: link, company: company, state, isNew: false, visit)
    }

    @Sendable static func editContact(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let companyId = try await visit.read { try $0.contact(id).companyId }
        return try await visit.submit(ContactForm.self) { form, values in
            try await visit.perform(EditContact(id: id, form: form), for: values) { .company($0) }
            return .redirect(.company(companyId), saying: "Contact enregistré.")
        } show: { state in
            try await editContactPage(companyId, id, state, visit)
        }
    }

    // MARK: Exchanges

    @Sendable static func addInteraction(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(InteractionForm.self) { form, values in
            try await visit.perform(RecordInteraction(company: id, form: form), for: values) { _ in .company(id) }
            return .redirect(.company(id), saying: "Échange noté.")
        } show: { state in
            try await CompanyRoutes.page(visit, state)
        }
    }

    @Sendable static func settle(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Interaction.self)
        let values = try await visit.formValues()
        let company = try await visit.perform(SettleNextAction(id: id), for: values) { .company($0) }
        return .redirect(.company(company), saying: "C’est noté.")
    }

    // MARK: Places

    @Sendable static func newPlace(_ visit: Visit) async throws -> Answer {
        .page(try await placePage(FormState(), visit))
    }

    private static func placePage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Company.self)
        let year = try visit.author.currentYear
        let (company, streams) = try await visit.read { db in (try db.company(id), try db.streams(year: year)) }
        return hostPlaceFormPage(company, streams: streams, state, visit)
    }

    @Sendable static func addPlace(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(HostPlaceForm.self) { form, values in
            try await visit.perform(DeclareHostPlace(company: id, form: form), for: values) { _ in .company(id) }
            return .redirect(.company(id), saying: "Places enregistrées.")
        } show: { state in
            try await placePage(state, visit)
        }
    }

    @Sendable static func removePlace(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(HostPlace.self)
        let values = try await visit.formValues()
        let company = try await visit.perform(WithdrawHostPlace(id: id), for: values) { .company($0) }
        return .redirect(.company(company), saying: "Offre retirée.")
    }
}
