import Exchange
import Testing

@Suite struct `Bad school files` {
    private let good = SiecleSample(learners: 3).pupils

    private func refusal(_ text: String) throws -> ExchangeFailure {
        try failure { _ = try SchoolFiles.read([NamedFile("Eleves.xml", text)]) }
    }

    @Test func `broken XML is refused with line, column and remedy`() throws {
        let broken = good.replacing("</PRENOM2>", with: "</PRENOM>", maxReplacements: 1)
        let failure = try refusal(broken)
        guard case .brokenXML(let line, let column, _) = failure.causes[0] else {
            Issue.record("\(failure)")
            return
        }
        #expect(line == 11)
        #expect(column > 1)
        #expect(failure.message.contains("Eleves.xml"))
        #expect(failure.message.contains("ligne\u{A0}11"))
        #expect(failure.message.contains("Refaites l’export"))
    }

    @Test func `a file cut in the middle is refused`() throws {
        let failure = try refusal(String(good.prefix(good.count / 2)))
        #expect(failure.message.contains("incomplet ou abîmé"))
    }

    @Test(arguments: [
        "<!DOCTYPE BEE_ELEVES>",
        "<!DOCTYPE BEE_ELEVES SYSTEM \"http://exemple.fr/eleves.dtd\">",
        "<!DOCTYPE x [<!ENTITY fichier SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE x [<!ENTITY a \"rire\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>",
        "<!-- note -->\n<!DOCTYPE x>",
    ])
    func `a DOCTYPE or an entity is refused before it is read`(declaration: String) throws {
        let text = good.replacing("<BEE_ELEVES ", with: declaration + "\n<BEE_ELEVES ")
        let failure = try refusal(text)
        guard case .forbiddenDTD = failure.causes[0] else {
            Issue.record("\(failure)")
            return
        }
        #expect(failure.message.contains("DOCTYPE"))
    }

    @Test func `an undeclared entity is refused, never guessed`() throws {
        let failure = try refusal(good.replacing("FICTIF", with: "&fichier;"))
        #expect(failure.message.contains("entité inconnue"))
    }

    @Test func `the file of the opposite direction gets its own message`() throws {
        let failure = try refusal("<?xml version=\"1.0\"?><EDT_STS></EDT_STS>")
        #expect(failure.causes == [.wrongDirection])
        #expect(failure.message.contains("sts_emp"))
    }

    @Test func `an unknown root is named`() throws {
        let failure = try refusal("<facture><total>12</total></facture>")
        #expect(failure.causes == [.unknownRoot("facture")])
    }

    @Test(arguments: ["", "   \n", "Nom;Prénom\n", "%PDF-1.7"])
    func `what is not XML at all is refused`(text: String) throws {
        let failure = try refusal(text)
        #expect(failure.causes == [text.isEmpty ? .empty : .unknownKind])
    }

    @Test func `nothing to read is refused`() throws {
        let failure = try failure { _ = try SchoolFiles.read([]) }
        #expect(failure.causes == [.noFile])
    }

    @Test func `every bad file is named, not only the first`() throws {
        let failure = try failure {
            _ = try SchoolFiles.read([
                NamedFile("a.xml", "<a>"), NamedFile("b.xml", ""), NamedFile("c.xml", good),
            ])
        }
        #expect(failure.failures.map(\.file) == ["a.xml", "b.xml"])
        #expect(failure.message.split(separator: "\n").count == 2)
    }

    @Test func `a file over the limit is refused by its size alone`() throws {
        let failure = try failure {
            _ = try SchoolFiles.read(
                [NamedFile("gros.xml", "pas même du XML")], limits: ReadingLimits(maxFileBytes: 10))
        }
        #expect(failure.causes == [.tooLarge(bytes: 16, limit: 10)])
    }

    @Test func `the standard limit is far below 200 MB`() {
        let cause = ExchangeFailure.Cause.tooLarge(bytes: 200 << 20, limit: ReadingLimits.standard.maxFileBytes)
        #expect(ReadingLimits.standard.maxFileBytes < 200 << 20)
        #expect(cause.message.contains("200\u{A0}Mo"))
        #expect(cause.message.contains("64\u{A0}Mo"))
    }

    @Test func `NUL bytes are refused with their line`() throws {
        let failure = try refusal(good.replacing("FICTIF", with: "FIC\u{0}TIF"))
        #expect(failure.causes == [.nulBytes(line: 10)])
    }

    @Test func `a stray control character becomes a space with a remark`() throws {
        let text = good.replacing("FICTIF", with: "FIC\u{1F}TIF")
        let reading = try SchoolFiles.read([NamedFile("Eleves.xml", text)])
        #expect(reading.pupils[0].familyName == "FIC TIF")
        #expect(reading.problems.map(\.line) == [10])
    }

    @Test func `a duplicate INE refuses both learners with both lines`() throws {
        let text = good.replacing("000000001AB", with: "000000000AB")
        let reading = try SchoolFiles.read([NamedFile("Eleves.xml", text)])
        #expect(reading.pupils.map(\.eleveId) == ["900002"])
        let refused = reading.problems.filter { $0.severity == .refused }
        #expect(refused.map(\.line) == [7, 24])
        #expect(refused.allSatisfy { $0.column == "ID_NATIONAL" && $0.value == "000000000AB" })
        #expect(refused[0].reason.contains("ligne\u{A0}24"))
    }

    @Test func `an over-long name refuses the learner with place and length`() throws {
        let text = good.replacing("FICTIF", with: String(repeating: "É", count: 201))
        let reading = try SchoolFiles.read([NamedFile("Eleves.xml", text)])
        #expect(reading.pupils.count == 2)
        let problem = try #require(reading.problems.first { $0.severity == .refused })
        #expect(problem.line == 7)
        #expect(problem.column == "NOM_DE_FAMILLE")
        #expect(problem.reason.contains("201"))
        #expect((problem.value ?? "").count < 70)
    }

    @Test(arguments: ["NOM_DE_FAMILLE", "PRENOM"])
    func `a learner without name is refused`(field: String) throws {
        let name = field == "PRENOM" ? "Noémie" : "FICTIF"
        let text = good.replacing("<\(field)>\(name)</\(field)>", with: "<\(field)> </\(field)>")
        let reading = try SchoolFiles.read([NamedFile("Eleves.xml", text)])
        #expect(reading.pupils.count == 2)
        #expect(reading.problems.contains { $0.severity == .refused && $0.column == field && $0.line == 7 })
    }

    @Test func `any byte changed gives a reading or a refusal, never a crash`() {
        let bytes = Array(SiecleSample(learners: 1).pupils.utf8)
        var seed: UInt64 = 42
        var outcomes = (read: 0, refused: 0)
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<3 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                changed[Int(seed >> 33) % changed.count] = UInt8(truncatingIfNeeded: seed >> 56)
            }
            do {
                _ = try SchoolFiles.read([NamedFile(name: "x.xml", bytes: changed)])
                outcomes.read += 1
            } catch is ExchangeFailure {
                outcomes.refused += 1
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(outcomes.read > 0 && outcomes.refused > 0)
    }
}
