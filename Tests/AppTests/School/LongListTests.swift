import Domain
import Foundation
import Persistence
import Testing

@testable import App

/// Lists of people longer than a page: nobody is lost or shown twice, and no address bears a name.
@Suite struct `A list longer than a page` {
    @Test(arguments: engines) func `of agreements goes on where it stopped`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.placeMany(60, like: sample)
            let browser = try await test.browser(.rbde)
            let (first, next) = try await page(browser, "/conventions?etat=depart")
            #expect(first.count == 50)
            let (second, end) = try await page(browser, try #require(next))
            #expect(second.count == 10)
            #expect(Set(first + second).count == 60)
            #expect(end == nil)
        }
    }

    @Test(arguments: engines) func `of learners goes on where it stopped`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.placeMany(60, like: sample)
            let browser = try await test.browser(.rbde)
            let (first, next) = try await page(browser, "/apprenants")
            #expect(first.count == 50)
            let address = try #require(next)
            #expect(!address.localizedCaseInsensitiveContains("fictif"))
            let (second, _) = try await page(browser, address)
            #expect(second.count == 13)
            #expect(Set(first + second).count == 63)
        }
    }

    /// The records that a page names, and the address of the next one.
    private func page(_ browser: TestBrowser, _ address: String) async throws -> ([String], String?) {
        let text = try await browser.get(address).text
        let rows = text.matches(of: /<tr>.*?href="\/(?:conventions|apprenants)\/([0-9a-f-]{36})"/).map { String($0.1) }
        let next = text.firstMatch(of: /rel="next" href="([^"]+)"/).map { $0.1.replacing("&amp;", with: "&") }
        return (rows, next.map(String.init))
    }
}

extension TestApp {
    /// More learners of the same name in the class of a sample, each with an agreement to sign.
    fileprivate func placeMany(_ count: Int, like sample: ClassSample) async throws {
        try await write { db in
            let period = try db.period(sample.period)
            for rank in 1...count {
                let learner = Learner(id: db.newID(), familyName: "FICTIF", firstName: "Alix \(rank)")
                try db.insert(learner, into: .learner)
                try db.insert(
                    Enrolment(id: db.newID(), learnerId: learner.id, classId: sample.classId, schoolYear: 2026),
                    into: .enrolment)
                let placement = Placement(
                    id: db.newID(), learnerId: learner.id, periodId: period.id, companyId: sample.company,
                    startsOn: period.startsOn, endsOn: period.endsOn)
                try db.insert(placement, into: .placement)
                try db.insert(
                    Agreement(
                        id: db.newID(), placementId: placement.id, number: "2026-\(rank)",
                        template: AgreementDocument.template),
                    into: .agreement)
            }
        }
    }
}
