import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A large base looked through for duplicates` {
    /// Companies that look alike in nothing, and one written twice with an error.
    private func fill(_ test: TestApp, _ count: Int) async throws {
        let ids = test.app.newIDs()
        var companies = (0..<count).map { rank in
            Company(
                id: ids.next(), legalName: "Atelier \(rank)",
                address: PostalAddress(postalCode: "31000", city: "Toulouse"), department: "31")
        }
        for name in ["Menuiserie Alizeau", "Menuiserie Alizau"] {
            companies.append(
                Company(
                    id: ids.next(), legalName: name, address: PostalAddress(postalCode: "81000", city: "Albi"),
                    department: "81"))
        }
        for index in companies.indices { companies[index].refold() }
        let made = companies
        try await test.write { try $0.insertMany(made, into: .company) }
    }

    @Test(arguments: engines) func `is compared in the background, and the page says how far it is`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await fill(test, 5_000)
            let browser = try await test.browser(.rbde)
            let first = try await browser.get("/entreprises/doublons")
            #expect(first.status == .ok)
            #expect(first.words.contains("Les fiches sont comparées") && first.words.contains("sur 5002"))
            await test.app.companyDuplicates.settled(test.school.id)
            #expect(try await browser.get("/entreprises/doublons/avancement").text.contains("\"fini\":true"))
            let then = try await browser.get("/entreprises/doublons")
            #expect(then.words.contains("nom presque identique, même commune"))
            // What changes afterwards is compared alone, while the page waits.
            try await test.addCompany("SARL Menuiserie Alizeau", town: "Albi")
            let later = try await browser.get("/entreprises/doublons")
            #expect(later.words.contains("même nom, même commune"))
            #expect(try await test.browser(.teacher).get("/entreprises/doublons/avancement").status == .forbidden)
        }
    }
}
