import CCurl
import Foundation
import NIOPosix

/// Requests to other servers, through libcurl and away from the threads that serve pages.
///
/// By HTTPS only, certificates checked; plain HTTP is for this machine only. No redirection is followed, an answer has
/// a few seconds and a few hundred kilobytes.
struct OutboundHTTP: Sendable {
    struct Request: Sendable {
        var address: String
        var headers: [(name: String, value: String)] = []
        /// Sent by POST as a form; by GET without one.
        var form: [(String, String)]?
    }

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    enum Failure: Error, Equatable, CustomStringConvertible {
        /// Neither HTTPS nor this machine.
        case refusedAddress(String)
        /// What libcurl says.
        case unreachable(String)

        var description: String {
            switch self {
            case .refusedAddress(let address): "not an https address: \(address)"
            case .unreachable(let reason): "unreachable: \(reason)"
            }
        }
    }

    static let longestSeconds = 10
    static let mostBytes = 512 * 1024

    func send(_ request: Request) async throws -> Answer {
        guard Self.isAllowed(request.address) else { throw Failure.refusedAddress(request.address) }
        return try await NIOThreadPool.singleton.runIfActive { try perform(request) }
    }

    /// Whether an address is by HTTPS, or on this machine.
    static func isAllowed(_ address: String) -> Bool {
        guard let url = URL(string: address), let host = url.host(), !host.isEmpty else { return false }
        switch url.scheme?.lowercased() {
        case "https": return true
        case "http": return ["127.0.0.1", "::1", "[::1]", "localhost"].contains(host.lowercased())
        default: return false
        }
    }

    private func perform(_ request: Request) throws -> Answer {
        guard let handle = curl_easy_init() else { throw Failure.unreachable("no memory") }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        for (name, value) in request.headers {
            headers = curl_slist_append(headers, "\(name): \(value)".filter { !$0.isNewline })
        }
        defer { curl_slist_free_all(headers) }
        setUp(handle, request, headers)
        let received = ReceivedBytes(most: Self.mostBytes)
        let result = withExtendedLifetime(received) {
            _ = bureau_curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque())
            return curl_easy_perform(handle)
        }
        guard result == CURLE_OK else { throw Failure.unreachable(String(cString: curl_easy_strerror(result))) }
        var status = 0
        _ = bureau_curl_status(handle, &status)
        return Answer(status: status, body: received.bytes)
    }

    private func setUp(
        _ handle: UnsafeMutableRawPointer, _ request: Request, _ headers: UnsafeMutablePointer<curl_slist>?
    ) {
        _ = bureau_curl_set_string(handle, CURLOPT_URL, request.address)
        _ = bureau_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = bureau_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        _ = bureau_curl_set_long(handle, CURLOPT_TIMEOUT, Self.longestSeconds)
        _ = bureau_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        _ = bureau_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        if let form = request.form {
            let body = form.map { Link.encoded($0.0) + "=" + Link.encoded($0.1) }.joined(separator: "&")
            _ = bureau_curl_set_string(handle, CURLOPT_COPYPOSTFIELDS, body)
        }
        _ = bureau_curl_set_write(handle) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let received = Unmanaged<ReceivedBytes>.fromOpaque(context).takeUnretainedValue()
            return received.append(bytes, size * count) ? size * count : 0
        }
    }
}

/// What libcurl brings piece by piece; a piece too many stops the transfer.
private final class ReceivedBytes {
    private(set) var bytes: [UInt8] = []
    private let most: Int

    init(most: Int) {
        self.most = most
    }

    func append(_ piece: UnsafeMutablePointer<CChar>, _ count: Int) -> Bool {
        guard bytes.count + count <= most else { return false }
        bytes += UnsafeRawBufferPointer(start: piece, count: count)
        return true
    }
}
