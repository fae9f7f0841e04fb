import Domain

/// What the form of a contract or period may send.
struct CompanyStayForm: FormInput {
    let company: ID<Company>?
    let tutor: ID<Contact>?
    let referent: ID<StaffMember>?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let reference: String
    let rhythm: String
    let objectives: String
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        tutor = form.key("tuteur")
        referent = form.key("referent")
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        reference = form.text("reference", max: 80)
        rhythm = form.text("rythme", max: 200)
        objectives = form.text("objectifs", max: 2000)
        version = Int(form.values["version"]) ?? 0
        if !form.values["du"].isEmpty, !form.values["au"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
    }
}

extension FormState {
    init(_ stay: CompanyStay) {
        self.init([
            ("entreprise", stay.companyId.rawValue), ("tuteur", stay.tutorId?.rawValue ?? ""),
            ("referent", stay.referentId?.rawValue ?? ""), ("du", stay.startsOn.description),
            ("au", stay.endsOn.description), ("reference", stay.reference), ("rythme", stay.rhythm),
            ("objectifs", stay.objectives), ("version", String(stay.version)),
        ])
    }
}

/// The contract of an apprentice or the period of an adult trainee is noted, or changed.
struct SaveCompanyStay: Operation {
    let learner: ID<Learner>
    /// `nil` for a new one.
    let id: ID<CompanyStay>?
    let form: CompanyStayForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyStay> {
        try author.require(.placeLearners)

        let learner = try db.learner(learner)
        guard let kind = CompanyStay.Kind(learner.learnerPublic) else {
            throw WrongDocument(learnerPublic: learner.learnerPublic)
        }
        guard let company = form.company else { throw FieldRefusal("entreprise", "Choisissez l’entreprise.") }
        let known: Company = try db.find(company, in: .company, "Cette entreprise")
        if let tutor = form.tutor {
            let contact: Contact = try db.find(tutor, in: .contact, "Ce contact")
            guard contact.companyId == known.id else {
                throw FieldRefusal("tuteur", "\(contact.fullName) n’est pas dans cette entreprise.")
            }
        }
        if let referent = form.referent {
            let _: StaffMember = try db.find(referent, in: .staffMember, "Cet enseignant")
        }
        let others = try db.companyStays(of: learner.id).filter { $0.id != id }
        if let other = others.first(where: { $0.startsOn <= form.endsOn && form.startsOn <= $0.endsOn }) {
            throw FieldRefusal(
                "du",
                "Une période court déjà chez \(other.companyName) jusqu’au \(other.endsOn.long)\u{A0}: corrigez les dates."
            )
        }
        let former = try id.map { try db.companyStay($0) }
        var stay =
            former
            ?? CompanyStay(
                id: db.newID(), learnerId: learner.id, kind: kind, companyId: known.id, startsOn: form.startsOn,
                endsOn: form.endsOn, version: 0)
        guard stay.version == form.version || former == nil else { throw Conflict() }
        stay.companyId = known.id
        stay.tutorId = form.tutor
        stay.referentId = form.referent
        stay.startsOn = form.startsOn
        stay.endsOn = form.endsOn
        stay.reference = form.reference
        stay.rhythm = form.rhythm
        stay.objectives = form.objectives
        stay.version += 1
        if let former {
            try db.update(stay, in: .companyStay, replacing: former.version)
        } else {
            try db.insert(stay, into: .companyStay)
        }
        try db.journal(
            former == nil ? "\(kind.label) noté" : "\(kind.label) modifié", Subject("contract", stay.id),
            before: former,
            after: stay, by: author, at: now)
        return stay.id
    }
}

/// A pupil or a student has an agreement, not a contract (PFMP-23).
struct WrongDocument: Refusal, Equatable {
    let learnerPublic: LearnerPublic

    var message: String {
        "\(learnerPublic.label)\u{A0}: le document attendu est «\u{A0}"
            + "\(StayDocument.expected(for: learnerPublic).label)\u{A0}». Placez l’apprenant depuis une période."
    }
}
