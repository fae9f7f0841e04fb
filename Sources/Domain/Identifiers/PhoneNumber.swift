/// A telephone number in international form (E.164): `+33199001234`.
///
/// French national numbers are read with their overseas prefixes: `0692…` becomes `+262692…`.
public struct PhoneNumber: Identifier {
    /// E.164: `+33199001234`.
    public let rawValue: String

    /// Accepts `01 99 00 12 34`, `+33 (0)1 99 00 12 34`, `0033…`, `+262 692…` and foreign numbers with their `+`.
    public init(_ text: String) throws(IdentifierRefusal) {
        guard !TypedCode(text).isScientific else {
            throw IdentifierRefusal("Ce numéro a été abîmé par le tableur\u{A0}: mettez la colonne au format texte.")
        }
        let dialled = try PhoneNumber.dialled(text)
        guard dialled.hasPrefix("+") else {
            rawValue = try PhoneNumber.international(fromNational: dialled)
            return
        }
        rawValue = try PhoneNumber.checked(dialled.dropFirst())
    }

    /// Digits, with a leading `+` when the number is international.
    private static func dialled(_ text: String) throws(IdentifierRefusal) -> String {
        var code = TypedCode(text).text
        if code.hasPrefix("00") { code = "+" + code.dropFirst(2) }
        if code.hasPrefix("+") { code = code.replacing("(0)", with: "") }
        code.removeAll { $0 == "(" || $0 == ")" || $0 == "/" }
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un numéro de téléphone.") }
        let digits = code.utf8.first == 0x2B ? code.utf8.dropFirst() : code.utf8[...]
        guard digits.allSatisfy(ASCII.isDigit) else {
            throw IdentifierRefusal("Un numéro de téléphone ne contient que des chiffres et un éventuel + au début.")
        }
        return code
    }

    private static func international(fromNational digits: String) throws(IdentifierRefusal) -> String {
        let significant = Array(digits.utf8)
        if significant.count == 9, significant[0] != 0x30 {
            throw IdentifierRefusal(
                "Il manque un chiffre, sans doute le zéro du début. Confirmez\u{A0}: «\u{A0}0\(digits)\u{A0}»\u{A0}?",
                suggestion: "0" + digits)
        }
        guard significant.count == 10, significant[0] == 0x30, significant[1] != 0x30 else {
            throw IdentifierRefusal(
                significant.count > 10
                    ? "Ce numéro a trop de chiffres (\(significant.count))\u{A0}: saisissez un seul numéro à la fois."
                    : "Un numéro national a 10 chiffres et commence par 0\u{A0}; hors de France, commencez par +.")
        }
        return overseasForm(ofNational: digits) ?? "+33" + digits.dropFirst()
    }

    /// Some prefixes of the national plan belong to a territory with a country code of its own.
    private static func overseasForm(ofNational digits: String) -> String? {
        guard let code = countryCodes[String(digits.prefix(4))] else { return nil }
        return "+" + code + digits.dropFirst(code == "508" ? 4 : 1)
    }

    private static func checked(_ digits: Substring) throws(IdentifierRefusal) -> String {
        if digits.hasPrefix("33") {
            let rest = digits.dropFirst(2)
            return try international(fromNational: rest.hasPrefix("0") ? String(rest) : "0" + rest)
        }
        if let code = ["590", "594", "596", "262"].first(where: digits.hasPrefix) {
            let rest = digits.dropFirst(3)
            let national = rest.hasPrefix("0") ? String(rest) : "0" + rest
            guard national.count == 10, let form = overseasForm(ofNational: national), form.hasPrefix("+" + code) else {
                throw IdentifierRefusal("Après +\(code), il faut 9 chiffres d’un numéro de ce territoire.")
            }
            return form
        }
        if let code = ["508", "687", "689", "681"].first(where: digits.hasPrefix) {
            let length = code == "689" ? 8 : 6
            guard digits.count == 3 + length else {
                throw IdentifierRefusal("Après +\(code), il faut \(length) chiffres.")
            }
        }
        guard (8...15).contains(digits.count), digits.first != "0" else {
            throw IdentifierRefusal(
                "Un numéro international a de 8 à 15 chiffres après le +, avec l’indicatif du pays.")
        }
        return "+" + digits
    }

    /// `01 99 00 12 34` for a number of the French plan, overseas included; `+…` for another country.
    public var display: String {
        national?.grouped(by: [2, 2, 2, 2, 2]) ?? rawValue
    }

    /// The 10 digits dialled inside France; `nil` for another plan.
    public var national: String? {
        if rawValue.hasPrefix("+33") { return "0" + rawValue.dropFirst(3) }
        if rawValue.hasPrefix("+508") { return "0508" + rawValue.dropFirst(4) }
        guard ["+590", "+594", "+596", "+262"].contains(String(rawValue.prefix(4))) else { return nil }
        return "0" + rawValue.dropFirst(4)
    }

    /// A number outside the French plan.
    public var remark: String? {
        national == nil ? "Numéro hors du plan français\u{A0}: seule sa longueur est vérifiée." : nil
    }

    /// Country code by the first four digits of the national number.
    private static let countryCodes: [String: String] = [
        "0590": "590", "0690": "590", "0691": "590", "0594": "594", "0694": "594", "0596": "596", "0696": "596",
        "0697": "596", "0262": "262", "0263": "262", "0269": "262", "0639": "262", "0692": "262", "0693": "262",
        "0508": "508",
    ]
}
