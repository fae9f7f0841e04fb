import Domain

func signInPage(_ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        "Connexion", lead: "Le logiciel du bureau des entreprises.", visit: visit,
        """
        \(postForm(.signIn, state, visit: visit, """
            <input type="hidden" name="suite" value="\(state["suite"])">\
            \(field(state, "email", "Adresse électronique", FieldOptions(type: "email", autocomplete: "username")))\
            \(passwordField(state, "password", "Mot de passe", autocomplete: "current-password"))\
            <button class="btn primary wide">Se connecter</button>
            """))\
        \(visit.app.settings.oidc.map { providerButton($0, next: state["suite"]) })\
        <p class="small muted"><a href="\(Link.forgottenPassword)">Mot de passe oublié ?</a></p>\
        <p class="small muted">Vous êtes une entreprise\u{A0}? <a href="\(Link.bureaux)">Écrivez au bureau d’un lycée</a>, sans compte.</p>
        """)
}

private func providerButton(_ settings: Settings.OIDCSettings, next: String) -> HTML {
    """
    <p class="or">ou</p><p>\(button(
        "Continuer avec \(settings.label)", to: Link.provider.with([("suite", next)]), icon: "key", style: "wide"))</p>
    """
}

func secondFactorPage(_ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        "Deuxième étape", lead: "Saisissez le code à six chiffres que montre votre application.", visit: visit,
        """
        \(postForm(Link("/connexion/code"), state, visit: visit, """
            <input type="hidden" name="etape" value="\(state["etape"])">\
            <input type="hidden" name="suite" value="\(state["suite"])">\
            \(field(state, "code", "Code", FieldOptions(
                hint: "Téléphone perdu ? Saisissez un de vos codes de secours.", autocomplete: "one-time-code",
                inputMode: "text")))\
            <button class="btn primary wide">Continuer</button>
            """))\
        <p class="small muted"><a href="\(Link.signIn)">Recommencer la connexion</a></p>
        """)
}
