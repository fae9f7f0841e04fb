import Domain

/// What the form of a stay abroad may send.
struct MobilityForm: FormInput {
    let country: String
    let european: Bool
    let project: String
    let grant: Cents?
    let optionalUnit: Bool
    let objectives: String
    let receivingTutor: String
    let steps: Set<MobilityStep>
    let version: Int

    init(reading form: inout FormReader) {
        country = form.required("pays", "Indiquez le pays.", max: 60)
        european = form.flag("europe")
        project = form.text("projet", max: 60)
        grant = form.money("bourse")
        optionalUnit = form.flag("unite")
        objectives = form.text("objectifs", max: 2000)
        receivingTutor = form.text("tuteur", max: 120)
        steps = Set(form.values.all("etape").compactMap(MobilityStep.init(rawValue:)))
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    init(_ mobility: Mobility?) {
        self.init(
            [
                ("pays", mobility?.country ?? ""), ("europe", mobility?.european ?? true ? "1" : ""),
                ("projet", mobility?.project ?? ""),
                ("bourse", mobility?.grantCents.map { Cents(rawValue: $0).typed } ?? ""),
                ("unite", mobility?.optionalUnit == true ? "1" : ""), ("objectifs", mobility?.objectives ?? ""),
                ("tuteur", mobility?.receivingTutor ?? ""), ("version", String(mobility?.version ?? 0)),
            ] + (mobility?.done ?? []).map { ("etape", $0.rawValue) })
    }
}

/// A placement abroad gets its file, or the file changes.
struct SaveMobility: Operation {
    let placement: ID<Placement>
    let form: MobilityForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.placeLearners)

        let placement = try db.placement(placement)
        let former = try db.mobility(of: placement.id)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var mobility =
            former ?? Mobility(id: db.newID(), placementId: placement.id, country: form.country, version: 0)
        mobility.country = form.country
        mobility.european = form.european
        mobility.project = form.project
        mobility.grantCents = form.grant?.rawValue
        mobility.optionalUnit = form.optionalUnit
        mobility.objectives = form.objectives
        mobility.receivingTutor = form.receivingTutor
        mobility.done = form.steps
        mobility.version += 1
        if let former {
            try db.update(mobility, in: .mobility, replacing: former.version)
        } else {
            try db.insert(mobility, into: .mobility)
        }
        try db.journal(
            former == nil ? "Mobilité préparée" : "Mobilité modifiée", Subject("placement", placement.id),
            before: former,
            after: mobility, by: author, at: now)
    }
}
