import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Documents of the other publics` {
    @Test(arguments: engines) func `an apprentice has a pack, never a PFMP agreement`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/publics/contrats").words.contains("CONTRAT Léo"))
            let path = "/apprenants/\(sample.apprentice)/contrat"
            #expect(try await browser.get(path).words.contains("Entreprise d’accueil"))
            #expect(try await browser.get(path + "?mots=quatre").words.contains("Garage des Quatre-Vents"))
            let saved = try await browser.post(
                path,
                [
                    ("entreprise", sample.company.rawValue), ("tuteur", sample.tutor.rawValue), ("du", "2026-09-01"),
                    ("au", "2028-08-31"), ("version", "0"),
                ])
            let page = try await browser.follow(saved)
            #expect(page.words.contains("Maître d’apprentissage Étienne DELORME"))
            let paper = try await browser.get(try #require(saved.location) + "/document.pdf")
            #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
            let twice = try await browser.post(
                path,
                [("entreprise", sample.company.rawValue), ("du", "2027-01-01"), ("au", "2027-06-30"), ("version", "0")])
            #expect(twice.words.contains("Une période court déjà"))
        }
    }

    @Test func `a pupil is sent to the agreement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.rbde).get("/apprenants/\(sample.adult)/contrat")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Convention de PFMP"))
        }
    }

    @Test(arguments: engines) func `a mini-stage needs the parents and tells it`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let saved = try await browser.post(
                "/publics/accueils/nouveau",
                [
                    ("genre", "mini_stage"), ("prenom", "Inès"), ("nom", "RÊVEUX"), ("naissance", "2012-03-01"),
                    ("etablissement", "Collège des Essais"), ("atelier", "Cuisine"),
                    ("enseignant", sample.teacher.rawValue),
                    ("du", "2026-11-23"), ("debut", "9:00"), ("fin", "16:00"), ("version", "0"),
                ])
            let path = try #require(saved.location)
            let page = try await browser.get(path)
            #expect(page.words.contains("L’autorisation des parents n’est pas notée"))
            #expect(try await browser.get(path + "/convention.pdf").bytes.starts(with: Array("%PDF".utf8)))
            _ = try await browser.post(path + "/presence", [("presence", "oui"), ("retour", "Ravie")])
            #expect(try await browser.get(path).words.contains("Présent"))
            #expect(try await browser.get("/publics/accueils").words.contains("RÊVEUX Inès"))
        }
    }

    @Test(arguments: engines) func `an observation warns of age and hours and shows the charge of the host`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let fields = [
                ("genre", "sequence_observation"), ("prenom", "Tom"), ("nom", "CURIEUX"), ("naissance", "2014-03-01"),
                ("etablissement", "Collège des Essais"), ("du", "2026-12-14"), ("au", "2026-12-18"), ("debut", "7:30"),
                ("fin", "15:00"), ("pause", "60"), ("version", "0"),
            ]
            let without = try await browser.post("/publics/accueils/nouveau", fields)
            #expect(without.words.contains("Choisissez l’entreprise"))
            let saved = try await browser.post(
                "/publics/accueils/nouveau", fields + [("entreprise", sample.company.rawValue)])
            let page = try await browser.follow(saved)
            #expect(page.words.contains("À 12 ans"))
            #expect(page.words.contains("Arrivée à 7 h 30"))
            #expect(page.words.contains("0 stagiaire au quota, 1 personne en tout"))
        }
    }

    @Test func `nobody is present before the first day`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let saved = try await browser.post(
                "/publics/accueils/nouveau",
                [("genre", "mini_stage"), ("prenom", "A"), ("nom", "B"), ("etablissement", "C"), ("du", "2026-12-15")])
            let answer = try await browser.post(try #require(saved.location) + "/presence", [("presence", "oui")])
            #expect(answer.words.contains("L’accueil ne commence que le 15 décembre 2026"))
        }
    }

    @Test(arguments: engines) func `a stay abroad has its checklist and its papers`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = "/placements/\(returned.adult)/mobilite"
            #expect(try await browser.post(path, [("pays", ""), ("version", "0")]).status == .unprocessableContent)
            let saved = try await browser.post(
                path, [("pays", "Espagne"), ("europe", "1"), ("etape", "echange"), ("version", "0")])
            #expect(saved.status == .seeOther)
            #expect(try await browser.get(path).words.contains("Carte européenne d’assurance maladie : à faire"))
            for file in ["contrat.pdf", "fiche-pays.pdf"] {
                #expect(try await browser.get(path + "/" + file).bytes.starts(with: Array("%PDF".utf8)))
            }
            #expect(try await browser.get("/publics").words.contains("INVENTÉ Marco"))
        }
    }

    @Test func `the hub says which document for whom, and where an immersion is signed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await test.browser(.rbde).get("/publics")
            for document in StayDocument.allCases { #expect(page.words.contains(document.label)) }
            #expect(page.words.contains("Cerfa 13912"))
            #expect(try await test.browser(.teacher).get("/publics/accueils").status == .forbidden)
        }
    }

    @Test func `a student has an agreement of their own, a pupil the same as ever`() throws {
        let student = try text(.student)
        let pupil = try text(.pupil)
        #expect(student.contains("Propriété intellectuelle"))
        #expect(student.contains("Aucune aide de l’État"))
        #expect(!pupil.contains("Propriété intellectuelle"))
    }

    private func text(_ learnerPublic: LearnerPublic) throws -> String {
        let sources = try AgreementSamples.sources { $0.learner.learnerPublic = learnerPublic }
        let dossier = AgreementDossier(
            sources, CaseSurroundings(), try SchoolRules(SeveritySettings()), reasons: [])
        return String(describing: dossier.document.section())
    }

    @Test(arguments: engines) func `I9 a minor has a sheet for the host`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/apprenants/\(sample.minor)/mineur"
            let page = try await browser.get(path + "?metier=bois&le=2026-12-07")
            #expect(page.words.contains("16 ans le 7 décembre 2026"))
            #expect(page.words.contains("machines dangereuses"))
            #expect(try await browser.get(path + "/feuille.pdf?metier=bois").bytes.starts(with: Array("%PDF".utf8)))
        }
    }
}
