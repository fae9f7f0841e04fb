import Domain
import Persistence
import Testing

@testable import App

extension TestApp {
    /// Publishes the page of the bureau of a school.
    func publishBureau(in place: School? = nil, promise: Int = 2) async throws {
        let id: ID<BureauPage> = app.newIDs().next()
        var page = BureauPage.blank(id)
        page.published = true
        page.promiseDays = promise
        page.version = 1
        page.introduction = "Bienvenue aux entreprises."
        let made = page
        try await write(in: place) { try $0.insert(made, into: .bureauPage) }
    }

    func requests() async throws -> [CompanyRequest] {
        try await read { db in
            try db.rows("select company_request.* from \(db.table(.companyRequest)) order by company_request.id")
        }
    }

    func sentMails() async throws -> [OutgoingMail] {
        let now = app.clock().adding(seconds: 1)
        return try await app.readPlatform { try $0.mailsToSend(at: now, limit: 5000) }
    }

    /// A company fills in the form as people do: it reads it first.
    func ask(
        _ browser: TestBrowser, uai: String = "0999001W", wait seconds: Int = 30, _ changes: [(String, String)] = []
    ) async throws -> TestAnswer {
        let form = try await browser.get("/bureau/\(uai)/demande")
        clock.advance(seconds: seconds)
        let stamp = form.field(EntryGuard.stamp) ?? ""
        return try await browser.post(
            "/bureau/\(uai)/demande", EntrySample.fields([(EntryGuard.stamp, stamp)] + changes))
    }

    /// A request straight in the inbox.
    func addRequest(_ change: [(String, String)] = []) async throws -> CompanyRequest {
        var reader = FormReader(FormValues(EntrySample.fields(change)))
        let form = RequestForm(reading: &reader)
        let id = try await app.perform(
            RecordRequest(form: form, mailer: RequestMailer(app)), by: author(.rbde))
        return try #require(try await requests().first { $0.id == id })
    }
}

enum EntrySample {
    static func fields(_ changes: [(String, String)] = []) -> [(String, String)] {
        let usual = [
            ("besoin", "accueillir_stagiaire"), ("entreprise", "Garage des Alizés"), ("contact", "Andrea Inventé"),
            ("courriel", "andrea@exemple.fr"), ("message", "Nous pouvons prendre deux élèves en mars."),
            ("code_postal", "31770"), ("commune", "Colomiers"), ("filiere", "Maintenance des véhicules"),
            ("accord", "1"),
        ]
        return usual.filter { field in !changes.contains { $0.0 == field.0 } } + changes
    }
}
