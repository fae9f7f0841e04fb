/// The small part of Markdown that the guide is written in: headings, paragraphs, lists, tables, quotes, code, links,
/// bold and italic. Everything else is shown as typed; nothing in a text can become markup of its own.
enum Markdown {
    /// A title of the text, for tables of contents.
    struct Heading: Equatable, Sendable {
        let level: Int
        let text: String
        let anchor: String
    }

    /// The first title of level one.
    static func title(of text: String) -> String? {
        headings(of: text).first { $0.level == 1 }?.text
    }

    static func headings(of text: String) -> [Heading] {
        text.split(separator: "\n").compactMap { heading(String($0)) }
    }

    static func html(_ text: String) -> HTML {
        var blocks = BlockReader(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        return blocks.html()
    }

    static func heading(_ line: String) -> Heading? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...4).contains(level), line.dropFirst(level).first == " " else { return nil }
        let text = String(line.dropFirst(level + 1)).trimmedText
        return Heading(level: level, text: text, anchor: anchor(text))
    }

    private static func anchor(_ text: String) -> String {
        SearchKeyText.dashed(text)
    }

    /// Text within a line.
    static func inline(_ text: String) -> HTML {
        var html = HTML()
        var rest = text[...]
        while let first = rest.first {
            if first == "`", let (code, after) = between("`", "`", rest) {
                html += "<code>\(String(code))</code>"
                rest = after
            } else if rest.hasPrefix("**"), let (bold, after) = between("**", "**", rest) {
                html += "<strong>\(inline(String(bold)))</strong>"
                rest = after
            } else if first == "*", let (italic, after) = between("*", "*", rest) {
                html += "<em>\(inline(String(italic)))</em>"
                rest = after
            } else if first == "[", let (label, after) = between("[", "]", rest),
                let (target, end) = between("(", ")", after)
            {
                html += link(String(label), to: String(target))
                rest = end
            } else {
                let plain = rest.prefix { !"`*[".contains($0) }
                let taken = plain.isEmpty ? rest.prefix(1) : plain
                html += HTML(text: String(taken))
                rest = rest.dropFirst(taken.count)
            }
        }
        return html
    }

    /// Only pages of this site, other pages of the guide and addresses of the web: never a script.
    private static func link(_ label: String, to target: String) -> HTML {
        guard target.hasPrefix("/") || target.hasPrefix("#") || target.hasPrefix("https://") || target.hasSuffix(".md")
        else { return inline(label) }
        let address = target.hasSuffix(".md") ? "/aide/" + target.dropLast(3) : target
        return "<a href=\"\(address)\">\(inline(label))</a>"
    }

    private static func between(_ open: String, _ close: String, _ text: Substring) -> (Substring, Substring)? {
        guard text.hasPrefix(open) else { return nil }
        let body = text.dropFirst(open.count)
        guard let end = body.firstRange(of: close), end.lowerBound > body.startIndex else { return nil }
        return (body[..<end.lowerBound], body[end.upperBound...])
    }
}

/// Reads the blocks of a text one after the other.
private struct BlockReader {
    let lines: [String]
    var position = 0
    /// Tables so far: each has a name of its own for screen readers.
    var tables = 0

    mutating func html() -> HTML {
        var html = HTML()
        while position < lines.count {
            let line = lines[position]
            if line.trimmedText.isEmpty {
                position += 1
            } else if let heading = Markdown.heading(line) {
                html += title(heading)
                position += 1
            } else if line.hasPrefix("```") {
                html += code()
            } else if line.hasPrefix("|") {
                html += table()
            } else if line.hasPrefix("> ") {
                let quoted = take { $0.hasPrefix(">") }.map { String($0.drop { $0 == ">" || $0 == " " }) }
                html += notice(.info, "<p>\(Markdown.inline(quoted.joined(separator: " ")))</p>")
            } else if item(line) != nil {
                html += list()
            } else {
                let text = paragraph()
                html += "<p>\(Markdown.inline(text))</p>"
            }
        }
        return html
    }

    private func title(_ heading: Markdown.Heading) -> HTML {
        let text = Markdown.inline(heading.text)
        switch heading.level {
        case 1: return "<h1 id=\"\(heading.anchor)\">\(text)</h1>"
        case 2: return "<h2 id=\"\(heading.anchor)\">\(text)</h2>"
        case 3: return "<h3 id=\"\(heading.anchor)\">\(text)</h3>"
        default: return "<h4 id=\"\(heading.anchor)\">\(text)</h4>"
        }
    }

    private mutating func take(while keep: (String) -> Bool) -> [String] {
        var taken: [String] = []
        while position < lines.count, keep(lines[position]) {
            taken.append(lines[position])
            position += 1
        }
        return taken
    }

    private mutating func paragraph() -> String {
        var taken = [lines[position].trimmedText]
        position += 1
        while position < lines.count, isPlain(lines[position]) {
            taken.append(lines[position].trimmedText)
            position += 1
        }
        return taken.joined(separator: " ")
    }

    private func isPlain(_ line: String) -> Bool {
        !line.trimmedText.isEmpty && Markdown.heading(line) == nil && item(line) == nil && !line.hasPrefix("|")
            && !line.hasPrefix("```") && !line.hasPrefix("> ")
    }

    private mutating func code() -> HTML {
        position += 1
        let body = take { !$0.hasPrefix("```") }
        position += 1
        return "<pre tabindex=\"0\"><code>\(body.joined(separator: "\n"))</code></pre>"
    }

    /// The text of a list item, and whether the list is numbered.
    private func item(_ line: String) -> (text: String, numbered: Bool)? {
        if line.hasPrefix("- ") { return (String(line.dropFirst(2)), false) }
        let digits = line.prefix { $0.isNumber }
        guard !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
        return (String(line.dropFirst(digits.count + 2)), true)
    }

    private mutating func list() -> HTML {
        var items: [String] = []
        let numbered = item(lines[position])?.numbered ?? false
        while position < lines.count {
            if let item = item(lines[position]), item.numbered == numbered {
                items.append(item.text)
            } else if lines[position].hasPrefix("  "), !items.isEmpty, !lines[position].trimmedText.isEmpty {
                items[items.count - 1] += " " + lines[position].trimmedText
            } else {
                break
            }
            position += 1
        }
        let body = items.map { "<li>\(Markdown.inline($0))</li>" as HTML }
        return numbered ? "<ol>\(body)</ol>" : "<ul>\(body)</ul>"
    }

    private mutating func table() -> HTML {
        let rows = take { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
                String($0).trimmedText
            }
        }
        guard let head = rows.first else { return "" }
        tables += 1
        let body = rows.dropFirst().filter { row in !row.allSatisfy { $0.allSatisfy { "-: ".contains($0) } } }
        let heads = head.map { "<th scope=\"col\">\(Markdown.inline($0))</th>" as HTML }
        let lines = body.map { row in "<tr>\(row.map { "<td>\(Markdown.inline($0))</td>" as HTML })</tr>" as HTML }
        return
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tableau \(tables)\"><table><thead><tr>\(heads)</tr></thead><tbody>\(Array(lines))</tbody></table></div>"
    }
}
