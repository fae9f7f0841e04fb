/// What a learner really did of a placement: planned presence, less public holidays, interruptions and absences
/// (PFMP-17, PFMP-109), and what is to be caught up (PFMP-21).
public struct Attendance: Equatable, Sendable {
    /// Days of presence planned, public holidays taken out.
    public private(set) var plannedDays = 0
    public private(set) var plannedMinutes = 0
    /// Days that count as done.
    public private(set) var effectiveDays = 0
    public private(set) var effectiveMinutes = 0
    /// Days taken out by an interruption of the agreement.
    public private(set) var interruptedDays = 0
    /// Days begun of which the school has not yet said whether they count (PFMP-109); they count for nothing.
    public private(set) var undecidedDays: [LocalDate] = []
    /// Half days away, by family of causes.
    public private(set) var halfDaysAway: [AbsenceFamily: Int] = [:]
    /// Half days to catch up.
    public private(set) var catchUpHalfDays = 0
    /// Half days of which the catch-up is not decided: the cause is unknown, or the team has not said whether the
    /// competences are assessed.
    public private(set) var undecidedHalfDays = 0
    /// Times late.
    public private(set) var latenesses = 0

    /// Whether anything was lost.
    public var isComplete: Bool { effectiveDays == plannedDays && effectiveMinutes == plannedMinutes }

    /// Days lost, the undecided ones included.
    public var lostDays: Int { plannedDays - effectiveDays }

    /// Counts every day of a placement, or those up to a day when one is given.
    public init(
        schedule: WeekSchedule, from start: LocalDate, through end: LocalDate, territory: Territory,
        absences: [Absence], interruptions: [ClosedRange<LocalDate>] = [], upTo last: LocalDate? = nil
    ) {
        let end = min(end, last ?? end)
        latenesses = absences.count { $0.kind == .lateness && $0.startsOn <= end }
        guard start <= end else { return }
        let holidays = Set(PublicHolidays.between(start, end, territory: territory).map(\.date))
        for number in start.dayNumber...end.dayNumber {
            let day = LocalDate(dayNumber: number)
            let hours = schedule.days[day.weekday - 1]
            guard hours.minutes > 0, !holidays.contains(day) else { continue }
            count(day, hours, absences.filter { $0.contains(day) }, isOff: interruptions.contains { $0.contains(day) })
        }
    }

    private mutating func count(_ day: LocalDate, _ hours: DaySchedule, _ absences: [Absence], isOff: Bool) {
        plannedDays += 1
        plannedMinutes += hours.minutes
        guard !isOff else {
            interruptedDays += 1
            return
        }
        var left = hours.minutes
        var counts: Bool? = true
        var away = Set<DayPart>()
        for absence in absences where absence.kind == .absence {
            let taken = absence.part.halves(of: hours).subtracting(away)
            guard !taken.isEmpty else { continue }
            away.formUnion(taken)
            left -= taken.reduce(0) { $0 + $1.minutes(of: hours) }
            note(absence, halfDays: hours.halfDays == 1 ? 2 : taken.count)
            counts = absence.dayCounts
        }
        for absence in absences where absence.kind == .lateness { left -= min(left, absence.minutes) }
        effectiveMinutes += left
        if away.isEmpty {
            effectiveDays += 1
        } else if away.count < hours.halfDays {
            if counts == nil { undecidedDays.append(day) }
            if counts == true { effectiveDays += 1 }
        }
    }

    private mutating func note(_ absence: Absence, halfDays: Int) {
        halfDaysAway[absence.cause, default: 0] += halfDays
        switch absence.catchUp {
        case .owed: catchUpHalfDays += halfDays
        case .undecided: undecidedHalfDays += halfDays
        case .spared: break
        }
    }
}

/// Whether what was missed is to be done again (PFMP-21).
public enum MakeUp: Sendable, Equatable {
    case owed, spared, undecided
}

extension Absence {
    /// An absence without justification is caught up whole; of the others the team judges whether the competences are
    /// assessed all the same (PFMP-21). A proposal: practice differs between académies.
    public var catchUp: MakeUp {
        switch cause {
        case .unjustified: .owed
        case .unknown: .undecided
        case .protected, .forceMajeure, .authorised, .host: assessed.map { $0 ? .spared : .owed } ?? .undecided
        }
    }
}

extension DaySchedule {
    /// Halves of the day with presence.
    var halfDays: Int { [morning, afternoon].compactMap { $0 }.count { $0.minutes > 0 } }
}

extension DayPart {
    /// The halves of a day's presence that the part takes.
    fileprivate func halves(of hours: DaySchedule) -> Set<DayPart> {
        let asked: Set<DayPart> = self == .whole ? [.morning, .afternoon] : [self]
        return asked.filter { $0.minutes(of: hours) > 0 }
    }

    fileprivate func minutes(of hours: DaySchedule) -> Int {
        switch self {
        case .whole: hours.minutes
        case .morning: hours.morning?.minutes ?? 0
        case .afternoon: hours.afternoon?.minutes ?? 0
        }
    }
}

/// Half days as people say them: « 2 jours et demi ».
public enum HalfDays {
    /// `5` gives « 2 jours et demi ».
    public static func spelled(_ count: Int) -> String {
        let days = count / 2
        if count == 1 { return "une demi-journée" }
        let whole = FrenchNumber.counted(days, "jour", "jours")
        return count.isMultiple(of: 2) ? whole : whole + " et demi"
    }
}
