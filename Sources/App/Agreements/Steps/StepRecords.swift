import Domain
import Persistence

/// A learner on the board of steps.
struct StepCard: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let classCode: String
    let placementId: ID<Placement>?
    let companyName: String?
    let referentId: ID<StaffMember>?
    let referentName: String?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let agreementId: ID<Agreement>?
    let agreementState: Agreement.State?
    let sheetReturned: Bool

    var listName: String { (usageName ?? familyName) + " " + firstName }

    func isMinor(on day: LocalDate) -> Bool {
        guard let birthDate else { return true }
        return birthDate.age(on: day) < Learner.majority
    }

    func facts(signedBy: Set<Party>, territory: Territory, today: LocalDate) -> StepFacts {
        StepFacts(
            startsOn: startsOn, endsOn: endsOn, isPlaced: placementId != nil, sheetReturned: sheetReturned,
            agreement: agreementState, signedBy: signedBy, minor: isMinor(on: today), territory: territory)
    }
}

/// What was noted of a step by hand.
struct StepNote: Codable, Equatable, Sendable {
    let id: ID<StepNote>
    let placementId: ID<Placement>
    let stepCode: String
    let state: StepState
    let reason: String
    let notedOn: LocalDate
    let notedBy: String
    let version: Int
}

/// Which cards a board shows.
enum StepScope: Sendable {
    /// Every learner of the class of a period.
    case period(PFMPPeriod)
    /// The placements that a référent follows, among those that are near.
    case referent(ID<StaffMember>, from: LocalDate, through: LocalDate)
    case placement(ID<Placement>)
}

extension SchoolDatabase {
    /// Where everyone of a scope stands, in a few statements whatever their number.
    func stepLines(_ scope: StepScope, today: LocalDate) throws -> [(card: StepCard, progress: StepProgress)] {
        let (workflow, territory) = (try workflow(), try territory())
        let cards = try stepCards(scope)
        let notes = Dictionary(grouping: try stepNotes(scope), by: \.placementId)
        let signed = Dictionary(grouping: try partiesSigned(scope), by: \.agreementId)
        return cards.map { card in
            let mine = card.placementId.flatMap { notes[$0] } ?? []
            let noted = Dictionary(mine.map { ($0.stepCode, $0.state) }, uniquingKeysWith: { first, _ in first })
            let parties = Set((card.agreementId.flatMap { signed[$0] } ?? []).map(\.party))
            let facts = card.facts(signedBy: parties, territory: territory, today: today)
            return (card, workflow.progress(facts, noted: noted, today: today))
        }
    }

    private func stepCards(_ scope: StepScope) throws -> [StepCard] {
        if case .period(let period) = scope { return try cards(of: period) }
        return try rows(
            """
            select \(cardColumns), stay.starts_on, stay.ends_on, school_class.code as class_code
            from (\(stays(scope))) as stay join \(table(.learner)) on learner.id = stay.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = stay.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id \(cardJoins)
            order by stay.starts_on, learner.search_key, learner.id limit 200
            """)
    }

    private func cards(of period: PFMPPeriod) throws -> [StepCard] {
        try rows(
            """
            select \(cardColumns), coalesce(stay.starts_on, \(period.startsOn)) as starts_on,
            coalesce(stay.ends_on, \(period.endsOn)) as ends_on, '' as class_code
            from (\(members(of: period))) as member join \(table(.learner)) on learner.id = member.learner_id
            left join \(table(.enrolment)) on enrolment.learner_id = learner.id
            and enrolment.class_id = \(period.classId) and enrolment.ends_on is null and learner.left_on is null
            left join (\(stays(.period(period)))) as stay on stay.learner_id = learner.id \(cardJoins)
            where ((enrolment.id is not null and \(isConcerned(by: period))) or stay.id is not null)
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))
            order by learner.search_key, learner.id, stay.starts_on
            """)
    }

    /// The placements of a scope that stand, with their last agreement.
    private func stays(_ scope: StepScope) -> SQL {
        """
        select placement.*, agreement.id as agreement_id, agreement.state as agreement_state
        from \(table(.placement)) \(latestAgreement) where \(condition(scope)) and \(stands)
        """
    }

    private var cardColumns: SQL {
        """
        learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name, learner.birth_date,
        stay.id as placement_id, coalesce(company.trade_name, company.legal_name) as company_name,
        stay.referent_id, staff_member.family_name as referent_name, stay.agreement_id, stay.agreement_state,
        (host_sheet.id is not null) as sheet_returned
        """
    }

    private var cardJoins: SQL {
        """
        left join \(table(.company)) on company.id = stay.company_id
        left join \(table(.staffMember)) on staff_member.id = stay.referent_id
        left join \(table(.hostSheet)) on host_sheet.placement_id = stay.id
        """
    }

    private func condition(_ scope: StepScope) -> SQL {
        switch scope {
        case .period(let period): "placement.period_id = \(period.id)"
        case .placement(let id): "placement.id = \(id)"
        case .referent(let staff, let from, let through):
            """
            placement.referent_id = \(staff) and placement.ends_on >= \(from) and placement.starts_on <= \(through)
            """
        }
    }

    /// What was noted by hand, of every placement of a scope.
    func stepNotes(_ scope: StepScope) throws -> [StepNote] {
        try rows(
            """
            select placement_step.* from \(table(.placementStep))
            join \(table(.placement)) on placement.id = placement_step.placement_id where \(condition(scope))
            """)
    }

    private func partiesSigned(_ scope: StepScope) throws -> [SignedParty] {
        try rows(
            """
            select agreement_signature.agreement_id, agreement_signature.party from \(table(.agreementSignature))
            join \(table(.agreement)) on agreement.id = agreement_signature.agreement_id
            join \(table(.placement)) on placement.id = agreement.placement_id where \(condition(scope))
            """)
    }

    func stepNote(_ code: String, of placement: ID<Placement>) throws -> StepNote? {
        try row(
            """
            select placement_step.* from \(table(.placementStep))
            where placement_step.placement_id = \(placement) and placement_step.step_code = \(code)
            """)
    }
}

private struct SignedParty: Codable {
    let agreementId: ID<Agreement>
    let party: Party
}

/// How the agreements of a period stand, in a line of the school’s board.
struct PeriodStates: Codable, Sendable {
    let periodId: ID<PFMPPeriod>
    let state: Agreement.State
    let count: Int
}

extension SchoolDatabase {
    /// Agreements by state in the periods that end after a day and begin before another.
    func agreementStates(from: LocalDate, through: LocalDate) throws -> [PeriodStates] {
        try rows(
            """
            select placement.period_id, agreement.state, count(*) as count
            from \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id
            join \(table(.agreement)) on agreement.placement_id = placement.id
            where pfmp_period.ends_on >= \(from) and pfmp_period.starts_on <= \(through)
            and agreement.state not in (\(Agreement.State.failedStates))
            group by placement.period_id, agreement.state
            """)
    }
}
