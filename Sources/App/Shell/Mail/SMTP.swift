import CCurl
import Domain
import Foundation
import NIOPosix

/// Hands mails to a mail server through libcurl.
struct SMTP: Sendable {
    /// `smtp://user:password@host:587` or `smtps://…`.
    let address: String
    let sender: String
    /// How long a server may keep a mail waiting.
    var seconds = 20

    /// Hands a mail over and waits for the answer.
    func send(_ mail: OutgoingMail, with file: OutboxAttachment? = nil) async -> Delivery {
        do {
            return try await NIOThreadPool.singleton.runIfActive { deliver(mail, file) }
        } catch {
            return .refused("Le serveur s’arrête.")
        }
    }

    private func deliver(_ mail: OutgoingMail, _ file: OutboxAttachment?) -> Delivery {
        guard let handle = curl_easy_init() else { return .refused("Mémoire insuffisante.") }
        defer { curl_easy_cleanup(handle) }
        let source = MailSource(text: message(mail, file))
        var recipients: UnsafeMutablePointer<curl_slist>?
        recipients = curl_slist_append(recipients, "<\(Self.header(mail.recipient))>")
        defer { curl_slist_free_all(recipients) }
        _ = bureau_curl_set_string(handle, CURLOPT_URL, address)
        // A password never travels in clear: a server that takes one has STARTTLS.
        let protection = hasPassword ? CURLUSESSL_ALL : CURLUSESSL_TRY
        _ = bureau_curl_set_long(handle, CURLOPT_USE_SSL, Int(protection.rawValue))
        _ = bureau_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        _ = bureau_curl_set_long(handle, CURLOPT_TIMEOUT, seconds)
        _ = bureau_curl_set_string(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
        _ = bureau_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
        _ = bureau_curl_set_long(handle, CURLOPT_UPLOAD, 1)
        _ = bureau_curl_set_read(handle) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            return Unmanaged<MailSource>.fromOpaque(context).takeUnretainedValue().copy(to: buffer, room: size * count)
        }
        return withExtendedLifetime(source) {
            _ = bureau_curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
            let result = curl_easy_perform(handle)
            var code = 0
            _ = bureau_curl_status(handle, &code)
            return outcome(result, code: code, wasRead: source.isRead)
        }
    }

    private var hasPassword: Bool {
        guard let place = URLComponents(string: address) else { return false }
        return place.password != nil && !["127.0.0.1", "localhost", "::1"].contains(place.host ?? "")
    }

    /// A server that refuses says so; one that falls silent after the last byte may have taken the mail.
    private func outcome(_ result: CURLcode, code: Int, wasRead: Bool) -> Delivery {
        guard result != CURLE_OK else { return .taken }
        let reason = Self.reason(result, code: code)
        let silences = [CURLE_OPERATION_TIMEDOUT, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR]
        if wasRead, silences.contains(result) { return .unknown(reason) }
        let mute = [CURLE_OPERATION_TIMEDOUT, CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST]
        return mute.contains(result) ? .silent(reason) : .refused(reason)
    }

    /// What went wrong, for those who look after the server; in the words of libcurl where it happens once in a lifetime.
    static func reason(_ result: CURLcode, code: Int) -> String {
        let answer = code >= 400 ? " (réponse \(code))" : ""
        return switch result {
        case CURLE_COULDNT_RESOLVE_HOST: "Le nom du serveur de courriel est introuvable."
        case CURLE_COULDNT_CONNECT: "Le serveur de courriel ne répond pas à cette adresse."
        case CURLE_OPERATION_TIMEDOUT: "Le serveur de courriel n’a pas répondu à temps."
        case CURLE_LOGIN_DENIED: "Le serveur de courriel refuse l’utilisateur ou le mot de passe\(answer)."
        case CURLE_USE_SSL_FAILED: "Le serveur de courriel ne chiffre pas la liaison (STARTTLS)."
        case CURLE_PEER_FAILED_VERIFICATION: "Le certificat du serveur de courriel n’est pas reconnu."
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
            code >= 400
                ? "Le serveur de courriel refuse ce message\(answer)." : "Le serveur de courriel a coupé la liaison."
        case CURLE_WEIRD_SERVER_REPLY where code >= 400: "Le serveur de courriel refuse ce message\(answer)."
        default: String(cString: curl_easy_strerror(result)) + answer
        }
    }

    func message(_ mail: OutgoingMail, _ file: OutboxAttachment? = nil) -> String {
        let date = Date(timeIntervalSince1970: Double(mail.createdAt.millisecondsSince1970) / 1000)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        let body = Data(mail.body.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn,
        ])
        return """
            From: \(sender)\r
            To: \(Self.header(mail.recipient))\r
            Subject: \(Self.encoded(mail.subject))\r
            Date: \(format.string(from: date))\r
            Message-ID: <\(mail.id.rawValue)@bureau>\r
            \(replying(mail))\(unsubscribing(mail))MIME-Version: 1.0\r
            \(file.map { parts(body, $0, boundary: "bureau-" + mail.id.rawValue) } ?? plain(body))
            """
    }

    private func replying(_ mail: OutgoingMail) -> String {
        mail.replyTo.map { "Reply-To: \(Self.header($0))\r\n" } ?? ""
    }

    private func plain(_ body: String) -> String {
        """
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: base64\r
        \r
        \(body)\r\n
        """
    }

    /// A button in the reader of whoever receives it (RFC 2369).
    private func unsubscribing(_ mail: OutgoingMail) -> String {
        mail.unsubscribe.map { "List-Unsubscribe: <\(Self.header($0))>\r\n" } ?? ""
    }

    private func parts(_ body: String, _ file: OutboxAttachment, boundary: String) -> String {
        let content = Data(file.content).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn,
        ])
        let name = "=?utf-8?B?\(Data(Self.header(file.name).utf8).base64EncodedString())?="
        return """
            Content-Type: multipart/mixed; boundary="\(boundary)"\r
            \r
            --\(boundary)\r
            \(plain(body))\r
            --\(boundary)\r
            Content-Type: \(file.mediaType); name="\(name)"\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename="\(name)"\r
            \r
            \(content)\r
            --\(boundary)--\r\n
            """
    }

    /// Words of a header that are not plain letters, in pieces of 75 signs at most (RFC 2047).
    static func encoded(_ text: String) -> String {
        var pieces: [[UInt8]] = [[]]
        for letter in header(text) {
            let bytes = Array(String(letter).utf8)
            if pieces[pieces.count - 1].count + bytes.count > 45 { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// A header never goes on to another line: nobody adds recipients through a name.
    private static func header(_ text: String) -> String {
        text.filter { !$0.isNewline }
    }
}

/// The bytes that libcurl reads piece by piece while it sends.
private final class MailSource {
    private let bytes: [UInt8]
    private var position = 0

    /// Everything was handed over.
    var isRead: Bool { position == bytes.count }

    init(text: String) {
        bytes = Array(text.utf8)
    }

    func copy(to buffer: UnsafeMutablePointer<CChar>, room: Int) -> Int {
        let count = min(room, bytes.count - position)
        bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            UnsafeMutableRawPointer(buffer).copyMemory(from: base + position, byteCount: count)
        }
        position += count
        return count
    }
}
