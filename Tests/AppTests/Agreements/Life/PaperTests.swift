import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `A paper attached to an agreement` {
    @Test(arguments: engines) func `is kept with its print, replaced, never deleted`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let path = life.page + "/papiers"
            let first = try await life.browser.post(
                path, [("nature", "signee")], files: [("fichier", "scan.pdf", SampleFile.pdf)])
            #expect(first.status == .seeOther)
            let id = life.agreement
            let kept = try #require(try await test.read { try $0.papers(of: id) }.first)
            #expect(kept.sha256.count == 64 && kept.size == SampleFile.pdf.count)
            _ = try await life.browser.post(
                path, [("nature", "signee"), ("remplace", kept.id.rawValue)],
                files: [("fichier", "scan.jpg", SampleFile.jpeg)])
            let papers = try await test.read { try $0.papers(of: id) }
            #expect(papers.count == 2)
            #expect(try await life.browser.get(path).words.contains("Remplacés (1)"))
            let file = try await life.browser.get("\(path)/\(kept.id)")
            #expect(file.bytes == SampleFile.pdf)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test(arguments: [
        ("virus.pdf", SampleFile.program, "ni un PDF, ni une image"),
        ("scan.pdf", SampleFile.scripted, "contient un programme"),
        ("gros.pdf", Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: 11 << 20), "trop gros"),
    ]) func `is refused by what it holds, whatever its name`(name: String, bytes: [UInt8], sentence: String)
        async throws
    {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let answer = try await life.browser.post(
                life.page + "/papiers", [("nature", "assurance_entreprise")], files: [("fichier", name, bytes)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.text.contains("value=\"assurance_entreprise\" selected"))
        }
    }

    @Test func `is found by the code at the foot of the page, and not under another agreement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let code = PaperCode.code(number: "2026-00001", revision: 1)
            let found = try await life.browser.post("/conventions/numerisation", [("code", code)])
            #expect(found.location?.hasPrefix(life.page + "/papiers?code=") == true)
            let wrong = try await life.browser.post("/conventions/numerisation", [("code", "26-00001-1-?")])
            #expect(wrong.status == .unprocessableContent)
            let other = PaperCode.code(number: "2026-00002", revision: 1)
            let mixed = try await life.browser.post(
                life.page + "/papiers", [("nature", "signee"), ("code", other)],
                files: [("fichier", "a.pdf", SampleFile.pdf)])
            #expect(mixed.words.contains("celui d’une autre convention"))
        }
    }

    @Test func `proves a signature`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(life.page + "/envoi")
            _ = try await life.browser.post(
                life.page + "/papiers", [("nature", "signee")], files: [("fichier", "a.pdf", SampleFile.pdf)])
            let id = life.agreement
            let paper = try #require(try await test.read { try $0.papers(of: id) }.first)
            _ = try await life.browser.post(
                life.page + "/signatures",
                [("partie", "TUTEUR"), ("signe_le", "2026-11-22"), ("preuve", paper.id.rawValue)])
            #expect(try await test.read { try $0.signatures(of: id) }.first?.paperId == paper.id)
            #expect(try await life.browser.get(life.page).words.contains("papier numérisé"))
        }
    }

    @Test func `of another school or of another’s learner is not shown`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(
                life.page + "/papiers", [("nature", "signee")], files: [("fichier", "a.pdf", SampleFile.pdf)])
            let id = life.agreement
            let paper = try #require(try await test.read { try $0.papers(of: id) }.first)
            let other = try await test.addSchool()
            let path = "\(life.page)/papiers/\(paper.id)"
            #expect(try await test.browser(.rbde, in: other).get(path).status == .notFound)
            #expect(try await test.browser(.teacher, staff: life.sample.stranger).get(path).status == .notFound)
            #expect(try await test.browser(.teacher, staff: life.sample.teacher).get(path).status == .ok)
            #expect(try await test.browser(.cpe).post(life.page + "/papiers").status == .forbidden)
        }
    }
}
