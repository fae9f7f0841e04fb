/// The code of an activity (« code APE ») with the nomenclature it belongs to.
///
/// Normal form: `62.01Z` in the NAF rév. 2, the nomenclature in front for another one: `NAF2025:62.10Y`.
public struct NAF: Identifier {
    /// The nomenclatures met in the register Sirene, by their name there. NAF 2025 replaces NAF rév. 2 on 1 January 2027
    /// (décret 2025-736).
    public enum Nomenclature: String, CaseIterable, Codable, Sendable {
        case rev2 = "NAFRev2"
        case naf2025 = "NAF2025"
        case rev1 = "NAFRev1"
        case naf1993 = "NAF1993"
        case nap = "NAP"
    }

    /// With its dot: `62.01Z`.
    public let code: String
    /// The list that gives the code its meaning.
    public let nomenclature: Nomenclature

    /// Accepts `6201Z`, lower case and separators, and the normal form.
    public init(_ text: String) throws(IdentifierRefusal) {
        let parts = text.split(separator: ":", maxSplits: 1)
        if parts.count == 2, let nomenclature = Nomenclature(rawValue: String(parts[0])) {
            try self.init(String(parts[1]), nomenclature: nomenclature)
        } else {
            try self.init(text, nomenclature: .rev2)
        }
    }

    /// A code of a given nomenclature, as Sirene holds them in two columns.
    public init(_ text: String, nomenclature: Nomenclature) throws(IdentifierRefusal) {
        let typed = TypedCode(text)
        guard !typed.isEmpty else { throw IdentifierRefusal("Saisissez un code NAF, par exemple 62.01Z.") }
        code = try NAF.withDot(typed, nomenclature)
        self.nomenclature = nomenclature
    }

    private static func withDot(_ code: TypedCode, _ kind: Nomenclature) throws(IdentifierRefusal) -> String {
        let letters = kind == .nap ? 0 : 1
        let digits = kind == .rev1 || kind == .naf1993 ? 3 : 4
        guard code.hasForm(digits: digits, letters: letters) else {
            if code.hasForm(digits: digits - 1, letters: letters) {
                let padded = ("0" + code.text).grouped(by: [2], separator: ".")
                throw IdentifierRefusal(
                    "Il manque un chiffre, sans doute le zéro du début. "
                        + "Confirmez\u{A0}: «\u{A0}\(padded)\u{A0}»\u{A0}?",
                    suggestion: padded)
            }
            throw IdentifierRefusal(
                letters == 0
                    ? "Un code NAP est fait de 4 chiffres."
                    : "Ce code est fait de \(digits) chiffres et d’une lettre, comme \(digits == 4 ? "62.01Z" : "72.2A")."
            )
        }
        return code.text.grouped(by: [2], separator: ".")
    }

    /// `62.01Z`, or `NAF2025:62.10Y`.
    public var rawValue: String { nomenclature == .rev2 ? code : nomenclature.rawValue + ":" + code }

    /// The code alone, with its dot.
    public var display: String { code }

    /// The first two digits.
    public var division: String { String(code.prefix(2)) }

    /// What the division is about, in French; `nil` outside the NAF rév. 2.
    public var divisionLabel: String? { nomenclature == .rev2 ? NAFDivision.labels[division] : nil }
}
