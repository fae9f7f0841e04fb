import Foundation
import PDF
import Testing

@Suite(.enabled(if: Tool.isInstalled("pdftotext"))) struct `Text copied from a file` {
    static let texts = [
        "cœur Œuvre… l’été « mot » 5 € 1–2 — naïf Ÿvon Haÿ Ægir ex æquo çà À señor",
        "Lefèvre-Dœuff, l’élève « Zoé » n° 12 : 25 % ?",
        "(parenthèses) \\ antislash \\) [crochets] <chevrons>", "Łukasz Žižek Şahin Ioan-Țepeș",
        "Ελλάδα Россия", "☐ non ☑ oui →",
    ]

    @Test(arguments: texts) func `is the text that was given`(text: String) throws {
        for block in [PDFBlock.paragraph(PDFText(text)), .heading(level: 1, text), .keyValues([("", text)])] {
            let words = try Tool.words(of: Sample.book([block]).render(with: Sample.fonts()))
            #expect(words.contains(text))
        }
    }

    @Test(arguments: PDFAlignment.allCases) func `keeps its words apart over lines`(align: PDFAlignment) throws {
        let long = [String](repeating: Sample.sentence, count: 3).joined(separator: " ")
        let words = try Tool.words(
            of: Sample.book([.paragraph(PDFText(long), align: align)]).render(with: Sample.fonts()))
        let expected = long.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains(expected))
    }

    @Test func `keeps its words apart in the structure too`() throws {
        let book = Sample.book([.paragraph("12 rue des Œillets\n35000 Rennes"), Sample.paragraph(3)])
        let text = try Tool.run("pdfinfo", ["-struct-text", "{}"], on: book.render(with: Sample.fonts())).output
        #expect(text.contains("12 rue des Œillets 35000 Rennes"))
        #expect(text.contains("d’enseignement et l’élève pour la période de formation en milieu professionnel"))
    }

    @Test func `joins an accent written after its letter`() throws {
        let words = try Tool.words(
            of: Sample.book([.paragraph("Zoe\u{301} Lefe\u{300}vre")]).render(with: Sample.fonts()))
        #expect(words.contains("Zoé Lefèvre"))
    }

    @Test func `leaves out invisible characters`() throws {
        let rendering = try Sample.book([.paragraph("a\u{0}b\u{AD}c\u{200D}d\u{FEFF}e")])
            .renderReporting(with: Sample.fonts())
        #expect(rendering.warnings.isEmpty)
        #expect(try Tool.words(of: rendering.bytes).contains("abcde"))
    }

    @Test func `has the running lines with the page of the section`() throws {
        let sections = ["Une", "Deux"].map { name in
            PDFSection(
                title: name, header: "Lycée \(name)", footer: "Pied \(name)",
                blocks: [.paragraph("a"), .pageBreak, .paragraph("b")])
        }
        let text = try Tool.text(of: PDFBook(title: "T", sections: sections).render(with: Sample.fonts()))
        let pages = text.split(separator: "\u{C}").map { $0.split { $0.isWhitespace }.joined(separator: " ") }
        #expect(pages.count == 4)
        for (index, page) in pages.enumerated() {
            #expect(page.contains("page \(index % 2 + 1) / 2"))
            #expect(page.contains(index < 2 ? "Lycée Une" : "Lycée Deux"))
        }
    }

    @Test func `shortens a running line that is too long`() throws {
        let section = PDFSection(title: "T", header: Sample.sentence, blocks: [.paragraph("a")])
        let words = try Tool.words(of: PDFBook(title: "T", sections: [section]).render(with: Sample.fonts()))
        #expect(words.hasPrefix("La présente convention"))
        #expect(words.contains("…"))
    }
}

@Suite struct `Characters no font has` {
    @Test func `are replaced and reported`() throws {
        let rendering = try Sample.book([.paragraph("🙂 日本 🙂")]).renderReporting(with: Sample.fonts())
        #expect(rendering.warnings == [.missingCharacter("🙂"), .missingCharacter("日"), .missingCharacter("本")])
        #expect(rendering.warnings[0].message.contains("U+1F642"))
        #expect(Conformance(file: PDFFile(rendering.bytes)).problems.isEmpty)
    }

    @Test func `of joined scripts are shown and reported`() throws {
        let rendering = try Sample.book([.paragraph("Nom : नमस्ते")]).renderReporting(with: Sample.fonts())
        #expect(rendering.warnings.first == .unshapedScript("न"))
    }

    @Test func `read from right to left are drawn so, and their letters join`() throws {
        let text = "Café مقهى السلام 12, puis שלום עולם"
        let rendering = try Sample.book([.paragraph(PDFText(text))]).renderReporting(with: Sample.fonts())
        #expect(rendering.warnings.isEmpty)
        #expect(Conformance(file: PDFFile(rendering.bytes)).problems.isEmpty)
    }

    @Test func `are reported again by a second document`() throws {
        let fonts = try Sample.fonts()
        let book = Sample.book([.paragraph("🙂")])
        #expect(try book.renderReporting(with: fonts).warnings == book.renderReporting(with: fonts).warnings)
    }
}
