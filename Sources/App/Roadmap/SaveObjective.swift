import Domain
import Persistence

/// An objective enters a draft, or changes in it.
struct SaveObjective: Operation {
    let roadmap: ID<Roadmap>
    /// `nil` for a new one.
    let id: ID<RoadmapObjective>?
    let form: ObjectiveForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<RoadmapObjective> {
        try author.require(.writeRoadmap)

        try db.roadmap(roadmap).requireOpen()
        if let owner = form.owner { _ = try db.staffMember(owner) }
        let former = try id.map { try db.objective($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var objective =
            try former
            ?? RoadmapObjective(
                id: db.newID(), roadmapId: roadmap, rank: try db.objectiveCount(of: roadmap) + 1,
                mission: form.mission, label: "", version: 0)
        form.write(to: &objective)
        objective.version += 1
        if let former {
            try db.update(objective, in: .roadmapObjective, replacing: former.version)
        } else {
            try db.insert(objective, into: .roadmapObjective)
        }
        try db.journal(
            former == nil ? "Objectif ajouté" : "Objectif modifié", Subject("roadmap", roadmap), before: former,
            after: objective, by: author, at: now)
        return objective.id
    }
}

/// An objective leaves a draft, with its planned actions.
struct RemoveObjective: Operation {
    let id: ID<RoadmapObjective>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Roadmap> {
        try author.require(.writeRoadmap)

        let objective = try db.objective(id)
        try db.roadmap(objective.roadmapId).requireOpen()
        try db.delete(from: .roadmapStep, where: "objective_id = \(id)")
        try db.delete(from: .roadmapObjective, where: "id = \(id)")
        try db.forgetObjective(objective.rootId)
        try db.journal(
            "Objectif retiré", Subject("roadmap", objective.roadmapId), before: objective, by: author, at: now)
        return objective.roadmapId
    }
}

/// A planned action enters a draft, or changes in it.
struct SaveStep: Operation {
    let objective: ID<RoadmapObjective>
    let id: ID<RoadmapStep>?
    let form: PlannedStepForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Roadmap> {
        try author.require(.writeRoadmap)

        let objective = try db.objective(objective)
        try db.roadmap(objective.roadmapId).requireOpen()
        let former = try id.map { try db.step($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var step =
            try former
            ?? RoadmapStep(
                id: db.newID(), roadmapId: objective.roadmapId, objectiveId: objective.id,
                rank: try db.stepCount(of: objective.id) + 1, label: "", version: 0)
        form.write(to: &step)
        step.version += 1
        if let former {
            try db.update(step, in: .roadmapStep, replacing: former.version)
        } else {
            try db.insert(step, into: .roadmapStep)
        }
        try db.journal(
            former == nil ? "Action prévue ajoutée" : "Action prévue modifiée",
            Subject("roadmap", objective.roadmapId), before: former, after: step, by: author, at: now)
        return objective.roadmapId
    }
}

/// A planned action leaves a draft.
struct RemoveStep: Operation {
    let id: ID<RoadmapStep>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Roadmap> {
        try author.require(.writeRoadmap)

        let step = try db.step(id)
        try db.roadmap(step.roadmapId).requireOpen()
        try db.delete(from: .roadmapStep, where: "id = \(id)")
        try db.journal(
            "Action prévue retirée", Subject("roadmap", step.roadmapId), before: step, by: author, at: now)
        return step.roadmapId
    }
}

/// A steering meeting and its decisions are noted.
struct SaveMeeting: Operation {
    let id: ID<SteeringMeeting>?
    let form: MeetingForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SteeringMeeting> {
        try author.require(.writeRoadmap)

        guard form.heldOn <= now.day else {
            throw FieldRefusal("le", "Cette réunion n’a pas encore eu lieu\u{A0}: notez ses décisions ensuite.")
        }
        let former = try id.map { try db.meeting($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        let place = Academie(named: try db.ownSchool().academie)
        let meeting = SteeringMeeting(
            id: former?.id ?? db.newID(), schoolYear: SchoolYear.of(form.heldOn, in: place).start, kind: form.kind,
            heldOn: form.heldOn, people: form.people, decisions: form.decisions, version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(meeting, in: .steeringMeeting, replacing: former.version)
        } else {
            try db.insert(meeting, into: .steeringMeeting)
        }
        try db.journal(
            former == nil ? "Réunion notée" : "Réunion modifiée", Subject("meeting", meeting.id), before: former,
            after: meeting, by: author, at: now)
        return meeting.id
    }
}

extension SchoolDatabase {
    func stepCount(of objective: ID<RoadmapObjective>) throws -> Int {
        try count("select count(*) from \(table(.roadmapStep)) where roadmap_step.objective_id = \(objective)")
    }
}
