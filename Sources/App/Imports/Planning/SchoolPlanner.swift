import Domain
import Exchange

/// Works out what a set of facts changes in a school. Pure: the same facts on the same school give the same plan.
struct SchoolPlanner {
    let facts: FileFacts
    let snapshot: SchoolSnapshot
    let context: PlanningContext
    var plan = ImportPlan()
    /// Classes of the year by code, those to be created included.
    var classes: [String: SchoolClass] = [:]
    /// Whom the files speak of, by key.
    var present: Set<ID<Learner>> = []

    /// The year that the import works on.
    var year: Int { facts.schoolYear ?? snapshot.school.currentYear }
    var opensYear: Bool { year > snapshot.school.currentYear }

    static func plan(_ facts: FileFacts, on snapshot: SchoolSnapshot, _ context: PlanningContext) -> ImportPlan {
        var planner = SchoolPlanner(facts: facts, snapshot: snapshot, context: context)
        planner.run()
        return planner.plan
    }

    private init(facts: FileFacts, snapshot: SchoolSnapshot, context: PlanningContext) {
        self.facts = facts
        self.snapshot = snapshot
        self.context = context
    }

    private mutating func run() {
        plan.report.schoolYear = year
        plan.report.problems = facts.problems
        planSchool()
        planClasses()
        var learners = LearnerPlanner(self)
        learners.run()
        self = learners.school
        if facts.listsAllStaff { planStaff() }
        if opensYear { plan.report.opensYear = year }
    }

    // MARK: Telling

    mutating func count(_ subject: ImportReport.Subject, _ change: (inout ImportCounts) -> Void) {
        change(&plan.report.counts[subject, default: ImportCounts()])
    }

    mutating func tell(
        _ subject: ImportReport.Subject, _ outcome: ImportReport.Outcome, _ name: String,
        _ changes: [ImportReport.FieldChange] = []
    ) {
        plan.report.lines.append(
            ImportReport.Line(subject: subject, outcome: outcome, name: name, changes: changes))
        switch outcome {
        case .created: count(subject) { $0.created += 1 }
        case .changed: count(subject) { $0.changed += 1 }
        case .left: count(subject) { $0.left += 1 }
        case .kept: break
        }
    }

    mutating func tellKept(_ subject: ImportReport.Subject, _ name: String, _ kept: [ImportReport.FieldChange]) {
        if !kept.isEmpty { tell(subject, .kept, name, kept) }
    }

    /// Remembers what the file said, when it differs from what it said last time.
    mutating func remember(_ key: String, _ said: [String: String]) {
        let former = snapshot.said[key] ?? [:]
        let all = former.merging(said.filter { !$0.value.isEmpty }) { _, new in new }
        if all != former || snapshot.said[key] == nil {
            plan.rows.sayings.append(FileSaying(recordKey: key, values: all))
        }
    }

    mutating func refuse(_ file: String, _ line: Int, _ column: String, _ value: String?, _ reason: String) {
        plan.report.problems.append(
            ImportProblem(
                file: file, line: line, column: column, value: value, reason: reason, severity: .refused))
    }

    // MARK: School

    /// Details of the establishment go only where ours are empty: what people wrote on agreements stays.
    private mutating func planSchool() {
        let before = snapshot.school
        var after = before
        var changes: [ImportReport.FieldChange] = []
        func complete(_ label: String, _ value: String?, _ field: WritableKeyPath<School, String>) {
            guard let value, !value.isEmpty, after[keyPath: field].isEmpty else { return }
            after[keyPath: field] = value
            changes.append(ImportReport.FieldChange(field: label, before: "", after: value))
        }
        if let known = facts.school {
            complete("Chef d’établissement", known.headName, \.headName)
            complete("Adresse", known.addressLines.first, \.address.line1)
            complete("Code postal", known.postalCode, \.address.postalCode)
            complete("Ville", known.city, \.address.city)
        }
        if opensYear {
            after.currentYear = year
            changes.append(
                ImportReport.FieldChange(
                    field: "Année scolaire", before: yearName(before.currentYear), after: yearName(year)))
        }
        guard after != before else { return }
        after.version += 1
        plan.rows.school = (before, after)
        tell(.school, .changed, before.name, changes)
    }

    private func yearName(_ year: Int) -> String { "\(year)-\(year + 1)" }

    // MARK: Classes

    private mutating func planClasses() {
        for known in snapshot.classes where known.schoolYear == year { classes[known.code] = known }
        for file in facts.classes {
            if let known = classes[file.code] { update(known, file) } else { create(file) }
        }
    }

    private mutating func update(_ known: SchoolClass, _ file: FileClass) {
        let key = known.key
        let merge = FieldMerge(
            known, fields: ClassFields.all, said: file.values, former: snapshot.said[key],
            authority: facts.authority)
        remember(key, file.values)
        tellKept(.schoolClass, known.code, merge.kept)
        guard !merge.changes.isEmpty else { return count(.schoolClass) { $0.unchanged += 1 } }
        var after = merge.record
        after.version += 1
        classes[known.code] = after
        plan.rows.classes.append(.changed(known, after))
        tell(.schoolClass, .changed, known.code, merge.changes)
    }

    private mutating func create(_ file: FileClass) {
        let new = SchoolClass(
            id: context.ids.next(), schoolYear: year, code: file.code, label: file.values["label"] ?? file.code,
            mef: file.values["mef"] ?? "", stream: file.values["stream"] ?? "")
        classes[file.code] = new
        plan.rows.classes.append(.created(new))
        remember(new.key, file.values)
        tell(.schoolClass, .created, new.code)
    }
}
