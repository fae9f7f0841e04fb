import Domain

/// Those who left a demonstration school in the two years before: kept for the survey, and nothing else.
struct DemoLeavers: Equatable, Sendable {
    var classes: [SchoolClass] = []
    var learners: [Learner] = []
    var enrolments: [Enrolment] = []
    var answers: [InsertionAnswer] = []
    var links: [DemoPathLink] = []
    var mentorings: [Mentoring] = []
}

/// A link sent to a leaver, with the columns of its row.
struct DemoPathLink: Codable, Equatable, Sendable {
    let id: ID<PathLink>
    let learnerId: ID<Learner>
    let purpose: PathLinkPurpose
    let tokenHash: String
    let createdAt: Moment
    let expiresAt: Moment
    let usedAt: Moment?
}

extension DemoBuilder {
    /// Eight of each final class a year: some answered the survey, some agreed to stay in touch.
    mutating func addLeavers() {
        begin(43)
        let final = DemoClassPlan.plans(size).filter { [.terminale, .cap2, .bts2].contains($0.level) }
        for start in [year.start - 2, year.start - 1] {
            guard let left = SchoolYear(start: start)?.lastDay(in: calendar.academie) else { continue }
            for plan in final {
                let schoolClass = leavingClass(plan, start)
                let people = (0..<min(plan.size, 8)).map { _ in leaver(plan, of: schoolClass, left: left) }
                addAnswers(people, left: left, start: start)
                addConsents(people, of: schoolClass, left: left)
            }
        }
        addPastMentorings()
    }

    /// The class of that year, where today's learners do not come from it already.
    private mutating func leavingClass(_ plan: DemoClassPlan, _ start: Int) -> SchoolClass {
        if let known = made.classes.first(where: { $0.schoolYear == start && $0.code == plan.code }) { return known }
        let first = SchoolYear(start: start)?.firstDay(in: calendar.academie) ?? formerCalendar.firstDay
        let schoolClass = SchoolClass(
            id: ids.next(on: first), schoolYear: start, code: plan.code, label: plan.label, mef: plan.mef,
            stream: plan.stream)
        made.leavers.classes.append(schoolClass)
        return schoolClass
    }

    private mutating func leaver(_ plan: DemoClassPlan, of schoolClass: SchoolClass, left: LocalDate) -> Learner {
        let person = young(random.chance(50) ? .female : .male)
        let age = random.weighted(plan.level.ages)
        let newYear =
            LocalDate(year: schoolClass.schoolYear - age, month: 1, day: 1) ?? left.adding(years: -age - 1)
        let first = SchoolYear(start: schoolClass.schoolYear)?.firstDay(in: calendar.academie) ?? left
        let learner = Learner(
            id: ids.next(on: first), familyName: person.familyName, firstName: person.firstName,
            birthDate: newYear.adding(days: random.below(365)), sex: person.sex,
            learnerPublic: plan.level.learnerPublic,
            email: random.chance(85)
                ? DemoIdentifiers.email(person.firstName, person.familyName, at: "courriel.example") : nil,
            phone: random.chance(80) ? DemoIdentifiers.phone(mobile: true, random: &random) : nil,
            address: random.pick(towns).address(&random), enteredOn: first, leftOn: left)
        made.leavers.learners.append(learner)
        made.leavers.enrolments.append(
            Enrolment(
                id: ids.next(on: first), learnerId: learner.id, classId: schoolClass.id,
                schoolYear: schoolClass.schoolYear, mef: schoolClass.mef, startsOn: first))
        return learner
    }

    // MARK: Survey

    /// Six months after leaving by link or telephone; before, a few said it by themselves.
    private mutating func addAnswers(_ people: [Learner], left: LocalDate, start: Int) {
        let due = left.adding(months: 6)
        let share = due < today ? 62 : 28
        let trades = ["Boulangerie des Essais", "Atelier du Pont", "Hôtel Imaginaire", "Garage fictif", ""]
        for learner in people {
            let first = due < today ? due : left.adding(days: 50)
            let day = min(today, first.adding(days: random.between(0...40)))
            let answers = random.chance(share) && day > left
            let byLink = answers && learner.email != nil && random.chance(60)
            if answers {
                let situation: Situation = random.weighted([
                    (.job, 42), (.apprenticeship, 22), (.studies, 22), (.searching, 10), (.other, 4),
                ])
                let works = situation == .job || situation == .apprenticeship
                made.leavers.answers.append(
                    InsertionAnswer(
                        id: ids.next(on: day), learnerId: learner.id, surveyYear: start, situation: situation,
                        employer: works ? random.pick(trades) : "", inTrade: works ? random.chance(70) : nil,
                        answeredOn: day, means: byLink ? "lien personnel" : "téléphone"))
            }
            guard learner.email != nil, byLink || random.chance(70) else { continue }
            addLink(to: learner, .survey, sent: min(day, today).adding(days: -3), used: byLink ? day : nil)
        }
    }

    private mutating func addLink(
        to learner: Learner, _ purpose: PathLinkPurpose, sent: LocalDate, used: LocalDate?
    ) {
        func moment(_ day: LocalDate) -> Moment {
            Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 32_400_000)
        }
        let id: ID<PathLink> = ids.next(on: sent)
        made.leavers.links.append(
            DemoPathLink(
                id: id, learnerId: learner.id, purpose: purpose, tokenHash: "demo-\(id.rawValue)",
                createdAt: moment(sent), expiresAt: moment(sent.adding(months: 3)), usedAt: used.map(moment)))
    }

    // MARK: Consent

    /// One in four said yes; one of them took it back since.
    private mutating func addConsents(_ people: [Learner], of schoolClass: SchoolClass, left: LocalDate) {
        for learner in people where learner.email != nil && random.chance(27) {
            let day = min(today, left.adding(days: random.between(-20...120)))
            let alumnus = Alumnus(
                id: ids.next(on: day), formerId: learner.id, familyName: learner.familyName,
                firstName: learner.firstName, email: learner.email ?? "", phone: learner.phone ?? "",
                diploma: schoolClass.label, leftYear: left.year,
                situation: random.weighted([(.job, 50), (.apprenticeship, 25), (.studies, 25)]),
                employer: random.chance(50) ? random.pick(made.companies).displayName : "",
                willing: random.some(random.between(1...2), of: Alumnus.Offer.allCases), consentOn: day,
                consentMeans: "lien personnel")
            let tookBack = random.chance(12) && day.adding(days: 30) < today
            made.actions.alumni.append(tookBack ? alumnus.withdrawn(on: today.adding(days: -4)) : alumnus)
        }
    }

    /// Pairs of the year before that went to their end, and two of this year with a former learner as mentor.
    private mutating func addPastMentorings() {
        let start = formerCalendar.firstDay.adding(days: 60)
        let former = made.leavers.learners.filter { $0.leftOn.map { $0 > start && $0 < today } ?? false }
        for (rank, learner) in former.prefix(3).enumerated() {
            guard let contact = made.contacts.dropFirst(rank * 5).first else { continue }
            let pair = Mentoring(
                id: ids.next(on: start), learnerId: learner.id, contactId: contact.id, mentorName: contact.fullName,
                startsOn: start, state: .running, objective: "Réussir sa dernière année")
            let end = start.adding(days: 180)
            // A pair that runs always may end.
            if let ended = try? pair.moved(to: rank == 2 ? .stopped : .completed, on: end), end < today {
                made.leavers.mentorings.append(ended)
            }
        }
        let mentors = made.actions.alumni.filter { $0.withdrawnOn == nil && $0.offers.contains(.mentor) }
        let taken = Set(made.actions.mentorings.map(\.learnerId))
        let pupils = made.currentClasses.filter { plans[$0.id]?.level == .terminale }
            .flatMap { self.pupils[$0.id] ?? [] }
            .filter { $0.learnerPublic == .pupil && !taken.contains($0.id) }
        for (mentor, learner) in zip(mentors.prefix(2), pupils) {
            let day = max(calendar.firstDay, today.adding(days: -20))
            made.actions.mentorings.append(
                Mentoring(
                    id: ids.next(on: day), learnerId: learner.id, alumnusId: mentor.id, mentorName: mentor.fullName,
                    startsOn: day, state: .running, objective: "Suivre le même chemin"))
        }
    }
}

extension SchoolDatabase {
    /// The people who left; their answers and links come with them.
    func insertLeavers(_ leavers: DemoLeavers) throws {
        try insertMany(leavers.classes, into: .schoolClass)
        try insertMany(leavers.learners, into: .learner)
        try insertMany(leavers.enrolments, into: .enrolment)
        try insertMany(leavers.answers, into: .insertionAnswer)
        try insertMany(leavers.links, into: .pathLink)
    }
}
