import Domain
import Foundation

func peoplePage(_ people: [Colleague], for author: Author) -> Page {
    let columns: [Column<Colleague>] = [
        Column("Nom", header: true) { person in
            """
            <a class="rowlink" href="\(Link.person(person.account.id))">\(person.account.familyName) \
            \(person.account.firstName)</a>
            """
        },
        Column("Rôles") { person in "<span class=\"tags\">\(person.roles.map { tag($0.shortLabel) })</span>" },
        Column("Adresse électronique") { HTML(text: $0.account.email) },
        Column("État") { personBadge($0) },
        Column("Dernière connexion") { person in
            HTML(text: person.signedInAt.map { $0.day(in: author.zone).long } ?? "Jamais")
        },
    ]
    return Page(
        "Personnes et rôles", in: .settings,
        """
        \(settingsHead(.people, for: author, actions: [
            button("Inviter quelqu’un", to: .invitation, icon: "plus", style: "primary")
        ]))\
        \(listTable("Personnes qui ont un compte", people, columns))\
        \(pager(FrenchNumber.counted(people.count, "personne", "personnes"), previous: nil, next: nil))
        """)
}

private func personBadge(_ person: Colleague) -> HTML {
    if !person.account.active { return badge("Suspendu", .late) }
    if person.isInvited { return badge("Invitation en cours", .waiting) }
    return person.hasSecondFactor ? badge("Actif, deux étapes", .done) : badge("Actif", .done)
}

func invitationPage(_ state: FormState, _ staff: [StaffMember], _ visit: Visit, for author: Author) -> Page {
    Page(
        "Inviter quelqu’un", in: .settings,
        """
        \(pageHead("Inviter quelqu’un", crumbs: [("Réglages", .settings), ("Personnes et rôles", .people)]))\
        \(postForm(.invitation, state, visit: visit, """
            <div class="pair">\(field(state, "firstName", "Prénom"))\(field(state, "familyName", "Nom"))</div>\
            \(field(state, "email", "Adresse électronique professionnelle", FieldOptions(type: "email")))\
            \(rolesFields(state, staff))\
            \(formEnd("Inviter", cancel: .people, icon: "send"))
            """))
        """)
}

private func rolesFields(_ state: FormState, _ staff: [StaffMember]) -> HTML {
    let roles = Role.invitable.map { (value: $0.rawValue, label: $0.label) }
    let people = staff.map { (value: $0.id.rawValue, label: $0.listName) }
    return """
        \(checkboxes(state, "roles", "Rôles", roles, hint: "Plusieurs rôles additionnent leurs droits."))\
        \(selectField(
            state, "staff", "Dans l’équipe, c’est", people, empty: "Personne de la liste",
            hint: "Ce lien dit à un enseignant quelles classes sont les siennes.", optional: true))
        """
}

/// What the page of a person shows.
struct PersonView: Sendable {
    let person: Colleague
    let staff: [StaffMember]
    /// Whether the account also works in another establishment.
    let isShared: Bool
    /// Whether it is the account of the person who looks.
    let isOwn: Bool
    let journal: [JournalEntry]
    let zone: TimeZone
}

func personPage(_ view: PersonView, _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    let account = view.person.account
    return Page(
        account.fullName, in: .settings,
        """
        \(pageHead(
            account.fullName, crumbs: [("Réglages", .settings), ("Personnes et rôles", .people)],
            meta: [HTML(text: account.email), personBadge(view.person)]))\
        <div class="columns"><div>\(panel("Rôles", postForm(
            Link.person(account.id).appending("roles"), state, visit: visit,
            "\(rolesFields(state, view.staff))\(formEnd("Enregistrer les rôles"))")))\
        \(accountHistory(view))</div><aside>\(accessPanel(view, visit))</aside></div>
        """)
}

private func accountHistory(_ view: PersonView) -> HTML {
    guard !view.journal.isEmpty else { return "" }
    let items = view.journal.map { entry -> HTML in
        """
        <li>\(icon("history"))<div><p class="what">\(entry.action)</p>\
        <p class="when">\(entry.happenedAt.french(in: view.zone)), \(entry.authorName)</p></div></li>
        """
    }
    return panel("Historique", "<ul class=\"timeline\">\(items)</ul>")
}

private func accessPanel(_ view: PersonView, _ visit: Visit) -> HTML {
    let person = view.person
    let link = Link.person(person.account.id)
    let known = facts([
        ("Dernière connexion", fact(person.signedInAt?.french(in: view.zone) ?? "Jamais")),
        ("Deux étapes", fact(person.hasSecondFactor ? "Oui" : "Non")), ("Équipe", fact(person.staffName)),
        ("Autre établissement", fact(view.isShared ? "Oui" : nil)),
    ])
    if view.isOwn {
        return panel(
            "Accès", "\(known)<p class=\"hint\">C’est votre compte.</p>\(button("Mon compte", to: .myAccount))")
    }
    let renew = postButton(
        person.isInvited ? "Renouveler l’invitation" : "Envoyer un lien de mot de passe",
        to: link.appending("lien"), visit: visit, icon: "link")
    let suspend =
        person.account.active
        ? postButton("Suspendre le compte", to: link.appending("suspension"), visit: visit, icon: "pause")
        : postButton("Rouvrir le compte", to: link.appending("reouverture"), visit: visit, icon: "unlock")
    let remove = postButton(
        "Retirer l’accès", to: link.appending("retrait"), visit: visit, icon: "cross", style: "danger")
    return panel(
        "Accès",
        """
        \(known)<div class="actions">\(person.account.active ? renew : nil)\(view.isShared ? nil : suspend)\(remove)</div>
        """)
}

/// The only time a link is shown: when no mail can carry it.
func handOverPage(
    _ address: String, _ purpose: OneTimeLink.Purpose, name: String, then next: Link, _ author: Author
) -> Page {
    Page(
        "Lien à remettre", in: .settings,
        """
        \(pageHead("Lien à remettre à \(name)", crumbs: [("Réglages", .settings), ("Personnes et rôles", .people)]))\
        \(notice(.warning, """
            Ce programme n’envoie pas encore de courriels. Remettez ce lien vous-même, à cette personne seulement : il \
            ne sera plus montré. Il sert une fois, pendant \(purpose.duration).
            """))\
        \(panel("Le lien", "<p><code>\(address)</code></p>"))\
        <div class="formend">\(button("C’est fait", to: next, style: "primary"))</div>
        """)
}
