/// One learner with one host for one PFMP.
public struct Placement: Codable, Equatable, Sendable {
    public let id: ID<Placement>
    public let learnerId: ID<Learner>
    public let periodId: ID<PFMPPeriod>
    public var companyId: ID<Company>
    public var startsOn: LocalDate
    /// The last day, included.
    public var endsOn: LocalDate
    /// The host's tutor (D.124-4, 2°).
    public var tutorId: ID<Contact>?
    /// The person who signs for the host.
    public var signatoryId: ID<Contact>?
    /// The référent teacher (D.124-4, 2°).
    public var referentId: ID<StaffMember>?
    /// Where the learner really is, when it is not the address of the company.
    public var site: PostalAddress
    public var schedule: WeekSchedule
    public var activities: String
    public var skills: String
    public var followUp: String
    public var meals: String
    public var transport: String
    public var lodging: String
    public var gratification: String
    public var regulatedWork: Bool
    public var regulatedWorkDetails: String
    /// The day the host declared the regulated works to the labour inspector (R.4153-40).
    public var worksDeclaredOn: LocalDate?
    /// The day of the medical opinion on the learner's fitness for them.
    public var medicalOpinionOn: LocalDate?
    /// Risks, safety training and supervision were seen to; `nil` when nobody looked.
    public var worksPrepared: Bool?
    /// Who found the host (I3.4).
    public var origin: RelationOrigin
    public var version: Int

    public init(
        id: ID<Placement>, learnerId: ID<Learner>, periodId: ID<PFMPPeriod>, companyId: ID<Company>,
        startsOn: LocalDate, endsOn: LocalDate, tutorId: ID<Contact>? = nil, signatoryId: ID<Contact>? = nil,
        referentId: ID<StaffMember>? = nil, site: PostalAddress = PostalAddress(),
        schedule: WeekSchedule = WeekSchedule(), activities: String = "",
        skills: String = "", followUp: String = "", meals: String = "", transport: String = "", lodging: String = "",
        gratification: String = "", regulatedWork: Bool = false, regulatedWorkDetails: String = "",
        worksDeclaredOn: LocalDate? = nil, medicalOpinionOn: LocalDate? = nil, worksPrepared: Bool? = nil,
        origin: RelationOrigin = .office, version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.periodId = periodId
        self.companyId = companyId
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.tutorId = tutorId
        self.signatoryId = signatoryId
        self.referentId = referentId
        self.site = site
        self.schedule = schedule
        self.activities = activities
        self.skills = skills
        self.followUp = followUp
        self.meals = meals
        self.transport = transport
        self.lodging = lodging
        self.gratification = gratification
        self.regulatedWork = regulatedWork
        self.regulatedWorkDetails = regulatedWorkDetails
        self.worksDeclaredOn = worksDeclaredOn
        self.medicalOpinionOn = medicalOpinionOn
        self.worksPrepared = worksPrepared
        self.origin = origin
        self.version = version
    }
}
