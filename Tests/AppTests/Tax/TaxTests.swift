import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The campaign of apprenticeship tax` {
    private func open(_ browser: TestBrowser) async throws -> String {
        let made = try await browser.post(
            "/taxe/nouvelle", [("annee", "2026"), ("objectif", "20 000"), ("version", "0")])
        return try #require(made.location)
    }

    @Test(arguments: engines) func `keeps its dates, its promises and its receipts`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.intendance)
            let path = try await open(owner)
            let twice = try await owner.post("/taxe/nouvelle", [("annee", "2026"), ("version", "0")])
            #expect(twice.status == .unprocessableContent)
            _ = try await owner.post(path + "/dates", [("etape", "Fin de la période 2"), ("date", "01/12/2026")])
            #expect(try await owner.get("/").words.contains("date de la taxe"))
            let company = try await test.addCompany("Garage des Alizés") { $0.siret = "99988877900017" }
            let noted = try await owner.post(
                path + "/versements/nouveau",
                [("siret", "999 888 779 00017"), ("donateur", "Garage"), ("promis", "1 500,50")])
            #expect(noted.status == .seeOther)
            let key = ID<TaxCampaign>(path.split(separator: "/").last.map(String.init) ?? "")
            let gift = try #require(try await test.read { try $0.taxGifts(of: key, limit: 9) }.first)
            #expect(gift.promisedCents == 150_050 && gift.companyId == company.id && gift.promisedOn != nil)
            let empty = try await owner.post(path + "/versements/nouveau", [("donateur", "Personne")])
            #expect(empty.status == .unprocessableContent)
            let wrong = try await owner.post(
                "/taxe/versements/\(gift.id)", [("donateur", "Garage"), ("recu", "douze"), ("version", "1")])
            #expect(wrong.status == .unprocessableContent && wrong.words.contains("montant en euros"))
            let stale = try await owner.post(
                "/taxe/versements/\(gift.id)", [("donateur", "Garage"), ("recu", "12"), ("version", "7")])
            #expect(stale.status == .conflict)
        }
    }

    @Test(arguments: engines) func `knows a donor by a name that one company alone bears`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let path = try await open(owner)
            let one = try await test.addCompany("Boulangerie des Essais")
            for town in ["Albi", "Gaillac"] { try await test.addCompany("Garage Double", town: town) }
            let sheet = "Raison sociale;Montant\nBOULANGERIE DES ESSAIS;80\nGarage Double;50\n"
            let dry = try await owner.post(path + "/import", files: [("fichier", "releve.csv", Array(sheet.utf8))])
            #expect(dry.words.contains("2 nouveaux versements"))
            let carried = try #require(dry.text.split(separator: "<textarea name=\"lignes\"").dropFirst().first)
            let lines = try #require(carried.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first)
            _ = try await owner.post(path + "/import/accord", [("lignes", String(lines))])
            let key = ID<TaxCampaign>(path.split(separator: "/").last.map(String.init) ?? "")
            let gifts = try await test.read { try $0.taxGifts(of: key, limit: 9) }
            #expect(gifts.first { $0.donorName == "BOULANGERIE DES ESSAIS" }?.companyId == one.id)
            #expect(gifts.first { $0.donorName == "Garage Double" }?.companyId == nil)
        }
    }

    @Test(arguments: engines) func `reads a statement without writing, then takes it in once`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let path = try await open(owner)
            try await test.addCompany("Garage des Alizés") { $0.siret = "99988877900017" }
            let sheet = """
                SIRET;Raison sociale;Montant versé;Date du virement;Formation
                99988877900017;Garage des Alizés;1 200,00 €;07/11/2026;Bac pro MV
                12345678901234;Numéro faux;50;07/11/2026;
                ;Boulangerie des Essais;douze;;
                ;Fleurs | et ; fils;80,5;31/02/2026;
                ;Café 🥐;80,5;;
                ;Café 🥐;10;;
                """
            let dry = try await owner.post(path + "/import", files: [("fichier", "releve.csv", Array(sheet.utf8))])
            #expect(dry.status == .ok)
            for word in [
                "2 nouveaux versements", "Ligne 3", "Ligne 4", "Ligne 5", "Ligne 7", "Rien n’est encore écrit",
            ] {
                #expect(dry.words.contains(word), "\(word)")
            }
            let key = ID<TaxCampaign>(path.split(separator: "/").last.map(String.init) ?? "")
            #expect(try await test.read { try $0.taxGifts(of: key, limit: 9) }.isEmpty)
            let carried = try #require(dry.text.split(separator: "<textarea name=\"lignes\"").dropFirst().first)
            let lines = try #require(carried.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first)
            for expected in [2, 0] {
                _ = try await owner.post(path + "/import/accord", [("lignes", String(lines))])
                let gifts = try await test.read { try $0.taxGifts(of: key, limit: 9) }
                #expect(gifts.count == 2 && gifts.compactMap(\.receivedCents).reduce(0, +) == 128_050)
                #expect(gifts.filter { $0.version == 1 }.count == 2, "\(expected)")
            }
            let forged = try await owner.post(path + "/import/accord", [("lignes", "1||X|-5||")])
            #expect(forged.status == .badRequest)
            let board = try await owner.get(path)
            #expect(board.words.contains("2 donateurs") && board.words.contains("À remercier"))
            let thanks = try await owner.get(path + "/remerciements.pdf")
            #expect(thanks.bytes.starts(with: Array("%PDF".utf8)))
            _ = try await owner.post(path + "/remerciements")
            #expect(try await owner.get(path + "/remerciements.pdf").status == .unprocessableContent)
            let other = try await owner.post(path + "/import", files: [("fichier", "x.csv", Array("a;b\n1;2\n".utf8))])
            #expect(other.status == .unprocessableContent && other.words.contains("colonnes attendues"))
        }
    }

    @Test(arguments: engines) func `takes an import back, unless a line was changed since`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let path = try await open(owner)
            let key = ID<TaxCampaign>(path.split(separator: "/").last.map(String.init) ?? "")
            func gifts() async throws -> [TaxGift] { try await test.read { try $0.taxGifts(of: key, limit: 9) } }
            _ = try await owner.post(path + "/versements/nouveau", [("donateur", "Fleurs Roy"), ("promis", "100")])
            let promised = try await gifts()
            #expect(!(try await owner.get(path).words.contains("Annuler cet import")))
            let lines = "2||Fleurs Roy|8000|2026-11-02|\n3||Café 🥐|500|2026-11-03|"
            for _ in 1...2 { _ = try await owner.post(path + "/import/accord", [("lignes", lines)]) }
            #expect(try await gifts().count == 2)
            #expect(try await owner.get(path).words.contains("Annuler cet import"))
            #expect(try await owner.post(path + "/import/annulation").status == .seeOther)
            let after = try await gifts()
            #expect(after.map(\.donorName) == ["Fleurs Roy"] && after.first?.receivedCents == nil)
            #expect(after.first?.promisedCents == 10_000 && after.first?.promisedOn == promised.first?.promisedOn)
            #expect(try await owner.post(path + "/import/annulation").status == .unprocessableContent)
            _ = try await owner.post(path + "/import/accord", [("lignes", lines)])
            let changed = try #require(try await gifts().first { $0.donorName == "Fleurs Roy" })
            _ = try await owner.post(
                "/taxe/versements/\(changed.id)",
                [("donateur", "Fleurs Roy"), ("recu", "90"), ("version", String(changed.version))])
            let refused = try await owner.post(path + "/import/annulation")
            #expect(refused.status == .unprocessableContent && refused.words.contains("Fleurs Roy"))
            #expect(try await gifts().count == 2)
        }
    }

    @Test func `refuses what cannot have been received, and names the donor`() async throws {
        let test = try await TestApp.make()
        let owner = try await test.browser(.rbde)
        let path = try await open(owner)
        let sheet = "Entreprise;Montant;Date\nRien;0;01/11/2026\nDemain;10;31/12/2027\nBon;12;01/11/2026\n"
        let dry = try await owner.post(path + "/import", files: [("fichier", "releve.csv", Array(sheet.utf8))])
        for said in ["Rien. Un versement nul", "Demain. Le 31 décembre 2027", "1 nouveau versement", "01/11/2026"] {
            #expect(dry.words.contains(said), "\(said)")
        }
    }

    @Test(arguments: engines) func `shows the hosts that do not give, but those who asked for peace`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.insureSchool(test.school)
            let owner = try await test.almighty(in: test.school)
            _ = try await owner.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let path = try await open(owner)
            let board = try await owner.get(path)
            #expect(board.words.contains("Garage des Quatre-Vents") && board.words.contains("0 sur 1"))
            #expect(try await owner.get(path + "/lettres.pdf").bytes.starts(with: Array("%PDF".utf8)))
            _ = try await test.app.perform(
                ChangeRelation(ids: [sample.company], relation: .leaveAlone), by: test.author(.rbde))
            #expect(try await owner.get(path + "/lettres.pdf").status == .unprocessableContent)
        }
    }

    @Test(arguments: Role.invitable) func `is for those who follow it`(role: Role) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(role).get("/taxe")
        #expect(answer.status == (role.may(.manageTax) ? .ok : .forbidden))
    }
}
