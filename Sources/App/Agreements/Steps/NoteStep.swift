import Domain
import Persistence

/// A step of a placement is noted by hand: handed in, validated, sent back with a reason, or done.
struct NoteStep: Operation {
    let placement: ID<Placement>
    let code: String
    /// The state that the person saw.
    let from: StepState
    let to: StepState
    let reason: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        guard let step = try db.workflow().step(code) else { throw StepRefusal.unknown }
        let line = try db.stepLines(.placement(placement), today: now.day).first
        guard let line else { throw NotFound("Ce placement") }
        let state = line.progress.lines.first { $0.step.code == code }?.state ?? .empty
        guard state == from else { throw Conflict() }
        try step.check(state, to: to, reason: reason)
        let former = try db.stepNote(code, of: placement)
        try db.keep(note(former, in: db, by: author, at: now), over: former)
        try db.journal(
            "\(step.label) : \(to.label.lowercased())" + (reason.isEmpty ? "" : " (\(reason))"),
            Subject("placement", placement), by: author, at: now)
    }

    private func note(_ former: StepNote?, in db: SchoolDatabase, by author: Author, at now: Now) -> StepNote? {
        guard to != .empty else { return nil }
        return StepNote(
            id: former?.id ?? db.newID(), placementId: placement, stepCode: code, state: to, reason: reason,
            notedOn: now.day, notedBy: author.name, version: (former?.version ?? 0) + 1)
    }
}

extension SchoolDatabase {
    fileprivate func keep(_ note: StepNote?, over former: StepNote?) throws {
        switch (note, former) {
        case (let note?, let former?): try update(note, in: .placementStep, replacing: former.version)
        case (let note?, nil): try insert(note, into: .placementStep)
        case (nil, let former?): try delete(from: .placementStep, where: "id = \(former.id)")
        case (nil, nil): return
        }
    }
}
