import Domain

extension SchoolDatabase {
    /// What the follow-up asks of a person on their home page: a teacher's own learners one by one, counts for others.
    func followUpLines(for author: Author, on today: LocalDate) throws -> [TodoLine] {
        guard author.may(.recordFollowUp) else { return [] }
        let lines = try followUpLines(on: today)
        if !author.may(.seeAllLearners) {
            return lines.filter { $0.isIn(.mine, staff: author.staffId) }.compactMap(\.todo).prefix(6).map { $0 }
        }
        var todo = FollowUpSelection.allCases.filter { $0 != .mine && $0 != .running }.compactMap { selection in
            selection.todo(lines.count { $0.isIn(selection, staff: author.staffId) })
        }
        if author.may(.seeIncidents) {
            let open = try openIncidentCount(for: author)
            if open > 0 {
                todo.insert(
                    TodoLine(
                        title: FrenchNumber.counted(open, "incident ouvert", "incidents ouverts"), link: .incidents,
                        why: "À prendre en charge ou à clore", tone: .late, actionLabel: "Ouvrir",
                        actionLink: .incidents), at: 0)
            }
        }
        return try cutLines(for: author, on: today) + todo
    }
}

extension FollowUpLine {
    /// The line of one learner, when something is awaited.
    fileprivate var todo: TodoLine? {
        let why: String
        let tone: Tone
        if let missing {
            (why, tone) = (missing.label, missing == .anyContact ? .late : .soon)
        } else if counts.unexplained > 0 {
            (why, tone) = ("Absence à préciser", .soon)
        } else if awaitsEvaluation {
            (why, tone) = ("Évaluations attendues", .soon)
        } else {
            return nil
        }
        return TodoLine(
            title: placement.listName, link: .followUp(of: placement.id),
            why: "\(placement.classCode), \(placement.companyName) : \(why)", tone: tone, actionLabel: "Suivre",
            actionLink: .followUp(of: placement.id), day: placement.startsOn)
    }
}

extension FollowUpSelection {
    fileprivate func todo(_ count: Int) -> TodoLine? {
        guard count > 0 else { return nil }
        return TodoLine(
            title: "\(label) : \(FrenchNumber.counted(count, "élève", "élèves"))", link: .followUp(self), why: question,
            tone: tone, actionLabel: "Voir", actionLink: .followUp(self))
    }
}
