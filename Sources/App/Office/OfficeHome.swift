import Domain

extension SchoolDatabase {
    /// What the bureau asks of a person: a day without cover, a roadmap or a letter that waits for them.
    func officeLines(for author: Author, on today: LocalDate) throws -> [TodoLine] {
        var lines: [TodoLine] = []
        if author.may(.manageOffice) { lines += try coverLines(on: today) }
        if author.may(.steerOffice) { lines += try roadmapLines(for: author) }
        if author.may(.seeMissionLetters) {
            let days = try thresholds()[.letterNoticeDays]
            lines += try letterLines(today: today).compactMap { $0.todo(today: today, author: author, within: days) }
        }
        return lines
    }

    private func coverLines(on today: LocalDate) throws -> [TodoLine] {
        try uncoveredDays(from: today, days: 14).filter { $0.state == .uncovered }.prefix(3).map { day in
            TodoLine(
                title: "Personne ne tient le bureau \(day.date.nearWithArticle(today))", link: .openings,
                why: day.date.spelled, tone: day.date <= today.adding(days: 3) ? .late : .soon,
                actionLabel: "Prévoir un relais", actionLink: .openings, day: day.date)
        }
    }

    /// The versions of the roadmap that wait for a person: to validate, to sign, to note as presented.
    func roadmapLines(for author: Author) throws -> [TodoLine] {
        try roadmaps(year: author.currentYear).compactMap { roadmap in
            let wanted: Set<RoadmapEvent> = [.validate, .sign, .present]
            guard
                let move = RoadmapLife.following(roadmap.state).first(where: {
                    wanted.contains($0.event) && author.may($0.actor.permission)
                })
            else { return nil }
            return TodoLine(
                title: "Feuille de route, version \(roadmap.revision)", link: .roadmap(roadmap.id),
                why: roadmap.state.label, tone: .soon,
                actionLabel: move.event.invitation,
                actionLink: .roadmap(roadmap.id))
        }
    }
}

extension RoadmapEvent {
    /// What the line of a list invites to.
    fileprivate var invitation: String {
        switch self {
        case .sign: "Lire et signer"
        case .validate: "Lire et valider"
        default: label
        }
    }
}
