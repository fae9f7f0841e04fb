import Domain

func forgottenPasswordPage(_ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        "Mot de passe oublié", lead: "Indiquez votre adresse : un lien vous permettra d’en choisir un autre.",
        visit: visit,
        """
        \(postForm(.forgottenPassword, state, visit: visit, """
            \(field(state, "email", "Adresse électronique", FieldOptions(type: "email", autocomplete: "username")))\
            <button class="btn primary wide">Recevoir un lien</button>
            """))<p class="small muted"><a href="\(Link.signIn)">Revenir à la connexion</a></p>
        """)
}

/// Says the same thing whether the address is known or not.
func passwordRequestedPage(_ visit: Visit) -> Page {
    let mails: HTML =
        visit.app.settings.smtp == nil
        ? """
        Ce programme n’envoie pas encore de courriels : demandez un lien à la personne qui gère les comptes de \
        votre établissement.
        """
        : """
        Si cette adresse est celle d’un compte, un lien vient de lui être envoyé. Il sert pendant \
        \(OneTimeLink.Purpose.reset.duration). Regardez aussi dans les courriels indésirables.
        """
    return publicBox(
        "Demande reçue", lead: mails, visit: visit,
        "<p>\(button("Revenir à la connexion", to: .signIn, style: "wide"))</p>")
}

func choosePasswordPage(
    _ state: FormState, _ account: Account, _ purpose: OneTimeLink.Purpose, _ token: String, _ visit: Visit
) -> Page {
    publicBox(
        purpose == .invitation ? "Bienvenue, \(account.firstName)" : "Nouveau mot de passe",
        lead: "Choisissez le mot de passe du compte <strong>\(account.email)</strong>.", visit: visit,
        postForm(
            purpose.link(token), state, visit: visit,
            """
            <input type="hidden" name="username" autocomplete="username" value="\(account.email)">\
            \(newPasswordField(state))<button class="btn primary wide">Enregistrer le mot de passe</button>
            """))
}

func linkExpiredPage(_ purpose: OneTimeLink.Purpose, _ visit: Visit) -> Page {
    let remedy: HTML =
        switch purpose {
        case .reset: "<p>\(button("Demander un autre lien", to: .forgottenPassword, style: "primary wide"))</p>"
        case .invitation:
            """
            <p class="lead">Si vous avez déjà choisi votre mot de passe, connectez-vous. Sinon, demandez une nouvelle \
            invitation à la personne qui vous a écrit.</p>
            """
        }
    return publicBox(
        "Ce lien ne sert plus", lead: HTML(text: LinkExpired().message), visit: visit,
        "\(remedy)<p>\(button("Aller à la connexion", to: .signIn, style: "wide"))</p>")
}
