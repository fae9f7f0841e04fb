import Domain
import Exchange
import Testing

@Suite struct `A document of a school` {
    static let moment = Moment(millisecondsSince1970: 1_800_000_000_000)

    static func docx(_ body: String, extra: [(String, String)] = []) throws -> NamedFile {
        let document = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>\(body)</w:body></w:document>"
        let files = [
            ("[Content_Types].xml", "<Types/>"), ("word/document.xml", document),
            ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>{{classe}}</w:t></w:r></w:p></w:hdr>"),
        ]
        return try ZipSample.pack("modele.docx", (files + extra).map { NamedFile(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    static func odt(_ body: String) throws -> NamedFile {
        try ZipSample.pack(
            "modele.odt",
            [
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "<office:text>\(body)</office:text>"),
                ("styles.xml", "<s><text:p>{{annee}}</text:p></s>"),
            ].map { NamedFile(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    static func text(_ bytes: [UInt8], _ name: String) throws -> String {
        let files = try ZipReader.files(of: NamedFile(name: "x.zip", bytes: bytes), limits: .standard)
        return String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
    }

    @Test func `tells its marks, header included, whatever their case and accents`() throws {
        let template = try MergeTemplate(
            try Self.docx("<w:p><w:r><w:t>{{Élève}} et {{ tuteur_telephone }}</w:t></w:r></w:p>"))
        #expect(template.format == .docx)
        #expect(template.marks == ["classe", "eleve", "tuteur_telephone"])
    }

    @Test func `is filled in though a mark is cut over runs`() throws {
        let body =
            "<w:p><w:r><w:t>Bonjour {{el</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>e</w:t></w:r><w:r><w:t>ve}} !</w:t></w:r></w:p>"
        let template = try MergeTemplate(try Self.docx(body))
        let filled = try Self.text(
            try template.filled(with: ["eleve": "Zoé <b> & Cie", "classe": "TMRC"], at: Self.moment),
            "word/document.xml")
        #expect(filled.contains("Bonjour Zoé &lt;b&gt; &amp; Cie"))
        #expect(filled.contains("> !<"))
        #expect(!filled.contains("{{") && !filled.contains("}}"))
        #expect(filled.contains("<w:b/>"))
    }

    @Test(arguments: [
        "<w:fldSimple w:instr=\" MERGEFIELD Eleve \\* MERGEFORMAT \"><w:r><w:rPr><w:b/></w:rPr><w:t>«Eleve»</w:t></w:r></w:fldSimple>",
        "<w:fldSimple w:instr=\"MERGEFIELD &quot;Élève&quot;\"><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r></w:fldSimple>",
        """
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MERGEFIELD eleve </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>«eleve»</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType="end"/></w:r>
        """,
    ])
    func `takes the fields of Word’s own mail merge as marks`(field: String) throws {
        let template = try MergeTemplate(
            try Self.docx("<w:p><w:r><w:t>Pour </w:t></w:r>\(field)<w:r><w:t>, signé</w:t></w:r></w:p>"))
        #expect(template.marks == ["classe", "eleve"])
        let filled = try Self.text(
            try template.filled(with: ["eleve": "Zoé"], at: Self.moment), "word/document.xml")
        #expect(filled.contains("<w:b/>") && filled.contains(">Zoé<") && filled.contains("Pour "))
        #expect(filled.contains(", signé") && !filled.contains("MERGEFIELD") && !filled.contains("«"))
    }

    @Test func `leaves a field it does not know`() throws {
        let page =
            "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>MERGEFIELD</w:t></w:r>"
        let template = try MergeTemplate(try Self.docx("<w:p>\(page)</w:p>"))
        #expect(template.marks == ["classe"])
        let filled = try Self.text(try template.filled(with: [:], at: Self.moment), "word/document.xml")
        #expect(filled.contains(page))
    }

    @Test func `fills its headers in`() throws {
        let template = try MergeTemplate(try Self.docx("<w:p/>"))
        let header = try Self.text(try template.filled(with: ["classe": "1MRC"], at: Self.moment), "word/header1.xml")
        #expect(header.contains(">1MRC<"))
    }

    @Test func `keeps the lines of a value`() throws {
        let word = try MergeTemplate(try Self.docx("<w:p><w:r><w:t>{{activites}}</w:t></w:r></w:p>"))
        let filled = try Self.text(
            try word.filled(with: ["activites": "Un\nDeux"], at: Self.moment), "word/document.xml")
        #expect(filled.contains("Un</w:t><w:br/><w:t xml:space=\"preserve\">Deux"))
        let office = try MergeTemplate(try Self.odt("<text:p>{{activites}}</text:p>"))
        let open = try Self.text(try office.filled(with: ["activites": "Un\nDeux"], at: Self.moment), "content.xml")
        #expect(open.contains("Un<text:line-break/>Deux"))
    }

    @Test func `of LibreOffice keeps its kind first, and fills its footer`() throws {
        let template = try MergeTemplate(try Self.odt("<text:p>{{el<text:span>eve}}</text:span></text:p>"))
        #expect(template.marks == ["annee", "eleve"])
        let bytes = try template.filled(with: ["eleve": "Léo", "annee": "2026-2027"], at: Self.moment)
        #expect(Array(bytes[30..<38]) == Array("mimetype".utf8))
        #expect(try Self.text(bytes, "content.xml").contains("Léo"))
        #expect(try Self.text(bytes, "styles.xml").contains("2026-2027"))
    }

    @Test func `leaves a mark without value empty, and text that is no mark alone`() throws {
        let template = try MergeTemplate(try Self.docx("<w:p><w:r><w:t>[{{eleve}}] {simple} }} fin</w:t></w:r></w:p>"))
        let filled = try Self.text(try template.filled(with: [:], at: Self.moment), "word/document.xml")
        #expect(filled.contains("[] {simple} }} fin"))
    }

    @Test func `tells a mark that is never closed`() throws {
        let template = try MergeTemplate(try Self.docx("<w:p><w:r><w:t>Cher {{eleve, bonjour</w:t></w:r></w:p>"))
        #expect(template.brokenMarks.first?.hasPrefix("{{eleve") == true)
    }

    @Test(arguments: [
        ("word/vbaProject.bin", "x", MergeRefusal.macros),
        ("word/activeX/activeX1.xml", "<x/>", .embedded("word/activeX/activeX1.xml")),
        ("word/embeddings/a.bin", "x", .embedded("word/embeddings/a.bin")),
        ("word/settings.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", .unsafeXML("word/settings.xml")),
        (
            "word/_rels/settings.xml.rels", "<Relationship Type=\"attachedTemplate\" TargetMode=\"External\"/>",
            .outsideTemplate
        ),
    ])
    func `that would run or call something is refused`(name: String, content: String, refusal: MergeRefusal) throws {
        let file = try Self.docx("<w:p/>", extra: [(name, content)])
        #expect(throws: refusal) { try MergeTemplate(file) }
    }

    @Test func `that is none is refused`() throws {
        #expect(throws: MergeRefusal.notADocument) {
            try MergeTemplate(NamedFile(name: "a.docx", bytes: Array("bonjour".utf8)))
        }
        let other = try ZipSample.pack("a.docx", [NamedFile(name: "a.txt", bytes: [1])])
        #expect(throws: MergeRefusal.notADocument) { try MergeTemplate(other) }
        #expect(throws: ExchangeFailure.self) { try MergeTemplate(NamedFile(name: "a.docx", bytes: [])) }
    }

    @Test func `that unpacks to too much is refused`() throws {
        let bomb = try Self.docx("<w:p/>", extra: [("word/media/a.xml", String(repeating: "a", count: 61 << 20))])
        #expect(throws: ExchangeFailure.self) { try MergeTemplate(bomb) }
    }
}
