import Domain
import Persistence

/// A period of the year as its list shows it.
struct PeriodLine: Codable, Sendable {
    let id: ID<PFMPPeriod>
    let classId: ID<SchoolClass>
    let classCode: String
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let certifying: Bool
    let boardOn: LocalDate?
    /// Learners who need an agreement: apprentices and adult trainees are not counted (PFMP-115, PFMP-116).
    let learnerCount: Int
    let placedCount: Int
    let signedCount: Int

    var weeks: Int { startsOn.monday.days(until: endsOn.monday) / 7 + 1 }
    /// Learners without a host.
    var missing: Int { max(0, learnerCount - placedCount) }
}

/// Which periods of the year are asked for.
enum PeriodMoment: String, CaseIterable, Sendable {
    case current = "en-cours"
    case coming = "a-venir"
    case past = "passees"

    var label: String {
        switch self {
        case .current: "En cours"
        case .coming: "À venir"
        case .past: "Passées"
        }
    }

    func holds(_ line: PeriodLine, on today: LocalDate) -> Bool {
        switch self {
        case .current: line.startsOn <= today && today <= line.endsOn
        case .coming: line.startsOn > today
        case .past: line.endsOn < today
        }
    }
}

extension SchoolDatabase {
    func period(_ id: ID<PFMPPeriod>) throws -> PFMPPeriod {
        try find(id, in: .pfmpPeriod, "Cette période")
    }

    /// The periods of a year with where their placements stand, first days first. A teacher sees those of their classes.
    func periods(year: Int) throws -> [PeriodLine] {
        let heads: SQL = scope == .all ? "left join" : "join"
        return try rows(
            """
            select pfmp_period.id, pfmp_period.class_id, school_class.code as class_code, pfmp_period.label,
            pfmp_period.starts_on, pfmp_period.ends_on, pfmp_period.certifying, pfmp_period.board_on,
            coalesce(heads.learner_count, 0) as learner_count, coalesce(stays.placed_count, 0) as placed_count,
            coalesce(stays.signed_count, 0) as signed_count
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            \(heads) (\(headcounts(year: year))) as heads on heads.class_id = pfmp_period.class_id
            left join (\(placedCounts)) as stays on stays.period_id = pfmp_period.id
            where pfmp_period.school_year = \(year)
            order by pfmp_period.starts_on, school_class.code, pfmp_period.id
            """)
    }

    /// Learners of each class who take agreements.
    private func headcounts(year: Int) -> SQL {
        """
        select enrolment.class_id, count(*) as learner_count
        from \(table(.enrolment)) join \(table(.learner)) on learner.id = enrolment.learner_id
        where enrolment.school_year = \(year) and enrolment.ends_on is null and learner.left_on is null
        and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))
        group by enrolment.class_id
        """
    }

    private var placedCounts: SQL {
        """
        select placement.period_id, count(distinct placement.learner_id) as placed_count,
        count(distinct placement.learner_id) filter (where agreement.state in (\(Agreement.State.signedStates))) as signed_count
        from \(table(.placement)) \(latestAgreement) where \(stands) group by placement.period_id
        """
    }

    /// Joins the last agreement of each placement.
    var latestAgreement: SQL {
        """
        left join \(table(.agreement)) on agreement.placement_id = placement.id and not exists (
        select 1 from \(table(.agreement, as: "later")) where later.placement_id = agreement.placement_id
        and later.number > agreement.number)
        """
    }

    /// A placement counts unless its agreement came to nothing. To be used with `latestAgreement`.
    var stands: SQL {
        "(agreement.state is null or agreement.state not in (\(Agreement.State.failedStates)))"
    }

    /// The periods of one class, for the check of overlaps and for its pages.
    func periods(of schoolClass: ID<SchoolClass>) throws -> [PFMPPeriod] {
        try rows(
            """
            select pfmp_period.* from \(table(.pfmpPeriod)) where pfmp_period.class_id = \(schoolClass)
            order by pfmp_period.starts_on, pfmp_period.id
            """)
    }

    /// Placements of a period, those given up included.
    func placementCount(of period: ID<PFMPPeriod>) throws -> Int {
        try count("select count(*) from \(table(.placement)) where placement.period_id = \(period)")
    }
}

extension Agreement.State {
    /// Everybody signed.
    static let complete: [Agreement.State] = [.signed, .running, .ended, .certified]
    /// Nothing came of it: the learner may be placed elsewhere.
    static let failed: [Agreement.State] = [.refused, .cancelled, .broken]

    static var signedStates: SQL { .joined(complete.map { "\($0)" as SQL }, by: ", ") }
    static var failedStates: SQL { .joined(failed.map { "\($0)" as SQL }, by: ", ") }

    var isSigned: Bool { Self.complete.contains(self) }
    var stands: Bool { !Self.failed.contains(self) }
}
