import Domain
import Persistence

/// A stay of a learner in any school year, with what was done of it.
struct CycleRow: Codable, Sendable {
    let learnerId: ID<Learner>
    let placementId: ID<Placement>
    let periodId: ID<PFMPPeriod>
    let label: String
    let schoolYear: Int
    let startsOn: LocalDate
    let endsOn: LocalDate
    let certifying: Bool
    let schedule: WeekSchedule
    let agreementState: Agreement.State?
    let doneDays: Int?
    let outcome: StayOutcome?
    let companyName: String
    let classMef: String
    let classCode: String

    /// The learner went under a signed agreement and it is over.
    func isOver(on today: LocalDate) -> Bool {
        guard let agreementState, Agreement.State.went.contains(agreementState) else { return false }
        return agreementState == .broken || endsOn < today
    }
}

/// The weeks of one learner against the diploma.
struct LearnerWeeks: Sendable {
    let learner: LearnerLine
    let requirement: DiplomaWeeks?
    /// Stays of the cycle that are over, in the order of the calendar.
    let stays: [CycleStay]
    let rows: [CycleRow]
    let examCase: ExamCase?
    let balance: WeekBalance
    /// Stays over without their days.
    let unfilled: Int

    var derogation: Derogation {
        guard let kept = examCase?.derogation, kept != .none else {
            return balance.status == .derogation ? .toAsk : .none
        }
        return kept
    }
}

/// The weeks of a class, learner by learner.
struct ClassWeeks: Sendable {
    let schoolClass: SchoolClass
    let learners: [LearnerWeeks]

    func count(_ status: WeekBalance.Status) -> Int { learners.count { $0.balance.status == status } }
    var requirement: DiplomaWeeks? { learners.first?.requirement }
    var unfilled: Int { learners.reduce(0) { $0 + $1.unfilled } }
}

extension SchoolDatabase {
    func examCase(of learner: ID<Learner>) throws -> ExamCase? {
        try row("select exam_case.* from \(table(.examCase)) where exam_case.learner_id = \(learner)")
    }

    /// The weeks of the learners of a class.
    func weeks(of schoolClass: SchoolClass, today: LocalDate) throws -> ClassWeeks {
        let filter = LearnerFilter(classId: schoolClass.id, schoolYear: schoolClass.schoolYear)
        let learners = try learners(filter, limit: 200).filter { $0.learnerPublic.takesAgreements }
        let members: SQL = """
            select enrolment.learner_id from \(table(.enrolment)) where enrolment.class_id = \(schoolClass.id)
            """
        let rows = try cycleRows(where: "placement.learner_id in (\(members))")
        let cases: [ExamCase] = try self.rows(
            "select exam_case.* from \(table(.examCase)) where exam_case.learner_id in (\(members))")
        let periods = try periods(of: schoolClass.id)
        let territory = try ownSchool().place
        let byLearner = Dictionary(grouping: rows, by: \.learnerId)
        return ClassWeeks(
            schoolClass: schoolClass,
            learners: try learners.map { learner in
                try LearnerWeeks(
                    learner: learner, schoolClass: schoolClass, rows: byLearner[learner.id] ?? [],
                    examCase: cases.first { $0.learnerId == learner.id }, periods: periods, today: today,
                    territory: territory)
            })
    }

    /// The weeks of one learner, in the class of a school year.
    func weeks(of learner: LearnerLine, in schoolClass: SchoolClass, today: LocalDate) throws -> LearnerWeeks {
        try LearnerWeeks(
            learner: learner, schoolClass: schoolClass,
            rows: try cycleRows(where: "placement.learner_id = \(learner.id)"), examCase: try examCase(of: learner.id),
            periods: try periods(of: schoolClass.id), today: today, territory: try ownSchool().place)
    }

    /// Stays that were not given up, in the order of the calendar.
    func cycleRows(where condition: SQL) throws -> [CycleRow] {
        try rows(
            """
            select placement.learner_id, placement.id as placement_id, placement.period_id, pfmp_period.label,
            pfmp_period.school_year, placement.starts_on, placement.ends_on, pfmp_period.certifying,
            placement.schedule, agreement.state as agreement_state, certificate.days as done_days, certificate.outcome,
            coalesce(company.trade_name, company.legal_name) as company_name, school_class.mef as class_mef,
            school_class.code as class_code
            from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            where \(condition) and (agreement.state is null
            or agreement.state not in (\(Agreement.State.refused), \(Agreement.State.cancelled)))
            order by placement.starts_on, placement.id
            """)
    }
}

extension LearnerWeeks {
    /// Counts the stays of the cycle of a class: those of every year in which the learner prepared the same diploma.
    init(
        learner: LearnerLine, schoolClass: SchoolClass, rows: [CycleRow], examCase: ExamCase?, periods: [PFMPPeriod],
        today: LocalDate, territory: Territory
    ) throws {
        let mef = schoolClass.trainingCode
        let cycle = rows.filter { row in
            guard let mef, let other = MEF(rawValue: row.classMef) else {
                return row.schoolYear == schoolClass.schoolYear
            }
            return other.dispositif == mef.dispositif && row.schoolYear <= schoolClass.schoolYear
        }
        let over = cycle.filter { $0.isOver(on: today) }
        let stays = over.map { CycleStay($0, territory: territory) }
        let waiting = cycle.filter { !$0.isOver(on: today) && $0.endsOn >= today && $0.certifying }
        let open = periods.filter { period in
            period.certifying && period.endsOn >= today && !cycle.contains { $0.periodId == period.id }
        }
        let coming = waiting.reduce(0) { $0 + $1.startsOn.weeks(through: $1.endsOn) } + open.reduce(0) { $0 + $1.weeks }
        let requirement = try mef.flatMap {
            try ClosingTables.diplomaTable().weeks(of: $0, inYear: schoolClass.schoolYear)
        }
        let isFinal = mef.flatMap { code in code.duration.flatMap { duration in code.year.map { $0 >= duration } } }
        self.init(
            learner: learner, requirement: requirement, stays: stays, rows: cycle, examCase: examCase,
            balance: WeekBalance(
                stays: stays, requirement: requirement, earlierTenths: examCase?.earlierTenths ?? 0,
                reducedTo: examCase?.reducedTo, coming: coming * 10, isFinalYear: isFinal ?? false),
            unfilled: over.count { $0.doneDays == nil })
    }
}

extension CycleStay {
    init(_ row: CycleRow, territory: Territory) {
        let presence = EffectivePresence(
            schedule: row.schedule, from: row.startsOn, through: row.endsOn, territory: territory,
            doneDays: row.doneDays, doneMinutes: nil)
        self.init(
            label: row.label, schoolYear: row.schoolYear, startsOn: row.startsOn, endsOn: row.endsOn,
            certifying: row.certifying, plannedDays: presence.plannedDays, doneDays: row.doneDays,
            outcome: row.outcome ?? .done, host: row.companyName)
    }
}

extension LocalDate {
    /// Weeks of the calendar touched from this day to another, both included.
    func weeks(through end: LocalDate) -> Int { monday.days(until: end.monday) / 7 + 1 }
}
