import Domain

/// What became of lines that somebody moved together.
struct MovedLines: Sendable {
    var moved = 0
    /// Names of the learners whose line did not move, with the reason.
    var refused: [String] = []
}

/// Lines of the list are noted as keyed into ApLyPro, in error there, or to be done again.
struct MoveAllowanceLines: Operation {
    let event: AllowanceLine.Event
    let placements: [ID<Placement>]
    let note: String
    let year: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> MovedLines {
        try author.require(.manageAllowances)
        guard event != .fail || !note.isEmpty else {
            throw FieldRefusal("motif", "Recopiez le message d’ApLyPro\u{A0}: il dit ce qui est à corriger.")
        }

        let wanted = Set(placements)
        var result = MovedLines()
        for entry in try db.allowances(year: year, today: now.day) where wanted.contains(entry.row.placementId) {
            do {
                try move(entry, in: db, by: author, at: now)
                result.moved += 1
            } catch let refusal as AllowanceRefusal {
                result.refused.append("\(entry.row.listName)\u{A0}: \(refusal.message)")
            }
        }
        return result
    }

    private func move(_ entry: AllowanceEntry, in db: SchoolDatabase, by author: Author, at now: Now) throws {
        let state = try AllowanceLine.moved(entry.row.state, by: event, checks: entry.checks)
        let former = try db.allowanceLine(of: entry.row.placementId)
        var line =
            former
            ?? AllowanceLineRow(
                id: db.newID(), learnerId: entry.row.learnerId, placementId: entry.row.placementId, state: state,
                days: 0, amountCents: 0, note: "", changedOn: now.day, changedBy: author.name, version: 0)
        line.state = state
        line.days = entry.days
        line.amountCents = entry.due.rawValue
        line.note = event == .fail ? note : ""
        line.stamp(by: author, at: now)
        if let former {
            try db.update(line, in: .allowanceLine, replacing: former.version)
        } else {
            try db.insert(line, into: .allowanceLine)
        }
        try db.journal(
            "Allocation\u{A0}: \(state.label.lowercased()), \(entry.row.label)",
            Subject("learner", entry.row.learnerId),
            before: former, after: line, by: author, at: now)
    }
}

/// What the school checked of a learner before keying in.
struct AllowanceFileForm: FormInput {
    let birthPlaceChecked: Bool
    let addressChecked: Bool
    let owner: AccountOwner?
    let decision: DecisionState
    let version: Int

    init(reading form: inout FormReader) {
        birthPlaceChecked = form.flag("naissance")
        addressChecked = form.flag("adresse")
        owner = form.values["compte"].isEmpty ? nil : form.choice("compte", or: .personal)
        decision = form.choice("decision", or: .missing)
        version = Int(form.values["version"]) ?? 0
    }
}

/// The ticks of the allowance file of a learner; never a bank account.
struct SaveAllowanceFile: Operation {
    let learner: ID<Learner>
    let year: Int
    let form: AllowanceFileForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAllowances)

        let learner = try db.learner(learner)
        let former = try db.allowanceFile(of: learner.id, year: year)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var file = former ?? AllowanceFile(id: db.newID(), learnerId: learner.id, schoolYear: year)
        file.birthPlaceChecked = form.birthPlaceChecked
        file.addressChecked = form.addressChecked
        file.accountOwner = form.owner
        file.decision = form.decision
        file.version += 1
        if let former {
            try db.update(file, in: .allowanceFile, replacing: former.version)
        } else {
            try db.insert(file, into: .allowanceFile)
        }
        try db.journal(
            "Dossier d’allocation modifié", Subject("learner", learner.id), before: former, after: file, by: author,
            at: now)
    }
}
