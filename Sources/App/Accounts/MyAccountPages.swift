import Domain
import Foundation

/// What « Mon compte » shows.
struct MyAccountView: Sendable {
    let account: Account
    /// One for each establishment.
    let authors: [Author]
    let security: AccountSecurity
    let sessions: [SessionLine]
    let currentSession: String
    let zone: TimeZone
    let today: LocalDate
}

func myAccountPage(_ view: MyAccountView, _ state: FormState, _ visit: Visit) -> Page {
    Page(
        "Mon compte",
        """
        \(pageHead("Mon compte", meta: [HTML(text: view.account.email)]))\
        <div class="columns"><div>\(namePanel(state, visit))\(sessionsPanel(view, visit))</div>\
        <aside>\(rolesPanel(view))\(passwordPanel(view))\(secondFactorPanel(view))</aside></div>
        """)
}

private func namePanel(_ state: FormState, _ visit: Visit) -> HTML {
    panel(
        "Votre nom",
        postForm(
            Link("/compte/nom"), state, visit: visit,
            """
            <div class="pair">\(field(state, "firstName", "Prénom", FieldOptions(autocomplete: "given-name")))\
            \(field(state, "familyName", "Nom", FieldOptions(autocomplete: "family-name")))</div>\
            \(formEnd("Enregistrer le nom"))
            """))
}

private func rolesPanel(_ view: MyAccountView) -> HTML {
    guard !view.authors.isEmpty else {
        return panel(
            "Vos établissements",
            emptyState(
                "office", "Aucun établissement",
                "Demandez à la personne qui gère les comptes de votre lycée de vous donner un rôle."))
    }
    let items = view.authors.map { author -> HTML in
        let roles = author.roles.map { tag($0.label) }
        return "<li><div><strong>\(author.schoolName)</strong><div class=\"tags\">\(roles)</div></div></li>"
    }
    return panel("Vos établissements", "<ul class=\"lines\">\(items)</ul>")
}

private func passwordPanel(_ view: MyAccountView) -> HTML {
    let text =
        view.security.hasPassword
        ? "Choisissez-le long, et gardez-le pour ce site seulement."
        : "Votre compte n’a pas de mot de passe : vous vous connectez autrement."
    let gesture =
        view.security.hasPassword
        ? button("Changer le mot de passe", to: .myPassword, icon: "key")
        : button("Choisir un mot de passe", to: .forgottenPassword, icon: "key")
    return panel("Mot de passe", "<p class=\"hint\">\(text)</p>\(gesture)")
}

private func secondFactorPanel(_ view: MyAccountView) -> HTML {
    let state = view.security.hasSecondFactor ? badge("Activée", .done) : badge("Désactivée", .neutral)
    return panel(
        "Connexion en deux étapes", action: state,
        """
        <p class="hint">Un code du téléphone en plus du mot de passe : un mot de passe volé ne suffit plus.</p>\
        \(button(view.security.hasSecondFactor ? "Gérer" : "Activer", to: .mySecondFactor, icon: "shield"))
        """)
}

private func sessionsPanel(_ view: MyAccountView, _ visit: Visit) -> HTML {
    let items = view.sessions.map { session -> HTML in
        let isCurrent = session.tokenHash == view.currentSession
        let gesture =
            isCurrent
            ? badge("Cette session", .done)
            : postButton(
                "Fermer", to: Link("/compte/sessions/fermeture"), visit: visit, style: "small",
                fields: [("session", session.tokenHash)])
        return """
            <li>\(icon("lock"))<div>\(session.label)<p>Ouverte le \(session.createdAt.french(in: view.zone)), \
            vue le \(session.seenAt.french(in: view.zone))</p></div>\(gesture)</li>
            """
    }
    let all: HTML? =
        view.sessions.count > 1
        ? postButton(
            "Fermer toutes les autres", to: Link("/compte/sessions/fermeture"), visit: visit, style: "danger small")
        : nil
    return panel("Vos sessions", action: all, "<ul class=\"lines\">\(items)</ul>")
}

func myPasswordPage(_ state: FormState, _ account: Account, _ visit: Visit) -> Page {
    Page(
        "Changer le mot de passe",
        """
        \(pageHead("Changer le mot de passe", crumbs: [("Mon compte", .myAccount)]))\
        \(postForm(.myPassword, state, visit: visit, """
            <input type="hidden" name="username" autocomplete="username" value="\(account.email)">\
            \(passwordField(state, "former", "Mot de passe actuel", autocomplete: "current-password"))\
            \(newPasswordField(state, "Nouveau mot de passe"))\
            <p class="hint">Vos sessions ouvertes ailleurs seront fermées.</p>\
            \(formEnd("Changer le mot de passe", cancel: .myAccount))
            """))
        """)
}

extension Moment {
    /// `1 mars 2027 à 08 h 30`
    func french(in zone: TimeZone) -> String {
        day(in: zone).long + " à " + clock(in: zone)
    }
}
