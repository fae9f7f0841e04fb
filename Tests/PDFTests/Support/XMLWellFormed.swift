/// Tells whether a small XML document opens and closes its elements in order and escapes its text.
enum XMLWellFormed {
    static func check(_ document: String) -> Bool {
        var open: [Substring] = []
        var rest = document[...]
        while let start = rest.firstIndex(of: "<") {
            guard isEscaped(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else {
                open.append(tag.prefix { !$0.isWhitespace })
            }
        }
        return open.isEmpty && isEscaped(rest)
    }

    private static func isEscaped(_ text: Substring) -> Bool {
        !text.replacing(/&(lt|gt|amp|quot);/, with: "").contains("&") && !text.unicodeScalars.contains { $0.value < 10 }
    }
}
