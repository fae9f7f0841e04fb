import Domain
import Exchange
import Persistence

extension SchoolVacation.Kind: SQLBindable {}

extension SchoolDatabase {
    /// The imported dates of an académie for a year, in the order of the days.
    func vacations(of academie: Academie, year: Int) throws -> [SchoolVacation] {
        try rows(
            """
            select school_vacation.* from \(table(.schoolVacation)) where school_vacation.academie = \(academie.code)
            and school_vacation.school_year = \(year) order by school_vacation.starts_on, school_vacation.id
            """)
    }

    /// Compares the official calendar with what was imported before, for the académie of the school.
    func plan(_ file: SchoolCalendarFile) throws -> ImportPlan {
        let school = try thisSchool()
        guard let academie = Academie(named: school.academie) else { throw ImportRefusal.noAcademie }
        var planner = CalendarPlanner(file, academie, school, ids: ids)
        let years = try planner.years()
        planner.plan(over: try years.flatMap { try vacations(of: academie, year: $0) })
        return planner.plan
    }
}

/// Works out what an official calendar changes. Pure.
private struct CalendarPlanner {
    private let file: SchoolCalendarFile
    private let academie: Academie
    private let school: School
    private let ids: IDSource
    private(set) var plan = ImportPlan()

    init(_ file: SchoolCalendarFile, _ academie: Academie, _ school: School, ids: IDSource) {
        self.file = file
        self.academie = academie
        self.school = school
        self.ids = ids
        plan.report.problems = file.problems.filter { $0.academie == nil || $0.academie == academie }.map(\.problem)
    }

    /// The school years that the import settles: from the one before the current one on.
    func years() throws -> [Int] {
        let all = file.entries.filter { $0.academie == academie }
        guard let last = all.map(\.schoolYear).max() else {
            let found = Set(file.entries.map(\.academie.name)).sorted()
            throw ImportRefusal.otherAcademie(file: file.file, expected: academie.title, found: found)
        }
        let years = Set(all.map(\.schoolYear.start)).filter { $0 >= school.currentYear - 1 }
        guard !years.isEmpty else { throw ImportRefusal.onlyFormerYears(file: file.file, last: last.rawValue) }
        return years.sorted()
    }

    mutating func plan(over known: [SchoolVacation]) {
        let said = said()
        var left = Dictionary(grouping: known, by: key)
        for vacation in said {
            if let before = left[key(vacation)]?.first {
                left[key(vacation)]?.removeFirst()
                change(before, vacation)
            } else {
                plan.rows.vacations.append(.created(vacation))
                tell(.created, vacation, ("Dates", "", dates(vacation)))
            }
        }
        for gone in known where left[key(gone)]?.contains(gone) == true {
            plan.rows.vacations.append(.deleted(gone))
            tell(.left, gone, ("Dates", dates(gone), ""))
        }
        let others = file.entries.count { $0.academie != academie }
        guard others > 0 else { return }
        plan.report.problems.append(
            ImportProblem(
                file: file.file,
                reason: FrenchNumber.counted(
                    others, "ligne d’une autre académie n’est pas reprise.",
                    "lignes d’autres académies ne sont pas reprises."), severity: .warning))
    }

    /// The dates of our pupils, each once.
    private func said() -> [SchoolVacation] {
        var found: [SchoolVacation] = []
        let mine = file.entries.filter {
            $0.academie == academie && $0.schoolYear.start >= school.currentYear - 1 && concerns($0.population)
        }
        for entry in mine.sorted(by: { ($0.schoolYear, $0.start, $0.line) < ($1.schoolYear, $1.start, $1.line) }) {
            guard let vacation = vacation(entry), !found.contains(where: { doubles($0, vacation) }) else { continue }
            found.append(vacation)
        }
        return found
    }

    /// Teachers have other dates; primary schools and some islands too.
    private func concerns(_ population: String) -> Bool {
        let key = SearchKey(population).rawValue
        if key.contains("enseignant") || key.contains("premier degre") { return false }
        let islands = [Territory.saintMartin, .saintBarthelemy, .guadeloupe]
        let named = islands.filter { key.contains(SearchKey($0.label).rawValue.prefix(12)) }
        guard !named.isEmpty else { return true }
        return named.contains(Territory(rawValue: school.territory) ?? .guadeloupe)
    }

    private func vacation(_ entry: SchoolCalendarFile.Entry) -> SchoolVacation? {
        let text = SearchKey(entry.description).rawValue
        let isStart = text.hasPrefix("rentree")
        guard !text.hasPrefix("prerentree"), !text.hasPrefix("pre rentree") else { return nil }
        // « Début des vacances »: nobody has said yet when classes start again. A bridge of no length is that day.
        let isOpen = text.hasPrefix("debut")
        let label = isOpen ? entry.description.dropFirst("Début des ".count) : entry.description[...]
        return SchoolVacation(
            id: ids.next(), academie: academie.code, schoolYear: entry.schoolYear.start,
            kind: isStart ? .start : .vacation,
            label: (label.first?.uppercased() ?? "") + label.dropFirst().replacing("'", with: "’"),
            startsOn: entry.start,
            endsOn: isOpen ? nil : isStart ? entry.start : max(entry.start, entry.end.adding(days: -1)),
            source: "Calendrier scolaire officiel, fichier « \(file.file) »")
    }

    private func doubles(_ one: SchoolVacation, _ other: SchoolVacation) -> Bool {
        guard one.schoolYear == other.schoolYear, one.kind == other.kind else { return false }
        return one.kind == .start
            || one.label == other.label && other.startsOn <= one.endsOn ?? one.startsOn.adding(days: 60)
    }

    private func key(_ vacation: SchoolVacation) -> String {
        "\(vacation.schoolYear) \(vacation.kind.rawValue) \(SearchKey(vacation.label).rawValue)"
    }

    private mutating func change(_ before: SchoolVacation, _ said: SchoolVacation) {
        var after = before
        (after.startsOn, after.endsOn, after.label) = (said.startsOn, said.endsOn, said.label)
        guard after != before else {
            plan.report.counts[.vacation, default: ImportCounts()].unchanged += 1
            return
        }
        after.source = said.source
        plan.rows.vacations.append(.changed(before, after))
        tell(.changed, after, ("Dates", dates(before), dates(after)))
    }

    private func dates(_ vacation: SchoolVacation) -> String {
        guard vacation.kind == .vacation else { return "le \(vacation.startsOn.long)" }
        return vacation.endsOn.map { "du \(vacation.startsOn.long) au \($0.long)" }
            ?? "à partir du \(vacation.startsOn.long)"
    }

    private mutating func tell(
        _ outcome: ImportReport.Outcome, _ vacation: SchoolVacation, _ change: (String, String, String)
    ) {
        var counts = plan.report.counts[.vacation, default: ImportCounts()]
        switch outcome {
        case .created: counts.created += 1
        case .changed: counts.changed += 1
        case .left: counts.left += 1
        case .kept: break
        }
        plan.report.counts[.vacation] = counts
        plan.report.lines.append(
            ImportReport.Line(
                subject: .vacation, outcome: outcome,
                name: "\(vacation.label), \(vacation.schoolYear)-\(vacation.schoolYear + 1)",
                changes: [ImportReport.FieldChange(field: change.0, before: change.1, after: change.2)]))
    }
}
