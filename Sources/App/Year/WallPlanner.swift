import Domain

/// What the page of the calendar shows.
struct PlannerView: Sendable {
    let year: SchoolYear
    let calendar: SchoolCalendar
    let classes: [ClassCalendar]
    let findings: [CalendarFinding]
    let decision: BoardDecision?
    /// Events that concern everybody.
    let schoolEvents: [SchoolEvent]
    let campaign: PathwayCampaign?
    let streams: [String]
    let query: FormValues
    let today: LocalDate
    let author: Author

    var isList: Bool { query["vue"] == "liste" }
    var weeks: [WallWeek] { WallWeek.all(of: calendar) }
}

/// A column of the wall planner.
struct WallWeek: Equatable, Sendable {
    let monday: LocalDate
    /// School holidays that take the whole week, or most of it.
    let holiday: String?
    let publicHolidays: [PublicHoliday]

    var friday: LocalDate { monday.adding(days: 4) }

    /// From the first week of class to the last one before the summer.
    static func all(of calendar: SchoolCalendar) -> [WallWeek] {
        let summer = calendar.holidays.last { $0.end >= calendar.lastDay.adding(days: -1) }?.start
        let end = summer ?? calendar.lastDay.adding(days: -55)
        let days = SchoolDays(calendar)
        let off = calendar.publicHolidays
        var weeks: [WallWeek] = []
        var monday = calendar.firstDay.monday
        while monday < end {
            let friday = monday.adding(days: 4)
            let holiday = calendar.holidays.first { $0.start <= friday && monday <= $0.end }
            let isFree = days.count(from: monday, through: friday) <= 2
            weeks.append(
                WallWeek(
                    monday: monday, holiday: isFree ? holiday?.name : nil,
                    publicHolidays: off.filter { monday <= $0.date && $0.date <= friday }))
            monday = monday.adding(days: 7)
        }
        return weeks
    }
}

/// One cell of the line of a class: a run of weeks with the same thing in it.
enum WallCell: Equatable, Sendable {
    case empty(holiday: Bool)
    case period(PFMPPeriod, weeks: Int)
    case pathway(weeks: Int)
    case events([SchoolEvent], holiday: Bool)

    /// The cells of a class over the weeks of the year: PFMP first, then the pathway, then events.
    static func line(_ plan: ClassCalendar, campaign: PathwayCampaign?, weeks: [WallWeek]) -> [WallCell] {
        var cells: [WallCell] = []
        for week in weeks {
            if let period = plan.periods.first(where: { $0.overlaps(week.monday, week.monday.adding(days: 6)) }) {
                if case .period(period, let count)? = cells.last {
                    cells[cells.count - 1] = .period(period, weeks: count + 1)
                } else {
                    cells.append(.period(period, weeks: 1))
                }
                continue
            }
            if let campaign, plan.isTerminale, campaign.startsOn <= week.friday, week.monday <= campaign.endsOn {
                if case .pathway(let count)? = cells.last {
                    cells[cells.count - 1] = .pathway(weeks: count + 1)
                } else {
                    cells.append(.pathway(weeks: 1))
                }
                continue
            }
            let own = plan.events.filter {
                !($0.classId == nil && $0.stream.isEmpty) && $0.overlaps(week.monday, week.monday.adding(days: 6))
            }
            cells.append(
                own.isEmpty
                    ? .empty(holiday: week.holiday != nil) : .events(own, holiday: week.holiday != nil))
        }
        return cells
    }
}

extension ClassCalendar {
    /// A last year of bac professionnel: the one the pathway of terminale concerns (PFMP-07).
    var isTerminale: Bool { mef.map { TrainingLevel(mef: $0.rawValue) == .terminale } ?? false }
}

extension SchoolDatabase {
    func planner(query: FormValues, author: Author, today: LocalDate) throws -> PlannerView? {
        guard let year = SchoolYear(start: author.currentYear), let calendar = try schoolCalendar(year: year.start)
        else {
            return nil
        }
        let all = try classCalendars(year: year.start)
        let decision = try boardDecision(year: year.start)
        let rules = CalendarRules(
            durations: try PFMPDurations.embedded(), trainings: try trainingDurations(), calendar: calendar,
            thresholds: try thresholds())
        let stream = query["filiere"]
        let shown = all.filter { (stream.isEmpty || $0.stream == stream) && ($0.learners > 0 || !$0.periods.isEmpty) }
        let keys = Set(shown.map(\.classId))
        let findings = rules.findings(all, decision: decision, today: today)
            .filter { $0.classes.isEmpty || !keys.isDisjoint(with: $0.classes) }
        return PlannerView(
            year: year, calendar: calendar, classes: shown, findings: findings, decision: decision,
            schoolEvents: try schoolEvents(year: year.start).filter { $0.classId == nil && $0.stream.isEmpty },
            campaign: try campaign(year: year.start), streams: try streams(year: year.start), query: query,
            today: today, author: author)
    }
}
