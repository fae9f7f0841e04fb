import Domain

/// Who may do what: the table that the program itself obeys.
func rightsPage(for author: Author) -> Page {
    let heads = Role.invitable.map { "<th scope=\"col\">\($0.shortLabel)</th>" as HTML }
    let rows = Permission.allCases.map { permission -> HTML in
        let cells = Role.invitable.map { role -> HTML in
            role.may(permission)
                ? "<td class=\"yes\">\(icon("check"))<span class=\"vh\">oui</span></td>"
                : "<td class=\"no\">–<span class=\"vh\">non</span></td>"
        }
        return "<tr><th scope=\"row\">\(permission.label)</th>\(cells)</tr>"
    }
    return Page(
        "Table des droits", in: .settings,
        """
        \(settingsHead(.rights, for: author))\
        \(notice(.info, """
            Les droits suivent les rôles. Qui a plusieurs rôles a les droits de chacun. Un enseignant voit les \
            apprenants de ses classes et ceux dont il est référent.
            """))\
        <div class="tablebox scroll" tabindex="0" role="region" aria-label="Table des droits">\
        <table class="list matrix"><caption class="vh">Ce que chaque rôle peut faire</caption>\
        <thead><tr><th scope="col">Droit</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
        """)
}
