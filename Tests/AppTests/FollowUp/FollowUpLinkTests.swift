import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A personal link` {
    private func link(_ test: TestApp, _ stay: StaySample, _ purpose: String) async throws -> String {
        let page = try await test.browser(.rbde).post(stay.path + "/liens", [("usage", purpose)])
        #expect(page.status == .ok)
        let address = try #require(
            page.text.split(separator: "value=\"").map { $0.prefix { $0 != "\"" } }.first { $0.contains("/lien/") })
        return "/lien/" + (address.split(separator: "/").last.map(String.init) ?? "")
    }

    @Test(arguments: engines) func `takes the tutor’s evaluation once, without an account`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let path = try await link(test, stay, "evaluation")
            let tutor = test.visitor()
            let form = try await tutor.get(path)
            #expect(form.status == .ok && form.words.contains("Marco"))
            #expect(!path.contains(stay.placement.rawValue))
            let empty = try await tutor.post(path, [("appreciation", "À garder"), ("version", "0")])
            #expect(empty.status == .unprocessableContent && empty.words.contains("À garder"))
            let sent = try await tutor.post(
                path, [("note_ponctualite", "4"), ("note_accueil", "1"), ("appreciation", "Sérieux"), ("version", "0")])
            #expect(sent.location == path + "/merci")
            #expect(try await tutor.follow(sent).words.contains("Merci"))
            #expect(try await tutor.get(path).status == .gone)
            #expect(try await tutor.post(path, [("note_ponctualite", "1"), ("version", "1")]).status == .gone)
            let kept = try #require(try await test.read { try $0.evaluation(.tutor, of: stay.placement) })
            // Only the tutor's own questions are kept, whatever is sent.
            #expect(kept.ratings == Ratings([.punctuality: 4]) && kept.channel == .link)
            #expect(try await test.read { try $0.evaluation(.learner, of: stay.placement) } == nil)
        }
    }

    @Test(arguments: engines) func `tells who is absent today, and the school is warned without a name`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let cpe = try await test.addAccount(.cpe)
            let path = try await link(test, stay, "presence")
            let tutor = test.visitor()
            #expect(try await tutor.get(path).words.contains("Marco est là aujourd’hui"))
            #expect(try await tutor.post(path, [("reponse", "absent")]).location == path)
            #expect(try await test.absences(of: stay).map(\.kind) == [.absence])
            #expect(try await tutor.get(path).words.contains("absent"))
            let mails = try await test.app.readPlatform { try $0.mailsToSend(at: test.app.clock()) }
            #expect(mails.contains { $0.recipient == cpe.email })
            #expect(mails.allSatisfy { !$0.body.contains("INVENTÉ") && !$0.body.contains("Marco") })
            // The answer of the day may change.
            _ = try await tutor.post(path, [("reponse", "present")])
            #expect(try await test.absences(of: stay).isEmpty)
            #expect(try await tutor.post(path, [("reponse", "peut-etre")]).status == .badRequest)
        }
    }

    @Test func `serves no more when it is replaced, over, or made for something else`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let first = try await link(test, stay, "presence")
            let second = try await link(test, stay, "presence")
            #expect(try await test.visitor().get(first).status == .gone)
            #expect(try await test.visitor().get(second).status == .ok)
            #expect(try await test.visitor().get("/lien/abcdef").status == .gone)
            test.clock.advance(seconds: 30 * 86_400)
            #expect(try await test.visitor().get(second).status == .gone)
        }
    }

    @Test func `is made by those who follow, and mailed to a tutor with an address only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            #expect(
                try await test.browser(.intendance).post(stay.path + "/liens", [("usage", "presence")]).status
                    == .forbidden)
            let browser = try await test.browser(.rbde)
            #expect(try await browser.post(stay.path + "/liens", [("usage", "autre")]).status == .badRequest)
            let refused = try await browser.post(stay.path + "/liens/envoi", [("usage", "presence")])
            #expect(refused.status == .unprocessableContent)
            try await test.write { db in
                try db.change(.contact, set: "email = \("tuteur@exemple.fr")", where: "id = \(stay.sample.tutor)")
            }
            #expect(try await browser.post(stay.path + "/liens/envoi", [("usage", "presence")]).status == .seeOther)
            let mail = try #require(try await test.app.readPlatform { try $0.mailsToSend(at: test.app.clock()) }.first)
            #expect(mail.body.contains("/lien/") && !mail.body.contains("Marco"))
            #expect(
                try await browser.post(stay.path + "/liens/envoi", [("usage", "bilan")]).status == .unprocessableContent
            )
        }
    }

    @Test(arguments: engines) func `lets the tutor tick the booklet`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.ddfpt)
            let csv =
                "type;code;intitulé\ncompétence;C1;Vendre\nactivité;A1;Accueillir\nrêve;C2;Voler\ncompétence;C1;Double\n"
            _ = try await test.write { db in
                try db.change(.schoolClass, set: "mef = \("24731212330")", where: "id = \(stay.sample.classId)")
            }
            let loaded = try await browser.post(
                "/suivi/referentiels", [("code", "MCV"), ("titre", "Vente"), ("mef", "24731212")],
                files: [("fichier", "mcv.csv", Array(csv.utf8))])
            #expect(loaded.words.contains("ligne 4") && loaded.words.contains("ligne 5"))
            let items = try await test.read { db in try db.items(of: try #require(try db.frameworks().first).id) }
            #expect(items.map(\.code) == ["A1", "C1"])
            let path = try await link(test, stay, "livret")
            let tutor = test.visitor()
            #expect(try await tutor.get(path).words.contains("Vendre"))
            _ = try await tutor.post(path, [("m_\(items[1].id)", "avec_aide"), ("m_inconnu", "seul")])
            let marks = try await test.read { try $0.marks(in: stay.placement) }
            #expect(marks.map(\.level) == [.helped] && marks.map(\.markedBy) == [.tutor])
            #expect(try await browser.get("/apprenants/\(stay.sample.adult)/livret").words.contains("Avec aide"))
            let pdf = try await browser.get(stay.path + "/livret/livret.pdf")
            #expect(pdf.bytes.starts(with: Array("%PDF".utf8)))
            let remove = try await browser.post("/suivi/referentiels/\(try #require(items.first).frameworkId)/retrait")
            #expect(remove.status == .unprocessableContent)
        }
    }
}

@Suite struct `Evaluations and safety` {
    @Test(arguments: engines) func `the school copies the paper, and a stale copy is refused`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.referentTeacher, staff: stay.sample.teacher)
            for kind in ["tuteur", "apprenant"] {
                let path = stay.path + "/evaluation/\(kind)"
                #expect(try await browser.get(path).status == .ok)
                #expect(try await browser.get(path + "/papier.pdf").bytes.starts(with: Array("%PDF".utf8)))
                let first = kind == "tuteur" ? "note_tenue" : "note_accueil"
                let form = [(first, "2"), ("encore", "non"), ("version", "0")]
                #expect(try await browser.post(path, form).status == .seeOther)
                #expect(try await browser.post(path, form).status == .conflict)
            }
            #expect(try await browser.get(stay.path + "/evaluation/autre").status == .notFound)
            let host = try await browser.get("/entreprises/\(stay.sample.company)/accueil").words
            #expect(host.contains("déconseillé") && !host.contains("INVENTÉ"))
        }
    }

    @Test(arguments: engines) func `a place is checked with the list of its trade`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(stay.sample.company)/accueil/securite"
            let list = try #require(try SafetyChecklist.all().first { $0.trade == "bureau" })
            let answers = list.points.map { ("point_\($0.code)", "oui") }
            let missing = try await browser.post(
                path, [("metier", "bureau"), ("avis", "apte"), ("remarques", "Gardé")])
            #expect(missing.status == .unprocessableContent && missing.words.contains("Gardé"))
            let odd = try await browser.post(
                path,
                [("metier", "bureau"), ("avis", "apte")] + answers.dropLast() + [(try #require(answers.last).0, "non")])
            #expect(odd.words.contains("Un point au moins"))
            #expect(
                try await browser.post(path, [("metier", "bureau"), ("avis", "apte")] + answers).status == .seeOther)
            #expect(try await browser.get("/entreprises/\(stay.sample.company)").words.contains("Favorable"))
            let choosing = try await browser.get(
                "/pfmp/\(stay.sample.period)/placer/\(stay.sample.minor)?entreprise=\(stay.sample.company)")
            #expect(choosing.words.contains("Ce que l’on sait de ce lieu"))
        }
    }

    @Test(arguments: engines) func `a certifying situation is planned, then done`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.referentTeacher, staff: stay.sample.teacher)
            let path = stay.path + "/ccf"
            #expect(try await browser.post(path, [("version", "0")]).status == .unprocessableContent)
            _ = try await browser.post(path, [("situation", "E31"), ("prevu_le", "2026-11-27"), ("version", "0")])
            #expect(try await browser.get("/suivi/ccf").words.contains("E31"))
            let id = try #require(try await test.read { try $0.situations(of: stay.placement) }.first).id
            let early = try await browser.post(
                path, [("situation", "E31"), ("fait_le", "2027-01-05"), ("fiche", id.rawValue), ("version", "1")])
            #expect(early.status == .unprocessableContent)
            let done = try await browser.post(
                path, [("situation", "E31"), ("fait_le", "2026-11-20"), ("fiche", id.rawValue), ("version", "1")])
            #expect(done.status == .seeOther)
            _ = try await test.write { db in
                try db.change(.pfmpPeriod, set: "certifying = \(false)", where: "id = \(stay.sample.period)")
            }
            let refused = try await browser.post(path, [("situation", "E32"), ("version", "0")])
            #expect(refused.status == .unprocessableContent && refused.words.contains("ne compte pas pour le diplôme"))
        }
    }
}
