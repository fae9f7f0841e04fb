/// A French postal code: 5 digits, written without « CEDEX », which belongs to the town.
public struct PostalCode: Identifier {
    /// 5 digits.
    public let rawValue: String

    /// Accepts separators between the digits.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un code postal de 5 chiffres.") }
        guard !code.text.contains("CEDEX") else {
            throw IdentifierRefusal("Écrivez CEDEX après le nom de la ville, pas dans le code postal.")
        }
        if code.hasForm(digits: 4, letters: 0) {
            throw IdentifierRefusal(
                "Il manque un chiffre, sans doute le zéro du début. "
                    + "Confirmez\u{A0}: «\u{A0}0\(code.text)\u{A0}»\u{A0}?",
                suggestion: "0" + code.text)
        }
        guard code.hasForm(digits: 5, letters: 0), !code.text.hasPrefix("00") else {
            throw IdentifierRefusal("Un code postal a 5 chiffres.")
        }
        rawValue = code.text
    }

    /// The département that the code points to; `nil` for Monaco and codes of no place. A few communes are served from
    /// the next département: their INSEE code decides.
    public var departement: Departement? {
        switch rawValue {
        case "97133": return Departement(code: "977")
        case "97150": return Departement(code: "978")
        default: break
        }
        let prefix = rawValue.prefix(2)
        if prefix == "20" {
            return Departement(code: ["0", "1"].contains(rawValue.dropFirst(2).prefix(1)) ? "2A" : "2B")
        }
        return Departement(code: String(prefix == "97" || prefix == "98" ? rawValue.prefix(3) : prefix))
    }
}
