/// The number of a place of work in the register Sirene: SIREN and 5 digits (NIC), 14 in all.
///
/// A place that moves closes its SIRET and gets another: an agreement names the SIRET of the place of presence.
public struct SIRET: Identifier {
    /// 14 digits.
    public let rawValue: String

    /// Accepts blanks, dots and hyphens between the digits.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        try SireneNumber.requireDigits(code, 14, "SIRET")
        if code.count == 9, SireneNumber.isLuhn(code.text) {
            throw IdentifierRefusal(
                "Ce numéro de 9 chiffres est un SIREN\u{A0}: ajoutez les 5 chiffres de l’établissement (NIC).")
        }
        try SireneNumber.requireLength(code, 14, "SIRET", accepts: SIRET.hasRightKey)
        guard SIRET.hasRightKey(code.text) else {
            throw IdentifierRefusal("La clé de contrôle de ce SIRET est fausse\u{A0}: vérifiez chaque chiffre.")
        }
        rawValue = code.text
    }

    private static func hasRightKey(_ digits: String) -> Bool {
        SireneNumber.isLuhn(digits) || followsLaPoste(digits)
    }

    /// Post offices have no Luhn key: the sum of their 14 digits is a multiple of 5.
    private static func followsLaPoste(_ digits: String) -> Bool {
        let sum = digits.utf8.reduce(0) { $0 + Int($1) - 0x30 }
        return digits.hasPrefix(SIREN.laPoste.rawValue) && sum.isMultiple(of: 5)
    }

    /// The legal unit that the place belongs to.
    public var siren: SIREN { SIREN(trusted: String(rawValue.prefix(9))) }

    /// The 5 digits that tell the places of one legal unit apart.
    public var nic: String { String(rawValue.suffix(5)) }

    /// `999 888 779 00017`, with no-break spaces.
    public var display: String { rawValue.grouped(by: [3, 3, 3, 5]) }

    /// A post office, accepted without a Luhn key.
    public var remark: String? {
        SireneNumber.isLuhn(rawValue) ? nil : "Accepté selon la règle de contrôle propre à La Poste."
    }
}
