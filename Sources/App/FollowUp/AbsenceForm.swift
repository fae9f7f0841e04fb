import Domain

/// What the form of an absence may send.
struct AbsenceForm: FormInput {
    let kind: Absence.Kind
    let startsOn: LocalDate
    let endsOn: LocalDate
    let part: DayPart
    let minutes: Int
    let cause: AbsenceFamily
    let proofSeen: Bool
    let assessed: Bool?
    let dayCounts: Bool?
    let note: String
    /// The version of the record that the person saw.
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("sorte", or: .absence)
        startsOn = form.requiredDate("du", "Indiquez le jour.")
        endsOn = kind == .lateness ? startsOn : form.date("au") ?? startsOn
        part = kind == .lateness ? .whole : form.choice("partie", or: .whole)
        minutes = kind == .lateness ? form.number("minutes", in: 1...720) ?? 0 : 0
        cause = form.choice("cause", or: .unknown)
        proofSeen = form.flag("justificatif")
        assessed = AbsenceForm.answer(form.values["evaluees"])
        dayCounts = AbsenceForm.answer(form.values["jour_compte"])
        note = form.text("note", max: 500)
        version = Int(form.values["version"]) ?? 0
        if endsOn < startsOn { form.refuse("au", "Le dernier jour doit suivre le premier.") }
        if kind == .lateness, minutes == 0, form.problem("minutes") == nil {
            form.refuse("minutes", "Indiquez la durée du retard, en minutes.")
        }
    }

    private static func answer(_ text: String) -> Bool? {
        text == "oui" ? true : text == "non" ? false : nil
    }

    func absence(
        id: ID<Absence>, of placement: ID<Placement>, by name: String, at moment: Moment, version: Int
    ) -> Absence {
        Absence(
            id: id, placementId: placement, kind: kind, startsOn: startsOn, endsOn: endsOn, part: part,
            minutes: minutes, cause: cause, proofSeen: proofSeen, assessed: assessed, dayCounts: dayCounts, note: note,
            reportedBy: name, reportedAt: moment, version: version)
    }
}

extension FormReader {
    /// What is already wrong with a field.
    func problem(_ field: String) -> String? {
        problems.first { $0.field == field }?.message
    }
}

extension FormState {
    init(_ absence: Absence) {
        func answer(_ value: Bool?) -> String { value.map { $0 ? "oui" : "non" } ?? "" }
        self.init([
            ("sorte", absence.kind.rawValue), ("du", absence.startsOn.description),
            ("au", absence.endsOn.description), ("partie", absence.part.rawValue),
            ("minutes", absence.minutes > 0 ? String(absence.minutes) : ""), ("cause", absence.cause.rawValue),
            ("justificatif", absence.proofSeen ? "1" : ""), ("evaluees", answer(absence.assessed)),
            ("jour_compte", answer(absence.dayCounts)), ("note", absence.note), ("version", String(absence.version)),
        ])
    }
}

/// The fields of an absence, for the page of a placement and for the page of the absence.
func absenceFields(_ state: FormState) -> HTML {
    """
    <div class="pair">\(selectField(state, "sorte", "Il s’agit d’", Absence.Kind.allCases.map { ($0.rawValue, $0 == .absence ? "une absence" : "un retard") }))\
    \(selectField(state, "cause", "Cause", AbsenceFamily.allCases.map { ($0.rawValue, $0.label) }, hint: "Une famille de causes\u{A0}: jamais de détail médical."))</div>\
    <div class="pair">\(dateField(state, "du", "Premier jour"))\
    \(dateField(state, "au", "Dernier jour", hint: "Vide pour un seul jour.", optional: true))</div>\
    <div class="pair">\(selectField(state, "partie", "Absent", DayPart.allCases.map { ($0.rawValue, $0.label) }))\
    \(field(state, "minutes", "Retard, en minutes", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
    \(checkbox(state, "justificatif", "Justificatif vu", hint: "Le document n’est pas conservé ici."))\
    <details class="more"\(state["evaluees"].isEmpty && state["jour_compte"].isEmpty ? nil : " open" as HTML)>\
    <summary>Rattrapage et décompte</summary>\
    \(selectField(state, "evaluees", "Les compétences sont évaluées malgré l’absence", [("oui", "Oui\u{A0}: pas de rattrapage"), ("non", "Non\u{A0}: à rattraper")], empty: "L’équipe n’a pas décidé"))\
    \(selectField(state, "jour_compte", "La journée entamée compte", [("oui", "Oui, pour un jour"), ("non", "Non")], empty: "Pas décidé\u{A0}: elle ne compte pas"))</details>\
    \(field(state, "note", "Remarque", FieldOptions(hint: "Sans donnée de santé.", optional: true)))
    """
}
