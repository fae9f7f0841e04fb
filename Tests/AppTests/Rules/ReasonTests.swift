import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

extension TestAnswer {
    /// The name of the field for the reason of a rule, as the page shows it.
    func reasonField(_ rule: Int) -> String? {
        text.firstMatch(of: #/name="(raison_[0-9]+_[a-z0-9]+)"/#).flatMap { _ in
            text.matches(of: #/name="(raison_([0-9]+)_[a-z0-9]+)"/#).first { Int($0.2) == rule }.map { String($0.1) }
        }
    }
}

extension TestBrowser {
    /// Writes a reason for every warning that an agreement shows.
    func passWarnings(of page: String) async throws {
        let fields = try await get(page).text.matches(of: #/name="(raison_[0-9]+_[a-z0-9]+)"/#).map { String($0.1) }
        guard !fields.isEmpty else { return }
        let answer = try await post(page + "/raisons", fields.map { ($0, "Vu avec la direction du lycée") })
        #expect(answer.status == .seeOther)
    }
}

@Suite struct `Findings of a placement` {
    @Test func `come from the catalogue while the form is filled, with a field for the reason`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.insureSchool()
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer/\(sample.minor)/constats"
            let found = try await browser.post(path, sample.form(["signataire": ""]))
            #expect(found.words.contains("PFMP-24") && found.words.contains("n’est pas connue"))
            #expect(found.text.contains("avertissement sans raison"))
            let field = try #require(found.reasonField(24))
            let typed = try await browser.post(
                path, sample.form(["signataire": ""]) + [(field, "Nommée à la signature")])
            #expect(typed.words.contains("Nommée à la signature"))
            let blocked = try await browser.post(path, sample.form(["lundi-4": "20:30"]))
            #expect(blocked.words.contains("PFMP-42") && blocked.text.contains(#/points? bloquants?/#))
        }
    }

    @Test func `fold what the school has not recorded, one line for each missing fact`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.insureSchool()
            let sample = try await test.addClass()
            let page = try await test.browser(.rbde).get(
                "/pfmp/\(sample.period)/placer/\(sample.adult)?entreprise=\(sample.company)")
            #expect(page.text.contains("<details class=\"group\" data-keep=\"À vérifier\">"))
            // No diploma is known of the class: several rules lack it, and it is said once.
            #expect(page.words.components(separatedBy: "diplôme préparé et sa durée").count == 2)
        }
    }

    @Test func `count every establishment of the legal person`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let author = test.author(.rbde)
            let other = try await test.write { db in
                let company = Company(id: db.newID(), siret: "99988877700027", legalName: "Garage des Quatre-Vents Sud")
                try db.insert(company, into: .company)
                return company.id
            }
            let away = try sample.typed(["entreprise": other.rawValue, "tuteur": "", "signataire": ""])
            _ = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.adult, form: away), by: author)
            let placed = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.minor, form: try sample.typed()), by: author)
            let day = try #require(LocalDate("2026-11-23"))
            let facts = try await test.read { db in
                let dossier = try db.dossier(placed.agreement, today: day)
                return AgreementCase(dossier.facts, dossier.sources, dossier.around)
            }
            #expect(facts.host.present?.map(\.sameTutor) == [false])
            #expect(facts.followUp.referentLearners == 1)
            #expect(facts.period.others?.isEmpty == true)
            #expect(facts.host.insurer == "Assurance fictive" && facts.abroad.country == "FR")
        }
    }

    @Test func `know the papers of regulated works`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.insureSchool()
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer/\(sample.minor)/constats"
            let works: [(String, String)] = [("travaux", "1"), ("travaux_details", "Machines, D. 4153-28")]
            let bare = try await browser.post(path, sample.form() + works)
            #expect(bare.words.contains("PFMP-55") && bare.words.contains("PFMP-57"))
            let papers = [
                ("travaux_declares_le", "2025-09-09"), ("travaux_avis_le", "2026-09-10"), ("travaux_prets", "1"),
            ]
            let complete = try await browser.post(path, sample.form() + works + papers)
            #expect(!complete.words.contains("PFMP-55") && !complete.words.contains("PFMP-57"))
        }
    }
}

@Suite struct `A reason on an agreement` {
    @Test(arguments: engines) func `lets it go past a warning, and stays with the printed version`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (_, browser, page) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": ""])
            let refused = try await browser.post(page + "/envoi")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.words.contains("écrivez pourquoi vous passez outre"))
            #expect(refused.text.contains("href=\"#f-raison\""))
            #expect(try await browser.post(page + "/documents").status == .unprocessableContent)

            let shown = try await browser.get(page)
            let field = try #require(shown.reasonField(24))
            #expect(try await browser.post(page + "/raisons").status == .unprocessableContent)
            let short = try await browser.post(page + "/raisons", [(field, "ok")])
            #expect(short.status == .unprocessableContent && short.words.contains("en toutes lettres"))
            let written = try await browser.post(page + "/raisons", [(field, "Nom écrit à la main le jour même")])
            #expect(written.location == page)
            let after = try await browser.get(page)
            #expect(after.words.contains("Nom écrit à la main le jour même"))
            #expect(after.words.contains("le 23 novembre 2026"))
            #expect(after.words.contains("Avertissement passé : PFMP-24"))

            #expect(try await browser.post(page + "/documents").status == .seeOther)
            #expect(try await browser.get(page).words.contains("1 raison écrite"))
            #expect(try await browser.post(page + "/envoi").status == .seeOther)
            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            let kept = try await test.read { try $0.documents(of: id).first?.writtenReasons }
            #expect(kept?.map(\.text) == ["Nom écrit à la main le jour même"])
        }
    }

    @Test func `may be written with the placement, and taken back before the signatures`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.insureSchool()
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer/\(sample.adult)"
            let field = try #require(
                try await browser.post(path + "/constats", sample.form(["signataire": ""])).reasonField(24))
            let short = try await browser.post(path, sample.form(["signataire": ""]) + [(field, "oui")])
            #expect(short.status == .unprocessableContent && short.words.contains("en toutes lettres"))
            #expect(short.words.contains("oui"))
            let placed = try await browser.post(
                path, sample.form(["signataire": ""]) + [(field, "Connue la veille du départ")])
            let page = try #require(placed.location)
            let shown = try await browser.get(page)
            #expect(shown.words.contains("Connue la veille du départ"))
            let undo = try #require(shown.text.firstMatch(of: #/action="([^"]+\/raisons\/[^"]+\/retrait)"/#))
            #expect(try await browser.post(String(undo.1)).status == .seeOther)
            #expect(try await browser.get(page).reasonField(24) != nil)
            #expect(try await browser.post(String(undo.1)).status == .notFound)
        }
    }

    @Test func `passes what blocks by the head only, where the rule allows it`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let night: KeyValuePairs = [
                "vendredi-1": "", "vendredi-2": "", "vendredi-3": "18:00", "vendredi-4": "22:30",
            ]
            let (_, browser, page) = try await `The life of an agreement`().placed(test, minor: true, night)
            let shown = try await browser.get(page)
            #expect(shown.words.contains("Seul le chef d’établissement peut passer cette règle"))
            #expect(shown.reasonField(50) == nil)
            let head = try await test.browser(.proviseur)
            let field = try #require(try await head.get(page).reasonField(50))
            let usurped = try await browser.post(page + "/raisons", [(field, "Accord donné au téléphone")])
            #expect(usurped.status == .unprocessableContent && usurped.words.contains("Seul le chef d’établissement"))
            let passed = try await head.post(page + "/raisons", [(field, "Dérogation du 1er septembre jointe")])
            #expect(passed.status == .seeOther)
            #expect(try await browser.get(page).words.contains("pour le chef d’établissement"))
            #expect(try await browser.post(page + "/envoi").status == .seeOther)
        }
    }

    @Test func `is asked for each agreement of a class`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, _) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": ""])
            let path = "/pfmp/\(sample.period)"
            #expect(try await browser.get(path + "/conventions").words.contains("À passer avec une raison (1)"))
            _ = try await browser.post("\(path)/placer/\(sample.adult)", sample.form())
            let sent = try await browser.post(path + "/envois")
            #expect(try await browser.follow(sent).words.contains("1 convention mise à la signature"))
        }
    }

    @Test(arguments: ["documents", "envoi"]) func `is typed once, on the form that prints or sends`(
        deed: String
    ) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": "", "repas": "", "transport": ""])
            let shown = try await browser.get(page)
            #expect(shown.words.contains("Elle vaut pour les") && shown.words.contains("Imprimer ou envoyer"))
            let short = try await browser.post("\(page)/\(deed)", [("raison", "oui")])
            #expect(short.status == .unprocessableContent && short.words.contains("en toutes lettres"))
            #expect(short.text.contains(">oui</textarea>"))
            let gone = try await browser.post("\(page)/\(deed)", [("raison", "Vu avec le tuteur au téléphone")])
            #expect(gone.status == .seeOther)
            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            let kept = try await test.read { try $0.reasons(of: id) }
            #expect(kept.count > 1 && kept.allSatisfy { $0.text == "Vu avec le tuteur au téléphone" })
            #expect(Set(kept.map(\.finding)).count == kept.count)
            let state = try await test.read { try $0.agreement(id).state }
            #expect(state == (deed == "envoi" ? .toSign : .draft))
        }
    }

    @Test(arguments: engines) func `may be one for a whole class, kept on each agreement that needed it`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (sample, browser, page) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": ""])
            let path = "/pfmp/\(sample.period)"
            let ready = try await browser.post("\(path)/placer/\(sample.adult)", sample.form())
            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            let other = ID<Agreement>(try #require(ready.location).replacing("/conventions/", with: ""))
            let silent = try await browser.post(path + "/conventions", [("convention", id.rawValue)])
            #expect(silent.status == .unprocessableContent && silent.words.contains("la même raison reste"))
            let nobody = try await browser.post(path + "/conventions", [("raison", "Vu avec la direction")])
            #expect(nobody.status == .unprocessableContent && nobody.words.contains("Cochez les conventions"))
            #expect(nobody.text.contains(">Vu avec la direction</textarea>"))
            let chosen = [("convention", id.rawValue), ("raison", "Vu avec la direction")]
            let printed = try await browser.post(path + "/conventions", chosen)
            #expect(printed.location == path + "/conventions.pdf")
            #expect(try await test.read { try $0.documents(of: id) }.count == 1)
            #expect(try await test.read { try $0.reasons(of: id) }.map(\.text) == ["Vu avec la direction"])
            #expect(try await test.read { try $0.reasons(of: other) }.isEmpty)
            let sent = try await browser.post(path + "/envois")
            #expect(try await browser.follow(sent).words.contains("2 conventions mises à la signature"))
        }
    }

    @Test func `of another class is not written from this one`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": ""])
            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            let day = try #require(LocalDate("2027-01-11"))
            let other = try await test.write { db in
                let schoolClass = SchoolClass(id: db.newID(), schoolYear: 2026, code: "2AUTRE", label: "Autre classe")
                try db.insert(schoolClass, into: .schoolClass)
                let period = PFMPPeriod(
                    id: db.newID(), classId: schoolClass.id, schoolYear: 2026, rank: 1, label: "PFMP", startsOn: day,
                    endsOn: day.adding(days: 11))
                try db.insert(period, into: .pfmpPeriod)
                return period.id
            }
            let answer = try await browser.post(
                "/pfmp/\(other)/envois", [("convention", id.rawValue), ("raison", "Vu avec la direction")])
            #expect(answer.status == .seeOther)
            #expect(try await test.read { try $0.reasons(of: id) }.isEmpty)
            #expect(try await test.read { try $0.agreement(id).state } == .draft)
        }
    }

    @Test func `is for those who prepare agreements`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await `The life of an agreement`().placed(
                test, minor: true, ["signataire": ""])
            let field = try #require(try await browser.get(page).reasonField(24))
            let cpe = try await test.browser(.cpe)
            #expect(try await cpe.post(page + "/raisons", [(field, "Vu avec eux")]).status == .forbidden)
            #expect(try await cpe.get(page).reasonField(24) == nil)
        }
    }
}
