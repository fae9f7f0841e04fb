import Domain
import Foundation

/// The school copies an evaluation received on paper.
func evaluationPage(
    _ kind: Evaluation.Kind, _ placement: FollowedPlacement, _ state: FormState, isNew: Bool, _ visit: Visit
) -> Page {
    let back = Link.followUp(of: placement.id)
    let link = Link.placement(placement.id).appending("evaluation").appending(kind.piece)
    let meta: [HTML] = [HTML(text: placement.listName), HTML(text: placement.companyName), HTML(text: placement.dates)]
    let body: HTML = """
        \(evaluationFields(kind, state))<div class="pair">\
        \(field(state, "par", kind == .tutor ? "Rempli par" : "Rempli par l’élève, ou avec", FieldOptions(optional: true)))\
        \(dateField(state, "le", "Le", hint: "Aujourd’hui si vous ne dites rien.", optional: true))</div>\
        \(formEnd(isNew ? "Enregistrer l’évaluation" : "Corriger l’évaluation", cancel: back))
        """
    return Page(
        kind.label, in: .followUp,
        """
        <div class="page narrow">\(pageHead(kind.label, crumbs: [("Suivi", .followUp), (placement.learnerName, back)], meta: meta, actions: [
            button("Version papier", to: link.appending("papier.pdf"), icon: "print")
        ]))\(postForm(link, state, visit: visit, body))</div>
        """)
}

// MARK: Behind a personal link

/// What a tutor or a learner sees behind their link.
func linkPage(_ view: LinkView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link("/lien", [token])
    let lead: HTML =
        "\(view.placement.firstName), \(view.placement.classCode), chez \(view.placement.companyName), \(view.placement.dates). \(view.schoolName)."
    switch view.link.purpose {
    case .tutorEvaluation, .learnerReport:
        let kind = view.link.purpose.evaluation ?? .tutor
        let name =
            kind == .tutor
            ? field(state, "par", "Votre nom", FieldOptions(optional: true, autocomplete: "name")) : nil
        return publicBox(
            kind == .tutor ? "Évaluation de fin de PFMP" : "Bilan de ma PFMP", lead: lead, large: true, visit: visit,
            """
            \(errorSummary(state))<form class="form" method="post" action="\(link)" data-offline="\(view.link.id.rawValue)" novalidate>\(visit.hiddenFields)\
            \(evaluationFields(kind, state))\(name)\
            <button class="btn primary wide">\(icon("send")) Envoyer au lycée</button></form>
            """)
    case .presence:
        return presenceLinkPage(view, link, lead, visit)
    case .booklet, .learnerBooklet:
        return publicBox(
            "Livret de PFMP", lead: lead, large: true, visit: visit,
            view.booklet.map { bookletForm($0, as: view.link.purpose.bookletWriter ?? .tutor, to: link, visit) } ?? "")
    }
}

/// « Présent, absent, en retard aujourd’hui »: two clicks, the link and the answer (I26).
private func presenceLinkPage(_ view: LinkView, _ link: Link, _ lead: HTML, _ visit: Visit) -> Page {
    let title = view.placement.firstName + " est là aujourd’hui\u{A0}?"
    let day = view.today.spelled
    guard view.placement.isRunning(on: view.today) else {
        return publicBox(
            "Présence", lead: lead, visit: visit,
            notice(
                .info,
                "<p>Nous sommes le \(day) : le placement va \(view.placement.dates).</p>"))
    }
    let done: HTML? = view.mark.map { mark in
        notice(
            .success,
            "<p>Noté aujourd’hui\u{A0}: <strong>\(mark.answer.label.lowercased())</strong>. Vous pouvez changer votre réponse.</p>"
        )
    }
    let buttons = PresenceAnswer.allCases.map { answer -> HTML in
        let look = answer == .present ? "primary" : ""
        return
            "<button class=\"btn wide \(look)\" name=\"reponse\" value=\"\(answer.rawValue)\">\(answer.label)</button>"
    }
    return publicBox(
        title,
        lead: lead,
        visit: visit,
        """
        <p class="section">\(day.prefix(1).uppercased() + day.dropFirst())</p>\(done)\
        <form class="answers" method="post" action="\(link)">\(visit.hiddenFields)\(buttons)</form>\
        <p class="small muted">Le lycée est prévenu aussitôt d’une absence. Gardez ce lien\u{A0}: il sert chaque jour de la période.</p>
        """)
}

/// What was sent is received.
func linkThanksPage(_ saying: String, back: Link?, _ visit: Visit) -> Page {
    publicBox(
        "Merci", lead: HTML(text: saying), visit: visit,
        back.map { button("Revenir à la page pour compléter", to: $0) }
            ?? "<p class=\"small muted\">Vous pouvez fermer cette page.</p>")
}

/// The link serves no more, whatever the reason.
func linkClosedPage(_ visit: Visit) -> Page {
    publicBox(
        "Ce lien ne sert plus", lead: "Il a déjà servi, il a été remplacé, ou la période est finie.", visit: visit,
        "<p>Votre réponse est peut-être déjà arrivée. Sinon, demandez un nouveau lien au lycée.</p>")
}

/// A link just made: shown once, since only its hash is kept.
func newLinkPage(_ link: FollowUpLink, _ placement: FollowedPlacement, address: String, _ visit: Visit) -> Page {
    let back = Link.followUp(of: placement.id)
    let until = link.expiresAt.day(in: .gmt).adding(days: -1)
    let mail: HTML? =
        placement.tutorEmail.flatMap { email -> HTML? in
            link.purpose.bookletWriter == .learner || link.purpose == .learnerReport
                ? nil
                : postButton(
                    "Envoyer à \(email)", to: Link.placement(placement.id).appending("liens").appending("envoi"),
                    visit: visit, icon: "send", style: "primary",
                    fields: [("usage", link.purpose.rawValue)])
        }
    return Page(
        "Lien personnel", in: .followUp,
        """
        <div class="page narrow">\(pageHead("Lien personnel", crumbs: [("Suivi", .followUp), (placement.learnerName, back)], meta: [HTML(text: link.purpose.label)]))\
        <section class="panel"><h2>Copiez ce lien maintenant</h2><p class="hint">Il ne sera plus montré\u{A0}: Bureau n’en garde que l’empreinte. \
        Il sert jusqu’au \(until.long)\(link.purpose.servesOnce ? ", une seule fois" : "").</p>\
        <div class="field"><label for="f-lien">Adresse à transmettre</label><input id="f-lien" type="text" readonly value="\(address)"></div>\
        <div class="actions">\(mail)\(button("Revenir au suivi", to: back))</div>\
        <p class="hint section">Par courriel, Bureau envoie un nouveau lien et celui-ci ne sert plus.</p></section></div>
        """)
}
