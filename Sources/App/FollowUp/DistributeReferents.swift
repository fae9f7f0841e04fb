import Domain
import Persistence

/// Who follows whom in a class, all at once or some of them; the hours are kept for the next period (PFMP-74).
struct DistributeReferents: Operation {
    let period: ID<PFMPPeriod>
    let form: DistributionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Assigned {
        try author.require(.placeLearners)

        let period = try db.period(period)
        try db.keepHours(form.hours, of: period.classId, by: author, at: now)
        guard form.assigns else { return Assigned(changed: 0, fixed: 0) }
        let current = Dictionary(
            uniqueKeysWithValues: try db.distributedStays(of: period).map { ($0.id, $0.referentId) })
        let moved = form.choices.filter { current.keys.contains($0.key) && current[$0.key] != $0.value }
        var changed = 0
        var fixed = 0
        for (referent, placements) in Dictionary(grouping: moved.keys.sorted(), by: { moved[$0] }) {
            guard let referent else { continue }
            let done = try AssignReferents(period: period.id, placements: placements, referent: referent)
                .run(in: db, by: author, at: now)
            changed += done.changed
            fixed += done.fixed
        }
        try requireRoom(in: db, period, author)
        if !form.reason.isEmpty {
            try db.journal(
                "Plafond de suivi dépassé\u{A0}: \(form.reason)", Subject("period", period.id), by: author, at: now)
        }
        return Assigned(changed: changed, fixed: fixed)
    }

    /// PFMP-75: nobody above the cap, unless the head says why.
    private func requireRoom(in db: SchoolDatabase, _ period: PFMPPeriod, _ author: Author) throws {
        let parameters = try LegalTexts.parameters()
        guard let cap = parameters.value(.referentMaximumSchool, on: period.startsOn) else { return }
        let chosen = Set(form.choices.values)
        let above = try db.referentChoices(for: period).filter { chosen.contains($0.id) && $0.followed > cap }
        guard let first = above.first else { return }
        let who =
            "\(first.firstName) \(first.familyName) suivrait \(first.followed)\u{A0}élèves en même temps, \(cap) au plus (D.\u{A0}124-3)."
        guard author.may(.signAsHead) else {
            throw FieldRefusal("motif", "\(who) Seule la direction peut passer outre, avec un motif.")
        }
        guard !form.reason.isEmpty else {
            throw FieldRefusal("motif", "\(who) Répartissez autrement, ou écrivez le motif de la direction.")
        }
    }
}

/// What the page of the distribution may send.
struct DistributionForm: FormInput {
    let choices: [ID<Placement>: ID<StaffMember>]
    let hours: [ID<StaffMember>: Int]
    let reason: String
    /// The hours alone are kept, to propose again.
    let assigns: Bool

    init(reading form: inout FormReader) {
        var choices: [ID<Placement>: ID<StaffMember>] = [:]
        var hours: [ID<StaffMember>: Int] = [:]
        for pair in form.values.pairs {
            let value = pair.value.trimmedText
            if pair.name.hasPrefix("eleve_"), !value.isEmpty { choices[ID(String(pair.name.dropFirst(6)))] = ID(value) }
            guard pair.name.hasPrefix("heures_") else { continue }
            let tenths = Int(((Double(value.replacing(",", with: ".")) ?? (value.isEmpty ? 0 : -1)) * 10).rounded())
            guard (0...400).contains(tenths) else {
                form.refuse(pair.name, "Écrivez des heures par semaine, entre 0 et 40.")
                continue
            }
            hours[ID(String(pair.name.dropFirst(7)))] = tenths * 6
        }
        self.choices = choices
        self.hours = hours
        reason = form.text("motif", max: 500)
        assigns = form.values["geste"] != "proposer"
    }
}
