import Domain

/// Somebody tells that something went wrong. Whoever follows a learner may tell; few may read.
struct ReportIncident: Operation {
    let placement: ID<Placement>
    let form: IncidentForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Incident> {
        try author.require(.recordFollowUp)

        let placement = try db.placement(placement)
        guard form.happenedOn <= now.day else { throw FieldRefusal("jour", "Ce jour n’est pas encore venu.") }
        let incident = Incident(
            id: db.newID(), placementId: placement.id, kind: form.kind, severity: form.severity,
            happenedOn: form.happenedOn, happenedMinute: form.happenedMinute, place: form.place, facts: form.facts,
            reportedBy: author.name, reportedAt: now.moment)
        try db.insert(incident, into: .incident)
        try db.journal(of: incident, "Incident signalé", by: author, at: now)
        if incident.sensitive { try db.suspendHost(placement.companyId, by: author, at: now) }
        return incident.id
    }
}

/// Something was done about an incident.
struct AddIncidentStep: Operation {
    let id: ID<Incident>
    let form: IncidentStepForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeIncidents)

        let incident = try db.incident(id, for: author)
        let followed = try incident.followed(escalatedTo: form.kind == .escalated ? form.recipient : "")
        try db.update(followed, in: .incident, replacing: incident.version)
        let step = IncidentStep(
            id: db.newID(), placementId: incident.placementId, incidentId: id, kind: form.kind,
            recipient: form.recipient, note: form.note, happenedAt: now.moment, authorName: author.name)
        try db.insert(step, into: .incidentStep)
        try db.journal(of: incident, "Suite donnée à un incident", by: author, at: now)
    }
}

/// The record of an accident is written (PFMP-99, PFMP-100).
struct SaveAccident: Operation {
    let id: ID<Incident>
    let form: AccidentForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeAlerts)

        let incident = try db.incident(id, for: author)
        guard incident.kind == .accident else { throw NotFound("Cette fiche d’accident") }
        let former = try db.accident(of: id)
        guard former?.version ?? 0 == form.version else { throw Conflict() }
        let record = form.record(id: former?.id ?? db.newID(), of: incident, version: form.version + 1)
        if let former {
            try db.update(record, in: .accidentRecord, replacing: former.version)
        } else {
            try db.insert(record, into: .accidentRecord)
        }
        try db.journal(of: incident, "Fiche d’accident enregistrée", by: author, at: now)
    }
}

/// An incident is over, or was not.
struct CloseIncident: Operation {
    let id: ID<Incident>
    /// How it ends; `nil` reopens it.
    let note: String?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeIncidents)

        let incident = try db.incident(id, for: author)
        let changed = try note.map { try incident.closed($0, on: now.day) } ?? incident.reopened()
        try db.update(changed, in: .incident, replacing: incident.version)
        try db.journal(of: incident, note == nil ? "Incident rouvert" : "Incident clos", by: author, at: now)
    }
}

extension SchoolDatabase {
    /// The journal says that something was written and by whom, never what: its readers are more than the incident's.
    fileprivate func journal(of incident: Incident, _ action: String, by author: Author, at now: Now) throws {
        try journal(action, Subject("incident", incident.id), by: author, at: now)
    }
}
