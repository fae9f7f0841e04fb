import Domain
import PDF
import Persistence

/// Sheets of an action: presence, authorisations, interviews, on screen and on paper.
enum ActionSheetRoutes {
    static func add(to site: Site) {
        let team = Access.members(.requestActions)
        site.get("/actions/:id/presence", team, attendance)
        site.post("/actions/:id/presence", team, saveAttendance)
        site.get("/actions/:id/autorisations", team, authorisations)
        site.post("/actions/:id/autorisations", team, saveAuthorisations)
        site.get("/actions/:id/emargement.pdf", team, attendancePaper)
        site.get("/actions/:id/autorisations.pdf", team, authorisationPaper)
        site.get("/actions/:id/rendez-vous", team, grid)
        site.post("/actions/:id/rendez-vous", .members(.organiseActions), noteMeetings)
        site.post("/actions/:id/repartition", .members(.organiseActions), shareOut)
        site.post("/actions/:id/souhaits", team, saveWishes)
        site.get("/actions/:id/souhaits/:eleve", team, wishes)
        site.get("/actions/:id/entreprises.pdf", team, companyPaper)
        site.get("/actions/:id/convocations.pdf", team, learnerPaper)
    }

    // MARK: Presence

    private static func sheet(_ visit: Visit) async throws -> AttendanceView {
        let id = try visit.id(Action.self)
        let (author, today) = (try visit.author, visit.now.day)
        let code = visit.query["classe"]
        return try await visit.read { db in
            AttendanceView(
                action: try db.action(id, for: author), all: try db.actionLearners(of: id), code: code, today: today,
                author: author)
        }
    }

    @Sendable static func attendance(_ visit: Visit) async throws -> Answer {
        .page(attendancePage(try await sheet(visit), FormState(), visit))
    }

    @Sendable static func saveAttendance(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        return try await visit.submit(ActionAttendanceForm.self) { form, values in
            let count = try await visit.perform(SaveAttendance(id: id, form: form), for: values) { _ in .action(id) }
            let noted = FrenchNumber.counted(count, "présent noté.", "présents notés.")
            guard let next = try await sheet(visit).nextCode else { return .redirect(.action(id), saying: noted) }
            return .redirect(
                Link.action(id).appending("presence").with([("classe", next)]),
                saying: "\(noted) Classe suivante\u{A0}: \(next).")
        } show: { state in
            attendancePage(try await sheet(visit), state, visit)
        }
    }

    @Sendable static func authorisations(_ visit: Visit) async throws -> Answer {
        .page(authorisationsPage(try await sheet(visit), visit))
    }

    @Sendable static func saveAuthorisations(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        var reader = FormReader(values)
        let form = ActionAttendanceForm(reading: &reader)
        try await visit.perform(SaveAuthorisations(id: id, form: form), for: values) { _ in
            Link.action(id).appending("autorisations")
        }
        return .redirect(Link.action(id).appending("autorisations"), saying: "Autorisations enregistrées.")
    }

    // MARK: Paper

    private static func documents(_ visit: Visit) async throws -> (ActionDocuments, MeetingGridView) {
        let id = try visit.id(Action.self)
        let author = try visit.author
        return try await visit.read { db in
            let action = try db.action(id, for: author)
            let room = try action.roomId.map { try db.room($0).name }
            return (
                ActionDocuments(action: action, school: try db.ownSchool(), room: room),
                try db.meetingGrid(action, for: author)
            )
        }
    }

    private static func paper(
        _ visit: Visit, _ title: String, _ file: String, _ make: (ActionDocuments, MeetingGridView) -> [PDFSection]
    ) async throws -> Answer {
        let (documents, view) = try await documents(visit)
        let sections = make(documents, view)
        guard !sections.isEmpty else { throw NotFound("Ce document (il n’y a personne à y mettre)") }
        return try Paper.answer(
            sections, title: "\(title) – \(view.action.title)", file: file, author: documents.school.name,
            at: visit.now.moment)
    }

    @Sendable static func attendancePaper(_ visit: Visit) async throws -> Answer {
        try await paper(visit, "Émargement", "emargement") { $0.attendance($1.learners, guests: $1.guests) }
    }

    @Sendable static func authorisationPaper(_ visit: Visit) async throws -> Answer {
        let today = visit.now.day
        return try await paper(visit, "Autorisations", "autorisations") { documents, view in
            documents.authorisations(view.learners.filter { $0.isMinor(on: view.action.startsOn ?? today) })
        }
    }

    @Sendable static func companyPaper(_ visit: Visit) async throws -> Answer {
        try await paper(visit, "Rendez-vous par entreprise", "rendez-vous-entreprises") { $0.companies($1) }
    }

    @Sendable static func learnerPaper(_ visit: Visit) async throws -> Answer {
        try await paper(visit, "Convocations", "convocations") { $0.learners($1) }
    }

    // MARK: Interviews

    private static func gridView(_ visit: Visit) async throws -> MeetingGridView {
        let id = try visit.id(Action.self)
        let author = try visit.author
        let only: ID<ActionGuest>? = visit.query["entreprise"].isEmpty ? nil : ID(visit.query["entreprise"])
        return try await visit.read { db in
            var view = try db.meetingGrid(try db.action(id, for: author), for: author)
            view.only = only
            return view
        }
    }

    @Sendable static func grid(_ visit: Visit) async throws -> Answer {
        .page(meetingGridPage(try await gridView(visit), FormState([("complet", "1")]), visit))
    }

    @Sendable static func shareOut(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let back = Link.action(id).appending("rendez-vous")
        return try await visit.submit(ShareOutForm.self) { form, values in
            let count = try await visit.perform(
                ShareOutMeetings(id: id, most: form.most, fills: form.fills), for: values
            ) { _ in back }
            return .redirect(back, saying: FrenchNumber.counted(count, "rendez-vous placé.", "rendez-vous placés."))
        } show: { state in
            meetingGridPage(try await gridView(visit), state, visit)
        }
    }

    @Sendable static func noteMeetings(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        var outcomes: [ID<ActionMeeting>: ActionMeeting.Outcome] = [:]
        for (name, value) in values.pairs where name.hasPrefix("suite-") {
            if let outcome = ActionMeeting.Outcome(rawValue: value) {
                outcomes[ID(String(name.dropFirst(6)))] = outcome
            }
        }
        let back = Link.action(id).appending("rendez-vous")
        try await visit.perform(NoteMeetings(id: id, outcomes: outcomes), for: values) { _ in back }
        return .redirect(back, saying: "Suites enregistrées.")
    }

    @Sendable static func saveWishes(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let back = Link.action(id).appending("rendez-vous")
        return try await visit.submit(WishForm.self) { form, values in
            try await visit.perform(SaveWishes(id: id, wishes: form.wishes), for: values) { _ in back }
            return .redirect(back, saying: "Souhaits enregistrés.")
        } show: { state in
            meetingGridPage(try await gridView(visit), FormState([("complet", "1")]), wishes: state, visit)
        }
    }

    @Sendable static func wishes(_ visit: Visit) async throws -> Answer {
        let key = try visit.id(ActionLearner.self, "eleve")
        let view = try await gridView(visit)
        guard let learner = view.learners.first(where: { $0.id == key }) else { throw NotFound("Cet élève") }
        return .page(wishesPage(view, learner, visit))
    }
}

/// The wishes of learners: companies chosen one by one, or by their numbers in the list that was shown.
struct WishForm: FormInput {
    private(set) var wishes: [ID<ActionLearner>: [ID<ActionGuest>]] = [:]

    init(reading form: inout FormReader) {
        let order = form.values["ordre"].split(separator: " ").map { ID<ActionGuest>(String($0)) }
        for (name, value) in form.values.pairs {
            if name.hasPrefix("souhait-") { add(value, to: ID(String(name.dropFirst(8)))) }
            guard name.hasPrefix("rang-") else { continue }
            let line = ID<ActionLearner>(String(name.dropFirst(5)))
            wishes[line, default: []] += []
            for word in value.split(whereSeparator: { !$0.isNumber && !$0.isLetter }) {
                guard let number = Int(word), order.indices.contains(number - 1) else {
                    form.refuse(name, "« \(word) » n’est pas un numéro de la liste (1 à \(order.count)).")
                    continue
                }
                add(order[number - 1].rawValue, to: line)
            }
        }
    }

    private mutating func add(_ guest: String, to line: ID<ActionLearner>) {
        var list = wishes[line, default: []]
        if !guest.isEmpty, !list.contains(ID(guest)) { list.append(ID(guest)) }
        wishes[line] = list
    }
}

struct ShareOutForm: FormInput {
    let most: Int
    let fills: Bool

    init(reading form: inout FormReader) {
        most = form.number("maximum", in: 1...60) ?? 60
        fills = form.flag("complet")
    }
}

extension SchoolDatabase {
    func meetingGrid(_ action: Action, for author: Author) throws -> MeetingGridView {
        MeetingGridView(
            action: action, guests: try guests(of: action.id), slots: try slots(of: action.id),
            learners: try actionLearners(of: action.id), meetings: try meetings(of: action.id), author: author)
    }
}
