import Domain

/// What the form of a placement may send.
struct PlacementForm: FormInput {
    let company: ID<Company>?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let tutor: HostPerson
    /// What the host says of the age of the tutor named here; `nil` leaves the record as it is.
    let tutorAdult: Bool?
    let signatory: HostPerson
    let referent: ID<StaffMember>?
    let site: PostalAddress
    let schedule: WeekSchedule
    let activities: String
    let skills: String
    let followUp: String
    let meals: String
    let transport: String
    let lodging: String
    let gratification: String
    let regulatedWork: Bool
    let regulatedWorkDetails: String
    let worksDeclaredOn: LocalDate?
    let medicalOpinionOn: LocalDate?
    let worksPrepared: Bool
    let origin: RelationOrigin
    /// The version of the record that the person saw.
    let version: Int
    /// What was typed beside the findings.
    let reasons: TypedReasons

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        tutor = HostPerson(reading: &form, "tuteur")
        tutorAdult = Majority(rawValue: form.values["tuteur_majeur"])?.isAdult
        signatory = HostPerson(reading: &form, "signataire")
        referent = form.key("referent")
        site = PostalAddress(
            line1: form.text("lieu_adresse"), line2: form.text("lieu_complement"),
            postalCode: form.text("lieu_code_postal", max: 10), city: form.text("lieu_commune", max: 100))
        schedule = WeekSchedule(reading: &form)
        activities = form.text("activites", max: 4000)
        skills = form.text("competences", max: 4000)
        followUp = form.text("suivi", max: 2000)
        meals = form.text("repas", max: 500)
        transport = form.text("transport", max: 500)
        lodging = form.text("hebergement", max: 500)
        gratification = form.text("gratification", max: 500)
        regulatedWork = form.flag("travaux")
        regulatedWorkDetails = form.text("travaux_details", max: 2000)
        worksDeclaredOn = form.date("travaux_declares_le")
        medicalOpinionOn = form.date("travaux_avis_le")
        worksPrepared = form.flag("travaux_prets")
        origin = form.choice("origine", or: .office)
        version = Int(form.values["version"]) ?? 0
        reasons = TypedReasons(reading: &form)
        if !form.values["du"].isEmpty, !form.values["au"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
        if regulatedWork, regulatedWorkDetails.isEmpty {
            form.refuse(
                "travaux_details", "Nommez les travaux réglementés, tels que déclarés à l’inspection du travail.")
        }
    }

    /// The placement as typed; people already known only.
    func placement(
        id: ID<Placement>, learner: ID<Learner>, period: ID<PFMPPeriod>, company: ID<Company>, version: Int
    ) -> Placement {
        Placement(
            id: id, learnerId: learner, periodId: period, companyId: company, startsOn: startsOn, endsOn: endsOn,
            tutorId: tutor.known, signatoryId: signatory.known, referentId: referent, site: site, schedule: schedule,
            activities: activities, skills: skills, followUp: followUp, meals: meals, transport: transport,
            lodging: lodging, gratification: gratification, regulatedWork: regulatedWork,
            regulatedWorkDetails: regulatedWorkDetails, worksDeclaredOn: regulatedWork ? worksDeclaredOn : nil,
            medicalOpinionOn: regulatedWork ? medicalOpinionOn : nil,
            worksPrepared: regulatedWork && worksPrepared ? true : nil, origin: origin, version: version)
    }
}

/// Someone at the host's: chosen among its contacts, or written for the first time.
struct HostPerson: Sendable {
    let known: ID<Contact>?
    let familyName: String
    let firstName: String
    let function: String
    let phone: PhoneNumber?

    init(reading form: inout FormReader, _ prefix: String) {
        known = form.key(prefix)
        familyName = form.text(prefix + "_nom", max: 100)
        firstName = form.text(prefix + "_prenom", max: 100)
        function = form.text(prefix + "_fonction", max: 100)
        phone = form.parsed(prefix + "_telephone") { try PhoneNumber($0) }
        if familyName.isEmpty, !(firstName + function).isEmpty || phone != nil {
            form.refuse(prefix + "_nom", "Indiquez le nom de cette personne.")
        }
    }

    var isNew: Bool { !familyName.isEmpty }

    func contact(id: ID<Contact>, of company: ID<Company>, tutor: Bool) -> Contact {
        Contact(
            id: id, companyId: company, familyName: familyName, firstName: firstName, function: function,
            phone: phone?.rawValue, tutor: tutor, signatory: !tutor)
    }
}

extension FormState {
    /// A new placement: dates of the period, usual hours and words.
    init(placing learner: ID<Learner>, in period: PFMPPeriod, at company: ID<Company>?) {
        self.init([
            ("entreprise", company?.rawValue ?? ""), ("du", period.startsOn.description),
            ("au", period.endsOn.description), ("origine", RelationOrigin.learner.rawValue),
        ])
    }

    /// The form of a placement as it stands.
    init(_ placement: Placement) {
        self.init([
            ("entreprise", placement.companyId.rawValue), ("du", placement.startsOn.description),
            ("au", placement.endsOn.description), ("tuteur", placement.tutorId?.rawValue ?? ""),
            ("signataire", placement.signatoryId?.rawValue ?? ""), ("referent", placement.referentId?.rawValue ?? ""),
            ("lieu_adresse", placement.site.line1), ("lieu_complement", placement.site.line2),
            ("lieu_code_postal", placement.site.postalCode), ("lieu_commune", placement.site.city),
            ("activites", placement.activities), ("competences", placement.skills), ("suivi", placement.followUp),
            ("repas", placement.meals), ("transport", placement.transport), ("hebergement", placement.lodging),
            ("gratification", placement.gratification), ("travaux", placement.regulatedWork ? "1" : ""),
            ("travaux_details", placement.regulatedWorkDetails),
            ("travaux_declares_le", placement.worksDeclaredOn?.description ?? ""),
            ("travaux_avis_le", placement.medicalOpinionOn?.description ?? ""),
            ("travaux_prets", placement.worksPrepared == true ? "1" : ""), ("origine", placement.origin.rawValue),
            ("version", String(placement.version)),
        ])
        fill(placement.schedule)
    }
}
