import Domain
import Exchange
import Foundation
import Testing

private let sheet = Sheet(
    name: "Élèves",
    columns: [
        SheetColumn("Nom"), SheetColumn("SIRET"), SheetColumn("Né le"), SheetColumn("Note"), SheetColumn("Montant"),
        SheetColumn("Interne"), SheetColumn("Jours"),
    ],
    rows: [
        [
            .text("LEFÈVRE; \"dit\" Œuf"), .identifier("09998887790001"),
            .date(LocalDate("2009-01-14") ?? LocalDate(dayNumber: 0)), .decimal(12.5),
            .amount(Cents(rawValue: -1_234_505)), .flag(true), .integer(3),
        ],
        [.text("deux\nlignes"), .empty, .empty, .empty, .empty, .flag(false)],
    ])

@Suite struct `Writing delimited text` {
    private func text(_ sheet: Sheet, _ profile: CSVWriter.Profile) -> String {
        String(decoding: CSVWriter.bytes(sheet, profile: profile), as: UTF8.self)
    }

    @Test func `for French Excel`() {
        #expect(
            text(sheet, .excelFrench) == "\u{FEFF}Nom;SIRET;Né le;Note;Montant;Interne;Jours\r\n"
                + "\"LEFÈVRE; \"\"dit\"\" Œuf\";09998887790001;14/01/2009;12,5;-12345,05;oui;3\r\n"
                + "\"deux\nlignes\";;;;;non\r\n")
    }

    @Test func `for programs`() {
        #expect(
            text(sheet, .strict) == "Nom,SIRET,Né le,Note,Montant,Interne,Jours\r\n"
                + "\"LEFÈVRE; \"\"dit\"\" Œuf\",09998887790001,2009-01-14,12.5,-12345.05,true,3\r\n"
                + "\"deux\nlignes\",,,,,false\r\n")
    }

    @Test(arguments: ["=1+1", "+33199001234", "-2+3", "@SOMME(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"])
    func `no text becomes a formula in Excel`(formula: String) throws {
        for cell in [CellValue.text(formula), .identifier(formula)] {
            let sheet = Sheet(name: "x", columns: [SheetColumn(formula), SheetColumn("b")], rows: [[cell, .empty]])
            let table = try TableReading.read(NamedFile("x.csv", text(sheet, .excelFrench)))
            #expect(table.rows[0].cells[0] == "'" + formula)
            #expect(table.header[0].hasPrefix("'"))
        }
        let strict = Sheet(name: "x", columns: [SheetColumn("a"), SheetColumn("b")], rows: [[.text(formula), .empty]])
        #expect(try TableReading.read(NamedFile("x.csv", text(strict, .strict))).rows[0].cells[0] == formula)
    }

    @Test func `a negative number stays a number`() {
        let sheet = Sheet(name: "x", columns: [SheetColumn("a")], rows: [[.integer(-5)], [.decimal(-0.5)]])
        #expect(text(sheet, .excelFrench).hasSuffix("a\r\n-5\r\n-0,5\r\n"))
    }

    @Test(arguments: CSVWriter.Profile.allCases)
    func `what is written is read back`(profile: CSVWriter.Profile) throws {
        let table = try TableReading.read(NamedFile(name: "x.csv", bytes: CSVWriter.bytes(sheet, profile: profile)))
        #expect(table.header == sheet.columns.map(\.title))
        #expect(table.rows.map { $0.cells[0] } == ["LEFÈVRE; \"dit\" Œuf", "deux\nlignes"])
        #expect(table.rows[0].cells[1] == "09998887790001")
        #expect(table.problems.isEmpty)
    }

    @Test func `NUL never leaves`() {
        let sheet = Sheet(name: "x", columns: [SheetColumn("a")], rows: [[.text("b\0c")]])
        #expect(text(sheet, .strict) == "a\r\nbc\r\n")
    }
}

@Suite struct `Writing workbooks` {
    private let noon = Moment(millisecondsSince1970: 1_788_264_000_000)

    private func folder() throws -> String {
        let path = NSTemporaryDirectory() + "/exchange-\(ProcessInfo.processInfo.globallyUniqueString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func `what is written is read back, days as days and identifiers whole`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bytes = try XLSXWriter.bytes([sheet], createdAt: noon, in: folder)
        let table = try TableReading.read(NamedFile(name: "x.xlsx", bytes: bytes))
        #expect(table.sheet == "Élèves")
        #expect(table.header == sheet.columns.map(\.title))
        #expect(
            table.rows[0].cells == [
                "LEFÈVRE; \"dit\" Œuf", "09998887790001", "2009-01-14", "12.5", "-12345.05", "oui", "3",
            ])
        #expect(table.rows[1].cells[0] == "deux\nlignes")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `the same sheets give the same bytes`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try XLSXWriter.bytes([sheet], createdAt: noon, in: folder)
        #expect(try XLSXWriter.bytes([sheet], createdAt: noon, in: folder) == first)
    }

    @Test func `titles are bold, in sight and filtered, identifiers are text`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bytes = try XLSXWriter.bytes([sheet], createdAt: noon, in: folder)
        let part = try ZipSample.unpack(NamedFile(name: "x.xlsx", bytes: bytes))
        let worksheet = try #require(part["xl/worksheets/sheet1.xml"])
        #expect(worksheet.contains("state=\"frozen\""))
        #expect(worksheet.contains("<autoFilter ref=\"A1:G3\"/>"))
        #expect(worksheet.contains("<cols>"))
        #expect(!worksheet.contains("<f>"))
        #expect(try #require(part["xl/styles.xml"]).contains("numFmtId=\"49\""))
    }

    @Test func `names of sheets are made acceptable and distinct`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let long = "Élèves : 1re/2de [tous] de l’année 2026-2027 entière"
        let sheets = [long, long, ""].map { Sheet(name: $0, columns: [SheetColumn("a")], rows: [[.text("b")]]) }
        let bytes = try XLSXWriter.bytes(sheets, createdAt: noon, in: folder)
        let workbook = try #require(ZipSample.unpack(NamedFile(name: "x.xlsx", bytes: bytes))["xl/workbook.xml"])
        #expect(workbook.contains("(2)"))
        #expect(workbook.contains("name=\"Feuille\""))
        #expect(try TableReading.read(NamedFile(name: "x.xlsx", bytes: bytes)).sheet?.contains("/") == false)
    }

    @Test func `a formula stays a text, a control character never leaves`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sheet = Sheet(name: "x", columns: [SheetColumn("a")], rows: [[.text("=1+1")], [.text("b\u{1}\0c")]])
        let table = try TableReading.read(
            NamedFile(name: "x.xlsx", bytes: XLSXWriter.bytes([sheet], createdAt: noon, in: folder)))
        #expect(table.rows.map(\.cells) == [["=1+1"], ["bc"]])
    }

    @Test func `an over-long text is shortened, never lost`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sheet = Sheet(
            name: "x", columns: [SheetColumn("a")], rows: [[.text(String(repeating: "é", count: 40_000))]])
        let table = try TableReading.read(
            NamedFile(name: "x.xlsx", bytes: XLSXWriter.bytes([sheet], createdAt: noon, in: folder)))
        #expect(table.rows[0].cells[0].hasSuffix("é…"))
    }

    @Test func `a folder that is not there is a clear refusal`() throws {
        let failure = try failure { _ = try XLSXWriter.bytes([sheet], createdAt: noon, in: "/nulle/part") }
        #expect(failure.message.contains("disque"))
    }
}
