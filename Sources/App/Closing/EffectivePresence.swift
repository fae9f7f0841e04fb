import Domain
import Persistence

/// What was planned of a placement, and what was really done.
///
/// The one place where days done are read: those the school certified; before that, those that the follow-up counts.
struct EffectivePresence: Sendable, Equatable {
    let plannedDays: Int
    let plannedMinutes: Int
    /// Whole days done; `nil` as long as nobody said.
    let days: Int?
    let minutes: Int?
    /// Days that the follow-up counts, absences and interruptions taken out; proposed when the school certifies.
    var followedDays: Int?

    init(
        schedule: WeekSchedule, from start: LocalDate, through end: LocalDate, territory: Territory,
        doneDays: Int?, doneMinutes: Int?
    ) {
        let presence = Presence(
            schedule: schedule.isEmpty ? .schoolWeek : schedule, from: start, through: end, territory: territory)
        plannedDays = presence.days
        plannedMinutes = presence.minutes
        days = doneDays
        minutes = doneMinutes ?? doneDays.map { EffectivePresence.minutes(of: $0, presence) }
    }

    /// Minutes of some days of an even presence.
    private static func minutes(of days: Int, _ presence: Presence) -> Int {
        presence.days > 0 ? presence.minutes * days / presence.days : 0
    }

    /// Days to count with before they are certified.
    var expectedDays: Int { days ?? proposedDays }
    /// What the school is proposed to certify.
    var proposedDays: Int { followedDays ?? plannedDays }
    var expectedMinutes: Int { minutes ?? plannedMinutes }
}

extension WeekSchedule {
    /// Five days of seven hours: what a placement counts for as long as its hours are not filled in.
    static let schoolWeek = WeekSchedule(
        days: Array(
            repeating: DaySchedule(morning: HourSpan(from: 540, to: 720), afternoon: HourSpan(from: 780, to: 1020)),
            count: 5))
}

extension SchoolDatabase {
    /// What was done of a placement.
    func effectiveDays(of placement: Placement) throws -> EffectivePresence {
        let certificate = try certificate(of: placement.id)
        let territory = try ownSchool().place
        var presence = EffectivePresence(
            schedule: placement.schedule, from: placement.startsOn, through: placement.endsOn,
            territory: territory, doneDays: certificate?.days, doneMinutes: certificate?.minutes)
        if !placement.schedule.isEmpty {
            presence.followedDays =
                Attendance(
                    schedule: placement.schedule, from: placement.startsOn, through: placement.endsOn,
                    territory: territory, absences: try absences(of: placement.id),
                    interruptions: try daysOut(of: placement.id, through: placement.endsOn)
                ).effectiveDays
        }
        return presence
    }
}
