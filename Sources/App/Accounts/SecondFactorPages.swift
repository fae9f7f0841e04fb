import Domain

private let title = "Connexion en deux étapes"

func secondFactorOffPage(_ state: FormState, _ account: Account, _ visit: Visit) -> Page {
    let secret = state["secret"]
    let address = TOTP.address(secret: secret, account: account.email)
    return Page(
        title,
        """
        \(pageHead(title, crumbs: [("Mon compte", .myAccount)]))\
        \(postForm(.mySecondFactor, state, visit: visit, """
            <section aria-labelledby="un"><h2 id="un">1. Ajoutez le compte dans une application de codes</h2>\
            <p class="lead">FreeOTP, Aegis, Google Authenticator… sur votre téléphone. Lisez ce carré avec elle, ou recopiez la clé.</p>\
            \(QRCode(address).map { qrCodeImage($0, "Carré à lire avec l’application de codes") })\(facts([
                ("Nom du compte", HTML(text: "Bureau (" + account.email + ")")),
                ("Clé", "<code>\(Base32.grouped(secret, by: " "))</code>"),
                ("Réglages", "par le temps, SHA-1, 6 chiffres, 30 secondes"),
            ]))\
            <p><a class="btn" href="\(address)">\(icon("phone")) Ouvrir l’application sur ce téléphone</a></p></section>\
            <section aria-labelledby="deux"><h2 id="deux">2. Saisissez le code qu’elle montre</h2>\
            <input type="hidden" name="secret" value="\(secret)">\
            \(field(state, "code", "Code à six chiffres", FieldOptions(
                autocomplete: "one-time-code", inputMode: "numeric", style: "short")))\
            \(passwordField(state, "former", "Votre mot de passe", autocomplete: "current-password"))</section>\
            \(formEnd("Activer", cancel: .myAccount, icon: "shield"))
            """))
        """)
}

func secondFactorOnPage(_ state: FormState, codesLeft: Int, _ visit: Visit) -> Page {
    let left = FrenchNumber.counted(codesLeft, "code de secours inutilisé", "codes de secours inutilisés")
    return Page(
        title,
        """
        \(pageHead(title, crumbs: [("Mon compte", .myAccount)], meta: [badge("Activée", .done), HTML(text: left)]))\
        <form class="form" method="post" action="\(Link.mySecondFactor.appending("codes"))" novalidate>\
        \(errorSummary(state))\(visit.hiddenFields)\
        \(passwordField(state, "former", "Votre mot de passe", autocomplete: "current-password"))\
        <div class="formend"><button class="btn primary">\(icon("key")) Obtenir d’autres codes de secours</button>\
        <button class="btn danger" formaction="\(Link.mySecondFactor.appending("arret"))">Désactiver</button></div></form>
        """)
}

func secondFactorNeedsPasswordPage() -> Page {
    Page(
        title,
        """
        \(pageHead(title, crumbs: [("Mon compte", .myAccount)]))\
        \(emptyState(
            "shield", "Votre compte n’a pas de mot de passe",
            "Vous vous connectez par un autre service, qui a ses propres sécurités. La deuxième étape s’ajoute à un mot de passe.",
            action: button("Choisir un mot de passe", to: .forgottenPassword)))
        """)
}

/// The only time the recovery codes are shown.
func recoveryCodesPage(_ codes: [String]) -> Page {
    let items = codes.map { "<li><code>\($0)</code></li>" as HTML }
    return Page(
        "Codes de secours",
        """
        \(pageHead("Codes de secours", crumbs: [("Mon compte", .myAccount)]))\
        \(notice(.success, "La connexion en deux étapes est active."))\
        \(notice(.warning, """
            Notez ou imprimez ces codes : ils ne seront plus jamais montrés. Chacun remplace une fois le téléphone, \
            s’il est perdu ou en panne.
            """))\
        \(panel("Vos \(codes.count) codes", "<ul class=\"lines\">\(items)</ul>"))\
        <div class="formend">\(button("C’est noté", to: .myAccount, style: "primary"))</div>
        """)
}
