import Domain
import Exchange

/// The part of a plan about learners, their classes and those who left.
struct LearnerPlanner {
    var school: SchoolPlanner
    private var matcher: LearnerMatcher
    private var openEnrolments: [ID<Learner>: [Enrolment]]
    private let year: Int
    private let presenceField = "presence"

    init(_ school: SchoolPlanner) {
        self.school = school
        year = school.year
        matcher = LearnerMatcher(school.snapshot.learners)
        openEnrolments = Dictionary(grouping: school.snapshot.openEnrolments, by: \.learnerId)
    }

    mutating func run() {
        var families: [(file: FileLearner, learner: Learner)] = []
        for (file, match) in matcher.matches(school.facts.learners) {
            switch match {
            case .refused(let column, let value, let reason):
                school.refuse(file.file, file.line, column, value, reason)
            case .known(let learner):
                school.present.insert(learner.id)
                families.append((file, update(learner, file)))
            case .new:
                guard let learner = create(file) else { continue }
                school.present.insert(learner.id)
                families.append((file, learner))
            }
        }
        if school.facts.listsAllLearners { closeThoseWhoLeft() }
        var guardians = GuardianPlanner(school)
        guardians.run(families)
        school = guardians.school
    }

    // MARK: Known and new

    private mutating func update(_ known: Learner, _ file: FileLearner) -> Learner {
        let said = said(by: file)
        let merge = FieldMerge(
            known, fields: LearnerFields.all, said: said, former: school.snapshot.said[known.key],
            authority: school.facts.authority)
        school.remember(known.key, said)
        school.tellKept(.learner, known.listName, merge.kept)
        var after = merge.record
        var changes = merge.changes
        changes += presence(&after, file)
        changes += enrol(after, file)
        if after != known {
            after.refold()
            after.version += 1
            school.plan.rows.learners.append(.changed(known, after))
        }
        if let left = after.leftOn, known.leftOn == nil {
            close(known.id, on: left)
            school.tell(.learner, .left, known.listName, changes)
        } else if changes.isEmpty {
            school.count(.learner) { $0.unchanged += 1 }
        } else {
            school.tell(.learner, .changed, known.listName, changes)
        }
        return after
    }

    /// A learner listed again has come back; one whose last day is past has left; and a departure that people typed
    /// stands while the file says of it what it said before.
    private func presence(_ learner: inout Learner, _ file: FileLearner) -> [ImportReport.FieldChange] {
        guard let said = saidPresence(of: file) else { return [] }
        let leaves = LocalDate(said)
        guard leaves != learner.leftOn, school.snapshot.said[learner.key]?[presenceField] != said else { return [] }
        let change = ImportReport.FieldChange(
            field: "Date de sortie", before: learner.leftOn?.numeric ?? "", after: leaves?.numeric ?? "")
        learner.leftOn = leaves
        return [change]
    }

    /// The day of departure once it is past, or a word; `nil` when a sheet has nothing to say about it.
    private func saidPresence(of file: FileLearner) -> String? {
        if let day = file.leavesOn, day <= school.context.today { return day.description }
        return school.facts.authority == .register || file.classCode != nil ? "présent" : nil
    }

    private mutating func create(_ file: FileLearner) -> Learner? {
        if let left = file.leavesOn, left <= school.context.today { return nil }
        // A learner whom the school has not yet put in a class is not there yet.
        if school.facts.authority == .register, file.classCode == nil, school.facts.assignsClasses { return nil }
        var learner = Learner(
            id: school.context.ids.next(), familyName: file.familyName, firstName: file.firstName)
        let said = said(by: file)
        LearnerFields.all.fill(&learner, from: said)
        learner.refold()
        school.plan.rows.learners.append(.created(learner))
        school.remember(learner.key, said)
        _ = enrol(learner, file)
        let changes = file.classCode.map { [ImportReport.FieldChange(field: "Classe", before: "", after: $0)] }
        school.tell(.learner, .created, learner.listName, changes ?? [])
        return learner
    }

    private func said(by file: FileLearner) -> [String: String] {
        var said = file.values
        said["familyName"] = file.familyName
        said["firstName"] = file.firstName
        said["ine"] = file.ine
        said["birthDate"] = file.birthDate?.description
        said[presenceField] = saidPresence(of: file)
        return said
    }

    // MARK: Classes

    /// Puts a learner in the class of the file, and takes them out of the one of before.
    private mutating func enrol(_ learner: Learner, _ file: FileLearner) -> [ImportReport.FieldChange] {
        guard let code = file.classCode, learner.leftOn == nil, let schoolClass = school.classes[code] else {
            return []
        }
        let open = openEnrolments[learner.id] ?? []
        for former in open where former.schoolYear != year { end(former, on: lastDay(of: former.schoolYear)) }
        let new = Enrolment(
            id: school.context.ids.next(), learnerId: learner.id, classId: schoolClass.id, schoolYear: year,
            mef: file.mef)
        guard let current = open.first(where: { $0.schoolYear == year }) else {
            school.plan.rows.enrolments.append(.created(new))
            return [ImportReport.FieldChange(field: "Classe", before: formerCode(open), after: code)]
        }
        if current.classId == schoolClass.id { return correctCourse(of: current, file.mef) }
        end(current, on: school.context.today)
        var moved = new
        moved.startsOn = school.context.today
        school.plan.rows.enrolments.append(.created(moved))
        return [ImportReport.FieldChange(field: "Classe", before: classCode(of: current.classId), after: code)]
    }

    private mutating func correctCourse(of current: Enrolment, _ mef: String) -> [ImportReport.FieldChange] {
        guard !mef.isEmpty, mef != current.mef else { return [] }
        var after = current
        after.mef = mef
        school.plan.rows.enrolments.append(.changed(current, after))
        return [ImportReport.FieldChange(field: "MEF", before: current.mef, after: mef)]
    }

    private mutating func end(_ enrolment: Enrolment, on day: LocalDate) {
        var after = enrolment
        after.endsOn = max(day, enrolment.startsOn ?? day)
        school.plan.rows.enrolments.append(.changed(enrolment, after))
    }

    private func classCode(of id: ID<SchoolClass>) -> String {
        school.snapshot.classes.first { $0.id == id }?.code ?? ""
    }

    private func formerCode(_ open: [Enrolment]) -> String {
        open.max { $0.schoolYear < $1.schoolYear }.map { classCode(of: $0.classId) } ?? ""
    }

    private func lastDay(of year: Int) -> LocalDate {
        SchoolYear(start: year)?.lastDay() ?? school.context.today
    }

    // MARK: Those who left

    /// Whoever a former import brought and the files no longer list has left: closed, never deleted.
    private mutating func closeThoseWhoLeft() {
        let gone = school.snapshot.learners.filter { learner in
            learner.leftOn == nil && !school.present.contains(learner.id)
                && school.snapshot.imported.contains(learner.key) && openEnrolments[learner.id] != nil
                && !(learner.ine.map(school.facts.refusedINEs.contains) ?? false)
        }
        guard !gone.isEmpty else { return }
        guard !school.facts.hasUnknownRefusals else { return warnUnknownRefusals(gone.count) }
        warnManyGone(gone.count)
        let day = school.opensYear ? min(school.context.today, lastDay(of: year - 1)) : school.context.today
        for learner in gone {
            var after = learner
            after.leftOn = day
            after.version += 1
            school.remember(learner.key, [presenceField: "absent"])
            school.plan.rows.learners.append(.changed(learner, after))
            close(learner.id, on: day)
            school.tell(
                .learner, .left, learner.listName,
                [ImportReport.FieldChange(field: "Date de sortie", before: "", after: day.numeric)])
        }
    }

    private mutating func close(_ learner: ID<Learner>, on day: LocalDate) {
        for enrolment in openEnrolments[learner] ?? [] { end(enrolment, on: day) }
        openEnrolments[learner] = nil
    }

    private mutating func warnUnknownRefusals(_ count: Int) {
        warn(
            "\(FrenchNumber.counted(count, "apprenant ne figure", "apprenants ne figurent")) plus dans le fichier, mais "
                + "des lignes sont refusées : personne n’est déclaré parti. Corrigez ces lignes dans SIECLE, puis refaites l’import."
        )
    }

    /// A partial export looks like a school that empties: people must see it before they confirm.
    private mutating func warnManyGone(_ count: Int) {
        let there = school.snapshot.learners.count { $0.leftOn == nil }
        guard count > 20, count * 3 > there else { return }
        warn(
            "\(FrenchNumber.counted(count, "apprenant serait déclaré parti", "apprenants seraient déclarés partis")) sur "
                + "\(FrenchNumber.grouped(there)) : l’export est sans doute partiel. Vérifiez les filtres dans SIECLE avant de confirmer."
        )
    }

    private mutating func warn(_ reason: String) {
        school.plan.report.problems.append(
            ImportProblem(
                file: school.facts.learners.first?.file ?? "", column: "ELEVES", reason: reason, severity: .warning))
    }
}

extension FileFacts {
    /// At least one learner has a class: an export without its structures assigns none.
    var assignsClasses: Bool { learners.contains { $0.classCode != nil } }
}
