import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Searching everywhere` {
    @Test(arguments: engines) func `finds companies, contacts, learners and classes`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let contact = Contact(id: test.app.newIDs().next(), companyId: company.id, familyName: "Alizarine")
            try await test.write { try $0.insert(contact, into: .contact) }
            let learner = try await test.addLearner("ALIBERT", classCode: "1MV1")
            let browser = try await test.browser(.rbde)
            let page = try await browser.get("/recherche?q=ali")
            for word in ["Garage des Alizés", "Alizarine", "ALIBERT"] { #expect(page.words.contains(word), "\(word)") }
            #expect(page.text.contains("href=\"/apprenants/\(learner)\""))
            #expect(try await browser.get("/recherche?q=1mv").words.contains("1MV1"))
            #expect(try await browser.get("/recherche?q=rien").words.contains("Rien ne répond"))
            #expect(try await browser.get("/recherche").words.contains("Que cherchez-vous"))
        }
    }

    @Test(arguments: engines) func `never shows a teacher the learners of others`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.addLearner("ALIBERT", classCode: "1MV1")
            _ = try await test.addLearner("ALIZON", classCode: "2GA1")
            let staff = try await test.addTeacher(of: "1MV1")
            let browser = try await test.browser(.teacher, staff: staff)
            for path in ["/recherche?q=ali", "/recherche/suggestions?q=ali"] {
                let answer = try await browser.get(path)
                #expect(answer.text.contains("ALIBERT"), "\(path)")
                #expect(!answer.text.contains("ALIZON"), "\(path)")
            }
        }
    }

    @Test func `answers the palette in JSON`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage « des Alizés »")
        let answer = try await test.browser(.rbde).get("/recherche/suggestions?q=alizes")
        #expect(answer.headers[.contentType]?.contains("json") == true)
        let lines = try JSONDecoder().decode([Suggestion].self, from: Data(answer.bytes))
        #expect(
            lines == [
                Suggestion(
                    kind: "company", label: "Garage « des Alizés »", detail: "TOULOUSE",
                    url: "/entreprises/\(company.id)", value: company.id.rawValue)
            ])
    }

    @Test func `offers pages and gestures that the person may use`() async throws {
        let test = try await TestApp.make()
        let mine = try await test.browser(.rbde).get("/recherche/suggestions?q=")
        #expect(mine.text.contains("Nouvelle entreprise"))
        let theirs = try await test.browser(.teacher).get("/recherche/suggestions?q=")
        #expect(!theirs.text.contains("Nouvelle entreprise"))
        #expect(theirs.text.contains("Entreprises"))
        #expect(!(try await test.browser(.intendance).get("/recherche/suggestions?q=")).text.contains("Entreprises"))
    }

    @Test func `is for people who signed in`() async throws {
        let test = try await TestApp.make()
        #expect(try await test.visitor().get("/recherche/suggestions?q=a").status == .seeOther)
    }

    @Test func `suggests companies to fields`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage des Alizés")
        try await test.addCompany("Garage Rangé") { $0.archivedOn = LocalDate(dayNumber: 20_000) }
        let browser = try await test.browser(.rbde)
        let lines = try JSONDecoder().decode(
            [Suggestion].self, from: Data(try await browser.get("/entreprises/suggestions?q=gar").bytes))
        #expect(lines.map(\.label) == ["Garage des Alizés"])
        #expect(try await browser.get("/entreprises/suggestions?q=").text == "[]")
    }
}

@Suite struct `The page of components` {
    @Test func `shows every part to anyone signed in`() async throws {
        let test = try await TestApp.make()
        let page = try await test.browser(.cpe).get("/style")
        #expect(page.status == .ok)
        for part in [
            "class=\"badge late\"", "class=\"notice error\"", "class=\"empty\"", "aria-invalid", "class=\"todo\"",
        ] {
            #expect(page.text.contains(part), "\(part)")
        }
        #expect(try await test.browser(.cpe).get("/aide").text.contains("href=\"/style\""))
        #expect(try await test.visitor().get("/style").status == .seeOther)
    }
}

extension TestApp {
    /// A learner in a class, made when it does not exist yet.
    func addLearner(_ name: String, classCode: String) async throws -> ID<Learner> {
        let ids = app.newIDs()
        let learner = Learner(id: ids.next(), familyName: name, firstName: "Camille")
        let classId = try await schoolClass(classCode)
        let enrolment = Enrolment(id: ids.next(), learnerId: learner.id, classId: classId, schoolYear: 2026)
        try await write { db in
            try db.insert(learner, into: .learner)
            try db.insert(enrolment, into: .enrolment)
        }
        return learner.id
    }

    /// A teacher of a class.
    func addTeacher(of classCode: String) async throws -> ID<StaffMember> {
        let ids = app.newIDs()
        let teacher = StaffMember(id: ids.next(), familyName: "PROF", firstName: "Dominique")
        let classId = try await schoolClass(classCode)
        let teaching = Teaching(id: ids.next(), staffId: teacher.id, classId: classId, subject: "Atelier")
        try await write { db in
            try db.insert(teacher, into: .staffMember)
            try db.insert(teaching, into: .teaching)
        }
        return teacher.id
    }

    private func schoolClass(_ code: String) async throws -> ID<SchoolClass> {
        let fresh = SchoolClass(id: app.newIDs().next(), schoolYear: 2026, code: code, label: "Classe " + code)
        return try await write { db in
            let known: ID<SchoolClass>? = try db.row(
                "select school_class.id from \(db.table(.schoolClass)) where school_class.code = \(code)")
            if let known { return known }
            try db.insert(fresh, into: .schoolClass)
            return fresh.id
        }
    }
}
