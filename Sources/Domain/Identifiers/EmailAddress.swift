import Foundation

/// An e-mail address: the domain in lower case, the local part as typed.
public struct EmailAddress: Identifier {
    /// `Prenom.Nom@exemple.fr`
    public let rawValue: String

    /// Blanks around the address are dropped; inside, they are refused.
    public init(_ text: String) throws(IdentifierRefusal) {
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines.union(.controlCharacters))
        guard !address.isEmpty else { throw IdentifierRefusal("Saisissez une adresse électronique.") }
        guard address.utf8.count <= 254 else {
            throw IdentifierRefusal("Une adresse électronique a 254 caractères au plus.")
        }
        guard !address.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) else {
            throw IdentifierRefusal("Une adresse électronique ne contient pas d’espace\u{A0}: une seule adresse ici.")
        }
        guard address.utf8.allSatisfy({ $0 < 0x7F }) else {
            throw IdentifierRefusal("Une adresse électronique s’écrit sans accent ni caractère spécial.")
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw IdentifierRefusal("Une adresse électronique contient un seul @, par exemple prenom.nom@exemple.fr.")
        }
        guard EmailAddress.isLocal(parts[0]) else {
            throw IdentifierRefusal("Ce qui précède le @ n’est pas valable\u{A0}: vérifiez les points et les signes.")
        }
        guard EmailAddress.isDomain(parts[1]) else {
            throw IdentifierRefusal("Ce qui suit le @ n’est pas un domaine, comme exemple.fr\u{A0}: vérifiez.")
        }
        rawValue = parts[0] + "@" + parts[1].lowercased()
    }

    /// RFC 5321 without quoted forms: letters, digits and signs, single dots inside.
    private static func isLocal(_ text: Substring) -> Bool {
        let signs = Set("!#$%&'*+/=?^_`{|}~-".utf8)
        let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 64
            && atoms.allSatisfy { atom in
                !atom.isEmpty
                    && atom.utf8.allSatisfy {
                        ASCII.isDigit($0) || ASCII.isUpper($0) || ASCII.isLower($0) || signs.contains($0)
                    }
            }
    }

    /// Two labels at least; the last one holds a letter, so that an IP address is not taken for a name.
    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.utf8.count >= 2, last.utf8.contains(where: ASCII.isLower)
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { ASCII.isDigit($0) || ASCII.isLower($0) || $0 == 0x2D }
        }
    }

    /// `exemple.fr`
    public var domain: String { String(rawValue.drop { $0 != "@" }.dropFirst()) }
}
