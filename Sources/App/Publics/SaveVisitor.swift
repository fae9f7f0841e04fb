import Domain

/// What the form of a visitor may send.
struct VisitorForm: FormInput {
    let kind: Visitor.Kind
    let familyName: String
    let firstName: String
    let birthDate: LocalDate?
    let originUai: String
    let originName: String
    let level: String
    let guardianName: String
    let guardianPhone: String
    let company: ID<Company>?
    let workshop: String
    let staff: ID<StaffMember>?
    let hostPerson: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let dayStart: Int
    let dayEnd: Int
    let pause: Int
    let authorisedOn: LocalDate?
    let insurer: String
    let version: Int

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .miniStage)
        familyName = form.required("nom", "Indiquez le nom de l’élève.", max: 80)
        firstName = form.required("prenom", "Indiquez le prénom de l’élève.", max: 80)
        birthDate = form.date("naissance")
        originUai = form.parsed("uai") { try UAI($0).rawValue } ?? ""
        originName = form.required("etablissement", "Indiquez le collège ou le lycée de l’élève.", max: 120)
        level = form.text("niveau", max: 40)
        guardianName = form.text("responsable", max: 120)
        guardianPhone = form.text("telephone", max: 30)
        company = form.key("entreprise")
        workshop = form.text("atelier", max: 120)
        staff = form.key("enseignant")
        hostPerson = form.text("accueillant", max: 120)
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.date("au") ?? startsOn
        dayStart = form.clock("debut") ?? 0
        dayEnd = form.clock("fin") ?? 0
        pause = form.number("pause", in: 0...240) ?? 0
        authorisedOn = form.date("autorisation")
        insurer = form.text("assureur", max: 120)
        version = Int(form.values["version"]) ?? 0
        if endsOn < startsOn { form.refuse("au", "Le dernier jour doit suivre le premier.") }
        if dayEnd > 0, dayEnd <= dayStart { form.refuse("fin", "La fin de journée doit suivre le début.") }
    }

    func write(to visitor: inout Visitor) {
        visitor.kind = kind
        visitor.familyName = familyName
        visitor.firstName = firstName
        visitor.birthDate = birthDate
        visitor.originUai = originUai
        visitor.originName = originName
        visitor.level = level
        visitor.guardianName = guardianName
        visitor.guardianPhone = guardianPhone
        visitor.companyId = company
        visitor.workshop = workshop
        visitor.staffId = staff
        visitor.hostPerson = hostPerson
        visitor.startsOn = startsOn
        visitor.endsOn = endsOn
        visitor.dayStart = dayStart
        visitor.dayEnd = dayEnd
        visitor.pause = pause
        visitor.authorisedOn = authorisedOn
        visitor.insurer = insurer
    }
}

extension FormReader {
    /// A time of day in minutes; `nil` when empty.
    mutating func clock(_ field: String) -> Int? {
        guard !values[field].isEmpty else { return nil }
        guard let minutes = HourSpan.minutes(parsing: values[field]) else {
            refuse(field, "Écrivez une heure\u{A0}: 8 h 30.")
            return nil
        }
        return minutes
    }
}

extension FormState {
    init(_ visitor: Visitor) {
        func clock(_ minutes: Int) -> String {
            minutes == 0 ? "" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        }
        self.init([
            ("genre", visitor.kind.rawValue), ("nom", visitor.familyName), ("prenom", visitor.firstName),
            ("naissance", visitor.birthDate?.description ?? ""), ("uai", visitor.originUai),
            ("etablissement", visitor.originName), ("niveau", visitor.level), ("responsable", visitor.guardianName),
            ("telephone", visitor.guardianPhone), ("entreprise", visitor.companyId?.rawValue ?? ""),
            ("atelier", visitor.workshop), ("enseignant", visitor.staffId?.rawValue ?? ""),
            ("accueillant", visitor.hostPerson), ("du", visitor.startsOn.description),
            ("au", visitor.endsOn.description),
            ("debut", clock(visitor.dayStart)), ("fin", clock(visitor.dayEnd)),
            ("pause", visitor.pause == 0 ? "" : String(visitor.pause)),
            ("autorisation", visitor.authorisedOn?.description ?? ""), ("assureur", visitor.insurer),
            ("version", String(visitor.version)),
        ])
    }
}

/// A pupil of another school is noted, or their file is changed.
struct SaveVisitor: Operation {
    /// `nil` for a new one.
    let id: ID<Visitor>?
    let form: VisitorForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Visitor> {
        try author.require(.welcomeVisitors)

        if let company = form.company { let _: Company = try db.find(company, in: .company, "Cette entreprise") }
        if let staff = form.staff { let _: StaffMember = try db.find(staff, in: .staffMember, "Cet enseignant") }
        guard form.kind == .miniStage || form.company != nil else {
            throw FieldRefusal("entreprise", "Choisissez l’entreprise où l’élève observe.")
        }
        let former = try id.map { try db.visitor($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var visitor =
            former
            ?? Visitor(
                id: db.newID(), kind: form.kind, familyName: "", firstName: "", startsOn: form.startsOn,
                endsOn: form.endsOn, version: 0)
        form.write(to: &visitor)
        visitor.version += 1
        if let former {
            try db.update(visitor, in: .visitor, replacing: former.version)
        } else {
            try db.insert(visitor, into: .visitor)
        }
        try db.journal(
            former == nil ? "Accueil noté" : "Accueil modifié", Subject("visitor", visitor.id), before: former,
            after: visitor, by: author, at: now)
        return visitor.id
    }
}

/// Whether the pupil came, and what was said.
struct RecordAttendance: Operation {
    let id: ID<Visitor>
    let attended: Bool
    let feedback: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.welcomeVisitors)

        let former = try db.visitor(id)
        guard former.startsOn <= now.day else { throw VisitNotBegun(startsOn: former.startsOn) }
        var visitor = former
        visitor.attended = attended
        visitor.feedback = feedback
        visitor.version += 1
        try db.update(visitor, in: .visitor, replacing: former.version)
        try db.journal(
            attended ? "Présence notée" : "Absence notée", Subject("visitor", id), before: former, after: visitor,
            by: author, at: now)
    }
}

/// Nobody is present before the first day.
struct VisitNotBegun: Refusal, Equatable {
    let startsOn: LocalDate

    var message: String { "L’accueil ne commence que le \(startsOn.long)\u{A0}: notez la présence ce jour-là." }
}
