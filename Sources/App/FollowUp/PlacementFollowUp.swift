import Domain
import Persistence

/// Everything about the follow-up of one placement.
struct PlacementFollowUp: Sendable {
    let placement: FollowedPlacement
    let certifying: Bool
    let attendance: Attendance
    /// The same up to today, while the placement runs.
    let soFar: Attendance
    let meter: WeekMeter
    let absences: [Absence]
    let mark: PresenceMark?
    let followUps: [FollowUpEntry]
    let counts: FollowUpCounts
    let evaluations: [Evaluation]
    let situations: [CCFSituation]
    let booklet: BookletView
    let links: [FollowUpLink]
    /// For those who may see them.
    let incidents: [IncidentLine]
    let safety: SafetyCheck?
    let today: LocalDate
    let moment: Moment
    let author: Author

    var line: FollowUpLine { FollowUpLine(placement: placement, counts: counts, today: today) }
    var mayRecord: Bool { author.may(.recordFollowUp) }
    var isRunning: Bool { placement.isRunning(on: today) }

    func evaluation(_ kind: Evaluation.Kind) -> Evaluation? { evaluations.first { $0.kind == kind } }
}

extension SchoolDatabase {
    func placementFollowUp(_ id: ID<Placement>, for author: Author, at now: Now) throws -> PlacementFollowUp {
        let placement = try followedPlacement(id)
        let only: SQL = "placement.id = \(id)"
        let counts = try followUpCounts(where: only, week: now.day)[id]
        guard let counts else { throw NotFound("Ce placement") }
        return PlacementFollowUp(
            placement: placement, certifying: try period(placement.periodId).certifying,
            attendance: try attendance(of: placement), soFar: try attendance(of: placement, upTo: now.day),
            meter: try weekMeter(of: placement.learnerId, on: now.day), absences: try absences(of: id),
            mark: try marks(of: id, from: now.day, through: now.day).first, followUps: try followUps(of: id),
            counts: counts, evaluations: try Evaluation.Kind.allCases.compactMap { try evaluation($0, of: id) },
            situations: try situations(of: id), booklet: try booklet(of: placement), links: try links(of: id),
            incidents: author.may(.seeIncidents) ? try incidents(for: author, of: id) : [],
            safety: try safetyChecks(of: placement.companyId).first, today: now.day, moment: now.moment, author: author)
    }
}
