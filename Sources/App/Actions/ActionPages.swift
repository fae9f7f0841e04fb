import Domain
import Persistence

/// Everything about one action.
struct ActionView: Sendable {
    let action: Action
    let classes: [SchoolClass]
    let staff: [StaffMember]
    let room: Room?
    /// The objective it serves.
    let objective: ObjectiveChoice?
    let autoMails: ActionMails
    let guests: [GuestLine]
    let slots: [ActionSlot]
    let learners: [ActionLearnerLine]
    let meetings: [ActionMeeting]
    let bookings: [ActionBooking]
    let feedback: [ActionFeedback]
    let effects: [ActionEffect]
    /// Placements seen afterwards, of those learners at those companies.
    let placementsBorn: Int
    let companies: [ID<Company>: String]
    /// Why it might not hold as it stands.
    let warnings: [String]
    let journal: [JournalEntry]
    let events: [ActionEvent]
    let today: LocalDate
    let author: Author

    var mayOrganise: Bool { author.may(.organiseActions) }
    var link: Link { .action(action.id) }
    var present: Int { learners.count { $0.state == .present } }
    /// The day has come: who came is noted.
    var mayNoteCame: Bool { action.state.isDone || action.lastDay.map { $0 <= today } ?? false }
}

/// The forms of the page of an action, with what was typed in the one that was refused.
struct ActionStates: Sendable {
    var event = FormState()
    var slot = FormState()
    var effect = FormState()
}

func actionPage(_ view: ActionView, _ states: ActionStates, _ visit: Visit) -> Page {
    let action = view.action
    var actions: [HTML] = []
    if view.mayOrganise, action.state.isOpen {
        actions.append(button("Compléter", to: view.link.appending("modifier"), icon: "edit"))
    }
    if view.mayOrganise {
        actions.append(
            postButton("Refaire", to: view.link.appending("reprise"), visit: visit, icon: "copy", style: "quiet"))
    }
    return Page(
        action.title, in: .actions,
        """
        \(pageHead(
            action.title, crumbs: [("Actions", .actions)],
            meta: [action.state.badge, HTML(text: action.kind.label), HTML(text: action.when)], actions: actions))\
        \(warningNotice(view))<div class="record actionpage"><aside class="next" aria-label="La suite">\(eventPanel(view, states.event, visit))\
        \(linkPanel(view, visit))\(autoMailPanel(view, visit))</aside><aside class="who" aria-label="Fiche">\(actionFacts(view))</aside>\
        <div class="what">\(guestPanel(view, visit))\(slotPanel(view, states.slot, visit))\(learnerPanel(view))\
        \(bookingPanel(view, visit))\(textPanels(action))\(opinionPanel(view, visit))\(effectPanel(view, states.effect, visit))\
        \(actionJournal(view))</div></div>
        """)
}

private func warningNotice(_ view: ActionView) -> HTML? {
    guard !view.warnings.isEmpty else { return nil }
    return notice(.warning, "<ul class=\"tight\">\(view.warnings.map { "<li>\($0)</li>" as HTML })</ul>")
}

// MARK: What comes next

private func eventPanel(_ view: ActionView, _ state: FormState, _ visit: Visit) -> HTML {
    let action = view.action
    let why: HTML? = action.reason.isEmpty ? nil : "<p class=\"say\">\(action.reason)</p>"
    let said: HTML? = view.mayOrganise ? nil : "<p class=\"hint\">\(action.state.saidToTeam)</p>"
    guard !view.events.isEmpty else { return panel("La suite", "\(why)\(said)") }
    let plain = view.events.filter { !$0.asksReason && $0 != .close }
    let asking = view.events.filter(\.asksReason)
    let version: HTML = "<input type=\"hidden\" name=\"version\" value=\"\(action.version)\">"
    let buttons = plain.map { event -> HTML in
        postButton(
            event.label, to: view.link.appending("etat"), visit: visit, style: event.isForward ? "primary" : "",
            fields: [("geste", event.rawValue), ("version", String(action.version))])
    }
    let close: HTML? =
        view.events.contains(.close)
        ? postForm(
            view.link.appending("etat"),
            state["geste"] == ActionEvent.close.rawValue ? state : FormState([("bilan", action.report)]),
            visit: visit,
            """
            \(version)<input type="hidden" name="geste" value="\(ActionEvent.close.rawValue)">\
            \(textArea(state["bilan"].isEmpty ? FormState([("bilan", action.report)]) : state, "bilan", "Bilan", hint: "Ce qui a marché, ce qu’on change l’an prochain."))\
            \(formEnd("Clore avec le bilan"))
            """) : nil
    return panel(
        "La suite",
        "\(why)\(said)\(errorSummaryIfNeeded(state))<div class=\"stack\">\(buttons)</div>\(close)\(reasonForm(view, asking, state, version, visit))"
    )
}

extension Action.State {
    /// Where it stands, as a teacher reads it.
    fileprivate var saidToTeam: String {
        switch self {
        case .requested:
            "Le bureau a votre demande. Il cherche les professionnels, la salle et la date, et vous prévient par courriel."
        case .preparing: "Le bureau prépare l’action\u{A0}: il vous prévient quand elle est confirmée."
        case .confirmed: "C’est confirmé. Le jour venu, notez la présence."
        case .held: "L’action a eu lieu. Le bureau en fait le bilan."
        case .closed: "L’action est close."
        case .postponed: "Le bureau cherche une autre date."
        case .cancelled: "L’action n’aura pas lieu."
        case .declined: "Le bureau n’a pas retenu cette demande."
        }
    }
}

/// The form of the report shows its own summary; the buttons have none.
private func errorSummaryIfNeeded(_ state: FormState) -> HTML? {
    state["geste"] == ActionEvent.close.rawValue || state.problems.isEmpty ? nil : errorSummary(state)
}

private func reasonForm(
    _ view: ActionView, _ events: [ActionEvent], _ state: FormState, _ version: HTML, _ visit: Visit
) -> HTML? {
    guard !events.isEmpty else { return nil }
    let told =
        view.guests.count { ($0.state == .accepted || $0.state == .invited) && $0.email != nil }
        + view.bookings.count { $0.cancelledAt == nil }
    let warning: HTML? =
        told == 0
        ? nil
        : "<p class=\"hint\">\(FrenchNumber.counted(told, "personne invitée sera prévenue", "personnes invitées seront prévenues")) par courriel.</p>"
    let buttons = events.map {
        "<button class=\"btn\" name=\"geste\" value=\"\($0.rawValue)\">\($0.label)</button>" as HTML
    }
    let open: HTML? = state["motif"].isEmpty && state.problems.isEmpty ? nil : " open"
    return """
        <details class="more"\(open)><summary>\(events.map(\.label.lowercasedFirst).joined(separator: " ou ").uppercasedFirst)…</summary>\
        <form class="form" method="post" action="\(view.link.appending("etat"))" novalidate>\(visit.hiddenFields)\(version)\
        \(textArea(state, "motif", "Pourquoi", rows: 2))\(warning)<div class="row">\(buttons)</div></form></details>
        """
}

extension ActionEvent {
    /// The gesture that most often comes next.
    fileprivate var isForward: Bool { [.accept, .confirm, .hold, .resume].contains(self) }
}

extension String {
    /// « Reporter » from « reporter », at the beginning of a sentence.
    var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private func linkPanel(_ view: ActionView, _ visit: Visit) -> HTML? {
    guard view.mayOrganise else { return nil }
    var blocks: [HTML] = []
    if view.action.kind.isBooked, view.action.state.takesRoom {
        blocks.append(publicLink(view, .booking, "Réservation par les collèges", view.action.bookingHash != nil, visit))
    }
    if view.action.state.isDone, !view.learners.isEmpty {
        blocks.append(publicLink(view, .opinion, "Avis des élèves", view.action.feedbackHash != nil, visit))
    }
    guard !blocks.isEmpty else { return nil }
    return panel("Liens à donner", .joined(blocks))
}

private func publicLink(
    _ view: ActionView, _ purpose: OpenActionLink.Purpose, _ label: String, _ isOpen: Bool, _ visit: Visit
) -> HTML {
    let token = visit.app.secrets.seal(purpose.rawValue + view.action.id.rawValue, for: .personalLink)
    let address = visit.address(purpose == .booking ? .booking(token) : .opinion(token))
    let code: HTML? = QRCode(address).map { qrCodeImage($0, "Code à scanner, \(label)") }
    let shown: HTML? = isOpen ? "<p><code class=\"secret\">\(address)</code></p>\(code)" : nil
    return """
        <h3>\(label)</h3>\(shown)\(postButton(
            isOpen ? "Fermer ce lien" : "Ouvrir ce lien", to: view.link.appending("liens"), visit: visit,
            icon: isOpen ? "lock" : "link", style: "small",
            fields: [("usage", purpose.rawValue), ("ouvert", isOpen ? "non" : "oui")]))
        """
}

// MARK: Who and where

private func actionFacts(_ view: ActionView) -> HTML {
    let action = view.action
    let classes = view.classes.map { "<a class=\"tag\" href=\"\(Link.schoolClass($0.id))\">\($0.code)</a>" as HTML }
    let staff = view.staff.map { HTML(text: $0.fullName) }
    let copied: HTML? = action.copiedFrom.map { "<a href=\"\(Link.action($0))\">l’édition précédente</a>" }
    return panel(
        "Fiche",
        facts(
            [
                ("Quand", HTML(text: action.when)), ("Salle", fact(view.room?.name)), ("Lieu", fact(action.place)),
                ("Classes", classes.isEmpty ? nil : "<span class=\"tags\">\(classes)</span>"),
                ("Enseignants", staff.isEmpty ? nil : .joined(staff, by: "<br>")),
                ("Demandée par", fact(action.requesterName)), ("Organisée par", fact(action.organiser)),
                ("Attendus", action.expected.map { HTML(text: FrenchNumber.grouped($0)) }),
                ("Budget", action.budgetCents.map { HTML(text: Cents(rawValue: $0).french) }),
                ("Mission", fact("\(action.mission), axe \(action.axis)")), ("Objectif", objectiveFact(view)),
                ("Risques", fact(action.riskNote)), ("Reprise de", copied),
            ], above: true))
}

/// The objective, with the way to the roadmap for who may read it.
private func objectiveFact(_ view: ActionView) -> HTML? {
    view.objective.map { reference($0.named, to: $0.link, opens: view.author.may(.steerOffice)) }
}

private func textPanels(_ action: Action) -> HTML {
    let texts = [
        ("Ce qui est souhaité", action.purpose), ("Programme", action.programme), ("Avant", action.preparation),
        ("Après", action.followUp), ("Bilan", action.report),
    ].filter { !$0.1.isEmpty }
    return .joined(texts.map { panel($0.0, "<p class=\"prewrap\">\(HTML.lines($0.1))</p>") })
}

// MARK: Professionals

private func guestPanel(_ view: ActionView, _ visit: Visit) -> HTML? {
    guard view.action.kind.wantsProfessionals else { return nil }
    let choose: HTML? =
        view.mayOrganise && view.action.state.isOpen
        ? button("Choisir et inviter", to: view.link.appending("invites"), icon: "plus", style: "small") : nil
    guard !view.guests.isEmpty else {
        let hint: HTML =
            view.mayOrganise
            ? "Personne sur la liste. Bureau propose d’abord les contacts qui se sont dits volontaires."
            : "Le bureau n’a encore invité personne."
        return panel("Professionnels", action: choose, "<p class=\"hint\">\(hint)</p>")
    }
    let coming = view.guests.count { $0.state.isComing }
    let items = view.guests.map { guestItem($0, view) }
    return panel(
        "Professionnels", action: choose,
        """
        <p class="hint">\(FrenchNumber.counted(coming, "a dit oui", "ont dit oui")) sur \(view.guests.count).</p>\
        <form method="post" action="\(view.link.appending("invites").appending("reponse"))">\(visit.hiddenFields)<ul class="lines">\(items)</ul>\(allCame(view))</form>
        """)
}

/// Most of them come: who did not is noted first, then all the others at once.
private func allCame(_ view: ActionView) -> HTML? {
    guard view.mayOrganise, view.mayNoteCame, view.guests.count(where: { $0.state == .accepted }) > 1 else {
        return nil
    }
    return """
        <p><button class="btn" name="reponse" value="\(NoteAllCame.value)">\(icon("check")) Tous les autres sont venus</button></p>
        """
}

private func guestItem(_ guest: GuestLine, _ view: ActionView) -> HTML {
    let company = reference(guest.companyName, to: .company(guest.companyId), opens: view.author.may(.seeCompanies))
    let slot: HTML? = view.slots.first { $0.id == guest.slotId }.map { "<p>\($0.described)</p>" }
    let message: HTML? = guest.message.isEmpty ? nil : "<p class=\"say\">\(guest.message)</p>"
    return """
        <li><div><strong>\(company)</strong> \(guest.state.badge)<p>\(guest.contactName ?? "Contact à préciser")</p>\
        \(slot)\(message)</div>\(view.mayOrganise ? guestGestures(guest, view) : nil)</li>
        """
}

private func guestGestures(_ guest: GuestLine, _ view: ActionView) -> HTML? {
    let gestures: [(String, ActionGuest.State)] =
        switch guest.state {
        case .toInvite, .invited: [("A dit oui", .accepted), ("A dit non", .declined)]
        case .accepted where view.mayNoteCame:
            [("Venu", .present), ("Pas venu", .absent)]
        case .accepted: [("Se désiste", .declined)]
        default: []
        }
    guard !gestures.isEmpty else { return nil }
    let buttons = gestures.map { label, state -> HTML in
        """
        <button class="btn small" name="reponse" value="\(guest.id.rawValue)~\(state.rawValue)">\(label)\
        <span class="vh"> : \(guest.companyName)</span></button>
        """
    }
    return "<div class=\"row\">\(buttons)</div>"
}

// MARK: Times

private func slotPanel(_ view: ActionView, _ state: FormState, _ visit: Visit) -> HTML? {
    let kind = view.action.kind
    let isOpen = view.mayOrganise && view.action.state.takesRoom
    guard isOpen || !view.slots.isEmpty else { return nil }
    let left = Dictionary(grouping: view.bookings.filter { $0.cancelledAt == nil }, by: \.slotId)
        .mapValues { $0.reduce(0) { $0 + $1.pupils } }
    let items = view.slots.map { slot -> HTML in
        let use: HTML? =
            slot.capacity == 0
            ? view.guests.first { $0.slotId == slot.id }.map { " <span class=\"muted\">\($0.label)</span>" }
            : " <span class=\"muted\">\(left[slot.id, default: 0])\u{A0}/\u{A0}\(slot.capacity) élèves</span>"
        let remove: HTML? =
            isOpen
            ? "<button class=\"btn small quiet\" name=\"creneau\" value=\"\(slot.id.rawValue)\">Retirer<span class=\"vh\"> \(slot.described)</span></button>"
            : nil
        return "<li><div>\(slotWords(slot, view.action))\(use)</div>\(remove)</li>"
    }
    let list: HTML = """
        <form method="post" action="\(view.link.appending("creneaux").appending("retrait"))">\(visit.hiddenFields)<ul class="lines">\(items)</ul></form>
        """
    let shown: HTML =
        items.count > 12 ? "<details class=\"more\"><summary>\(items.count) créneaux</summary>\(list)</details>" : list
    let grid: HTML? =
        kind.hasMeetings && !view.slots.isEmpty
        ? button("Grille des rendez-vous", to: view.link.appending("rendez-vous"), icon: "table", style: "small") : nil
    return panel(
        kind.isBooked ? "Créneaux ouverts aux collèges" : "Créneaux", action: grid,
        "\(items.isEmpty ? slotHint(kind) : shown)\(isOpen ? slotForm(view, state, visit) : nil)")
}

/// The day is said where it is not that of the action.
private func slotWords(_ slot: ActionSlot, _ action: Action) -> String {
    guard slot.heldOn == action.startsOn, action.lastDay == action.startsOn else { return slot.described }
    return slot.hours + (slot.label.isEmpty ? "" : ", " + slot.label)
}

private func slotHint(_ kind: ActionKind) -> HTML {
    if kind.hasMeetings {
        return
            "<p class=\"hint\">Dites de quelle heure à quelle heure, et la durée d’un entretien : les créneaux se font seuls.</p>"
    }
    if kind.isBooked {
        return
            "<p class=\"hint\">Ajoutez un créneau par atelier, avec ses places : les collèges réservent par un lien.</p>"
    }
    return "<p class=\"hint\">Sans créneau, les invités répondent oui ou non. Avec plusieurs, ils choisissent.</p>"
}

private func slotForm(_ view: ActionView, _ state: FormState, _ visit: Visit) -> HTML {
    let workshop: HTML? =
        view.action.kind.hasMeetings
        ? nil
        : """
        <div class="pair">\(field(state, "atelier", "Atelier ou thème", FieldOptions(optional: true)))\
        \(field(state, "places", "Places pour les élèves", FieldOptions(hint: "0 : pour les professionnels.", optional: true, inputMode: "numeric")))</div>
        """
    let open: HTML? = state.problems.isEmpty && !view.slots.isEmpty ? nil : " open"
    return """
        <details class="more"\(open)><summary>Ajouter des créneaux</summary>\(postForm(view.link.appending("creneaux"), state, visit: visit, """
            \(dateField(state, "jour_creneau", "Jour", hint: "Le jour de l’action si vous ne dites rien.", optional: true))\
            <div class="pair">\(field(state, "de", "De", FieldOptions(hint: "9 h", inputMode: "text")))\(field(state, "a", "À", FieldOptions(hint: "12 h")))</div>\
            <div class="pair">\(field(state, "duree", "Durée d’un créneau, en minutes", FieldOptions(optional: true, inputMode: "numeric")))\
            \(field(state, "pause", "Pause entre deux, en minutes", FieldOptions(optional: true, inputMode: "numeric")))</div>\
            \(workshop)\(formEnd("Ajouter les créneaux", icon: "plus"))
            """))</details>
        """
}

// MARK: Learners

private func learnerPanel(_ view: ActionView) -> HTML? {
    guard !view.learners.isEmpty else { return nil }
    guard view.action.state != .requested else {
        return panel("Élèves", "<p>\(FrenchNumber.counted(view.learners.count, "élève", "élèves")).</p>")
    }
    let minors = view.learners.filter { $0.isMinor(on: view.action.startsOn ?? view.today) }
    let missing = minors.count { $0.authorisedOn == nil }
    var lines: [HTML] = [
        "<p>\(FrenchNumber.counted(view.learners.count, "élève", "élèves")), \(FrenchNumber.counted(view.present, "présent", "présents")).</p>"
    ]
    if view.action.authorisation {
        lines.append(
            "<p>\(missing == 0 ? badge("Toutes les autorisations sont là", .done) : badge("\(missing) autorisation\(missing > 1 ? "s" : "") de parents à recevoir", .soon))</p>"
        )
    }
    guard view.author.may(.requestActions) else { return panel("Élèves", .joined(lines)) }
    var buttons = [
        button("Noter la présence", to: view.link.appending("presence"), icon: "check", style: "small"),
        button("Feuille d’émargement", to: view.link.appending("emargement.pdf"), icon: "print", style: "small"),
    ]
    if view.action.authorisation {
        buttons.append(
            button("Autorisations", to: view.link.appending("autorisations"), icon: "signature", style: "small"))
    }
    lines.append("<div class=\"row\">\(buttons)</div>")
    return panel("Élèves", .joined(lines))
}

private func bookingPanel(_ view: ActionView, _ visit: Visit) -> HTML? {
    guard view.mayOrganise, !view.bookings.isEmpty else { return nil }
    let rows = view.bookings.map { booking -> HTML in
        let slot = view.slots.first { $0.id == booking.slotId }?.described ?? ""
        guard booking.cancelledAt == nil else {
            return
                "<tr><th scope=\"row\">\(booking.college)</th><td>\(slot)</td><td class=\"num\">\(booking.pupils)</td><td colspan=\"2\">\(badge("Annulée", .neutral))</td></tr>"
        }
        let checked: HTML? = booking.authorisations ? " checked" : nil
        return """
            <tr><th scope="row">\(booking.college)<small>\(booking.person), \(booking.phone.isEmpty ? booking.email : booking.phone)</small></th>\
            <td data-label="Créneau">\(slot)</td><td class="num" data-label="Élèves">\(booking.pupils)</td>\
            <td data-label="Autorisations"><label class="choice"><input type="checkbox" name="autorise" value="\(booking.id.rawValue)"\(checked)> reçues</label></td>\
            <td data-label="Venus"><input class="short" name="venus-\(booking.id.rawValue)" inputmode="numeric" value="\(booking.attended.map(String.init) ?? "")" aria-label="Élèves venus, \(booking.college)"></td></tr>
            """
    }
    return panel(
        "Collèges",
        """
        <form method="post" action="\(view.link.appending("colleges"))">\(visit.hiddenFields)<div class="tablebox scroll"><table class="list asrows">\
        <caption class="vh">Réservations des collèges</caption><thead><tr><th scope="col">Collège</th><th scope="col">Créneau</th>\
        <th scope="col" class="num">Élèves</th><th scope="col">Autorisations</th><th scope="col">Venus</th></tr></thead><tbody>\(rows)</tbody></table></div>\
        \(formEnd("Enregistrer l’accueil"))</form>
        """)
}
