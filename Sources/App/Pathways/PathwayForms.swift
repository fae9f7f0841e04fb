import Domain

/// What the form of a campaign may send.
struct CampaignForm: FormInput {
    static let mostOptions = 4

    let name: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let closesOn: LocalDate?
    let options: PathwayOptions
    let version: Int

    init(reading form: inout FormReader) {
        name = form.required("nom", "Donnez un nom à la campagne.", max: 80)
        startsOn = form.requiredDate("du", "Indiquez le premier jour du parcours.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour du parcours.")
        closesOn = form.date("limite")
        version = Int(form.values["version"]) ?? 0
        var list: [PathwayOption] = []
        for rank in 1...CampaignForm.mostOptions {
            let label = form.text("option-\(rank)", max: 100)
            guard !label.isEmpty else { continue }
            let known = form.values["cle-\(rank)"]
            let key = known.isEmpty ? SearchKeyText.dashed(label) + "-\(rank)" : known
            list.append(
                PathwayOption(
                    key: key.replacing("|", with: "-"), label: label.replacing("\n", with: " "),
                    goesToHost: form.flag("entreprise-\(rank)")))
        }
        options = PathwayOptions(list)
        if list.count < 2 {
            form.refuse("option-2", "Écrivez deux options au moins\u{A0}: sans elles, rien n’est à choisir.")
        }
        if !form.values["du"].isEmpty, !form.values["au"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
        if let closesOn, !form.values["du"].isEmpty, closesOn > startsOn {
            form.refuse("limite", "La date limite des choix vient avant le début du parcours.")
        }
    }
}

extension FormState {
    /// A campaign as it stands, or the regime of a year to begin with.
    init(
        name: String, startsOn: LocalDate?, endsOn: LocalDate?, closesOn: LocalDate?, options: [PathwayOption],
        version: Int
    ) {
        self.init([
            ("nom", name), ("du", startsOn?.description ?? ""), ("au", endsOn?.description ?? ""),
            ("limite", closesOn?.description ?? ""), ("version", String(version)),
        ])
        for (index, option) in options.enumerated() {
            values.set("option-\(index + 1)", option.label)
            values.set("cle-\(index + 1)", option.key)
            values.set("entreprise-\(index + 1)", option.goesToHost ? "1" : "")
        }
    }
}

/// What the form of a choice, or of a request to change it, may send.
struct PathForm: FormInput {
    let path: ChosenPath
    let day: LocalDate?
    let motive: String
    let version: Int

    init(reading form: inout FormReader) {
        let first = form.required("parcours", "Choisissez le parcours de l’élève.", max: 100)
        let second = form.optional("seconde", max: 100)
        path = ChosenPath(first: first, second: second, turnsOn: form.date("a_partir_du"))
        day = form.date("le")
        motive = form.text("motif", max: 500)
        version = Int(form.values["version"]) ?? 0
    }
}

/// What the form of the council's advice may send.
struct AdviceForm: FormInput {
    let advice: CouncilAdvice?
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        advice = form.values["avis"].isEmpty ? nil : form.choice("avis", or: CouncilAdvice.favourable)
        note = form.text("avis_motif", max: 500)
        version = Int(form.values["version"]) ?? 0
        if advice != nil, advice != .favourable, note.isEmpty {
            form.refuse("avis_motif", "Un avis réservé ou défavorable se motive.")
        }
    }
}
