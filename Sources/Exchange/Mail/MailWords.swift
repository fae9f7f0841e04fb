import Domain
import Foundation

/// Words of headers that are not ASCII: `=?utf-8?Q?Caf=C3=A9?=` (RFC 2047).
enum MailWords {
    static func decoded(_ value: String) -> String {
        var result = ""
        var rest = Substring(value)
        var gap = ""
        var wasWord = false
        while let start = rest.range(of: "=?") {
            gap += rest[..<start.lowerBound]
            guard let word = word(rest[start.upperBound...]) else {
                gap += "=?"
                rest = rest[start.upperBound...]
                continue
            }
            // A blank between two encoded words only held the line.
            if !(wasWord && gap.allSatisfy(\.isWhitespace)) { result += gap }
            gap = ""
            result += word.text
            wasWord = true
            rest = word.rest
        }
        return MailPart.trimmed(result + gap + rest)
    }

    private static func word(_ text: Substring) -> (text: String, rest: Substring)? {
        let pieces = text.split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard pieces.count == 4, pieces[3].hasPrefix("=") else { return nil }
        let bytes = Array(pieces[2].utf8)
        let content: [UInt8]
        switch pieces[1].lowercased() {
        case "b": content = MailBytes.base64(bytes[...])
        case "q": content = MailBytes.quotedPrintable(bytes.map { $0 == 0x5F ? 0x20 : $0 }[...])
        default: return nil
        }
        // RFC 2231 may add a language: `utf-8*fr`.
        let charset = pieces[0].prefix { $0 != "*" }
        return (MailCharset.text(content, String(charset)), pieces[3].dropFirst())
    }
}

/// `"Inventé, Camille" <camille@exemple.fr>, autre@exemple.fr`
enum MailAddresses {
    static func read(_ value: String) -> [ReceivedMail.Mailbox] {
        split(value).prefix(200).compactMap { piece in
            guard let open = piece.lastIndex(of: "<") else {
                let address = MailPart.trimmed(piece)
                return isAddress(address) ? ReceivedMail.Mailbox(name: "", address: address.lowercased()) : nil
            }
            let address = MailPart.trimmed(String(piece[piece.index(after: open)...].prefix { $0 != ">" }))
            guard isAddress(address) else { return nil }
            let name = MailWords.decoded(String(piece[..<open]).filter { $0 != "\"" })
            return ReceivedMail.Mailbox(name: name, address: address.lowercased())
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
            && text.utf8.count <= 254
    }

    /// Commas within quotation marks and angle brackets separate nobody.
    private static func split(_ value: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        for sign in value {
            if sign == "\"" { isQuoted.toggle() }
            if sign == ",", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(sign) }
        }
        return pieces
    }
}

/// `Mon, 23 Nov 2026 09:12:00 +0100 (CET)`
enum MailDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    static func moment(_ value: String) -> Moment? {
        let afterDay = value.contains(",") ? String(value.drop { $0 != "," }.dropFirst()) : value
        let words = afterDay.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 4, let day = Int(words[0]),
            let month = months.firstIndex(of: String(words[1].prefix(3)).lowercased()), let said = Int(words[2]),
            let date = LocalDate(year: said < 100 ? 2000 + said : said, month: month + 1, day: day)
        else { return nil }
        let clock = words[3].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count >= 2, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
            (1900...2200).contains(date.year)
        else { return nil }
        let seconds = clock[0] * 3600 + clock[1] * 60 - offset(words.count > 4 ? words[4] : "")
        let midnight = LocalDate(year: 1970, month: 1, day: 1)?.days(until: date) ?? 0
        return Moment(millisecondsSince1970: Int64(midnight * 86_400 + seconds) * 1000)
    }

    /// Seconds east of Greenwich; a zone that no one knows any more is Greenwich.
    private static func offset(_ zone: String) -> Int {
        guard zone.count == 5, let number = Int(zone.dropFirst()), zone.hasPrefix("+") || zone.hasPrefix("-") else {
            return 0
        }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return seconds <= 50_400 ? (zone.hasPrefix("-") ? -seconds : seconds) : 0
    }
}

/// Bytes of text in the alphabets of mail.
enum MailCharset {
    static func text(_ bytes: [UInt8], _ charset: String?) -> String {
        switch (charset ?? "").lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii", "": return plain(bytes[...])
        case "iso-8859-1", "latin1", "windows-1252", "cp1252": return western(bytes[...])
        case let other:
            let encodings: [String: String.Encoding] = [
                "iso-8859-2": .isoLatin2, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
                "utf-16": .utf16, "utf-16le": .utf16LittleEndian, "utf-16be": .utf16BigEndian,
            ]
            guard let encoding = encodings[other], let text = String(bytes: bytes, encoding: encoding) else {
                return other == "iso-8859-15" ? western(bytes[...], euro: true) : plain(bytes[...])
            }
            return text
        }
    }

    /// UTF-8 when it is, else the alphabet of western Europe.
    static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? western(bytes)
    }

    private static func western(_ bytes: ArraySlice<UInt8>, euro: Bool = false) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if euro, byte == 0xA4 {
                text.append("\u{20AC}")
            } else if (0x80...0x9F).contains(byte) {
                text.append(high[Int(byte) - 0x80])
            } else {
                text.append(Unicode.Scalar(byte))
            }
        }
        return String(text)
    }

    /// What Windows puts where ISO 8859-1 has control characters.
    private static let high: [Unicode.Scalar] = [
        "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
        "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
    ]
}

/// The two ways in which bytes travel by mail.
enum MailBytes {
    /// Signs that are not of the alphabet are passed over, and a cut end gives what it can.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 4)
        var (held, bits) = (UInt32(0), 0)
        for byte in bytes {
            guard let value = value(of: byte) else {
                if byte == 0x3D { break }
                continue
            }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return result
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }

    /// `=C3=A9` is two bytes, `=` at the end of a line joins it to the next; anything else stands as it is.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            let rest = bytes[(position + 1)...]
            if byte == 0x3D, let high = rest.first.flatMap(digit), let low = rest.dropFirst().first.flatMap(digit) {
                result.append(high << 4 | low)
                position += 3
            } else if byte == 0x3D, rest.starts(with: [0x0D, 0x0A]) {
                position += 3
            } else if byte == 0x3D, rest.first == 0x0A {
                position += 2
            } else {
                result.append(byte)
                position += 1
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// The words of a page, for mails that have no plain text.
enum MailPage {
    static func text(_ page: String) -> String {
        var result = ""
        var rest = Substring(page)
        while let open = rest.firstIndex(of: "<") {
            result += words(rest[..<open])
            let tag = rest[rest.index(after: open)...]
            let name = String(tag.prefix { $0.isLetter || $0 == "/" || $0 == "!" || $0.isNumber }).lowercased()
            if ["style", "script", "head", "title"].contains(name),
                let end = tag.range(of: "</" + name, options: .caseInsensitive)
            {
                rest = tag[end.upperBound...].drop { $0 != ">" }.dropFirst()
                continue
            }
            if ["br", "br/", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3"].contains(name) { result += "\n" }
            rest = tag.drop { $0 != ">" }.dropFirst()
        }
        result += words(rest)
        var lines = result.split(separator: "\n", omittingEmptySubsequences: false).map {
            MailPart.trimmed(String($0))
        }
        // One empty line at most between two others.
        lines = lines.enumerated().filter { !($1.isEmpty && ($0 == 0 || lines[$0 - 1].isEmpty)) }.map(\.element)
        return lines.joined(separator: "\n")
    }

    private static func words(_ text: Substring) -> String {
        let blanks = text.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined()
        guard blanks.contains("&") else { return blanks }
        let entities = [
            ("&nbsp;", "\u{A0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "’"), ("&rsquo;", "’"),
            ("&eacute;", "é"), ("&egrave;", "è"), ("&agrave;", "à"), ("&ccedil;", "ç"), ("&ecirc;", "ê"),
            ("&ocirc;", "ô"), ("&ucirc;", "û"), ("&icirc;", "î"), ("&acirc;", "â"), ("&euro;", "€"), ("&amp;", "&"),
        ]
        return entities.reduce(blanks) { $0.replacing($1.0, with: $1.1) }
    }
}
