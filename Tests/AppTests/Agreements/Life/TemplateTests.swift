import Domain
import Exchange
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The usual text of agreements` {
    @Test func `is read, and loses no mention`() throws {
        let text = try TemplateText(parsing: AgreementUsualText.source)
        #expect(text.articles.count == 16)
        #expect(text.lostMentions.isEmpty)
        #expect(TemplateUse.usual.text == text)
    }
}

@Suite struct `A text of the school` {
    /// The draft of a first version, and its address.
    static func open(_ browser: TestBrowser) async throws -> String {
        try #require(try await browser.post("/reglages/conventions/modeles").location)
    }

    static func save(_ browser: TestBrowser, _ page: String, _ text: String, version: String = "1") async throws
        -> TestAnswer
    {
        try await browser.post(page, [("texte", text), ("version", version)], files: [])
    }

    @Test(arguments: engines) func `goes into use, and agreements keep the one they were printed with`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(life.page + "/documents")
            let page = try await Self.open(life.browser)
            let text = AgreementUsualText.source.replacing("# Absences", with: "# Absences et retards")
            #expect(try await Self.save(life.browser, page, text).status == .seeOther)
            #expect(try await life.browser.post(page + "/service").location == "/reglages/conventions/modeles")
            #expect(try await life.browser.get("/reglages/conventions/modeles").words.contains("En service"))

            let second = try await life.browser.post(
                "/pfmp/\(life.sample.period)/placer/\(life.sample.adult)", life.sample.form())
            let other = ID<Agreement>(try #require(second.location).replacing("/conventions/", with: ""))
            _ = try await life.browser.post("/conventions/\(other)/documents")
            let id = life.agreement
            #expect(try await test.read { try $0.agreement(id) }.template == AgreementUsualText.name)
            #expect(try await test.read { try $0.agreement(other) }.template == "etab-1")
            let today = Now(test.clock.now).day
            let dossier = try await test.read { try $0.dossier(other, today: today) }
            #expect(dossier.document.text.contains("Absences et retards"))
            // A version that served does not change.
            #expect(try await Self.save(life.browser, page, text, version: "3").status == .unprocessableContent)
        }
    }

    @Test func `that lost a mandatory mention is refused with the list`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.proviseur)
            let page = try await Self.open(browser)
            let text = AgreementUsualText.source.replacing("[mentions 12]\n", with: "").replacing(
                "{bloc couts}", with: "")
            _ = try await Self.save(browser, page, text)
            let answer = try await browser.post(page + "/service")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Mention 12 perdue") && answer.words.contains("Mention 8 perdue"))
            #expect(try await test.read { try $0.templateInUse() }.name == AgreementUsualText.name)
        }
    }

    @Test func `that cannot be read comes back as typed, with the lines`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let page = try await Self.open(browser)
            let answer = try await Self.save(browser, page, "== Articles\n# A\n{inconnue}")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Ligne 3") && answer.text.contains("{inconnue}"))
        }
    }

    @Test func `is seen on paper before it serves, with its logo`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let page = try await Self.open(browser)
            let fields = [("texte", AgreementUsualText.source), ("version", "1")]
            let preview = try await browser.post(page + "/apercu", fields, files: [])
            #expect(preview.status == .ok && preview.bytes.starts(with: Array("%PDF".utf8)))
            let wrong = try await browser.post(page, fields, files: [("logo", "logo.png", SampleFile.pdf)])
            #expect(wrong.status == .unprocessableContent && wrong.words.contains("PNG ou JPEG"))
            #expect(try await test.browser(.teacher).get(page).status == .forbidden)
        }
    }

    @Test func `is opened once, and written over by one person at a time`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let page = try await Self.open(browser)
            #expect(try await Self.open(browser) == page)
            _ = try await Self.save(browser, page, AgreementUsualText.source)
            let late = try await Self.save(
                browser, page, AgreementUsualText.source.replacing("# Absences", with: "# Autre"))
            #expect(late.status == .conflict && late.text.contains("# Autre"))
            #expect(late.field("version") == "2")
        }
    }
}

@Suite struct `The sheet for a host` {
    @Test(arguments: engines) func `is printed for a class, and feeds the placement when it comes back`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            #expect(
                try await life.browser.get("/pfmp/\(life.sample.period)/fiches.pdf").bytes.starts(
                    with: Array("%PDF".utf8)))
            let placement = try await life.placement()
            let path = "/placements/\(placement.id)/fiche"
            #expect(try await life.browser.get(path).status == .ok)
            #expect(try await life.browser.get(path + ".pdf").bytes.starts(with: Array("%PDF".utf8)))
            let none = try await life.browser.post(path, [("revenue_le", "2026-11-20"), ("version", "0")])
            #expect(none.status == .unprocessableContent)
            let form = [
                ("revenue_le", "2026-11-20"), ("coche", "Accueillir"), ("coche", "Ranger"), ("reporter", "1"),
                ("version", "0"),
                ("equipements", "Chaussures"),
            ]
            #expect(try await life.browser.post(path, form).status == .seeOther)
            #expect(try await life.placement().activities == "Accueillir\nRanger")
            #expect(try await life.browser.post(path, form).status == .conflict)
            #expect(try await life.browser.get("/placements/\(placement.id)/etapes").words.contains("Remis"))
        }
    }

    @Test func `lists the activities of the stream`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let classId = life.sample.classId
            _ = try await test.write { db in
                try db.change(.schoolClass, set: "stream = \("Vente")", where: "id = \(classId)")
            }
            let form = [("filiere", "Vente"), ("activites", "Accueillir\nConseiller"), ("version", "0")]
            #expect(try await life.browser.post("/reglages/conventions/annexes", form).status == .seeOther)
            let page = try await life.browser.get("/placements/\(try await life.placement().id)/fiche")
            #expect(page.words.contains("Conseiller"))
            let placing = try await life.browser.get(
                "/pfmp/\(life.sample.period)/placer/\(life.sample.adult)?entreprise=\(life.sample.company)")
            #expect(placing.words.contains("Accueillir Conseiller"))
        }
    }
}

@Suite struct `Two people on one placement` {
    @Test(arguments: engines) func `the second sees what changed, field by field, and loses nothing`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let path = "/placements/\(try await life.placement().id)"
            let other = try await test.browser(.ddfpt)
            _ = try await other.post(path, life.sample.form(["version": "1", "repas": "Panier"]))
            let late = try await life.browser.post(path, life.sample.form(["version": "1", "transport": "Vélo"]))
            #expect(late.status == .conflict)
            #expect(late.words.contains("Restauration Cantine Panier"))
            #expect(late.words.contains("Transport Bus Bus Vélo"))
            #expect(late.field("transport") == "Vélo")
            let version = try #require(late.field("version"))
            let again = try await life.browser.post(
                path, life.sample.form(["version": version, "transport": "Vélo", "repas": "Panier"]))
            #expect(again.status == .seeOther)
            let placement = try await life.placement()
            #expect(placement.transport == "Vélo" && placement.meals == "Panier")
        }
    }
}

@Suite struct `A document of the school to fill in` {
    static func docx(_ text: String) throws -> [UInt8] {
        try ZipWriter.bytes(
            [
                NamedFile(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
                NamedFile(
                    name: "word/document.xml",
                    bytes: Array(
                        "<w:document><w:body><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:body></w:document>".utf8)),
            ], at: Moment(millisecondsSince1970: 1_800_000_000_000))
    }

    @Test(arguments: engines) func `is filled in for one agreement and for a class`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let added = try await life.browser.post(
                "/reglages/conventions/documents", [("nom", "Lettre")],
                files: [("document", "lettre.docx", try Self.docx("{{eleve}} chez {{entreprise}}"))])
            #expect(added.status == .seeOther)
            let template = try #require(try await test.read { try $0.mergeTemplates() }.first)
            #expect(template.markList == ["eleve", "entreprise"])
            let one = try await life.browser.post("/fusion/\(template.id)/convention/\(life.agreement)")
            let text = try ZipReader.files(of: NamedFile(name: "a.docx", bytes: one.bytes), limits: .standard)
                .first { $0.name == "word/document.xml" }
            #expect(
                String(decoding: try #require(text).bytes, as: UTF8.self).contains(
                    "Noémie FICTIF chez Garage des Quatre-Vents"))
            let all = try await life.browser.post("/fusion/\(template.id)/classe/\(life.sample.period)")
            let files = try ZipReader.files(of: NamedFile(name: "a.zip", bytes: all.bytes), limits: .standard)
            #expect(files.map(\.name) == ["2026-00001-fictif-noemie.docx"])
            #expect(
                try await test.browser(.cpe).post("/fusion/\(template.id)/convention/\(life.agreement)").status
                    == .forbidden)
        }
    }

    @Test(arguments: [
        ("{{eleves}}", "n’existent pas"), ("{{eleve", "pas fermé"), ("Bonjour", "aucun mot à remplacer"),
    ]) func `is refused with what is wrong in it`(text: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/reglages/conventions/documents", [("nom", "Lettre")],
                files: [("document", "l.docx", try Self.docx(text))])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.field("nom") == "Lettre")
        }
    }
}
