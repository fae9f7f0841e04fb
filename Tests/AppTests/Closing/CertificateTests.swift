import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The attestation of a stay` {
    @Test(arguments: engines) func `goes from the days typed to an agreement certified`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = returned.path(returned.adult)

            let page = try await browser.get(path)
            #expect(page.words.contains("14 jours prévus"))
            let saved = try await browser.post(
                path, [("jours", "13"), ("remarque", "Une absence"), ("issue", "selon_les_jours"), ("version", "0")])
            #expect(saved.status == .seeOther)
            let printed = try await browser.follow(try await browser.post(path + "/impression"))
            #expect(printed.bytes.starts(with: Array("%PDF".utf8)))
            let back = try await browser.post(path + "/retour", [("recue_le", "2026-11-23")])
            #expect(back.status == .seeOther)

            #expect(try await test.read { try $0.agreement(returned.agreement) }.state == .certified)
            let kept = try #require(try await test.read { try $0.certificate(of: returned.adult) })
            #expect((kept.days, kept.minutes, kept.version) == (13, nil, 2))
            let shown = try await browser.get(path)
            #expect(shown.words.contains("Revenue le 23 novembre 2026"))
            #expect(shown.words.contains("Version 1"))
            #expect(shown.words.contains("À garder jusqu’au 1er septembre 2037"))
        }
    }

    @Test(arguments: engines) func `is refused before the end, with the reason`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass(state: .running, endsOn: "2026-11-27")
            let browser = try await test.browser(.rbde)
            let path = returned.path(returned.adult)
            #expect(try await browser.get(path).words.contains("La période dure jusqu’au 27 novembre 2026"))
            let answer = try await browser.post(path, [("jours", "13"), ("version", "0")])
            #expect(answer.status == .unprocessableContent)
            let printed = try await browser.post(path + "/impression")
            #expect(printed.status == .unprocessableContent)
            #expect(printed.words.contains("elle s’établit ensuite"))
        }
    }

    @Test(arguments: [("13,5", "écrivez 13"), ("", "Indiquez le nombre de jours"), ("40", "19 jours de calendrier")])
    func `refuses days that cannot be`(days: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                returned.path(returned.adult), [("jours", days), ("remarque", "gardée"), ("version", "0")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.text.contains("gardée"))
        }
    }

    @Test func `does not come back without its days nor before the end`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = returned.path(returned.adult)
            #expect(
                try await browser.post(path + "/retour", [("recue_le", "2026-11-23")]).status == .unprocessableContent)
            _ = try await browser.post(path, [("jours", "13"), ("version", "0")])
            let early = try await browser.post(path + "/retour", [("recue_le", "2026-11-10")])
            #expect(early.words.contains("ne peut pas être revenue avant"))
        }
    }

    @Test func `tells a second person that somebody changed it meanwhile`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post(returned.path(returned.adult), [("jours", "13"), ("version", "0")])
            let late = try await browser.post(returned.path(returned.adult), [("jours", "12"), ("version", "0")])
            #expect(late.status == .conflict)
            #expect(late.text.contains("value=\"12\""))
        }
    }

    @Test(arguments: engines) func `takes the days of a class in one form`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(returned.period)/attestations"
            #expect(try await browser.get(path).words.contains("FICTIF Noémie"))
            let wrong = try await browser.post(
                path, [("jours-\(returned.minor)", "13,5"), ("jours-\(returned.adult)", "14")])
            #expect(wrong.status == .unprocessableContent)
            #expect(try await test.read { try $0.certificate(of: returned.adult) } == nil)
            let right = try await browser.post(
                path, [("jours-\(returned.minor)", "13"), ("jours-\(returned.adult)", "14")])
            #expect(right.status == .seeOther)
            #expect(try await test.read { try $0.certificate(of: returned.minor) }?.days == 13)
            let file = try await browser.post(path + "/impression")
            #expect(file.bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await test.read { try $0.certificateDocuments(of: returned.minor) }.count == 1)
        }
    }

    @Test func `keeps one revision for what says the same, another for what changed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = returned.path(returned.adult)
            _ = try await browser.post(path + "/impression")
            _ = try await browser.post(path + "/impression")
            #expect(try await test.read { try $0.certificateDocuments(of: returned.adult) }.count == 1)
            _ = try await browser.post(path, [("jours", "13"), ("version", "0")])
            _ = try await browser.post(path + "/impression")
            #expect(try await test.read { try $0.certificateDocuments(of: returned.adult) }.map(\.revision) == [2, 1])
        }
    }

    @Test(arguments: engines) func `reminds those who hold it, not twice in a row`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            _ = try await test.write { db in
                try db.change(
                    .staffMember, set: "email = 'n.santini@lycee.example'", where: "id = \(returned.sample.teacher)")
            }
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/attestations").words.contains("INVENTÉ Marco"))
            _ = try await browser.post("/attestations/relances", [("qui", "referents")])
            _ = try await browser.post("/attestations/relances", [("qui", "referents")])
            let mails = try await test.app.readPlatform { try $0.mailsToSend(at: test.clock.now) }
            #expect(mails.count == 1)
            #expect(mails.first?.recipient == "n.santini@lycee.example")
            #expect(mails.first?.body.contains("INVENTÉ Marco") == true)
            #expect(try await test.read { try $0.certificate(of: returned.adult) }?.remindedOn != nil)
        }
    }

    @Test func `is seen by the teachers of the learner only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let stranger = try await test.browser(.referentTeacher, staff: returned.sample.stranger)
            #expect(try await stranger.get(returned.path(returned.adult)).status == .notFound)
            #expect(!(try await stranger.get("/attestations")).words.contains("INVENTÉ"))
            let teacher = try await test.browser(.referentTeacher, staff: returned.sample.teacher)
            #expect(try await teacher.get(returned.path(returned.adult)).status == .ok)
        }
    }

    @Test func `says nothing of the INE on paper`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let dossier = try await test.read { db in
                try db.certificateDossier(returned.adult, today: try #require(LocalDate("2026-11-23")))
            }
            let text = String(describing: CertificateDocument(facts: dossier.facts).section())
            #expect(text.contains("INVENTÉ"))
            #expect(!text.contains("123456789AB"))
        }
    }
}

@Suite struct `The weeks of a class` {
    @Test(arguments: engines) func `are counted against the diploma and printed`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.ddfpt)
            _ = try await browser.post(returned.path(returned.adult), [("jours", "14"), ("version", "0")])
            #expect(try await browser.get("/semaines").words.contains("TMRC"))
            let page = try await browser.get("/semaines/\(returned.sample.classId)")
            #expect(page.words.contains("INVENTÉ Marco"))
            #expect(page.words.contains("16 à 20 semaines sur le cycle"))
            #expect(page.words.contains("Jours à saisir (1)"))
            for file in ["synthese.pdf", "fiches.pdf"] {
                let paper = try await browser.get("/semaines/\(returned.sample.classId)/\(file)")
                #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
            }
            let book = try await browser.get("/semaines/\(returned.sample.classId)/semaines.xlsx")
            #expect(book.bytes.starts(with: Array("PK".utf8)))
        }
    }

    @Test(arguments: engines) func `PFMP-112 hold what was done elsewhere, with its proof`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.ddfpt)
            let path = "/apprenants/\(returned.sample.adult)/semaines"
            let unproved = try await browser.post(path, [("semaines_avant", "14,5"), ("version", "0")])
            #expect(unproved.status == .unprocessableContent)
            #expect(unproved.words.contains("Dites ce qui prouve"))
            let kept = try await browser.post(
                path,
                [("semaines_avant", "14,5"), ("preuve", "Livret"), ("derogation", "demandee"), ("version", "0")])
            #expect(kept.status == .seeOther)
            let page = try await browser.get(path)
            #expect(page.words.contains("14,5"))
            #expect(page.words.contains("Demandée"))
            #expect(try await browser.post(path, [("version", "0")]).status == .conflict)
            #expect(try await browser.get(path + "/fiche.pdf").bytes.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test func `are changed by the direction, read by the teachers`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let teacher = try await test.browser(.referentTeacher, staff: returned.sample.teacher)
            let path = "/apprenants/\(returned.sample.adult)/semaines"
            #expect(try await teacher.get(path).status == .ok)
            #expect(try await teacher.post(path, [("version", "0")]).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `leave papers that are kept ten years`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.addReturnedClass()
            let page = try await test.browser(.rbde).get("/archives")
            #expect(page.words.contains("2026-2027"))
            #expect(page.words.contains("31 août 2037"))
            #expect(page.words.contains("À garder"))
        }
    }
}
