import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The link of a search for a host` {
    /// The address on the page that shows a link just made.
    private func path(of answer: TestAnswer) throws -> String {
        let text = try #require(answer.text.split(separator: "/recherche-de-lieu/").dropFirst().first)
        return "/recherche-de-lieu/" + text.prefix { $0 != "\"" }
    }

    @Test(arguments: engines) func `lets the family write a company that the bureau verifies`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let search = sample.search(of: sample.minor)
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(try await teacher.get(search).words.contains("Créer le lien"))
            let path = try path(of: try await teacher.post(search + "/lien"))
            let family = test.visitor()
            let page = try await family.get(path)
            #expect(page.words.contains("Noémie, PFMP n° 1") && !page.words.contains("FICTIF"))
            let empty = try await family.post(path, [("structure", "Atelier Bleu")])
            #expect(empty.status == .unprocessableContent && empty.words.contains("Indiquez la commune"))
            let stolen = [
                ("structure", "Atelier Bleu"), ("proposee_commune", "Albi"),
                ("piste_entreprise", sample.company.rawValue),
            ]
            let sent = try await family.post(path, stolen)
            #expect(try await family.follow(sent).words.contains("C’est noté"))
            let lead = try #require(try await test.read { try $0.leads(of: sample.minor, in: sample.period) }.first)
            #expect(lead.structure == "Atelier Bleu" && lead.companyId != sample.company)
            let company = try #require(lead.companyId)
            let review = try #require(try await test.read { try $0.review(of: company) })
            #expect(review.source == .link && review.accountId == nil && review.leadId == lead.id)
            let bureau = try await test.browser(.rbde)
            #expect(try await bureau.get("/verifications/\(review.id)").words.contains("Noémie FICTIF"))
            _ = try await teacher.post(search + "/lien/retrait")
            #expect(try await family.get(path).status == .gone)
            #expect(try await family.post(path, stolen).status == .gone)
        }
    }

    @Test func `serves no more once another is made, or the period is over`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let search = sample.search(of: sample.minor)
            let teacher = try await test.browser(.cpe)
            let first = try path(of: try await teacher.post(search + "/lien"))
            let second = try path(of: try await teacher.post(search + "/lien"))
            let family = test.visitor()
            #expect(try await family.get(first).status == .gone)
            #expect(try await family.get(second).status == .ok)
            test.clock.advance(seconds: 40 * 86_400)
            #expect(try await family.get(second).status == .gone)
            #expect(try await teacher.post(search + "/lien").status != .ok)
        }
    }

    @Test func `is given by those who note leads, for learners they see`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let search = sample.search(of: sample.minor)
            let stranger = try await test.browser(.teacher, staff: sample.stranger)
            #expect(try await stranger.post(search + "/lien").status == .notFound)
            for role in Role.invitable where !role.may(.recordLeads) {
                #expect(try await test.browser(role).post(search + "/lien").status == .forbidden)
            }
        }
    }
}
