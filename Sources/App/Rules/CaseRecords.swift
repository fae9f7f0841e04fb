import Domain
import Persistence

/// Reads what surrounds placements; what several of one reading share is read once.
struct CaseReading {
    private var theRules: SchoolRules?
    private var boards: [Int: LocalDate?] = [:]
    private var calendars: [Int: [SchoolHoliday]?] = [:]
    private var events: [Int: [SchoolEvent]] = [:]
    private var campaigns: [Int: PathwayCampaign?] = [:]
    private var durations: [TrainingDuration]?
    private var qualities: [ID<Company>: HostQuality.State?] = [:]
    private var checks: [ID<Company>: SafetyCheck.Outcome?] = [:]
    private var declared: [ID<Company>: [HostDeclaration]] = [:]
    private var neighbours: [ClosedRange<LocalDate>: [StandingPlacement]] = [:]

    mutating func rules(in db: SchoolDatabase) throws -> SchoolRules {
        let rules = try theRules ?? SchoolRules(db.severitySettings())
        theRules = rules
        return rules
    }

    /// - Parameter wholeLife: also what happened since the signatures, for the page of one agreement.
    mutating func surroundings(
        of sources: AgreementSources, in db: SchoolDatabase, wholeLife: Bool
    ) throws -> CaseSurroundings {
        let placement = sources.placement
        let period = sources.period
        let isOpen = sources.agreement.state == .draft
        var around = CaseSurroundings()
        around.standing = try standing(placement, in: db)
        around.stays = try db.stays(of: placement.learnerId, inYearOf: placement.startsOn)
        around.holidays = try holidays(period.schoolYear, in: db)
        around.boardOn = try period.boardOn ?? board(period.schoolYear, in: db)
        around.specialityWeeks = try specialityWeeks(sources.schoolClass, in: db)
        around.preparationOn = try preparation(before: period, sources.schoolClass, in: db)
        around.quality = try quality(placement.companyId, in: db)
        around.safety = try safety(placement.companyId, in: db)
        around.signatures = isOpen ? [] : try db.signatures(of: sources.agreement.id)
        if placement.regulatedWork {
            around.declaredOn = try declarations(of: placement.companyId, in: db)
                .filter { $0.expiresOn > placement.startsOn }.map(\.declaredOn).max()
        }
        if !period.certifying { around.path = try path(of: sources, in: db) }
        if period.kind == .catchUp {
            around.catchUpAgreed = try db.catchUpAgreed(placement.learnerId, in: period.id)
        }
        if sources.company.noSiretReason == .foreign { around.mobility = try db.mobility(of: placement.id) }
        if wholeLife, !isOpen { around.life = try db.lifeFacts(of: sources) }
        return around
    }

    private mutating func standing(_ placement: Placement, in db: SchoolDatabase) throws -> [StandingPlacement] {
        // Numbers are counted by civil week (R.124-10): whole weeks are read.
        let first = placement.startsOn.monday
        let last = max(first, placement.endsOn.monday).adding(days: 6)
        let found = try neighbours[first...last] ?? db.standingPlacements(from: first, through: last)
        neighbours[first...last] = found
        return found
    }

    private mutating func holidays(_ year: Int, in db: SchoolDatabase) throws -> [SchoolHoliday]? {
        if let known = calendars[year] { return known }
        let calendar = try db.schoolCalendar(year: year)
        let isKnown = calendar.map { $0.status != .unknown && ($0.status != .own || !$0.holidays.isEmpty) } ?? false
        let found = isKnown ? calendar?.holidays : nil
        calendars[year] = .some(found)
        return found
    }

    private mutating func board(_ year: Int, in db: SchoolDatabase) throws -> LocalDate? {
        if let known = boards[year] { return known }
        let found = try db.boardDecision(year: year)?.decidedOn
        boards[year] = .some(found)
        return found
    }

    private mutating func specialityWeeks(_ schoolClass: SchoolClass, in db: SchoolDatabase) throws -> Int? {
        let all = try durations ?? db.trainingDurations()
        durations = all
        guard schoolClass.mef.utf8.count >= 8 else { return nil }
        return all.last { schoolClass.mef.hasPrefix($0.training) && $0.fromYear <= schoolClass.schoolYear }?.weeks
    }

    private mutating func preparation(
        before period: PFMPPeriod, _ schoolClass: SchoolClass, in db: SchoolDatabase
    ) throws -> LocalDate? {
        let year = period.schoolYear
        let all = try events[year] ?? db.schoolEvents(year: year)
        events[year] = all
        return all.last {
            $0.kind == .preparation && $0.startsOn < period.startsOn
                && $0.concerns(classId: schoolClass.id, stream: schoolClass.stream)
        }?.startsOn
    }

    private mutating func quality(_ company: ID<Company>, in db: SchoolDatabase) throws -> HostQuality.State? {
        if let known = qualities[company] { return known }
        let found = try db.quality(of: company)?.state
        qualities[company] = .some(found)
        return found
    }

    private mutating func safety(_ company: ID<Company>, in db: SchoolDatabase) throws -> SafetyCheck.Outcome? {
        if let known = checks[company] { return known }
        let found = try db.lastSafetyOutcome(of: company)
        checks[company] = .some(found)
        return found
    }

    private mutating func declarations(of company: ID<Company>, in db: SchoolDatabase) throws -> [HostDeclaration] {
        let found = try declared[company] ?? db.worksDeclarations(of: company)
        declared[company] = found
        return found
    }

    private mutating func path(of sources: AgreementSources, in db: SchoolDatabase) throws -> PathFacts? {
        let year = sources.period.schoolYear
        let campaign: PathwayCampaign?
        if let known = campaigns[year] { campaign = known } else { campaign = try db.campaign(year: year) }
        campaigns[year] = .some(campaign)
        guard let campaign, campaign.startsOn <= sources.placement.endsOn,
            sources.placement.startsOn <= campaign.endsOn,
            let choice = try db.pathwayChoice(of: sources.learner.id, in: campaign.id)
        else { return nil }
        let option = campaign.options.list.first { $0.key == choice.path.first }
        var path = PathFacts()
        path.choice = option?.goesToHost == false ? .study : .work
        path.chosenOn = choice.chosenOn
        path.councilAdvice = choice.advice.map { _ in choice.adviceNote.isEmpty ? "avis donné" : choice.adviceNote }
        return path
    }
}

extension SchoolDatabase {
    /// The placements of a learner that stand in the school year of a day.
    fileprivate func stays(of learner: ID<Learner>, inYearOf day: LocalDate) throws -> [LearnerStay] {
        let year = SchoolYear.of(day)
        let school = whole
        return try school.rows(
            """
            select placement.id, placement.company_id, company.siret as company_siret,
            coalesce(company.trade_name, company.legal_name) as company_name, placement.starts_on, placement.ends_on,
            placement.schedule from \(school.table(.placement)) \(school.latestAgreement)
            join \(school.table(.company)) on company.id = placement.company_id
            where placement.learner_id = \(learner) and placement.starts_on <= \(year.lastDay())
            and placement.ends_on >= \(year.firstDay()) and \(school.stands) order by placement.starts_on, placement.id
            """)
    }

    fileprivate func lastSafetyOutcome(of company: ID<Company>) throws -> SafetyCheck.Outcome? {
        try row(
            """
            select safety_check.outcome from \(table(.safetyCheck)) where safety_check.company_id = \(company)
            order by safety_check.checked_on desc, safety_check.id desc limit 1
            """)
    }

    /// Whether family and head agreed to a catch-up; `nil` when the learner has none in the period.
    fileprivate func catchUpAgreed(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> Bool? {
        try row(
            """
            select (catch_up.family_agreed_on is not null and catch_up.head_agreed_on is not null) as agreed
            from \(table(.catchUp)) where catch_up.learner_id = \(learner) and catch_up.period_id = \(period)
            """)
    }

    /// What happened to one placement since its agreement was signed. Accidents and alerts stay on their own pages.
    fileprivate func lifeFacts(of sources: AgreementSources) throws -> LifeFacts {
        let (placement, agreement) = (sources.placement.id, sources.agreement.id)
        return LifeFacts(
            amendments: try amendments(of: agreement), amendmentSignatures: try amendmentSignatures(of: agreement),
            interruptions: try interruptions(of: agreement), absences: try absences(of: placement),
            contacts: try followUps(of: placement).filter { $0.doneOn != nil },
            situations: try situations(of: placement),
            evaluations: try rows(
                "select evaluation.kind from \(table(.evaluation)) where evaluation.placement_id = \(placement)"),
            certificate: try certificate(of: placement))
    }
}
