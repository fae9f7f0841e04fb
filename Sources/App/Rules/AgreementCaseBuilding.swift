import Domain

extension AgreementCase {
    /// The case that the rules look at, from the records of a placement, saved or only typed. What nobody recorded
    /// stays unknown, and gives « à vérifier ».
    init(_ facts: AgreementFacts, _ sources: AgreementSources, _ around: CaseSurroundings) {
        self.init()
        let placement = sources.placement
        kind = sources.learner.learnerPublic == .student ? .stage : .pfmp
        learner.birthDate = sources.learner.birthDate
        learner.status = sources.learner.learnerPublic
        abroad.country = "FR"
        school = SchoolFacts(sources, around)
        training = TrainingFacts(sources, around)
        period = PeriodFacts(sources, around, year: training.year)
        hours.weeks = placement.schedule.isEmpty ? [] : placement.schedule.weeks
        host = HostFacts(sources, around)
        agreement = PaperFacts(facts, sources, around)
        followUp.referentLearners = CaseCounts.referentLearners(placement, around.standing)
        works = WorksFacts(placement, declaredOn: around.declaredOn)
        if sources.company.noSiretReason == .foreign { abroad = AbroadFacts(around.mobility) }
        accident = around.accident
        if let life = around.life { fill(life, placement) }
    }
}

/// Counts over the placements of the school.
private enum CaseCounts {
    /// Others followed by the same référent on one of the days; none when nobody is named yet.
    static func referentLearners(_ placement: Placement, _ standing: [StandingPlacement]) -> Int {
        guard let referent = placement.referentId else { return 0 }
        return standing.count {
            $0.id != placement.id && $0.referentId == referent && $0.startsOn <= placement.endsOn
                && placement.startsOn <= $0.endsOn
        }
    }
}

extension SchoolFacts {
    fileprivate init(_ sources: AgreementSources, _ around: CaseSurroundings) {
        self.init()
        ministry = sources.schoolClass.trainingCode.map(Ministry.of)
        territory = Territory(rawValue: sources.school.territory) ?? .metropole
        insurer = sources.school.insurer ?? ""
        boardOn = around.boardOn
        holidays = around.holidays
    }
}

extension TrainingFacts {
    fileprivate init(_ sources: AgreementSources, _ around: CaseSurroundings) {
        self.init()
        let code = sources.schoolClass.trainingCode
        title = sources.training
        mef = code?.rawValue
        diploma = code.flatMap(Diploma.init)
        year = code?.year
        specialityWeeks = around.specialityWeeks
        if let duration = code?.duration, let year { lastYear = sources.schoolClass.schoolYear + duration - year }
    }
}

extension PeriodFacts {
    fileprivate init(_ sources: AgreementSources, _ around: CaseSurroundings, year: Int?) {
        self.init()
        let placement = sources.placement
        let territory = Territory(rawValue: sources.school.territory) ?? .metropole
        startsOn = placement.startsOn
        endsOn = placement.endsOn
        certifying = sources.period.certifying
        path = around.path
        catchUp = sources.period.kind == .catchUp
        holidaysAgreed = around.catchUpAgreed
        firstOfCycle = year.map { $0 == 1 && sources.period.rank == 1 }
        preparationOn = around.preparationOn
        previousOnPost = around.previous.map { PreviousStay($0) }
        let host = LegalPerson(siret: sources.company.siret, company: sources.company.id)
        others = around.stays.filter { $0.id != placement.id }.map { stay in
            var other = OtherStay()
            other.startsOn = stay.startsOn
            other.endsOn = stay.endsOn
            other.host = stay.companyName
            other.sameHost = LegalPerson(siret: stay.companySiret, company: stay.companyId) == host
            other.minutes =
                Presence(
                    schedule: stay.schedule, from: stay.startsOn, through: stay.endsOn, territory: territory
                ).minutes
            return other
        }
    }
}

extension PreviousStay {
    fileprivate init(_ stay: PostStay) {
        self.init()
        endedOn = stay.endsOn
        days = stay.startsOn.days(until: stay.endsOn) + 1
        stoppedByTrainee = stay.leftBy == .family
    }
}

extension HostFacts {
    fileprivate init(_ sources: AgreementSources, _ around: CaseSurroundings) {
        self.init()
        let (company, placement) = (sources.company, sources.placement)
        name = company.displayName
        sector = company.naf.flatMap { YouthSector(naf: $0) }
        headcount = company.headcount
        insurer = company.insurer ?? ""
        order = around.order
        state = HostState(around.quality)
        safetyInformation = around.safety.map { $0 != .unfit }
        let person = LegalPerson(siret: company.siret, company: company.id)
        present = around.standing.filter { other in
            other.id != placement.id
                && LegalPerson(siret: other.companySiret, company: other.companyId) == person
        }.map { other in
            var trainee = PresentTrainee()
            trainee.startsOn = other.startsOn
            trainee.endsOn = other.endsOn
            trainee.kind = .pfmp
            trainee.sameTutor = placement.tutorId != nil && other.tutorId == placement.tutorId
            return trainee
        }
    }
}

extension HostState {
    /// A host without decision is open.
    fileprivate init(_ quality: HostQuality.State?) {
        switch quality {
        case .suspended, .closed: self = .suspended
        case .watched: self = .underReview
        case .toQualify, .qualified, nil: self = .active
        }
    }
}

extension PaperFacts {
    fileprivate init(_ facts: AgreementFacts, _ sources: AgreementSources, _ around: CaseSurroundings) {
        self.init()
        let placement = sources.placement
        state = sources.agreement.state
        template = sources.template.name
        gaps = Mentions.gaps(facts.mentions)
        mentions = Set(Mention.allCases).subtracting(gaps.keys)
        people = facts.people
        people?.hostClosed = around.isClosed
        signatures = around.signatures.map { line in
            var signature = PaperSignature()
            signature.party = line.party
            signature.on = line.signedOn
            return signature
        }
        // A missing name is the mention 2, which says so.
        referent = facts.referent?.name ?? (gaps[.people] == nil ? "" : "à nommer")
        tutor = facts.tutor?.name ?? ""
        tutorAdult = sources.tutor?.adult
        activities = placement.activities
        // What the mentions say already is not said again by the annexes.
        pedagogicalAnnex = !placement.skills.isEmpty || !placement.activities.isEmpty || !gaps.isEmpty
        financialAnnex =
            gaps[.advantages] != nil || placement.isPriced
        gratificationStated = !placement.gratification.isEmpty && gaps[.gratification] == nil
        meals = PaperFacts.offered(placement.meals)
        transport = PaperFacts.offered(placement.transport)
    }

    /// Whether an advantage is stated; « sans objet » is stated, and is none.
    private static func offered(_ text: String) -> Bool? {
        text.isEmpty ? nil : !["sans objet", "neant", "aucun", "aucune", "non"].contains(SearchKey(text).rawValue)
    }
}

extension Placement {
    /// Whether the annexe financière says anything.
    fileprivate var isPriced: Bool {
        [meals, transport, lodging, gratification].contains { !$0.isEmpty }
    }
}

extension WorksFacts {
    /// - Parameter declaredOn: the day on the record of the host, for a placement that says none.
    fileprivate init(_ placement: Placement, declaredOn: LocalDate?) {
        self.init()
        regulated = placement.regulatedWork
        excluded = !placement.regulatedWork
        guard placement.regulatedWork else { return }
        articles = placement.regulatedWorkDetails.matches(of: #/4153-(\d{2})/#).compactMap { Int($0.1) }
        if let day = placement.worksDeclaredOn ?? declaredOn {
            var declaration = WorksDeclaration()
            declaration.sentOn = day
            // The school notes the day of a declaration it saw: its five parts are the inspector's matter.
            declaration.parts = DeclarationPart.allCases
            hostDeclaration = declaration
        }
        medicalOpinionOn = placement.medicalOpinionOn
        riskAssessed = placement.worksPrepared
        trained = placement.worksPrepared
        supervised = placement.worksPrepared
    }
}

extension AbroadFacts {
    /// What was noted of the departure; an unknown country is another country all the same.
    fileprivate init(_ mobility: Mobility?) {
        self.init()
        country = mobility?.country ?? "à préciser"
        guard let mobility else { return }
        let done = mobility.done
        informationSheet = done.contains(.countrySheet)
        exchanged = done.contains(.exchange)
        mobilityUnit = mobility.optionalUnit
        healthCover = done.contains(mobility.european ? .healthCard : .healthCover)
        repatriation = done.contains(.repatriation)
        liability = done.contains(.liability)
    }
}
