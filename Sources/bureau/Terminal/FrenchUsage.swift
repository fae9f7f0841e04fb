import Foundation

/// The sentences that the reader of arguments writes in English, in French.
enum FrenchUsage {
    static func translated(_ text: String) -> String {
        var text = text
        for (english, french) in phrases { text = text.replacing(english, with: french) }
        for (pattern, french) in sentences {
            text = text.replacingOccurrences(of: pattern, with: french, options: .regularExpression)
        }
        return text
    }

    private static let phrases: [(String, String)] = [
        ("OVERVIEW: ", ""), ("USAGE: ", "EMPLOI\u{A0}: "), ("Usage: ", "Emploi\u{A0}: "),
        ("\nARGUMENTS:", "\nARGUMENTS\u{A0}:"), ("\nOPTIONS:", "\nOPTIONS\u{A0}:"),
        ("\nSUBCOMMANDS:", "\nCOMMANDES\u{A0}:"), ("<subcommand>", "<commande>"),
        ("Show the version.", "Affiche la version."), ("Show help information.", "Affiche cette aide."),
        ("(default)", "(par défaut)"), ("(default: ", "(par défaut\u{A0}: "),
        ("; default: ", "\u{A0}; par défaut\u{A0}: "),
        ("' or '", "' ou '"), ("(values: ", "(valeurs\u{A0}: "), ("Error: ", "Erreur\u{A0}: "),
        ("Help:  ", "Aide\u{A0}: "),
    ]

    private static let sentences: [(String, String)] = [
        (#"See '(.*) --help' for more information\."#, "Pour en savoir plus : $1 --help"),
        (
            #"See 'bureau help(.*) <commande>' for detailed help\."#,
            "L’aide d’une commande : bureau$1 <commande> --help"
        ),
        (#"Unknown option '([^']*)'"#, "Option inconnue : $1"),
        (#"\. Did you mean '([^']*)'\?"#, ". Vouliez-vous dire $1 ?"),
        (#"Missing expected argument '([^']*)'"#, "Il manque : $1"),
        (#"Missing one of: (.*)"#, "Il manque l’un de : $1"),
        (#"Missing value for '([^']*)'"#, "Il manque la valeur de : $1"),
        (#"Missing required subcommand\."#, "Indiquez une commande."),
        (
            #"The option '([^']*)' does not take any value, but '(.*)' was specified\."#,
            "L’option $1 ne prend pas de valeur (« $2 » en trop)."
        ),
        (#"Unexpected argument '(.*)'"#, "Argument en trop : « $1 »"),
        (#"\d+ unexpected arguments: (.*)"#, "Arguments en trop : $1"),
        (#"The value '.*' is invalid for '[^']*': "#, ""),
        (#"The value '(.*)' is invalid for '([^']*)'"#, "La valeur « $1 » ne convient pas pour $2"),
        (#"Please provide one of the following:"#, "Choisissez parmi :"),
        (#"Please provide one of (.*)\."#, "Choisissez parmi : $1."),
        (#"Please provide (.*)\."#, "Écrivez $1."),
        (#"Value to be set with flag (.*) had already been set with flag (.*)"#, "$1 contredit $2"),
    ].map { ($0.0, $0.1.replacing(" :", with: "\u{A0}:").replacing(" ?", with: "\u{A0}?")) }
}
