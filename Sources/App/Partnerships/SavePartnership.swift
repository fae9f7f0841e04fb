import Domain
import Persistence

/// A partnership agreement is written or corrected.
struct SavePartnership: Operation {
    let id: ID<Partnership>?
    let form: PartnershipForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        guard let id else { return try create(in: db, by: author, at: now) }
        let former = try db.partnership(id)
        guard former.version == form.version else { throw Conflict() }
        var partnership = try former.dated(from: form.startsOn, through: form.endsOn, tacit: form.tacitRenewal)
        form.write(to: &partnership)
        partnership.version += 1
        try db.update(partnership, in: .partnership, replacing: former.version)
        try db.journal(
            "Convention de partenariat modifiée", Subject("partnership", id), before: former, after: partnership,
            by: author, at: now)
        return id
    }

    private func create(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        guard let company = form.company else {
            throw FieldRefusal("entreprise", "Choisissez l’entreprise partenaire.")
        }
        _ = try db.company(company)
        var partnership = Partnership(
            id: db.newID(), companyId: company, title: form.title, startsOn: form.startsOn, endsOn: form.endsOn,
            tacitRenewal: form.tacitRenewal)
        form.write(to: &partnership)
        try db.insert(partnership, into: .partnership)
        try db.journal(
            "Convention de partenariat préparée", Subject("partnership", partnership.id), after: partnership,
            by: author, at: now)
        return partnership.id
    }
}

/// What the form of an agreement may send.
struct PartnershipForm: FormInput {
    let company: ID<Company>?
    let title: String
    let streams: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let tacitRenewal: Bool
    let parentLevel: Partnership.ParentLevel?
    let parentName: String
    let signatory: String
    let boardOn: LocalDate?
    let reviewOn: LocalDate?
    let notes: String
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        title = form.required("objet", "Dites l’objet de la convention.", max: 200)
        streams = form.text("filieres", max: 300)
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        if startsOn.dayNumber > 0, endsOn.dayNumber > 0, endsOn < startsOn {
            form.refuse("au", "La fin vient avant le début\u{A0}: corrigez l’une des deux dates.")
        }
        tacitRenewal = form.flag("tacite")
        parentLevel =
            form.values["parente"].isEmpty ? nil : form.choice("parente", or: Partnership.ParentLevel.national)
        parentName = form.text("parente_nom", max: 200)
        if parentLevel != nil, parentName.isEmpty {
            form.refuse("parente_nom", "Nommez la convention nationale ou académique.")
        }
        signatory = form.text("signataire", max: 150)
        boardOn = form.date("ca")
        reviewOn = form.date("bilan")
        notes = form.text("notes", max: 2000)
        version = Int(form.values["version"]) ?? 0
    }

    func write(to partnership: inout Partnership) {
        partnership.title = title
        partnership.streams = streams
        partnership.parentLevel = parentLevel?.rawValue ?? ""
        partnership.parentName = parentLevel == nil ? "" : parentName
        partnership.companySignatory = signatory
        partnership.boardOn = boardOn
        partnership.reviewOn = reviewOn
        partnership.notes = notes
    }
}

extension FormState {
    init(_ partnership: Partnership) {
        self.init()
        values.fill([
            "entreprise": partnership.companyId.rawValue, "objet": partnership.title,
            "filieres": partnership.streams, "du": partnership.startsOn.description,
            "au": partnership.endsOn.description, "tacite": partnership.tacitRenewal ? "1" : nil,
            "parente": partnership.parentLevel, "parente_nom": partnership.parentName,
        ])
        values.fill([
            "signataire": partnership.companySignatory, "ca": partnership.boardOn?.description,
            "bilan": partnership.reviewOn?.description, "notes": partnership.notes,
            "version": String(partnership.version),
        ])
    }
}

/// Something happens to an agreement: sent, signed, renewed, ended.
struct MovePartnership: Operation {
    let id: ID<Partnership>
    let form: PartnershipMoveForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        let former = try db.partnership(id)
        guard former.version == form.version else { throw Conflict() }
        let day = form.day ?? now.day
        let (partnership, action): (Partnership, String) =
            switch form.move {
            case .send: (try former.after(.send), "Convention envoyée à la signature")
            case .withdraw: (try former.withdrawn(), "Convention reprise en projet")
            case .companySigned:
                (try former.signed(by: .company, on: day, today: now.day), "Signature de l’entreprise notée")
            case .schoolSigned:
                (try signedByHead(former, on: day, by: author, today: now.day), "Signature du lycée notée")
            case .renew: (try former.renewed(until: try renewalDay()), "Convention renouvelée")
            case .end: (try former.ended(because: form.reason), "Convention résiliée")
            }
        try db.update(partnership, in: .partnership, replacing: former.version)
        try db.journal(action, Subject("partnership", id), before: former, after: partnership, by: author, at: now)
        return id
    }

    private func renewalDay() throws -> LocalDate {
        guard let day = form.day else {
            throw FieldRefusal("jour", "Indiquez jusqu’à quel jour la convention continue.")
        }
        return day
    }

    /// The head signs for the school; the bureau notes a signature given on paper.
    private func signedByHead(_ former: Partnership, on day: LocalDate, by author: Author, today: LocalDate) throws
        -> Partnership
    {
        guard author.may(.signAsHead) || author.may(.recordSignatures) else { throw Forbidden(.signAsHead) }
        return try former.signed(by: .school, on: day, today: today)
    }
}

/// What is asked of an agreement.
struct PartnershipMoveForm: FormInput {
    enum Move: String, CaseIterable, Sendable {
        case send = "envoyer"
        case withdraw = "reprendre"
        case companySigned = "signature_entreprise"
        case schoolSigned = "signature_lycee"
        case renew = "renouveler"
        case end = "resilier"
    }

    let move: Move
    let day: LocalDate?
    let reason: String
    let version: Int

    init(reading form: inout FormReader) {
        move = form.choice("geste", or: .send)
        if form.values["geste"].isEmpty { form.refuse("", "Choisissez ce qui arrive à la convention.") }
        day = form.date("jour")
        reason = form.text("motif", max: 500)
        if move == .end, reason.isEmpty { form.refuse("motif", "Dites pourquoi la convention s’arrête.") }
        version = Int(form.values["version"]) ?? 0
    }
}

/// One side promises something for a year.
struct SaveCommitment: Operation {
    let partnership: ID<Partnership>
    let form: CommitmentForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        _ = try db.partnership(partnership)
        let commitment = PartnershipCommitment(
            id: db.newID(), partnershipId: partnership, side: form.side, kind: form.kind, detail: form.detail,
            schoolYear: form.year ?? author.currentYear, planned: form.planned)
        try db.insert(commitment, into: .partnershipCommitment)
        try db.journal(
            "Engagement ajouté", Subject("partnership", partnership), after: commitment, by: author, at: now)
        return partnership
    }
}

struct CommitmentForm: FormInput {
    let side: PartnershipCommitment.Side
    let kind: PartnershipCommitment.Kind
    let detail: String
    let year: Int?
    let planned: Int

    init(reading form: inout FormReader) {
        side = form.choice("partie", or: .company)
        kind = form.choice("engagement", or: .hosting)
        detail = form.text("detail", max: 200)
        year = form.number("annee", in: 2000...2100)
        planned = form.number("prevu", in: 1...10_000) ?? 0
        if form.values["prevu"].isEmpty { form.refuse("prevu", "Indiquez combien.") }
    }
}

/// What was done of the promises of a year.
struct RecordCommitments: Operation {
    let partnership: ID<Partnership>
    let done: [ID<PartnershipCommitment>: Int]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        _ = try db.partnership(partnership)
        for former in try db.commitments(of: partnership) {
            guard let count = done[former.id], count != former.done else { continue }
            var commitment = former
            commitment.done = count
            try db.update(commitment, in: .partnershipCommitment)
            try db.journal(
                "Engagement suivi", Subject("partnership", partnership), before: former, after: commitment,
                by: author, at: now)
        }
        return partnership
    }
}

/// A promise made by mistake is taken away.
struct RemoveCommitment: Operation {
    let id: ID<PartnershipCommitment>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Partnership> {
        try author.require(.managePartnerships)

        let former: PartnershipCommitment = try db.find(id, in: .partnershipCommitment, "Cet engagement")
        try db.delete(from: .partnershipCommitment, where: "id = \(id)")
        try db.journal(
            "Engagement retiré", Subject("partnership", former.partnershipId), before: former, by: author, at: now)
        return former.partnershipId
    }
}

extension Job {
    /// What the calendar does of partnership agreements: the end comes near, tacit renewal, expiry.
    static let partnerships = Job(name: "partenariats", label: "Échéances des partenariats", everySeconds: 3600) {
        app in
        var moved = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            moved += try await app.perform(AgePartnerships(), by: .commandLine(for: school))
        }
        return FrenchNumber.counted(moved, "convention déplacée", "conventions déplacées")
    }
}

/// Moves the agreements whose day has come.
struct AgePartnerships: Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        let limit = now.day.adding(days: PartnershipLife.noticeDays)
        let due: [Partnership] = try db.rows(
            """
            select partnership.* from \(db.table(.partnership))
            where partnership.state in (\(list: [Partnership.State.active, .toRenew]))
            and partnership.ends_on <= \(limit) order by partnership.id limit 1000
            """)
        var moved = 0
        for former in due {
            guard let partnership = former.onCalendar(now.day) else { continue }
            try db.update(partnership, in: .partnership, replacing: former.version)
            try db.journal(
                "Échéance du partenariat\u{A0}: \(partnership.state.label.lowercased())",
                Subject("partnership", former.id), before: former, after: partnership, by: author, at: now)
            moved += 1
        }
        return moved
    }
}
