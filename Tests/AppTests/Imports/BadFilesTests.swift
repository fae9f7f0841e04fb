import Domain
import Exchange
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

/// Every bad input is answered in French with its place and its remedy, and leaves the database as it was.
@Suite struct `Bad files` {
    private let two = SchoolFileSample(pupils: [
        .init(id: 1, ine: "123456789AB"),
        .init(id: 2, name: "SONGE", firstName: "Zoé", ine: "123456789AC", division: "2AGO"),
    ])

    /// Drops a file in the browser; gives back what the page says, after a check that nothing was written.
    private func dropping(
        _ file: NamedFile, status: HTTPResponse.Status = .unprocessableContent, environment: [String: String] = [:]
    ) async throws -> String {
        let test = try await TestApp.make(environment: environment)
        let browser = try await test.browser(.rbde)
        let answer = try await browser.post("/imports", files: [file.upload])
        #expect(answer.status == status)
        #expect(try await test.rowCount(.importRun, .importFile, .learner, .schoolClass) == [0, 0, 0, 0])
        return answer.words
    }

    @Test func `broken XML names the line`() async throws {
        let whole = two.pupilsText
        let file = NamedFile("Eleves.xml", String(whole.prefix(whole.count / 2)))
        let words = try await dropping(file)
        #expect(words.contains("« Eleves.xml » : le XML est incomplet ou abîmé à la ligne"))
        #expect(words.contains("Refaites l’export"))
    }

    @Test func `an encoding other than the declared one is read all the same, with a remark`() async throws {
        let test = try await TestApp.make()
        var latin = two
        latin.encoding = "ISO-8859-15"
        latin.pupils[0].firstName = "Noémie"
        let bytes = latin.pupilsText.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        try await test.importing(NamedFile(name: "Eleves.xml", bytes: bytes))
        #expect(try await test.learner(named: "FICTIF").firstName == "Noémie")

        latin.encoding = "UTF-8"
        latin.pupils[0].name = "FICTIF"
        let wrong = NamedFile(
            name: "Eleves.xml", bytes: latin.pupilsText.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        let run = try await test.preview(wrong)
        #expect(try ImportReport(json: run.report).remarks.count == 1)
        #expect(run.counts.total == 0)
    }

    @Test(arguments: [
        "<!DOCTYPE BEE_ELEVES SYSTEM \"http://exemple.fr/x.dtd\">",
        "<!DOCTYPE BEE_ELEVES [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE BEE_ELEVES [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    ])
    func `a DTD or an external entity is refused by safety`(_ doctype: String) async throws {
        let text = two.pupilsText.replacing("<BEE_ELEVES VERSION", with: doctype + "\n<BEE_ELEVES VERSION")
        let words = try await dropping(NamedFile("Eleves.xml", text))
        #expect(words.contains("déclare un DOCTYPE ou des entités"))
        #expect(!words.contains("root:"))
    }

    @Test func `a zip bomb is refused by safety`() async throws {
        let bomb = try #require(Data(base64Encoded: BadFilesSample.bomb))
        let words = try await dropping(NamedFile(name: "export.zip", bytes: Array(bomb)))
        #expect(words.contains("archive refusée par sécurité"))
    }

    @Test func `a damaged archive says so`() async throws {
        let words = try await dropping(NamedFile(name: "export.zip", bytes: [0x50, 0x4B, 0x03, 0x04, 1, 2, 3]))
        #expect(words.contains("l’archive est incomplète ou abîmée"))
    }

    @Test func `a file over the limit of the server is refused before it is read`() async throws {
        let large = NamedFile(name: "Eleves.xml", bytes: [UInt8](repeating: 0x20, count: 3 << 20))
        let words = try await dropping(
            large, status: .contentTooLarge, environment: ["BUREAU_MAX_UPLOAD_MB": "2"])
        #expect(words.contains("Ce que vous envoyez est trop gros"))
        #expect(words.contains("2 Mo au plus"))
    }

    @Test func `NUL bytes name the line`() async throws {
        let text = two.pupilsText.replacing("SONGE", with: "SON\0GE")
        let words = try await dropping(NamedFile("Eleves.xml", text))
        #expect(words.contains("octets nuls"))
    }

    @Test func `an empty file says so`() async throws {
        #expect(try await dropping(NamedFile("Eleves.xml", "")).contains("le fichier est vide"))
    }

    @Test func `an XML of something else says what is expected`() async throws {
        let words = try await dropping(NamedFile("page.xml", "<html><body/></html>"))
        #expect(words.contains("« html » n’est pas celle d’un fichier connu"))
    }

    @Test func `two learners with one INE are both refused, the others come`() async throws {
        let test = try await TestApp.make()
        var twins = two
        twins.pupils.append(.init(id: 3, name: "MIRAGE", firstName: "Loïc", ine: "123456789AB"))
        let run = try await test.importing(twins.pupilsFile)
        #expect(run.refusedCount == 2)
        #expect(try await test.learners().map(\.familyName) == ["SONGE"])
        let problem = try #require(try ImportReport(json: run.report).refused.first)
        #expect(problem.column == "ID_NATIONAL")
        #expect(problem.value == "123456789AB")
        #expect(problem.line != nil)
    }

    @Test func `two learners with one INE do not leave the school for all that`() async throws {
        let test = try await TestApp.make()
        try await test.importing(two.pupilsFile)
        var twins = two
        twins.pupils.append(.init(id: 3, name: "MIRAGE", firstName: "Loïc", ine: "123456789AB"))
        #expect(try await test.preview(twins.pupilsFile).counts.left == 0)
    }

    @Test func `a field over the limit refuses its line and no other`() async throws {
        let test = try await TestApp.make()
        var long = two
        long.pupils[1].name = String(repeating: "A", count: 5000)
        let run = try await test.importing(long.pupilsFile)
        #expect(run.refusedCount == 1)
        let problem = try #require(try ImportReport(json: run.report).refused.first)
        #expect(problem.reason.contains("200 au plus"))
        #expect((problem.value?.count ?? 0) < 100)
        #expect(try await test.learners().map(\.familyName) == ["FICTIF"])
    }

    @Test func `a wrong INE, phone or mail is left out with its line, and the learner comes`() async throws {
        let test = try await TestApp.make()
        var wrong = two
        wrong.pupils[0].ine = "12345"
        wrong.pupils[0].phone = "06 12"
        wrong.pupils[0].mail = "noemie(at)exemple.fr"
        let run = try await test.importing(wrong.pupilsFile)
        let remarks = try ImportReport(json: run.report).remarks
        #expect(Set(remarks.compactMap(\.column)).isSuperset(of: ["ID_NATIONAL", "TEL_PORTABLE", "MEL"]))
        let learner = try await test.learner(named: "FICTIF")
        #expect(learner.ine == nil && learner.phone == nil && learner.email == nil)
    }
}

/// An import that the database cannot finish.
@Suite struct `An import that is stopped` {
    private let school = SchoolFileSample.large(200)

    @Test func `by another program that holds the database says so and leaves nothing`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bureau-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "b.sqlite").path
        let store = try Store.open(.sqlite(path), patience: 0.2)
        try await Migrator(migrations: Migrations.all()).migrate(store)
        let test = try await TestApp.make(on: store)
        let run = try await test.preview(school.pupilsFile, school.guardiansFile)
        let operation = try await test.app.prepareConfirmation(run.id, opensYear: false, by: test.author(.rbde))
        let holder = try await DatabaseHolder(path)

        let refusal = await #expect(throws: ImportRefusal.self) {
            try await explainingStore { _ = try await test.app.perform(operation, by: test.author(.rbde)) }
        }

        #expect(refusal?.message.contains("La base de données est occupée") == true)
        try await holder.release()
        #expect(try await test.rowCount(.learner, .guardian, .enrolment, .importChange) == [0, 0, 0, 0])
        try await test.confirm(run)
        #expect(try await test.rowCount(.learner) == [200])
        await store.close()
    }

    @Test func `in the middle leaves nothing`() async throws {
        let test = try await TestApp.make()
        let run = try await test.preview(school.pupilsFile)
        let facts = try ImportFacts.read(
            [school.pupilsFile], as: .siecle, limits: .standard, today: LocalDate(dayNumber: 20_000))
        await #expect(throws: Stopped.self) {
            try await test.app.perform(
                StoppedImport(confirmation: ConfirmImport(run: run.id, facts: facts)), by: test.author(.rbde))
        }
        #expect(try await test.rowCount(.learner, .enrolment, .schoolClass, .importChange) == [0, 0, 0, 0])
        #expect(try await test.read { try $0.importRun(run.id) }.state == .preview)
    }

    @Test func `by a full disk says so and leaves nothing`() async throws {
        let test = try await TestApp.make()
        let run = try await test.preview(school.pupilsFile)
        try await test.write { db in
            let pages = try db.database.row("pragma page_count", as: Int.self) ?? 0
            _ = try db.database.row(SQL(unsafe: "pragma max_page_count = \(pages + 2)"), as: Int.self)
        }
        let operation = try await test.app.prepareConfirmation(run.id, opensYear: false, by: test.author(.rbde))

        let refusal = await #expect(throws: ImportRefusal.self) {
            try await explainingStore { _ = try await test.app.perform(operation, by: test.author(.rbde)) }
        }

        #expect(refusal?.message.contains("Le disque est plein : rien n’a été enregistré") == true)
        #expect(try await test.rowCount(.learner, .enrolment, .importChange) == [0, 0, 0])
    }
}

private struct Stopped: Error {}

/// Does everything an import does, then is cut short.
private struct StoppedImport: App.Operation {
    let confirmation: ConfirmImport

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        _ = try confirmation.run(in: db, by: author, at: now)
        throw Stopped()
    }
}
