import Domain
import Exchange
import Foundation
import HTTPTypes
import Persistence

/// Former learners: directory, links, mentoring, insertion.
enum AlumniRoutes {
    static func add(to site: Site) {
        let keepers = Access.members(.manageAlumni)
        site.get("/anciens", keepers, list)
        site.post("/anciens/envoi", keepers) { try await send($0, .alumni) }
        site.get("/anciens/:id", keepers, show)
        site.post("/anciens/:id/effacement", keepers, forget)
        site.get("/mentorats", .members(.followPaths), mentorings)
        site.post("/mentorats", .members(.followPaths), addMentoring)
        site.post("/mentorats/:id", .members(.followPaths), moveMentoring)
        site.get("/insertion", keepers, insertion)
        site.post("/insertion/envoi", keepers) { try await send($0, .survey) }
        site.post("/insertion/reponses", keepers, noteAnswer)
        site.post("/insertion/inserjeunes", keepers, importOfficial)
        site.get("/suite/:jeton", .everyone, leaver)
        site.post("/suite/:jeton", .everyone, answerLeaver)
        site.get("/suite/:jeton/merci", .everyone) { visit in
            .page(linkThanksPage("Votre réponse est arrivée au lycée.", back: nil, visit))
        }
        site.get("/ancien/:jeton", .everyone, ownRecord)
        site.post("/ancien/:jeton", .everyone, updateOwn)
        site.post("/ancien/:jeton/effacement", .everyone, withdrawOwn)
    }

    // MARK: Directory

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today, query) = (try visit.author, visit.now.day, visit.query)
        let offer = Alumnus.Offer(rawValue: query["offre"])
        let view = try await visit.read { db in
            AlumniView(
                alumni: PageSlice(
                    try db.alumni(words: SearchKey(query["q"]).words, offer: offer, today: today), after: query["apres"]
                ) { $0.id.rawValue },
                classes: try db.leavingClasses(year: author.currentYear), words: query["q"], offer: offer, today: today,
                author: author)
        }
        return .page(alumniPage(view, visit))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Alumnus.self)
        let today = visit.now.day
        let (alumnus, journal) = try await visit.read { db in
            let alumnus = try db.alumnus(id)
            guard alumnus.isKept(on: today) else { throw NotFound("Cet ancien élève") }
            return (alumnus, try db.journal(of: Subject("alumnus", id)))
        }
        try await visit.perform(NoteReading(subject: Subject("alumnus", id)))
        return .page(alumnusPage(alumnus, journal, today, visit))
    }

    @Sendable static func forget(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Alumnus.self)
        let values = try await visit.formValues()
        try await visit.perform(ForgetAlumnus(id: id), for: values) { .alumni }
        return .redirect(.alumni, saying: "Fiche effacée.")
    }

    @Sendable static func send(_ visit: Visit, _ purpose: PathLinkPurpose) async throws -> Answer {
        let values = try await visit.formValues()
        let back = purpose == .alumni ? Link.alumni : Link.insertion
        guard !values["classe"].isEmpty else { throw BadRequest(message: "Choisissez la classe à qui écrire.") }
        let (secrets, site) = (visit.app.secrets, visit.app.settings.siteAddress)
        let operation = SendPathLinks(
            classId: ID(values["classe"]), purpose: purpose,
            token: { secrets.seal("suite" + $0.rawValue, for: .personalLink) },
            address: { site + Link("/suite", [$0]).path })
        let outcome = try await visit.perform(operation, for: values) { _ in back }
        let rest =
            outcome.unreachable == 0
            ? "" : " \(FrenchNumber.counted(outcome.unreachable, "élève sans courriel", "élèves sans courriel"))."
        return .redirect(back, saying: "\(FrenchNumber.counted(outcome.sent, "lien envoyé", "liens envoyés")).\(rest)")
    }

    // MARK: Mentoring

    private static func mentoringView(_ visit: Visit, _ state: FormState) async throws -> Page {
        let (author, today) = (try visit.author, visit.now.day)
        let picked = visit.query["classe"].isEmpty ? state["classe"] : visit.query["classe"]
        let classId: ID<SchoolClass>? = picked.isEmpty ? nil : ID(picked)
        let after = visit.query["apres"]
        let view = try await visit.read { db in
            MentoringView(
                lines: PageSlice(try db.mentorings(), after: after, size: 25) { $0.id.rawValue },
                classes: try db.classesFollowed(by: author), classId: classId,
                learners: try classId.map { try db.pathLines(of: $0, year: author.currentYear) } ?? [],
                contacts: try db.willing(to: .mentoring, year: author.currentYear),
                alumni: try db.alumni(words: [], offer: .mentor, today: today), today: today, author: author)
        }
        return mentoringPage(view, state, visit)
    }

    @Sendable static func mentorings(_ visit: Visit) async throws -> Answer {
        .page(try await mentoringView(visit, FormState()))
    }

    @Sendable static func addMentoring(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MentoringForm.self) { form, values in
            try await visit.perform(AddMentoring(form: form), for: values) { _ in .mentorings }
            return .redirect(.mentorings, saying: "Mentorat proposé.")
        } show: { state in
            try await mentoringView(visit, state)
        }
    }

    @Sendable static func moveMentoring(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Mentoring.self)
        let values = try await visit.formValues()
        guard let state = Mentoring.State(rawValue: values["etat"]) else {
            _ = try await visit.read { try $0.mentoring(id) }
            throw BadRequest(message: "Choisissez la suite.")
        }
        try await visit.perform(
            MoveMentoring(id: id, state: state, version: Int(values["version"]) ?? 0), for: values
        ) { .mentorings }
        return .redirect(.mentorings, saying: "Mentorat : \(state.label.lowercasedFirst).")
    }

    // MARK: Insertion

    private static func insertionPage(_ visit: Visit, _ state: FormState = FormState()) async throws -> Page {
        let author = try visit.author
        let year = Int(visit.query["annee"]).flatMap { (2000...2100).contains($0) ? $0 : nil } ?? author.currentYear - 1
        let view = try await visit.read { try $0.insertionView(year: year, author: author) }
        return App.insertionPage(view, state, visit)
    }

    @Sendable static func insertion(_ visit: Visit) async throws -> Answer { .page(try await insertionPage(visit)) }

    @Sendable static func noteAnswer(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        guard let year = Int(values["annee"]) else { throw BadRequest(message: "Choisissez l’année.") }
        let answers = values.pairs.compactMap { name, value -> (ID<Learner>, Situation)? in
            guard name.hasPrefix("situation-"), let situation = Situation(rawValue: value) else { return nil }
            return (ID(String(name.dropFirst(10))), situation)
        }
        let back = Link.insertion.with([("annee", String(year))])
        let operation = NoteInsertion(
            answers: Dictionary(answers, uniquingKeysWith: { _, last in last }), year: year)
        let count = try await visit.perform(operation, for: values) { _ in back }
        return .redirect(
            back,
            saying: count == 0
                ? "Aucune situation choisie." : FrenchNumber.counted(count, "réponse notée.", "réponses notées."))
    }

    @Sendable static func importOfficial(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        do {
            guard let file = values.files.first(where: { $0.field == "fichier" && !$0.file.bytes.isEmpty })?.file else {
                throw FieldRefusal("fichier", "Choisissez le fichier à importer.")
            }
            let lines = try OfficialFile(TableReading.read(file))
            let count = try await visit.perform(ImportOfficial(file: lines), for: values) { _ in .insertion }
            let strange = lines.unreadable
            let left =
                strange.isEmpty
                ? ""
                : " \(FrenchNumber.counted(strange.count, "valeur illisible laissée", "valeurs illisibles laissées")) de côté\u{A0}: "
                    + strange.prefix(3).joined(separator: " ; ") + (strange.count > 3 ? "…" : ".")
            return .redirect(
                .insertion,
                saying: "InserJeunes importé : \(FrenchNumber.counted(count, "chiffre", "chiffres")).\(left)")
        } catch let refusal as FieldRefusal {
            return .page(
                try await insertionPage(visit, FormState(values: values, problems: refusal.problems)),
                status: .unprocessableContent)
        } catch let failure as ExchangeFailure {
            let problem = FieldProblem(field: "fichier", message: failure.message)
            return .page(
                try await insertionPage(visit, FormState(values: values, problems: [problem])),
                status: .unprocessableContent)
        }
    }

    // MARK: By link

    private static func slowDown(_ visit: Visit) async throws {
        try await visit.app.throttle.attempt("lien:" + visit.clientAddress, .leaverLink)
    }

    private static func leaverView(_ visit: Visit) async throws -> (LeaverView, String)? {
        let token = try visit.piece("jeton")
        let now = visit.app.clock()
        do {
            return (try await visit.app.readPlatform { try $0.leaverView(token, at: now) }, token)
        } catch is LinkExpired {
            return nil
        }
    }

    @Sendable static func leaver(_ visit: Visit) async throws -> Answer {
        guard let (view, token) = try await leaverView(visit) else {
            return .page(linkClosedPage(visit), status: .gone)
        }
        return .page(leaverPage(view, token, FormState(), visit))
    }

    @Sendable static func answerLeaver(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        guard let (view, token) = try await leaverView(visit) else {
            return .page(linkClosedPage(visit), status: .gone)
        }
        return try await visit.submit(LeaverForm.self) { form, _ in
            let own = Secret.token(visit.app.random)
            let link = Link("/ancien", [own])
            let agreed = try await visit.app.performPlatform(
                AnswerLeaver(token: token, form: form, ownToken: own, ownAddress: visit.address(link)))
            return agreed
                ? .redirect(link, saying: "Merci. Gardez cette adresse : c’est votre page.")
                : .redirect(Link("/suite", [token, "merci"]))
        } show: { state in
            leaverPage(view, token, state, visit)
        }
    }

    private static func own(_ visit: Visit) async throws -> (Alumnus, School, String)? {
        let token = try visit.piece("jeton")
        let now = visit.app.clock()
        do {
            return try await visit.app.readPlatform { platform in
                let (db, alumnus) = try platform.ownAlumnus(token, at: now)
                return (alumnus, try db.ownSchool(), token)
            }
        } catch is LinkExpired {
            return nil
        }
    }

    @Sendable static func ownRecord(_ visit: Visit) async throws -> Answer {
        guard let (alumnus, school, token) = try await own(visit) else {
            return .page(linkClosedPage(visit), status: .gone)
        }
        var pairs: [(String, String)] = [
            ("courriel", alumnus.email), ("telephone", PhoneNumber(rawValue: alumnus.phone)?.display ?? alumnus.phone),
            ("situation", alumnus.situation.rawValue), ("employeur", alumnus.employer),
        ]
        pairs += alumnus.offers.map { ("offre", $0.rawValue) }
        let state = FormState(pairs)
        return .page(ownAlumnusPage(alumnus, school, token, state, visit))
    }

    @Sendable static func updateOwn(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        guard let (alumnus, school, token) = try await own(visit) else {
            return .page(linkClosedPage(visit), status: .gone)
        }
        return try await visit.submit(OwnAlumnusForm.self) { form, _ in
            try await visit.app.performPlatform(UpdateOwnAlumnus(token: token, form: form))
            return .redirect(Link("/ancien", [token]), saying: "Fiche à jour, merci.")
        } show: { state in
            ownAlumnusPage(alumnus, school, token, state, visit)
        }
    }

    @Sendable static func withdrawOwn(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let token = try visit.piece("jeton")
        do {
            try await visit.app.performPlatform(WithdrawOwnAlumnus(token: token))
        } catch is LinkExpired {
            return .page(linkClosedPage(visit), status: .gone)
        }
        return .page(linkThanksPage("Tout est effacé. Merci d’être passé par le lycée.", back: nil, visit))
    }
}

extension Throttle.Limit {
    fileprivate static let leaverLink = Throttle.Limit(tries: 100, seconds: 3600)
}
