import App
import ArgumentParser
import Domain
import Foundation

/// Manages the accounts of a school.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gère les comptes d’un établissement.",
        discussion: """
            Exemples\u{A0}:

              bureau user list
              bureau user add camille@exemple.fr --first-name Camille --family-name Essai --role RBDE
              bureau user password camille@exemple.fr
            """,
        subcommands: [UserList.self, UserAdd.self, UserRoles.self, UserPassword.self, UserSuspend.self])
}

/// `bureau user list`
struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Affiche les comptes.", discussion: "Exemple\u{A0}:\n\n  bureau user list --json"
    )

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Flag(help: "Écrit un tableau JSON.")
    var json = false

    func run() async throws {
        let people = try await base.withApplication { try await $0.accounts(uai: place.school) }
        if json { return try Terminal.printJSON(people) }
        guard !people.isEmpty else {
            return Terminal.print("Aucun compte. Ajoutez-en un avec «\u{A0}bureau user add\u{A0}».")
        }
        let rows = people.map { person in
            [
                person.email, person.firstName + " " + person.familyName,
                person.roles.map(\.rawValue).joined(separator: ", "),
                person.active ? (person.invited ? "invité" : "actif") : "suspendu",
            ]
        }
        Terminal.print(TextTable(["Compte", "Nom", "Rôles", "État"], rows).text)
    }
}

/// `bureau user add`
struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Ouvre l’établissement à quelqu’un.",
        discussion: """
            Sans --password, affiche le lien d’invitation à remettre à la personne, qui y choisit son mot de passe.

            Exemple\u{A0}:

              bureau user add camille@exemple.fr --first-name Camille --family-name Essai --role RBDE --role CFP
            """)

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Argument(help: ArgumentHelp("Adresse électronique du compte.", valueName: "adresse"))
    var email: String

    @Option(name: .customLong("first-name"), help: ArgumentHelp("Prénom.", valueName: "prénom"))
    var firstName: String

    @Option(name: .customLong("family-name"), help: ArgumentHelp("Nom.", valueName: "nom"))
    var familyName: String

    @Option(
        help: ArgumentHelp("Rôle\u{A0}; à répéter pour plusieurs. \(RoleName.choices)", valueName: "rôle"),
        transform: RoleName.read)
    var role: [Role]

    @Flag(help: "Demande le mot de passe, ou le lit sur l’entrée standard.")
    var password = false

    func run() async throws {
        let new = NewAccount(email: email, firstName: firstName, familyName: familyName, roles: role)
        let chosen = password ? try PasswordInput.read() : nil
        let address = try await base.withApplication {
            try await $0.addAccount(new, password: chosen, uai: place.school)
        }
        Terminal.print("Accès ouvert à \(email).")
        if let address { Terminal.print("Lien d’invitation à lui remettre, valable 7 jours\u{A0}:\n\(address)") }
    }
}

/// `bureau user roles`
struct UserRoles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Change les rôles de quelqu’un.",
        discussion: "Exemple\u{A0}:\n\n  bureau user roles camille@exemple.fr RBDE CFP")

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Argument(help: ArgumentHelp("Adresse électronique du compte.", valueName: "adresse"))
    var email: String

    @Argument(
        help: ArgumentHelp("Tous ses rôles\u{A0}; les autres sont retirés. \(RoleName.choices)", valueName: "rôle"),
        transform: RoleName.read)
    var roles: [Role]

    func run() async throws {
        try await base.withApplication { try await $0.setRoles(roles, of: email, uai: place.school) }
        Terminal.print("Rôles de \(email)\u{A0}: \(roles.map(\.label).joined(separator: ", ")).")
    }
}

/// `bureau user password`
struct UserPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Change le mot de passe d’un compte et ferme ses sessions.",
        discussion: """
            Le mot de passe est demandé sans s’afficher, ou lu sur l’entrée standard.

            Exemple\u{A0}:

              bureau user password camille@exemple.fr
            """)

    @OptionGroup var base: DatabaseOptions

    @Argument(help: ArgumentHelp("Adresse électronique du compte.", valueName: "adresse"))
    var email: String

    func run() async throws {
        let password = try PasswordInput.read()
        try await base.withApplication { try await $0.setPassword(password, of: email) }
        Terminal.print("Mot de passe changé\u{A0}; les sessions de \(email) sont fermées.")
    }
}

/// `bureau user suspend`
struct UserSuspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Ferme un compte, ou le rouvre.",
        discussion: "Exemple\u{A0}:\n\n  bureau user suspend camille@exemple.fr --reopen")

    @OptionGroup var base: DatabaseOptions
    @OptionGroup var place: SchoolOptions

    @Argument(help: ArgumentHelp("Adresse électronique du compte.", valueName: "adresse"))
    var email: String

    @Flag(help: "Rouvre le compte au lieu de le fermer.")
    var reopen = false

    func run() async throws {
        try await base.withApplication { try await $0.setActive(reopen, of: email, uai: place.school) }
        Terminal.print(reopen ? "Compte rouvert\u{A0}: \(email)." : "Compte fermé\u{A0}: \(email).")
    }
}

/// The roles that a school gives, as people write them.
enum RoleName {
    static let choices = "Parmi\u{A0}: " + Role.invitable.map(\.rawValue).joined(separator: ", ") + "."

    @Sendable static func read(_ text: String) throws -> Role {
        let key = SearchKey(text).words
        guard let role = Role.invitable.first(where: { SearchKey($0.rawValue).words == key }) else {
            throw ValidationError("Rôle inconnu\u{A0}: «\u{A0}\(text)\u{A0}». \(choices)")
        }
        return role
    }
}
