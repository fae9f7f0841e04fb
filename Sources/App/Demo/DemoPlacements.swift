import Domain

/// Who is where and when, so that nobody is asked too much.
///
/// The loads stay below what the law allows: a demonstration is not a borderline case.
private struct DemoLoads {
    private var spans: [String: [ClosedRange<LocalDate>]] = [:]

    func count(_ key: String, during span: ClosedRange<LocalDate>) -> Int {
        spans[key, default: []].count { $0.overlaps(span) }
    }

    mutating func add(_ span: ClosedRange<LocalDate>, to keys: String?...) {
        for key in keys.compactMap(\.self) { spans[key, default: []].append(span) }
    }
}

/// A company that may host, with those who can tutor and sign.
private struct DemoHost {
    let company: Company
    let tutors: [Contact]
    let signatory: Contact

    /// How many learners at once.
    var room: Int {
        let headcount = company.headcount ?? 1
        return headcount < 20 ? min(2, headcount) : min(5, headcount / 10)
    }
}

extension DemoBuilder {
    /// Who goes where: all but a few for the past, part of the class for what is to come.
    mutating func addPlacements() {
        begin(9)
        let hosts = hostsByTrade()
        var loads = DemoLoads()
        for period in made.periods.sorted(by: { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }) {
            guard let plan = plans[period.classId] else { continue }
            let teachers = teachers(of: plan)
            let candidates = (pupils[period.classId] ?? []).filter { $0.learnerPublic.takesAgreements }
            for learner in random.shuffled(candidates) where random.chance(placedShare(period)) {
                let span = period.startsOn...period.endsOn
                guard
                    let (host, tutor) = host(among: hosts[plan.trade] ?? [], during: span, loads: loads),
                    let referent = referent(among: teachers, during: span, loads: loads)
                else { continue }
                loads.add(span, to: host.company.id.rawValue, tutor.id.rawValue, referent.id.rawValue)
                place(learner, in: period, plan: plan, host: host, tutor: tutor, referent: referent)
            }
        }
        numberAgreements()
        addAgreementLife()
    }

    private func hostsByTrade() -> [DemoTrade: [DemoHost]] {
        let people = Dictionary(grouping: made.contacts, by: \.companyId)
        var hosts: [DemoTrade: [DemoHost]] = [:]
        for company in made.companies where company.relation == .active {
            let contacts = people[company.id] ?? []
            let tutors = contacts.filter(\.tutor)
            guard let signatory = contacts.first(where: \.signatory), !tutors.isEmpty, let trade = trades[company.id]
            else { continue }
            hosts[trade, default: []].append(DemoHost(company: company, tutors: tutors, signatory: signatory))
        }
        return hosts
    }

    /// How many learners in a hundred have a host, from the day of the demonstration.
    private func placedShare(_ period: PFMPPeriod) -> Int {
        switch today.days(until: period.startsOn) {
        case ..<0: 97
        case ..<14: 88
        case ..<28: 70
        case ..<56: 45
        case ..<100: 15
        default: 0
        }
    }

    private mutating func host(
        among hosts: [DemoHost], during span: ClosedRange<LocalDate>, loads: DemoLoads
    ) -> (DemoHost, Contact)? {
        let offset = random.below(hosts.count)
        for index in hosts.indices {
            let host = hosts[(index + offset) % hosts.count]
            guard loads.count(host.company.id.rawValue, during: span) < host.room,
                let tutor = host.tutors.first(where: { loads.count($0.id.rawValue, during: span) < 2 })
            else { continue }
            return (host, tutor)
        }
        return nil
    }

    private mutating func referent(
        among teachers: [StaffMember], during span: ClosedRange<LocalDate>, loads: DemoLoads
    ) -> StaffMember? {
        let free = teachers.filter { loads.count($0.id.rawValue, during: span) < 12 }
        return free.isEmpty ? nil : random.pick(free)
    }

    private mutating func place(
        _ learner: Learner, in period: PFMPPeriod, plan: DemoClassPlan, host: DemoHost, tutor: Contact,
        referent: StaffMember
    ) {
        let asked = max(calendar(of: period).firstDay, period.startsOn.adding(days: -random.between(20...50)))
        let state = state(period)
        let tasks = plan.trade.tasks
        let isMinor = learner.isMinor(on: period.startsOn)
        let regulatedWork = isMinor ? plan.trade.regulatedWork : ""
        // A draft still waits for the declaration and the medical opinion.
        let hasPapers = !regulatedWork.isEmpty && state != .draft
        let placement = Placement(
            id: ids.next(on: min(asked, today)), learnerId: learner.id, periodId: period.id,
            companyId: host.company.id, startsOn: period.startsOn, endsOn: end(period, state: state),
            tutorId: tutor.id, signatoryId: host.signatory.id, referentId: referent.id,
            schedule: DemoHours.week(
                plan.trade, age: learner.birthDate?.age(on: period.startsOn) ?? 0, random: &random),
            activities: random.some(random.between(4...5), of: tasks.activities).joined(separator: "\n"),
            skills: random.some(3, of: tasks.skills).joined(separator: "\n"),
            followUp: random.pick(DemoBuilder.followUps), meals: random.pick(DemoBuilder.meals),
            transport: random.pick(DemoBuilder.transports), lodging: "Au domicile de l’élève.",
            gratification: "Sans objet",
            regulatedWork: !regulatedWork.isEmpty, regulatedWorkDetails: regulatedWork,
            worksDeclaredOn: hasPapers ? period.startsOn.adding(days: -420) : nil,
            medicalOpinionOn: hasPapers ? period.startsOn.adding(days: -40) : nil,
            worksPrepared: hasPapers ? true : nil,
            origin: random.weighted([(.learner, 45), (.office, 25), (.teacher, 18), (.family, 8), (.network, 4)]))
        made.placements.append(placement)
        addAgreement(to: placement, state: state, learner: learner)
    }

    private func calendar(of period: PFMPPeriod) -> SchoolCalendar {
        period.schoolYear == year.start ? calendar : formerCalendar
    }

    /// A placement broken off ends on a Friday before its time.
    private func end(_ period: PFMPPeriod, state: Agreement.State) -> LocalDate {
        state == .broken ? period.startsOn.monday.adding(days: 11) : period.endsOn
    }

    private static let followUps = [
        "Un appel en première semaine et une visite de l’enseignant référent avant la fin de la période.",
        "Une visite en milieu de période, puis un bilan téléphonique avec le tuteur.",
        "Deux visites de l’enseignant référent, dont une pour l’évaluation.",
    ]
    private static let meals = [
        "Repas au domicile de l’élève.", "Repas apporté par l’élève et pris sur place.",
        "Repas pris au lycée.", "Repas fourni par l’organisme d’accueil.",
    ]
    private static let transports = [
        "Transports en commun.", "À pied ou à vélo.", "Trajet assuré par la famille.", "Car scolaire.",
    ]
}
