/// A field for a password, with a button that shows what is typed where scripts run.
func passwordField(
    _ state: FormState, _ name: String, _ label: String, hint: String? = nil, autocomplete: String
) -> HTML {
    fieldFrame(state, name, label, hint: hint, optional: false) { described in
        """
        <div class="joined"><input id="f-\(name)" name="\(name)" type="password" autocomplete="\(autocomplete)"\(described)>\
        <button type="button" class="btn" data-reveal="f-\(name)" hidden>Afficher</button></div>
        """
    }
}

/// A field for a password that is being chosen.
func newPasswordField(_ state: FormState, _ label: String = "Mot de passe", name: String = "password") -> HTML {
    passwordField(
        state, name, label,
        hint: "\(PasswordRefusal.leastLength) caractères au moins. Une phrase est plus sûre et se retient mieux.",
        autocomplete: "new-password")
}
