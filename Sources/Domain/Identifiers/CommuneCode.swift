/// The INSEE code of a commune: 5 characters, not the postal code. `99…` is a foreign country.
public struct CommuneCode: Identifier {
    /// `31555`, `2A004`.
    public let rawValue: String

    /// Accepts lower case and separators.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un code INSEE de commune (5 caractères).") }
        if code.hasForm(digits: 4, letters: 0) {
            throw IdentifierRefusal(
                "Il manque un chiffre, sans doute le zéro du début. "
                    + "Confirmez\u{A0}: «\u{A0}0\(code.text)\u{A0}»\u{A0}?",
                suggestion: "0" + code.text)
        }
        let isCorsican = code.text.hasPrefix("2A") || code.text.hasPrefix("2B")
        let digits = code.text.utf8.dropFirst(isCorsican ? 2 : 0)
        guard code.count == 5, digits.allSatisfy(ASCII.isDigit) else {
            throw IdentifierRefusal("Un code INSEE de commune a 5 chiffres, ou commence par 2A ou 2B en Corse.")
        }
        rawValue = code.text
    }

    /// A country rather than a commune.
    public var isForeign: Bool { rawValue.hasPrefix("99") }

    /// Paris, Lyon or Marseille for the code of one of their arrondissements; itself otherwise.
    public var city: CommuneCode {
        switch rawValue {
        case "75101"..."75120": CommuneCode(trusted: "75056")
        case "69381"..."69389": CommuneCode(trusted: "69123")
        case "13201"..."13216": CommuneCode(trusted: "13055")
        default: self
        }
    }

    private init(trusted rawValue: String) {
        self.rawValue = rawValue
    }

    /// The département of the commune; `nil` abroad.
    public var departement: Departement? {
        let isOverseas = rawValue.hasPrefix("97") || rawValue.hasPrefix("98")
        return Departement(code: String(rawValue.prefix(isOverseas ? 3 : 2)))
    }
}
