import Domain
import Exchange
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Mails about the agreements of a class` {
    /// Writes an address for the host and the tutor.
    static func addAddresses(_ life: LifeSample) async throws {
        let sample = life.sample
        try await life.test.write { db in
            for (contact, email) in [(sample.tutor, "tuteur@exemple.fr"), (sample.signatory, "patron@exemple.fr")] {
                try db.change(.contact, set: "email = \(email)", where: "id = \(contact)")
            }
        }
    }

    static func outbox(_ test: TestApp) async throws -> [OutgoingMail] {
        try await test.app.readPlatform { try $0.rows("select outbox.* from outbox order by outbox.recipient") }
    }

    @Test(arguments: engines) func `go with a link to the printed version, and say who is left out`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            try await Self.addAddresses(life)
            _ = try await life.browser.post(life.page + "/envoi")
            let path = "/pfmp/\(life.sample.period)/actions/envoi"
            let preview = try await life.browser.get(path)
            #expect(
                preview.words.contains("Étienne DELORME") && preview.words.contains("pas d’adresse de courriel connue"))
            #expect(try await Self.outbox(test).isEmpty)

            let chosen = ["TUTEUR", "ORG_ACCUEIL"].map { ("courriel", life.agreement.rawValue + "~" + $0) }
            let done = try await life.browser.post(path, chosen)
            #expect(done.status == .ok && done.words.contains("2 courriels partent"))
            let mails = try await Self.outbox(test)
            #expect(mails.map(\.recipient) == ["patron@exemple.fr", "tuteur@exemple.fr"])
            let link = try #require(
                mails[0].body.split(whereSeparator: \.isWhitespace).first { $0.contains("/document/") })
            let address = "/document/" + (link.split(separator: "/").last ?? "")
            let opened = try await test.visitor().get(address)
            #expect(opened.status == .ok && opened.bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await test.visitor().get("/document/inconnu").status == .notFound)
            test.clock.advance(seconds: 61 * 86_400)
            #expect(try await test.visitor().get(address).status == .notFound)
        }
    }

    @Test(arguments: engines) func `carry the agreement for those who sign it, and no longer than needed`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            try await Self.addAddresses(life)
            _ = try await life.browser.post(life.page + "/envoi")
            let path = "/pfmp/\(life.sample.period)/actions/envoi"
            #expect(try await life.browser.get(path).text.contains(#/name="piece" value="1" checked/#))
            let chosen = ["TUTEUR", "ORG_ACCUEIL"].map { ("courriel", life.agreement.rawValue + "~" + $0) }
            _ = try await life.browser.post(path, chosen + [("piece", "1")])
            let mails = try await Self.outbox(test)
            // One file for both, beside the link.
            let file = try #require(mails[0].attachmentId)
            #expect(mails.map(\.attachmentId) == [file, file] && mails.allSatisfy { $0.body.contains("/document/") })
            let kept = try #require(try await test.app.readPlatform { try $0.outboxAttachment(file) })
            #expect(kept.oneTime && kept.content.starts(with: Array("%PDF".utf8)))
            let printed = try await test.read { try $0.document(of: life.agreement, revision: 1).content }
            #expect(kept.content == printed)
            try await test.app.performPlatform(SettleMail(mail: mails[0], delivery: .taken))
            #expect(try await test.app.readPlatform { try $0.outboxAttachment(file) } != nil)
            try await test.app.performPlatform(SettleMail(mail: mails[1], delivery: .taken))
            #expect(try await test.app.readPlatform { try $0.outboxAttachment(file) } == nil)
        }
    }

    @Test func `do not go twice within the days of the school, nor to who signed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            try await Self.addAddresses(life)
            _ = try await life.browser.post(life.page + "/envoi")
            let path = "/pfmp/\(life.sample.period)/actions/relance"
            let chosen = [("courriel", life.agreement.rawValue + "~TUTEUR")]
            _ = try await life.browser.post(path, chosen)
            let again = try await life.browser.post(path, chosen)
            #expect(again.words.contains("déjà écrit le"))
            test.clock.advance(seconds: 6 * 86_400)
            let later = try await test.browser(.rbde)
            #expect(try await later.get(path).words.contains("dernier le 23 novembre"))
            _ = try await later.post(life.page + "/signatures", [("partie", "TUTEUR"), ("signe_le", "2026-11-23")])
            #expect(try await later.post(path, chosen).words.contains("a déjà signé"))
            #expect(try await Self.outbox(test).count == 1)
            #expect(try await later.get(life.page).words.contains("Dernier courriel"))
        }
    }

    @Test func `are not for drafts`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            try await Self.addAddresses(life)
            let path = "/pfmp/\(life.sample.period)/actions/envoi"
            #expect(try await life.browser.get(path).words.contains("Personne à qui écrire maintenant"))
            let forced = try await life.browser.post(path, [("courriel", life.agreement.rawValue + "~TUTEUR")])
            #expect(forced.words.contains("la convention est à l’état"))
            #expect(try await life.browser.post(path).status == .seeOther)
            #expect(try await test.browser(.cpe).get(path).status == .forbidden)
        }
    }
}

@Suite struct `Signatures of a class` {
    @Test(arguments: engines) func `are noted in one go, the wrong ones left out`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(life.page + "/envoi")
            let path = "/pfmp/\(life.sample.period)/actions/collecte"
            #expect(try await life.browser.get(path).words.contains("FICTIF Noémie"))
            let none = try await life.browser.post(path, [("signe_le", "2026-11-22")])
            #expect(none.status == .unprocessableContent && none.words.contains("Cochez les signatures reçues"))
            let boxes = LifeSample.parties.map { ("signature", life.agreement.rawValue + "~" + $0) }
            let twice = boxes + [boxes[0]]
            let answer = try await life.browser.post(path, twice + [("signe_le", "2026-11-22")])
            let page = try await life.browser.follow(answer)
            #expect(page.words.contains("5 signatures notées") && page.words.contains("Laissées de côté"))
            #expect(try await life.state() == .signed)
        }
    }
}

@Suite struct `The register` {
    @Test(arguments: engines) func `numbers the agreements of a year, page by page, and exports them`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let page = try await life.browser.get("/conventions/registre")
            #expect(page.words.contains("2026-00001") && page.words.contains("FICTIF Noémie"))
            #expect(try await life.browser.get("/conventions/registre?annee=2025").words.contains("Aucune convention"))
            let csv = try await life.browser.get("/conventions/registre.csv")
            #expect(csv.text.contains("2026-00001;Brouillon;FICTIF;Noémie"))
            #expect(try await test.browser(.teacher).get("/conventions/registre").status == .forbidden)
        }
    }

    @Test(arguments: engines) func `is archived with every printed version`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(life.page + "/documents")
            let author = test.author(.rbde)
            for kind in [PrintRun.Kind.year, .archive] {
                let run = try await test.app.perform(OpenPrintRun(kind: kind, year: 2026), by: author)
                await PrintRunner(app: test.app, author: author, run: run, kind: kind, year: 2026).finish()
                let done = try await test.read { try $0.printRun(run) }
                #expect(done.state == .finished && done.done == 1 && done.total == 1)
                let page = try await life.browser.get("/conventions/lots/\(run)")
                #expect(page.words.contains("Tout télécharger"))
                #expect(
                    try await life.browser.get("/conventions/lots/\(run)/avancement").text
                        == "{\"fait\":1,\"total\":1,\"fini\":true}")
                let zip = try await life.browser.get("/conventions/lots/\(run)/archive.zip").bytes
                let files = try ZipReader.files(of: NamedFile(name: "a.zip", bytes: zip), limits: .standard)
                let wanted =
                    kind == .year ? ["conventions-TMRC-1.pdf"] : ["registre-2026.csv", "2026-00001-fictif-noemie.pdf"]
                #expect(files.map(\.name) == wanted)
            }
        }
    }
}

@Suite struct `Departures of a day` {
    @Test(arguments: engines) func `name who must not leave first, with the telephone of the tutor`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let tutor = life.sample.tutor
            try await test.write { db in
                try db.change(.contact, set: "phone = \("+33199001234")", where: "id = \(tutor)")
            }
            let page = try await life.browser.get("/departs?jour=2026-12-07")
            #expect(page.words.contains("Ne doit pas partir : brouillon"))
            #expect(page.text.contains("tel:+33199001234"))
            #expect(try await life.browser.get("/departs").words.contains("lundi 7 décembre"))
            #expect(try await life.browser.get("/departs?jour=2026-12-08").words.contains("Personne ne part"))
            try await life.sign()
            #expect(try await life.browser.get("/departs?jour=2026-12-07").words.contains("Tout est signé"))
        }
    }

    @Test func `are mailed once, on the day only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            _ = try await LifeSample.make(test)
            try await test.addAccount(.proviseur, email: "chef@exemple.fr")
            let author = Author.commandLine(for: test.school)
            #expect(try await test.app.perform(MailDepartures(site: "https://b.fr"), by: author) == 0)
            test.clock.advance(seconds: 14 * 86_400)
            // The bureau of the sample and the head.
            #expect(try await test.app.perform(MailDepartures(site: "https://b.fr"), by: author) == 2)
            #expect(try await test.app.perform(MailDepartures(site: "https://b.fr"), by: author) == 0)
            let mails = try await `Mails about the agreements of a class`.outbox(test)
            #expect(mails.first { $0.recipient == "chef@exemple.fr" }?.body.contains("FICTIF Noémie, TMRC") == true)
            #expect(try await test.browser(.proviseur).get("/").words.contains("sur 1 ne doit pas partir"))
        }
    }
}
