import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App
@testable import Exchange

/// What is recorded elsewhere speaks in the findings of an agreement.
@Suite struct `What the records say to the rules` {
    @Test(arguments: engines) func `holds the accident of the stay, for those who may read it`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let back = try await test.addReturnedClass(state: .running, endsOn: "2026-11-27")
            let page = "/conventions/\(back.agreement)"
            let head = try await test.browser(.proviseur)
            _ = try await head.post(
                "/placements/\(back.adult)/incidents",
                [
                    ("sorte", "accident"), ("gravite", "serieux"), ("jour", "2026-11-17"), ("heure", "16:00"),
                    ("lieu", "Atelier"), ("faits", "Chute dans l’escalier"),
                ])
            let shown = try await head.get(page).words
            #expect(shown.contains("PFMP-99") && shown.contains("jeudi 19 novembre 2026 à 16 h 00"))
            #expect(shown.contains("PFMP-100") && shown.contains("les lésions"))
            // The bureau reads incidents, not health.
            let bureau = try await test.browser(.rbde).get(page).words
            #expect(bureau.contains("PFMP-99") && !bureau.contains("les lésions"))
            let teacher = try await test.browser(.teacher, staff: back.sample.teacher).get(page).words
            #expect(!teacher.contains("PFMP-99") && !teacher.contains("Accident à déclarer"))
            let id = try #require(
                try await test.app.read(test.author(.proviseur)) { db in
                    try db.incidents(for: test.author(.proviseur)).first?.id
                })
            _ = try await head.post(
                "/incidents/\(id)/accident",
                [
                    ("lesions", "Cheville"), ("circonstances", "Escalier mouillé"), ("declarant", "entreprise"),
                    ("declare_le", "2026-11-18"), ("version", "0"),
                ])
            #expect(!(try await head.get(page).words.contains("PFMP-99")))
        }
    }

    @Test(arguments: engines) func `holds the trainee before on the same post`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            // The adult stayed from 2 to 20 November, 19 days: the next one waits until 27 November.
            let back = try await test.addReturnedClass()
            let sample = back.sample
            func previous(_ changes: KeyValuePairs<String, String>) async throws -> PreviousStay? {
                let form = try sample.typed(changes)
                return try await test.read { db in
                    let placement = form.placement(
                        id: db.newID(), learner: sample.minor, period: sample.period, company: sample.company,
                        version: 1)
                    let agreement = Agreement(
                        id: db.newID(), placementId: placement.id, number: "", template: AgreementDocument.template)
                    let dossier = try db.dossier(
                        of: placement, agreement: agreement, today: try #require(LocalDate("2026-11-23")))
                    return AgreementCase(dossier.facts, dossier.sources, dossier.around).period.previousOnPost
                }
            }
            let found = try #require(try await previous([:]))
            #expect(found.endedOn == LocalDate("2026-11-20") && found.days == 19 && found.stoppedByTrainee == false)
            // Another tutor is another post.
            let other = try await test.write { db in
                let contact = Contact(id: db.newID(), companyId: sample.company, familyName: "AUTRE", tutor: true)
                try db.insert(contact, into: .contact)
                return contact.id.rawValue
            }
            #expect(try await previous(["tuteur": other]) == nil)
        }
    }

    @Test(arguments: engines) func `holds the order of the académie while it is in force`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.ddfpt)
            let path = "/reglages/conventions/arrete"
            let bare = [("petits", "5"), ("version", "0")]
            #expect(try await browser.post(path, bare).words.contains("Indiquez l’arrêté"))
            let excessive = [("reference", "Arrêté du 12 mars"), ("petits", "9"), ("version", "0")]
            let refused = try await browser.post(path, excessive)
            #expect(refused.status == .unprocessableContent && refused.words.contains("R. 124-11"))
            let order = [
                ("reference", "Arrêté du 12 mars"), ("petits", "5"), ("pourcent", "20"), ("du", "2026-09-01"),
                ("au", "2026-12-31"), ("version", "0"),
            ]
            #expect(try await browser.post(path, order).status == .seeOther)
            #expect(try await browser.get(path).text.contains("Arrêté du 12 mars"))
            #expect(try await browser.post(path, order).status == .conflict)
            let (now, later) = try await test.read { db in
                (
                    try db.hostOrder(on: try #require(LocalDate("2026-12-07"))),
                    try db.hostOrder(on: try #require(LocalDate("2027-01-04")))
                )
            }
            #expect(now?.small == 5 && now?.percent == 20 && later == nil)
            let rbde = try await test.browser(.teacher)
            #expect(try await rbde.get(path).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `hold what the register Sirene says of a closed place`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer/\(sample.adult)/constats"
            #expect(!(try await browser.post(path, sample.form()).words.contains("est fermé")))
            try await test.app.performPlatform(CloseAtRegister(siret: "99988877700019", at: test.clock.now))
            let found = try await browser.post(path, sample.form())
            #expect(found.words.contains("Le répertoire Sirene dit que cet établissement est fermé"))
            #expect(found.reasonField(24) != nil)
        }
    }
}

private struct CloseAtRegister: PlatformOperation {
    let siret: String
    let at: Moment

    func run(in db: PlatformDatabase, at now: Now) throws {
        var place = SireneEstablishment()
        (place.siret, place.isActive, place.since) = (siret, false, "2026-10-01")
        try WriteSirenePlaces(places: [SirenePlace(place, seenAt: at)]).run(in: db, at: now)
        try PublishIncomingPlaces(seenAt: at).run(in: db, at: now)
    }
}
