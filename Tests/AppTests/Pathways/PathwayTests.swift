import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The campaign of terminale` {
    private static let campaign = [
        ("nom", "Parcours 2027"), ("du", "2027-03-08"), ("au", "2027-03-19"), ("limite", "2027-01-22"),
        ("version", "0"),
        ("option-1", "Deux semaines de PFMP"), ("cle-1", "insertion"), ("entreprise-1", "1"),
        ("option-2", "Préparation aux études"), ("cle-2", "poursuite"),
    ]

    /// A class of terminale with the campaign open.
    private func open(_ test: TestApp) async throws -> ClassSample {
        let sample = try await test.addClass()
        _ = try await test.write { db in
            try db.change(.schoolClass, set: "mef = \("24731212330")", where: "id = \(sample.classId)")
        }
        #expect(try await test.browser(.ddfpt).post("/parcours/campagne", Self.campaign).status == .seeOther)
        return sample
    }

    @Test(arguments: engines) func `goes from the choice to the change, with its history`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await open(test)
            let browser = try await test.browser(.ddfpt)
            let list = try await browser.get("/parcours").words
            #expect(list.contains("FICTIF Noémie") && list.contains("INVENTÉ Marco") && !list.contains("CONTRAT"))
            let page = "/parcours/eleves/\(sample.minor)"
            let chosen = try await browser.post(page + "/choix", [("parcours", "insertion"), ("le", "2026-11-20")])
            #expect(chosen.status == .seeOther)
            #expect(try await browser.follow(chosen).words.contains("En entreprise du 8 mars au 19 mars"))
            let vague = try await browser.post(page + "/avis", [("avis", "reserve"), ("version", "1")])
            #expect(vague.status == .unprocessableContent && vague.words.contains("se motive"))
            let advice = [("avis", "favorable"), ("version", "1")]
            #expect(try await browser.post(page + "/avis", advice).status == .seeOther)
            #expect(try await browser.post(page + "/avis", advice).status == .conflict)
            let request = [
                ("parcours", "insertion"), ("seconde", "poursuite"), ("a_partir_du", "2027-03-15"),
                ("motif", "Une semaine seulement chez l’hôte"),
            ]
            #expect(try await browser.post(page + "/changement", request).status == .seeOther)
            let twice = try await browser.post(page + "/changement", request)
            #expect(twice.status == .unprocessableContent && twice.words.contains("attend déjà une réponse"))
            #expect(try await browser.get("/parcours?choix=changement").words.contains("FICTIF Noémie"))
            let choice = try #require(
                try await test.read { db in
                    try db.campaign(year: 2026).flatMap { try db.pathwayChoice(of: sample.minor, in: $0.id) }
                })
            let change = try #require(try await test.read { try $0.pathwayChanges(of: choice.id) }.first)
            let accepted = try await browser.post("/parcours/changements/\(change.id)", [("reponse", "acceptee")])
            let after = try await browser.follow(accepted).words
            #expect(after.contains("puis à partir du 15 mars : Préparation aux études"))
            #expect(after.contains("En entreprise du 8 mars au 14 mars"))
            #expect(after.contains("au lieu de : Deux semaines de PFMP"))
            let again = try await browser.post("/parcours/changements/\(change.id)", [("reponse", "refusee")])
            #expect(again.status == .unprocessableContent)
            let csv = try await browser.get("/parcours/export.csv").text
            #expect(csv.contains("Noémie") && csv.contains("Préparation aux études"))
        }
    }

    @Test(
        arguments: [
            ([("parcours", "")], "Choisissez le parcours"), ([("parcours", "rien")], "Choisissez une option"),
            ([("parcours", "insertion"), ("seconde", "poursuite")], "aucun jour ne doit rester"),
            (
                [("parcours", "insertion"), ("seconde", "insertion"), ("a_partir_du", "2027-03-15")],
                "sont la même option"
            ),
            (
                [("parcours", "insertion"), ("seconde", "poursuite"), ("a_partir_du", "2027-04-15")],
                "sort de la campagne"
            ),
        ] as [([(String, String)], String)])
    func `refuses a path that cannot be`(fields: [(String, String)], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await open(test)
            let answer = try await test.browser(.ddfpt).post("/parcours/eleves/\(sample.minor)/choix", fields)
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
        }
    }

    @Test func `keeps the options that learners chose`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await open(test)
            let browser = try await test.browser(.ddfpt)
            _ = try await browser.post("/parcours/eleves/\(sample.minor)/choix", [("parcours", "poursuite")])
            var changed = FormValues(Self.campaign)
            changed.set("cle-2", "")
            changed.set("version", "1")
            let answer = try await browser.post("/parcours/campagne", changed.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent && answer.words.contains("ne se supprime plus"))
        }
    }

    @Test func `has dates of its year and two options at least`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.ddfpt)
            for (name, value, sentence) in [
                ("option-2", "", "deux options"), ("au", "2027-03-01", "doit suivre"),
                ("au", "2029-03-01", "sort de l’année"),
                ("limite", "2027-03-10", "vient avant le début"), ("nom", "", "Donnez un nom"),
            ] {
                var form = FormValues(Self.campaign)
                form.set(name, value)
                let answer = try await browser.post("/parcours/campagne", form.pairs.map { ($0.name, $0.value) })
                #expect(answer.status == .unprocessableContent, "\(name)")
                #expect(answer.words.contains(sentence), "\(sentence)")
            }
        }
    }

    @Test func `is not for apprentices, nor for teachers of other classes`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await open(test)
            let path = "/parcours/eleves/\(sample.apprentice)/choix"
            let answer = try await test.browser(.ddfpt).post(path, [("parcours", "insertion")])
            #expect(answer.status == .unprocessableContent && answer.words.contains("n’est pas concerné"))
            let stranger = try await test.browser(.referentTeacher, staff: sample.stranger)
            #expect(try await stranger.get("/parcours/eleves/\(sample.minor)").status == .notFound)
            #expect(try await !stranger.get("/parcours").words.contains("FICTIF"))
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(
                try await teacher.post("/parcours/eleves/\(sample.minor)/choix", [("parcours", "insertion")]).status
                    == .seeOther)
        }
    }

    @Test func `begins with what is known of the year`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await test.browser(.ddfpt).get("/parcours/campagne")
            #expect(page.field("du") == "2027-03-08")
            #expect(page.words.contains("à vérifier dans le texte de l’année"))
        }
    }
}
