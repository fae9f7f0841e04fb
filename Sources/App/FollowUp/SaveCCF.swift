import Domain

/// What the form of a certifying situation may send.
struct CCFForm: FormInput {
    let title: String
    let plannedOn: LocalDate?
    let doneOn: LocalDate?
    let evaluators: String
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        title = form.required("situation", "Nommez la situation, par exemple «\u{A0}E31\u{A0}».")
        plannedOn = form.date("prevu_le")
        doneOn = form.date("fait_le")
        evaluators = form.text("evaluateurs", max: 300)
        note = form.text("note", max: 1000)
        version = Int(form.values["version"]) ?? 0
    }
}

/// A certifying situation of a placement is planned, done or corrected (PFMP-80).
struct SaveCCF: Operation {
    let placement: ID<Placement>
    /// `nil` for a new one.
    let id: ID<CCFSituation>?
    let form: CCFForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        let placement = try db.placement(placement)
        guard try db.period(placement.periodId).certifying else { throw NotCertifying() }
        if let done = form.doneOn, done > now.day {
            throw FieldRefusal("fait_le", "Ce jour n’est pas encore venu\u{A0}: indiquez-le comme prévu.")
        }
        let former: CCFSituation? = try id.map { try db.find($0, in: .ccfSituation, "Cette situation") }
        guard former == nil || former?.placementId == placement.id else { throw NotFound("Cette situation") }
        guard former?.version ?? 0 == form.version else { throw Conflict() }
        let situation = CCFSituation(
            id: former?.id ?? db.newID(), placementId: placement.id, title: form.title, plannedOn: form.plannedOn,
            doneOn: form.doneOn, evaluators: form.evaluators, note: form.note, version: form.version + 1)
        if let former {
            try db.update(situation, in: .ccfSituation, replacing: former.version)
        } else {
            try db.insert(situation, into: .ccfSituation)
        }
        try db.journal(
            former == nil ? "Situation de CCF notée" : "Situation de CCF modifiée",
            Subject("placement", placement.id), before: former, after: situation, by: author, at: now)
        return placement.id
    }
}

/// End-of-terminale weeks never count for the diploma (PFMP-09, PFMP-80).
struct NotCertifying: Refusal, Equatable {
    var message: String { "Cette période ne compte pas pour le diplôme\u{A0}: aucune situation de CCF n’y a lieu." }
}

/// A situation with whom it is about.
struct CCFLine: Codable, Sendable {
    let id: ID<CCFSituation>
    let placementId: ID<Placement>
    let title: String
    let plannedOn: LocalDate?
    let doneOn: LocalDate?
    let evaluators: String
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let companyName: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}
