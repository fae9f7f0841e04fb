import Domain

/// The sliders as a form sends them.
extension ProposalSettings {
    init(reading form: inout FormReader) {
        self.init()
        for slider in Slider.allCases {
            if let value = form.number(slider.rawValue, in: slider.range) { self[slider] = value }
        }
        networkFirst = form.flag("sans_reseau")
        usualHosts = form.flag("hotes_habituels")
        mode = form.choice("moyen", or: .car)
    }

    var values: [(String, String)] {
        Slider.allCases.map { ($0.rawValue, String(self[$0])) } + [
            ("sans_reseau", networkFirst ? "1" : ""), ("hotes_habituels", usualHosts ? "1" : ""),
            ("moyen", mode.rawValue),
        ]
    }
}

/// What asks for a proposal.
struct NewProposalForm: FormInput {
    let periods: [ID<PFMPPeriod>]
    let typedName: String
    let settings: ProposalSettings

    init(reading form: inout FormReader) {
        var seen: Set<String> = []
        periods = form.values.all("periode").filter { !$0.isEmpty && seen.insert($0).inserted }.map { ID($0) }
        typedName = form.text("nom", max: 120)
        settings = ProposalSettings(reading: &form)
        if periods.isEmpty { form.refuse("periode", "Cochez au moins une période.") }
        if periods.count > 200 { form.refuse("periode", "Cochez 200\u{A0}périodes au plus.") }
    }

    /// The name typed, or the classes concerned.
    func name(of periods: [PFMPPeriod], in db: SchoolDatabase) throws -> String {
        guard typedName.isEmpty else { return typedName }
        let classes = try periods.map { try db.schoolClass($0.classId).code }
        guard let first = periods.first, classes.count <= 4 else {
            return FrenchNumber.counted(Set(classes).count, "classe", "classes")
        }
        return Array(Set(classes)).sorted().joined(separator: ", ") + (periods.count == 1 ? ", " + first.label : "")
    }
}

/// New settings for a proposal.
struct ProposalSettingsForm: FormInput {
    let settings: ProposalSettings

    init(reading form: inout FormReader) {
        settings = ProposalSettings(reading: &form)
    }
}

/// A gesture on the lines of a proposal: one of them, those that are ticked, or all.
struct ProposalLinesForm: FormInput {
    enum Deed: Sendable {
        case acceptTicked
        case acceptAll
        case decide(DecidePair.Deed, ID<ProposalLine>, ID<Company>?)
    }

    let deed: Deed
    let ticked: [ID<ProposalLine>]

    init(reading form: inout FormReader) {
        ticked = form.values.all("ligne").filter { !$0.isEmpty }.map { ID($0) }
        // « garder~LIGNE » or « garder~LIGNE~ENTREPRISE »
        let parts = form.values["geste"].split(separator: "~").map(String.init)
        if parts.count >= 2, let made = DecidePair.Deed(rawValue: parts[0]) {
            deed = .decide(made, ID(parts[1]), parts.count > 2 ? ID(parts[2]) : nil)
        } else if form.values["geste"] == "tout" {
            deed = .acceptAll
        } else {
            deed = .acceptTicked
            if ticked.isEmpty { form.refuse("", "Cochez les élèves dont vous acceptez le lieu.") }
        }
    }
}
