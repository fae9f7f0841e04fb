import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The record of the school` {
    @Test(arguments: engines) func `is corrected and journalled`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let fields = test.schoolFields(["insurer": "Assurance fictive", "name": "Lycée renommé"])
            #expect(try await browser.post("/reglages/etablissement", fields).location == "/reglages/etablissement")
            let school = try #require(try await test.app.readPlatform { try $0.school(uai: "0999001W") })
            #expect(school.name == "Lycée renommé")
            #expect(school.insurer == "Assurance fictive")
            #expect(school.version == 2)
            let journal = try await browser.get("/reglages/journal").words
            #expect(journal.contains("Fiche de l’établissement modifiée"))
            #expect(journal.contains("Assureur : Assurance fictive"))
        }
    }

    @Test func `tells a stale form apart, and lets it be sent again knowingly`() async throws {
        let test = try await TestApp.make()
        let (first, second) = (try await test.browser(.rbde), try await test.browser(.ddfpt))
        _ = try await first.post("/reglages/etablissement", test.schoolFields(["insurer": "La première"]))
        let late = try await second.post("/reglages/etablissement", test.schoolFields(["insurer": "La seconde"]))
        #expect(late.status == .conflict)
        #expect(late.words.contains("La première"))
        #expect(late.field("insurer") == "La seconde")
        let version = try #require(late.field("version"))
        let again = test.schoolFields(["insurer": "La seconde", "version": version])
        #expect(try await second.post("/reglages/etablissement", again).status == .seeOther)
    }

    @Test(arguments: [("name", ""), ("academie", ""), ("postalCode", "1"), ("schoolEmail", "x"), ("phone", "12")])
    func `keeps what was typed when a field is wrong`(field: String, value: String) async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let answer = try await browser.post(
            "/reglages/etablissement", test.schoolFields([field: value, "headName": "Quelqu’un d’autre"]))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.field("headName") == "Quelqu’un d’autre")
    }
}

@Suite struct `The journal` {
    @Test(arguments: engines) func `is read page by page and by filter`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let author = test.author(.rbde)
            for number in 1...120 {
                test.clock.advance(seconds: 60)
                let now = Now(test.clock.now)
                try await test.write { db in
                    let subject = Subject(number.isMultiple(of: 2) ? "learner" : "company", ID<School>("s\(number)"))
                    try db.journal("Action \(number).", subject, by: author, at: now)
                }
            }
            let browser = try await test.browser(.rbde)
            let first = try await browser.get("/reglages/journal")
            #expect(first.words.contains("Action 120.") && !first.words.contains("Action 70."))
            let next = try #require(first.text.firstMatch(of: /rel="next" href="([^"]+)"/)).output.1
            let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
            #expect(second.words.contains("Action 70.") && !second.words.contains("Action 71."))
            let filtered = try await browser.get("/reglages/journal?objet=learner").words
            #expect(filtered.contains("Action 120.") && !filtered.contains("Action 119."))
            #expect(try await browser.get("/reglages/journal?du=2026-11-24").words.contains("Aucune action"))
            #expect(try await browser.get("/reglages/journal?au=2026-11-23").words.contains("Action 120."))
        }
    }

    @Test func `says what changed and what did not`() throws {
        let entry = JournalEntry(
            id: ID("x"), happenedAt: Moment(millisecondsSince1970: 0), accountId: nil, authorName: "A", action: "B",
            subjectKind: "school", subjectId: "y",
            beforeValue: #"{"name":"Un","address":{"city":"Ici"},"version":1,"phone":null}"#,
            afterValue: #"{"name":"Un","address":{"city":"Là"},"version":2,"phone":"+33199000001"}"#)
        #expect(
            entry.changes == [
                JournalChange(label: "Commune", before: "Ici", after: "Là"),
                JournalChange(label: "Téléphone", before: "", after: "+33199000001"),
            ])
    }
}

@Suite struct `The activity of the server` {
    @Test func `shows the mails in trouble of one’s own school only`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        for (school, recipient) in [(test.school, "ici@exemple.fr"), (other, "ailleurs@exemple.fr")] {
            try await test.app.performPlatform(FailedMail(school: school.id, recipient: recipient))
        }
        let text = try await test.browser(.rbde).get("/reglages/serveur").words
        #expect(text.contains("ici@exemple.fr") && !text.contains("ailleurs@exemple.fr"))
    }
}

private struct FailedMail: PlatformOperation {
    let school: ID<School>
    let recipient: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.send(to: recipient, subject: "Essai", body: "Essai", school: school, at: now)
        let mails = try db.mailsToSend(at: now.moment).filter { $0.recipient == recipient }
        for mail in mails { try SettleMail(mail: mail, delivery: .refused("refus")).run(in: db, at: now) }
    }
}

extension TestApp {
    /// The fields of the form of the school, with some of them changed.
    fileprivate func schoolFields(_ changes: [String: String]) -> [(String, String)] {
        let state = FormState(school)
        return state.values.pairs.map { ($0.name, changes[$0.name] ?? $0.value) }
    }
}
