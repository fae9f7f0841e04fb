import Domain

/// The records an agreement is made from, read in one go.
struct AgreementSources: Sendable {
    var agreement: Agreement
    /// The revision to print: one more than the last one kept.
    var revision: Int
    var school: School
    var learner: Learner
    /// The legal representatives of rank 1 and 2, in that order, with their kinship.
    var guardians: [(guardian: Guardian, kinship: Kinship)]
    var schoolClass: SchoolClass
    /// Full title of the training of the learner's MEF; empty when unknown.
    var training: String
    var period: PFMPPeriod
    var placement: Placement
    var company: Company
    var signatory: Contact?
    var tutor: Contact?
    var referent: StaffMember?
    /// The text to print with; the usual one when nothing else is said.
    var template: TemplateUse = .usual
    /// The order of signatures of the school.
    var order = SigningOrder.usual
    /// The day of printing, which decides whether the learner is a minor (PFMP-40).
    var today: LocalDate
}

extension AgreementFacts {
    /// Gathers what the document says from the records.
    init(_ sources: AgreementSources, parameters: LegalParameters) {
        let placement = sources.placement
        let stay = Stay(sources, parameters: parameters)
        number = sources.agreement.number
        revision = sources.revision
        template = sources.template.name
        schoolYear = SchoolYear(start: sources.period.schoolYear)?.rawValue ?? ""
        school = Establishment(sources.school)
        learner = Trainee(sources)
        guardians = sources.guardians.prefix(2).map { Person($0.guardian, $0.kinship) }
        host = Host(sources.company)
        site = (placement.site.isEmpty ? sources.company.address : placement.site).lines
        signatory = sources.signatory.map(Person.init)
        tutor = sources.tutor.map(Person.init)
        referent = sources.referent.map(Person.init)
        self.stay = stay
        teaching = Teaching(
            skills: placement.skills, activities: placement.activities, followUp: placement.followUp,
            regulatedWork: placement.regulatedWork, regulatedWorkDetails: placement.regulatedWorkDetails)
        costs = Costs(
            meals: placement.meals, transport: placement.transport, lodging: placement.lodging,
            gratification: placement.gratification,
            gratificationDue: Gratification.isDue(
                minutes: stay.presence.minutes, on: stay.startsOn, parameters: parameters))
        law = LegalNumbers(on: stay.startsOn, parameters: parameters)
    }
}

extension AgreementFacts.Stay {
    fileprivate init(_ sources: AgreementSources, parameters: LegalParameters) {
        let placement = sources.placement
        label = sources.period.label
        startsOn = placement.startsOn
        endsOn = placement.endsOn
        schedule = placement.schedule
        presence = Presence(
            schedule: placement.schedule, from: placement.startsOn, through: placement.endsOn,
            territory: Territory(rawValue: sources.school.territory) ?? .metropole)
        let evening = parameters.value(.nightStartFrom16, on: placement.startsOn)
        let morning = parameters.value(.nightEndMinor, on: placement.startsOn)
        nightWeekdays =
            evening.flatMap { evening in
                morning.map { placement.schedule.nightWeekdays(from: evening, to: $0) }
            } ?? []
    }
}

extension AgreementFacts.LegalNumbers {
    fileprivate init(on day: LocalDate, parameters: LegalParameters) {
        teachingHours = parameters.value(.yearlyTeachingMinimum, on: day)
        gratificationThreshold = parameters.value(.gratificationThreshold, on: day)
        gratificationRate = parameters.value(.gratificationRate, on: day).map(Cents.init)
        accidentHours = parameters.value(.accidentDeclarationHours, on: day)
        paperYears = parameters.value(.paperYears, on: day)
    }
}

extension AgreementFacts.Establishment {
    fileprivate init(_ school: School) {
        name = school.name
        uai = school.uai
        address = school.address.lines
        phone = school.phone
        email = school.email
        headName = school.headName
        headTitle = school.headTitle
        ddfptName = school.ddfptName
        bureauName = school.bureauName
        bureauPhone = school.bureauPhone
        bureauEmail = school.bureauEmail
        insurer = school.insurer
        insurancePolicy = school.insurancePolicy
    }
}

extension AgreementFacts.Trainee {
    fileprivate init(_ sources: AgreementSources) {
        let learner = sources.learner
        name = learner.fullName
        birthDate = learner.birthDate
        minor = learner.isMinor(on: sources.today)
        learnerPublic = learner.learnerPublic
        className = sources.schoolClass.code
        training = sources.training
        address = learner.address.lines
        phone = learner.phone
        email = learner.email
    }
}

extension AgreementFacts.Host {
    fileprivate init(_ company: Company) {
        legalName = company.legalName
        tradeName = company.tradeName
        siret = company.siret.map { Self.grouped($0) }
        noSiretReason = company.noSiretReason?.label
        naf = company.naf
        activity = company.activity
        address = company.address.lines
        phone = company.phone
        email = company.email
        headcount = company.headcount
        insurer = company.insurer
        insurancePolicy = company.insurancePolicy
    }

    /// The number as typed when it does not pass the check: paper must not hide what the record says.
    private static func grouped(_ text: String) -> String {
        do throws(IdentifierRefusal) {
            return try SIRET(text).display
        } catch {
            return text
        }
    }
}

extension AgreementFacts.Person {
    fileprivate init(_ guardian: Guardian, _ kinship: Kinship) {
        self.init(
            name: [guardian.civility, guardian.fullName].filter { !$0.isEmpty }.joined(separator: " "),
            role: kinship.label, address: guardian.address.lines, phone: guardian.phone, email: guardian.email)
    }

    fileprivate init(_ contact: Contact) {
        self.init(name: contact.fullName, role: contact.function, phone: contact.phone, email: contact.email)
    }

    fileprivate init(_ member: StaffMember) {
        self.init(name: member.fullName, role: member.discipline, phone: member.phone, email: member.email)
    }
}
