import Foundation

@testable import PDF

/// A PDF file read back the hard way: by its cross-reference table, object after object.
struct PDFFile {
    struct Object {
        /// The object without its stream.
        let text: String
        /// The stream, inflated when it was compressed.
        let stream: [UInt8]?

        /// The numbers of the objects referred to right after a key.
        func references(_ key: String) -> [Int] {
            guard let start = text.range(of: key) else { return [] }
            let rest = text[start.upperBound...].prefix { $0 != "/" && $0 != ">" && $0 != "]" }
            return rest.matches(of: /(\d+) 0 R/).compactMap { Int($0.1) }
        }

        /// The number right after a key.
        func number(_ key: String) -> Int? {
            guard let start = text.range(of: key) else { return nil }
            return Int(text[start.upperBound...].drop { $0 == " " }.prefix { $0.isNumber || $0 == "-" })
        }
    }

    let objects: [Int: Object]
    let trailer: String
    /// What is wrong with the file as a container.
    let problems: [String]

    init(_ bytes: [UInt8]) {
        var problems: [String] = []
        var objects: [Int: Object] = [:]
        let tail = String(decoding: bytes.suffix(60), as: UTF8.self)
        let start = tail.firstMatch(of: /startxref\n(\d+)\n%%EOF\n$/).flatMap { Int($0.1) } ?? 0
        let table = String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self)
        let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.first != "xref" { problems.append("startxref does not lead to a table") }
        for (number, line) in lines.dropFirst(3).prefix(while: { $0.hasSuffix(" n ") }).enumerated() {
            let offset = Int(line.prefix(10)) ?? 0
            let header = Array("\(number + 1) 0 obj\n".utf8)
            guard bytes[offset...].starts(with: header) else {
                problems.append("object \(number + 1) is not at \(offset)")
                continue
            }
            objects[number + 1] = Self.object(bytes, at: offset + header.count)
        }
        self.objects = objects
        self.problems = problems
        trailer = table
    }

    private static func object(_ bytes: [UInt8], at start: Int) -> Object {
        var end = start
        while end < bytes.count, !bytes[end...].starts(with: "endobj".utf8),
            !bytes[end...].starts(with: "stream\n".utf8)
        {
            end += 1
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard bytes[end...].starts(with: "stream\n".utf8) else { return Object(text: text, stream: nil) }
        let length = Object(text: text, stream: nil).number("/Length ") ?? 0
        let raw = Array(bytes[(end + 7)..<(end + 7 + length)])
        let packed = text.contains("/Filter/FlateDecode") && !text.contains("/Subtype/Image")
        return Object(text: text, stream: packed ? inflated(raw, limit: 4_000_000) : raw)
    }

    var catalog: Object { objects[1] ?? Object(text: "", stream: nil) }

    /// The pages in order, with their object numbers.
    var pages: [(number: Int, page: Object)] {
        (objects[2]?.references("/Kids[") ?? []).compactMap { number in objects[number].map { (number, $0) } }
    }

    /// The tokens of all contents of a page, strings left out.
    func tokens(of page: Object) -> [String] {
        page.references("/Contents[").flatMap { number in
            objects[number]?.stream.map(ContentTokens.tokens) ?? ["missing"]
        }
    }

    /// The metadata packet.
    var packet: String { String(decoding: objects[4]?.stream ?? [], as: UTF8.self) }

    /// Structure elements by object number.
    var elements: [Int: Object] { objects.filter { $0.value.text.hasPrefix("<</S/") } }

    /// How many elements of a type there are.
    func count(of tag: String) -> Int {
        elements.values.count { $0.text.hasPrefix("<</S/\(tag)/") }
    }
}

/// Splits a content stream into words; strings, which may hold any byte, become `()`.
enum ContentTokens {
    static func tokens(_ bytes: [UInt8]) -> [String] {
        var tokens: [String] = []
        var word = ""
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "(") {
                index = endOfString(bytes, from: index)
                word += "()"
            } else if byte == 32 || byte == 10 {
                if !word.isEmpty { tokens.append(word) }
                word = ""
            } else {
                word.unicodeScalars.append(Unicode.Scalar(byte))
            }
            index += 1
        }
        return word.isEmpty ? tokens : tokens + [word]
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: ")") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index
    }
}
