import Domain
import Persistence

/// The référents proposed become those of the placements, all or some of them.
struct AcceptReferents: Operation {
    let id: ID<ReferentProposal>
    /// Empty for all that are proposed.
    let lines: [ID<ReferentLine>]
    /// Somebody agreed that référents in force are replaced.
    let replaces: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.proposePlacements)

        let proposal = try db.referentProposal(id)
        let chosen = Set(lines)
        let rows = try db.referentRows(of: proposal.id, limit: 5_000)
            .filter { $0.changes && (chosen.isEmpty || chosen.contains($0.id)) }
        guard !rows.isEmpty else { throw NothingToAssign() }
        guard replaces || !rows.contains(where: \.replaces) else { throw ReplacesReferents() }
        var done = AcceptedLines()
        for row in rows {
            guard let staff = row.staffId else { continue }
            let period = try db.placement(row.placementId).periodId
            let assigned = try AssignReferents(period: period, placements: [row.placementId], referent: staff)
                .run(in: db, by: author, at: now)
            guard assigned.changed == 1 else {
                done.refused += 1
                continue
            }
            var line: ReferentLine = try db.find(row.id, in: .referentLine, "Cette ligne")
            line.acceptedAt = now.moment
            line.formerStaffId = row.currentId
            try db.update(line, in: .referentLine)
            done.done += 1
        }
        for period in try db.periods(of: id) { try requireRoom(in: db, try db.period(period), rows) }
        try db.journal(
            "Référents proposés affectés\u{A0}: \(done.done)", Subject("referent_proposal", id), by: author, at: now)
        return done
    }

    /// PFMP-75: nobody above the cap.
    private func requireRoom(in db: SchoolDatabase, _ period: PFMPPeriod, _ rows: [ReferentRow]) throws {
        let cap = try db.referentCap(of: [period], today: period.startsOn)
        let chosen = Set(rows.compactMap(\.staffId))
        guard cap > 0,
            let above = try db.referentChoices(for: period).first(where: { chosen.contains($0.id) && $0.followed > cap }
            )
        else { return }
        throw FieldRefusal(
            "",
            "\(above.firstName) \(above.familyName) suivrait \(above.followed)\u{A0}élèves en même temps, \(cap) au plus (D.\u{A0}124-3). Choisissez quelqu’un d’autre pour certains, ou proposez de nouveau."
        )
    }
}

/// The référents that an acceptance gave are taken back, where nothing happened since.
struct UndoReferents: Operation {
    let id: ID<ReferentProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.proposePlacements)

        let proposal = try db.referentProposal(id)
        var done = AcceptedLines()
        for line in try db.lines(of: proposal.id) where line.acceptedAt != nil {
            let former = try db.placement(line.placementId)
            guard former.referentId == line.staffId, try db.agreement(of: former.id)?.termsAreOpen ?? true else {
                done.refused += 1
                continue
            }
            var placement = former
            placement.referentId = line.formerStaffId
            placement.version += 1
            try db.update(placement, in: .placement, replacing: former.version)
            try db.journal(
                "Enseignant référent remis comme avant", Subject("placement", former.id), before: former,
                after: placement, by: author, at: now)
            var free = line
            (free.acceptedAt, free.formerStaffId) = (nil, nil)
            try db.update(free, in: .referentLine)
            done.done += 1
        }
        guard done.done > 0 else { throw NothingToTakeBack() }
        try db.journal(
            "Affectation de référents annulée\u{A0}: \(done.done)", Subject("referent_proposal", id), by: author,
            at: now)
        return done
    }
}

/// A proposal is thrown away; the référents that came of it stay.
struct RemoveReferentProposal: Operation {
    let id: ID<ReferentProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        let proposal = try db.referentProposal(id)
        try db.delete(from: .referentLine, where: "proposal_id = \(id)")
        try db.delete(from: .referentProposalPeriod, where: "proposal_id = \(id)")
        try db.delete(from: .referentProposal, where: "id = \(id)")
        try db.journal(
            "Répartition supprimée", Subject("referent_proposal", id), before: proposal, by: author, at: now)
    }
}

/// Nothing is left to assign.
struct NothingToAssign: Refusal, Equatable {
    var message: String { "Rien à affecter\u{A0}: chacun a déjà le référent proposé, ou sa convention est partie." }
}

/// Référents in force would be replaced, and nobody agreed to it.
struct ReplacesReferents: Refusal, Equatable {
    var message: String { "Des référents déjà nommés seraient remplacés\u{A0}: confirmez-le d’abord." }
}

/// Every agreement has left since, or nothing was accepted.
struct NothingToTakeBack: Refusal, Equatable {
    var message: String {
        "Il n’y a rien à annuler\u{A0}: aucun référent affecté, ou il a changé ou la convention est partie depuis."
    }
}
