import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A clash between actions` {
    @Test(arguments: engines) func `is said when an action is created, in its form, in the list and in the calendar`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            _ = try await office.post("/actions/salles", [("nom", "Salle polyvalente"), ("places", "80")])
            let room = try #require(try await test.read { try $0.rooms() }.first?.id)
            let first = try await test.addAction(sample, .talk, room: room)
            #expect(!(try await office.get("/actions/calendrier").words.contains("Conflit")))
            let created = try await office.post(
                "/actions/demande",
                [("genre", "visite"), ("classe", sample.classId.rawValue), ("jour", "2026-12-01")])
            let path = try #require(created.location)
            let page = try await office.follow(created).words
            #expect(page.contains("Attention : la classe TMRC est déjà à"))
            #expect(try await office.get(path).words.contains("La classe TMRC est déjà à"))
            let form = try await office.get(path + "/modifier").words
            #expect(form.contains("Déjà prévu, mardi 1er décembre 2026"))
            #expect(form.contains("Salle polyvalente (80 places), prise 9 h 00 – 12 h 00"))
            #expect(try await office.get("/actions").words.contains("Conflit"))
            let calendar = try await office.get("/actions/calendrier").words
            #expect(calendar.contains("2 actions se gênent") && calendar.contains("Conflit"))
            // Two requests that nobody accepted yet are told too.
            _ = try await test.write { db in
                try db.change(.action, set: "state = 'demandee'", where: "id = \(first)")
            }
            #expect(try await office.get(path).words.contains("La classe TMRC est déjà à"))
            _ = try await test.write { db in
                try db.change(.action, set: "state = 'annulee'", where: "id = \(first)")
            }
            #expect(!(try await office.get("/actions/calendrier").words.contains("Conflit")))
        }
    }
}

@Suite struct `An action that changes` {
    @Test(arguments: engines) func `takes its times to the new day and tells who holds the old one`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let id = try await test.addAction(sample, .jobDating)
            let path = "/actions/\(id)"
            let office = try await test.browser(.rbde)
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            _ = try await office.post(path + "/envoi", [("courriel", "invitation")])
            let visitor = test.visitor()
            let link = try await test.linkPath(inMailTo: "delorme@exemple.fr")
            _ = try await visitor.post(link, [("reponse", "oui")])
            _ = try await visitor.post(try await test.linkPath(inMailTo: "gerant@exemple.fr"), [("reponse", "non")])
            _ = try await office.post(path + "/creneaux", [("de", "9h"), ("a", "10h"), ("duree", "15")])
            let stray = try await office.post(
                path + "/creneaux", [("jour_creneau", "2026-12-02"), ("de", "9h"), ("a", "10h")])
            #expect(stray.status == .unprocessableContent && stray.words.contains("n’est pas celui de l’action"))
            let before = try await test.outbox().count
            let action = try await test.read { try $0.action(id) }
            var form = [
                ("genre", "job_dating"), ("titre", action.title), ("jour", "2026-12-08"), ("debut", "9h"),
                ("heure_fin", "12h"), ("classe", sample.classId.rawValue), ("version", String(action.version)),
            ]
            let moved = try await office.post(path + "/modifier", form)
            #expect(try await office.follow(moved).words.contains("1 personne prévenue du changement"))
            #expect(
                Set(try await test.read { try $0.slots(of: id) }.map(\.heldOn.description)) == ["2026-12-08"])
            #expect(try await test.outbox().count == before + 1)
            let mails = try await test.outbox().filter { $0.subject.hasPrefix("Changement") }
            #expect(mails.map(\.recipient) == ["delorme@exemple.fr"])
            let mail = try #require(mails.first)
            let body = mail.body.replacing("\u{A0}", with: " ")
            #expect(mail.subject.contains("Changement") && body.contains("mardi 8 décembre 2026"))
            #expect(body.contains("prévu mardi 1er décembre 2026"))
            #expect(try await visitor.get(link).words.contains("mardi 8 décembre 2026"))
            // Another programme alone writes to nobody; hours that leave times outside are said.
            form[6] = ("version", String(action.version + 1))
            _ = try await office.post(path + "/modifier", form + [("programme", "9 h Accueil")])
            #expect(try await test.outbox().count == before + 1)
            form[3] = ("debut", "9h30")
            form[6] = ("version", String(action.version + 2))
            _ = try await office.post(path + "/modifier", form)
            #expect(try await office.get(path).words.contains("2 créneaux sortent des heures de l’action"))
        }
    }

    @Test(arguments: engines) func `tells the teacher what the bureau decided, and says what comes next`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.write { db in
                try db.change(.staffMember, set: "email = 'santini@lycee.example'", where: "id = \(sample.teacher)")
            }
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let asked = try await teacher.post(
                "/actions/demande", [("genre", "visite"), ("classe", sample.classId.rawValue)])
            let path = try #require(asked.location)
            let words = try await teacher.get(path).words
            #expect(words.contains("Le bureau a votre demande") && !words.contains("Noter la présence"))
            #expect(!words.contains("autorisation"))
            let office = try await test.browser(.rbde)
            _ = try await office.post(path + "/etat", [("geste", "accepter"), ("version", "1")])
            let accepted = try #require(try await test.outbox().last)
            #expect(accepted.recipient == "santini@lycee.example" && accepted.body.contains("Le bureau prépare"))
            #expect(try await teacher.get(path).words.contains("Le bureau prépare l’action"))
            let count = try await test.outbox().count
            _ = try await office.post(
                path + "/etat", [("geste", "annuler"), ("motif", "Car en panne"), ("version", "2")])
            #expect(try await test.outbox().count == count + 1)
            let cancelled = try #require(try await test.outbox().last)
            #expect(cancelled.body.replacing("\u{A0}", with: " ").contains("est annulée : Car en panne"))
        }
    }

    @Test(arguments: engines) func `notes at once all those who came`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let id = try await test.addAction(sample, .talk, on: "2026-11-23")
            let office = try await test.browser(.rbde)
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            let answers = "/actions/\(id)/invites/reponse"
            for guest in try await test.guests(of: id) {
                _ = try await office.post(answers, [("reponse", "\(guest.id)~accepte")])
            }
            #expect(try await office.get("/actions/\(id)").words.contains("Tous les autres sont venus"))
            let done = try await office.post(answers, [("reponse", "tous~present")])
            #expect(try await office.follow(done).words.contains("2 professionnels notés venus"))
            #expect(Set(try await test.guests(of: id).map(\.state)) == [.present])
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            #expect(try await teacher.post(answers, [("reponse", "tous~present")]).status == .forbidden)
        }
    }

    @Test func `says to who never came where the school is, and numbers the companies to wish for`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        try await test.giveMails(sample)
        let id = try await test.addAction(sample, .jobDating, .preparing)
        let office = try await test.browser(.rbde)
        try await test.addGuest(\.tutor, sample, to: id)
        _ = try await office.post("/actions/\(id)/envoi", [("courriel", "invitation")])
        let school = try await test.read { try $0.ownSchool() }
        let line = try #require(school.address.lines.first)
        #expect(try await test.outbox().last?.body.contains(line) == true)
        let link = try await test.linkPath(inMailTo: "delorme@exemple.fr")
        let visitor = test.visitor()
        #expect(try await visitor.get(link).words.contains(line))
        _ = try await visitor.post(link, [("reponse", "oui")])
        _ = try await office.post("/actions/\(id)/creneaux", [("de", "9h"), ("a", "10h"), ("duree", "15")])
        let grid = try await office.get("/actions/\(id)/rendez-vous")
        #expect(grid.text.contains("<li><strong>1</strong> "))
        #expect(grid.words.contains("4 places pour 3 élèves : 1 rendez-vous chacun"))
    }
}

@Suite struct `The presence of several classes` {
    private func line(_ number: Int, _ code: String, _ state: ActionLearner.State) -> ActionLearnerLine {
        ActionLearnerLine(
            id: ID("l\(number)"), learnerId: ID("e\(number)"), familyName: "ESSAI", usageName: nil,
            firstName: "\(number)",
            birthDate: nil, state: state, authorisedOn: nil, wishes: "", classCode: code)
    }

    @Test func `goes on with the next class that nobody noted`() async throws {
        let test = try await TestApp.make()
        let day = try #require(LocalDate("2026-11-23"))
        let action = Action(id: ID("a"), kind: .forum, schoolYear: 2026, title: "Forum", state: .confirmed)
        func view(_ lines: [ActionLearnerLine]) -> AttendanceView {
            AttendanceView(action: action, all: lines, code: "TB", today: day, author: test.author(.rbde))
        }
        let classes = [("TA", ActionLearner.State.expected), ("TB", .present), ("TC", .expected)]
        let many = classes.flatMap { code, state in (0..<30).map { line($0, code, state) } }
        #expect(view(many).nextCode == "TC")
        #expect(view(many.filter { $0.classCode != "TC" } + many.filter { $0.classCode == "TB" }).nextCode == "TA")
        #expect(view(Array(many.prefix(30))).nextCode == nil)
        #expect(view(many.map { line(0, $0.classCode ?? "", .present) }).nextCode == nil)
    }
}
