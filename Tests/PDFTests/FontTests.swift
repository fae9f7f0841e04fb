import Foundation
import Testing

@testable import PDF

@Suite struct `Fonts of this machine` {
    private static let dejaVu = ["/usr/share/fonts/truetype/dejavu"]

    @Test func `are missing with a message that says what to install`() {
        let failure = #expect(throws: PDFFailure.self) { try PDFFonts.system(folders: ["/nulle-part"]) }
        #expect(failure == .fontsMissing(searched: ["/nulle-part"]))
        #expect(failure?.message.contains("fonts-liberation2") == true)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "\(dejaVu[0])/DejaVuSans.ttf")))
    func `may be DejaVu Sans alone`() throws {
        let bytes = try Sample.book(Sample.everything).render(with: PDFFonts.system(folders: Self.dejaVu))
        #expect(Conformance(file: PDFFile(bytes)).problems.isEmpty)
        #expect(PDFFile(bytes).objects.values.contains { $0.text.contains("+DejaVuSans") })
    }

    @Test(arguments: [0, 3, 40, 5000]) func `that are damaged are refused by name`(length: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fonts-\(length)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in /tmp harms nobody
        let path = folder.appendingPathComponent("LiberationSans-Regular.ttf").path
        let search = FontSearch(folders: PDFFonts.usualFolders)
        let whole = try #require(search.family()?[.regular].flatMap { FileManager.default.contents(atPath: $0) })
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: PDFFailure.fontUnreadable(path: path)) { try PDFFonts.system(folders: [folder.path]) }
    }

    @Test func `give a subset that keeps the outlines of its glyphs and their parts`() throws {
        let face = try #require(Sample.fonts().shelf.face(.regular))
        var glyphs = GlyphSet()
        for scalar in "Aé".unicodeScalars { glyphs.insert(face.characters.glyph(of: scalar.value)) }
        let file = FontSubset(face: face, glyphs: glyphs).file()
        let reader = FontReader(bytes: file)
        let tables = try #require(reader.tables())
        let loca = try #require(tables["loca"])
        for glyph in glyphs.sorted {
            let start = reader.unsigned32(loca.lowerBound + 4 * Int(glyph))
            #expect(reader.unsigned32(loca.lowerBound + 4 * Int(glyph) + 4) > start)
        }
        #expect(file.count < 8000)
    }

    @Test func `share one subset among ordinary French documents`() throws {
        let shelf = try Sample.fonts().shelf
        let face = try #require(shelf.face(.regular))
        let subsets = try ["Zoé", "L’œuvre coûte 3 €"].map { text in
            var glyphs = GlyphSet()
            for scalar in text.unicodeScalars { glyphs.insert(face.characters.glyph(of: scalar.value)) }
            return try #require(try shelf.embedded(.regular, showing: glyphs))
        }
        #expect(subsets[0] === subsets[1])
    }

    @Test func `are forgotten piece by piece, not kept for ever`() {
        var store = RecentStore<Int, Int>(limit: 100)
        for key in 0..<1000 {
            store.insert(key, for: key, weight: 10)
            #expect(store.value(for: 0) == 0, "a value in use stays")
        }
        #expect(store.value(for: 500) == nil)
        #expect(store.value(for: 999) == 999)
    }
}
