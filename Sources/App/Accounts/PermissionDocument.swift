import Domain
import HTTPTypes

/// `docs/permissions.md`, written from the code: who may do what, and what every address asks for.
public enum PermissionDocument {
    /// The whole document, from the roles, their permissions and the addresses that the features declare.
    public static func text(of app: Application) -> String {
        let site = Site(app: app)
        Features.addRoutes(to: site)
        return text(routes: site.declared)
    }

    static func text(routes: [DeclaredRoute]) -> String {
        """
        # Droits

        Ce document est écrit par le programme, à partir de `Domain/Accounts/Permission.swift` et des adresses que
        chaque domaine déclare. Un test le compare au code ; pour le récrire :
        `BUREAU_WRITE_DOCS=1 swift test --filter PermissionDocument`.

        Les droits suivent les rôles. Qui a plusieurs rôles dans un établissement a les droits de chacun, dans cet
        établissement seulement. Un enseignant voit les apprenants de ses classes et ceux dont il est référent : le
        filtre est dans l’accès aux données, pas dans les pages. Les rôles sans colonne n’ont encore aucun droit.

        ## Ce que chaque rôle peut faire

        \(matrix)

        ## Rôles

        \(roles)

        ## Adresses

        Sans ce que demande l’adresse : une page « Accès réservé » (403), ou la connexion si personne n’est connecté.
        Chaque écriture vérifie de nouveau le droit dans son opération, et tout formulaire porte un jeton.

        \(addresses(routes))

        """
    }

    private static var matrix: String {
        let roles = Role.allCases.filter { !$0.permissions.isEmpty }
        let head = "| Droit | " + roles.map(\.shortLabel).joined(separator: " | ") + " |"
        let rule = "|---|" + roles.map { _ in ":-:|" }.joined()
        let rows = Permission.allCases.map { permission in
            "| \(permission.label) (`\(permission.rawValue)`) | "
                + roles.map { $0.may(permission) ? "oui" : "–" }.joined(separator: " | ") + " |"
        }
        return ([head, rule] + rows).joined(separator: "\n")
    }

    private static var roles: String {
        let rows = Role.allCases.map { role in
            "| `\(role.rawValue)` | \(role.label) | \(Role.invitable.contains(role) ? "oui" : "–") |"
        }
        return (["| Rôle | Nom | Donné par l’établissement |", "|---|---|:-:|"] + rows).joined(separator: "\n")
    }

    private static func addresses(_ routes: [DeclaredRoute]) -> String {
        let rows = routes.map { route in
            "| `\(route.path)` | \(route.method.rawValue) | \(words(route.access)) |"
        }
        return (["| Adresse | Méthode | Qui |", "|---|---|---|"] + rows.sorted()).joined(separator: "\n")
    }

    private static func words(_ access: Access) -> String {
        switch access {
        case .everyone: "tout le monde"
        case .signedIn: "toute personne connectée"
        case .members(let permissions) where permissions.isEmpty: "toute personne de l’établissement"
        case .members(let permissions): permissions.map { "`\($0.rawValue)`" }.joined(separator: " ou ")
        }
    }
}
