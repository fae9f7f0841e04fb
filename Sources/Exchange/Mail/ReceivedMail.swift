import Domain

/// A mail as people save it from their reader (`.eml`, RFC 5322): who wrote, to whom, when, what.
public struct ReceivedMail: Equatable, Sendable {
    /// A person and an address.
    public struct Mailbox: Equatable, Sendable {
        /// As the mail says it; may be empty.
        public let name: String
        /// In small letters.
        public let address: String
    }

    public let from: Mailbox?
    /// Those it was written to, copies included.
    public let to: [Mailbox]
    public let subject: String
    public let sentAt: Moment?
    /// The text, without tags when the mail has only a page.
    public let text: String
    /// Names of the files that came with it; their content is not read.
    public let attachments: [String]

    /// The largest mail read, in bytes: attachments come with it.
    public static let mostBytes = 25 << 20

    /// Reads a mail; what is broken in it is left out rather than refused.
    ///
    /// - Throws: `ReceivedMailRefusal` when the bytes are not a mail at all.
    public init(_ bytes: [UInt8]) throws(ReceivedMailRefusal) {
        guard bytes.count <= ReceivedMail.mostBytes else { throw .tooLarge }
        let whole = MailPart(bytes[...])
        let known = ["from", "to", "subject", "date", "received", "message-id", "return-path"]
        guard known.count(where: { whole.header($0) != nil }) >= 2 else { throw .notAMail }
        from = MailAddresses.read(whole.header("from") ?? "").first
        to = ["to", "cc"].flatMap { MailAddresses.read(whole.header($0) ?? "") }
        subject = MailWords.decoded(whole.header("subject") ?? "")
        sentAt = MailDate.moment(whole.header("date") ?? "")
        var content = MailContent()
        content.read(whole, depth: 0)
        text = content.text
        attachments = content.attachments
    }

    /// What the person wrote, without the mail it answers and the lines of the reader.
    public var ownText: String {
        var kept: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if ReceivedMail.startsQuotation(line, after: kept.last) { break }
            if !line.hasPrefix(">") { kept.append(line) }
        }
        while let last = kept.last, last.allSatisfy(\.isWhitespace) { kept.removeLast() }
        let own = kept.joined(separator: "\n")
        return own.allSatisfy(\.isWhitespace) ? text : own
    }

    /// « Le lun. 23 nov. 2026 à 09:12, X a écrit : », on one line or the end of two.
    private static func startsQuotation(_ line: Substring, after former: Substring?) -> Bool {
        let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.hasPrefix("-----") && (words.contains("Message") || words.contains("message")) { return true }
        let ends = words.hasSuffix("a écrit :") || words.hasSuffix("a écrit:") || words.hasSuffix("wrote:")
        return ends && (words.hasPrefix("Le ") || words.hasPrefix("On ") || former?.hasPrefix("Le ") == true)
    }
}

/// Why bytes are not read as a mail.
public enum ReceivedMailRefusal: Refusal, Equatable {
    case notAMail
    case tooLarge

    public var message: String {
        switch self {
        case .notAMail:
            "Ce n’est pas un courriel enregistré (.eml). Dans votre messagerie\u{A0}: «\u{A0}Enregistrer sous\u{A0}» "
                + "ou «\u{A0}Télécharger le message\u{A0}», puis déposez ce fichier ici."
        case .tooLarge:
            "Ce courriel est trop lourd\u{A0}: \(ReceivedMail.mostBytes >> 20)\u{A0}Mo au plus. Retirez ses pièces jointes."
        }
    }
}
