import Domain

/// The search for hosts and the calendar of a demonstration school, beside its periods.
struct DemoYear: Equatable, Sendable {
    var leads: [Lead] = []
    var searches: [PlacementSearch] = []
    var events: [SchoolEvent] = []
    var decision: BoardDecision?
    var durations: [TrainingDuration] = []
    var catchUpPeriods: [PFMPPeriod] = []
    var catchUps: [CatchUp] = []
    var campaign: PathwayCampaign?
    var choices: [PathwayChoice] = []
    var changes: [PathwayChange] = []
}

extension DemoBuilder {
    /// What makes the year of a school alive: leads, dates, the board's decision, a catch-up, the pathway of terminale.
    mutating func addYear() throws {
        begin(11)
        addLeads()
        addEvents()
        addCatchUp()
        try addPathway()
        let board = year.firstDay().adding(days: -68)
        made.year.decision = BoardDecision(
            id: ids.next(on: board), schoolYear: year.start, decidedOn: board, reference: "\(year.start)-18")
        made.year.durations = [
            TrainingDuration(
                id: ids.next(on: board), training: "24122140", fromYear: year.start, weeks: 14,
                source: "Arrêté du CAP Cuisine")
        ]
    }

    // MARK: Leads

    /// Those who have no host for a period to come have asked around.
    private mutating func addLeads() {
        let placed = Set(made.placements.map { $0.periodId.rawValue + $0.learnerId.rawValue })
        let near = made.periods.filter {
            $0.endsOn >= today && $0.startsOn <= today.adding(days: PeriodLine.searchDays)
        }
        for period in near.sorted(by: { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }) {
            guard let plan = plans[period.classId] else { continue }
            let teachers = teachers(of: plan)
            let hosts = made.companies.filter { trades[$0.id] == plan.trade }
            let candidates = (pupils[period.classId] ?? []).filter { learner in
                learner.learnerPublic.takesAgreements && !placed.contains(period.id.rawValue + learner.id.rawValue)
            }
            for (rank, learner) in candidates.enumerated() {
                addLeads(of: learner, in: period, hosts: hosts, teachers: teachers, rank: rank)
            }
        }
    }

    private mutating func addLeads(
        of learner: Learner, in period: PFMPPeriod, hosts: [Company], teachers: [StaffMember], rank: Int
    ) {
        guard let popular = hosts.first, let author = teachers.first else { return }
        // The best known company of the trade is asked by everybody: that is what the guard shows.
        let asked = [popular] + random.some(random.between(0...4), of: Array(hosts.dropFirst()))
        for company in asked where random.chance(80) {
            let day = today.adding(days: -random.between(1...24))
            guard day >= calendar.firstDay else { continue }
            let answer: LeadAnswer = random.weighted([
                (.waiting, 45), (.refused, 40), (.interview, 12), (.agreed, 3),
            ])
            made.year.leads.append(
                Lead(
                    id: ids.next(on: day), learnerId: learner.id, periodId: period.id, companyId: company.id,
                    structure: company.displayName, means: random.pick(LeadMeans.allCases), askedOn: day,
                    answer: answer, refusalReason: random.pick(RefusalReason.allCases),
                    authorName: author.accountName))
        }
        addSearch(of: learner, in: period, teachers: teachers, rank: rank)
    }

    private mutating func addSearch(
        of learner: Learner, in period: PFMPPeriod, teachers: [StaffMember], rank: Int
    ) {
        if rank == 5 {
            made.year.searches.append(
                PlacementSearch(
                    id: ids.next(on: today), learnerId: learner.id, periodId: period.id, exemption: .validated,
                    exemptionNote: "Semaines faites dans l’établissement précédent"))
        } else if random.chance(55), let owner = teachers.isEmpty ? nil : random.pick(teachers) {
            made.year.searches.append(
                PlacementSearch(
                    id: ids.next(on: today), learnerId: learner.id, periodId: period.id, ownerId: owner.id,
                    nextAction: random.pick(DemoBuilder.nextSteps),
                    nextActionOn: today.adding(days: random.between(-2...6))))
        }
    }

    private static let nextSteps = [
        "Appeler deux entreprises avec l’élève.", "Relire la lettre et le CV.", "Rappeler le gérant pour l’élève.",
        "Voir la famille pour élargir le secteur.", "Accompagner l’élève au forum.",
    ]

    // MARK: Dates

    private mutating func addEvents() {
        func day(_ month: Int, _ day: Int) -> LocalDate? {
            LocalDate(year: month >= 9 ? year.start : year.start + 1, month: month, day: day)
        }
        add(.event, "Forum des métiers", day(2, 4), days: 1)
        add(.event, "Portes ouvertes", day(3, 14)?.monday.adding(days: 5), days: 1)
        add(.closure, "Pont de l’Ascension", day(5, 7), days: 2)
        for schoolClass in made.currentClasses {
            guard let plan = plans[schoolClass.id] else { continue }
            switch plan.level {
            case .terminale: add(.exam, "Épreuves écrites du bac professionnel", day(6, 14), days: 3, schoolClass)
            case .cap2: add(.exam, "Épreuves du CAP", day(6, 7), days: 5, schoolClass)
            case .bts2: add(.exam, "Épreuves du BTS", day(5, 10), days: 4, schoolClass)
            case .seconde, .cap1:
                let first = made.periods.first { $0.classId == schoolClass.id }
                add(.preparation, "Préparation à la PFMP", first?.startsOn.adding(days: -7), days: 5, schoolClass)
            case .premiere:
                let second = made.periods.last { $0.classId == schoolClass.id }
                add(
                    .ccf, "CCF de langue", second?.startsOn.adding(days: plan.code == "1MCV" ? 3 : 35), days: 1,
                    schoolClass)
            default: break
            }
        }
    }

    private mutating func add(
        _ kind: SchoolEventKind, _ label: String, _ start: LocalDate?, days: Int, _ schoolClass: SchoolClass? = nil
    ) {
        guard let start else { return }
        made.year.events.append(
            SchoolEvent(
                id: ids.next(on: calendar.firstDay), schoolYear: year.start, kind: kind, label: label, startsOn: start,
                endsOn: start.adding(days: days - 1), classId: schoolClass?.id))
    }

    // MARK: Catch-up

    /// Two learners of a class whose period is over catch up some weeks later.
    private mutating func addCatchUp() {
        let over = made.periods.filter {
            $0.schoolYear == year.start && $0.endsOn < today && plans[$0.classId]?.level == .terminale
        }
        guard let period = over.last, let pupils = pupils[period.classId]?.filter({ $0.learnerPublic == .pupil }),
            pupils.count > 3
        else { return }
        let plan = ClassCalendar(
            classId: period.classId, code: "", mef: nil, stream: "", schoolYear: year.start, learners: 0,
            periods: made.periods.filter { $0.classId == period.classId }, events: made.year.events)
        guard let window = CatchUpRules.windows(of: plan, calendar: calendar, after: today.adding(days: 21)).first
        else {
            return
        }
        let catchUp = PFMPPeriod(
            id: ids.next(on: today), classId: period.classId, schoolYear: year.start, rank: 3,
            label: "Rattrapage, 2\u{A0}élèves", startsOn: window.startsOn, endsOn: window.startsOn.adding(days: 4),
            kind: .catchUp)
        made.year.catchUpPeriods = [catchUp]
        made.year.catchUps = [
            CatchUp(
                id: ids.next(on: today), periodId: catchUp.id, learnerId: pupils[0].id, cause: .article,
                motive: "Absence excusée, compétences non évaluées", missedDays: 4),
            CatchUp(
                id: ids.next(on: today), periodId: catchUp.id, learnerId: pupils[2].id, cause: .unjustified,
                motive: "Cinq jours sans nouvelle", missedDays: 5),
        ]
    }

    // MARK: Pathway

    private mutating func addPathway() throws {
        let regime = try PathwayRegime.embedded().last { $0.year <= year.start }
        guard let regime else { return }
        let shift = year.start - regime.year
        let start = regime.startsOn.adding(years: shift).monday
        let campaign = PathwayCampaign(
            id: ids.next(on: calendar.firstDay), schoolYear: year.start, name: regime.name, startsOn: start,
            endsOn: regime.endsOn.adding(years: shift), closesOn: start.adding(days: -45),
            options: PathwayOptions(regime.options))
        made.year.campaign = campaign
        for schoolClass in made.currentClasses where plans[schoolClass.id]?.level == .terminale {
            for learner in pupils[schoolClass.id] ?? [] where learner.learnerPublic == .pupil && random.chance(60) {
                addChoice(of: learner, in: campaign)
            }
        }
    }

    private mutating func addChoice(of learner: Learner, in campaign: PathwayCampaign) {
        let keys = campaign.options.list.map(\.key)
        let first = random.pick(keys)
        let isHalf = random.chance(8) && keys.count > 1
        let path = ChosenPath(
            first: first, second: isHalf ? keys.first { $0 != first } : nil,
            turnsOn: isHalf ? campaign.startsOn.adding(days: 7) : nil)
        let day = max(calendar.firstDay, today.adding(days: -random.between(2...15)))
        let choice = PathwayChoice(
            id: ids.next(on: day), campaignId: campaign.id, learnerId: learner.id, path: path, chosenOn: day,
            advice: random.chance(40) ? .favourable : nil)
        made.year.choices.append(choice)
        guard made.year.changes.isEmpty, !isHalf, let other = keys.first(where: { $0 != first }) else { return }
        made.year.changes.append(
            PathwayChange(
                id: ids.next(on: today), choice: choice, requestedOn: today, former: path.label(in: campaign),
                path: ChosenPath(first: other),
                motive: "Une entreprise propose un contrat d’apprentissage à la rentrée."))
    }
}

extension SchoolDatabase {
    func insertYear(_ year: DemoYear) throws {
        try insertMany(year.leads, into: .lead)
        try insertMany(year.searches, into: .placementSearch)
        try insertMany(year.events, into: .schoolEvent)
        if let decision = year.decision { try insert(decision, into: .boardDecision) }
        try insertMany(year.durations, into: .trainingDuration)
        try insertMany(year.catchUpPeriods, into: .pfmpPeriod)
        try insertMany(year.catchUps, into: .catchUp)
        guard let campaign = year.campaign else { return }
        try insert(campaign, into: .pathwayCampaign)
        try insertMany(year.choices, into: .pathwayChoice)
        try insertMany(year.changes, into: .pathwayChange)
    }
}
