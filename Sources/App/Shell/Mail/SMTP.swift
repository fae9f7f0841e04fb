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
        _ = bureau_curl_set_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_TRY.rawValue))
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
            return outcome(result, wasRead: source.isRead)
        }
    }

    /// A server that refuses says so; one that falls silent after the last byte may have taken the mail.
    private func outcome(_ result: CURLcode, wasRead: Bool) -> Delivery {
        guard result != CURLE_OK else { return .taken }
        let reason = String(cString: curl_easy_strerror(result))
        let silences = [CURLE_OPERATION_TIMEDOUT, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR]
        return wasRead && silences.contains(result) ? .unknown(reason) : .refused(reason)
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
            Subject: =?utf-8?B?\(Data(Self.header(mail.subject).utf8).base64EncodedString())?=\r
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
