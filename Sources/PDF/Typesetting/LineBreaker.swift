/// Chooses where the lines of a text end. Widths are in thousandths of the size.
struct LineBreaker {
    private let width: Int
    private var words: [ShapedText.Word]

    init(text: ShapedText, width: Int) {
        self.width = max(width, 1)
        words = []
        words.reserveCapacity(text.words.count)
        for word in text.words {
            if word.width <= width { words.append(word) } else { split(word, glyphs: text.glyphs) }
        }
    }

    /// The lines, each a run of words; justified text is broken so that its spaces differ as little as possible.
    func lines(justified: Bool) -> [ArraySlice<ShapedText.Word>] {
        var lines: [ArraySlice<ShapedText.Word>] = []
        var start = 0
        for end in words.indices where words[end].ending == .newline || end == words.count - 1 {
            let passage = start..<(end + 1)
            lines += justified ? even(passage) : greedy(passage)
            start = end + 1
        }
        return lines
    }

    /// A word wider than the line is cut wherever it must be.
    private mutating func split(_ word: ShapedText.Word, glyphs: [ShapedText.Glyph]) {
        var start = word.glyphs.lowerBound
        var piece = 0
        for index in word.glyphs {
            let advance = glyphs[index].advance
            if piece + advance > width, index > start {
                words.append(ShapedText.Word(glyphs: start..<index, width: piece, ending: .joint, gap: 0))
                start = index
                piece = 0
            }
            piece += advance
        }
        words.append(
            ShapedText.Word(
                glyphs: start..<word.glyphs.upperBound, width: piece, ending: word.ending, gap: word.gap))
    }

    private func greedy(_ passage: Range<Int>) -> [ArraySlice<ShapedText.Word>] {
        var lines: [ArraySlice<ShapedText.Word>] = []
        var start = passage.lowerBound
        var used = 0
        for index in passage {
            if index > start, used + words[index].width > width {
                lines.append(words[start..<index])
                start = index
                used = 0
            }
            used += words[index].width + words[index].gap
        }
        lines.append(words[start..<passage.upperBound])
        return lines
    }

    /// The breaks whose lines together are least stretched (dynamic programming over the ends of lines).
    private func even(_ passage: Range<Int>) -> [ArraySlice<ShapedText.Word>] {
        let count = passage.count
        var best = [Double](repeating: .infinity, count: count + 1)
        var origin = [Int](repeating: 0, count: count + 1)
        best[0] = 0
        for end in 1...count {
            var natural = 0
            var gaps = 0
            for start in stride(from: end - 1, through: 0, by: -1) {
                let word = words[passage.lowerBound + start]
                natural += word.width
                if start < end - 1 {
                    natural += word.gap
                    gaps += word.gap
                }
                if start < end - 1, natural - gaps / 8 > width { break }
                let cost = best[start] + badness(natural: natural, gaps: gaps, last: end == count)
                if cost < best[end] {
                    best[end] = cost
                    origin[end] = start
                }
            }
        }
        var lines: [ArraySlice<ShapedText.Word>] = []
        var end = count
        while end > 0 {
            lines.append(words[(passage.lowerBound + origin[end])..<(passage.lowerBound + end)])
            end = origin[end]
        }
        return lines.reversed()
    }

    /// How ugly a line is: the cube of the stretch of its spaces, a little for each line, more for a lonely last word.
    private func badness(natural: Int, gaps: Int, last: Bool) -> Double {
        let slack = Double(width - natural)
        if last, slack >= 0 { return natural * 6 < width ? 3 : 1 }
        let elastic = slack < 0 ? Double(gaps) / 8 : Double(gaps) / 2
        let ratio = abs(slack) / max(elastic, 1)
        return 1 + min(ratio * ratio * ratio, 1e9)
    }
}
