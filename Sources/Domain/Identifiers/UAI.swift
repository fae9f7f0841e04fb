/// The code of a school (« unité administrative immatriculée », formerly RNE): 7 digits and a key letter.
public struct UAI: Identifier {
    /// 7 digits and an upper-case letter.
    public let rawValue: String

    /// Accepts lower case and separators.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un code UAI\u{A0}: 7 chiffres et une lettre.") }
        guard code.hasForm(digits: 7, letters: 1) else { throw UAI.refusal(ofForm: code) }
        let digits = code.text.prefix(7)
        let expected = String(digits) + UAI.key(of: digits)
        guard code.text == expected else {
            throw IdentifierRefusal(
                "La lettre de contrôle est fausse\u{A0}: \(digits) appelle la lettre \(UAI.key(of: digits)).",
                suggestion: expected)
        }
        rawValue = code.text
    }

    private static func refusal(ofForm code: TypedCode) -> IdentifierRefusal {
        let padded = "0" + code.text
        if code.hasForm(digits: 6, letters: 1), padded.hasSuffix(key(of: padded.prefix(7))) {
            return IdentifierRefusal(
                "Ce code UAI est trop court, sans doute sans son zéro du début. "
                    + "Confirmez\u{A0}: «\u{A0}\(padded)\u{A0}»\u{A0}?",
                suggestion: padded)
        }
        if code.hasForm(digits: 7, letters: 0) {
            let whole = code.text + key(of: code.text[...])
            return IdentifierRefusal(
                "La lettre de contrôle manque. Confirmez\u{A0}: «\u{A0}\(whole)\u{A0}»\u{A0}?", suggestion: whole)
        }
        return IdentifierRefusal("Un code UAI est fait de 7 chiffres puis d’une lettre, par exemple 0999001W.")
    }

    /// The number modulo 23 in an alphabet without I, O and Q, which look like digits.
    private static func key(of digits: Substring) -> String {
        let alphabet = Array("ABCDEFGHJKLMNPRSTUVWXYZ")
        return String(alphabet[ASCII.number(digits.utf8) % alphabet.count])
    }

    /// The département, as in the official table: `31`, `2A` (UAI in 620), `2B` (720), `971`, `988` (UAI in 983),
    /// `987` (UAI in 984).
    public var departmentCode: String {
        let prefix = String(rawValue.prefix(3))
        let special = ["620": "2A", "720": "2B", "983": "988", "984": "987"]
        if let code = special[prefix] { return code }
        return prefix.hasPrefix("0") ? String(prefix.dropFirst()) : prefix
    }

    /// The département of the school; `nil` where the number begins with none.
    public var departement: Departement? { Departement(code: departmentCode) }
}
