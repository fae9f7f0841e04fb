import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The list for ApLyPro` {
    /// The adult of the class with certified days and a complete file.
    private func ready(_ test: TestApp, days: String = "13") async throws -> (ReturnedClass, TestBrowser) {
        let returned = try await test.addReturnedClass()
        let browser = try await test.browser(.rbde)
        _ = try await browser.post(returned.path(returned.adult), [("jours", days), ("version", "0")])
        let kept = try await browser.post(
            "/apprenants/\(returned.sample.adult)/allocation",
            [("naissance", "1"), ("adresse", "1"), ("compte", "personal"), ("decision", "prise"), ("version", "0")])
        #expect(kept.status == .seeOther)
        return (returned, browser)
    }

    @Test(arguments: engines) func `has the amount of the days done, ready once the file is complete`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (_, browser) = try await ready(test)
            let page = try await browser.get("/allocations")
            #expect(page.words.contains("INVENTÉ Marco"))
            #expect(page.words.contains("260,00"))
            #expect(page.words.contains("celui de 2025-2026, à confirmer"))
            let incomplete = try await browser.get("/allocations?etat=incompletes")
            #expect(incomplete.words.contains("FICTIF Noémie"))
            #expect(!incomplete.words.contains("CONTRAT"))
        }
    }

    @Test(arguments: engines) func `is exported with the columns of PFMP-95`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let (_, browser) = try await ready(test)
            let file = try await browser.get("/allocations/export.csv?etat=pretes").text
            #expect(file.contains("INE;classe;début;fin;jours"))
            #expect(file.contains("TMRC;02/11/2026;20/11/2026;13"))
        }
    }

    @Test(arguments: engines) func `moves from to key in, to keyed in, and back when days change`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (returned, browser) = try await ready(test)
            let moved = try await browser.post(
                "/allocations/lignes", [("placement", returned.adult.rawValue), ("geste", "saisir")])
            #expect(moved.status == .seeOther)
            #expect(try await browser.get("/allocations?etat=saisies").words.contains("INVENTÉ Marco"))
            let changed = try await browser.post(returned.path(returned.adult), [("jours", "12"), ("version", "1")])
            #expect(try await browser.follow(changed).words.contains("260,00 € deviennent 240,00 €"))
            let line = try #require(try await test.read { try $0.allowanceLine(of: returned.adult) })
            #expect(line.state == .toEnter)
            #expect(line.note.contains("Saisi\u{A0}: 13 j"))
        }
    }

    @Test func `leaves aside a line that misses something, and says why`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (returned, browser) = try await ready(test)
            let answer = try await browser.post(
                "/allocations/lignes", [("placement", returned.minor.rawValue), ("geste", "saisir")])
            #expect(try await browser.follow(answer).words.contains("FICTIF Noémie"))
            #expect(try await test.read { try $0.allowanceLine(of: returned.minor) } == nil)
        }
    }

    @Test func `notes an error with the words of ApLyPro only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (returned, browser) = try await ready(test)
            let silent = try await browser.post(
                "/allocations/lignes", [("placement", returned.adult.rawValue), ("geste", "refuser")])
            #expect(silent.status == .unprocessableContent)
            _ = try await browser.post(
                "/allocations/lignes",
                [("placement", returned.adult.rawValue), ("geste", "refuser"), ("motif", "ine_not_found")])
            #expect(try await browser.get("/allocations?etat=erreurs").words.contains("ine_not_found"))
        }
    }

    @Test(arguments: [Role.teacher, .principalTeacher, .cpe, .cfp]) func `is closed to other roles`(role: Role)
        async throws
    {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(role)
            for path in ["/allocations", "/allocations/prevision", "/allocations/export.csv", "/frais"] {
                #expect(try await browser.get(path).status == .forbidden)
            }
        }
    }

    @Test(arguments: engines) func `I18 is forecast for the school and for a family`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let (returned, browser) = try await ready(test)
            let forecast = try await browser.get("/allocations/prevision")
            #expect(forecast.words.contains("terminale professionnelle"))
            let page = try await browser.get("/apprenants/\(returned.sample.adult)/allocation")
            #expect(page.words.contains("Prévu sur l’année 460,00"))
            let sheet = try await browser.get("/apprenants/\(returned.sample.adult)/allocation/fiche.pdf")
            #expect(sheet.bytes.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test func `PFMP-96 PFMP-97 promise neither a date of payment nor anything about tax`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (returned, browser) = try await ready(test)
            let page = try await browser.get("/apprenants/\(returned.sample.adult)/allocation").words.lowercased()
            #expect(page.contains("aucune date n’est fixée"))
            #expect(!page.contains("impôt") && !page.contains("imposable"))
        }
    }
}

@Suite struct `Refunds asked by families` {
    @Test(arguments: engines) func `are granted under the scale, with receipts and the attestation`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let office = try await test.browser(.rbde)
            let intendance = try await test.browser(.intendance)
            let asked = try await office.post(
                "/placements/\(returned.adult)/frais",
                [("nature", "repas"), ("nombre", "1"), ("depense", "9"), ("justificatifs", "1")])
            let path = try #require(asked.location)
            let noScale = try await intendance.post(
                path + "/decision", [("geste", "accorder"), ("version", "1"), ("justificatifs", "1")])
            #expect(noScale.words.contains("attestation de la période n’est pas revenue"))
            _ = try await office.post(returned.path(returned.adult), [("jours", "13"), ("version", "0")])
            _ = try await office.post(returned.path(returned.adult) + "/retour", [("recue_le", "2026-11-23")])
            let unvoted = try await intendance.post(
                path + "/decision", [("geste", "accorder"), ("version", "1"), ("justificatifs", "1")])
            #expect(unvoted.words.contains("Aucun barème voté"))
            _ = try await intendance.post(
                "/frais/baremes",
                [("nature", "repas"), ("plafond", "8"), ("deduction", "4"), ("vote_le", "2025-11-20")])
            let much = try await intendance.post(
                path + "/decision", [("geste", "accorder"), ("montant", "6"), ("version", "1"), ("justificatifs", "1")])
            #expect(much.words.contains("donne 4,00"))
            let granted = try await intendance.post(
                path + "/decision", [("geste", "accorder"), ("version", "1"), ("justificatifs", "1")])
            #expect(granted.status == .seeOther)
            #expect(try await intendance.get("/frais?etat=accordee").words.contains("4,00"))
            let file = try await intendance.get("/frais/export.csv?etat=accordee").text
            #expect(file.contains("INVENTÉ") && file.contains("4,00"))
        }
    }

    @Test func `are decided by those who may, with a reason to refuse`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let office = try await test.browser(.rbde)
            let asked = try await office.post(
                "/placements/\(returned.adult)/frais",
                [("nature", "transport"), ("nombre", "120"), ("depense", "24,50")])
            let path = try #require(asked.location)
            #expect(try await office.post(path + "/decision", [("geste", "refuser")]).status == .forbidden)
            let head = try await test.browser(.proviseur)
            let silent = try await head.post(path + "/decision", [("geste", "refuser"), ("version", "1")])
            #expect(silent.status == .unprocessableContent)
            _ = try await head.post(
                path + "/decision", [("geste", "refuser"), ("motif", "Hors délai"), ("version", "1")])
            #expect(try await head.get(path).words.contains("Hors délai"))
        }
    }

    @Test(arguments: [
        ("nature", "", "Choisissez la nature"), ("nombre", "0", "entre 1 et"), ("depense", "douze", "montant en euros"),
    ])
    func `keep what was typed when something is wrong`(field: String, value: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            var values = FormValues([("nature", "repas"), ("nombre", "3"), ("depense", "12"), ("remarque", "À garder")])
            values.set(field, value)
            let answer = try await browser.post(
                "/placements/\(returned.adult)/frais", values.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.text.contains("À garder"))
        }
    }
}

@Suite struct `The gratification of a placement` {
    @Test(arguments: engines) func `is explained and printed for the host`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let returned = try await test.addReturnedClass()
            let browser = try await test.browser(.rbde)
            let path = "/placements/\(returned.adult)/gratification"
            let short = try await browser.get(path)
            #expect(short.words.contains("l’organisme d’accueil ne doit rien"))
            _ = try await browser.post(
                returned.path(returned.adult), [("jours", "14"), ("heures", "310 h"), ("version", "0")])
            let long = try await browser.get(path)
            #expect(long.words.contains("due dès la première heure"))
            #expect(long.words.contains("1 395,00"))
            #expect(try await browser.get(path + "/fiche.pdf?clause=0").bytes.starts(with: Array("%PDF".utf8)))
        }
    }
}
