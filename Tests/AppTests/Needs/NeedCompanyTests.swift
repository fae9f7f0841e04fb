import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The company that tells a need` {
    private func need(_ test: TestApp, _ fields: [(String, String)]) async throws -> SkillsNeed {
        let made = try await test.browser(.rbde).post(
            "/besoins/nouveau", [("besoin", "Deux tourneurs"), ("version", "0")] + fields)
        let key = try #require(made.location?.split(separator: "/").last.map(String.init))
        return try await test.read { try $0.need(ID(key)) }
    }

    @Test func `is suggested while one types`() async throws {
        let test = try await TestApp.make()
        let page = try await test.browser(.rbde).get("/besoins/nouveau")
        #expect(page.text.contains("data-typeahead=\"/entreprises/suggestions\" data-typeahead-for=\"entreprise\""))
        #expect(page.text.contains("id=\"entreprise\" name=\"entreprise\""))
    }

    @Test(arguments: engines) func `is the one picked, the only one of that name, or nobody in the base`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let one = try await test.addCompany("Garage des Alizés")
            for town in ["Albi", "Gaillac"] { try await test.addCompany("Boulangerie Dupont", town: town) }
            let picked = try await need(test, [("origine", "Garage"), ("entreprise", one.id.rawValue)])
            #expect(picked.companyId == one.id && picked.teller == "Garage")
            #expect(try await need(test, [("origine", "garage des alizes")]).companyId == one.id)
            #expect(try await need(test, [("origine", "Boulangerie Dupont")]).companyId == nil)
            let branch = try await need(test, [("origine", "Fédération du bâtiment")])
            #expect(branch.companyId == nil && branch.teller == "Fédération du bâtiment")
        }
    }

    @Test func `comes with the form that its page opens`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let page = try await test.browser(.rbde).get("/besoins/nouveau?entreprise=\(company.id)")
        #expect(page.field("origine") == "Garage des Alizés" && page.field("entreprise") == company.id.rawValue)
    }
}
