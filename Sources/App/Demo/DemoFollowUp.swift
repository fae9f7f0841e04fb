import Domain

/// The follow-up of the demonstration: what was noted of its placements.
struct DemoFollowUp: Equatable, Sendable {
    var loads: [TeachingLoad] = []
    var absences: [Absence] = []
    var followUps: [FollowUp] = []
    var incidents: [Incident] = []
    var steps: [IncidentStep] = []
    var accidents: [AccidentSheet] = []
    var files: [IncidentFile] = []
    var checks: [SafetyCheck] = []
    var qualities: [HostQuality] = []
    var evaluations: [Evaluation] = []
    var frameworks: [Framework] = []
    var items: [FrameworkItem] = []
    var marks: [BookletMark] = []
    var situations: [CCFSituation] = []
}

extension SchoolDatabase {
    func insertFollowUp(_ made: DemoFollowUp) throws {
        try insertMany(made.loads, into: .teachingLoad)
        try insertMany(made.absences, into: .absence)
        try insertMany(made.followUps, into: .followUp)
        try insertMany(made.incidents, into: .incident)
        try insertMany(made.steps, into: .incidentStep)
        try insertMany(made.accidents, into: .accidentRecord)
        try insertMany(made.files, into: .incidentFile)
        try insertMany(made.checks, into: .safetyCheck)
        try insertMany(made.qualities, into: .hostQuality)
        try insertMany(made.evaluations, into: .evaluation)
        try insertMany(made.frameworks, into: .framework)
        try insertMany(made.items, into: .frameworkItem)
        try insertMany(made.marks, into: .bookletMark)
        try insertMany(made.situations, into: .ccfSituation)
    }
}

extension DemoBuilder {
    /// What people noted of the placements of the year, under way or over.
    mutating func addFollowUp() {
        begin(21)
        addTeachingLoads()
        addFrameworks()
        let codes = Dictionary(uniqueKeysWithValues: made.classes.map { ($0.id, $0) })
        let periods = Dictionary(uniqueKeysWithValues: made.periods.map { ($0.id, $0) })
        let failed = Set(made.agreements.filter { !$0.state.stands }.map(\.placementId))
        for placement in made.placements where placement.startsOn <= today && !failed.contains(placement.id) {
            guard let period = periods[placement.periodId], period.schoolYear == year.start,
                let schoolClass = codes[period.classId]
            else { continue }
            addContacts(to: placement)
            addAbsences(to: placement)
            addPapers(to: placement, schoolClass)
        }
        addSafety()
        addIncidents()
    }

    private mutating func addTeachingLoads() {
        for schoolClass in made.currentClasses {
            var minutes: [ID<StaffMember>: Int] = [:]
            for teaching in made.teachings where teaching.classId == schoolClass.id {
                let isTrade = DemoTrade.allCases.contains { $0.discipline == teaching.subject }
                minutes[teaching.staffId, default: 0] += 60 * (isTrade ? random.between(5...9) : random.between(2...4))
            }
            for (staff, weekly) in minutes.sorted(by: { $0.key < $1.key }) {
                made.followUp.loads.append(
                    TeachingLoad(
                        id: ids.next(on: year.firstDay()), classId: schoolClass.id, staffId: staff,
                        weeklyMinutes: min(weekly, 1200)))
            }
        }
    }

    private func moment(_ day: LocalDate) -> Moment {
        Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 32_400_000)
    }

    private func name(_ staff: ID<StaffMember>?) -> String {
        made.staff.first { $0.id == staff }?.fullName ?? "Le bureau"
    }

    // MARK: Contacts

    private mutating func addContacts(to placement: Placement) {
        let elapsed = placement.startsOn.days(until: today)
        let isOver = placement.endsOn < today
        if random.chance(isOver ? 96 : elapsed > 7 ? 88 : 45) {
            let day = min(today, placement.startsOn.adding(days: random.between(1...4)))
            addContact(.call, to: placement, doneOn: day)
        }
        let middle = placement.startsOn.adding(days: placement.startsOn.days(until: placement.endsOn) / 2)
        if isOver || today >= middle {
            if random.chance(isOver ? 90 : 55) {
                addContact(.visit, to: placement, doneOn: min(today, middle.adding(days: random.between(0...3))))
            } else if !isOver, random.chance(60) {
                addContact(
                    .visit, to: placement, plannedOn: min(placement.endsOn, today.adding(days: random.between(1...5))))
            }
        } else if random.chance(40) {
            addContact(.visit, to: placement, plannedOn: middle.adding(days: random.between(0...3)))
        }
    }

    private mutating func addContact(
        _ kind: FollowUp.Kind, to placement: Placement, plannedOn: LocalDate? = nil, doneOn: LocalDate? = nil
    ) {
        let isDone = doneOn != nil
        // People meet on working days.
        let plannedOn = plannedOn.map { day in day.weekday > 5 ? day.adding(days: 5 - day.weekday) : day }
        let concern = isDone && random.chance(6)
        made.followUp.followUps.append(
            FollowUp(
                id: ids.next(on: doneOn ?? today), placementId: placement.id, kind: kind,
                staffId: placement.referentId, plannedOn: plannedOn,
                plannedMinute: plannedOn == nil ? nil : 60 * random.between(9...16), doneOn: doneOn,
                personMet: isDone ? (made.contacts.first { $0.id == placement.tutorId }?.fullName ?? "") : "",
                conditions: isDone ? random.pick(DemoFollowUpWords.conditions) : "",
                activities: isDone && kind == .visit ? random.pick(DemoFollowUpWords.activities) : "",
                difficulties: concern ? random.pick(DemoFollowUpWords.difficulties) : "",
                nextStep: isDone ? random.pick(DemoFollowUpWords.nextSteps) : "", concern: concern,
                authorName: name(placement.referentId)))
    }

    // MARK: Absences

    private mutating func addAbsences(to placement: Placement) {
        guard random.chance(16) else { return }
        let last = min(today, placement.endsOn)
        let day = placement.startsOn.adding(days: random.between(0...max(0, placement.startsOn.days(until: last))))
        let worked = (0..<7).map { day.adding(days: -$0) }.first {
            placement.startsOn <= $0 && placement.schedule.days[$0.weekday - 1].minutes > 0
        }
        guard let start = worked else { return }
        let isLate = random.chance(25)
        let isFresh = start.days(until: today) < 3
        let cause: AbsenceFamily =
            isFresh
            ? .unknown
            : random.weighted([(.protected, 50), (.unjustified, 25), (.authorised, 15), (.forceMajeure, 10)])
        let end = isLate || random.chance(60) ? start : min(last, start.adding(days: 1))
        made.followUp.absences.append(
            Absence(
                id: ids.next(on: start), placementId: placement.id, kind: isLate ? .lateness : .absence,
                startsOn: start, endsOn: end, minutes: isLate ? 5 * random.between(2...9) : 0, cause: cause,
                proofSeen: cause == .protected && random.chance(80),
                assessed: cause == .protected ? random.chance(70) : nil,
                reportedBy: random.chance(40) ? FollowUpLinkPurpose.presence.writerName : name(placement.referentId),
                reportedAt: moment(start)))
    }

    // MARK: Evaluations, booklet, CCF

    private mutating func addPapers(to placement: Placement, _ schoolClass: SchoolClass) {
        let isOver = placement.endsOn < today
        let isRecent = placement.endsOn.days(until: today) < 12
        if isOver, random.chance(isRecent ? 55 : 92) { addEvaluation(.tutor, to: placement) }
        if isOver, random.chance(isRecent ? 35 : 80) { addEvaluation(.learner, to: placement) }
        if let framework = made.followUp.frameworks.first(where: { schoolClass.mef.hasPrefix($0.mef) }),
            placement.startsOn.days(until: today) > 4, random.chance(70)
        {
            addMarks(framework, to: placement)
        }
        guard schoolClass.code.hasPrefix("T") else { return }
        let planned = min(placement.endsOn, placement.startsOn.adding(days: random.between(8...15)))
        made.followUp.situations.append(
            CCFSituation(
                id: ids.next(on: placement.startsOn), placementId: placement.id,
                title: "E31 – Pratique professionnelle", plannedOn: planned,
                doneOn: planned < today && random.chance(85) ? planned : nil,
                evaluators: "\(name(placement.referentId)) et le tuteur"))
    }

    private mutating func addEvaluation(_ kind: Evaluation.Kind, to placement: Placement) {
        let good = random.chance(88)
        var ratings: [EvaluationCriterion: Int] = [:]
        for criterion in kind.criteria { ratings[criterion] = good ? random.between(3...4) : random.between(1...3) }
        let words = kind == .tutor ? DemoFollowUpWords.tutor : DemoFollowUpWords.learner
        let day = min(today, placement.endsOn.adding(days: random.between(0...6)))
        made.followUp.evaluations.append(
            Evaluation(
                id: ids.next(on: day), placementId: placement.id, kind: kind, ratings: Ratings(ratings),
                comment: random.pick(good ? words.good : words.poor), again: good || random.chance(30),
                filledBy: kind == .tutor
                    ? (made.contacts.first { $0.id == placement.tutorId }?.fullName ?? "Tuteur") : "L’élève",
                filledOn: day, channel: random.chance(65) ? .link : .paper))
    }

    private mutating func addMarks(_ framework: Framework, to placement: Placement) {
        let items = made.followUp.items.filter { $0.frameworkId == framework.id }
        let day = min(today, placement.endsOn)
        for item in random.some(items.count * 2 / 3, of: items) {
            for writer in BookletMark.Writer.allCases where random.chance(writer == .tutor ? 90 : 45) {
                made.followUp.marks.append(
                    BookletMark(
                        id: ids.next(on: day), placementId: placement.id, itemId: item.id, markedBy: writer,
                        level: random.weighted([(.seen, 25), (.helped, 45), (.alone, 30)]),
                        authorName: writer == .teacher ? name(placement.referentId) : writer.label, markedOn: day))
            }
        }
    }

    private mutating func addFrameworks() {
        let plans = Set(DemoClassPlan.plans(size).map(\.trade))
        for demo in DemoFramework.all where plans.contains(demo.trade) {
            let framework = Framework(
                id: ids.next(on: year.firstDay()), code: demo.code, title: demo.title, mef: demo.mef,
                loadedOn: year.firstDay())
            made.followUp.frameworks.append(framework)
            let lines =
                demo.activities.map { (FrameworkItem.Kind.activity, $0) } + demo.skills.map { (.competence, $0) }
            for (rank, (kind, label)) in lines.enumerated() {
                let number = kind == .activity ? rank + 1 : rank + 1 - demo.activities.count
                made.followUp.items.append(
                    FrameworkItem(
                        id: ids.next(on: year.firstDay()), frameworkId: framework.id, kind: kind,
                        code: (kind == .activity ? "A" : "C") + String(number), label: label, rank: rank))
            }
        }
    }
}
