/// What the rules on working time need to know about a placement.
public struct ScheduleFacts: Equatable, Sendable {
    /// `nil` when unknown: the rules for 16 and 17 are applied and nothing blocks.
    public var birthDate: LocalDate?
    /// Decides about Sundays: pupils never, apprentices by sector (PFMP-48).
    public var learnerPublic: LearnerPublic
    /// First day.
    public var startsOn: LocalDate
    /// Last day, included.
    public var endsOn: LocalDate
    /// Hours of a usual week.
    public var schedule: WeekSchedule
    /// Whose public holidays apply.
    public var territory: Territory
    /// Minutes of lessons at school in the same week, which count too (PFMP-43).
    public var weeklyLessons: Int
    /// Whether the learner is present on public holidays; otherwise they are days off.
    public var worksPublicHolidays: Bool
    /// Activity of the host among those with rules of their own; `nil` for all others.
    public var sector: YouthSector?
    /// Reference of the agreement on public holidays (PFMP-49).
    public var holidayAgreement: String?
    /// Reference of the agreement on weekly rest (PFMP-47).
    public var restAgreement: String?
    /// Reference of the labour inspector's derogation for the night (PFMP-50).
    public var nightDerogation: String?
    /// Weeks that differ, or days that do; `nil` when `schedule` is the usual week.
    var plan: WorkPlan?
    /// Last day of the derogation for the night; `nil` when not known.
    var nightDerogationUntil: LocalDate?
    /// Building, public works or landscaping site (PFMP-44).
    var onSite = false
    /// The labour inspector allows more hours a week (PFMP-44).
    var isExtended = false
    /// An adult was named by the head for a night team (PFMP-51); `true` where nobody asks.
    var nightTeamNamed: Bool? = true
    /// Minutes of the usual week of the adults of the place.
    var adultWeek: Int?

    /// The facts of one placement; what is left out is absent.
    public init(
        birthDate: LocalDate?, learnerPublic: LearnerPublic = .pupil, startsOn: LocalDate, endsOn: LocalDate,
        schedule: WeekSchedule, territory: Territory = .metropole, weeklyLessons: Int = 0,
        worksPublicHolidays: Bool = false, sector: YouthSector? = nil, holidayAgreement: String? = nil,
        restAgreement: String? = nil, nightDerogation: String? = nil
    ) {
        self.birthDate = birthDate
        self.learnerPublic = learnerPublic
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.schedule = schedule
        self.territory = territory
        self.weeklyLessons = weeklyLessons
        self.worksPublicHolidays = worksPublicHolidays
        self.sector = sector
        self.holidayAgreement = holidayAgreement
        self.restAgreement = restAgreement
        self.nightDerogation = nightDerogation
    }
}

extension ScheduleFacts {
    /// The facts of a case whose days and hours are known.
    init(_ facts: AgreementCase, days: ClosedRange<LocalDate>, plan: WorkPlan) {
        let hours = facts.hours
        self.init(
            birthDate: facts.learner.birthDate, learnerPublic: facts.learner.status ?? .pupil,
            startsOn: days.lowerBound, endsOn: days.upperBound, schedule: plan.weeks.first ?? WeekSchedule(),
            territory: facts.school.territory ?? .metropole, weeklyLessons: hours.lessons ?? 0,
            worksPublicHolidays: hours.worksPublicHolidays ?? false, sector: facts.host.sector,
            holidayAgreement: hours.holidayAgreement, restAgreement: hours.restAgreement,
            nightDerogation: hours.nightDerogation)
        self.plan = plan
        nightDerogationUntil = hours.nightDerogationUntil
        onSite = hours.site ?? false
        isExtended = !isBlank(hours.extensionReference)
        adultWeek = hours.adultWeek
        nightTeamNamed = hours.nightTeamNamed
    }
}

/// The activities with rules of their own for the young: Sundays and public holidays (R.3164-1, R.3164-2), nights
/// (R.3163-1 and following).
public enum YouthSector: String, Codable, CaseIterable, Sendable {
    case hotel = "hotellerie"
    case restaurant = "restauration"
    case caterer = "traiteur"
    case cafe = "cafe_tabac"
    case bakery = "boulangerie"
    case pastry = "patisserie"
    case butcher = "boucherie"
    case delicatessen = "charcuterie"
    case dairy = "fromagerie"
    case fishmonger = "poissonnerie"
    case flowers = "fleurs"
    case otherFood = "alimentation"
    case show = "spectacle"
    case racing = "courses_hippiques"

    /// The activity of a NAF code, `10.71C`; `nil` for the activities without rules of their own.
    public init?(naf: String) {
        let code = naf.filter { $0 != "." && !$0.isWhitespace }.uppercased()
        switch code.prefix(4) {
        case "5510": self = .hotel
        case "5610": self = .restaurant
        case "5621": self = .caterer
        case "5630": self = .cafe
        case "1071": self = code == "1071D" ? .pastry : .bakery
        case "4722": self = .butcher
        case "1013": self = .delicatessen
        case "1051": self = .dairy
        case "4723": self = .fishmonger
        case "4776": self = .flowers
        case "4721", "4724", "4729": self = .otherFood
        case "9001": self = .show
        default: return nil
        }
    }

    /// Whether it is one of the activities of R.3164-1 and R.3164-2, open on some Sundays and public holidays.
    public var isFoodOrFlowers: Bool { self != .show && self != .racing }

    /// « Boulangerie »
    public var label: String {
        switch self {
        case .hotel: "Hôtellerie"
        case .restaurant: "Restauration"
        case .caterer: "Traiteurs et organisateurs de réception"
        case .cafe: "Cafés, tabacs et débits de boisson"
        case .bakery: "Boulangerie"
        case .pastry: "Pâtisserie"
        case .butcher: "Boucherie"
        case .delicatessen: "Charcuterie"
        case .dairy: "Fromagerie-crèmerie"
        case .fishmonger: "Poissonnerie"
        case .flowers: "Fleurs naturelles, jardineries, graineteries"
        case .otherFood: "Autre commerce ou fabrication alimentaire"
        case .show: "Spectacles"
        case .racing: "Courses hippiques"
        }
    }
}
