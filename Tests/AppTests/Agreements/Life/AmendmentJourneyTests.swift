import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `A signed agreement` {
    @Test(arguments: engines) func `is never altered in silence`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            try await life.sign()
            let before = try await life.placement()
            let edit = try await life.browser.post(
                "/placements/\(before.id)", life.sample.form(["version": "1", "repas": "Autre"]))
            #expect(edit.status == .unprocessableContent)
            _ = try await life.browser.post(
                "/pfmp/\(life.sample.period)/referents",
                [("placement", before.id.rawValue), ("referent", life.sample.stranger.rawValue)])
            let sheet = try await life.browser.post(
                "/placements/\(before.id)/fiche",
                [("revenue_le", "2026-11-23"), ("autres", "Autre chose"), ("reporter", "1"), ("version", "0")])
            #expect(sheet.status == .unprocessableContent)
            #expect(try await life.placement() == before)
        }
    }

    @Test(arguments: engines) func `changes by an amendment that the same parties sign`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            try await life.sign()
            let before = try await life.placement()
            let opened = try await life.browser.post(
                life.page + "/avenants/nouveau", try await life.amendment(["au": "2026-12-23", "repas": "Panier"]))
            #expect(opened.location == life.page + "/avenants")
            let list = try await life.browser.get(life.page + "/avenants")
            #expect(list.words.contains("18 décembre 2026") && list.words.contains("23 décembre 2026"))
            #expect(try await life.placement() == before)

            let id = life.agreement
            let amendment = try #require(try await test.read { try $0.amendments(of: id) }.first)
            let path = "\(life.page)/avenants/\(amendment.id)"
            #expect(try await life.browser.get(path).bytes.starts(with: Array("%PDF".utf8)))
            let printed = try await life.browser.post(path + "/impression")
            let kept = try await life.browser.follow(printed).bytes
            #expect(kept.starts(with: Array("%PDF".utf8)))
            for party in LifeSample.parties {
                #expect(try await life.placement() == before)
                let signed = try await life.browser.post(
                    path + "/signatures", [("partie", party), ("signe_le", "2026-11-23")])
                #expect(signed.status == .seeOther)
            }
            let after = try await life.placement()
            #expect(after.endsOn == LocalDate("2026-12-23") && after.meals == "Panier")
            #expect(after.version == before.version + 1)
            // What was signed stays readable.
            #expect(try await test.read { try $0.terms(of: amendment.id) }.before == before)
            #expect(try await life.browser.get(path).bytes == kept)
            #expect(try await life.browser.post(path + "/abandon").status == .unprocessableContent)
        }
    }

    @Test func `takes no amendment that changes nothing, nor two at once, nor outside its days`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            try await life.sign()
            let form = life.page + "/avenants/nouveau"
            #expect(try await life.browser.get(form).status == .ok)
            let same = try await life.browser.post(form, try await life.amendment([:]))
            #expect(same.status == .unprocessableContent && same.words.contains("Rien ne change"))
            let early = try await life.browser.post(
                form, try await life.amendment(["repas": "X", "effet": "2026-12-01"]))
            #expect(early.words.contains("ne peut pas prendre effet avant"))
            let mute = try await life.browser.post(form, try await life.amendment(["repas": "X", "motif": ""]))
            #expect(mute.status == .unprocessableContent && mute.field("repas") == "X")
            #expect(try await life.browser.post(form, try await life.amendment(["repas": "X"])).status == .seeOther)
            let second = try await life.browser.post(form, try await life.amendment(["repas": "Y"]))
            #expect(second.words.contains("pas encore signé"))
        }
    }

    @Test func `takes no amendment before it is signed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            #expect(try await life.browser.get(life.page + "/avenants/nouveau").status == .unprocessableContent)
            let answer = try await life.browser.post(
                life.page + "/avenants/nouveau", try await life.amendment(["repas": "X"]))
            #expect(answer.status == .unprocessableContent)
            #expect(try await test.browser(.cpe).get(life.page + "/avenants/nouveau").status == .forbidden)
        }
    }

    @Test func `notes a signature before its turn with a remark only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            _ = try await life.browser.post(life.page + "/envoi")
            let answer = try await life.browser.post(
                life.page + "/signatures",
                [("partie", "CHEF_ETAB"), ("signe_le", "2026-11-22"), ("moyen", "electronique")])
            #expect(answer.status == .seeOther)
            let page = try await life.browser.follow(answer)
            #expect(page.words.contains("arrive avant celle attendue"))
            #expect(page.words.contains("signature électronique"))
        }
    }
}

@Suite struct `A placement that stops` {
    static func form(_ changes: KeyValuePairs<String, String> = [:]) -> [(String, String)] {
        var values = FormValues([
            ("genre", "interruption"), ("cote", "famille"), ("cause", "maladie"), ("du", "2026-12-09"),
            ("au", "2026-12-10"),
        ])
        for (name, value) in changes { values.set(name, value) }
        return values.pairs.map { ($0.name, $0.value) }
    }

    @Test(arguments: engines) func `loses days, then goes on`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test).left()
            let path = life.page + "/arrets"
            #expect(try await life.browser.post(path, Self.form(["du": "2026-12-08", "au": ""])).status == .seeOther)
            let open = try await life.browser.get(path)
            #expect(open.words.contains("sans date de reprise"))
            #expect(try await life.browser.get(life.page).words.contains("Arrêt en cours"))
            let id = life.agreement
            let noted = try #require(try await test.read { try $0.interruptions(of: id) }.first)
            #expect(
                try await life.browser.post("\(path)/\(noted.id)/reprise", [("reprise", "2026-12-10")]).status
                    == .seeOther)
            #expect(try await life.browser.get(path).words.contains("2 jours perdus"))
            #expect(try await life.state() == .running)
        }
    }

    @Test func `for a cause of the law is not certified before its outcome is decided`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test).left()
            let path = life.page + "/arrets"
            _ = try await life.browser.post(path, Self.form())
            test.clock.advance(seconds: 12 * 86_400)
            _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
            let browser = try await test.browser(.rbde)
            let early = try await browser.post(life.page + "/attestation")
            #expect(early.status == .unprocessableContent)
            let id = life.agreement
            let noted = try #require(try await test.read { try $0.interruptions(of: id) }.first)
            #expect(try await browser.post("\(path)/\(noted.id)/suite").status == .unprocessableContent)
            _ = try await browser.post("\(path)/\(noted.id)/suite", [("suite", "validee")])
            #expect(try await browser.post(life.page + "/attestation").status == .seeOther)
        }
    }

    @Test func `for good is broken off with its reason, its side and its amendment`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test).left()
            let path = life.page + "/arrets"
            let mute = try await life.browser.post(path, Self.form(["genre": "rupture", "cote": "entreprise"]))
            #expect(mute.status == .unprocessableContent)
            #expect(mute.words.contains("motivée par écrit") && mute.words.contains("ce que devient la période"))
            let done = try await life.browser.post(
                path,
                Self.form([
                    "genre": "rupture", "cote": "entreprise", "cause": "fermeture", "precision": "Atelier fermé",
                    "suite": "validee",
                ]))
            #expect(done.location == life.page + "/avenants")
            #expect(try await life.state() == .broken)
            let placement = try await life.placement()
            #expect(placement.endsOn.description == "2026-12-09" && placement.version == 2)
            let amendments = try await life.browser.get(life.page + "/avenants")
            #expect(amendments.words.contains("Avenant de fin anticipée") && amendments.words.contains("Atelier fermé"))
            #expect(
                try await life.browser.get(path).words.contains("L’entreprise en a parlé avec l’enseignant référent"))
        }
    }

    @Test(arguments: [
        ["du": "2026-12-01"], ["du": "2026-12-11", "au": "2026-12-10"], ["cause": ""], ["du": "demain"],
    ]) func `is noted within its days`(changes: [String: String]) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test).left()
            var values = FormValues(Self.form())
            for (name, value) in changes { values.set(name, value) }
            let answer = try await life.browser.post(life.page + "/arrets", values.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent)
        }
    }

    @Test func `before the first day is cancelled, not broken`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            try await life.sign()
            let answer = try await life.browser.post(life.page + "/arrets", Self.form(["genre": "suspension"]))
            #expect(answer.status == .unprocessableContent)
        }
    }
}
