import Domain
import Persistence

/// The mails about accounts. Plain text, short, with the one link that matters on a line of its own.
enum AccountMail {
    case invitation(name: String, school: String, inviter: String, address: String)
    case welcome(name: String, school: String, inviter: String, address: String)
    case reset(name: String, address: String)
    case passwordChanged(name: String, address: String)
    case secondFactorChanged(name: String, on: Bool)

    var subject: String {
        switch self {
        case .invitation(_, let school, _, _): "Votre accès au bureau des entreprises – \(school)"
        case .welcome(_, let school, _, _): "Vous avez accès à un nouvel établissement – \(school)"
        case .reset: "Choisir un nouveau mot de passe"
        case .passwordChanged: "Votre mot de passe a été changé"
        case .secondFactorChanged(_, let on):
            on ? "La connexion en deux étapes est activée" : "La connexion en deux étapes est désactivée"
        }
    }

    var body: String {
        switch self {
        case .invitation(let name, let school, let inviter, let address):
            """
            Bonjour \(name),

            \(inviter) vous ouvre un accès à Bureau, le logiciel du bureau des entreprises (\(school)).
            Choisissez votre mot de passe à cette adresse :

            \(address)

            Ce lien sert une seule fois, pendant \(OneTimeLink.Purpose.invitation.duration).
            """
        case .welcome(let name, let school, let inviter, let address):
            """
            Bonjour \(name),

            \(inviter) vous ouvre l’accès à \(school). Connectez-vous avec votre compte habituel :

            \(address)
            """
        case .reset(let name, let address):
            """
            Bonjour \(name),

            Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre compte. Choisissez-le ici :

            \(address)

            Ce lien sert une seule fois, pendant \(OneTimeLink.Purpose.reset.duration). Si vous n’avez rien demandé,
            ne faites rien : votre mot de passe ne change pas.
            """
        case .passwordChanged(let name, let address):
            """
            Bonjour \(name),

            Le mot de passe de votre compte vient d’être changé. Si ce n’est pas vous, choisissez-en un autre tout
            de suite et prévenez la personne qui gère les comptes :

            \(address)
            """
        case .secondFactorChanged(let name, let on):
            """
            Bonjour \(name),

            La connexion en deux étapes de votre compte vient d’être \(on ? "activée" : "désactivée"). Si ce n’est
            pas vous, changez votre mot de passe et prévenez la personne qui gère les comptes.
            """
        }
    }
}

extension PlatformDatabase {
    func send(_ mail: AccountMail, to account: Account, of school: ID<School>? = nil, at now: Now) throws {
        try send(to: account.email, subject: mail.subject, body: mail.body, school: school, at: now)
    }
}
