/// The facts that the mandatory mentions are read from.
public struct MentionFacts: Equatable, Sendable {
    /// Full title of the training.
    public var trainingTitle: String
    /// Whether the yearly teaching volume is stated.
    public var teachingVolumeStated: Bool
    public var referentName: String?
    public var tutorName: String?
    public var skills: String
    public var activities: String
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    public var schedule: WeekSchedule
    public var presence: Presence
    public var followUp: String
    public var gratification: String
    /// Whether a gratification is due (PFMP-68); `nil` when not known.
    public var gratificationDue: Bool?
    public var schoolInsurer: String?
    public var meals: String
    public var transport: String
    public var lodging: String
    /// The mentions that the text of the template states for every agreement.
    public var template: Set<Mention>

    /// The facts of one agreement.
    public init(
        trainingTitle: String, teachingVolumeStated: Bool, referentName: String?, tutorName: String?, skills: String,
        activities: String, startsOn: LocalDate, endsOn: LocalDate, schedule: WeekSchedule, presence: Presence,
        followUp: String, gratification: String, gratificationDue: Bool?, schoolInsurer: String?, meals: String,
        transport: String, lodging: String, template: Set<Mention>
    ) {
        self.trainingTitle = trainingTitle
        self.teachingVolumeStated = teachingVolumeStated
        self.referentName = referentName
        self.tutorName = tutorName
        self.skills = skills
        self.activities = activities
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.schedule = schedule
        self.presence = presence
        self.followUp = followUp
        self.gratification = gratification
        self.gratificationDue = gratificationDue
        self.schoolInsurer = schoolInsurer
        self.meals = meals
        self.transport = transport
        self.lodging = lodging
        self.template = template
    }
}
