import Exchange
import Testing

@Suite struct `Encodings of school files` {
    private func text(_ encoding: String?) -> String {
        let declaration = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? "<?xml version='1.0'?>"
        return declaration + """
            <BEE_ELEVES><DONNEES><ELEVES><ELEVE ELEVE_ID="1"><NOM_DE_FAMILLE>LEFÈVRE-SŒUR</NOM_DE_FAMILLE>
            <PRENOM>Zoé</PRENOM><DATE_NAISS>01/02/2009</DATE_NAISS></ELEVE></ELEVES></DONNEES></BEE_ELEVES>
            """
    }

    private func name(_ file: NamedFile) throws -> (String?, SchoolFilesReading) {
        let reading = try SchoolFiles.read([file])
        return (reading.pupils.first?.familyName, reading)
    }

    @Test(arguments: ["ISO-8859-15", "iso-8859-15"])
    func `Latin 9 as declared`(label: String) throws {
        let (name, reading) = try name(.latin("e.xml", text(label), ["Œ": 0xBC]))
        #expect(name == "LEFÈVRE-SŒUR")
        #expect(reading.problems.isEmpty)
    }

    @Test func `Windows-1252 as declared`() throws {
        let (name, reading) = try name(.latin("e.xml", text("windows-1252"), ["Œ": 0x8C]))
        #expect(name == "LEFÈVRE-SŒUR")
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [nil, "UTF-8"])
    func `UTF-8 declared or not`(label: String?) throws {
        let (name, reading) = try name(NamedFile("e.xml", text(label)))
        #expect(name == "LEFÈVRE-SŒUR")
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [("Œ" as Unicode.Scalar, 0xBC as UInt8), ("Œ", 0x8C)])
    func `UTF-8 declared over Latin bytes is read right, with a remark`(scalar: Unicode.Scalar, byte: UInt8) throws {
        let (name, reading) = try name(.latin("e.xml", text("UTF-8"), [scalar: byte]))
        #expect(name == "LEFÈVRE-SŒUR")
        #expect(reading.problems.map(\.severity) == [.warning])
        #expect(reading.problems.map(\.column) == ["encoding"])
    }

    @Test func `Latin declared over UTF-8 bytes is read right, with a remark`() throws {
        let (name, reading) = try name(NamedFile("e.xml", text("ISO-8859-15")))
        #expect(name == "LEFÈVRE-SŒUR")
        #expect(reading.problems.count == 1)
    }

    @Test func `Windows bytes under a Latin 9 declaration are still read`() throws {
        let (name, _) = try name(.latin("e.xml", text("ISO-8859-15"), ["Œ": 0x8C]))
        #expect(name == "LEFÈVRE-SŒUR")
    }

    @Test func `byte-order marks win over the declaration`() throws {
        let marked = NamedFile(name: "e.xml", bytes: [0xEF, 0xBB, 0xBF] + Array(text("ISO-8859-15").utf8))
        #expect(try name(marked).0 == "LEFÈVRE-SŒUR")
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 with or without a mark`(isLittle: Bool, isMarked: Bool) throws {
        let units = (isMarked ? [0xFEFF] : []) + Array(text("UTF-16").utf16)
        let bytes = units.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return isLittle ? [low, high] : [high, low]
        }
        #expect(try name(NamedFile(name: "e.xml", bytes: bytes)).0 == "LEFÈVRE-SŒUR")
    }
}
