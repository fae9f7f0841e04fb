/// A mail or a part of one: headers, then content.
struct MailPart {
    /// Names in small letters, values on one line.
    private let headers: [(name: String, value: String)]
    let content: ArraySlice<UInt8>

    /// Headers beyond this number are not a mail any more.
    private static let mostHeaders = 500

    init(_ bytes: ArraySlice<UInt8>) {
        var headers: [(name: String, value: String)] = []
        var position = bytes.startIndex
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
        while position < bytes.endIndex, headers.count < Self.mostHeaders {
            let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
            var line = bytes[position..<end]
            if line.last == 0x0D { line = line.dropLast() }
            position = min(end + 1, bytes.endIndex)
            if line.isEmpty { break }
            let text = MailCharset.plain(line)
            if let first = line.first, first == 0x20 || first == 0x09 {
                // The line before goes on.
                guard !headers.isEmpty else { continue }
                headers[headers.count - 1].value += " " + MailPart.trimmed(text)
            } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains(" ") {
                headers.append(
                    (text[..<colon].lowercased(), MailPart.trimmed(String(text[text.index(after: colon)...]))))
            }
        }
        self.headers = headers
        content = bytes[position...]
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// `text/plain`, in small letters; what RFC 2045 supposes without it.
    var mediaType: String {
        let value = header("content-type") ?? "text/plain"
        return MailPart.trimmed(String(value.prefix { $0 != ";" })).lowercased()
    }

    /// A parameter of a header, `charset` or `boundary`, without its quotation marks.
    func parameter(_ name: String, of header: String) -> String? {
        for piece in MailPart.pieces(self.header(header) ?? "").dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let said = MailPart.trimmed(String(sides[0])).lowercased()
            // RFC 2231 writes `filename*`: what it encodes is shown as it stands.
            guard said == name || said == name + "*" else { continue }
            return MailPart.trimmed(String(sides[1])).filter { $0 != "\"" }
        }
        return nil
    }

    /// The pieces between semicolons that stand outside quotation marks.
    private static func pieces(_ value: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        for sign in value {
            if sign == "\"" { isQuoted.toggle() }
            if sign == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(sign) }
        }
        return pieces
    }

    /// The content as bytes, its transfer encoding undone.
    var decoded: [UInt8] {
        switch MailPart.trimmed(header("content-transfer-encoding") ?? "").lowercased() {
        case "base64": MailBytes.base64(content)
        case "quoted-printable": MailBytes.quotedPrintable(content)
        default: Array(content)
        }
    }

    /// The parts of a content in several, none when its boundary never comes.
    var parts: [MailPart] {
        guard let boundary = parameter("boundary", of: "content-type"), !boundary.isEmpty else { return [] }
        let mark = Array(("--" + boundary).utf8)
        var parts: [MailPart] = []
        var start: Int?
        var position = content.startIndex
        while position < content.endIndex, parts.count < 100 {
            let end = content[position...].firstIndex(of: 0x0A) ?? content.endIndex
            if content[position..<end].starts(with: mark) {
                if let start { parts.append(MailPart(content[start..<position])) }
                let isLast = content[(position + mark.count)..<end].starts(with: [0x2D, 0x2D])
                start = isLast ? nil : min(end + 1, content.endIndex)
                if isLast { return parts }
            }
            position = min(end + 1, content.endIndex)
        }
        // The end was cut off: what came is read all the same.
        if let start, start < content.endIndex { parts.append(MailPart(content[start...])) }
        return parts
    }

    static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

/// The text and the names of the files of a mail, gathered from its parts.
struct MailContent {
    private var plain = ""
    private var page = ""
    private(set) var attachments: [String] = []

    /// What the mail says: its plain text, or its page without tags.
    var text: String {
        let chosen = plain.allSatisfy(\.isWhitespace) ? MailPage.text(page) : plain
        let lines = chosen.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return MailPart.trimmed(lines.joined(separator: "\n"))
    }

    /// A mail within a mail within a mail: nobody reads that deep.
    private static let deepest = 8

    mutating func read(_ part: MailPart, depth: Int) {
        guard depth <= Self.deepest else { return }
        let type = part.mediaType
        if type.hasPrefix("multipart/") {
            for inner in part.parts { read(inner, depth: depth + 1) }
            return
        }
        let name = part.parameter("filename", of: "content-disposition") ?? part.parameter("name", of: "content-type")
        let isAttached = (part.header("content-disposition") ?? "").lowercased().hasPrefix("attachment")
        guard !isAttached, name == nil, type.hasPrefix("text/") else {
            if attachments.count < 50 { attachments.append(MailWords.decoded(name ?? type)) }
            return
        }
        let said = MailCharset.text(part.decoded, part.parameter("charset", of: "content-type"))
        if type == "text/html" {
            if page.isEmpty { page = said }
        } else {
            plain += (plain.isEmpty ? "" : "\n") + said
        }
    }
}
