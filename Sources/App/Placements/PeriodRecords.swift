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
    let kind: PeriodKind
    /// Belongs to the end-of-terminale path.
    let pathway: Bool
    /// Learners who need an agreement: apprentices and adult trainees are not counted (PFMP-115, PFMP-116).
    let learnerCount: Int
    /// Learners without a host who need one.
    let missing: Int
    /// Learners without a host who need none (see `SearchExemption`).
    let exemptCount: Int
    let signedCount: Int

    /// How long before a period hosts are looked for.
    static let searchDays = 42

    var weeks: Int { startsOn.monday.days(until: endsOn.monday) / 7 + 1 }
    var placedCount: Int { learnerCount - missing - exemptCount }
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
        try periods(where: "pfmp_period.school_year = \(year)")
    }

    /// The periods that run or begin soon.
    func periods(near today: LocalDate) throws -> [PeriodLine] {
        try periods(where: near(today))
    }

    /// Whether a period runs or begins within the weeks in which hosts are looked for.
    func near(_ today: LocalDate) -> SQL {
        "pfmp_period.ends_on >= \(today) and pfmp_period.starts_on <= \(today.adding(days: PeriodLine.searchDays))"
    }

    private func periods(where condition: SQL) throws -> [PeriodLine] {
        let lines: [PeriodLine] = try rows(
            """
            select pfmp_period.id, pfmp_period.class_id, school_class.code as class_code, pfmp_period.label,
            pfmp_period.starts_on, pfmp_period.ends_on, pfmp_period.certifying, pfmp_period.board_on, pfmp_period.kind,
            pfmp_period.pathway,
            coalesce(stand.learner_count, 0) as learner_count, coalesce(stand.missing, 0) as missing,
            coalesce(stand.exempt_count, 0) as exempt_count,
            (select count(*) from \(table(.placement)) join \(table(.agreement)) on agreement.placement_id = placement.id
            where placement.period_id = pfmp_period.id and agreement.state in (\(Agreement.State.signedStates))) as signed_count
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            left join (\(standings(where: condition))) as stand on stand.period_id = pfmp_period.id
            where \(condition) order by pfmp_period.starts_on, school_class.code, pfmp_period.id
            """)
        return scope == .all ? lines : lines.filter { $0.learnerCount > 0 }
    }

    /// How many learners each period takes, and how many of those have no host: each learner is looked at once.
    private func standings(where condition: SQL) -> SQL {
        """
        select goer.period_id, count(*) as learner_count,
        cast(sum(case when goer.placed = 0 and goer.exempt = 0 then 1 else 0 end) as bigint) as missing,
        cast(sum(case when goer.placed = 0 and goer.exempt = 1 then 1 else 0 end) as bigint) as exempt_count
        from (select pfmp_period.id as period_id, case when exists (\(stayOfLearner)) then 1 else 0 end as placed,
        case when exists (\(exemptionOfLearner)) then 1 else 0 end as exempt
        from \(table(.pfmpPeriod)) cross join \(goers) and \(condition)) as goer group by goer.period_id
        """
    }

    /// The learners of the class of a period who take agreements; to be continued with « and ».
    var goers: SQL {
        """
        \(table(.enrolment)) join \(table(.learner)) on learner.id = enrolment.learner_id
        where enrolment.class_id = pfmp_period.class_id and enrolment.ends_on is null and learner.left_on is null
        and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student)) and \(isConcerned)
        """
    }

    /// A catch-up period concerns its own learners (PFMP-21), one of the end-of-terminale path those who chose it
    /// (PFMP-07), the others the whole class.
    var isConcerned: SQL {
        """
        ((pfmp_period.kind = \(PeriodKind.wholeClass) and not pfmp_period.pathway)
        or exists (select 1 from \(table(.catchUp))
        where catch_up.period_id = pfmp_period.id and catch_up.learner_id = learner.id)
        or exists (select 1 from \(table(.pathwayGoer))
        where pathway_goer.period_id = pfmp_period.id and pathway_goer.learner_id = learner.id))
        """
    }

    /// Why the learner needs no host for the period.
    var exemptionOfLearner: SQL {
        """
        select 1 from \(table(.placementSearch)) where placement_search.learner_id = learner.id
        and placement_search.period_id = pfmp_period.id and placement_search.exemption is not null
        """
    }

    /// A placement of the learner in the period that stands.
    var stayOfLearner: SQL {
        """
        select 1 from \(table(.placement)) \(latestAgreement)
        where placement.learner_id = learner.id and placement.period_id = pfmp_period.id and \(stands)
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

    /// Everybody signed and somebody left, whatever came of it.
    static var begunStates: SQL {
        .joined(([.running, .ended, .certified, .broken] as [Agreement.State]).map { "\($0)" as SQL }, by: ", ")
    }

    static var signedStates: SQL { .joined(complete.map { "\($0)" as SQL }, by: ", ") }
    static var failedStates: SQL { .joined(failed.map { "\($0)" as SQL }, by: ", ") }

    var isSigned: Bool { Self.complete.contains(self) }
    var stands: Bool { !Self.failed.contains(self) }
}
