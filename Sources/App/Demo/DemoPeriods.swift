import Domain

/// Where a period stands on the day of the demonstration.
enum DemoAnchor: Sendable, Equatable {
    /// Under way for some weeks.
    case running(weeks: Int)
    /// Begins in some days.
    case soon(days: Int)
    /// Has ended some days ago.
    case ended(days: Int)

    /// The classes that show each case, whatever the day; the others are spread over the year.
    static let byClass: [String: DemoAnchor] = [
        "1ASSP": .running(weeks: 1), "TMEL": .running(weeks: 2), "2MVE": .running(weeks: 0), "1CUI": .running(weeks: 1),
        "2BTSMCO": .running(weeks: 2), "TMCV": .soon(days: 12), "1AGO": .soon(days: 19), "2MEN": .soon(days: 6),
        "1MCV": .soon(days: 33), "TASSP": .ended(days: 9), "2CUI": .ended(days: 16),
    ]

    /// The Monday aimed at for a period of some weeks.
    func start(today: LocalDate, weeks: Int) -> LocalDate {
        switch self {
        case .running(let done): today.monday.adding(days: -7 * min(done, weeks - 1))
        case .soon(let days): today.adding(days: days).monday
        case .ended(let days): today.adding(days: -days - 7 * weeks + 4).monday
        }
    }
}

extension DemoBuilder {
    /// Two periods a year for each class under school status; last year's are over.
    mutating func addPeriods() {
        begin(7)
        for schoolClass in made.classes {
            guard let plan = plans[schoolClass.id] else { continue }
            let isCurrent = schoolClass.schoolYear == year.start
            let anchor = isCurrent ? DemoAnchor.byClass[plan.code] : nil
            let days = SchoolDays(isCurrent ? calendar : formerCalendar)
            let first = isCurrent ? calendar.firstDay : formerCalendar.firstDay
            let spans = spans(plan.level.weeks, anchor: anchor, days: days, firstDay: first)
            for (index, span) in spans.enumerated() {
                add(span, rank: index + 1, to: schoolClass, plan: plan)
            }
        }
    }

    private mutating func add(
        _ span: DemoSpan, rank: Int, to schoolClass: SchoolClass, plan: DemoClassPlan
    ) {
        let board = LocalDate(year: schoolClass.schoolYear, month: 6, day: 25)
        // Two classes still wait for the board: their second period is a project.
        let isProject = rank == 2 && span.start > today && ["2TNE", "2EPC"].contains(plan.code)
        made.periods.append(
            PFMPPeriod(
                id: ids.next(on: board ?? span.start), classId: schoolClass.id, schoolYear: schoolClass.schoolYear,
                rank: rank, label: "PFMP \(rank)", startsOn: span.start,
                endsOn: lastDay(of: span, plan: plan, schoolYear: schoolClass.schoolYear),
                boardOn: isProject ? nil : board))
    }

    /// A Saturday where the trade works then and the day is free of holidays, else a Friday.
    private func lastDay(of span: DemoSpan, plan: DemoClassPlan, schoolYear: Int) -> LocalDate {
        let saturday = span.start.adding(days: 7 * span.weeks - 2)
        let calendar = schoolYear == year.start ? calendar : formerCalendar
        let isFree =
            !calendar.holidays.contains { $0.contains(saturday) }
            && !calendar.publicHolidays.contains { $0.date == saturday }
        return plan.trade.worksSaturdays && isFree ? saturday : saturday.adding(days: -1)
    }

    /// Spans of whole school weeks, the anchored one first, the others away from it.
    private mutating func spans(
        _ weeks: [Int], anchor: DemoAnchor?, days: SchoolDays, firstDay: LocalDate
    ) -> [DemoSpan] {
        guard weeks.count == 2 else { return [] }
        let first = firstDay.monday
        let targets = [
            first.adding(days: 7 * random.between(5...16)), first.adding(days: 7 * random.between(20...36)),
        ]
        let anchored = anchor.map { $0.start(today: today, weeks: weeks[0]) }
        let early = anchored.map { abs($0.days(until: targets[0])) <= abs($0.days(until: targets[1])) } ?? true
        let order = early ? [0, 1] : [1, 0]
        var found: [DemoSpan] = []
        for (position, index) in order.enumerated() {
            let aim = position == 0 ? anchored ?? targets[index] : targets[index]
            let free = windows(weeks[index], days: days, from: first).filter { window in
                found.allSatisfy { window.isApart(from: $0) }
            }
            let nearest = free.min { abs($0.start.days(until: aim)) < abs($1.start.days(until: aim)) }
            if let nearest { found.append(nearest) }
        }
        return found.sorted { $0.start < $1.start }
    }

    /// Every run of weeks that all have class, from the second week of the year.
    private func windows(_ weeks: Int, days: SchoolDays, from first: LocalDate) -> [DemoSpan] {
        (1..<42).map { DemoSpan(start: first.adding(days: 7 * $0), weeks: weeks) }.filter { span in
            (0..<weeks).allSatisfy { week in
                let monday = span.start.adding(days: 7 * week)
                return days.count(from: monday, through: monday.adding(days: 4)) >= 3
            }
        }
    }
}

/// A start and a number of weeks.
struct DemoSpan: Sendable, Equatable {
    let start: LocalDate
    let weeks: Int

    /// At least two weeks lie between them.
    func isApart(from other: DemoSpan) -> Bool {
        start >= other.start.adding(days: 7 * (other.weeks + 2))
            || other.start >= start.adding(days: 7 * (weeks + 2))
    }
}

extension DemoTrade {
    /// Whether people of the trade work on Saturdays, so that a period ends on one.
    var worksSaturdays: Bool { self == .commerce || self == .kitchen }
}

extension DemoBuilder {
    /// Places that partners offer for this year.
    mutating func addHostPlaces() {
        begin(8)
        for (rank, company) in made.companies.enumerated()
        where company.relation == .active || company.relation == .interested {
            guard random.chance(company.relation == .active ? 65 : 25), let trade = trades[company.id] else { continue }
            let plans = DemoClassPlan.plans(size).filter { $0.trade == trade }
            let streams = plans.map(\.stream)
            let start = calendar.firstDay.adding(days: 7 * random.between(4...24))
            let isDated = random.chance(40)
            let key: ID<HostPlace> = ids.next(on: calendar.firstDay)
            let stream = random.chance(85) ? random.pick(streams) : ""
            // One offer in four is for a year of the course only.
            let level = rank % 4 == 0 ? plans.last { $0.stream == stream }.flatMap { TrainingLevel(mef: $0.mef) } : nil
            made.hostPlaces.append(
                HostPlace(
                    id: key, companyId: company.id, schoolYear: year.start, stream: stream,
                    level: level?.rawValue ?? "",
                    count: (company.headcount ?? 1) >= 20 ? random.between(1...4) : random.between(1...2),
                    startsOn: isDated ? start : nil,
                    endsOn: isDated ? start.adding(days: 7 * random.between(6...12) - 3) : nil,
                    notes: random.chance(20) ? random.pick(DemoBuilder.placeNotes) : ""))
        }
    }

    private static let placeNotes = [
        "Un seul élève à la fois.", "Entretien préalable demandé.", "Permis AM ou transport en commun conseillé.",
        "De préférence en terminale.", "Possibilité de repas sur place.",
    ]
}
