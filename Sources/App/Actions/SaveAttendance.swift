import Domain
import Persistence

/// What the sheet of an action may send: who is there, who may come.
struct ActionAttendanceForm: FormInput {
    /// By line of the sheet.
    let states: [ID<ActionLearner>: ActionLearner.State]
    let authorised: Set<ID<ActionLearner>>
    /// The lines that were shown: the others are left as they are.
    let shown: Set<ID<ActionLearner>>
    /// Who was shown without an answer is there.
    let othersCame: Bool

    init(reading form: inout FormReader) {
        var states: [ID<ActionLearner>: ActionLearner.State] = [:]
        for (name, value) in form.values.pairs where name.hasPrefix("etat-") {
            if let state = ActionLearner.State(rawValue: value) { states[ID(String(name.dropFirst(5)))] = state }
        }
        self.states = states
        authorised = Set(form.values.all("autorise").map { ID($0) })
        shown = Set(form.values.all("ligne").map { ID($0) })
        othersCame = form.values["autres"] == ActionLearner.State.present.rawValue
    }
}

/// Who came is noted, by a teacher on a telephone or by the office afterwards. A second sending changes nothing more.
struct SaveAttendance: Operation {
    let id: ID<Action>
    let form: ActionAttendanceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.requestActions)

        let action = try db.action(id, for: author)
        guard action.state == .confirmed || action.state.isDone else { throw AttendanceTooEarly() }
        guard let day = action.startsOn, day <= now.day else {
            throw action.startsOn.map { ActionRefusal.notBegun($0) } ?? ActionRefusal.dateMissing
        }
        for line in try db.actionLearners(of: id) {
            let others: ActionLearner.State? =
                form.othersCame && line.state == .expected && form.shown.contains(line.id) ? .present : nil
            guard let state = form.states[line.id] ?? others, state != line.state else { continue }
            try db.change(.actionLearner, set: "state = \(state)", where: "id = \(line.id)")
        }
        try db.journal("Présence notée", Subject("action", id), by: author, at: now)
        return try db.actionLearners(of: id).count { $0.state == .present }
    }
}

/// The authorisations of parents that came back.
struct SaveAuthorisations: Operation {
    let id: ID<Action>
    let form: ActionAttendanceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.requestActions)

        _ = try db.action(id, for: author)
        for line in try db.actionLearners(of: id) where form.shown.contains(line.id) {
            let has = form.authorised.contains(line.id)
            guard has != (line.authorisedOn != nil) else { continue }
            try db.change(
                .actionLearner, set: "authorised_on = \(has ? now.day : LocalDate?.none)", where: "id = \(line.id)")
        }
        try db.journal("Autorisations des parents notées", Subject("action", id), by: author, at: now)
        return form.authorised.count
    }
}

struct AttendanceTooEarly: Refusal, Equatable {
    var message: String { "La présence se note une fois l’action confirmée." }
}

/// What the form of an effect may send.
struct EffectForm: FormInput {
    let kind: ActionEffect.Kind
    let count: Int
    let company: ID<Company>?
    let note: String

    init(reading form: inout FormReader) {
        kind = form.choice("effet", or: .other)
        count = form.number("nombre", in: 1...1000) ?? 0
        if count == 0, form.values["nombre"].isEmpty { form.refuse("nombre", "Indiquez combien.") }
        company = form.key("entreprise")
        note = form.text("precision", max: 300)
    }
}

/// Something was born from an action.
struct RecordEffect: Operation {
    let id: ID<Action>
    let form: EffectForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<ActionEffect> {
        try author.require(.organiseActions)

        let action = try db.action(id)
        guard action.state.isDone else { throw OpinionTooEarly() }
        let effect = ActionEffect(
            id: db.newID(), actionId: id, kind: form.kind, count: form.count,
            companyId: try form.company.map { try db.company($0).id }, note: form.note, notedOn: now.day)
        try db.insert(effect, into: .actionEffect)
        try db.journal("Effet noté", Subject("action", id), after: effect, by: author, at: now)
        return effect.id
    }
}

struct RemoveEffect: Operation {
    let id: ID<ActionEffect>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.organiseActions)

        let effect: ActionEffect = try db.find(id, in: .actionEffect, "Cet effet")
        try db.delete(from: .actionEffect, where: "id = \(id)")
        try db.journal("Effet retiré", Subject("action", effect.actionId), before: effect, by: author, at: now)
        return effect.actionId
    }
}

/// The public links of an action are opened or closed: booking by collèges, opinion of learners.
struct OpenActionLink: Operation {
    enum Purpose: String, Sendable, CaseIterable {
        case booking = "reservation"
        case opinion = "avis"
    }

    let id: ID<Action>
    let purpose: Purpose
    /// `nil` closes the link.
    let token: String?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        var action = try db.action(id)
        let hash = token.map { Secret.hash($0) }
        switch purpose {
        case .booking:
            guard hash == nil || action.kind.isBooked else { throw NoMeetings() }
            action.bookingHash = hash
        case .opinion:
            guard hash == nil || action.state.isDone else { throw OpinionTooEarly() }
            action.feedbackHash = hash
        }
        action.version += 1
        try db.update(action, in: .action, replacing: action.version - 1)
        try db.journal(
            hash == nil ? "Lien public fermé" : "Lien public ouvert", Subject("action", id), by: author, at: now)
    }
}
