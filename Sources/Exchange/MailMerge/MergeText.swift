import Domain

/// The XML of one part of a document, with its paragraphs told apart: a word processor cuts a mark into several runs.
struct MergeText {
    private var pieces: [Piece]
    /// For each paragraph, the pieces that hold its text.
    private let paragraphs: [[Int]]
    private let format: MergeTemplate.Format

    private struct Piece {
        var text: Substring
        var isTag: Bool
        /// Replaces the text, already as XML.
        var written: String?
    }

    init(_ xml: String, _ format: MergeTemplate.Format) {
        self.format = format
        let pieces = MergeText.split(xml)
        self.pieces = pieces
        paragraphs = MergeText.paragraphs(of: pieces, format)
    }

    /// The names between `{{` and `}}`, normalised.
    var marks: Set<String> {
        Set(paragraphs.flatMap { MergeText.marks(in: joined($0)).map(\.name) })
    }

    /// A few words from each mark that does not close in its paragraph.
    var brokenMarks: [String] {
        paragraphs.compactMap { paragraph in
            let text = joined(paragraph)
            let closed = MergeText.marks(in: text).last?.end ?? 0
            let rest = Array(text.utf8.dropFirst(closed))
            guard let open = MergeText.find("{{", in: rest, from: 0) else { return nil }
            return String(String(decoding: rest[open...], as: UTF8.self).prefix(30))
        }
    }

    /// The XML with each mark replaced by its value.
    func filled(with values: [String: String]) -> String {
        var copy = self
        for paragraph in paragraphs { copy.fill(paragraph, values) }
        return copy.pieces.map { $0.written ?? String($0.text) }.joined()
    }

    // MARK: One paragraph

    private func joined(_ paragraph: [Int]) -> String { paragraph.map { pieces[$0].text }.joined() }

    private mutating func fill(_ paragraph: [Int], _ values: [String: String]) {
        let text = Array(joined(paragraph).utf8)
        let marks = MergeText.marks(in: String(decoding: text, as: UTF8.self))
        guard !marks.isEmpty else { return }
        var start = 0
        for index in paragraph {
            let bytes = Array(pieces[index].text.utf8)
            pieces[index].written = written(text, from: start, to: start + bytes.count, marks, values)
            start += bytes.count
            keepBlanks(before: index)
        }
    }

    /// What one run shows: its own text without marks, and the value of each mark that begins in it.
    private func written(
        _ text: [UInt8], from start: Int, to end: Int, _ marks: [Mark], _ values: [String: String]
    ) -> String {
        var result = ""
        var position = start
        for mark in marks where mark.end > start && mark.start < end {
            if mark.start > position { result += String(decoding: text[position..<mark.start], as: UTF8.self) }
            if mark.start >= start { result += escaped(values[mark.name] ?? "") }
            position = min(end, max(position, mark.end))
        }
        if position < end { result += String(decoding: text[position..<end], as: UTF8.self) }
        return result
    }

    private func escaped(_ value: String) -> String {
        let lineBreak =
            switch format {
            case .docx: "</w:t><w:br/><w:t xml:space=\"preserve\">"
            case .odt: "<text:line-break/>"
            }
        return value.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var text = ""
            for scalar in line.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                // Control characters are not XML.
                case "\u{0}"..<"\u{20}": text += scalar == "\t" ? " " : ""
                case "\u{FFFE}", "\u{FFFF}": continue
                default: text.unicodeScalars.append(scalar)
                }
            }
            return text
        }.joined(separator: lineBreak)
    }

    /// A run that begins or ends with a blank says so in Word, else the blank is lost.
    private mutating func keepBlanks(before index: Int) {
        guard format == .docx, index > 0, pieces[index - 1].text == "<w:t>" else { return }
        pieces[index - 1].written = "<w:t xml:space=\"preserve\">"
    }

    // MARK: Marks

    private struct Mark {
        let name: String
        /// In UTF-8 bytes, from the first brace to after the last.
        let start: Int
        let end: Int
    }

    private static func marks(in text: String) -> [Mark] {
        let bytes = Array(text.utf8)
        var found: [Mark] = []
        var position = 0
        while let open = find("{{", in: bytes, from: position) {
            guard let close = find("}}", in: bytes, from: open + 2) else { break }
            let raw = String(decoding: bytes[(open + 2)..<close], as: UTF8.self)
            // A second opening before the end: the first was no mark.
            if let again = find("{{", in: Array(bytes[..<close]), from: open + 2) {
                position = again
                continue
            }
            let name = normalised(raw)
            if !name.isEmpty { found.append(Mark(name: name, start: open, end: close + 2)) }
            position = close + 2
        }
        return found
    }

    /// `Élève Nom` and `eleve_nom` are the same mark.
    static func normalised(_ name: String) -> String {
        SearchKey(name.replacing("_", with: " ").replacing(".", with: " ")).words.joined(separator: "_")
    }

    private static func find(_ pair: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        let wanted = pair.withUTF8Buffer { Array($0) }
        guard bytes.count >= 2, start <= bytes.count - 2 else { return nil }
        return (start...(bytes.count - 2)).first { bytes[$0] == wanted[0] && bytes[$0 + 1] == wanted[1] }
    }

    // MARK: XML

    /// Tags and texts in turn; comments and instructions count as tags.
    private static func split(_ xml: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = xml[...]
        while let open = rest.firstIndex(of: "<") {
            if open > rest.startIndex { pieces.append(Piece(text: rest[..<open], isTag: false)) }
            let end = rest[open...].hasPrefix("<!--") ? rest[open...].firstRange(of: "-->")?.upperBound : nil
            let close = end ?? rest[open...].firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex
            pieces.append(Piece(text: rest[open..<close], isTag: true))
            rest = rest[close...]
        }
        if !rest.isEmpty { pieces.append(Piece(text: rest, isTag: false)) }
        return pieces
    }

    private static func paragraphs(of pieces: [Piece], _ format: MergeTemplate.Format) -> [[Int]] {
        var done: [[Int]] = []
        var open: [[Int]] = []
        var shown = false
        for (index, piece) in pieces.enumerated() {
            guard piece.isTag else {
                if !open.isEmpty, format == .odt || shown { open[open.count - 1].append(index) }
                continue
            }
            let name = tagName(piece.text)
            let empty = piece.text.hasSuffix("/>")
            if format.paragraphTags.contains(name), !empty {
                if piece.text.hasPrefix("</") {
                    if let last = open.popLast() { done.append(last) }
                } else {
                    open.append([])
                }
            } else if format == .docx, name == "w:t", !empty {
                shown = !piece.text.hasPrefix("</")
            }
        }
        return (done + open).filter { !$0.isEmpty }
    }

    private static func tagName(_ tag: Substring) -> Substring {
        tag.drop { $0 == "<" || $0 == "/" }.prefix { $0 != ">" && $0 != "/" && !$0.isWhitespace }
    }
}

extension MergeTemplate.Format {
    fileprivate var paragraphTags: Set<Substring> {
        switch self {
        case .docx: ["w:p"]
        case .odt: ["text:p", "text:h"]
        }
    }
}
