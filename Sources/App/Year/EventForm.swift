import Domain

/// What the form of a date of the calendar may send.
struct EventForm: FormInput {
    let kind: SchoolEventKind
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let classId: ID<SchoolClass>?
    let stream: String
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .event)
        label = form.required("intitule", "Donnez un intitulé à cette date.", max: 100)
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        let last = form.date("au")
        endsOn = last ?? startsOn
        classId = form.key("classe")
        stream = form.text("filiere", max: 100)
        version = Int(form.values["version"]) ?? 0
        if last != nil, !form.values["du"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
        if classId != nil, !stream.isEmpty {
            form.refuse("filiere", "Choisissez une classe ou une filière, pas les deux.")
        }
    }
}

extension FormState {
    /// A date of the calendar as it stands.
    init(_ event: SchoolEvent) {
        self.init([
            ("genre", event.kind.rawValue), ("intitule", event.label), ("du", event.startsOn.description),
            ("au", event.endsOn.description), ("classe", event.classId?.rawValue ?? ""), ("filiere", event.stream),
            ("version", String(event.version)),
        ])
    }
}

/// What the form of the board's decision may send.
struct DecisionForm: FormInput {
    let decidedOn: LocalDate
    let reference: String
    let version: Int

    init(reading form: inout FormReader) {
        decidedOn = form.requiredDate("date", "Indiquez le jour du conseil d’administration.")
        reference = form.required("reference", "Indiquez la référence de l’acte.", max: 60)
        version = Int(form.values["version"]) ?? 0
    }
}

/// The totals by speciality, one field each.
struct DurationsForm: FormInput {
    /// Weeks by speciality; `nil` takes the total away.
    let weeks: [String: Int?]
    let sources: [String: String]

    init(reading form: inout FormReader) {
        var weeks: [String: Int?] = [:]
        var sources: [String: String] = [:]
        for training in form.values.all("specialite") where training.count == 8 {
            weeks[training] = .some(form.number("semaines-\(training)", in: 1...60))
            sources[training] = form.text("source-\(training)", max: 200)
        }
        self.weeks = weeks
        self.sources = sources
    }
}
