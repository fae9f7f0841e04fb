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
    private var orders: [Int: HostOrder?] = [:]
    private var posts: [ID<Company>: [PostStay]] = [:]
    private var neighbours: [ClosedRange<LocalDate>: [StandingPlacement]] = [:]

    mutating func rules(in db: SchoolDatabase) throws -> SchoolRules {
        let rules = try theRules ?? SchoolRules(db.severitySettings())
        theRules = rules
        return rules
    }

    /// - Parameter reader: who looks at one agreement alone: then also what happened since the signatures, as far as
    ///   they may read it.
    mutating func surroundings(
        of sources: AgreementSources, in db: SchoolDatabase, reader: Author?
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
        around.order = try order(placement.startsOn, in: db)
        around.previous = try previous(placement, stream: sources.schoolClass.stream, in: db)
        if let reader, !isOpen {
            around.life = try db.lifeFacts(of: sources)
            around.accident = try db.accidentFacts(of: placement.id, for: reader)
        }
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

    private mutating func order(_ day: LocalDate, in db: SchoolDatabase) throws -> HostOrder? {
        let found = try orders[day.dayNumber] ?? db.hostOrder(on: day)
        orders[day.dayNumber] = .some(found)
        return found
    }

    /// The last stay of somebody else on the same post.
    private mutating func previous(
        _ placement: Placement, stream: String, in db: SchoolDatabase
    ) throws -> PostStay? {
        let found = try posts[placement.companyId] ?? db.whole.pastStays(at: placement.companyId)
        posts[placement.companyId] = found
        return found.first {
            $0.endsOn < placement.startsOn && $0.learnerId != placement.learnerId
                && $0.isPost(of: placement, stream: stream)
        }
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

    /// The stays at a host, the last to end first.
    fileprivate func pastStays(at company: ID<Company>) throws -> [PostStay] {
        try rows(
            """
            select placement.learner_id, placement.tutor_id, school_class.stream, placement.starts_on,
            placement.ends_on as planned_end,
            (select interruption.starts_on from \(table(.interruption)) where interruption.agreement_id = agreement.id
            and interruption.kind = \(Interruption.Kind.ending.rawValue) limit 1) as left_on,
            (select interruption.side from \(table(.interruption)) where interruption.agreement_id = agreement.id
            and interruption.kind = \(Interruption.Kind.ending.rawValue) limit 1) as left_by
            from \(table(.placement)) join \(table(.agreement)) on agreement.placement_id = placement.id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where placement.company_id = \(company) and agreement.state in (\(Agreement.State.begunStates))
            order by placement.ends_on desc, placement.id limit 40
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

    /// The accident of a stay that waits for its declaration, else the last one, for who may read it; its circumstances
    /// and injuries for fewer still.
    fileprivate func accidentFacts(of placement: ID<Placement>, for reader: Author) throws -> AccidentFacts? {
        guard reader.may(.seeIncidents) else { return nil }
        let found: AccidentRow? = try row(
            """
            select incident.happened_on, incident.happened_minute, incident.place, accident_record.circumstances,
            accident_record.injuries, accident_record.declarant, accident_record.declared_on
            from \(table(.incident))
            left join \(table(.accidentRecord)) on accident_record.incident_id = incident.id
            where incident.placement_id = \(placement) and incident.kind = \(Incident.Kind.accident.rawValue)
            and (incident.state <> \(Incident.State.closed.rawValue) or accident_record.declared_on is not null)
            order by case when accident_record.declared_on is null then 0 else 1 end, incident.happened_on desc,
            incident.id desc limit 1
            """)
        return found.map { AccidentFacts($0, wholly: reader.may(.seeAlerts)) }
    }

    /// What happened to one placement since its agreement was signed. Alerts stay on their own pages.
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

/// What is kept of an accident.
private struct AccidentRow: Codable {
    let happenedOn: LocalDate
    let happenedMinute: Int?
    let place: String
    let circumstances: String?
    let injuries: String?
    let declarant: AccidentSheet.Declarant?
    let declaredOn: LocalDate?
}

extension AccidentFacts {
    /// - Parameter wholly: also what few may read; for the others it counts as said, so that nothing is learnt from it.
    fileprivate init(_ row: AccidentRow, wholly: Bool) {
        self.init()
        on = row.happenedOn
        at = row.happenedMinute
        place = row.place
        circumstances = wholly ? row.circumstances : "—"
        injuries = wholly ? row.injuries : "—"
        declaredBy = row.declarant?.label
        declaredOn = row.declaredOn
    }
}
