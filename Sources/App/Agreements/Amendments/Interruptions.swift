import Domain
import Persistence

extension SchoolDatabase {
    /// The interruptions of an agreement, the first first.
    func interruptions(of agreement: ID<Agreement>) throws -> [Interruption] {
        try rows(
            """
            select interruption.id, interruption.agreement_id, interruption.kind, interruption.side,
            interruption.cause, interruption.starts_on, interruption.ends_on, interruption.note, interruption.steps,
            interruption.outcome, interruption.version from \(table(.interruption))
            where interruption.agreement_id = \(agreement) order by interruption.starts_on, interruption.id
            """)
    }
}

/// What the form of an interruption sends.
struct InterruptionForm: FormInput {
    let kind: Interruption.Kind
    let side: Interruption.Side
    let cause: Interruption.Cause
    let startsOn: LocalDate
    let endsOn: LocalDate?
    let note: String
    let steps: [LegalStep]
    let outcome: Interruption.Outcome?

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .interruption)
        side = form.choice("cote", or: .family)
        if form.values["cause"].isEmpty { form.refuse("cause", "Choisissez une cause.") }
        cause = form.choice("cause", or: .other)
        startsOn = form.requiredDate("du", "Indiquez le premier jour d’absence, ou le dernier jour de présence.")
        endsOn = form.date("au")
        note = form.text("precision", max: 500)
        steps = form.values.all("demarches").compactMap { LegalStep(rawValue: $0) }
        outcome = Interruption.Outcome(rawValue: form.values["suite"])
        if kind == .ending, note.isEmpty {
            form.refuse("precision", "Dites pourquoi\u{A0}: la rupture est motivée par écrit. Pas de donnée de santé.")
        }
        if kind == .ending, outcome == nil { form.refuse("suite", InterruptionRefusal.outcomeMissing.message) }
    }
}

/// Days out are noted; an end breaks the agreement off and opens the amendment that says so.
struct NoteInterruption: Operation {
    let agreement: ID<Agreement>
    let form: InterruptionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(agreement)
        let placement = try db.placement(agreement.placementId)
        let interruption = Interruption(
            id: db.newID(), agreementId: agreement.id, kind: form.kind, side: form.side, cause: form.cause,
            startsOn: form.startsOn, endsOn: form.kind == .ending ? nil : form.endsOn, note: form.note,
            steps: form.steps, outcome: form.outcome)
        try interruption.check(
            state: agreement.state, placement: placement, others: try db.interruptions(of: agreement.id))
        try db.insert(
            interruption, into: .interruption,
            also: ["noted_at": now.moment.sqlValue, "noted_by": author.name.sqlValue])
        try db.journal(
            "\(form.kind.label) notée, à la demande de : \(form.side.label.lowercased())",
            Subject("agreement", agreement.id), by: author, at: now)
        if form.kind == .ending {
            try end(agreement, placement, interruption, in: db, by: author, at: now)
        }
    }

    private func end(
        _ agreement: Agreement, _ placement: Placement, _ interruption: Interruption, in db: SchoolDatabase,
        by author: Author, at now: Now
    ) throws {
        let broken = try agreement.broken()
        try db.save(broken)
        try db.journal(
            "\(broken.state.label) : \(interruption.note)", Subject("agreement", agreement.id), before: agreement,
            after: broken, by: author, at: now)
        let rank = try db.nextAmendmentRank(of: agreement.id)
        let amendment = Amendment(
            id: db.newID(), agreementId: agreement.id, rank: rank, kind: .ending,
            effectiveOn: interruption.startsOn, reason: interruption.note)
        var after = placement
        after.endsOn = interruption.startsOn
        let change = TermChange(
            label: "Dernier jour de présence", before: placement.endsOn.long, after: interruption.startsOn.long)
        after.version += 1
        try db.insert(
            amendment, AmendedTerms(before: placement, after: after, changes: [change]), by: author, at: now)
        guard after.endsOn < placement.endsOn else { return }
        // The learner is no longer there: days, counts and other placements follow at once; the amendment says so.
        try db.update(after, in: .placement, replacing: placement.version)
        try db.journal(
            "Placement arrêté le \(after.endsOn.long)", Subject("placement", placement.id), before: placement,
            after: after, by: author, at: now)
    }
}

/// What becomes of a period that was cut short is decided (PFMP-37).
struct DecideOutcome: Operation {
    let agreement: ID<Agreement>
    let interruption: ID<Interruption>
    let outcome: Interruption.Outcome

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let found = try db.interruptions(of: agreement).first { $0.id == interruption }
        guard var decided = found else { throw NotFound("Cette interruption") }
        let version = decided.version
        decided.outcome = outcome
        decided.version += 1
        try db.update(decided, in: .interruption, replacing: version)
        try db.journal(
            "Suite de l’arrêt : \(outcome.label.lowercased())", Subject("agreement", agreement), before: found,
            after: decided, by: author, at: now)
    }
}

/// The learner is back.
struct ResumePlacement: Operation {
    let agreement: ID<Agreement>
    let interruption: ID<Interruption>
    let day: LocalDate

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let found = try db.interruptions(of: agreement).first { $0.id == interruption }
        guard let found, found.endsOn == nil, found.kind != .ending else { throw NotFound("Cette interruption") }
        let placement = try db.placement(try db.agreement(agreement).placementId)
        guard day <= placement.endsOn else {
            throw InterruptionRefusal.outside(from: placement.startsOn, through: placement.endsOn)
        }
        let back = try found.resumed(on: day)
        try db.update(back, in: .interruption, replacing: found.version)
        try db.journal(
            "Reprise le \(day.long)", Subject("agreement", agreement), before: found, after: back, by: author, at: now)
    }
}
