import Domain
import Exchange
import Persistence

/// Everything of the second axis: actions, paths of learners, mobility.
enum ActionsFeature {
    static func addRoutes(to site: Site) {
        ActionRoutes.add(to: site)
        GuestRoutes.add(to: site)
        ActionSheetRoutes.add(to: site)
        ActionPublicRoutes.add(to: site)
        PathRoutes.add(to: site)
        OfferRoutes.add(to: site)
        AlumniRoutes.add(to: site)
        MobilityProjectRoutes.add(to: site)
    }

    static let jobs: [Job] = [.actionMails]
}

/// Actions: list, request, page, life.
enum ActionRoutes {
    static func add(to site: Site) {
        site.get("/actions", .members(.seeActions), list)
        site.get("/actions/demande", .members(.requestActions), requestForm)
        site.post("/actions/demande", .members(.requestActions), request)
        site.get("/actions/calendrier", .members(.seeActions), calendar)
        site.get("/actions/calendrier.ics", .members(.seeActions), calendarFile)
        site.get("/actions/salles", .members(.organiseActions), rooms)
        site.post("/actions/salles", .members(.organiseActions), addRoom)
        site.post("/actions/salles/:id/retrait", .members(.organiseActions), closeRoom)
        site.get("/actions/:id", .members(.seeActions), show)
        site.get("/actions/:id/modifier", .members(.organiseActions), editForm)
        site.post("/actions/:id/modifier", .members(.organiseActions), edit)
        site.post("/actions/:id/etat", .members(.requestActions), move)
        site.post("/actions/:id/reprise", .members(.organiseActions), copy)
        site.post("/actions/:id/liens", .members(.organiseActions), openLink)
        site.post("/actions/:id/creneaux", .members(.organiseActions), addSlots)
        site.post("/actions/:id/creneaux/retrait", .members(.organiseActions), removeSlot)
        site.post("/actions/:id/effets", .members(.organiseActions), addEffect)
        site.post("/effets/:id/retrait", .members(.organiseActions), removeEffect)
        site.post("/actions/:id/colleges", .members(.organiseActions), noteBookings)
        site.post("/actions/:id/courriels", .members(.organiseActions), switchMail)
    }

    // MARK: Lists

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (query, today) = (visit.query, visit.now.day)
        let filter = ActionListFilter(
            year: author.currentYear, state: Action.State(rawValue: query["etat"]),
            kind: ActionKind(rawValue: query["genre"]), classId: query["classe"].isEmpty ? nil : ID(query["classe"]),
            objective: query["objectif"].isEmpty ? nil : ID(query["objectif"]))
        let view = try await visit.read { db in
            ActionListView(
                lines: try db.actions(filter, for: author), filter: filter,
                classes: try db.actionClasses(for: author),
                clashes: try db.clashes(year: author.currentYear, from: today),
                leftOpen: author.may(.organiseActions) ? try db.leftOpen(before: author.currentYear) : [],
                objectives: author.may(.steerOffice)
                    ? try db.objectiveChoices(year: author.currentYear, keeping: filter.objective) : [],
                query: query, today: today, author: author)
        }
        return .page(actionListPage(view, visit))
    }

    @Sendable static func calendar(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let (lines, clashes) = try await visit.read { db in
            (
                try db.actions(ActionListFilter(year: author.currentYear), for: author),
                try db.clashes(year: author.currentYear, from: today)
            )
        }
        return .page(
            actionCalendarPage(
                ActionCalendarView(
                    year: author.currentYear, lines: lines, clashes: clashes, today: today, author: author)))
    }

    @Sendable static func calendarFile(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let lines = try await visit.read { try $0.actions(ActionListFilter(year: author.currentYear), for: author) }
        let calendar = ICSCalendar(
            name: "Actions, \(author.schoolName)", events: lines.compactMap(\.event), zone: author.zone)
        return .file(
            FileAnswer(
                name: "actions.ics", type: "text/calendar; charset=utf-8",
                bytes: ICSWriter.bytes(calendar, at: visit.app.clock())))
    }

    // MARK: Asking

    private static func requestPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let author = try visit.author
        let objectives = try await visit.read { db in
            author.may(.organiseActions) ? try db.objectiveChoices(year: author.currentYear) : []
        }
        let classes = try await visit.read { try $0.actionClasses(for: author) }
        return actionRequestPage(
            ActionRequestView(classes: classes, objectives: objectives, author: author), state, visit)
    }

    @Sendable static func requestForm(_ visit: Visit) async throws -> Answer {
        let state = FormState([
            ("genre", visit.query["genre"]), ("classe", visit.query["classe"]), ("objectif", visit.query["objectif"]),
        ])
        return .page(try await requestPage(visit, state))
    }

    @Sendable static func request(_ visit: Visit) async throws -> Answer {
        let organises = try visit.author.may(.organiseActions)
        return try await visit.submit(ActionRequestForm.self) { form, values in
            let id = try await visit.perform(RequestAction(form: form), for: values) { .action($0) }
            let clash = try await visit.read { db in try db.clashes(of: try db.action(id)).first?.message }
            let done = organises ? "Action créée : complétez-la." : "Demande envoyée au bureau des entreprises."
            return .redirect(
                .action(id), saying: clash.map { "\(done) Attention\u{A0}: \($0.lowercasedFirst)" } ?? done)
        } show: { state in
            try await requestPage(visit, state)
        }
    }

    // MARK: One action

    static func view(_ visit: Visit) async throws -> ActionView {
        let id = try visit.id(Action.self)
        let (author, today) = (try visit.author, visit.now.day)
        return try await visit.read { try $0.actionView(id, for: author, today: today) }
    }

    private static func page(_ visit: Visit, _ states: ActionStates = ActionStates()) async throws -> Page {
        actionPage(try await view(visit), states, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit)) }

    private static func formPage(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let id = try visit.id(Action.self)
        let author = try visit.author
        let typed = state.flatMap { $0["jour"].isEmpty ? nil : LocalDate($0["jour"]) ?? LocalDate(french: $0["jour"]) }
        let (view, classes, staff) = try await visit.read { db in
            (
                try db.actionFormView(id, on: typed, for: author), try db.classes(of: id).map(\.id),
                try db.staff(of: id).map(\.id)
            )
        }
        return actionEditPage(view, state ?? FormState(view.action, classes: classes, staff: staff), visit)
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer { .page(try await formPage(visit, nil)) }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        _ = try await visit.read { try $0.action(id) }
        return try await visit.submit(ActionForm.self) { form, values in
            let told = try await visit.perform(EditAction(id: id, form: form), for: values) { _ in .action(id) }
            let change =
                told == 0
                ? "" : " \(FrenchNumber.counted(told, "personne prévenue", "personnes prévenues")) du changement."
            return .redirect(.action(id), saying: "Action enregistrée.\(change)")
        } show: { state in
            try await formPage(visit, state)
        }
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let author = try visit.author
        _ = try await visit.read { try $0.action(id, for: author) }
        return try await visit.submit(ActionEventForm.self) { form, values in
            let outcome = try await visit.perform(MoveAction(id: id, form: form), for: values) { _ in .action(id) }
            let told =
                outcome.told == 0
                ? "" : " \(FrenchNumber.counted(outcome.told, "personne prévenue", "personnes prévenues"))."
            return .redirect(.action(id), saying: "L’action est « \(outcome.state.label) ».\(told)")
        } show: { state in
            try await page(visit, ActionStates(event: state))
        }
    }

    @Sendable static func copy(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        let copy = try await visit.perform(CopyAction(id: id), for: values) { .action($0) }
        return .redirect(.action(copy), saying: "Action reprise : fixez la date, les invités sont sur la liste.")
    }

    @Sendable static func openLink(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        _ = try await visit.read { try $0.action(id) }
        let values = try await visit.formValues()
        guard let purpose = OpenActionLink.Purpose(rawValue: values["usage"]) else {
            throw BadRequest(message: "Choisissez à quoi sert le lien.")
        }
        let opens = values["ouvert"] == "oui"
        let token = opens ? visit.app.secrets.seal(purpose.rawValue + id.rawValue, for: .personalLink) : nil
        try await visit.perform(OpenActionLink(id: id, purpose: purpose, token: token), for: values) { _ in .action(id)
        }
        return .redirect(.action(id), saying: opens ? "Lien ouvert : copiez-le et donnez-le." : "Lien fermé.")
    }

    /// The reminder or the thanks of an action leave by themselves, or no longer do.
    @Sendable static func switchMail(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.action(id) }
        guard let kind = ActionMailKind(rawValue: values["genre"]) else {
            throw BadRequest(message: "Choisissez le courriel.")
        }
        let leaves = values["part"] == "oui"
        try await visit.perform(SwitchActionMail(id: id, kind: kind, leaves: leaves), for: values) { _ in .action(id) }
        return .redirect(.action(id), saying: "\(kind.label)\u{A0}: \(leaves ? "partira seul." : "ne partira pas.")")
    }

    // MARK: Times and results

    @Sendable static func addSlots(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        _ = try await visit.read { try $0.action(id) }
        return try await visit.submit(SlotForm.self) { form, values in
            let count = try await visit.perform(AddSlots(id: id, form: form), for: values) { _ in .action(id) }
            return .redirect(.action(id), saying: FrenchNumber.counted(count, "créneau ajouté.", "créneaux ajoutés."))
        } show: { state in
            try await page(visit, ActionStates(slot: state))
        }
    }

    @Sendable static func removeSlot(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.action(id) }
        let slot = ID<ActionSlot>(values["creneau"])
        try await visit.perform(RemoveSlot(action: id, slot: slot), for: values) { _ in .action(id) }
        return .redirect(.action(id), saying: "Créneau retiré.")
    }

    @Sendable static func addEffect(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        _ = try await visit.read { try $0.action(id) }
        return try await visit.submit(EffectForm.self) { form, values in
            try await visit.perform(RecordEffect(id: id, form: form), for: values) { _ in .action(id) }
            return .redirect(.action(id), saying: "Effet noté.")
        } show: { state in
            try await page(visit, ActionStates(effect: state))
        }
    }

    @Sendable static func removeEffect(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ActionEffect.self)
        let values = try await visit.formValues()
        let action = try await visit.perform(RemoveEffect(id: id), for: values) { .action($0) }
        return .redirect(.action(action), saying: "Effet retiré.")
    }

    @Sendable static func noteBookings(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Action.self)
        let values = try await visit.formValues()
        var attended: [ID<ActionBooking>: Int] = [:]
        for (name, value) in values.pairs where name.hasPrefix("venus-") {
            if let count = Int(value.trimmedText), (0...500).contains(count) {
                attended[ID(String(name.dropFirst(6)))] = count
            }
        }
        let operation = NoteBookings(
            id: id, attended: attended, authorised: Set(values.all("autorise").map { ID($0) }))
        try await visit.perform(operation, for: values) { _ in .action(id) }
        return .redirect(.action(id), saying: "Accueil des collèges enregistré.")
    }

    // MARK: Rooms

    private static func roomPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        roomsPage(try await visit.read { try $0.rooms() }, state, try visit.author, visit)
    }

    @Sendable static func rooms(_ visit: Visit) async throws -> Answer { .page(try await roomPage(visit, FormState())) }

    @Sendable static func addRoom(_ visit: Visit) async throws -> Answer {
        try await visit.submit(RoomForm.self) { form, values in
            try await visit.perform(AddRoom(form: form), for: values) { _ in .rooms }
            return .redirect(.rooms, saying: "Salle ajoutée.")
        } show: { state in
            try await roomPage(visit, state)
        }
    }

    @Sendable static func closeRoom(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Room.self)
        let values = try await visit.formValues()
        try await visit.perform(CloseRoom(id: id), for: values) { _ in .rooms }
        return .redirect(.rooms, saying: "Salle retirée.")
    }
}

extension SchoolDatabase {
    /// The classes whose actions a person may ask for or look for: their own, or all of them.
    func actionClasses(for author: Author) throws -> [(id: ID<SchoolClass>, code: String)] {
        if author.may(.seeAllLearners) {
            return try classes(year: author.currentYear).map { (id: $0.id, code: $0.code) }
        }
        let taught = try author.staffId.map { try classesTaught(by: $0, year: author.currentYear) } ?? []
        var seen: Set<ID<SchoolClass>> = []
        return taught.filter { seen.insert($0.id).inserted }.map { (id: $0.id, code: $0.code) }
    }

    func actionView(_ id: ID<Action>, for author: Author, today: LocalDate) throws -> ActionView {
        let action = try action(id, for: author)
        let classes = try classes(of: id)
        let guests = try guests(of: id)
        let learners = try actionLearners(of: id)
        let room = try action.roomId.map { try self.room($0) }
        let moment = ActionMoment(
            today: today, year: author.currentYear, organises: author.may(.organiseActions),
            asked: author.staffId != nil && action.requestedBy == author.staffId)
        return ActionView(
            action: action, classes: classes, staff: try staff(of: id), room: room,
            objective: try action.objectiveId.flatMap { try objectiveChoice($0) }, autoMails: try actionMails(of: id),
            guests: guests,
            slots: try slots(of: id), learners: learners, meetings: try meetings(of: id),
            bookings: author.may(.organiseActions) ? try bookings(of: id) : [], feedback: try feedback(of: id),
            effects: try effects(of: id), placementsBorn: action.state.isDone ? try placementsBorn(of: action) : 0,
            companies: Dictionary(
                guests.map { ($0.companyId, $0.companyName) }, uniquingKeysWith: { first, _ in first }),
            warnings: try warnings(of: action, classes, learners.count, room),
            journal: author.may(.organiseActions) ? try journal(of: Subject("action", id)) : [],
            events: author.may(.requestActions) ? action.events(for: moment) : [], today: today, author: author)
    }

    /// What does not forbid the action, and that somebody should know.
    private func warnings(
        of action: Action, _ classes: [SchoolClass], _ learners: Int, _ room: Room?
    ) throws -> [String] {
        guard action.state.isOpen, action.state != .held else { return [] }
        var warnings: [String] = []
        let away = try classesAway(action, classes: classes.map(\.id))
        if !away.isEmpty { warnings.append("En PFMP ces jours-là\u{A0}: \(away.joined(separator: ", ")).") }
        if let room, let seats = room.seats, max(learners, action.expected ?? 0) > seats {
            warnings.append(
                "La salle «\u{A0}\(room.name)\u{A0}» a \(seats) places, pour \(max(learners, action.expected ?? 0)) personnes."
            )
        }
        warnings += try clashes(of: action).map(\.message)
        let stray = try slots(of: action.id).filter { !action.holds($0) }
        if let first = stray.first {
            warnings.append(
                "\(FrenchNumber.counted(stray.count, "créneau sort", "créneaux sortent")) des heures de l’action\u{A0}: \(first.described). Retirez-les ou changez les heures."
            )
        }
        return warnings
    }
}
