import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

extension TestApp {
    /// The reviews of the school, the oldest first.
    fileprivate func reviews() async throws -> [CompanyReview] {
        try await read { db in
            try db.rows("select company_review.* from \(db.table(.companyReview)) order by company_review.id")
        }
    }

    /// A company that a teacher created by hand.
    func proposeCompany(
        _ name: String = "Atelier des Brumes", by account: Account? = nil, _ changes: [(String, String)] = []
    ) async throws -> CompanyReview {
        let who = if let account { account } else { try await addAccount(.principalTeacher) }
        let browser = try await browser(of: who)
        let usual = [("raison_sociale", name), ("siret", ""), ("sans_siret", "inconnu"), ("telephone", "")]
        let fields = CompanySample.fields(usual.filter { field in !changes.contains { $0.0 == field.0 } } + changes)
        let answer = try await browser.post("/entreprises/nouvelle", fields)
        #expect(answer.status == .seeOther)
        let company = ID<Company>(String(try #require(answer.location?.split(separator: "/").last)))
        return try await read { try #require(try $0.review(of: company)) }
    }

    fileprivate func seen(_ review: CompanyReview) async throws -> SeenReview {
        SeenReview(id: review.id, companyVersion: try await company(review.companyId).version)
    }
}

/// A place that closed, under another name and in another town.
private struct AddToRegister: PlatformOperation {
    let siret: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            insert into sirene_establishment (siret, active, since, partial, head_office, own_name, unit_name,
            unit_active, category, size, headcount, unit_headcount, naf, naf2025, complement, street, postal_code, town,
            commune_code, department, seen_at)
            values (\(siret), false, '2026-03-01', false, true, '', 'MENUISERIE GRISE', true, '', '', '', '', '43.32A', '',
            '', '9 RUE DU LAC', '81100', 'CASTRES', '81065', '81', \(now.moment))
            """)
    }
}

@Suite struct `Companies to verify` {
    @Test(arguments: engines) func `come from a lead, serve at once, and are confirmed by the bureau`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let lead = [
                ("structure", "Menuiserie Sylvestre"), ("proposer", "1"), ("proposee_commune", "Colomiers"),
                ("proposee_telephone", "01 99 00 12 34"), ("secteur", "Bois"),
            ]
            let path = sample.search(of: sample.minor)
            #expect(try await teacher.post(path + "/pistes", lead).status == .seeOther)
            let review = try #require(try await test.reviews().first)
            #expect(review.state == .waiting && review.source == .lead && review.authorName == "Camille ESSAI")
            let company = try await test.company(review.companyId)
            #expect(company.displayName == "Menuiserie Sylvestre" && company.activity == "Bois")
            #expect(company.phone == "+33199001234" && company.origin == .learner)
            // It serves: another learner, the placement form, its page.
            #expect(try await teacher.get("/entreprises/\(company.id)").words.contains("À vérifier"))
            let again = [("structure", "Menuiserie Sylvestre"), ("proposer", "1"), ("proposee_commune", "COLOMIERS")]
            #expect(try await teacher.post(sample.search(of: sample.adult) + "/pistes", again).status == .seeOther)
            #expect(try await test.companies().filter { $0.displayName == "Menuiserie Sylvestre" }.count == 1)

            let bureau = try await test.browser(.rbde)
            #expect(try await bureau.get("/").words.contains("1 entreprise à vérifier"))
            #expect(try await bureau.get("/entreprises?a_verifier=oui").companyKeys == [company.id.rawValue])
            #expect(!(try await bureau.get("/entreprises?a_verifier=non")).companyKeys.contains(company.id.rawValue))
            #expect(try await bureau.get("/entreprises/a-verifier").words.contains("Menuiserie Sylvestre"))
            let page = try await bureau.get("/verifications/\(review.id)")
            #expect(page.words.contains("Noémie FICTIF, TMRC") && page.words.contains("Aucun doublon trouvé"))
            let sent = [("fiche", String(company.version))]
            #expect(
                try await bureau.post("/verifications/\(review.id)/validation", sent).location
                    == "/entreprises/a-verifier")
            #expect(try await test.reviews().map(\.state) == [.confirmed])
            #expect(try await bureau.get("/entreprises/a-verifier").words.contains("Aucune entreprise à vérifier"))
            #expect(!(try await bureau.get("/entreprises/\(company.id)")).words.contains("À vérifier Proposée"))
            #expect(
                try await bureau.post("/verifications/\(review.id)/validation", sent).status == .unprocessableContent)
        }
    }

    @Test func `name the learner to those only who may see the lead`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let lead = [("structure", "Atelier Bleu"), ("proposer", "1"), ("proposee_commune", "Albi")]
            _ = try await teacher.post(sample.search(of: sample.minor) + "/pistes", lead)
            let review = try #require(try await test.reviews().first)
            let today = test.app.now(for: test.author(.rbde)).day
            let stranger = test.author(.teacher, staff: sample.stranger)
            let view = try await test.app.read(stranger) {
                try $0.reviewView(review.id, among: [], for: stranger, today: today)
            }
            #expect(view.lead == nil && view.company.displayName == "Atelier Bleu")
            let bureau = try await test.browser(.rbde)
            _ = try await bureau.get("/verifications/\(review.id)")
            let readings = try await test.read { db in
                try db.count(
                    "select count(*) from \(db.table(.readingEntry)) where reading_entry.subject_kind = 'lead'")
            }
            #expect(readings == 1)
        }
    }

    @Test(arguments: engines) func `stand beside what the register says`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let review = try await test.proposeCompany("Atelier des Brumes", [("siret", "99988877900017")])
            let second = try await test.proposeCompany("Garage du Phare")
            try await test.app.performPlatform(AddToRegister(siret: "99988877900017"))
            let bureau = try await test.browser(.rbde)
            #expect(try await bureau.get("/entreprises/a-verifier").words.contains("Fermée (Sirene)"))
            let page = try await bureau.get("/verifications/\(review.id)")
            #expect(page.words.contains("Fermée au répertoire Sirene depuis le 1er mars 2026"))
            #expect(page.words.contains("MENUISERIE GRISE") && page.words.contains("81100 CASTRES"))
            // The name, the street and the town: each is said to differ.
            #expect(page.text.split(separator: "<tr class=\"differs\">").count == 4)
            #expect(page.text.contains("href=\"/verifications/\(second.id)\" accesskey=\"s\""))
            let last = try await bureau.get("/verifications/\(second.id)")
            #expect(last.text.contains("href=\"/verifications/\(review.id)\" accesskey=\"s\""))
            #expect(last.words.contains("Sans SIRET, le répertoire ne dit rien"))
        }
    }

    @Test func `need a town, beside its field, and lose nothing typed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.cpe).post(
                sample.search(of: sample.minor) + "/pistes",
                [("structure", "Atelier Bleu"), ("proposer", "1"), ("proposee_siret", "123")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Indiquez la commune") && answer.field("proposee_siret") == "123")
            #expect(try await test.reviews().isEmpty)
        }
    }

    @Test(arguments: engines) func `are confirmed together, each once, and none when one changed`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let one = try await test.proposeCompany("Atelier des Brumes"),
                two = try await test.proposeCompany("Garage du Phare")
            let (first, second) = (try await test.seen(one), try await test.seen(two))
            let bureau = try await test.browser(.ddfptAssistant)
            let stale = SeenReview(id: two.id, companyVersion: 9)
            let refused = try await bureau.post(
                "/entreprises/a-verifier", [("fiche", first.text), ("fiche", stale.text)])
            #expect(refused.status == .conflict)
            #expect(try await test.reviews().allSatisfy { $0.state == .waiting })
            _ = try await bureau.post("/entreprises/a-verifier", [("fiche", first.text), ("fiche", second.text)])
            #expect(try await test.reviews().allSatisfy { $0.state == .confirmed && $0.decidedBy == "Camille ESSAI" })
            #expect(try await bureau.post("/entreprises/a-verifier").status == .seeOther)
        }
    }

    @Test(arguments: engines) func `are corrected and confirmed in one gesture, which is undone`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let review = try await test.proposeCompany("Atelier des Brume")
            let before = try await test.company(review.companyId)
            let bureau = try await test.browser(.rbde)
            let form = try await bureau.get("/verifications/\(review.id)/correction")
            #expect(form.field("raison_sociale") == "Atelier des Brume")
            let fields = CompanySample.fields([("raison_sociale", "Atelier des Brumes"), ("version", "1")])
            #expect(try await bureau.post("/verifications/\(review.id)/correction", fields).status == .seeOther)
            let after = try await test.company(review.companyId)
            #expect(after.siret == "99988877900017" && after.displayName == "Atelier des Brumes")
            #expect(try await test.reviews().first?.state == .confirmed)
            #expect(try await bureau.post("/verifications/\(review.id)/annulation").status == .seeOther)
            var restored = try await test.company(review.companyId)
            restored.version = before.version
            #expect(restored == before)
            #expect(try await test.reviews().first?.state == .waiting)
            // Once somebody changed the record, its corrections stay.
            let again = CompanySample.fields([("raison_sociale", "Atelier des Brumes"), ("version", "3")])
            _ = try await bureau.post("/verifications/\(review.id)/correction", again)
            try await test.app.perform(
                ChangeRelation(ids: [review.companyId], relation: .active), by: test.author(.rbde))
            let undone = try await bureau.follow(try await bureau.post("/verifications/\(review.id)/annulation"))
            #expect(undone.words.contains("ses corrections restent"))
            #expect(try await test.company(review.companyId).displayName == "Atelier des Brumes")
        }
    }

    @Test func `are not corrected into a company of the base`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.addCompany("Garage des Alizés") { $0.siret = "99988877900017" }
            let review = try await test.proposeCompany()
            let answer = try await test.browser(.rbde).post(
                "/verifications/\(review.id)/correction", CompanySample.fields([("version", "1")]))
            #expect(answer.status == .unprocessableContent && answer.words.contains("porte déjà ce SIRET"))
            #expect(try await test.reviews().first?.state == .waiting)
        }
    }

    @Test(arguments: engines) func `become one with a record of the base, and two again`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let known = try await test.addCompany("SARL Ateliers des Brumes", town: "Toulouse") {
                $0.phone = "+33199001234"
            }
            let account = try await test.addAccount(.principalTeacher)
            let review = try await test.proposeCompany(
                by: account, [("creer_quand_meme", "1"), ("telephone", "0199001234")])
            let bureau = try await test.browser(.rbde)
            let page = try await bureau.get("/verifications/\(review.id)")
            #expect(page.words.contains("même téléphone") && page.words.contains("SARL Ateliers des Brumes"))
            #expect(try await bureau.get("/entreprises/a-verifier").words.contains("Doublon probable"))
            let path = "/verifications/\(review.id)/fusion"
            #expect(try await bureau.post(path, [("fiche", "1")]).words.contains("Choisissez la fiche"))
            let stale = [("fiche", "1"), ("avec", known.id.rawValue), ("vue", "8")]
            #expect(try await bureau.post(path, stale).status == .conflict)
            let right = [("fiche", "1"), ("avec", known.id.rawValue), ("vue", "1")]
            #expect(try await bureau.post(path, right).status == .seeOther)
            #expect(try await test.company(review.companyId).archivedOn != nil)
            #expect(try await test.reviews().first?.state == .merged)
            let teacher = try await test.browser(of: account)
            #expect(try await teacher.get("/").words.contains("les deux fiches sont réunies"))
            #expect(try await bureau.post("/verifications/\(review.id)/annulation").status == .seeOther)
            #expect(try await test.company(review.companyId).archivedOn == nil)
            #expect(try await test.reviews().first?.state == .waiting)
        }
    }

    @Test func `with the number of the register stay when the other record has none`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let known = try await test.addCompany("Atelier des Brumes", town: "Toulouse")
            let review = try await test.proposeCompany(
                "Atelier des Brumes", [("siret", "99988877900017"), ("creer_quand_meme", "1")])
            let merge = MergeProposedCompany(seen: try await test.seen(review), other: known.id, otherVersion: 1)
            #expect(try await test.app.perform(merge, by: test.author(.rbde)) == review.companyId)
            #expect(try await test.company(known.id).archivedOn != nil)
            #expect(try await test.reviews().first?.state == .merged)
            #expect(try await test.read { try $0.waitingReviewCount() } == 0)
        }
    }

    @Test(arguments: engines) func `are refused with a reason that reaches whoever proposed them`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let account = try await test.addAccount(.referentTeacher, email: "prof@exemple.fr")
            let review = try await test.proposeCompany(by: account)
            let bureau = try await test.browser(.rbde)
            let path = "/verifications/\(review.id)/refus"
            #expect(try await bureau.post(path, [("fiche", "1")]).words.contains("Dites pourquoi"))
            let vague = try await bureau.post(path, [("fiche", "1"), ("raison", "autre")])
            #expect(vague.words.contains("Précisez la raison"))
            let said = [("fiche", "1"), ("raison", "fermee"), ("precision", "Depuis cet été")]
            #expect(try await bureau.post(path, said).status == .seeOther)
            #expect(try await test.company(review.companyId).archivedOn != nil)
            let mails = try await test.app.readPlatform {
                try $0.rows("select outbox.* from outbox", as: OutgoingMail.self)
            }
            #expect(mails.map(\.recipient) == ["prof@exemple.fr"])
            #expect(mails.first?.body.contains("Entreprise fermée\u{A0}: Depuis cet été") == true)
            let teacher = try await test.browser(of: account)
            #expect(try await teacher.get("/").words.contains("n’est pas gardée"))
            #expect(try await teacher.get("/entreprises/\(review.companyId)").words.contains("puis refusée"))
            _ = try await bureau.post("/verifications/\(review.id)/annulation")
            #expect(try await test.company(review.companyId).archivedOn == nil)
            #expect(!(try await teacher.get("/")).words.contains("n’est pas gardée"))
        }
    }

    @Test func `are not refused while a learner is placed there, and the lead keeps its text`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let lead = [("structure", "Atelier Bleu"), ("proposer", "1"), ("proposee_commune", "Albi")]
            _ = try await teacher.post(sample.search(of: sample.minor) + "/pistes", lead)
            let review = try #require(try await test.reviews().first)
            let refuse = RefuseCompany(seen: try await test.seen(review), motive: .mistake, note: "")
            let placement = try await test.write { db in
                let placement = Placement(
                    id: db.newID(), learnerId: sample.adult, periodId: sample.period, companyId: review.companyId,
                    startsOn: try #require(LocalDate("2026-12-07")), endsOn: try #require(LocalDate("2026-12-18")))
                try db.insert(placement, into: .placement)
                return placement.id
            }
            await #expect(throws: ReviewRefusal.hosts(1)) {
                try await test.app.perform(refuse, by: test.author(.rbde))
            }
            try await test.write { db in _ = try db.delete(from: .placement, where: "id = \(placement)") }
            try await test.app.perform(refuse, by: test.author(.rbde))
            let leads = try await test.read { try $0.leads(of: sample.minor, in: sample.period) }
            #expect(leads.map(\.structure) == ["Atelier Bleu"])
        }
    }

    @Test func `are those that the school asks to look at`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let bureau = try await test.browser(.rbde)
            _ = try await bureau.post("/entreprises/nouvelle", CompanySample.fields())
            #expect(try await test.reviews().isEmpty)
            let page = try await bureau.get("/reglages/partenaires")
            #expect(page.status == .ok)
            let saved = try await bureau.post(
                "/reglages/partenaires",
                [("verifier_fiche", "toujours"), ("verifier_demande", "jamais"), ("version", "0")])
            #expect(saved.status == .seeOther)
            #expect(try await bureau.post("/reglages/partenaires", [("version", "0")]).status == .conflict)
            let people = try await bureau.post("/reglages/partenaires", [("partage", "contacts"), ("version", "1")])
            #expect(people.status == .unprocessableContent && people.words.contains("fiche par fiche"))
            _ = try await bureau.post(
                "/entreprises/nouvelle",
                CompanySample.fields([("siret", "999 888 779 00025"), ("raison_sociale", "Autre maison")]))
            #expect(try await test.reviews().map(\.source) == [.form])
        }
    }

    @Test(arguments: [(Role.cfp, 1), (.rbde, 0)]) func `come from requests that others than the bureau take in`(
        role: Role, count: Int
    ) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let request = try await test.addRequest()
            let browser = try await test.browser(role)
            let answer = try await browser.post("/demandes/\(request.id)/entreprise", [("version", "1")])
            #expect(answer.status == .seeOther)
            let reviews = try await test.reviews()
            #expect(reviews.count == count && reviews.allSatisfy { $0.requestId == request.id })
        }
    }

    @Test(arguments: engines) func `receive no campaign and are no active partner`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let review = try await test.proposeCompany("Atelier des Brumes", [("courriel", "atelier@exemple.fr")])
            let filter = CompanyFilter()
            let audience = try await test.read { try $0.audience(filter) }
            #expect(audience.recipients.isEmpty && audience.toVerify == 1)
            let company = review.companyId
            try await test.write { try $0.insertMany(try Talks.make(1, with: company, by: "Alix"), into: .interaction) }
            let (start, end) = (try #require(LocalDate("2020-01-01")), try #require(LocalDate("2030-01-01")))
            #expect(try await test.read { try $0.activeCompanies(from: start, through: end) }.isEmpty)
            try await test.app.perform(
                ConfirmCompanies(seen: [try await test.seen(review)]), by: test.author(.rbde))
            #expect(try await test.read { try $0.audience(filter) }.recipients.count == 1)
            #expect(try await test.read { try $0.activeCompanies(from: start, through: end) } == [company])
        }
    }

    @Test(arguments: Role.invitable) func `are looked at by those who have the right`(role: Role) async throws {
        let test = try await TestApp.make()
        let review = try await test.proposeCompany()
        let browser = try await test.browser(role)
        let may = role.may(.verifyCompanies)
        for path in [
            "/entreprises/a-verifier", "/verifications/\(review.id)", "/verifications/\(review.id)/correction",
        ] {
            #expect(try await browser.get(path).status == (may ? .ok : .forbidden), "\(path)")
        }
        if role.may(.seeCompanies) {
            #expect(try await browser.get("/entreprises").text.contains("href=\"/entreprises/a-verifier\"") == may)
        }
        guard !may else { return }
        for gesture in ["validation", "correction", "fusion", "refus", "annulation"] {
            #expect(try await browser.post("/verifications/\(review.id)/\(gesture)").status == .forbidden)
        }
        let seen = try await test.seen(review)
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(ConfirmCompanies(seen: [seen]), by: test.author(role))
        }
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(
                RefuseCompany(seen: seen, motive: .mistake, note: ""), by: test.author(role))
        }
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(UndoReview(id: review.id), by: test.author(role))
        }
    }
}
