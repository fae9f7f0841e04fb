import Domain
import Persistence

/// An absence or a lateness of a learner at the host's is noted.
struct RecordAbsence: Operation {
    let placement: ID<Placement>
    let form: AbsenceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Absence> {
        try author.require(.recordFollowUp)

        let placement = try db.placement(placement)
        let absence = form.absence(id: db.newID(), of: placement.id, by: author.name, at: now.moment, version: 1)
        try absence.settle(in: placement, among: try db.absences(of: placement.id))
        try db.insert(absence, into: .absence)
        try db.journal(
            "\(absence.kind.label) notée", Subject("placement", placement.id), after: absence, by: author, at: now)
        return absence.id
    }
}

/// An absence is corrected: cause known at last, proof seen, catch-up decided.
struct EditAbsence: Operation {
    let id: ID<Absence>
    let form: AbsenceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        let former: Absence = try db.find(id, in: .absence, "Cette absence")
        guard former.version == form.version else { throw Conflict() }
        let absence = form.absence(
            id: id, of: former.placementId, by: former.reportedBy, at: former.reportedAt, version: former.version + 1)
        let placement = try db.placement(former.placementId)
        try absence.settle(in: placement, among: try db.absences(of: placement.id))
        try db.update(absence, in: .absence, replacing: former.version)
        try db.journal(
            "\(absence.kind.label) modifiée", Subject("placement", placement.id), before: former, after: absence,
            by: author, at: now)
        return placement.id
    }
}

/// An absence noted by mistake is taken away.
struct RemoveAbsence: Operation {
    let id: ID<Absence>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        let former: Absence = try db.find(id, in: .absence, "Cette absence")
        try db.delete(from: .absence, where: "id = \(id)")
        try db.journal(
            "\(former.kind.label) retirée", Subject("placement", former.placementId), before: former, by: author,
            at: now)
        return former.placementId
    }
}

extension Absence {
    /// Refuses days outside the placement, days off, and days already noted.
    func settle(in placement: Placement, among others: [Absence]) throws {
        guard placement.startsOn <= startsOn, endsOn <= placement.endsOn else {
            throw FieldRefusal(
                startsOn < placement.startsOn ? "du" : "au",
                "Le placement va du \(placement.startsOn.short) au \(placement.endsOn.short)\u{A0}: choisissez un jour de ces dates."
            )
        }
        let worked = (startsOn.dayNumber...endsOn.dayNumber).contains {
            placement.schedule.day(LocalDate(dayNumber: $0), since: placement.startsOn).minutes > 0
        }
        guard worked || placement.schedule.isEmpty else {
            throw FieldRefusal("du", "D’après ses horaires, l’élève n’était pas attendu ce jour-là.")
        }
        let same = others.first { $0.id != id && $0.kind == kind && $0.shares(with: self) }
        if let same {
            throw FieldRefusal(
                "du", "\(same.kind.label) déjà notée le \(same.startsOn.short)\u{A0}: modifiez-la plutôt.")
        }
    }

    private func shares(with other: Absence) -> Bool {
        startsOn <= other.endsOn && other.startsOn <= endsOn
            && (part == .whole || other.part == .whole || part == other.part)
    }
}
