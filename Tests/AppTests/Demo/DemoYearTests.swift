import Domain
import HTTPTypes
import Testing

@testable import App

@Suite("The year of the demonstration lycée")
struct DemoYearTests {
    @Test(arguments: DemoDay.all) func `is sound on any day`(_ demo: DemoDay) throws {
        let year = try demo.school().year
        #expect(year.leads.allSatisfy { $0.askedOn < demo.day })
        #expect(year.decision.map { $0.decidedOn <= demo.day } == true)
        let campaign = try #require(year.campaign)
        for choice in year.choices { try choice.path.checked(in: campaign) }
        #expect(!year.choices.isEmpty && year.changes.count == 1)
        #expect(year.events.contains { $0.kind == .exam })
    }

    @Test func `shows every page alive and light`() async throws {
        try await TestApp.run(on: .sqlite, empty: true) { test in
            _ = try await test.app.loadDemo(seed: 1)
            let school = try #require(
                try await test.app.readPlatform { try $0.schools() }.first { $0.uai == "0999001W" })
            let browser = try await test.browser(.ddfpt, in: school)
            for path in [
                "/pfmp", "/pfmp/sans-lieu", "/calendrier", "/calendrier?vue=liste", "/calendrier/durees",
                "/rattrapages", "/parcours",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(page.bytes.count < 50_000, "\(path): \(page.bytes.count)")
                #expect(!page.text.contains("class=\"empty\""), "\(path)")
            }
        }
    }
}
