import Domain
import Persistence

/// Référents are proposed for some periods, and kept.
struct CreateReferentProposal: Operation {
    let form: NewReferentForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<ReferentProposal> {
        try author.require(.proposePlacements)

        let periods = try form.periods.map { try db.period($0) }
        guard !periods.isEmpty else { throw FieldRefusal("periode", "Cochez au moins une période.") }
        let classes = Set(try periods.map { try db.schoolClass($0.classId).code }).sorted()
        let name =
            !form.name.isEmpty
            ? form.name
            : classes.count > 4
                ? FrenchNumber.counted(classes.count, "classe", "classes") : classes.joined(separator: ", ")
        var proposal = ReferentProposal(
            id: db.newID(), schoolYear: author.currentYear, name: name, settings: form.settings, createdAt: now.moment,
            createdBy: author.name)
        try db.insert(proposal, into: .referentProposal)
        try db.insertMany(
            periods.map { ReferentProposalPeriod(id: db.newID(), proposalId: proposal.id, periodId: $0.id) },
            into: .referentProposalPeriod)
        try proposal.solve(in: db, at: now)
        try db.update(proposal, in: .referentProposal)
        try db.journal(
            "Référents proposés", Subject("referent_proposal", proposal.id), after: proposal, by: author, at: now)
        return proposal.id
    }
}

/// The same proposal with other settings, or with what changed meanwhile.
struct SolveReferentProposal: Operation {
    let id: ID<ReferentProposal>
    let settings: ReferentSettings

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.proposePlacements)

        var proposal = try db.referentProposal(id)
        let former = proposal
        proposal.settings = StoredJSON(settings)
        let moved = try proposal.solve(in: db, at: now)
        proposal.version += 1
        try db.update(proposal, in: .referentProposal, replacing: former.version)
        try db.journal(
            "Référents proposés de nouveau", Subject("referent_proposal", id), before: former, after: proposal,
            by: author, at: now)
        return moved
    }
}

/// A référent is chosen for one learner, or left free again; the others are proposed around.
struct DecideReferent: Operation {
    let id: ID<ReferentProposal>
    let line: ID<ReferentLine>
    /// `nil` leaves it free.
    let staff: ID<StaffMember>?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        var proposal = try db.referentProposal(id)
        let former = proposal
        var line: ReferentLine = try db.find(line, in: .referentLine, "Cette ligne")
        guard line.proposalId == id else { throw NotFound("Cette ligne") }
        guard line.acceptedAt == nil else { throw AlreadyAccepted() }
        let before = line
        if let staff {
            let member: StaffMember = try db.find(staff, in: .staffMember, "Cet enseignant")
            line.staffId = member.id
        }
        line.locked = staff != nil
        try db.update(line, in: .referentLine)
        try proposal.solve(in: db, at: now)
        proposal.version += 1
        try db.update(proposal, in: .referentProposal, replacing: former.version)
        try db.journal(
            staff == nil ? "Référent laissé libre" : "Référent choisi", Subject("referent_proposal", id),
            before: before, after: line, by: author, at: now)
    }
}

extension ReferentProposal {
    /// Reads the teams, asks the engine and writes the lines again; those accepted stay.
    /// - Returns: how many learners are proposed another référent than before.
    @discardableResult
    mutating func solve(in db: SchoolDatabase, at now: Now) throws -> Int {
        let teams = try db.referentTeams(try db.periods(of: id))
        let cap = try db.referentCap(of: teams.map(\.period), today: now.day)
        let former = Dictionary(
            try db.lines(of: id).map { ($0.placementId, $0) }, uniquingKeysWith: { first, _ in first })
        let held = former.values.filter { $0.locked || $0.acceptedAt != nil }
        let locks = Dictionary(
            held.compactMap { line in line.staffId.map { (line.placementId, $0) } },
            uniquingKeysWith: { first, _ in first })
        let sharing = try ReferentSharing(teams, cap: cap, settings.value, locks: locks)
        try db.delete(from: .referentLine, where: "proposal_id = \(id) and accepted_at is null")
        let lines = sharing.stays.filter { former[$0.stay.id]?.acceptedAt == nil }.map { shared in
            ReferentLine(
                id: former[shared.stay.id]?.id ?? db.newID(), proposalId: id, placementId: shared.stay.id,
                staffId: shared.proposed, locked: shared.isLocked, reason: shared.reason)
        }
        try db.insertMany(lines, into: .referentLine)
        solvedAt = now.moment
        return former.isEmpty ? 0 : lines.count { former[$0.placementId]?.staffId != $0.staffId }
    }
}

/// What asks for a proposal of référents.
struct NewReferentForm: FormInput {
    let periods: [ID<PFMPPeriod>]
    let name: String
    let settings: ReferentSettings

    init(reading form: inout FormReader) {
        var seen: Set<String> = []
        periods = form.values.all("periode").filter { !$0.isEmpty && seen.insert($0).inserted }.map { ID($0) }
        name = form.text("nom", max: 120)
        settings = ReferentSettings(reading: &form)
        if periods.isEmpty { form.refuse("periode", "Cochez au moins une période.") }
        if periods.count > 100 { form.refuse("periode", "Cochez 100\u{A0}périodes au plus.") }
    }
}
