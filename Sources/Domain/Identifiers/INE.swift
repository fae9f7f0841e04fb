/// The national number of a learner (« identifiant national élève »): 11 characters.
///
/// Personal data: `description` is masked so that a log cannot hold one by accident; `rawValue` and `display` are whole.
/// The last character is a key whose algorithm is not public: it is not checked, uniqueness in the school is.
public struct INE: Identifier {
    /// How the number is made up.
    public enum Family: Sendable {
        /// 9 digits and 2 letters, given by the national register since 2018.
        case national
        /// 10 digits and a letter, given by an académie or by agricultural schools before.
        case academic
        /// 11 digits and letters in another order: accepted with a remark.
        case other
    }

    /// 11 characters, upper case. Not for logs nor addresses.
    public let rawValue: String
    /// How this one is made up.
    public let family: Family

    /// Accepts lower case and separators.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        if code.isScientific {
            throw IdentifierRefusal("Cet INE a été abîmé par le tableur\u{A0}: mettez la colonne au format texte.")
        }
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un INE de 11 caractères.") }
        guard code.isAlphanumeric else {
            throw IdentifierRefusal("Un INE ne contient que des chiffres et des lettres sans accent.")
        }
        guard code.count == 11 else {
            throw IdentifierRefusal("Un INE a 11 caractères, celui-ci en a \(code.count).")
        }
        rawValue = code.text
        family =
            code.hasForm(digits: 9, letters: 2)
            ? .national : code.hasForm(digits: 10, letters: 1) ? .academic : .other
    }

    /// An unusual form.
    public var remark: String? {
        family == .other ? "Forme inhabituelle, tolérée\u{A0}: vérifiez cet INE dans le dossier de l’élève." : nil
    }

    /// `•••••••••AB`: enough to compare, too little to identify.
    public var masked: String { String(repeating: "•", count: 9) + rawValue.suffix(2) }

    /// Masked.
    public var description: String { masked }
}
