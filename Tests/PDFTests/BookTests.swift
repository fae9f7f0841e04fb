import PDF
import Testing

@Suite struct `A book` {
    @Test func `gives the same bytes each time, whatever was rendered before`() throws {
        let fonts = try Sample.fonts()
        let book = Sample.book(Sample.everything)
        let first = try book.render(with: fonts)
        _ = try Sample.book([.paragraph("Łódź 🙂"), Sample.paragraph(30)]).render(with: fonts)
        #expect(try book.render(with: fonts) == first)
        #expect(try book.render(with: Sample.fonts()) == first)
    }

    @Test func `rendered by several tasks at once gives the same bytes`() async throws {
        let fonts = try Sample.fonts()
        let expected = try Sample.book(Sample.everything).render(with: fonts)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    _ = try Sample.book([Sample.paragraph(number + 1)]).render(with: fonts)
                    return try Sample.book(Sample.everything).render(with: fonts) == expected
                }
            }
            for try await same in group { #expect(same) }
        }
    }

    @Test func `has an identifier that follows its content`() throws {
        let fonts = try Sample.fonts()
        let identifiers = try ["a", "b"].map { text in
            PDFFile(try Sample.book([.paragraph(PDFText(text))]).render(with: fonts)).trailer
                .firstMatch(of: /\/ID\[<([0-9a-f]{32})>/).map { String($0.1) }
        }
        #expect(identifiers[0] != nil)
        #expect(identifiers[0] != identifiers[1])
    }

    @Test(arguments: ["A & B <c> \"d\" 'e'", "]]> <!--", "Œuvre n° 1 – 5 €", "a\u{1}b", "(x\\y", ""])
    func `writes its title safely`(title: String) throws {
        let bytes = try Sample.book([.paragraph("a")], title: title).render(with: Sample.fonts())
        #expect(Conformance(file: PDFFile(bytes)).problems.isEmpty)
        #expect(XMLWellFormed.check(PDFFile(bytes).packet))
        guard Tool.isInstalled("pdfinfo"), !title.isEmpty, !title.contains("\u{1}") else { return }
        #expect(try Tool.run("pdfinfo", ["{}"], on: bytes).output.contains(title))
    }

    @Test func `says author, subject and creation date in both places`() throws {
        let book = PDFBook(
            title: "T", language: "fr-FR", author: "Lycée & Cie", subject: "Objet",
            created: PDFDate(secondsSince1970: 1_788_264_000), sections: [])
        let file = PDFFile(try book.render(with: Sample.fonts()))
        #expect(file.packet.contains("<xmp:CreateDate>2026-09-01T12:00:00Z</xmp:CreateDate>"))
        #expect(file.packet.contains("Lycée &amp; Cie"))
        #expect(file.objects[3]?.text.contains("/CreationDate(D:20260901120000Z)") == true)
        #expect(file.objects[3]?.text.contains("/Subject(Objet)") == true)
    }

    @Test func `carries no date of its own`() throws {
        let file = PDFFile(try Sample.book([]).render(with: Sample.fonts()))
        #expect(!file.packet.contains("Date"))
        #expect(file.objects[3]?.text.contains("Date") == false)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"), (4_102_444_800, "2100-01-01T00:00:00Z"),
    ])
    func `spells an instant as a calendar does`(seconds: Int, expected: String) throws {
        let book = PDFBook(title: "T", created: PDFDate(secondsSince1970: seconds), sections: [])
        #expect(PDFFile(try book.render(with: Sample.fonts())).packet.contains(expected))
    }

    @Test func `of 300 sections has as many bookmarks, and shares what its pages repeat`() throws {
        let sections = (0..<300).map { number in
            PDFSection(
                title: "Convention \(number)",
                blocks: [.heading(level: 1, "Convention \(number)"), .pageBreak]
                    + (0..<6).map { _ in Sample.paragraph(3) })
        }
        let rendering = try PDFBook(title: "Classe", sections: sections).renderReporting(with: Sample.fonts())
        #expect(rendering.pages == 600)
        #expect(rendering.bytes.count < 900_000)
        let file = PDFFile(rendering.bytes)
        #expect(file.problems.isEmpty)
        #expect(file.objects[7]?.number("/Count ") == 300)
        #expect(file.catalog.text.contains("/PageMode/UseOutlines"))
    }

    @Test func `bookmarks its headings under their section, without saying a name twice`() throws {
        let blocks: [PDFBlock] = [
            .heading(level: 1, "Partie"), .heading(level: 2, "Un"), .heading(level: 3, "Rien"),
            .heading(level: 1, "Autre"), .heading(level: 2, "Deux"),
        ]
        let file = PDFFile(try Sample.book(blocks).render(with: Sample.fonts()))
        let entries = file.objects.values.filter { $0.text.contains("/Dest[") }.map(\.text)
        #expect(entries.count == 4)
        #expect(file.objects[7]?.number("/Count ") == 4)
        #expect(entries.contains { $0.contains("/Title(Autre)") && $0.contains("/Count 1") })
        #expect(!entries.contains { $0.contains("Rien") })
    }

    @Test func `warns when a heading skips a level`() throws {
        let rendering = try Sample.book([.heading(level: 1, "a"), .heading(level: 3, "b")])
            .renderReporting(with: Sample.fonts())
        #expect(rendering.warnings == [.headingLevelSkipped(from: 1, to: 3)])
    }
}
