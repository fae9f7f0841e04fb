import Domain

/// A version of the roadmap goes on in its life: submitted, validated, signed, presented, closed.
struct MoveRoadmap: Operation {
    let id: ID<Roadmap>
    let form: MoveForm<RoadmapEvent>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Roadmap.State {
        let former = try db.roadmap(id)
        guard let event = form.event else { throw NotFound("Ce geste") }
        // Who does what is in the table; outside it nobody may.
        guard let line = RoadmapLife.transition(from: former.state, on: event) else {
            throw RoadmapRefusal.impossible(event, former.state)
        }
        try author.require(line.actor.permission)
        guard former.version == form.version else { throw Conflict() }

        let roadmap = try moved(former, event, db, author, now)
        if event == .sign { try closeOthers(than: roadmap, db, by: author, at: now) }
        try db.update(roadmap, in: .roadmap, replacing: former.version)
        try db.journal(
            "Feuille de route, version \(roadmap.revision)\u{A0}: \(roadmap.state.label.lowercasedFirst)",
            Subject("roadmap", id), before: former, after: roadmap, by: author, at: now)
        return roadmap.state
    }

    private func moved(
        _ roadmap: Roadmap, _ event: RoadmapEvent, _ db: SchoolDatabase, _ author: Author, _ now: Now
    ) throws -> Roadmap {
        switch event {
        case .submit: return try roadmap.submitted(objectives: try db.objectiveCount(of: id))
        case .sendBack:
            do throws(RoadmapRefusal) { return try roadmap.sentBack(remark: form.note) } catch {
                throw FieldRefusal("remarque", error.message)
            }
        case .validate: return try roadmap.validated(by: author.name, on: now.day)
        case .sign: return try roadmap.signed(by: author.name, on: now.day)
        case .present:
            guard let day = form.day else { throw FieldRefusal("le", "Indiquez le jour du conseil d’administration.") }
            do throws(RoadmapRefusal) {
                return try roadmap.presented(on: day, reference: form.reference, today: now.day)
            } catch {
                throw FieldRefusal("le", error.message)
            }
        case .close: return try roadmap.closed()
        }
    }

    /// The version signed takes the place of the one in force, and of those validated before it that nobody signed;
    /// they stay readable as they were.
    private func closeOthers(
        than roadmap: Roadmap, _ db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        let others = try db.roadmaps(year: roadmap.schoolYear).filter { other in
            other.id != roadmap.id
                && (other.state.isInForce || other.state == .validated && other.revision < roadmap.revision)
        }
        for other in others {
            let closed = try other.closed()
            try db.update(closed, in: .roadmap, replacing: other.version)
            try db.journal(
                "Feuille de route, version \(other.revision)\u{A0}: remplacée", Subject("roadmap", other.id),
                before: other, after: closed, by: author, at: now)
        }
    }
}

/// The text of a draft is written.
struct WriteRoadmap: Operation {
    let id: ID<Roadmap>
    let form: RoadmapTextForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.writeRoadmap)

        let former = try db.roadmap(id)
        guard former.version == form.version else { throw Conflict() }
        let roadmap = try former.rewritten(diagnosis: form.diagnosis, means: form.means)
        try db.update(roadmap, in: .roadmap, replacing: former.version)
        try db.journal(
            "Diagnostic de la feuille de route écrit", Subject("roadmap", id), before: former, after: roadmap,
            by: author, at: now)
    }
}
