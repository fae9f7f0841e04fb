import Domain
import Persistence

/// What the form of an action needs.
struct ActionFormView: Sendable {
    let action: Action
    let classes: [ClassLine]
    let team: [TeamChoice]
    let rooms: [Room]
    let objectives: [ObjectiveChoice]
    /// What else is on its days, and the classes away then.
    let sameDay: [SameDayLine]
    let away: [String]
    let day: LocalDate?
    let author: Author
}

extension SchoolDatabase {
    /// - Parameter typed: the day that was just typed, when the form comes back.
    func actionFormView(_ id: ID<Action>, on typed: LocalDate?, for author: Author) throws -> ActionFormView {
        let action = try action(id, for: author)
        var asked = action
        if let typed { (asked.startsOn, asked.endsOn) = (typed, nil) }
        let team: [TeamChoice] = try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name from \(table(.staffMember))
            where staff_member.left_on is null order by staff_member.search_key, staff_member.id
            """)
        return ActionFormView(
            action: action, classes: try classes(year: action.schoolYear), team: team, rooms: try rooms(),
            objectives: try objectiveChoices(year: action.schoolYear, keeping: action.objectiveId),
            sameDay: try sameDay(as: asked), away: try classesAway(asked, year: action.schoolYear),
            day: asked.startsOn, author: author)
    }
}

func actionEditPage(_ view: ActionFormView, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.action(view.action.id)
    let title = "Compléter « \(view.action.title) »"
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\(actionWhat(state))\(actionWhen(view, state))\
        \(actionWho(view, state))\(actionTexts(view, state))\(formEnd("Enregistrer l’action", cancel: link))
        """
    return Page(
        title, in: .actions,
        """
        \(pageHead(title, crumbs: [("Actions", .actions), (view.action.title, link)]))\
        \(besides(view, postForm(link.appending("modifier"), state, visit: visit, body)))
        """)
}

/// The form, with what else is on its days at its side.
private func besides(_ view: ActionFormView, _ form: HTML) -> HTML {
    guard let others = sameDayPanel(view.sameDay, away: view.away, day: view.day) else { return form }
    return "<div class=\"split\"><div>\(form)</div><aside aria-label=\"Le même jour\">\(others)</aside></div>"
}

private func actionWhat(_ state: FormState) -> HTML {
    """
    \(field(state, "titre", "Titre"))\
    \(selectField(state, "genre", "Genre", ActionKind.allCases.map { ($0.rawValue, $0.label) }))
    """
}

private func actionWhen(_ view: ActionFormView, _ state: FormState) -> HTML {
    let rooms = view.rooms.map { room -> (value: String, label: String) in
        let taken = view.sameDay.filter { $0.action.roomId == room.id && $0.action.state.takesRoom }
            .map { $0.action.hoursWords ?? "la journée" }
        return (
            value: room.id.rawValue,
            label: room.name + (room.seats.map { " (\($0) places)" } ?? "")
                + (taken.isEmpty ? "" : ", prise " + taken.joined(separator: " et "))
        )
    }
    return """
        <h2>Quand et où</h2><div class="pair">\(dateField(state, "jour", "Premier jour", optional: true))\
        \(dateField(state, "fin", "Dernier jour", hint: "S’il y en a plusieurs.", optional: true))</div>\
        <div class="pair">\(field(state, "debut", "De", FieldOptions(hint: "9 h", optional: true)))\
        \(field(state, "heure_fin", "À", FieldOptions(hint: "12 h", optional: true)))</div>\
        <div class="pair">\(selectField(state, "salle", "Salle du lycée", rooms, empty: "Sans salle", optional: true))\
        \(field(state, "lieu", "Ou ailleurs", FieldOptions(hint: "Adresse de l’entreprise, gymnase municipal…", optional: true)))</div>
        """
}

private func actionWho(_ view: ActionFormView, _ state: FormState) -> HTML {
    let chosen = Set(state.values.all("enseignant"))
    let options = view.team.map { member -> HTML in
        let selected: HTML? = chosen.contains(member.id.rawValue) ? " selected" : nil
        return "<option value=\"\(member.id.rawValue)\"\(selected)>\(member.listName)</option>"
    }
    let staff = fieldFrame(
        state, "enseignant", "Enseignants", hint: "Plusieurs choix avec la touche Ctrl.", optional: true
    ) { described in
        "<select id=\"f-enseignant\" name=\"enseignant\" multiple size=\"6\"\(described)>\(options)</select>"
    }
    return """
        <h2>Qui</h2>\(checkboxes(state, "classe", "Classes", view.classes.map { ($0.id.rawValue, $0.code) }))\(staff)\
        \(field(state, "effectif", "Personnes attendues", FieldOptions(optional: true, inputMode: "numeric")))\
        \(checkbox(state, "autorisation", "Demander l’autorisation des parents des mineurs"))\
        \(checkbox(state, "photos", "Des photos seront prises : les droits à l’image sont demandés"))
        """
}

/// The objective an action serves, among those of the roadmap of its year.
func objectiveField(_ objectives: [ObjectiveChoice], _ state: FormState) -> HTML {
    selectField(
        state, "objectif", "Objectif de la feuille de route",
        objectives.map { (value: $0.rootId.rawValue, label: $0.named) }, empty: "Aucun",
        hint: objectives.isEmpty
            ? "La feuille de route de l’année n’a pas encore d’objectif."
            : "L’action comptera pour lui, sans rien saisir deux fois.", optional: true)
}

private func actionTexts(_ view: ActionFormView, _ state: FormState) -> HTML {
    """
    <h2>Contenu</h2>\(textArea(state, "objet", "Ce qui est souhaité", hint: "Les invités le lisent.", optional: true))\
    \(textArea(state, "programme", "Programme", hint: "Un moment par ligne : « 9 h 00 Accueil ».", optional: true, rows: 5))\
    \(textArea(state, "preparation", "Avant, en classe", optional: true))\(textArea(state, "suite", "Après, en classe", optional: true))\
    <h2>Moyens</h2>\(objectiveField(view.objectives, state))\
    \(field(state, "budget", "Budget, en euros", FieldOptions(optional: true, inputMode: "decimal", style: "short")))\
    \(textArea(state, "risques", "Risques et assurance", optional: true, rows: 2))
    """
}

// MARK: Inviting

/// Who may be invited to an action.
struct InvitingView: Sendable {
    let action: Action
    let guests: [GuestLine]
    let willing: [WillingContact]
    let found: [ContactChoice]
    let words: String
    let author: Author
}

func invitingPage(_ view: InvitingView, _ visit: Visit) -> Page {
    let link = Link.action(view.action.id)
    let title = "Inviter des professionnels"
    return Page(
        title, in: .actions,
        """
        \(pageHead(title, crumbs: [("Actions", .actions), (view.action.title, link)], meta: [HTML(text: view.action.when)]))\
        <div class="split"><div>\(willingPanel(view, visit))\(searchPanel(view, visit))</div>\
        <aside aria-label="Liste">\(sendingPanel(view, visit))</aside></div>
        """)
}

private func willingPanel(_ view: InvitingView, _ visit: Visit) -> HTML {
    guard !view.willing.isEmpty else {
        return panel(
            "Se sont dits volontaires",
            emptyState(
                "people", "Personne ne s’est dit volontaire pour ce genre d’action",
                "Notez les accords des contacts au fil des appels : ils apparaîtront ici. En attendant, cherchez par nom.",
                action: button("Intervenants", to: .professionals)))
    }
    let items = view.willing.prefix(60).map { contact -> HTML in
        let asked =
            contact.asked == 0 ? "pas encore sollicité cette année" : "déjà sollicité \(contact.asked) fois cette année"
        return """
            <label class="choice"><input type="checkbox" name="contact" value="\(contact.contactId.rawValue)"> \(contact.name), \(contact.companyName)\
            <small>\(contact.city), \(asked)\(contact.email == nil ? ", sans courriel" : "")</small></label>
            """
    }
    return panel("Se sont dits volontaires", addForm(view, items, visit))
}

private func addForm(_ view: InvitingView, _ items: [HTML], _ visit: Visit) -> HTML {
    """
    <form class="form" method="post" action="\(Link.action(view.action.id).appending("invites"))">\(visit.hiddenFields)\
    <fieldset class="group"><legend class="vh">Contacts</legend>\(items)</fieldset>\(formEnd("Mettre sur la liste", icon: "plus"))</form>
    """
}

private func searchPanel(_ view: InvitingView, _ visit: Visit) -> HTML {
    let state = FormState([("q", view.words)])
    let form: HTML = """
        <form class="filters" method="get" action="\(Link.action(view.action.id).appending("invites"))">\
        \(field(state, "q", "Nom d’un contact ou d’une entreprise", FieldOptions(type: "search")))\
        <button class="btn">\(icon("search")) Chercher</button></form>
        """
    guard !view.words.isEmpty else { return panel("Chercher quelqu’un d’autre", form) }
    guard !view.found.isEmpty else {
        return panel(
            "Chercher quelqu’un d’autre", "\(form)<p class=\"hint\">Aucun contact ne répond à « \(view.words) ».</p>")
    }
    let items = view.found.map { contact -> HTML in
        """
        <label class="choice"><input type="checkbox" name="contact" value="\(contact.id.rawValue)"> \(contact.familyName) \(contact.firstName), \(contact.companyName)\
        <small>\(contact.function)</small></label>
        """
    }
    return panel("Chercher quelqu’un d’autre", "\(form)\(addForm(view, items, visit))")
}

private func sendingPanel(_ view: InvitingView, _ visit: Visit) -> HTML {
    let base = Link.action(view.action.id).appending("envoi")
    let items = view.guests.map { guest -> HTML in
        let remove: HTML? =
            guest.state == .toInvite
            ? "<button class=\"btn small quiet\" name=\"invite\" value=\"\(guest.id.rawValue)\">Retirer<span class=\"vh\"> \(guest.label)</span></button>"
            : nil
        let mail: HTML? =
            guest.email == nil ? "<p>\(badge("sans courriel", .soon)) \(guest.phone.map(phoneLink))</p>" : nil
        return "<li><div>\(guest.label) \(guest.state.badge)\(mail)</div>\(remove)</li>"
    }
    let toInvite = view.guests.count { $0.state == .toInvite && $0.email != nil }
    let waiting = view.guests.count { $0.state == .invited && $0.email != nil }
    let invite: HTML? =
        toInvite == 0
        ? nil
        : view.action.startsOn == nil
            ? "<p class=\"hint\">Fixez la date avant d’envoyer les invitations.</p>"
            : postButton(
                "Envoyer \(FrenchNumber.counted(toInvite, "invitation", "invitations"))", to: base, visit: visit,
                icon: "send",
                style: "primary", fields: [("courriel", GuestMail.invitation.rawValue)])
    let remind: HTML? =
        waiting == 0
        ? nil
        : postButton(
            "Rappeler \(FrenchNumber.counted(waiting, "personne", "personnes")) sans réponse", to: base, visit: visit,
            icon: "mail", fields: [("courriel", GuestMail.reminder.rawValue)])
    guard !items.isEmpty else {
        return panel("La liste", "<p class=\"hint\">Cochez des contacts : ils seront ici, puis vous envoyez.</p>")
    }
    return panel(
        "La liste",
        """
        <form method="post" action="\(Link.action(view.action.id).appending("invites").appending("retrait"))">\(visit.hiddenFields)<ul class="lines">\(items)</ul></form>\
        <div class="stack">\(invite)\(remind)</div>
        """)
}

// MARK: What contacts are willing to do

/// Contacts by what they are willing to do.
struct ProfessionalsView: Sendable {
    let kind: ActionKind
    let willing: [WillingContact]
    let found: [ContactChoice]
    let words: String
    let refusals: Int
    let author: Author
}

func professionalsPage(_ view: ProfessionalsView) -> Page {
    let kinds = ActionKind.allCases.filter(\.wantsProfessionals).map { (value: $0.rawValue, label: $0.label) }
    let state = FormState([("genre", view.kind.rawValue), ("q", view.words)])
    let table: HTML =
        view.willing.isEmpty
        ? emptyState(
            "people", "Personne pour « \(view.kind.label) »",
            "Cherchez un contact ci-dessous et notez ce qu’il accepte de faire.")
        : listTable(
            "Volontaires", view.willing,
            [
                Column("Contact", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link("/contacts", [$0.contactId.rawValue, "accords"]))\">\($0.name)</a>"
                },
                Column("Entreprise") { "<a href=\"\(Link.company($0.companyId))\">\($0.companyName)</a>" },
                Column("Commune") { HTML(text: $0.city) },
                Column("D’accord depuis") { HTML(text: $0.givenOn.numeric) },
                Column("Sollicité cette année", numeric: true) { "\($0.asked)" },
            ])
    let found = view.found.map { contact -> HTML in
        "<li><a href=\"\(Link("/contacts", [contact.id.rawValue, "accords"]))\">\(contact.familyName) \(contact.firstName)</a>, \(contact.companyName)</li>"
    }
    return Page(
        "Intervenants", in: .actions,
        """
        \(actionHead("Intervenants", .list, crumbs: [("Actions", .actions)],
            meta: ["\(FrenchNumber.counted(view.refusals, "contact ne veut plus être invité", "contacts ne veulent plus être invités"))"], for: view.author))\
        <form class="filters" method="get" action="\(Link.professionals)" data-autosubmit>\(selectField(state, "genre", "Volontaires pour", kinds))\
        \(field(state, "q", "Chercher un contact", FieldOptions(type: "search")))<button class="btn">\(icon("filter")) Afficher</button></form>\
        \(found.isEmpty ? nil : panel("Contacts trouvés", "<ul class=\"plain\">\(found)</ul>"))\(table)
        """)
}

func willsPage(_ contact: Contact, _ company: Company, refusal: ContactRefusal?, _ state: FormState, _ visit: Visit)
    -> Page
{
    let kinds = ActionKind.allCases.filter(\.wantsProfessionals).map { (value: $0.rawValue, label: $0.label) }
    let said: HTML? = refusal.map {
        notice(
            .warning,
            "<p>Ne veut plus être invité depuis le \($0.refusedOn.long) (\($0.means)). Ne décochez qu’à sa demande.</p>"
        )
    }
    return Page(
        "Ce que \(contact.fullName) accepte", in: .actions,
        """
        \(pageHead("Ce que \(contact.fullName) accepte", crumbs: [("Entreprises", Link("/entreprises")), (company.displayName, .company(company.id))]))\
        \(said)\(postForm(Link("/contacts", [contact.id.rawValue, "accords"]), state, visit: visit, """
            \(checkboxes(state, "genre", "D’accord pour", kinds, hint: "Ce que la personne a dit, rien de plus. Chaque accord est daté."))\
            \(checkbox(state, "refus", "Ne veut plus recevoir d’invitation", hint: "Retire tous les accords et les invitations en cours."))\
            \(formEnd("Enregistrer les accords", cancel: .company(company.id)))
            """))
        """)
}
