import Domain

/// What the form of the text of a roadmap may send.
struct RoadmapTextForm: FormInput {
    let diagnosis: String
    let means: String
    let version: Int

    init(reading form: inout FormReader) {
        diagnosis = form.text("diagnostic", max: 8000)
        means = form.text("moyens", max: 4000)
        version = Int(form.values["version"]) ?? 0
    }
}

/// What the buttons of a roadmap or of a letter may send.
struct MoveForm<Event: RawRepresentable<String> & Sendable>: FormInput {
    let event: Event?
    let note: String
    let day: LocalDate?
    let reference: String
    let version: Int

    init(reading form: inout FormReader) {
        event = Event(rawValue: form.values["geste"])
        note = form.text("remarque", max: 2000)
        day = form.date("le")
        reference = form.text("reference", max: 80)
        version = Int(form.values["version"]) ?? 0
        if event == nil { form.refuse("", "Ce geste n’existe pas.") }
    }
}

/// What the form of an objective may send.
struct ObjectiveForm: FormInput {
    let mission: BureauMission
    let label: String
    let indicator: String?
    let baseline: Int?
    let target: Int?
    let dueOn: LocalDate?
    let owner: ID<StaffMember>?
    let version: Int

    init(reading form: inout FormReader) {
        mission = form.choice("mission", or: .partnerships)
        label = form.required("libelle", "Écrivez l’objectif en une phrase.", max: 300)
        let code = form.values["indicateur"]
        let known = Indicator.of(code)
        if !code.isEmpty, known == nil { form.refuse("indicateur", "Choisissez un indicateur de la liste.") }
        indicator = known?.code
        baseline = ObjectiveForm.figure("depart", known, &form)
        target = ObjectiveForm.figure("cible", known, &form)
        dueOn = form.date("echeance")
        owner = form.key("responsable")
        version = Int(form.values["version"]) ?? 0
    }

    private static func figure(_ field: String, _ indicator: Indicator?, _ form: inout FormReader) -> Int? {
        let text = form.values[field]
        guard !text.isEmpty else { return nil }
        guard let indicator else {
            form.refuse(field, "Choisissez d’abord l’indicateur qui mesure cette valeur.")
            return nil
        }
        guard let figure = indicator.unit.figure(parsing: text) else {
            form.refuse(field, indicator.unit.hint)
            return nil
        }
        return figure
    }

    func write(to objective: inout RoadmapObjective) {
        objective.mission = mission
        objective.axis = mission.axis
        objective.label = label
        objective.indicator = indicator
        objective.baseline = baseline
        objective.target = target
        objective.dueOn = dueOn
        objective.ownerId = owner
    }
}

extension IndicatorUnit {
    /// How a figure of this unit is typed.
    var hint: String {
        switch self {
        case .count, .euros: "Écrivez un nombre entier."
        case .percent: "Écrivez un pourcentage, de 0 à 100."
        case .mean: "Écrivez une moyenne de 1 à 4\u{A0}: 3,2."
        case .minutes: "Écrivez un nombre d’heures."
        }
    }
}

extension FormState {
    init(_ objective: RoadmapObjective) {
        let unit = objective.indicator.flatMap(Indicator.of)?.unit ?? .count
        self.init([
            ("mission", objective.mission.rawValue), ("libelle", objective.label),
            ("indicateur", objective.indicator ?? ""),
            ("depart", objective.baseline.map(unit.typed) ?? ""), ("cible", objective.target.map(unit.typed) ?? ""),
            ("echeance", objective.dueOn?.description ?? ""), ("responsable", objective.ownerId?.rawValue ?? ""),
            ("version", String(objective.version)),
        ])
    }

    init(_ step: RoadmapStep) {
        self.init([
            ("libelle", step.label), ("genre", step.actionKind), ("nombre", String(step.plannedCount)),
            ("du", step.startsOn?.description ?? ""), ("au", step.endsOn?.description ?? ""), ("moyens", step.means),
            ("decision", step.decision.rawValue), ("motif", step.reason), ("version", String(step.version)),
        ])
    }

    init(_ meeting: SteeringMeeting) {
        self.init([
            ("genre", meeting.kind.rawValue), ("le", meeting.heldOn.description), ("presents", meeting.people),
            ("decisions", meeting.decisions), ("version", String(meeting.version)),
        ])
    }
}

extension IndicatorUnit {
    /// A figure as its form shows it, without the sign of its unit.
    func typed(_ figure: Int) -> String {
        switch self {
        case .mean: "\(figure / 10),\(figure % 10)"
        case .minutes: String(figure / 60)
        case .count, .percent, .euros: String(figure)
        }
    }
}

/// What the form of a planned action may send.
struct PlannedStepForm: FormInput {
    let label: String
    let kind: String
    let count: Int
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let means: String
    let decision: RoadmapStep.Decision
    let reason: String
    let version: Int

    init(reading form: inout FormReader) {
        label = form.required("libelle", "Écrivez ce qui est prévu.", max: 200)
        kind = form.text("genre", max: 60)
        count = form.number("nombre", in: 1...500) ?? 1
        startsOn = form.date("du")
        endsOn = form.date("au")
        means = form.text("moyens", max: 500)
        decision = form.choice("decision", or: .kept)
        reason = form.text("motif", max: 500)
        version = Int(form.values["version"]) ?? 0
        if let startsOn, let endsOn, endsOn < startsOn { form.refuse("au", "Le dernier jour doit suivre le premier.") }
        if decision != .kept, reason.isEmpty { form.refuse("motif", "Dites pourquoi elle est reportée ou abandonnée.") }
    }

    func write(to step: inout RoadmapStep) {
        step.label = label
        step.actionKind = kind
        step.plannedCount = count
        step.startsOn = startsOn
        step.endsOn = endsOn
        step.means = means
        step.decision = decision
        step.reason = reason
    }
}

/// What the form of a meeting may send.
struct MeetingForm: FormInput {
    let kind: SteeringMeeting.Kind
    let heldOn: LocalDate
    let people: String
    let decisions: String
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .weekly)
        heldOn = form.requiredDate("le", "Indiquez le jour de la réunion.")
        people = form.text("presents", max: 500)
        decisions = form.required("decisions", "Notez ce qui a été décidé.", max: 4000)
        version = Int(form.values["version"]) ?? 0
    }
}
