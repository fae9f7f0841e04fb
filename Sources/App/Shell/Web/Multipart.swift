import Exchange
import Foundation

/// Reads a `multipart/form-data` body (RFC 7578): fields and files, from memory.
enum Multipart {
    /// - Returns: `nil` when the body is not what its header says.
    static func read(_ body: [UInt8], boundary: String) -> FormValues? {
        let delimiter = Array(("--" + boundary).utf8)
        var values = FormValues()
        guard var position = find(delimiter, in: body, from: 0) else { return nil }
        while true {
            position += delimiter.count
            if body[position...].starts(with: [0x2D, 0x2D]) { return values }
            guard body[position...].starts(with: [0x0D, 0x0A]),
                let headersEnd = find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: position),
                let next = find([0x0D, 0x0A] + delimiter, in: body, from: headersEnd + 2)
            else { return nil }
            let headers = String(decoding: body[(position + 2)..<max(position + 2, headersEnd)], as: UTF8.self)
            let content = headersEnd + 4 <= next ? Array(body[(headersEnd + 4)..<next]) : []
            add(headers: headers, content: content, to: &values)
            position = next + 2
        }
    }

    static func boundary(in contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let start = contentType.range(of: "boundary=")
        else { return nil }
        let text = contentType[start.upperBound...].prefix { $0 != ";" }
        return text.trimmingPrefix("\"").split(separator: "\"").first.map(String.init)
    }

    private static func add(headers: String, content: [UInt8], to values: inout FormValues) {
        guard
            let line = headers.split(whereSeparator: \.isNewline)
                .first(where: { $0.lowercased().hasPrefix("content-disposition") }),
            let name = parameter("name", of: line)
        else { return }
        guard let fileName = parameter("filename", of: line) else {
            values.append(name, String(decoding: content, as: UTF8.self))
            return
        }
        let baseName = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        guard !baseName.isEmpty else { return }
        values.files.append((name, NamedFile(name: String(baseName.prefix(120)), bytes: content)))
    }

    private static func parameter(_ name: String, of line: Substring) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].trimmingPrefix(" ") == name else { continue }
            return String(sides[1].trimmingPrefix("\"").prefix { $0 != "\"" })
        }
        return nil
    }

    private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard !pattern.isEmpty, body.count >= pattern.count, start >= 0 else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var index = start
            let last = bytes.count - pattern.count
            while index <= last {
                if bytes[index] == pattern[0], matches(pattern, bytes, at: index) { return index }
                index += 1
            }
            return nil
        }
    }

    private static func matches(_ pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        for offset in 1..<max(1, pattern.count) where bytes[index + offset] != pattern[offset] { return false }
        return true
    }
}
