import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

/// A year of one class through the pages that people use: each act is done by the one whose work it is.
@Suite struct `A whole year of PFMP` {
    private static let day = 86_400

    @Test(arguments: engines) func `is run by the DDFPT, the bureau, a référent, the tutor and the intendance`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.insureSchool()
            let sample = try await test.addClass()
            try await test.write { db in
                try db.change(.schoolClass, set: "mef = '24731211330'", where: "id = \(sample.classId)")
                try db.change(
                    .learner,
                    set: "ine = '123456789AB', sex = 'F', address_postal_code = '31000', address_city = 'TOULOUSE'",
                    where: "id = \(sample.minor)")
            }
            try await adoptCalendar(test, sample)
            try await findHost(test, sample)
            let year = try await placeAndSign(test, sample)
            try await leave(test, sample)
            try await follow(test, sample, year.placement)
            try await comeBack(test, sample, year)
            try await pay(test, sample, year.placement)
        }
    }

    private struct SignedYear {
        let placement: ID<Placement>
        let agreement: ID<Agreement>
        var page: String { "/conventions/\(agreement)" }
    }

    /// November: the DDFPT plans a second period and has the calendar adopted by the board.
    private func adoptCalendar(_ test: TestApp, _ sample: ClassSample) async throws {
        let ddfpt = try await test.browser(.ddfpt)
        let exam = [
            ("genre", "examen"), ("intitule", "Épreuves écrites"), ("du", "2027-05-17"), ("au", "2027-05-21"),
            ("classe", sample.classId.rawValue),
        ]
        #expect(try await ddfpt.post("/calendrier/dates/nouvelle", exam).status == .seeOther)
        let adopted = try await ddfpt.post(
            "/calendrier/decision", [("date", "2026-11-20"), ("reference", "2026-7"), ("version", "0")])
        #expect(adopted.status == .seeOther)
        let wall = try await ddfpt.get("/calendrier").words
        #expect(wall.contains("adopté par le CA le 20 novembre 2026") && wall.contains("TMRC"))
    }

    /// The référent notes leads; the radar of the bureau shows who has no place, and stops when one says yes.
    private func findHost(_ test: TestApp, _ sample: ClassSample) async throws {
        let referent = try await test.browser(.referentTeacher, staff: sample.teacher)
        let leads = sample.search(of: sample.minor) + "/pistes"
        let refused = try await referent.post(
            leads, [("structure", "Boulangerie du coin"), ("reponse", "refus"), ("motif", "distance")])
        #expect(refused.status == .seeOther)
        #expect(try await test.browser(.rbde).get("/pfmp/sans-lieu").words.contains("FICTIF Noémie"))
        let agreed = try await referent.post(
            leads,
            [
                ("structure", "Garage des Quatre-Vents"), ("piste_entreprise", sample.company.rawValue),
                ("reponse", "accord"), ("le", "20/11/2026"),
            ])
        #expect(try await referent.follow(agreed).words.contains("Garage des Quatre-Vents a dit oui"))
    }

    /// The bureau places, prints and collects the five signatures; the head signs last.
    private func placeAndSign(_ test: TestApp, _ sample: ClassSample) async throws -> SignedYear {
        let bureau = try await test.browser(.rbde)
        let placed = try await bureau.post("/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form())
        let page = try #require(placed.location)
        let agreement = ID<Agreement>(page.replacing("/conventions/", with: ""))
        let placement = try await test.read { try $0.agreement(agreement).placementId }
        try await bureau.passWarnings(of: page)
        let printed = try await bureau.follow(try await bureau.post(page + "/documents"))
        #expect(printed.status == .ok)
        #expect(try await bureau.post(page + "/envoi").status == .seeOther)
        for party in LifeSample.parties.dropLast() {
            let signed = try await bureau.post(page + "/signatures", [("partie", party), ("signe_le", "2026-11-22")])
            #expect(signed.status == .seeOther)
        }
        let head = try await test.browser(.proviseur)
        #expect(try await head.get("/").words.contains("à signer par la direction"))
        let last = try await head.post(page + "/signatures", [("partie", "CHEF_ETAB"), ("signe_le", "2026-11-23")])
        #expect(last.status == .seeOther)
        #expect(try await bureau.get(page).words.contains("5 sur 5"))
        return SignedYear(placement: placement, agreement: agreement)
    }

    /// 7 December: everybody who leaves has signed.
    private func leave(_ test: TestApp, _ sample: ClassSample) async throws {
        test.clock.advance(seconds: 14 * Self.day)
        _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
        let departures = try await test.browser(.proviseur).get("/departs").words
        #expect(departures.contains("Tout est signé") && departures.contains("FICTIF Noémie"), "\(departures)")
    }

    /// The référent calls and notes an absence, the tutor says what he thinks by his link.
    private func follow(_ test: TestApp, _ sample: ClassSample, _ placement: ID<Placement>) async throws {
        test.clock.advance(seconds: 2 * Self.day)
        let referent = try await test.browser(.referentTeacher, staff: sample.teacher)
        let call = try await referent.post(
            "/placements/\(placement)/contacts",
            [("moyen", "appel"), ("fait_le", "2026-12-09"), ("conditions", "Bien accueillie")])
        #expect(try await referent.follow(call).words.contains("Bien accueillie"))
        let absent = try await referent.post(
            "/placements/\(placement)/absences", [("sorte", "absence"), ("du", "09/12/2026"), ("cause", "injustifiee")])
        #expect(try await referent.follow(absent).words.contains("Absence le 9 décembre"))
        let links = try await test.browser(.rbde).post("/placements/\(placement)/liens", [("usage", "evaluation")])
        let address = try #require(
            links.text.split(separator: "value=\"").map { $0.prefix { $0 != "\"" } }.first { $0.contains("/lien/") })
        let tutor = test.visitor(), path = "/lien/" + (address.split(separator: "/").last.map(String.init) ?? "")
        let sent = try await tutor.post(
            path, [("note_ponctualite", "4"), ("appreciation", "Sérieuse"), ("version", "0")])
        #expect(try await tutor.follow(sent).words.contains("Merci"))
    }

    /// 21 December: the attestation counts the day lost, goes out and comes back; the class has its exam file.
    private func comeBack(_ test: TestApp, _ sample: ClassSample, _ year: SignedYear) async throws {
        test.clock.advance(seconds: 12 * Self.day)
        _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
        let bureau = try await test.browser(.rbde)
        let path = "/placements/\(year.placement)/attestation"
        #expect(try await bureau.get(path).text.contains("value=\"9\""))
        let typed = try await bureau.post(path, [("jours", "9"), ("issue", "selon_les_jours"), ("version", "0")])
        #expect(typed.status == .seeOther)
        let paper = try await bureau.follow(try await bureau.post(path + "/impression"))
        #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
        #expect(try await bureau.post(path + "/retour", [("recue_le", "2026-12-21")]).status == .seeOther)
        #expect(try await test.read { try $0.agreement(year.agreement) }.state == .certified)
        #expect(try await bureau.get("/semaines/\(sample.classId)").words.contains("FICTIF Noémie"))
        let synthesis = try await bureau.get("/semaines/\(sample.classId)/synthese.pdf")
        #expect(synthesis.bytes.starts(with: Array("%PDF".utf8)))
    }

    /// The allowance of the days done, from the file of the learner to the export.
    private func pay(_ test: TestApp, _ sample: ClassSample, _ placement: ID<Placement>) async throws {
        let intendance = try await test.browser(.rbde)
        let file = try await intendance.post(
            "/apprenants/\(sample.minor)/allocation",
            [("naissance", "1"), ("adresse", "1"), ("compte", "personal"), ("decision", "prise"), ("version", "0")])
        #expect(file.status == .seeOther)
        let list = try await intendance.get("/allocations").words
        #expect(list.contains("FICTIF Noémie") && list.contains("180,00"))
        let export = try await intendance.get("/allocations/export.csv?etat=pretes").text
        #expect(export.contains("TMRC;07/12/2026;18/12/2026;9"))
    }
}
