/// The number of a legal unit in the register Sirene: 9 digits, the last one a Luhn key.
public struct SIREN: Identifier {
    /// 9 digits.
    public let rawValue: String

    /// Accepts blanks, dots and hyphens between the digits.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        try SireneNumber.requireDigits(code, 9, "SIREN")
        if code.count == 14, (try? SIRET(text)) != nil {
            let siren = String(code.text.prefix(9))
            throw IdentifierRefusal(
                "Ce numéro de 14 chiffres est un SIRET\u{A0}: le SIREN en est le début, \(siren).", suggestion: siren)
        }
        try SireneNumber.requireLength(code, 9, "SIREN", accepts: SireneNumber.isLuhn)
        guard SireneNumber.isLuhn(code.text) else {
            throw IdentifierRefusal("La clé de contrôle de ce SIREN est fausse\u{A0}: vérifiez chaque chiffre.")
        }
        rawValue = code.text
    }

    /// For the first digits of a SIRET already accepted.
    init(trusted rawValue: String) {
        self.rawValue = rawValue
    }

    /// La Poste, whose places have a key of their own.
    static let laPoste = SIREN(trusted: "356000000")

    /// `999 888 779`, with no-break spaces.
    public var display: String { rawValue.grouped(by: [3, 3, 3]) }

    /// The intra-community VAT number that follows from the SIREN: `FR34999888779`.
    public var vatNumber: String {
        "FR" + LocalDate.padded((12 + 3 * (ASCII.number(rawValue.utf8) % 97)) % 97, 2) + rawValue
    }
}

/// What the two numbers of Sirene have in common.
enum SireneNumber {
    /// Luhn: from the right, every second digit is doubled; the sum is a multiple of 10. Zeros alone are no number.
    static func isLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte) - 0x30
            let counted = index.isMultiple(of: 2) ? digit : digit * 2
            sum += counted > 9 ? counted - 9 : counted
        }
        return sum > 0 && sum.isMultiple(of: 10)
    }

    static func requireDigits(_ code: TypedCode, _ length: Int, _ name: String) throws(IdentifierRefusal) {
        if code.isScientific {
            throw IdentifierRefusal(
                "Ce \(name) est en notation scientifique, ses chiffres sont perdus\u{A0}: "
                    + "mettez la colonne au format texte dans le tableur, puis exportez de nouveau.")
        }
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un \(name) de \(length) chiffres.") }
        guard code.isDigits else {
            throw IdentifierRefusal("Un \(name) ne contient que des chiffres (\(length)).")
        }
    }

    /// A number one digit short may have lost its leading zero in a spreadsheet: suggested, never assumed.
    static func requireLength(
        _ code: TypedCode, _ length: Int, _ name: String, accepts: (String) -> Bool
    ) throws(IdentifierRefusal) {
        guard code.count != length else { return }
        let padded = "0" + code.text
        if code.count == length - 1, accepts(padded) {
            throw IdentifierRefusal(
                "Il manque un chiffre, sans doute le zéro du début. Confirmez\u{A0}: «\u{A0}\(padded)\u{A0}»\u{A0}?",
                suggestion: padded)
        }
        throw IdentifierRefusal("Un \(name) a \(length) chiffres, celui-ci en a \(code.count).")
    }
}
