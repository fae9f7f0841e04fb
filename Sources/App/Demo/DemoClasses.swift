import Domain

extension DemoBuilder {
    /// The classes of this year, and those of last year where some of today's learners come from.
    mutating func addClasses() {
        let all = DemoClassPlan.plans(size)
        let formerCodes = Set(all.compactMap(\.former))
        for plan in all { addClass(plan, in: year) }
        for plan in all where formerCodes.contains(plan.code) { addClass(plan, in: year.previous) }
    }

    private mutating func addClass(_ plan: DemoClassPlan, in year: SchoolYear) {
        let made = SchoolClass(
            id: ids.next(on: year.firstDay()), schoolYear: year.start, code: plan.code, label: plan.label,
            mef: plan.mef, stream: plan.stream)
        self.made.classes.append(made)
        plans[made.id] = plan
    }

    /// Who teaches what to whom this year: the least busy teacher of each discipline.
    mutating func addTeachings() {
        begin(3)
        var load: [ID<StaffMember>: Int] = [:]
        var principals: Set<ID<StaffMember>> = []
        for schoolClass in made.currentClasses {
            guard let plan = plans[schoolClass.id] else { continue }
            for discipline in disciplines(plan) {
                let teachers = made.staff.filter { $0.discipline == discipline.name }
                let chosen = teachers.sorted { (load[$0.id, default: 0], $0.id) < (load[$1.id, default: 0], $1.id) }
                for teacher in chosen.prefix(discipline.teachers) {
                    load[teacher.id, default: 0] += 1
                    let leads =
                        !made.teachings.contains { $0.classId == schoolClass.id && $0.principal }
                        && principals.insert(teacher.id).inserted
                    add(
                        Teaching(
                            id: ids.next(on: year.firstDay()), staffId: teacher.id, classId: schoolClass.id,
                            subject: discipline.name, principal: leads))
                }
            }
        }
    }

    private mutating func add(_ teaching: Teaching) {
        made.teachings.append(teaching)
    }

    /// Vocational teachers first: one of them leads the class where one is free to.
    private func disciplines(_ plan: DemoClassPlan) -> [(name: String, teachers: Int)] {
        let trade = (plan.trade.discipline, plan.trade == .reception ? 1 : 3)
        let general = DemoPost.general.map(\.discipline)
        return switch plan.level {
        case .adults: [trade, (general[0], 1), (general[4], 1)]
        case .specialised: [trade, (general[2], 1), (general[6], 1), (general[0], 1)]
        case .bts1, .bts2: [trade, (general[0], 1), (general[2], 1), (general[6], 1)]
        default: [trade] + general.prefix(6).map { ($0, 1) }
        }
    }

    /// The teachers of the class of a plan this year, as they follow its learners.
    func teachers(of plan: DemoClassPlan) -> [StaffMember] {
        guard let current = made.currentClasses.first(where: { $0.code == plan.code }) else { return [] }
        let keys = Set(made.teachings.filter { $0.classId == current.id }.map(\.staffId))
        return made.staff.filter { keys.contains($0.id) }
    }
}
