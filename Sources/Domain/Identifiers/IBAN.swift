/// The number of a bank account in the single euro payments area (SEPA).
///
/// Personal data: `description` is masked; `rawValue` and `display` are whole.
public struct IBAN: Identifier {
    /// Upper case, without blanks.
    public let rawValue: String

    /// Accepts lower case and separators. Overseas France uses `FR`.
    public init(_ text: String) throws(IdentifierRefusal) {
        var code = TypedCode(text).text
        if code.hasPrefix("IBAN") { code.removeFirst(4) }
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un IBAN, par exemple celui d’un RIB.") }
        let bytes = Array(code.utf8)
        guard bytes.allSatisfy({ ASCII.isDigit($0) || ASCII.isUpper($0) }), bytes.count >= 4,
            bytes[..<2].allSatisfy(ASCII.isUpper), bytes[2..<4].allSatisfy(ASCII.isDigit)
        else {
            throw IdentifierRefusal(
                "Un IBAN commence par deux lettres (le pays) et deux chiffres, puis des chiffres et des lettres.")
        }
        try IBAN.requireCountry(code)
        guard IBAN.remainder(bytes[4...] + bytes[..<4]) == 1 else {
            throw IdentifierRefusal("La clé de contrôle de cet IBAN est fausse\u{A0}: vérifiez chaque caractère.")
        }
        if code.hasPrefix("FR") || code.hasPrefix("MC"), !IBAN.hasRightRIBKey(bytes[4...]) {
            throw IdentifierRefusal("La clé RIB (les deux derniers chiffres) est fausse\u{A0}: vérifiez le compte.")
        }
        rawValue = code
    }

    private static func requireCountry(_ code: String) throws(IdentifierRefusal) {
        let country = String(code.prefix(2))
        guard let length = lengths[country] else {
            throw IdentifierRefusal(
                overseas.contains(country)
                    ? "Les comptes d’outre-mer ont un IBAN qui commence par FR, pas par \(country)."
                    : "Le pays \(country) n’est pas dans la zone SEPA\u{A0}: demandez un autre compte.")
        }
        guard code.utf8.count == length else {
            throw IdentifierRefusal(
                "Un IBAN du pays \(country) a \(length) caractères, celui-ci en a \(code.utf8.count).")
        }
    }

    /// ISO 7064: letters count 10 to 35; the whole number modulo 97.
    private static func remainder(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { rest, byte in
            ASCII.isDigit(byte) ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x41 + 10) % 97
        }
    }

    /// Bank (5), branch (5), account (11) and key (2), with letters counted 1 to 9: the whole is a multiple of 97.
    private static func hasRightRIBKey(_ account: some Sequence<UInt8>) -> Bool {
        let digits = account.map { byte -> Int in
            switch byte {
            case 0x30...0x39: Int(byte) - 0x30
            case 0x41...0x52: (Int(byte) - 0x41) % 9 + 1
            default: Int(byte) - 0x53 + 2
            }
        }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { ($0 * 10 + $1) } }
        let sum = 89 * number(0..<5) + 15 * number(5..<10) + 3 * number(10..<21)
        return 97 - sum % 97 == number(21..<23)
    }

    /// The country of the bank, ISO 3166: `FR`.
    public var country: String { String(rawValue.prefix(2)) }

    /// `FR90 9999 9888 8801 2345 6789 Z42`, with no-break spaces.
    public var display: String { rawValue.grouped(by: Array(repeating: 4, count: rawValue.utf8.count / 4)) }

    /// `FR90 •••• Z42`: country, key and last three characters.
    public var masked: String { rawValue.prefix(4) + "\u{A0}••••\u{A0}" + rawValue.suffix(3) }

    /// Masked.
    public var description: String { masked }

    private static let overseas: Set<String> = ["GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"]

    /// Length by country of the SEPA list.
    private static let lengths: [String: Int] = [
        "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
        "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
        "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
        "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
    ]
}
