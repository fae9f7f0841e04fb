/// Shares the learners of a class between its teachers by their weekly hours (PFMP-74).
public enum ReferentShares {
    /// Whole numbers whose sum is the number of learners: the fractions largest by rest are rounded up, the first ones
    /// when equal. Without hours, everybody counts the same.
    /// - Parameter minutes: weekly minutes of each teacher in the class.
    public static func targets(learners: Int, minutes: [Int]) -> [Int] {
        guard !minutes.isEmpty, learners > 0 else { return minutes.map { _ in 0 } }
        let weights = minutes.allSatisfy { $0 <= 0 } ? minutes.map { _ in 1 } : minutes.map { max(0, $0) }
        let sum = weights.reduce(0, +)
        var shares = weights.map { learners * $0 / sum }
        let rests = weights.indices.sorted { (learners * weights[$1] % sum, $0) < (learners * weights[$0] % sum, $1) }
        for index in rests.prefix(learners - shares.reduce(0, +)) { shares[index] += 1 }
        return shares
    }
}

/// The service that follow-up counts for (PFMP-76).
public enum FollowUpService {
    /// Hours of a period; `nil` when a number of that day is unknown.
    public static func hours(
        learners: Int, weeks: Int, on day: LocalDate, parameters: LegalParameters
    ) -> Int? {
        guard let hours = parameters.value(.referentWeeklyHours, on: day),
            let most = parameters.value(.referentWeeksMaximum, on: day)
        else { return nil }
        return learners * hours * min(weeks, most)
    }
}

/// The search of a host (PFMP-78).
public enum HostSearch {
    /// Days that remain; 0 from the first day on.
    public static func daysLeft(before start: LocalDate, on today: LocalDate) -> Int {
        max(0, today.days(until: start))
    }
}

/// What a school knows of a host over the years (PFMP-81); never published.
public struct HostHistory: Equatable, Sendable {
    /// One stay that ended.
    public struct Stay: Equatable, Sendable {
        public var year: SchoolYear
        /// Grades from 1 to 4 given by the learner and the référent; `nil` when none.
        public var grades: [Int]
        public var incidents: Int

        /// A stay.
        public init(year: SchoolYear, grades: [Int] = [], incidents: Int = 0) {
            self.year = year
            self.grades = grades
            self.incidents = incidents
        }
    }

    /// Learners received.
    public let received: Int
    /// Average of the grades in hundredths; `nil` without grades.
    public let gradeHundredths: Int?
    /// Incidents reported.
    public let incidents: Int

    /// Sums stays up.
    public init(_ stays: [Stay]) {
        received = stays.count
        let grades = stays.flatMap(\.grades)
        gradeHundredths = grades.isEmpty ? nil : grades.reduce(0, +) * 100 / grades.count
        incidents = stays.reduce(0) { $0 + $1.incidents }
    }

    /// An incident keeps the host out until somebody reviewed it (PFMP-103).
    public var state: HostState { incidents > 0 ? .underReview : .active }
}
