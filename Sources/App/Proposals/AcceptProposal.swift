import Domain
import Persistence

/// What came of an acceptance, or of its undoing.
struct AcceptedLines: Sendable {
    var done = 0
    /// Lines that a rule held back, with why.
    var refused = 0
}

/// Proposed pairs become placements, each by the rules of `PlaceLearner`; one that is refused says why on its line.
struct AcceptProposal: Operation {
    let id: ID<PlacementProposal>
    /// Empty for all that are proposed.
    let lines: [ID<ProposalLine>]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.proposePlacements)

        let proposal = try db.placementProposal(id)
        let chosen = Set(lines)
        let waiting = try db.lines(of: proposal.id).filter { $0.placementId == nil && $0.companyId != nil }
            .filter { chosen.isEmpty || chosen.contains($0.id) }
        var periods: [ID<PFMPPeriod>: (period: PFMPPeriod, usual: FormValues)] = [:]
        let leads = try db.agreedLeads(of: waiting)
        var done = AcceptedLines()
        for line in waiting {
            guard let company = line.companyId else { continue }
            if periods[line.periodId] == nil {
                let period = try db.period(line.periodId)
                periods[line.periodId] = (period, try db.usualPlacement(in: period))
            }
            guard let known = periods[line.periodId] else { continue }
            var kept = line
            do {
                let origin: RelationOrigin =
                    leads.contains(line.learnerId.rawValue + company.rawValue) ? .learner : .office
                let form = try db.form(of: known.usual, at: company, in: known.period, origin: origin)
                let placed = try PlaceLearner(period: line.periodId, learner: line.learnerId, form: form)
                    .run(in: db, by: author, at: now)
                kept.placementId = placed.placement
                kept.refusal = ""
                done.done += 1
            } catch let refusal as any Refusal where !(refusal is Forbidden) {
                kept.refusal = refusal.message
                done.refused += 1
            }
            try db.update(kept, in: .proposalLine)
        }
        if done.done > 0 {
            try db.journal(
                "Placements proposés acceptés\u{A0}: \(done.done)", Subject("proposal", id), by: author, at: now)
        }
        return done
    }
}

extension SchoolDatabase {
    /// Learners and companies that had agreed by themselves: the learner found the host.
    fileprivate func agreedLeads(of lines: [ProposalLine]) throws -> Set<String> {
        let periods = Set(lines.map(\.periodId)).sorted()
        guard !periods.isEmpty else { return [] }
        let found: [ProposalLead] = try rows(
            """
            select lead.learner_id, lead.period_id, lead.company_id, lead.answer, lead.asked_on from \(table(.lead))
            where lead.company_id is not null and lead.answer = \(LeadAnswer.agreed)
            and lead.period_id in (\(list: periods))
            """)
        return Set(found.map { $0.learnerId.rawValue + $0.companyId.rawValue })
    }
}

/// The placements that a proposal made are given up, those that nobody signed since only.
struct UndoAcceptance: Operation {
    let id: ID<PlacementProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.proposePlacements)

        let proposal = try db.placementProposal(id)
        var done = AcceptedLines()
        for line in try db.lines(of: proposal.id) {
            guard let placement = line.placementId else { continue }
            guard let agreement = try db.agreement(of: placement), agreement.state.stands,
                !agreement.state.isSigned, try db.signatures(of: agreement.id).isEmpty
            else {
                done.refused += 1
                continue
            }
            try CloseAgreement(
                id: agreement.id, way: .cancelled,
                reason: "Acceptation de la proposition «\u{A0}\(proposal.name)\u{A0}» annulée"
            ).run(in: db, by: author, at: now)
            var free = line
            free.placementId = nil
            free.refusal = ""
            try db.update(free, in: .proposalLine)
            done.done += 1
        }
        guard done.done > 0 else { throw NothingToUndo() }
        try db.journal(
            "Acceptation annulée\u{A0}: \(done.done)", Subject("proposal", id), by: author, at: now)
        return done
    }
}

/// Every agreement of the proposal has been signed since, or none was made.
struct NothingToUndo: Refusal, Equatable {
    var message: String {
        "Il n’y a rien à annuler\u{A0}: aucun placement accepté, ou une signature a été reçue depuis pour chacun."
    }
}

/// A proposal is thrown away; the placements that came of it stay.
struct RemoveProposal: Operation {
    let id: ID<PlacementProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        let proposal = try db.placementProposal(id)
        try db.delete(from: .proposalChoice, where: "proposal_id = \(id)")
        try db.delete(from: .proposalLine, where: "proposal_id = \(id)")
        try db.delete(from: .proposalPeriod, where: "proposal_id = \(id)")
        try db.delete(from: .placementProposal, where: "id = \(id)")
        try db.journal("Proposition supprimée", Subject("proposal", id), before: proposal, by: author, at: now)
    }
}
