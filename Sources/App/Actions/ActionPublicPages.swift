import Domain
import Persistence

// Pages behind personal links: no account, one thing to do.

func guestInvitationPage(_ view: InvitationView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let action = view.action
    let name = view.name.isEmpty ? view.companyName : view.name
    let lead: HTML =
        view.action.state.isDone
        ? "\(view.school.name) vous remercie, \(name)." : "\(view.school.name) vous invite, \(name)."
    let details = facts([
        ("Quand", HTML(text: action.when)),
        ("Où", fact(action.place.isEmpty ? view.placeOfSchool : action.place)),
        ("Pourquoi", action.purpose.isEmpty ? nil : .lines(action.purpose)),
        ("Programme", action.programme.isEmpty ? nil : .lines(action.programme)),
        ("Contact", fact(Paper.phone(view.school.bureauPhone ?? view.school.phone))),
    ])
    return publicBox(
        action.title, lead: lead, large: true, visit: visit, "\(details)\(invitationBody(view, token, state, visit))")
}

extension String {
    /// With a full stop at its end, unless it has its own.
    fileprivate var asSentence: String {
        guard let last, !".!?…".contains(last) else { return self }
        return self + "."
    }
}

extension InvitationView {
    /// « Amphithéâtre, Lycée professionnel…, 1 rue… »: some never came.
    fileprivate var placeOfSchool: String {
        ([room, school.name].compactMap(\.self) + school.address.lines).joined(separator: ", ")
    }
}

private func invitationBody(_ view: InvitationView, _ token: String, _ state: FormState, _ visit: Visit) -> HTML {
    if view.guest.state == .withdrawn {
        return notice(
            .info,
            "<p>Vous avez demandé à ne plus recevoir d’invitation de ce lycée : c’est fait, et cette action ne vous attend pas.</p>"
        )
    }
    if view.action.state == .cancelled || view.action.state == .declined {
        return notice(
            .warning,
            "<p><strong>Cette action est annulée.</strong> \(view.action.reason.asSentence) Vous n’avez rien à faire.</p>\(withdrawal(token, visit))"
        )
    }
    if view.action.state.isDone {
        return
            "\(opinionForm(.company, view.opinion, Link.invitation(token).appending("avis"), state, visit))\(withdrawal(token, visit))"
    }
    return "\(currentAnswer(view))\(answerForm(view, token, state, visit))\(withdrawal(token, visit))"
}

private func currentAnswer(_ view: InvitationView) -> HTML? {
    switch view.guest.state {
    case .accepted:
        let slot = view.slots.first { $0.id == view.guest.slotId }.map { " " + $0.described } ?? ""
        return notice(
            .success, "<p>Vous avez répondu <strong>oui</strong>.\(slot) Vous pouvez changer d’avis ci-dessous.</p>")
    case .declined:
        return notice(.info, "<p>Vous avez répondu <strong>non</strong>. Vous pouvez changer d’avis ci-dessous.</p>")
    default: return nil
    }
}

private func answerForm(_ view: InvitationView, _ token: String, _ state: FormState, _ visit: Visit) -> HTML {
    let choices: HTML? =
        view.mayChoose
        ? selectField(
            state, "creneau", "Quel créneau vous convient ?",
            view.slots.filter { view.free.contains($0.id) }.map { ($0.id.rawValue, $0.described) }, empty: "Choisir",
            hint: "Seulement si vous répondez oui.") : nil
    return postForm(
        .invitation(token), state, visit: visit,
        """
        \(choices)\(textArea(state, "message", "Un mot pour nous", hint: "Matériel, nombre de personnes, accès…", optional: true, rows: 2))\
        <div class="formend"><button class="btn primary" name="reponse" value="oui">\(icon("check")) Oui, je viens</button>\
        <button class="btn" name="reponse" value="non">Non, pas cette fois</button></div>
        """)
}

private func withdrawal(_ token: String, _ visit: Visit) -> HTML {
    """
    <details class="more section"><summary>Ne plus recevoir d’invitation</summary><p>Le lycée ne vous invitera plus à aucune action, et retire ce que vous aviez accepté.</p>\
    \(postButton("Ne plus m’inviter", to: Link.invitation(token).appending("retrait"), visit: visit, style: "quiet"))</details>
    """
}

/// Four answers to one question.
private func opinionForm(
    _ giver: ActionFeedback.Giver, _ former: ActionFeedback?, _ link: Link, _ state: FormState, _ visit: Visit
) -> HTML {
    let chosen = Int(state["note"]) ?? former?.rating
    let choices = (1...4).reversed().map { rating -> HTML in
        let checked: HTML? = rating == chosen ? " checked" : nil
        return
            "<label class=\"choice\"><input type=\"radio\" name=\"note\" value=\"\(rating)\"\(checked)> \(ActionFeedback.scale[rating - 1])</label>"
    }
    let error: HTML? = state.problem("note").map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    let thanks: HTML? =
        former == nil ? nil : notice(.success, "<p>Votre avis est noté, merci. Vous pouvez le changer.</p>")
    return """
        \(thanks)\(postForm(link, state, visit: visit, """
            <fieldset class="group" id="f-note"><legend>\(giver.question)</legend><div class="answers">\(choices)</div>\(error)</fieldset>\
            \(textArea(state, "remarque", "Ce qu’il faudrait garder ou changer", optional: true, rows: 2))\(formEnd("Donner mon avis"))
            """))
        """
}

func learnerOpinionPage(_ view: OpinionView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        view.action.title, lead: "Ton avis, sans ton nom : une question, dix secondes.", visit: visit,
        opinionForm(.learner, nil, .opinion(token), state, visit))
}

// MARK: Collèges

func bookingPage(_ view: BookingView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let action = view.action
    let open = view.slots.filter { view.left[$0.id, default: 0] > 0 }
    let choices = open.map { slot in
        (
            value: slot.id.rawValue,
            label: "\(slot.described) – \(FrenchNumber.counted(view.left[slot.id, default: 0], "place", "places"))"
        )
    }
    let body: HTML =
        !action.state.takesRoom
        ? notice(.warning, "<p>Les réservations sont fermées. Écrivez au lycée pour une autre date.</p>")
        : choices.isEmpty
            ? notice(.info, "<p>Tous les créneaux sont pris. Écrivez au lycée pour une autre date.</p>")
            : postForm(.booking(token), state, visit: visit, bookingFields(state, choices))
    return publicBox(
        action.title, lead: "\(view.school.name), \(view.school.address.city). Réservez pour vos élèves, sans compte.",
        large: true,
        visit: visit, "\(action.purpose.isEmpty ? nil : "<p>\(HTML.lines(action.purpose))</p>" as HTML)\(body)")
}

private func bookingFields(_ state: FormState, _ choices: [(value: String, label: String)]) -> HTML {
    """
    \(selectField(state, "creneau", "Créneau", choices, empty: "Choisir"))\
    <div class="pair">\(field(state, "college", "Collège"))\(field(state, "uai", "Code UAI", FieldOptions(optional: true)))</div>\
    <div class="pair">\(field(state, "niveau", "Classe ou niveau", FieldOptions(hint: "4e B", optional: true)))\
    \(field(state, "eleves", "Nombre d’élèves", FieldOptions(inputMode: "numeric")))</div>\
    \(field(state, "personne", "Votre nom et votre fonction", FieldOptions(autocomplete: "name")))\
    <div class="pair">\(field(state, "courriel", "Votre courriel", FieldOptions(type: "email", autocomplete: "email")))\
    \(field(state, "telephone", "Votre téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "tel")))</div>\
    \(checkbox(state, "autorisations", "Les parents ont donné leur autorisation, ou la donneront avant la visite"))\
    \(textArea(state, "remarque", "À savoir", hint: "Fauteuil roulant, heure d’arrivée du car…", optional: true, rows: 2))\
    \(formEnd("Réserver"))
    """
}

func ownBookingPage(_ view: OwnBookingView, _ token: String, _ visit: Visit) -> Page {
    let booking = view.booking
    let cancel: HTML =
        booking.cancelledAt != nil
        ? notice(.info, "<p>Cette réservation est annulée : vos places sont rendues.</p>")
        : "\(notice(.success, "<p>Votre réservation est notée. Un courriel vous la rappelle.</p>"))<details class=\"more section\"><summary>Annuler</summary>\(postButton("Rendre mes places", to: Link("/reservations", [token, "annulation"]), visit: visit, style: "quiet"))</details>"
    return publicBox(
        view.action.title, lead: HTML(text: view.school.name), visit: visit,
        """
        \(facts([("Créneau", HTML(text: view.slot.described)), ("Collège", fact(booking.college)), ("Élèves", "\(booking.pupils)"),
            ("Lieu", fact(view.school.address.lines.joined(separator: ", "))), ("Téléphone", fact(Paper.phone(view.school.phone)))]))\(cancel)
        """)
}
