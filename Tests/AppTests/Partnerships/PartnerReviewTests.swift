import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The yearly review of a partner` {
    private func isPDF(_ answer: TestAnswer) -> Bool {
        answer.status == .ok && answer.bytes.starts(with: Array("%PDF".utf8))
    }

    @Test(arguments: engines) func `is held without any agreement, and the next one is promised`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let company = try await test.addCompany("Garage des Alizés")
            let path = "/entreprises/\(company.id)/bilan"
            #expect(try await owner.get("/entreprises/\(company.id)").text.contains("href=\"\(path)\""))
            #expect(try await owner.get(path).words.contains("n’a pas besoin de convention"))
            #expect(isPDF(try await owner.get(path + ".pdf")))
            for day in ["20/11/2026", "23/11/2026"] {
                let held = try await owner.post(
                    path,
                    [
                        ("tenu_le", day), ("lieu", "telephone"), ("presents", "La gérante"),
                        ("synthese", "Deux élèves accueillis."), ("suites", "Envoyer le calendrier"),
                        ("suites_le", "30/11/2026"),
                    ])
                #expect(held.location == path)
            }
            let exchanges = try await test.read { try $0.interactions(of: company.id) }
            #expect(exchanges.allSatisfy { $0.kind == .outgoingCall && $0.purpose == .partnership })
            #expect(
                exchanges.first?.note
                    == "Bilan annuel (La gérante)\u{A0}: Deux élèves accueillis.\nSuites\u{A0}: Envoyer le calendrier")
            let actions: [PartnerAction] = try await test.read { db in
                try db.rows("select partner_action.* from \(db.table(.partnerAction)) order by partner_action.id")
            }
            let reviews = actions.filter { $0.label == PartnerReviews.label }
            // The second review keeps the promise of the first.
            #expect(reviews.map(\.isDone) == [true, false])
            #expect(reviews.last?.dueOn == LocalDate("2027-11-23"))
            #expect(actions.count { $0.label == "Envoyer le calendrier" } == 2)
            #expect(try await owner.get(path).words.contains("Bilan du 23 novembre 2026"))
        }
    }

    @Test func `is refused when its dates do not follow each other, and nothing typed is lost`() async throws {
        let test = try await TestApp.make()
        let owner = try await test.browser(.rbde)
        let company = try await test.addCompany("Garage")
        let path = "/entreprises/\(company.id)/bilan"
        let cases = [
            ([("tenu_le", "20/11/2026"), ("prochain", "20/11/2026"), ("synthese", "Oui")], "vient après celui-ci"),
            ([("tenu_le", "01/12/2026"), ("synthese", "Oui")], "n’a pas encore eu lieu"),
            (
                [("tenu_le", "20/11/2026"), ("synthese", "Oui"), ("suites_le", "01/12/2026")],
                "Dites ce qu’il y a à faire"
            ),
            (
                [("tenu_le", "20/11/2026"), ("synthese", "Oui"), ("suites", "Rien"), ("suites_le", "01/11/2026")],
                "Cette date est passée"
            ),
            ([("synthese", "Une longue phrase")], "Indiquez quand"),
        ]
        for (fields, sentence) in cases {
            let answer = try await owner.post(path, fields)
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence), "\(sentence)")
            #expect(answer.text.contains(">Oui</textarea>") || answer.text.contains(">Une longue phrase</textarea>"))
        }
        #expect(try await test.read { try $0.interactions(of: company.id) }.isEmpty)
        #expect(try await test.browser(.teacher).post(path, cases[0].0).status == .forbidden)
    }

    @Test(arguments: engines) func `with an agreement leads to its page, and each has its report`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let company = try await test.addCompany("Garage des Alizés")
            let agreement = Partnership(
                id: test.app.newIDs().next(), companyId: company.id, title: "Accueil",
                startsOn: LocalDate(dayNumber: 20_454), endsOn: LocalDate(dayNumber: 21_550), state: .active)
            try await test.write { try $0.insert(agreement, into: .partnership) }
            let path = "/partenariats/\(agreement.id)"
            #expect(try await owner.get("/entreprises/\(company.id)/bilan").location == path + "#bilans")
            let held = try await owner.post(
                path + "/bilans",
                [
                    ("tenu_le", "20/11/2026"), ("lieu", "lycee"), ("synthese", "Bonne année"), ("suites", "Visite"),
                    ("prochain", "15/11/2027"),
                ])
            #expect(held.status == .seeOther)
            let review = try #require(try await test.read { try $0.reviews(of: agreement.id) }.first)
            #expect(isPDF(try await owner.get(path + "/bilan.pdf?bilan=\(review.id)")))
            #expect(isPDF(try await owner.get(path + "/bilan.pdf")))
            #expect(try await owner.get(path + "/bilan.pdf?bilan=autre").status == .notFound)
            #expect(try await owner.get(path).words.contains("Compte rendu (PDF)"))
            #expect(try await test.read { try $0.partnership(agreement.id) }.reviewOn == LocalDate("2027-11-15"))
            #expect(try await test.read { try $0.interactions(of: company.id) }.map(\.kind) == [.schoolVisit])
            // A month before, the home page says so.
            test.clock.advance(seconds: 335 * 86_400)
            #expect(try await test.browser(.rbde).get("/").words.contains("bilan de partenariat"))
        }
    }
}
