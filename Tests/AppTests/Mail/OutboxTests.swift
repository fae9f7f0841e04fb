import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The outbox` {
    private func queue(_ test: TestApp, to recipient: String = "un@exemple.fr") async throws {
        let school = test.school.id
        try await test.app.performPlatform(Queue(school: school, recipient: recipient))
    }

    private func mails(_ test: TestApp) async throws -> [OutgoingMail] { try await test.outbox() }

    @Test(arguments: engines) func `never sends by itself a mail that was under way when the machine stopped`(
        engine: TestEngine
    ) async throws {
        let server = try StandInServer.mail(refusing: "personne@exemple.fr")
        try await TestApp.run(on: engine, environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"]) { test in
            try await queue(test)
            let mail = try #require(try await mails(test).first)
            // The process dies between the claim and the answer of the mail server.
            #expect(try await test.app.performPlatform(ClaimMail(id: mail.id)))
            #expect(try await test.app.performPlatform(ClaimMail(id: mail.id)) == false, "two processes, one sends")
            for _ in 1...3 {
                test.clock.advance(seconds: 3_600)
                _ = try await Job.mail.run(test.app)
            }
            #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
            let browser = try await test.browser(.rbde)
            let page = try await browser.get("/reglages/serveur")
            #expect(page.words.contains("Courriels peut-être envoyés") && page.words.contains("un@exemple.fr"))
            let path = "/courriels/\(mail.id)/doute"
            #expect(try await browser.post(path, [("geste", "autre")]).status == .unprocessableContent)
            #expect(try await test.browser(.teacher).post(path, [("geste", "renvoyer")]).status == .forbidden)
            let again = [("geste", "renvoyer"), ("retour", "/reglages/serveur")]
            #expect(try await browser.post(path, again).status == .seeOther)
            _ = try await Job.mail.run(test.app)
            #expect(server.lines.count { $0.hasPrefix("MAIL") } == 1)
            #expect(try await mails(test).first?.sentAt != nil)
            #expect(try await browser.post(path, [("geste", "renvoyer")]).status == .notFound)
        }
    }

    @Test(arguments: engines) func `takes a mail as sent when somebody says so`(engine: TestEngine) async throws {
        let server = try StandInServer.mail(refusing: "personne@exemple.fr")
        try await TestApp.run(on: engine, environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"]) { test in
            try await queue(test)
            let mail = try #require(try await mails(test).first)
            _ = try await test.app.performPlatform(ClaimMail(id: mail.id))
            let browser = try await test.browser(.rbde)
            // While the server may still answer, there is no doubt to settle.
            #expect(try await browser.post("/courriels/\(mail.id)/doute", [("geste", "classer")]).status == .notFound)
            test.clock.advance(seconds: OutgoingMail.doubtSeconds)
            #expect(try await browser.post("/courriels/\(mail.id)/doute", [("geste", "classer")]).status == .seeOther)
            test.clock.advance(seconds: 3_600)
            _ = try await Job.mail.run(test.app)
            #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
            let kept = try #require(try await mails(test).first)
            #expect(kept.sentAt != nil && kept.body.isEmpty && kept.sendingSince == nil)
        }
    }

    @Test func `does not try again what a server took without saying yes`() async throws {
        // Everything is heard to the dot, then silence: the line is cut.
        let server = try StandInServer(greeting: "220 essai\r\n") { heard in
            if heard.hasPrefix("DATA") { return "354 Allez\r\n" }
            if heard.hasSuffix("\r\n.\r\n") { return nil }
            return ["EHLO", "HELO", "MAIL", "RCPT"].contains { heard.hasPrefix($0) } ? "250 Bien\r\n" : ""
        }
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"])
        try await queue(test)
        for _ in 1...4 {
            _ = try await Job.mail.run(test.app)
            test.clock.advance(seconds: 7_200)
        }
        #expect(server.lines.count { $0.hasPrefix("MAIL") } == 1)
        let mail = try #require(try await mails(test).first)
        #expect(mail.sentAt == nil && mail.sendingSince != nil && mail.lastError != nil)
        #expect(try await test.browser(.rbde).get("/reglages/serveur").words.contains("peut-être envoyés"))
    }

    @Test func `tries again what a server refused`() async throws {
        let server = try StandInServer.mail(refusing: "un@exemple.fr")
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"])
        try await queue(test)
        _ = try await Job.mail.run(test.app)
        let mail = try #require(try await mails(test).first)
        #expect(mail.attempts == 1 && mail.sendingSince == nil && mail.sentAt == nil)
    }

    @Test func `says where the answers go, and nobody adds a recipient through it`() {
        var mail = OutgoingMail(
            id: ID("m"), schoolId: nil, recipient: "un@exemple.fr", subject: "Essai", body: "Essai",
            createdAt: Moment(millisecondsSince1970: 0), attempts: 0, nextAttemptAt: Moment(millisecondsSince1970: 0),
            sentAt: nil, lastError: nil)
        mail.replyTo = "bureau@exemple.fr\r\nBcc: tous@exemple.fr"
        let text = SMTP(address: "smtp://x", sender: "a@exemple.fr").message(mail)
        #expect(text.contains("Reply-To: bureau@exemple.fr") && !text.contains("\nBcc:"))
    }

    @Test(arguments: engines) func `asks a silent server once a round, and no mail fails of it`(
        engine: TestEngine
    ) async throws {
        // Nobody listens at this port.
        try await TestApp.run(on: engine, environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"]) { test in
            for name in ["un", "deux", "trois"] { try await queue(test, to: "\(name)@exemple.fr") }
            let said = try await Job.mail.run(test.app)
            #expect(said.contains("0 envoyés sur 3") && said.contains("s’est tu"))
            #expect(try await mails(test).map(\.attempts).reduce(0, +) == 1)
            for _ in 1...40 {
                test.clock.advance(seconds: 86_400)
                _ = try await Job.mail.run(test.app)
            }
            let kept = try await mails(test)
            #expect(kept.allSatisfy { $0.attempts < OutgoingMail.mostAttempts && $0.sentAt == nil })
            #expect(kept.contains { $0.lastError == "Le serveur de courriel ne répond pas à cette adresse." })
        }
    }

    @Test func `never says a password to a server that does not encrypt`() async throws {
        let server = try StandInServer.mail(refusing: "personne@exemple.fr")
        let mail = OutgoingMail(
            id: ID("m"), schoolId: nil, recipient: "un@exemple.fr", subject: "Essai", body: "Essai",
            createdAt: Moment(millisecondsSince1970: 0), attempts: 0, nextAttemptAt: Moment(millisecondsSince1970: 0),
            sentAt: nil, lastError: nil)
        // Another name of this machine: the exception is for a relay beside the program only.
        let smtp = SMTP(address: "smtp://bureau:secret@127.0.0.2:\(server.port)", sender: "bureau@exemple.fr")
        let delivery = await smtp.send(mail)
        #expect(delivery != .taken)
        #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }

    @Test func `writes a long subject in short pieces`() {
        let subject = "Nos élèves de première professionnelle cherchent une entreprise pour leur période de mars 2027"
        let encoded = SMTP.encoded(subject)
        let pieces = encoded.components(separatedBy: "\r\n ")
        #expect(pieces.count > 1 && pieces.allSatisfy { $0.utf8.count <= 75 })
        let text = pieces.compactMap { piece in
            Data(base64Encoded: String(piece.dropFirst(10).dropLast(2))).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(text.joined() == subject)
        #expect(!SMTP.encoded("Un\r\nBcc: tous@exemple.fr").contains("\nB"))
    }
}

private struct Queue: PlatformOperation {
    let school: ID<School>
    let recipient: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.send(to: recipient, subject: "Essai", body: "Bonjour", school: school, at: now)
    }
}

@Suite struct `A request for a bureau of another server` {
    @Test func `leaves by mail with its thread, and the company keeps its link`() async throws {
        let server = try StandInServer.mail(refusing: "personne@exemple.fr")
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"])
        let day = test.app.now(for: test.author(.rbde)).day
        try await test.app.performPlatform(
            Publish(
                bureau: DirectoryBureau(
                    uai: "0310001H", name: "Lycée professionnel Lointain", addressLine1: "", addressPostalCode: "31000",
                    addressCity: "TOULOUSE", department: "31", region: "", academie: "Toulouse",
                    emails: "bureau.lointain@exemple.fr\nautre@exemple.fr", phone: nil, website: nil, sector: "public",
                    latitude: nil, longitude: nil, trades: "", diplomas: "", romeCodes: "", searchKey: "lointain",
                    fileDate: day)))
        try await test.publishBureau()
        let visitor = test.visitor()
        let sent = try await test.ask(visitor, [("transmission", "1")])
        let link = try #require(sent.location).replacing("?recue=1", with: "")
        let request = try #require(try await test.requests().first)
        let owner = try await test.browser(.rbde)
        _ = try await owner.post("/demandes/\(request.id)/messages", [("message", "Note secrète"), ("note", "1")])
        _ = try await owner.post("/demandes/\(request.id)/messages", [("message", "Ce n’est pas notre métier.")])
        let moved = try await owner.post(
            "/demandes/\(request.id)/transfert", [("uai", "0310001H"), ("mot", "Elle cherche un soudeur.")])
        #expect(moved.status == .seeOther)
        for _ in 1...2 { _ = try await Job.mail.run(test.app) }
        #expect(try await test.outbox().allSatisfy { $0.sentAt != nil })
        let mails = server.mails
        let theirs = try #require(mails.first { $0.recipient == "bureau.lointain@exemple.fr" })
        for words in [
            "Nous pouvons prendre deux élèves en mars.", "Ce n’est pas notre métier.", "Elle cherche un soudeur.",
            "Andrea Inventé", "andrea@exemple.fr", "Garage des Alizés",
        ] { #expect(theirs.body.contains(words), "\(words)") }
        #expect(!theirs.body.contains("Note secrète"))
        #expect(!theirs.body.contains(link), "the link of the company is the company's")
        let hers = try #require(mails.last { $0.recipient == "andrea@exemple.fr" })
        #expect(hers.body.contains("Lycée professionnel Lointain") && hers.body.contains(link))
        #expect(try await visitor.get(link).words.contains("Ce n’est pas notre métier."))
    }
}

private struct Publish: PlatformOperation {
    let bureau: DirectoryBureau

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.insert(bureau, into: "directory_bureau")
    }
}

extension StandInServer {
    /// The mails that arrived whole: to whom, and their text.
    var mails: [(recipient: String, body: String)] {
        var mails: [(recipient: String, body: String)] = []
        for part in lines.joined().components(separatedBy: "RCPT TO:<").dropFirst() {
            let recipient = String(part.prefix { $0 != ">" })
            let pieces = part.components(separatedBy: "\r\n\r\n")
            guard pieces.count > 1 else { continue }
            // What follows the dot that ends the mail is the talk of the next one.
            let text = pieces[1].components(separatedBy: "\r\n.\r\n")[0]
            guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else { continue }
            mails.append((recipient, String(decoding: data, as: UTF8.self)))
        }
        return mails
    }
}
