import Exchange
import Testing

@Suite struct `Reading delimited text` {
    private func table(_ text: String) throws -> Table {
        try TableReading.read(NamedFile("liste.csv", text))
    }

    @Test(arguments: [";", ",", "\t", "|"])
    func `finds the separator`(separator: String) throws {
        let table = try table("Nom\(separator)Prénom\nFICTIF\(separator)Noémie\n")
        #expect(table.separator == separator)
        #expect(table.header == ["Nom", "Prénom"])
        #expect(table.rows == [TableRow(line: 2, cells: ["FICTIF", "Noémie"])])
    }

    @Test func `does not take separators inside quotes for separators`() throws {
        let table = try table("\"Nom, usage, et autres, longs\";Prénom\n\"LEFAUX, ou MIRAGE\";Zoé\n")
        #expect(table.separator == ";")
        #expect(table.rows[0].cells == ["LEFAUX, ou MIRAGE", "Zoé"])
    }

    @Test func `follows the separator that Excel announces`() throws {
        let table = try table("sep=,\r\nNom;usage,Prénom\r\nA,B\r\n")
        #expect(table.header == ["Nom;usage", "Prénom"])
        #expect(table.rows == [TableRow(line: 3, cells: ["A", "B"])])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `accepts every kind of line end, and counts lines through quotes`(end: String) throws {
        let text = ["Nom;Notes", "A;\"une\(end)deux \"\"trois\"\"\"", "", "B;x"].joined(separator: end)
        let table = try table(text)
        #expect(table.rows.map(\.line) == [2, 5])
        #expect(table.rows[0].cells[1] == "une\(end)deux \"trois\"")
        #expect(table.rows[1].cells == ["B", "x"])
    }

    @Test func `evens out rows and remarks on cells without title`() throws {
        let table = try table("Nom;Prénom\nA\nB;C;perdu\nD;E;;\n")
        #expect(table.rows.map(\.cells) == [["A", ""], ["B", "C"], ["D", "E"]])
        #expect(table.problems.map(\.line) == [3])
        #expect(table.problems.map(\.value) == ["perdu"])
    }

    @Test func `passes over the titles that people put above a sheet`() throws {
        let table = try table("Liste des élèves 2026-2027;;\n;;\nNom;Prénom;Classe\nA;B;1MRC\n")
        #expect(table.header == ["Nom", "Prénom", "Classe"])
        #expect(table.rows.map(\.line) == [4])
    }

    @Test func `names columns without title and keeps lone columns`() throws {
        #expect(try table("Nom;;Classe\nA;B;C\n").header == ["Nom", "Colonne\u{A0}2", "Classe"])
        #expect(try table("SIRET\n99988877900017\n").rows.map(\.cells) == [["99988877900017"]])
    }

    private static func bytes(_ encoding: TextEncoding, isMarked: Bool) -> [UInt8] {
        let text = "Prénom;Nom\nZoé;Lœuvre\n"
        let units = (isMarked ? [0xFEFF] : []) + Array(text.utf16)
        switch encoding {
        case .utf8: return (isMarked ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
        case .utf16LittleEndian: return units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case .utf16BigEndian: return units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        case .windows1252, .iso8859part15: return NamedFile.latin("", text, ["œ": 0x9C]).bytes
        }
    }

    @Test(arguments: [
        (TextEncoding.utf8, true), (.utf8, false), (.windows1252, false), (.utf16LittleEndian, true),
        (.utf16BigEndian, true),
    ])
    func `finds the encoding`(encoding: TextEncoding, isMarked: Bool) throws {
        let bytes = Self.bytes(encoding, isMarked: isMarked)
        let table = try TableReading.read(NamedFile(name: "liste.csv", bytes: bytes))
        #expect(table.encoding == encoding)
        #expect(table.header == ["Prénom", "Nom"])
        #expect(table.rows.map(\.cells) == [["Zoé", "Lœuvre"]])
    }

    @Test func `refuses a quote never closed, with the line where it opens`() throws {
        let failure = try failure { _ = try table("Nom;Notes\nA;ok\nB;\"jamais\nC;fin\n") }
        #expect(failure.causes == [.unclosedQuote(line: 3)])
    }

    @Test func `refuses NUL bytes with their line`() throws {
        let failure = try failure { _ = try table("Nom;Notes\nA;B\nC\u{0};D\n") }
        #expect(failure.causes == [.nulBytes(line: 3)])
    }

    @Test(arguments: ["", "\n\n", ";;\n"])
    func `refuses a file without titles`(text: String) throws {
        let failure = try failure { _ = try table(text) }
        #expect(failure.causes == [text.isEmpty ? .empty : .noHeader])
    }

    @Test func `refuses an over-long cell with its row, and keeps the others`() throws {
        let file = NamedFile("l.csv", "Nom;Notes\nA;\(String(repeating: "é", count: 101))\nB;court\n")
        let table = try TableReading.read(file, limits: ReadingLimits(maxCellLength: 100))
        #expect(table.rows.map(\.cells) == [["B", "court"]])
        #expect(table.problems.map(\.severity) == [.refused])
        #expect(table.problems.map(\.line) == [2])
        #expect(table.problems.map(\.column) == ["Notes"])
    }

    @Test func `refuses too many rows and too many columns`() throws {
        let rows = NamedFile("l.csv", "A;B\n" + String(repeating: "1;2\n", count: 11))
        #expect(
            try failure { _ = try TableReading.read(rows, limits: ReadingLimits(maxRows: 10)) }.causes
                == [.tooManyRows(limit: 10)])
        let columns = NamedFile("l.csv", (1...11).map(String.init).joined(separator: ";") + "\n")
        #expect(
            try failure { _ = try TableReading.read(columns, limits: ReadingLimits(maxColumns: 10)) }.causes
                == [.tooManyColumns(limit: 10)])
    }

    @Test func `any byte changed gives a table or a refusal, never a crash`() {
        let bytes = Array("Nom;Prénom;\"No\"\"tes\"\r\nFICTIF;Zoé;\"a\r\nb\"\r\nSONGE;Léo;\r\n".utf8)
        var seed: UInt64 = 7
        for _ in 0..<3000 {
            var changed = bytes
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[Int(seed >> 33) % changed.count] = UInt8(truncatingIfNeeded: seed >> 56)
            do {
                let table = try TableReading.read(NamedFile(name: "x.csv", bytes: changed))
                #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
            } catch {
                #expect(error is ExchangeFailure)
            }
        }
    }
}

@Suite struct `Reading the XML tables of EDT` {
    private let text = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <TABLE nom="Eleves">
          <Eleves numero="1"><NOM>FICTIF</NOM><PRENOM>Zoe</PRENOM><CLASSE>3D,&lt;3D&gt; &lt;LATIN&gt;</CLASSE></Eleves>
          <Eleves numero="2"><NOM>SONGE</NOM><CLASSE>1MRC</CLASSE><SEXE>F</SEXE></Eleves>
        </TABLE>
        """

    @Test func `makes one column of each child, in order of appearance`() throws {
        let table = try TableReading.read(NamedFile("eleves.xml", text))
        #expect(table.format == .xml)
        #expect(table.header == ["NOM", "PRENOM", "CLASSE", "SEXE"])
        #expect(table.rows.map(\.cells) == [["FICTIF", "Zoe", "3D,<3D> <LATIN>", ""], ["SONGE", "", "1MRC", "F"]])
        #expect(table.rows.map(\.line) == [3, 4])
    }

    @Test func `keeps the class only, without its groups`() throws {
        let table = try TableReading.read(NamedFile("eleves.xml", text))
        let rows = ColumnMapping(kind: .learners, header: table.header).rows(of: table)
        #expect(rows.map { $0[.division] } == ["3D", "1MRC"])
    }

    @Test func `sends school exports to their own import`() throws {
        let failure = try failure { _ = try TableReading.read(NamedFile("e.xml", SiecleSample().pupils)) }
        #expect(failure.message.contains("SIECLE"))
    }

    @Test func `refuses a DOCTYPE`() throws {
        let failure = try failure { _ = try TableReading.read(NamedFile("e.xml", "<!DOCTYPE TABLE>\n<TABLE/>")) }
        #expect(failure.causes == [.forbiddenDTD(line: 1)])
    }
}
