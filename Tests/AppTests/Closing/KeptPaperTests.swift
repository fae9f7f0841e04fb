import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A paper given out` {
    @Test(arguments: engines) func `is kept as it was, once for each thing it says`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let back = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let page = "/placements/\(back.adult)/gratification"
            #expect(!(try await browser.get(page).words.contains("Versions remises")))
            let first = try await browser.get(page + "/fiche.pdf")
            test.clock.advance(seconds: 60)
            _ = try await browser.get(page + "/fiche.pdf")
            #expect(try await browser.get(page).words.contains("Versions remises (1)"))
            // The name of the host changes: a new version, and the first one stays what it was.
            try await test.write { db in
                try db.change(.company, set: "legal_name = \("Garage du Nord")", where: "id = \(back.sample.company)")
            }
            _ = try await browser.get(page + "/fiche.pdf")
            let shown = try await browser.get(page)
            #expect(shown.words.contains("Versions remises (2)") && shown.words.contains("version 2"))
            let links = shown.text.matches(of: #/href="(\/papiers-remis\/[^"]+)"/#).map { String($0.1) }
            #expect(try await browser.get(try #require(links.last)).bytes == first.bytes)
        }
    }

    @Test func `is kept for the exam, the allowance, its list and the class`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let back = try await test.addReturnedClass()
            let browser = try await test.almighty(in: test.school)
            let learner = back.sample.adult
            for (paper, page) in [
                ("/apprenants/\(learner)/semaines/fiche.pdf", "/apprenants/\(learner)/semaines"),
                ("/apprenants/\(learner)/allocation/fiche.pdf", "/apprenants/\(learner)/allocation"),
                ("/allocations/export.csv", "/allocations"),
                ("/semaines/\(back.sample.classId)/synthese.pdf", "/semaines/\(back.sample.classId)"),
            ] {
                #expect(try await browser.get(paper).status == .ok, "\(paper)")
                #expect(try await browser.get(page).words.contains("Versions remises (1)"), "\(page)")
            }
        }
    }
}
