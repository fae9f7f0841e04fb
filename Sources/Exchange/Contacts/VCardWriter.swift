import Domain

/// A person or a place, as address books take it in.
public struct VCard: Equatable, Sendable {
    /// The same at each writing, so that programs update the card instead of doubling it.
    public var uid: String
    public var familyName = ""
    public var firstName = ""
    /// « Mme »
    public var prefix = ""
    public var organisation: String
    /// What the person does there.
    public var title = ""
    /// In the form of RFC 3966: `+33561300012`.
    public var phones: [String] = []
    public var emails: [String] = []
    public var street = ""
    public var postalCode = ""
    public var city = ""
    /// Of the web.
    public var address = ""

    /// A card of an organisation; the rest is filled in.
    public init(uid: String, organisation: String) {
        self.uid = uid
        self.organisation = organisation
    }

    /// The name as it is shown.
    public var fullName: String {
        let name = [prefix, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? organisation : name
    }
}

/// Writes vCard files (RFC 6350, version 4.0).
public enum VCardWriter {
    /// The bytes of some cards.
    /// - Parameter moment: when the file is written (`REV`).
    public static func bytes(_ cards: [VCard], at moment: Moment) -> [UInt8] {
        let stamp = moment.description.filter { $0.isNumber || $0 == "T" || $0 == "Z" }.prefix(15) + "Z"
        var bytes: [UInt8] = []
        for card in cards { lines(card, String(stamp)).forEach { append($0, to: &bytes) } }
        return bytes
    }

    private static func lines(_ card: VCard, _ stamp: String) -> [String] {
        var lines = ["BEGIN:VCARD", "VERSION:4.0", "UID:" + escaped(card.uid), "FN:" + escaped(card.fullName)]
        let names = [card.familyName, card.firstName, "", card.prefix, ""].map(escaped).joined(separator: ";")
        if !card.familyName.isEmpty { lines.append("N:" + names) }
        lines.append("ORG:" + escaped(card.organisation))
        if card.familyName.isEmpty { lines.append("KIND:org") }
        if !card.title.isEmpty { lines.append("TITLE:" + escaped(card.title)) }
        lines += card.phones.map { "TEL;VALUE=uri;TYPE=work:tel:" + $0.filter { $0.isNumber || $0 == "+" } }
        lines += card.emails.map { "EMAIL;TYPE=work:" + escaped($0) }
        let place = ["", "", card.street, card.city, "", card.postalCode, ""].map(escaped).joined(separator: ";")
        if !card.city.isEmpty { lines.append("ADR;TYPE=work:" + place) }
        if !card.address.isEmpty { lines.append("URL:" + card.address.filter { !$0.isNewline && !$0.isWhitespace }) }
        return lines + ["REV:" + stamp, "END:VCARD"]
    }

    /// Commas, semicolons, backslashes and line breaks mean something in a card.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\", ",", ";": escaped += "\\" + String(character)
            case _ where character.isNewline: escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// A line of at most 75 bytes; the rest goes on below, after a space, never within a letter.
    private static func append(_ line: String, to bytes: inout [UInt8]) {
        var width = 0
        for scalar in line.unicodeScalars {
            let letter = Array(String(scalar).utf8)
            if width + letter.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                width = 1
            }
            bytes += letter
            width += letter.count
        }
        bytes += [0x0D, 0x0A]
    }
}
