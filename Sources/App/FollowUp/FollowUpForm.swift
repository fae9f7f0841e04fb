import Domain

/// What the form of a contact or a visit may send.
struct FollowUpForm: FormInput {
    let kind: FollowUp.Kind
    let staff: ID<StaffMember>?
    let plannedOn: LocalDate?
    let plannedMinute: Int?
    let doneOn: LocalDate?
    let personMet: String
    let conditions: String
    let activities: String
    let difficulties: String
    let nextStep: String
    let concern: Bool
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("moyen", or: .visit)
        staff = form.key("qui")
        plannedOn = form.date("prevu_le")
        plannedMinute = form.minute("prevu_a")
        doneOn = form.date("fait_le")
        personMet = form.text("rencontre", max: 200)
        conditions = form.text("conditions", max: 4000)
        activities = form.text("activites", max: 4000)
        difficulties = form.text("difficultes", max: 4000)
        nextStep = form.text("suite", max: 1000)
        concern = form.flag("attention")
        version = Int(form.values["version"]) ?? 0
        if plannedOn == nil, doneOn == nil, form.values["prevu_le"].isEmpty, form.values["fait_le"].isEmpty {
            form.refuse("fait_le", "Indiquez le jour où cela s’est fait, ou celui où c’est prévu.")
        }
    }

    func followUp(id: ID<FollowUp>, of placement: ID<Placement>, by name: String, version: Int) -> FollowUp {
        FollowUp(
            id: id, placementId: placement, kind: kind, staffId: staff, plannedOn: plannedOn,
            plannedMinute: plannedMinute, doneOn: doneOn, personMet: personMet, conditions: conditions,
            activities: activities, difficulties: difficulties, nextStep: nextStep, concern: concern, authorName: name,
            version: version)
    }
}

extension FormReader {
    /// A time of day in minutes; `nil` when empty.
    mutating func minute(_ field: String) -> Int? {
        let text = values[field]
        guard !text.isEmpty else { return nil }
        guard let minute = HourSpan.minutes(parsing: text) else {
            refuse(field, "Écrivez l’heure sous la forme 14:30.")
            return nil
        }
        return minute
    }
}

extension FormState {
    init(_ followUp: FollowUp) {
        self.init([
            ("moyen", followUp.kind.rawValue), ("qui", followUp.staffId?.rawValue ?? ""),
            ("prevu_le", followUp.plannedOn?.description ?? ""),
            ("prevu_a", followUp.plannedMinute.map { HourSpan.input($0) } ?? ""),
            ("fait_le", followUp.doneOn?.description ?? ""), ("rencontre", followUp.personMet),
            ("conditions", followUp.conditions), ("activites", followUp.activities),
            ("difficultes", followUp.difficulties), ("suite", followUp.nextStep),
            ("attention", followUp.concern ? "1" : ""), ("version", String(followUp.version)),
        ])
    }
}
