import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `What is promised to partners` {
    @Test(arguments: engines) func `is planned, shown at home and in the list, put off and done`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let account = try await test.addAccount(.rbde)
            let browser = try await test.browser(of: account)
            let fields = [
                ("action", "Rappeler pour mars"), ("pour_le", "2026-11-20"), ("responsable", account.id.rawValue),
            ]
            #expect(try await browser.post("/entreprises/\(company.id)/actions", fields).status == .seeOther)
            #expect(try await browser.get("/").words.contains("1 promesse à tenir"))
            let page = try await browser.get("/a-faire?qui=moi&quand=echues")
            #expect(page.words.contains("Rappeler pour mars") && page.words.contains("en retard"))
            let key = try #require(try await test.read { try $0.openActions(of: [company.id]) }.first?.id.rawValue)
            #expect(try await browser.post("/a-faire/gestes", [("semaine", key)]).status == .seeOther)
            let later = try await test.read { try $0.partnerAction(ID(key)) }
            #expect(later.dueOn == LocalDate("2026-11-30") && later.postponed == 1)
            _ = try await browser.post("/a-faire/gestes", [("fait", key)])
            #expect(try await browser.get("/a-faire").words.contains("Rien à faire ici"))
            #expect(try await browser.get("/a-faire?quand=faites").words.contains("Rappeler pour mars"))
            #expect(try await browser.get("/entreprises/\(company.id)").words.contains("Fait : Rappeler pour mars"))
            #expect(try await browser.post("/a-faire/gestes", [("fait", key)]).status == .unprocessableContent)
            _ = try await browser.post("/a-faire/gestes", [("rouvrir", key)])
            #expect(try await browser.get("/a-faire").words.contains("Rappeler pour mars"))
        }
    }

    @Test(arguments: engines) func `changes hands, and keeps what was typed when it is wrong`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let other = try await test.addAccount(.ddfpt)
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)/actions"
            let wrong = try await browser.post(path, [("action", "Appeler"), ("pour_le", "31/02/2027")])
            #expect(wrong.status == .unprocessableContent && wrong.field("action") == "Appeler")
            let stranger = [("action", "Appeler"), ("pour_le", "2026-12-01"), ("responsable", "inconnu")]
            #expect(try await browser.post(path, stranger).status == .unprocessableContent)
            _ = try await browser.post(path, [("action", "Appeler"), ("pour_le", "2026-12-01")])
            let action = try #require(try await test.read { try $0.openActions(of: [company.id]) }.first)
            let change = [
                ("action", "Visiter"), ("pour_le", "2026-12-08"), ("responsable", other.id.rawValue), ("version", "1"),
            ]
            #expect(try await browser.post("/a-faire/\(action.id)", change).status == .seeOther)
            #expect(try await browser.post("/a-faire/\(action.id)", change).status == .conflict)
            let kept = try await test.read { try $0.partnerAction(action.id) }
            #expect(kept.label == "Visiter" && kept.ownerId == other.id && kept.postponed == 1)
        }
    }

    @Test(arguments: engines) func `is reminded to its owner once a day`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let account = try await test.addAccount(.rbde, email: "camille@exemple.fr")
            try await test.write { db in
                for (key, day, owner) in [
                    ("a", "2026-11-20", true), ("b", "2026-12-20", true), ("c", "2026-11-20", false),
                ] {
                    try db.insert(
                        PartnerAction(
                            id: ID(key), companyId: company.id, label: "Promesse \(key)",
                            dueOn: try #require(LocalDate(day)), ownerId: owner ? account.id : nil,
                            createdOn: try #require(LocalDate("2026-11-01")), createdBy: "Camille"),
                        into: .partnerAction)
                }
            }
            for _ in 1...2 { _ = try await Job.actionReminders.run(test.app) }
            let mails = try await test.outbox()
            #expect(mails.count == 1)
            #expect(mails.first?.recipient == "camille@exemple.fr")
            #expect(mails.first?.body.contains("Promesse a") == true)
            #expect(mails.first?.body.contains("Promesse b") == false)
            test.clock.advance(seconds: 86_400)
            _ = try await Job.actionReminders.run(test.app)
            #expect(try await test.outbox().count == 2)
        }
    }

    @Test func `is read by teachers and written by those who may`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let teacher = try await test.browser(.teacher)
        #expect(try await teacher.get("/a-faire").status == .ok)
        #expect(try await teacher.get("/entreprises/\(company.id)/actions").status == .forbidden)
        #expect(try await teacher.get("/appel").status == .forbidden)
        #expect(try await teacher.get("/campagnes").status == .forbidden)
        #expect(try await test.browser(.principalTeacher).get("/campagnes").status == .forbidden)
    }
}

@Suite struct `Noting a call` {
    @Test(arguments: engines) func `takes one form, leaves an action and begins the relation`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Boulangerie Dupont", town: "COLOMIERS")
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/appel?mots=boulanjeri+dupon").text.contains(company.id.rawValue))
            let page = try await browser.get("/appel?entreprise=\(company.id)")
            #expect(page.words.contains("Personne ne l’a contactée"))
            let fields = [
                ("entreprise", company.id.rawValue), ("note", "Deux places 🥐 en mars"), ("suite_donnee", "a_rappeler"),
                ("rappel", "7"), ("_cle", "cle-d-essai-0123456789"),
            ]
            for _ in 1...2 { #expect(try await browser.post("/appel", fields).location == "/appel") }
            let kept = try await test.company(company.id)
            #expect(kept.relation == .contacted)
            #expect(try await test.read { try $0.interactions(of: company.id) }.count == 1)
            let action = try #require(try await test.read { try $0.openActions(of: [company.id]) }.first)
            #expect(action.label == "Rappeler" && action.dueOn == LocalDate("2026-11-30"))
            #expect(try await browser.get("/appel").words.contains("Vos appels du jour (1)"))
            let record = try await browser.get("/entreprises/\(company.id)").words
            for words in ["Qui connaît qui", "Deux places 🥐 en mars", "Relation : Prospect → Contacté", "1 échange"] {
                #expect(record.contains(words), "\(words)")
            }
            #expect(
                try await browser.get("/entreprises/\(company.id)/historique?type=relation").words.contains("Contacté"))
        }
    }

    @Test(arguments: engines) func `shows who spoke to them lately, from any school by count only`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let siret = "99988877900017"
            let mine = try await test.addCompany("Garage des Alizés") { $0.siret = siret }
            let theirs = try await test.addCompany("Garage des Alizés", in: other) { $0.siret = siret }
            try await test.write { db in
                try db.insertMany(try Talks.make(3, with: mine.id, by: "Alix Collègue"), into: .interaction)
            }
            try await test.write(in: other) { db in
                try db.insertMany(try Talks.make(2, with: theirs.id, by: "Secret d’Ailleurs"), into: .interaction)
            }
            let page = try await test.browser(.rbde).get("/appel?entreprise=\(mine.id)")
            #expect(page.words.contains("Alix Collègue"))
            #expect(page.words.contains("Et 2 fois par d’autres établissements"))
            #expect(!page.words.contains("Secret"))
            #expect(page.words.contains("c’est beaucoup"))
        }
    }

    @Test func `is refused towards whoever asked for peace, and taken when they call`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés") { $0.relation = .leaveAlone }
        let browser = try await test.browser(.rbde)
        let fields = [("entreprise", company.id.rawValue), ("note", "Bonjour")]
        let refused = try await browser.post("/appel", fields)
        #expect(refused.status == .unprocessableContent && refused.field("note") == "Bonjour")
        #expect(try await browser.post("/appel", fields + [("moyen", "appel_entrant")]).status == .seeOther)
        let nobody = try await browser.post("/appel", [("note", "Bonjour")])
        #expect(nobody.status == .unprocessableContent && nobody.words.contains("Choisissez l’entreprise"))
    }
}

@Suite struct `The board of the relation` {
    @Test(arguments: engines) func `moves partners one by one or together and keeps the history`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let one = try await test.addCompany("Garage des Alizés")
            let other = try await test.addCompany("Boulangerie des Essais")
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises/tableau").words.contains("Prospect 2"))
            _ = try await browser.post("/entreprises/tableau", [("deplacer", "\(one.id)~contacte")])
            _ = try await browser.post(
                "/entreprises/tableau", [("id", one.id.rawValue), ("id", other.id.rawValue), ("vers", "interesse")])
            let page = try await browser.get("/entreprises/tableau").words
            #expect(page.contains("Intéressé 2") && page.contains("Derniers mouvements"))
            let changes = try await test.read { try $0.relationChanges(of: [one.id], limit: 9) }
            #expect(changes.map(\.current) == [.interested, .contacted])
            #expect(
                try await browser.post("/entreprises/tableau", [("deplacer", "\(one.id)~rien")]).status == .badRequest)
        }
    }
}

enum Talks {
    /// Exchanges of the days before the tests begin.
    static func make(_ count: Int, with company: ID<Company>, by author: String) throws -> [Interaction] {
        let today = try #require(LocalDate("2026-11-23"))
        return (0..<count).map { rank in
            Interaction(
                id: ID("\(company)-\(author)-\(rank)"), companyId: company, kind: .outgoingCall, purpose: .prospecting,
                outcome: .information, happenedOn: today.adding(days: -1 - rank), authorName: author)
        }
    }
}
