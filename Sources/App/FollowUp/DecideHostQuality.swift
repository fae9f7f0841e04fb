import Domain

/// The school says whether learners may go to a host, and why. Internal only.
struct DecideHostQuality: Operation {
    let company: ID<Company>
    let form: HostQualityForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        let former = try db.quality(of: company)
        guard former?.version ?? 0 == form.version else { throw Conflict() }
        // Whatever was suspended after an alert is opened again by those who know why.
        if former?.state == .suspended, form.state != .suspended { try author.require(.seeAlerts) }
        try db.decide(form.state, form.reason, of: company, former: former, by: author, at: now)
        return company
    }
}

/// What the form of a host's quality may send.
struct HostQualityForm: FormInput {
    let state: HostQuality.State
    let reason: String
    let version: Int

    init(reading form: inout FormReader) {
        state = form.choice("etat", or: .toQualify)
        reason = form.required("motif", "Dites pourquoi\u{A0}: le motif reste dans l’historique du lieu.", max: 1000)
        version = Int(form.values["version"]) ?? 0
    }
}

extension SchoolDatabase {
    /// An alert suspends the host until it is looked at again (PFMP-103).
    func suspendHost(_ company: ID<Company>, by author: Author, at now: Now) throws {
        let former = try quality(of: company)
        guard former?.state != .suspended, former?.state != .closed else { return }
        try decide(
            .suspended, "Suspendu d’office\u{A0}: une alerte est en cours d’examen par la direction.", of: company,
            former: former, by: author, at: now)
    }

    fileprivate func decide(
        _ state: HostQuality.State, _ reason: String, of company: ID<Company>, former: HostQuality?,
        by author: Author, at now: Now
    ) throws {
        let quality = HostQuality(
            id: former?.id ?? newID(), companyId: company, state: state, reason: reason, decidedOn: now.day,
            decidedBy: author.name, version: (former?.version ?? 0) + 1)
        if let former {
            try update(quality, in: .hostQuality, replacing: former.version)
        } else {
            try insert(quality, into: .hostQuality)
        }
        let event = HostQualityEvent(
            id: newID(), companyId: company, state: state, reason: reason, decidedOn: now.day, decidedBy: author.name)
        try insert(event, into: .hostQualityEvent)
        try journal(
            "Qualité du lieu\u{A0}: \(state.label.lowercased())", Subject("company", company), before: former,
            after: quality, by: author, at: now)
    }
}
