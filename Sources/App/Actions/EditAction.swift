import Domain
import Persistence

/// What the form of an action may send.
struct ActionForm: FormInput {
    let kind: ActionKind
    let title: String
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let startMinute: Int?
    let endMinute: Int?
    let room: ID<Room>?
    let place: String
    let purpose: String
    let programme: String
    let preparation: String
    let followUp: String
    let expected: Int?
    let budget: Cents?
    let riskNote: String
    let authorisation: Bool
    let photoConsent: Bool
    let objective: ID<RoadmapObjective>?
    let classes: [ID<SchoolClass>]
    let staff: [ID<StaffMember>]
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .other)
        title = form.required("titre", "Donnez un titre à l’action.", max: 150)
        startsOn = form.date("jour")
        endsOn = form.date("fin")
        startMinute = form.clock("debut")
        endMinute = form.clock("heure_fin")
        room = form.key("salle")
        place = form.text("lieu", max: 200)
        purpose = form.text("objet", max: 2000)
        programme = form.text("programme", max: 4000)
        preparation = form.text("preparation", max: 2000)
        followUp = form.text("suite", max: 2000)
        expected = form.number("effectif", in: 0...5000)
        budget = form.money("budget")
        riskNote = form.text("risques", max: 1000)
        authorisation = form.flag("autorisation")
        photoConsent = form.flag("photos")
        objective = form.key("objectif")
        classes = form.values.all("classe").filter { !$0.isEmpty }.map { ID($0) }
        staff = form.values.all("enseignant").filter { !$0.isEmpty }.map { ID($0) }
        version = Int(form.values["version"]) ?? 0
        if let endsOn, let startsOn, endsOn < startsOn {
            form.refuse("fin", "Le dernier jour vient après le premier.")
        }
        if endsOn != nil, startsOn == nil { form.refuse("jour", "Indiquez le premier jour.") }
        if let startMinute, let endMinute, endMinute <= startMinute {
            form.refuse("heure_fin", "L’heure de fin vient après l’heure de début.")
        }
    }
}

extension FormState {
    init(_ action: Action, classes: [ID<SchoolClass>], staff: [ID<StaffMember>]) {
        func clock(_ minutes: Int?) -> String {
            minutes.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" } ?? ""
        }
        var pairs: [(String, String)] = [
            ("genre", action.kind.rawValue), ("titre", action.title), ("jour", action.startsOn?.description ?? ""),
            ("fin", action.endsOn?.description ?? ""), ("debut", clock(action.startMinute)),
            ("heure_fin", clock(action.endMinute)), ("salle", action.roomId?.rawValue ?? ""),
            ("lieu", action.place), ("objet", action.purpose), ("programme", action.programme),
            ("preparation", action.preparation), ("suite", action.followUp),
            ("effectif", action.expected.map { String($0) } ?? ""),
            ("budget", action.budgetCents.map { Cents(rawValue: $0).typed } ?? ""), ("risques", action.riskNote),
            ("autorisation", action.authorisation ? "1" : ""), ("photos", action.photoConsent ? "1" : ""),
            ("objectif", action.objectiveId?.rawValue ?? ""), ("version", String(action.version)),
        ]
        pairs += classes.map { ("classe", $0.rawValue) }
        pairs += staff.map { ("enseignant", $0.rawValue) }
        self.init(pairs)
    }
}

/// The record of an action is completed. A room or a class taken at that time is refused; its times follow it to
/// another day, and who counts on it is told.
struct EditAction: Operation {
    let id: ID<Action>
    let form: ActionForm

    /// - Returns: how many people were told of another date or place.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.organiseActions)

        let former = try db.action(id)
        guard former.version == form.version else { throw Conflict() }
        guard former.state.isOpen else { throw ActionRefusal.ended(former.state) }
        let action = try changed(former, in: db)
        for schoolClass in form.classes { _ = try db.schoolClass(schoolClass) }
        for member in form.staff { _ = try db.staffMember(member) }
        do {
            try db.requireFree(action, classes: form.classes)
        } catch let refusal as ActionRefusal {
            if case .classTaken = refusal { throw FieldRefusal("classe", refusal.message) }
            throw FieldRefusal("salle", refusal.message)
        }
        try db.update(action, in: .action, replacing: former.version)
        try db.replaceClasses(form.classes, of: id)
        try db.replaceStaff(form.staff, of: id)
        try db.followClasses(of: action)
        try db.moveSlots(of: former, to: action)
        let told = try db.tellOfChange(former, action, by: author, at: now)
        try db.journal(
            "Action modifiée", Subject("action", id), before: former, after: action, by: author, at: now)
        return told
    }

    private func changed(_ former: Action, in db: SchoolDatabase) throws -> Action {
        var action = former
        if action.kind != form.kind {
            action.kind = form.kind
            action.axis = form.kind.axis
            action.mission = form.kind.mission
        }
        action.title = form.title
        action.startsOn = try db.dayOfYear(form.startsOn, former.schoolYear)
        action.endsOn = form.endsOn == form.startsOn ? nil : try db.dayOfYear(form.endsOn, former.schoolYear)
        action.startMinute = form.startMinute
        action.endMinute = form.endMinute
        action.roomId = try form.room.map { try db.room($0).id }
        action.place = form.place
        action.purpose = form.purpose
        action.programme = form.programme
        action.preparation = form.preparation
        action.followUp = form.followUp
        action.expected = form.expected
        action.budgetCents = form.budget?.rawValue
        action.riskNote = form.riskNote
        action.authorisation = form.authorisation
        action.photoConsent = form.photoConsent
        if form.objective != former.objectiveId { try db.requireObjective(form.objective, year: former.schoolYear) }
        action.objectiveId = form.objective
        action.version += 1
        if action.state == .confirmed, action.startsOn == nil {
            throw FieldRefusal("jour", "Gardez une date à une action confirmée, ou reportez-la.")
        }
        return action
    }
}

extension SchoolDatabase {
    func replaceClasses(_ classes: [ID<SchoolClass>], of action: ID<Action>) throws {
        try delete(from: .actionClass, where: "action_id = \(action)")
        try insertMany(
            unique(classes).map { ActionClass(id: newID(), actionId: action, classId: $0) }, into: .actionClass)
    }

    func replaceStaff(_ staff: [ID<StaffMember>], of action: ID<Action>) throws {
        try delete(from: .actionStaff, where: "action_id = \(action)")
        try insertMany(
            unique(staff).map { ActionStaff(id: newID(), actionId: action, staffId: $0) }, into: .actionStaff)
    }

    private func unique<Subject>(_ keys: [ID<Subject>]) -> [ID<Subject>] { Set(keys).sorted() }
}

/// A room where actions are held.
struct RoomForm: FormInput {
    let name: String
    let seats: Int?

    init(reading form: inout FormReader) {
        name = form.required("nom", "Donnez un nom à la salle.", max: 80)
        seats = form.number("places", in: 1...5000)
    }
}

struct AddRoom: Operation {
    let form: RoomForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Room> {
        try author.require(.organiseActions)

        let known = try db.count("select count(*) from \(db.table(.room)) where room.name = \(form.name)")
        guard known == 0 else { throw FieldRefusal("nom", "Une salle porte déjà ce nom.") }
        let room = Room(id: db.newID(), name: form.name, seats: form.seats)
        try db.insert(room, into: .room)
        try db.journal("Salle ajoutée", Subject("room", room.id), after: room, by: author, at: now)
        return room.id
    }
}

/// A room is no longer offered; what was held there keeps its name.
struct CloseRoom: Operation {
    let id: ID<Room>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        var room = try db.room(id)
        let coming = try db.count(
            """
            select count(*) from \(db.table(.action)) where action.room_id = \(id) and action.starts_on >= \(now.day)
            and action.state in ('en_preparation', 'confirmee')
            """)
        guard coming == 0 else { throw RoomInUse(count: coming) }
        room.closedOn = now.day
        room.version += 1
        try db.update(room, in: .room, replacing: room.version - 1)
        try db.journal("Salle retirée", Subject("room", id), by: author, at: now)
    }
}

struct RoomInUse: Refusal, Equatable {
    let count: Int

    var message: String {
        "Cette salle attend encore \(FrenchNumber.counted(count, "action", "actions"))\u{A0}: déplacez-les d’abord."
    }
}
