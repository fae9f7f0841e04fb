import Foundation
import Synchronization

/// A server of this machine that says what a test wants, one connection after another.
final class StandInServer: Sendable {
    let port: Int
    private let socket: Int32
    private let received = Mutex<[String]>([])

    /// What arrived so far, line by line for mail, whole requests for HTTP.
    var lines: [String] { received.withLock { $0 } }

    /// - Parameters:
    ///   - greeting: said on each connection before anything is heard; nothing at all makes the client wait.
    ///   - answer: what is said to what was heard since it last said something; `nil` hangs up.
    init(greeting: String?, answer: @escaping @Sendable (String) -> String?) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(socket, place, length) == 0 && listen(socket, 8) == 0 && getsockname(socket, place, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        let note: @Sendable (String) -> Void = { [weak self] text in self?.received.withLock { $0.append(text) } }
        Thread.detachNewThread {
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread { StandInServer.serve(client, greeting, answer, note) }
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private static func serve(
        _ client: Int32, _ greeting: String?, _ answer: @Sendable (String) -> String?,
        _ note: @Sendable (String) -> Void
    ) {
        defer { close(client) }
        if let greeting { say(greeting, to: client) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // What one says may come in pieces: libcurl sends the dot that ends a mail after the mail.
        var waiting = ""
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            let heard = String(decoding: buffer[..<count], as: UTF8.self)
            note(heard)
            waiting += heard
            guard let reply = answer(waiting) else { return }
            guard !reply.isEmpty else { continue }
            waiting = ""
            say(reply, to: client)
        }
    }

    /// `MSG_NOSIGNAL`: a client that left is no reason to die.
    private static let noSignal: Int32 = 0x4000

    private static func say(_ text: String, to client: Int32) {
        let bytes = Array(text.utf8)
        _ = send(client, bytes, bytes.count, noSignal)
    }
}

extension StandInServer {
    /// A mail server that takes everything but what is for one address.
    static func mail(refusing refused: String) throws -> StandInServer {
        try StandInServer(greeting: "220 essai\r\n") { heard in
            if heard.hasPrefix("EHLO") || heard.hasPrefix("HELO") { return "250 essai\r\n" }
            if heard.hasPrefix("RCPT"), heard.contains(refused) { return "550 5.1.1 Boite inconnue\r\n" }
            if heard.hasPrefix("DATA") { return "354 Allez\r\n" }
            if heard.hasPrefix("QUIT") { return "221 Adieu\r\n" }
            if heard.hasPrefix("MAIL") || heard.hasPrefix("RCPT") || heard.hasSuffix("\r\n.\r\n") {
                return "250 Bien\r\n"
            }
            return ""
        }
    }
}
