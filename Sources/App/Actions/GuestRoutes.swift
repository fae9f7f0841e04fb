import Domain
import Persistence

/// Professionals of an action, and what contacts are willing to do.
enum GuestRoutes {
    static func add(to site: Site) {
        site.get("/actions/intervenants", .members(.organiseActions), professionals)
        site.get("/actions/:id/invites", .members(.organiseActions), inviting)
        site.post("/actions/:id/invites", .members(.organiseActions), addGuests)
        site.post("/actions/:id/envoi", .members(.organiseActions), send)
        site.post("/actions/:id/invites/reponse", .members(.organiseActions), note)
        site.post("/actions/:id/invites/retrait", .members(.organiseActions), remove)
        site.get("/contacts/:id/accords", .members(.editCompanies), wills)
        site.post("/contacts/:id/accords", .members(.editCompanies), saveWills)
    }

    @Sendable static func professionals(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let kind = ActionKind(rawValue: visit.query["genre"]) ?? .visit
        let text = visit.query["q"]
        let view = try await visit.read { db in
            ProfessionalsView(
                kind: kind, willing: try db.willing(to: kind, year: author.currentYear),
                found: text.isEmpty ? [] : try db.contactChoices(SearchKey(text).words), words: text,
                refusals: try db.count("select count(*) from \(db.table(.contactRefusal))"), author: author)
        }
        return .page(professionalsPage(view))
    }

    @Sendable static func inviting(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let author = try visit.author
        let text = visit.query["q"]
        let view = try await visit.read { db in
            let action = try db.action(id)
            return InvitingView(
                action: action, guests: try db.guests(of: id),
                willing: try db.willing(to: action.kind, year: action.schoolYear, except: id),
                found: text.isEmpty ? [] : try db.contactChoices(SearchKey(text).words), words: text, author: author)
        }
        return .page(invitingPage(view, visit))
    }

    @Sendable static func addGuests(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        let contacts = values.all("contact").filter { !$0.isEmpty }.map { ID<Contact>($0) }
        let back = Link.action(id).appending("invites")
        let count = try await visit.perform(AddGuests(id: id, contacts: contacts), for: values) { _ in back }
        return .redirect(
            back,
            saying: count == 0
                ? "Personne n’a été ajouté." : FrenchNumber.counted(count, "personne ajoutée.", "personnes ajoutées."))
    }

    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        guard let mail = GuestMail(rawValue: values["courriel"]) else {
            _ = try await visit.read { try $0.action(id) }
            throw BadRequest(message: "Choisissez le courriel à envoyer.")
        }
        let (secrets, site) = (visit.app.secrets, visit.app.settings.siteAddress)
        let operation = SendToGuests(
            id: id, mail: mail, token: { secrets.seal("invite" + $0.rawValue, for: .personalLink) },
            address: { site + Link.invitation($0).path })
        let back = mail == .thanks ? Link.action(id) : Link.action(id).appending("invites")
        let outcome = try await visit.perform(operation, for: values) { _ in back }
        let names = outcome.unreachable.prefix(3).joined(separator: " ; ")
        let more = outcome.unreachable.count > 3 ? " et \(outcome.unreachable.count - 3) autres" : ""
        let unreachable = names.isEmpty ? "" : " Sans courriel, ou n’en veulent plus : \(names)\(more)."
        return .redirect(back, saying: mail.done(outcome.sent) + "." + unreachable)
    }

    @Sendable static func note(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.action(id) }
        if values["reponse"] == NoteAllCame.value {
            let count = try await visit.perform(NoteAllCame(action: id), for: values) { _ in .action(id) }
            return .redirect(
                .action(id),
                saying: FrenchNumber.counted(count, "professionnel noté venu.", "professionnels notés venus."))
        }
        let parts = values["reponse"].split(separator: "~").map(String.init)
        guard parts.count == 2, let state = ActionGuest.State(rawValue: parts[1]),
            [.accepted, .declined, .present, .absent].contains(state)
        else { throw BadRequest(message: "Choisissez la réponse.") }
        try await visit.perform(NoteGuest(action: id, guest: ID(parts[0]), state: state), for: values) { .action($0) }
        return .redirect(.action(id), saying: "Réponse notée.")
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.action(id) }
        let back = Link.action(id).appending("invites")
        try await visit.perform(RemoveGuest(action: id, guest: ID(values["invite"])), for: values) { _ in back }
        return .redirect(back, saying: "Retiré de la liste.")
    }

    // MARK: Willing

    @Sendable static func wills(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let (contact, company, wills, refusal) = try await visit.read { db in
            let contact = try db.contact(id)
            return (contact, try db.company(contact.companyId), try db.wills(of: id), try db.refusal(of: id))
        }
        var pairs = wills.filter { $0.withdrawnOn == nil }.map { ("genre", $0.kind.rawValue) }
        pairs.append(("refus", refusal == nil ? "" : "1"))
        let state = FormState(pairs)
        return .page(willsPage(contact, company, refusal: refusal, state, visit))
    }

    @Sendable static func saveWills(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let values = try await visit.formValues()
        let operation = SaveWills(
            contact: id, kinds: Set(values.all("genre").compactMap(ActionKind.init(rawValue:))),
            refuses: values["refus"] == "1")
        let company = try await visit.perform(operation, for: values) { .company($0) }
        return .redirect(.company(company), saying: "Accords enregistrés.")
    }
}
