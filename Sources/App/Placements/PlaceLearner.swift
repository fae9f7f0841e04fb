import Domain

/// What was made when a learner was placed.
struct Placed: Sendable {
    let placement: ID<Placement>
    let agreement: ID<Agreement>
}

/// A learner gets a host for a period; the agreement is opened with the placement, as a draft.
struct PlaceLearner: Operation {
    let period: ID<PFMPPeriod>
    let learner: ID<Learner>
    let form: PlacementForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Placed {
        try author.require(.placeLearners)

        let period = try db.period(period)
        let learner = try db.learner(learner)
        try learner.requireAgreements()
        guard try db.classOf(learner.id, year: period.schoolYear)?.id == period.classId else {
            throw NotInClass(name: learner.fullName)
        }
        if period.pathway {
            guard try db.takesPathway(learner.id, in: period.id) else { throw NotInPathway(name: learner.fullName) }
        } else {
            guard try period.kind == .wholeClass || db.catchesUp(learner.id, in: period.id) else {
                throw NotInCatchUp(name: learner.fullName)
            }
        }
        guard let company = form.company else {
            throw FieldRefusal("entreprise", "Choisissez l’entreprise d’accueil.")
        }
        try db.requireOpenHost(company)
        var placement = form.placement(
            id: db.newID(), learner: learner.id, period: period.id, company: company, version: 1)
        try placement.requireTouching(period)
        try placement.settle(form, in: db, year: period.schoolYear)
        try placement.name(form, in: db, by: author, at: now)
        try db.insert(placement, into: .placement)
        try db.journal(
            "Apprenant placé", Subject("placement", placement.id), after: placement, by: author, at: now)
        let agreement = try db.open(agreementOf: placement, year: period.schoolYear, by: author, at: now)
        try db.keep(form.reasons, on: agreement.id, by: author, at: now)
        return Placed(placement: placement.id, agreement: agreement.id)
    }
}

/// The learner is not in the class that goes.
struct NotInClass: Refusal, Equatable {
    let name: String

    var message: String { "\(name) n’est pas dans la classe qui part\u{A0}: choisissez une période de sa classe." }
}

/// The period is the catch-up of others (PFMP-21).
struct NotInCatchUp: Refusal, Equatable {
    let name: String

    var message: String {
        "Ce rattrapage ne concerne pas \(name)\u{A0}: choisissez une période de sa classe, ou prévoyez son rattrapage."
    }
}

/// A period of the end-of-terminale path is for those who chose it.
struct NotInPathway: Refusal, Equatable {
    let name: String

    var message: String {
        "\(name) n’a pas choisi cette période\u{A0}: notez son choix dans les parcours, puis créez sa période."
    }
}

/// Apprentices and adult trainees have a contract or documents of their own (PFMP-115, PFMP-116).
struct NoAgreementForPublic: Refusal, Equatable {
    let learnerPublic: LearnerPublic

    var message: String {
        learnerPublic == .apprentice
            ? "Un apprenti va en entreprise avec son contrat d’apprentissage\u{A0}: il n’a pas de convention de PFMP."
            : "Un stagiaire de la formation continue part avec les documents de son organisme de formation\u{A0}: "
                + "il n’a pas de convention de PFMP."
    }
}

extension Learner {
    func requireAgreements() throws {
        guard learnerPublic.takesAgreements else { throw NoAgreementForPublic(learnerPublic: learnerPublic) }
    }
}

extension Placement {
    /// A placement belongs to its period: dates that never meet it are those of another one.
    func requireTouching(_ period: PFMPPeriod) throws {
        // Outside the school year, that is said first.
        guard SchoolYear(start: period.schoolYear)?.contains(startsOn) ?? true else { return }
        guard startsOn <= period.endsOn, period.startsOn <= endsOn else {
            throw FieldRefusal(
                "du",
                "Ces dates ne touchent pas «\u{A0}\(period.label)\u{A0}», du \(period.startsOn.short) au "
                    + "\(period.endsOn.long)\u{A0}: changez-les, ou placez l’élève dans la bonne période.")
        }
    }

    /// Checks what stops a placement from being saved: dates, people of somewhere else, overlaps (PFMP-29).
    func settle(_ form: PlacementForm, in db: SchoolDatabase, year: Int) throws {
        let company: Company = try db.find(companyId, in: .company, "Cette entreprise")
        guard company.archivedOn == nil else {
            throw FieldRefusal("entreprise", "Cette entreprise est archivée\u{A0}: rétablissez sa fiche d’abord.")
        }
        if let school = SchoolYear(start: year), let place = Academie(named: try db.ownSchool().academie),
            !school.contains(startsOn, in: place) || !school.contains(endsOn, in: place)
        {
            throw FieldRefusal(
                school.contains(startsOn, in: place) ? "au" : "du",
                "Ces dates sortent de l’année scolaire \(school.rawValue).")
        }
        try requireContact(tutorId, "tuteur", in: db)
        try requireContact(signatoryId, "signataire", in: db)
        if let referentId { let _: StaffMember = try db.find(referentId, in: .staffMember, "Cet enseignant") }
        let others = try db.standingPlacements(from: startsOn, through: endsOn)
            .filter { $0.learnerId == learnerId && $0.id != id }
            .map { PlacementDays(startsOn: $0.startsOn, endsOn: $0.endsOn, host: $0.companyName) }
        let found = PlacementDays(startsOn: startsOn, endsOn: endsOn, host: company.displayName).overlaps(with: others)
        if let overlap = found.first { throw FieldRefusal("du", overlap.message + " " + overlap.remedy) }
    }

    private func requireContact(_ id: ID<Contact>?, _ field: String, in db: SchoolDatabase) throws {
        guard let id else { return }
        let contact: Contact = try db.find(id, in: .contact, "Ce contact")
        guard contact.companyId == companyId else {
            throw FieldRefusal(
                field, "\(contact.fullName) n’est pas dans cette entreprise\u{A0}: choisissez quelqu’un d’autre.")
        }
    }

    /// Adds the people of the host that were written for the first time.
    mutating func name(_ form: PlacementForm, in db: SchoolDatabase, by author: Author, at now: Now) throws {
        if form.tutor.isNew { tutorId = try add(form.tutor, tutor: true, in: db, by: author, at: now) }
        if let adult = form.tutorAdult, let tutorId { try note(adult, of: tutorId, in: db, by: author, at: now) }
        if form.signatory.isNew { signatoryId = try add(form.signatory, tutor: false, in: db, by: author, at: now) }
    }

    /// What the host said of the age of the tutor goes to the record of that person, once for all (PFMP-65).
    private func note(
        _ adult: Bool, of tutor: ID<Contact>, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        let former = try db.contact(tutor)
        guard former.adult != adult else { return }
        var contact = former
        contact.adult = adult
        contact.version += 1
        try db.update(contact, in: .contact, replacing: former.version)
        try db.journal(
            "Majorité du tuteur notée", Subject("company", companyId), before: former, after: contact, by: author,
            at: now)
    }

    private func add(
        _ person: HostPerson, tutor: Bool, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<Contact> {
        let contact = person.contact(id: db.newID(), of: companyId, tutor: tutor)
        try db.insert(contact, into: .contact)
        try db.journal("Contact ajouté", Subject("company", companyId), after: contact, by: author, at: now)
        return contact.id
    }
}
