import Testing

@testable import PDF

@Suite struct `Lines of a text` {
    private func lines(_ text: PDFText, width: Double, align: PDFAlignment = .justified) throws -> [String] {
        let shelf = try Sample.fonts().shelf
        let shaped = try #require(Shaper.shape(text, style: .body, shelf: shelf))
        let face = try #require(shelf.face(.regular))
        let scalars = face.characters.scalars(glyphs: face.glyphCount)
        let breaker = LineBreaker(text: shaped, width: Int(width * 100))
        return breaker.lines(justified: align == .justified).map { words in
            words.map { word in
                let letters = shaped.glyphs[word.glyphs].compactMap { Unicode.Scalar(scalars[Int($0.id)]) }
                return String(String.UnicodeScalarView(letters))
            }.joined(separator: "|")
        }
    }

    @Test(arguments: PDFAlignment.allCases) func `fit the width`(align: PDFAlignment) throws {
        let shelf = try Sample.fonts().shelf
        let text = PDFText([String](repeating: Sample.sentence, count: 4).joined(separator: " "))
        let shaped = try #require(Shaper.shape(text, style: .body, shelf: shelf))
        for width in [4000, 12_000, 49_000] {
            for line in LineBreaker(text: shaped, width: width).lines(justified: align == .justified) {
                let gaps = line.dropLast().reduce(0) { $0 + $1.gap }
                let natural = line.reduce(gaps) { $0 + $1.width }
                #expect(natural <= width + (align == .justified ? gaps / 8 : 0))
            }
        }
    }

    @Test(arguments: ["Est-ce\u{A0}vrai", "8\u{202F}h\u{202F}00", "Qui ?", "Oui !", "« mot »", "25 %", "ainsi : ça"])
    func `never end at a no-break space nor before double punctuation`(text: String) throws {
        let lines = try lines(PDFText("aaaaaaaa " + text), width: 48, align: .left)
        for line in lines {
            #expect(!line.hasPrefix("?") && !line.hasPrefix("!") && !line.hasPrefix("»") && !line.hasPrefix("%"))
            #expect(!line.hasPrefix(":") && !line.hasSuffix("«") && !line.hasPrefix("h"))
        }
        #expect(lines.count > 1)
    }

    @Test func `may end after a hyphen between letters, not within a number`() throws {
        #expect(try lines("porte-monnaie", width: 40, align: .left) == ["porte-", "monnaie"])
        #expect(try lines("n° 2026-00012", width: 56, align: .left) == ["n°", "2026-00012"])
    }

    @Test func `may end before the domain of a mail address`() throws {
        let address = "bastien.fabelheim@courriel.example"
        #expect(try lines(PDFText(address), width: 120, align: .left) == ["bastien.fabelheim@", "courriel.example"])
        #expect(try lines(PDFText(address), width: 400, align: .left) == ["bastien.fabelheim@|courriel.example"])
    }

    @Test func `cut a word only when it is wider than the line`() throws {
        #expect(try lines("iiiiiiiiii", width: 10, align: .left).count == 3)
        #expect(try lines("mot iiii", width: 20, align: .left) == ["mot", "iiii"])
    }

    @Test func `end where the text has a line feed`() throws {
        #expect(try lines("a\nb", width: 100) == ["a", "b"])
        #expect(try lines("a\n\nb\n", width: 100) == ["a", "", "b"])
    }

    @Test func `are filled to the edge when justified`() throws {
        let shelf = try Sample.fonts().shelf
        let text = PDFText([String](repeating: Sample.sentence, count: 2).joined(separator: " "))
        let set = Typesetter(shelf: shelf).set(text, style: .body, width: 300, align: .justified)
        let plain = Typesetter(shelf: shelf).set(text, style: .body, width: 300, align: .left)
        #expect(set.lines.count >= 5)
        #expect(set.bytes.count > plain.bytes.count)
    }

    @Test func `keep their narrow no-break spaces narrow`() throws {
        let shaped = try #require(Shaper.shape("8\u{202F}h", style: .body, shelf: Sample.fonts().shelf))
        #expect(shaped.glyphs[1].advance <= 200)
        #expect(shaped.glyphs[1].advance > 0)
    }

    @Test func `bring kerned letters together`() throws {
        let shelf = try Sample.fonts().shelf
        let shaped = try #require(Shaper.shape("AV", style: .body, shelf: shelf))
        #expect(shaped.glyphs[0].advance < shaped.glyphs[0].nominal)
    }
}

@Suite struct `Breaks between pages` {
    private func composer() throws -> Composer {
        try Composer(book: Sample.book([]), shelf: Sample.fonts().shelf)
    }

    @Test(arguments: 1...12, 0...12) func `leave no single line on either side`(lines: Int, room: Int) throws {
        let composer = try composer()
        composer.isFresh = false
        let text = PDFText([String](repeating: "ligne", count: lines).joined(separator: "\n"))
        let paragraph = composer.set(text, .body, width: 400)
        let fitting = composer.linesThatFit(paragraph, from: 0, height: Double(room) * paragraph.style.leading)
        #expect(fitting <= room)
        #expect(fitting != 1 || lines == 1)
        #expect(lines - fitting != 1 || fitting == 0)
    }

    @Test func `always draw something on an empty page`() throws {
        let composer = try composer()
        let paragraph = composer.set("un\ndeux\ntrois", .body, width: 400)
        #expect(composer.linesThatFit(paragraph, from: 0, height: 1) == 1)
    }

    @Test(arguments: [600.0, 640, 660, 680, 690, 700]) func `never leave a heading alone`(space: Double) throws {
        for next in [Sample.paragraph(3), .table(Sample.table(rows: 3)), .list(["a", "b"]), .callout("c")] {
            let book = Sample.book([.space(space), .heading(level: 1, "Titre"), .heading(level: 2, "Sous-titre"), next])
            let file = PDFFile(try book.render(with: Sample.fonts()))
            let heading = file.elements.values.first { $0.text.hasPrefix("<</S/H2/") }
            let follower = file.elements.values.filter { element in
                ["P", "TH", "LBody", "Caption"].contains { element.text.hasPrefix("<</S/\($0)/") }
            }
            let page = try #require(heading?.references("/Pg ").first)
            #expect(follower.contains { $0.references("/Pg ").first == page })
        }
    }

    @Test func `never cut a row that fits a page`() throws {
        let table = Sample.table(rows: 60, text: "une\ndeux\ntrois\nquatre")
        let file = PDFFile(try Sample.book([.table(table)]).render(with: Sample.fonts()))
        #expect(file.pages.count > 2)
        #expect(!file.elements.values.contains { $0.text.hasPrefix("<</S/TD/") && $0.text.contains("/MCR") })
    }

    @Test func `keep boxes to sign in whole`() throws {
        let boxes = (0..<5).map { PDFSignatureBox(role: "Partie \($0)", height: 120) }
        let file = PDFFile(try Sample.book([.space(560), .signatures(boxes)]).render(with: Sample.fonts()))
        #expect(file.pages.count == 2)
        #expect(!file.elements.values.contains { $0.text.contains("/MCR") })
    }
}
