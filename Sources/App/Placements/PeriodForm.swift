import Domain

/// What the form of a period may send; several classes at once when it creates.
struct PeriodForm: FormInput {
    let classes: [ID<SchoolClass>]
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let certifying: Bool
    let boardOn: LocalDate?
    /// The version of the record that the person saw.
    let version: Int

    init(reading form: inout FormReader) {
        classes = form.values.all("classe").filter { !$0.isEmpty }.map { ID($0) }
        label = form.text("intitule", max: 80)
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        certifying = form.flag("certifiante")
        boardOn = form.date("ca")
        version = Int(form.values["version"]) ?? 0
        if !form.values["du"].isEmpty, !form.values["au"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
    }
}

extension FormState {
    /// The form of a period as it stands.
    init(_ period: PFMPPeriod) {
        self.init([
            ("classe", period.classId.rawValue), ("intitule", period.label), ("du", period.startsOn.description),
            ("au", period.endsOn.description), ("certifiante", period.certifying ? "1" : ""),
            ("ca", period.boardOn?.description ?? ""), ("version", String(period.version)),
        ])
    }
}
