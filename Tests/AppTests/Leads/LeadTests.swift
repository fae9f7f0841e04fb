import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

extension ClassSample {
    /// The search of a learner of the class.
    func search(of learner: ID<Learner>) -> String { "/pfmp/\(period)/recherche/\(learner)" }
}

@Suite struct `The journal of leads` {
    @Test(arguments: engines) func `takes a company by its name, or one of the base`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.referentTeacher, staff: sample.teacher)
            let path = sample.search(of: sample.minor)
            let free = try await browser.post(
                path + "/pistes", [("structure", "Boulangerie du coin"), ("moyen", "visite")])
            #expect(free.status == .seeOther)
            let known = try await browser.post(
                path + "/pistes",
                [
                    ("structure", "Garage des Quatre-Vents"), ("piste_entreprise", sample.company.rawValue),
                    ("reponse", "accord"), ("le", "20/11/2026"),
                ])
            let page = try await browser.follow(known)
            #expect(page.words.contains("Boulangerie du coin"))
            #expect(page.words.contains("Garage des Quatre-Vents a dit oui le 20 novembre"))
            #expect(page.text.contains("/placer/\(sample.minor)?entreprise=\(sample.company)"))
            let leads = try await test.read { try $0.leads(of: sample.minor, in: sample.period) }
            #expect(leads.map(\.companyId) == [nil, sample.company])
        }
    }

    @Test(
        arguments: [
            ([("structure", "")], "Indiquez le nom de l’entreprise"),
            ([("structure", "Garage"), ("reponse", "refus")], "Choisissez le motif du refus"),
            ([("structure", "Garage"), ("motif", "distance")], "Un motif de refus va avec"),
            ([("structure", "Garage"), ("le", "24/11/2026")], "Cette date est à venir"),
            ([("structure", "Garage"), ("le", "31/02/2026")], "Cette date n’existe pas"),
            ([("structure", "Garage"), ("moyen", "pigeon")], "Choisissez une valeur de la liste"),
        ] as [([(String, String)], String)])
    func `refuses what cannot be, beside the field, and keeps what was typed`(
        fields: [(String, String)], sentence: String
    ) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.rbde).post(
                sample.search(of: sample.minor) + "/pistes", fields + [("secteur", "Automobile")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.field("secteur") == "Automobile")
        }
    }

    @Test func `reminds on the home page of answers that do not come`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = sample.search(of: sample.minor) + "/pistes"
            _ = try await browser.post(path, [("structure", "Boulangerie du coin"), ("le", "10/11/2026")])
            _ = try await browser.post(path, [("structure", "Garage récent"), ("le", "22/11/2026")])
            let home = try await browser.get("/")
            #expect(home.words.contains("Pistes à relancer"))
            #expect(home.words.contains("1 piste sans réponse depuis le 10 novembre"))
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form())
            #expect(try await !browser.get("/").words.contains("Pistes à relancer"))
        }
    }

    @Test func `stops at the number that the school sets`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            #expect(try await browser.post("/reglages/seuils", [("leadsPerPeriod", "5")]).status == .seeOther)
            for rank in 1...5 {
                let answer = try await browser.post(
                    sample.search(of: sample.minor) + "/pistes", [("structure", "Garage \(rank)")])
                #expect(answer.status == .seeOther)
            }
            let sixth = try await browser.post(
                sample.search(of: sample.minor) + "/pistes", [("structure", "Garage 6")])
            #expect(sixth.status == .unprocessableContent)
            #expect(sixth.words.contains("déjà 5"))
            #expect(sixth.field("structure") == "Garage 6")
        }
    }

    @Test(arguments: engines) func `changes with its answer, and not over somebody else’s change`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post(sample.search(of: sample.minor) + "/pistes", [("structure", "Garage")])
            let lead = try #require(try await test.read { try $0.leads(of: sample.minor, in: sample.period) }.first)
            let fields = [
                ("structure", "Garage"), ("reponse", "refus"), ("motif", "pas_de_tuteur"), ("le", "2026-11-20"),
                ("version", "1"),
            ]
            #expect(try await browser.post("/pistes/\(lead.id)", fields).status == .seeOther)
            let stale = try await browser.post("/pistes/\(lead.id)", fields)
            #expect(stale.status == .conflict)
            #expect(stale.field("structure") == "Garage")
            let page = try await browser.get("/pfmp/\(sample.period)/pistes")
            #expect(page.words.contains("Motifs des refus : pas de tuteur : 1"))
            #expect(try await browser.post("/pistes/\(lead.id)/suppression").status == .seeOther)
            #expect(try await browser.get("/pistes/\(lead.id)").status == .notFound)
        }
    }

    @Test func `is for the teachers of the learner, not for the others`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let path = sample.search(of: sample.minor)
            let stranger = try await test.browser(.teacher, staff: sample.stranger)
            #expect(try await stranger.get(path).status == .notFound)
            #expect(try await stranger.post(path + "/pistes", [("structure", "Garage")]).status == .notFound)
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            #expect(try await teacher.post(path + "/pistes", [("structure", "Garage")]).status == .seeOther)
            let lead = try #require(try await test.read { try $0.leads(of: sample.minor, in: sample.period) }.first)
            #expect(try await stranger.get("/pistes/\(lead.id)").status == .notFound)
            #expect(try await test.browser(.intendance).post(path + "/pistes").status == .forbidden)
        }
    }

    @Test func `is not for an apprentice`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.rbde).post(
                sample.search(of: sample.apprentice) + "/pistes", [("structure", "Garage")])
            #expect(answer.status == .unprocessableContent)
        }
    }

    @Test func `is written once when the form is sent twice`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let fields = [("structure", "Garage"), ("_cle", "une-cle-de-formulaire-assez-longue")]
            for _ in 1...2 { _ = try await browser.post(sample.search(of: sample.minor) + "/pistes", fields) }
            #expect(try await test.read { try $0.leads(of: sample.minor, in: sample.period) }.count == 1)
        }
    }

    @Test func `says which leads to remind, and the learner’s page shows them`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post(
                sample.search(of: sample.minor) + "/pistes", [("structure", "Fleuriste"), ("le", "2026-11-10")])
            let page = try await browser.get(sample.search(of: sample.minor))
            #expect(page.words.contains("À relancer"))
            #expect(page.words.contains("1 piste sans réponse depuis 7 jours ou plus : Fleuriste"))
            #expect(try await browser.get("/apprenants/\(sample.minor)").words.contains("Fleuriste"))
            #expect(try await browser.get("/pfmp/\(sample.period)").words.contains("1 piste"))
        }
    }
}
