import Domain

/// The people responsible for a learner, and where they live.
struct DemoFamily: Sendable {
    let familyName: String
    let address: PostalAddress
    var guardians: [(guardian: Guardian, rank: Int, kinship: Kinship)]
}

extension DemoBuilder {
    /// The learners of the classes of this year, with their class of last year where they come from one.
    mutating func addLearners() {
        begin(4)
        var families: [DemoFamily] = []
        for schoolClass in made.currentClasses {
            guard let plan = plans[schoolClass.id] else { continue }
            for position in 0..<plan.size {
                let isApprentice = position >= plan.size - plan.apprentices
                let learnerPublic: LearnerPublic = isApprentice ? .apprentice : plan.level.learnerPublic
                let family = family(learnerPublic, known: &families)
                let learner = learner(plan, learnerPublic, family: family)
                made.learners.append(learner)
                link(learner, to: family)
                enrol(learner, in: schoolClass, plan: plan)
            }
        }
    }

    private mutating func learner(
        _ plan: DemoClassPlan, _ learnerPublic: LearnerPublic, family: DemoFamily
    ) -> Learner {
        let sex: Sex = random.chance(plan.trade.girls) ? .female : .male
        let isGrownUp = learnerPublic == .adultTrainee
        let person =
            isGrownUp ? adult(sex, familyName: family.familyName) : young(sex, familyName: family.familyName)
        let usageName = isGrownUp && sex == .female && random.chance(30) ? random.pick(DemoNames.families) : nil
        let number = made.learners.count
        return Learner(
            id: ids.next(on: firstDay(plan)),
            ine: isGrownUp ? nil : DemoIdentifiers.ine(school: rank, learner: number, random: &random),
            familyName: person.familyName, usageName: usageName == person.familyName ? nil : usageName,
            firstName: person.firstName,
            otherFirstNames: random.chance(25) ? random.pick(sex == .female ? DemoNames.women : DemoNames.men) : "",
            birthDate: birthDate(plan.level), sex: sex, learnerPublic: learnerPublic, regime: regime(learnerPublic),
            email: random.chance(80)
                ? DemoIdentifiers.email(person.firstName, person.familyName, at: "eleve.example") : nil,
            phone: random.chance(85) ? DemoIdentifiers.phone(mobile: true, random: &random) : nil,
            address: family.address, enteredOn: firstDay(plan))
    }

    private func firstDay(_ plan: DemoClassPlan) -> LocalDate {
        plan.former == nil ? calendar.firstDay : formerCalendar.firstDay
    }

    private mutating func birthDate(_ level: DemoLevel) -> LocalDate {
        let age = random.weighted(level.ages)
        let newYear = LocalDate(year: year.start - age, month: 1, day: 1) ?? calendar.firstDay.adding(years: -age)
        return newYear.adding(days: random.below(365))
    }

    private mutating func regime(_ learnerPublic: LearnerPublic) -> String {
        guard learnerPublic == .pupil else { return "0" }
        return random.weighted([("0", 30), ("24", 25), ("25", 28), ("30", 17)])
    }

    private mutating func enrol(_ learner: Learner, in schoolClass: SchoolClass, plan: DemoClassPlan) {
        add(learner, to: schoolClass, from: calendar.firstDay)
        let formerYear = year.previous.start
        guard let former = made.classes.first(where: { $0.schoolYear == formerYear && $0.code == plan.former }),
            learner.learnerPublic != .apprentice
        else { return }
        add(learner, to: former, from: formerCalendar.firstDay)
    }

    private mutating func add(_ learner: Learner, to schoolClass: SchoolClass, from day: LocalDate) {
        made.enrolments.append(
            Enrolment(
                id: ids.next(on: day), learnerId: learner.id, classId: schoolClass.id,
                schoolYear: schoolClass.schoolYear, mef: schoolClass.mef, startsOn: day))
        pupils[schoolClass.id, default: []].append(learner)
    }
}

extension DemoTrade {
    /// Girls among the learners, in hundredths.
    fileprivate var girls: Int {
        switch self {
        case .care: 84
        case .office, .reception: 62
        case .commerce: 55
        case .kitchen: 38
        case .wood: 18
        case .cars, .electricity: 9
        }
    }
}

extension DemoBuilder {
    /// A new family, now and then one that has a child in the school already.
    fileprivate mutating func family(_ learnerPublic: LearnerPublic, known: inout [DemoFamily]) -> DemoFamily {
        if learnerPublic == .pupil, !known.isEmpty, random.chance(5) { return random.pick(known) }
        var family = DemoFamily(
            familyName: random.pick(random.weighted(DemoNames.familyLists)),
            address: random.weighted([(towns[0], 45), (random.pick(towns), 55)]).address(&random), guardians: [])
        switch learnerPublic {
        case .adultTrainee: break
        case .student, .apprentice: family.guardians = [guardian(.mother, rank: 1, of: family)]
        case .pupil: addParents(to: &family)
        }
        made.guardians += family.guardians.map(\.guardian)
        if learnerPublic == .pupil { known.append(family) }
        return family
    }

    private mutating func addParents(to family: inout DemoFamily) {
        let kin: [Kinship] = random.weighted([
            ([.mother, .father], 66), ([.mother], 20), ([.father], 7), ([.legalTutor], 4), ([.childWelfare], 3),
        ])
        for (index, kinship) in kin.enumerated() {
            family.guardians.append(guardian(kinship, rank: index + 1, of: family))
        }
        if random.chance(6) { family.guardians.append(guardian(.relative, rank: 0, of: family)) }
    }

    private mutating func guardian(
        _ kinship: Kinship, rank: Int, of family: DemoFamily
    ) -> (guardian: Guardian, rank: Int, kinship: Kinship) {
        let sex: Sex = kinship == .mother ? .female : kinship == .father ? .male : random.pick(Sex.allCases)
        let sharesName = kinship == .father || kinship == .mother && random.chance(60)
        let person = adult(sex, familyName: sharesName ? family.familyName : nil)
        let livesApart = rank != 1 && random.chance(35)
        let guardian = Guardian(
            id: ids.next(on: formerCalendar.firstDay), civility: person.civility, familyName: person.familyName,
            firstName: person.firstName,
            email: random.chance(75)
                ? DemoIdentifiers.email(person.firstName, person.familyName, at: "courriel.example") : nil,
            phone: random.chance(92) ? DemoIdentifiers.phone(mobile: random.chance(85), random: &random) : nil,
            address: livesApart ? random.pick(towns).address(&random) : family.address)
        return (guardian, rank, kinship)
    }

    fileprivate mutating func link(_ learner: Learner, to family: DemoFamily) {
        for (guardian, rank, kinship) in family.guardians {
            made.guardianships.append(
                Guardianship(
                    id: ids.next(on: formerCalendar.firstDay), learnerId: learner.id, guardianId: guardian.id,
                    legalRank: rank, kinship: kinship))
        }
    }
}
