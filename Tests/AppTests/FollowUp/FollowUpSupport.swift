import Domain
import Testing

@testable import App

/// A learner at a host's, on the very day of the tests: 23 November 2026, a Monday.
struct StaySample: Sendable {
    let sample: ClassSample
    let placement: ID<Placement>

    var path: String { "/placements/\(placement)" }
    var page: String { path + "/suivi" }
}

extension TestApp {
    /// A placement that runs: three weeks begun a week ago.
    func addStay(
        of learner: KeyPath<ClassSample, ID<Learner>> = \.adult, from start: String = "2026-11-16",
        to end: String = "2026-12-04", referent: KeyPath<ClassSample, ID<StaffMember>> = \.teacher
    ) async throws -> StaySample {
        try await addStay(try await addClass(), of: learner, from: start, to: end, referent: referent)
    }

    func addStay(
        _ sample: ClassSample, of learner: KeyPath<ClassSample, ID<Learner>> = \.adult,
        from start: String = "2026-11-16",
        to end: String = "2026-12-04", referent: KeyPath<ClassSample, ID<StaffMember>> = \.teacher
    ) async throws -> StaySample {
        let startsOn = try #require(LocalDate(start))
        let endsOn = try #require(LocalDate(end))
        let day = DaySchedule(morning: HourSpan(from: 510, to: 720), afternoon: HourSpan(from: 810, to: 1020))
        let learnerId = sample[keyPath: learner]
        let staff = sample[keyPath: referent]
        return try await write { db in
            let placement = Placement(
                id: db.newID(), learnerId: learnerId, periodId: sample.period, companyId: sample.company,
                startsOn: startsOn, endsOn: endsOn, tutorId: sample.tutor, referentId: staff,
                schedule: WeekSchedule(days: Array(repeating: day, count: 5)))
            try db.insert(placement, into: .placement)
            return StaySample(sample: sample, placement: placement.id)
        }
    }

    func absences(of stay: StaySample) async throws -> [Absence] {
        try await read { try $0.absences(of: stay.placement) }
    }
}
