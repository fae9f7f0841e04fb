import Exchange
import Testing

@Suite struct `Reading workbooks` {
    private func cells(_ sample: XLSXSample) throws -> [String] {
        try #require(TableReading.read(sample.file()).rows.first).cells
    }

    @Test func `reads shared, inline and formula texts`() throws {
        var sample = XLSXSample.row(
            "<c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> b </t></is></c>"
                + "<c r=\"C2\" t=\"str\"><f>A1&amp;B1</f><v>x_x000D_y</v></c>")
        sample.shared = ["premier", "<r><t>Fic</t></r><r><rPr><b/></rPr><t>tif</t></r><rPh><t>non</t></rPh>"]
        #expect(try cells(sample) == ["Fictif", " b ", "xy"])
    }

    @Test func `places sparse cells by their reference`() throws {
        let table = try TableReading.read(XLSXSample.row("<c r=\"C2\"><v>3</v></c>").file())
        #expect(table.rows == [TableRow(line: 2, cells: ["", "", "3"])])
        #expect(table.sheet == "Élèves")
        #expect(table.format == .xlsx)
    }

    @Test(arguments: [
        ("99988877900017", "99988877900017"), ("9.9988877900017E+13", "99988877900017"), ("3.0", "3"), ("-4", "-4"),
        ("0.30000000000000004", "0.3"), ("12.5", "12.5"), ("1.2345678901234567E+20", "1.2345678901234567E+20"),
    ])
    func `writes exact numbers in full`(raw: String, text: String) throws {
        #expect(try cells(.row("<c r=\"A2\"><v>\(raw)</v></c>"))[0] == text)
    }

    @Test(arguments: [
        ("46266", "2026-09-01"), ("61", "1900-03-01"), ("59", "1900-02-28"), ("1", "1900-01-01"), ("60", "60"),
        ("46266.5", "2026-09-01 12:00"), ("0.75", "18:00"), ("9999999", "9999999"), ("-1", "-1"),
    ])
    func `turns numbers with a date format into days`(serial: String, text: String) throws {
        #expect(try cells(.row("<c r=\"A2\" s=\"1\"><v>\(serial)</v></c>"))[0] == text)
    }

    @Test func `counts from 1904 when the workbook says so`() throws {
        var sample = XLSXSample.row("<c r=\"A2\" s=\"1\"><v>44804</v></c>")
        sample.startsIn1904 = true
        #expect(try cells(sample)[0] == "2026-09-01")
    }

    @Test(arguments: [
        ("dd/mm/yyyy", true), ("[$-40C]d mmmm yyyy;@", true), ("yyyy\\-mm\\-dd", true), ("General", false),
        ("0.00", false), ("#,##0.00\\ \"€ de jour\"", false), ("[Red]0", false), ("@", false), ("0\" jours\"", false),
    ])
    func `knows formats of dates from others`(code: String, isDate: Bool) throws {
        var sample = XLSXSample.row("<c r=\"A2\" s=\"1\"><v>46266</v></c>")
        let escaped = code.replacing("\"", with: "&quot;")
        sample.formats = "<numFmt numFmtId=\"164\" formatCode=\"\(escaped)\"/>"
        sample.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>"
        #expect(try cells(sample)[0] == (isDate ? "2026-09-01" : "46266"))
    }

    @Test func `reads flags, ISO dates and errors`() throws {
        let sample = XLSXSample.row(
            "<c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"d\"><v>2026-09-01T00:00:00</v></c>"
                + "<c r=\"C2\" t=\"e\"><v>#N/A</v></c>")
        let table = try TableReading.read(sample.file())
        #expect(table.rows[0].cells == ["VRAI", "2026-09-01", ""])
        #expect(table.problems.map(\.value) == ["#N/A"])
        #expect(table.problems.map(\.line) == [2])
    }

    @Test func `reads the first visible sheet and says that there are others`() throws {
        var sample = XLSXSample.row("<c r=\"A2\"><v>1</v></c>")
        sample.sheets =
            "<sheet name=\"Cachée\" state=\"hidden\" r:id=\"rId9\"/><sheet name=\"Lue\" r:id=\"rId1\"/>"
            + "<sheet name=\"Autre\" r:id=\"rId2\"/>"
        let table = try TableReading.read(sample.file())
        #expect(table.sheet == "Lue")
        #expect(table.problems.map(\.severity) == [.warning])
    }

    @Test func `refuses macros, by content and by name`() throws {
        var sample = XLSXSample.row("")
        #expect(try failure { _ = try TableReading.read(sample.file("liste.xlsm")) }.causes == [.macros])
        sample.extra = [NamedFile("xl/vbaProject.bin", "x")]
        #expect(try failure { _ = try TableReading.read(sample.file()) }.causes == [.macros])
    }

    @Test func `refuses links to other workbooks`() throws {
        var sample = XLSXSample.row("")
        sample.extra = [NamedFile("xl/externalLinks/externalLink1.xml", "<a/>")]
        #expect(try failure { _ = try TableReading.read(sample.file()) }.causes == [.externalLinks])
    }

    @Test func `refuses protected workbooks and those of old Excel, each with its remedy`() throws {
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        let mark: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] }
        let old = try failure { _ = try TableReading.read(NamedFile(name: "l.xls", bytes: ole)) }
        let locked = try failure { _ = try TableReading.read(NamedFile(name: "l.xlsx", bytes: ole + mark)) }
        #expect(old.causes == [.oldWorkbook])
        #expect(old.message.contains(".xlsx"))
        #expect(locked.causes == [.encrypted])
    }

    @Test func `refuses a DOCTYPE inside`() throws {
        var sample = XLSXSample.row("")
        sample.prolog = "<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
        let failure = try failure { _ = try TableReading.read(sample.file()) }
        #expect(failure.message.contains("DOCTYPE"))
        #expect(failure.failures.map(\.file) == ["classeur.xlsx"])
    }

    @Test func `refuses an archive that is not a workbook`() throws {
        let archive = try ZipSample.pack("x.xlsx", [NamedFile("mimetype", "autre")])
        #expect(try failure { _ = try TableReading.read(archive) }.causes == [.unknownKind])
    }

    @Test func `refuses a bomb`() throws {
        var sample = XLSXSample.row("")
        sample.extra = [NamedFile(name: "xl/theme/theme1.xml", bytes: [UInt8](repeating: 0x20, count: 8 << 20))]
        guard case .unsafeArchive = try failure({ _ = try TableReading.read(sample.file()) }).causes[0] else {
            Issue.record("not refused as unsafe")
            return
        }
    }

    @Test func `any byte changed gives a table or a refusal, never a crash`() throws {
        let bytes = try XLSXSample.row("<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"><v>46266</v></c>").file()
            .bytes
        var seed: UInt64 = 99
        for _ in 0..<1500 {
            var changed = bytes
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[Int(seed >> 33) % changed.count] = UInt8(truncatingIfNeeded: seed >> 56)
            do {
                let table = try TableReading.read(NamedFile(name: "x.xlsx", bytes: changed))
                #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
            } catch {
                #expect(error is ExchangeFailure)
            }
        }
    }

    /// The parts themselves, not only their wrapping: a checksum stops most changes of an archive.
    @Test func `any byte changed inside a part gives a table or a refusal, never a crash`() throws {
        let rows = XLSXSample.row("<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"><v>46266</v></c>").rows
        let bytes = Array(rows.utf8)
        var seed: UInt64 = 5
        for _ in 0..<400 {
            var changed = bytes
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[Int(seed >> 33) % changed.count] = UInt8(0x20 + seed >> 57 % 95)
            do {
                _ = try TableReading.read(XLSXSample(rows: String(decoding: changed, as: UTF8.self)).file())
            } catch {
                #expect(error is ExchangeFailure)
            }
        }
    }
}
