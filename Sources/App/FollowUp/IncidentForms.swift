import Domain

/// What the report of an incident may send.
struct IncidentForm: FormInput {
    let kind: Incident.Kind
    let severity: Incident.Severity
    let happenedOn: LocalDate
    let happenedMinute: Int?
    let place: String
    let facts: String

    init(reading form: inout FormReader) {
        if form.values["sorte"].isEmpty { form.refuse("sorte", "Choisissez ce qui s’est passé.") }
        kind = form.choice("sorte", or: .behaviour)
        severity = form.choice("gravite", or: .minor)
        happenedOn = form.requiredDate("jour", "Indiquez le jour.")
        happenedMinute = form.minute("heure")
        place = form.text("lieu", max: 200)
        facts = form.required("faits", "Racontez les faits\u{A0}: qui, quoi, quand, où.", max: 4000)
    }
}

/// One more step in the life of an incident.
struct IncidentStepForm: FormInput {
    let kind: IncidentStep.Kind
    let recipient: String
    let note: String

    init(reading form: inout FormReader) {
        kind = form.choice("geste", or: .action)
        recipient = form.text("qui", max: 200)
        note = form.text("note", max: 2000)
        if recipient.isEmpty, note.isEmpty {
            form.refuse("qui", "Dites qui a été prévenu, ou ce qui a été fait.")
        }
    }
}

/// The record of an accident as typed.
struct AccidentForm: FormInput {
    let circumstances: String
    let injuries: String
    let witnesses: String
    let firstAid: String
    let daysOff: Int?
    let declarant: AccidentSheet.Declarant
    let hostToldOn: LocalDate?
    let declaredOn: LocalDate?
    let copyReceivedOn: LocalDate?
    let certificateReceivedOn: LocalDate?
    let version: Int

    init(reading form: inout FormReader) {
        circumstances = form.text("circonstances", max: 4000)
        injuries = form.text("lesions", max: 2000)
        witnesses = form.text("temoins", max: 1000)
        firstAid = form.text("secours", max: 1000)
        daysOff = form.number("arret", in: 0...2000)
        declarant = form.choice("declarant", or: .host)
        hostToldOn = form.date("entreprise_prevenue_le")
        declaredOn = form.date("declare_le")
        copyReceivedOn = form.date("copie_le")
        certificateReceivedOn = form.date("certificat_le")
        version = Int(form.values["version"]) ?? 0
    }

    func record(id: ID<AccidentSheet>, of incident: Incident, version: Int) -> AccidentSheet {
        AccidentSheet(
            id: id, placementId: incident.placementId, incidentId: incident.id, circumstances: circumstances,
            injuries: injuries, witnesses: witnesses, firstAid: firstAid, daysOff: daysOff, declarant: declarant,
            hostToldOn: hostToldOn, declaredOn: declaredOn, copyReceivedOn: copyReceivedOn,
            certificateReceivedOn: certificateReceivedOn, version: version)
    }
}

extension FormState {
    init(_ record: AccidentSheet) {
        self.init([
            ("circonstances", record.circumstances), ("lesions", record.injuries), ("temoins", record.witnesses),
            ("secours", record.firstAid), ("arret", record.daysOff.map { String($0) } ?? ""),
            ("declarant", record.declarant.rawValue),
            ("entreprise_prevenue_le", record.hostToldOn?.description ?? ""),
            ("declare_le", record.declaredOn?.description ?? ""),
            ("copie_le", record.copyReceivedOn?.description ?? ""),
            ("certificat_le", record.certificateReceivedOn?.description ?? ""), ("version", String(record.version)),
        ])
    }
}
