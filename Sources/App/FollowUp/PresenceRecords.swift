import Domain
import Persistence

/// A certifying period of a learner's class, with the learner's placement in it when there is one.
struct MeterRow: Codable, Sendable {
    let periodId: ID<PFMPPeriod>
    let periodStartsOn: LocalDate
    let periodEndsOn: LocalDate
    let placementId: ID<Placement>?
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let schedule: WeekSchedule?
}

private struct DaysOut: Codable {
    let startsOn: LocalDate
    let endsOn: LocalDate?
}

extension SchoolDatabase {
    func absences(of placement: ID<Placement>) throws -> [Absence] {
        try rows(
            """
            select absence.* from \(table(.absence)) where absence.placement_id = \(placement)
            order by absence.starts_on, absence.id
            """)
    }

    func marks(of placement: ID<Placement>, from first: LocalDate, through last: LocalDate) throws -> [PresenceMark] {
        try rows(
            """
            select presence_mark.* from \(table(.presenceMark)) where presence_mark.placement_id = \(placement)
            and presence_mark.day >= \(first) and presence_mark.day <= \(last) order by presence_mark.day
            """)
    }

    /// What a learner did of a placement, all of it or up to a day.
    func attendance(of placement: FollowedPlacement, upTo day: LocalDate? = nil) throws -> Attendance {
        Attendance(
            schedule: placement.schedule, from: placement.startsOn, through: placement.endsOn,
            territory: try territory(), absences: try absences(of: placement.id),
            interruptions: try daysOut(of: placement.id, through: placement.endsOn), upTo: day)
    }

    /// The days that the interruptions of a placement take out; what still lasts goes to the end.
    func daysOut(of placement: ID<Placement>, through end: LocalDate) throws -> [ClosedRange<LocalDate>] {
        let found: [DaysOut] = try rows(
            """
            select interruption.starts_on, interruption.ends_on from \(table(.interruption))
            join \(table(.agreement)) on agreement.id = interruption.agreement_id
            where agreement.placement_id = \(placement) order by interruption.starts_on, interruption.id
            """)
        return found.compactMap { row in
            let last = row.endsOn ?? end
            return row.startsOn <= last ? row.startsOn...last : nil
        }
    }

    func territory() throws -> Territory {
        Territory(rawValue: try ownSchool().territory) ?? .metropole
    }

    /// Weeks of certifying periods of a learner, over every year known here (I10).
    func weekMeter(of learner: ID<Learner>, on today: LocalDate) throws -> WeekMeter {
        let territory = try territory()
        let found: [MeterRow] = try rows(
            """
            select pfmp_period.id as period_id, pfmp_period.starts_on as period_starts_on,
            pfmp_period.ends_on as period_ends_on, stay.id as placement_id, stay.starts_on, stay.ends_on, stay.schedule
            from \(table(.enrolment)) join \(table(.pfmpPeriod)) on pfmp_period.class_id = enrolment.class_id
            left join (select placement.* from \(table(.placement)) \(latestAgreement)
            where placement.learner_id = \(learner) and \(stands)) as stay on stay.period_id = pfmp_period.id
            where enrolment.learner_id = \(learner) and pfmp_period.certifying
            order by pfmp_period.starts_on, pfmp_period.id, stay.starts_on
            """)
        var stretches: [WeekMeter.Stretch] = []
        for (_, rows) in Dictionary(grouping: found, by: \.periodId) {
            stretches.append(try stretch(rows, territory))
        }
        return WeekMeter(stretches, on: today)
    }

    /// The days of a period, at one host or at two, one after the other.
    private func stretch(_ rows: [MeterRow], _ territory: Territory) throws -> WeekMeter.Stretch {
        var planned = 0
        var done = 0
        for row in rows {
            guard let id = row.placementId, let start = row.startsOn, let end = row.endsOn, let schedule = row.schedule
            else { continue }
            let attendance = Attendance(
                schedule: schedule, from: start, through: end, territory: territory, absences: try absences(of: id),
                interruptions: try daysOut(of: id, through: end))
            planned += attendance.plannedDays
            done += attendance.effectiveDays
        }
        let start = rows[0].periodStartsOn
        let end = rows[0].periodEndsOn
        return WeekMeter.Stretch(
            weeks: start.monday.days(until: end.monday) / 7 + 1, endsOn: end, plannedDays: planned, effectiveDays: done)
    }
}
