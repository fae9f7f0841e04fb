import Domain

/// What the form of a letter of mission may send.
struct LetterForm: FormInput {
    let staff: ID<StaffMember>?
    let personName: String
    let employer: MissionLetter.Employer
    let quota: Int
    let elsewhere: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let noticeOn: LocalDate?
    let texts: [String: String]
    let version: Int

    /// The texts of a letter, with their questions: the headings of the letter of the DDFPT.
    static let questions: [(name: String, label: String, hint: String)] = [
        ("priorites", "Priorités", "Trois au plus, dans l’ordre."),
        ("objectifs", "Objectifs", "Ceux de la feuille de route dont la personne répond."),
        (
            "responsabilites", "Responsabilités",
            "Ce que la personne décide, ce qu’elle prépare, à qui elle rend compte."
        ),
        ("domaines", "Domaines", "Filières, secteurs, publics."),
        ("autonomie", "Marges d’autonomie", ""),
        ("presence", "Temps de présence", "Jours et heures d’ouverture du bureau, permanence téléphonique."),
        ("deplacements", "Déplacements", "Ordre de mission, véhicule, frais."),
        ("equipement", "Équipement", "Téléphone, ordinateur, véhicule."),
    ]

    init(reading form: inout FormReader) {
        staff = form.key("personnel")
        personName = form.required("nom", "Indiquez la personne qui reçoit la lettre.", max: 120)
        employer = form.choice("employeur", or: .state)
        quota = form.number("quotite", in: 1...100) ?? 100
        elsewhere = form.text("ailleurs", max: 300)
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        noticeOn = form.date("preavis")
        var texts: [String: String] = [:]
        for question in LetterForm.questions { texts[question.name] = form.text(question.name, max: 3000) }
        self.texts = texts
        version = Int(form.values["version"]) ?? 0
        guard !form.values["du"].isEmpty, !form.values["au"].isEmpty else { return }
        if endsOn < startsOn { form.refuse("au", "Le dernier jour doit suivre le premier.") }
        if let noticeOn, noticeOn > endsOn { form.refuse("preavis", "Le préavis vient avant le terme de la lettre.") }
    }

    func write(to letter: inout MissionLetter) {
        letter.staffId = staff
        letter.personName = personName
        letter.employer = employer
        letter.quota = quota
        letter.elsewhere = elsewhere
        letter.startsOn = startsOn
        letter.endsOn = endsOn
        letter.noticeOn = noticeOn
        letter.priorities = texts["priorites"] ?? ""
        letter.objectives = texts["objectifs"] ?? ""
        letter.responsibilities = texts["responsabilites"] ?? ""
        letter.domains = texts["domaines"] ?? ""
        letter.autonomy = texts["autonomie"] ?? ""
        letter.presence = texts["presence"] ?? ""
        letter.travel = texts["deplacements"] ?? ""
        letter.equipment = texts["equipement"] ?? ""
    }
}

extension MissionLetter {
    /// The texts by the name of their question.
    var texts: [(name: String, text: String)] {
        [
            ("priorites", priorities), ("objectifs", objectives), ("responsabilites", responsibilities),
            ("domaines", domains), ("autonomie", autonomy), ("presence", presence), ("deplacements", travel),
            ("equipement", equipment),
        ]
    }
}

extension FormState {
    init(_ letter: MissionLetter) {
        self.init(
            [
                ("personnel", letter.staffId?.rawValue ?? ""), ("nom", letter.personName),
                ("employeur", letter.employer.rawValue), ("quotite", String(letter.quota)),
                ("ailleurs", letter.elsewhere), ("du", letter.startsOn.description), ("au", letter.endsOn.description),
                ("preavis", letter.noticeOn?.description ?? ""), ("version", String(letter.version)),
            ] + letter.texts.map { ($0.name, $0.text) })
    }
}

/// A letter of mission is drafted, or its draft changes.
struct SaveLetter: Operation {
    let id: ID<MissionLetter>?
    let form: LetterForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<MissionLetter> {
        try author.require(.seeMissionLetters)

        if let staff = form.staff { _ = try db.staffMember(staff) }
        let former = try id.map { try db.letter($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        let begun =
            former
            ?? MissionLetter(id: db.newID(), personName: form.personName, startsOn: form.startsOn, endsOn: form.endsOn)
        let letter = try begun.rewritten { form.write(to: &$0) }
        if let former {
            try db.update(letter, in: .missionLetter, replacing: former.version)
        } else {
            try db.insert(letter, into: .missionLetter)
        }
        try db.journal(
            former == nil ? "Lettre de mission rédigée" : "Lettre de mission modifiée", Subject("letter", letter.id),
            before: former, after: letter, by: author, at: now)
        return letter.id
    }
}

/// A letter of mission goes on in its life: endorsed, signed, notified, renewed, closed.
struct MoveLetter: Operation {
    let id: ID<MissionLetter>
    let form: MoveForm<MissionLetterEvent>
    /// What the form says of the renewal.
    let renewal: MissionLetter.Renewal

    /// The letter to show: the next one when it is renewed.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<MissionLetter> {
        try author.require(.seeMissionLetters)

        let former = try db.letter(id)
        guard let event = form.event else { throw NotFound("Ce geste") }
        guard let line = MissionLetterLife.transition(from: former.state, on: event) else {
            throw MissionLetterRefusal.impossible(event, former.state)
        }
        try author.require(line.actor.permission)
        guard former.version == form.version else { throw Conflict() }

        var next: MissionLetter?
        let letter: MissionLetter
        switch event {
        case .endorse: letter = try former.endorsed(by: author.name, on: now.day)
        case .reopen: letter = try former.reopened()
        case .signAsHead: letter = try former.signedByHead(author.name, on: now.day)
        case .signAsAgent: letter = try former.signedByAgent(on: form.day ?? now.day)
        case .giveNotice: letter = try former.noticeGiven(renewal, on: form.day ?? now.day)
        case .renew: (letter, next) = try former.renewed(id: db.newID())
        case .close: letter = try former.closed()
        }
        try db.update(letter, in: .missionLetter, replacing: former.version)
        try db.journal(
            "Lettre de mission\u{A0}: \(letter.state.label.lowercasedFirst)", Subject("letter", id), before: former,
            after: letter, by: author, at: now)
        guard let next else { return id }
        try db.insert(next, into: .missionLetter)
        try db.journal("Lettre de mission rédigée", Subject("letter", next.id), after: next, by: author, at: now)
        return next.id
    }
}

/// What the form of the yearly interview may send.
struct InterviewForm: FormInput {
    let plannedOn: LocalDate?
    let heldOn: LocalDate?
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        plannedOn = form.date("prevu")
        heldOn = form.date("tenu")
        note = form.text("compte_rendu", max: 4000)
        version = Int(form.values["version"]) ?? 0
    }
}

/// The yearly interview is planned, or what was said in it is noted.
struct RecordInterview: Operation {
    let id: ID<MissionLetter>
    let form: InterviewForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.validateRoadmap, or: .signRoadmap)

        let former = try db.letter(id)
        guard former.version == form.version else { throw Conflict() }
        let letter = try former.interviewed(
            on: form.heldOn, planned: form.plannedOn, note: form.note, today: now.day)
        try db.update(letter, in: .missionLetter, replacing: former.version)
        try db.journal(
            "Entretien annuel noté", Subject("letter", id), before: former, after: letter, by: author, at: now)
    }
}

extension Author {
    /// One of two rights is enough.
    func require(_ permission: Permission, or other: Permission) throws(Forbidden) {
        guard may(permission) || may(other) else { throw Forbidden(permission) }
    }
}
