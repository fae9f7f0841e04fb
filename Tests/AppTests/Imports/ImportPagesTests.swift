import Domain
import Exchange
import HTTPTypes
import Testing

@testable import App

@Suite struct `The pages of imports` {
    private let two = SchoolFileSample(pupils: [
        .init(id: 1, ine: "123456789AB", phone: "06 39 98 00 01"),
        .init(id: 2, name: "SONGE", firstName: "Zoé", ine: "123456789AC", division: "2AGO"),
    ])

    @Test(arguments: engines)
    func `lead from files to learners and back`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/imports").words.contains("Aucun import pour l’instant"))

            let dropped = try await browser.post("/imports", files: [two.pupilsFile.upload])
            let preview = try await browser.follow(dropped)
            #expect(preview.words.contains("Ce que cet import va changer"))
            #expect(preview.words.contains("Importer 4 changements"))
            #expect(try await test.learners().isEmpty)

            let done = try await browser.post(try #require(dropped.location) + "/confirmation")
            #expect(try await browser.follow(done).words.contains("Ce que cet import a changé"))
            #expect(try await browser.get("/apprenants").words.contains("FICTIF Noémie"))

            let undone = try await browser.post(try #require(dropped.location) + "/annulation")
            #expect(try await browser.follow(undone).words.contains("Annulé le"))
            #expect(try await test.learners().isEmpty)
        }
    }

    @Test func `carry out once a confirmation sent twice`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let place = try #require(try await browser.post("/imports", files: [two.pupilsFile.upload]).location)
        let key = try #require(try await browser.get(place).field("_cle"))
        for _ in 1...2 {
            let answer = try await browser.post(place + "/confirmation", [("_cle", key)])
            #expect(answer.status == .seeOther)
        }
        #expect(try await test.rowCount(.learner) == [2])
    }

    @Test func `show again what changed between preview and confirmation`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var changed = two
        changed.pupils[0].phone = "06 39 98 00 50"
        let browser = try await test.browser(.rbde)
        let place = try #require(try await browser.post("/imports", files: [changed.pupilsFile.upload]).location)
        try await test.edit(try await test.learner(named: "FICTIF")) { $0.phone = "+262639980077" }

        let answer = try await browser.post(place + "/confirmation")

        let page = try await browser.follow(answer)
        #expect(page.words.contains("relisez-le"))
        #expect(page.words.contains("06 39 98 00 77"))
        #expect(try await test.learner(named: "FICTIF").phone == "+262639980077")
    }

    @Test func `forget the files of a preview that is given up`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let place = try #require(try await browser.post("/imports", files: [two.pupilsFile.upload]).location)
        #expect(try await test.rowCount(.importFile, .importRun) == [1, 1])
        _ = try await browser.post(place + "/abandon")
        #expect(try await test.rowCount(.importFile, .importRun) == [0, 0])
    }

    @Test func `forget after a day the files that nobody confirmed, and only them`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        _ = try await test.preview(two.pupilsFile)
        test.clock.advance(seconds: 23 * 3600)
        #expect(try await test.app.performPlatform(PurgePreviews()) == 0)
        test.clock.advance(seconds: 2 * 3600)
        #expect(try await test.app.performPlatform(PurgePreviews()) == 1)
        #expect(try await test.rowCount(.importFile, .importRun) == [0, 1])
    }

    @Test func `explain a refused file in place, with what to do`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let answer = try await browser.post(
            "/imports", files: [NamedFile("Eleves.xml", "<BEE_ELEVES><PARAMETRES>").upload])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("« Eleves.xml » : le XML est incomplet ou abîmé"))
    }

    @Test func `say when no file was chosen`() async throws {
        let test = try await TestApp.make()
        let answer = try await (try await test.browser(.rbde)).post("/imports", files: [])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("Aucun fichier n’a été déposé"))
    }

    @Test func `give the problems as a sheet without formulas`() async throws {
        let test = try await TestApp.make()
        var twins = two
        twins.pupils[0].name = "=HYPERLINK(1)"
        twins.pupils[1].ine = twins.pupils[0].ine
        twins.pupils.append(.init(id: 3, name: "MIRAGE", ine: "123456789AD"))
        let browser = try await test.browser(.rbde)
        let place = try #require(try await browser.post("/imports", files: [twins.pupilsFile.upload]).location)
        let sheet = try await browser.get(place + "/problemes.csv")
        #expect(sheet.text.contains("identifiant en double"))
        #expect(sheet.headers[.contentDisposition]?.contains("attachment") == true)
        let cells = sheet.text.split(whereSeparator: { $0 == ";" || $0.isNewline })
        #expect(!cells.contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
    }

    @Test(arguments: [Role.cpe, .teacher, .principalTeacher, .intendance, .cfp])
    func `are closed to roles that do not import`(_ role: Role) async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(role)
        #expect(try await browser.get("/imports").status == .forbidden)
        #expect(try await browser.post("/imports", files: [two.pupilsFile.upload]).status == .forbidden)
    }

    @Test func `of one school say nothing to another`() async throws {
        let test = try await TestApp.make()
        let run = try await test.importing(two.pupilsFile)
        let other = try await test.addSchool()
        let browser = try await test.browser(.rbde, in: other)
        #expect(try await browser.get("/imports/\(run.id)").status == .notFound)
        #expect(try await browser.post("/imports/\(run.id)/annulation").status == .notFound)
        #expect(try await test.learners().count == 2)
    }
}

extension NamedFile {
    /// As a browser sends it.
    var upload: (field: String, name: String, bytes: [UInt8]) { ("fichiers", name, bytes) }
}
