import Domain

/// The bureau opens the roadmap of its year; what was not reached last year may go on.
struct OpenRoadmap: Operation {
    /// Takes the objectives of last year that were not reached, with the same line of life.
    let goesOn: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Roadmap> {
        try author.require(.writeRoadmap)

        let year = author.currentYear
        if let open = try db.roadmaps(year: year).first {
            throw RoadmapRefusal.versionOpen(revision: open.revision)
        }
        let former = goesOn ? try db.workingRoadmap(year: year - 1).map { try db.dossier(of: $0) } : nil
        let roadmap = Roadmap(
            id: db.newID(), schoolYear: year, authorName: author.name, means: former?.roadmap.means ?? "")
        try db.insert(roadmap, into: .roadmap)
        if let former { try carry(former, into: roadmap, db, now.day) }
        try db.journal(
            "Feuille de route ouverte", Subject("roadmap", roadmap.id), after: roadmap, by: author, at: now)
        return roadmap.id
    }

    /// Objectives not reached go on from where they stand; of their actions, those not over.
    private func carry(
        _ former: RoadmapDossier, into roadmap: Roadmap, _ db: SchoolDatabase, _ today: LocalDate
    ) throws {
        let figures = try db.indicatorValues(year: roadmap.schoolYear - 1, today: today)
        let done = try db.actionCounts(year: roadmap.schoolYear - 1)
        for objective in former.objectives {
            let current = objective.indicator.flatMap { figures[$0]?.figure }
            let progress = ObjectiveProgress(
                objective, indicator: objective.indicator.flatMap(Indicator.of), current: current, today: today)
            guard !progress.isReached else { continue }
            var copy = objective.copied(id: db.newID(), to: roadmap.id)
            copy.baseline = current ?? objective.baseline
            copy.dueOn = objective.dueOn.flatMap { $0 < today ? nil : $0 }
            try db.insert(copy, into: .roadmapObjective)
            for step in former.steps(of: objective.id) where step.decision != .abandoned {
                let recorded = done.done(objective.rootId, kind: step.actionKind)
                guard step.state(recorded: recorded, planned: 0, today: today) != .done else { continue }
                try db.insert(
                    step.copied(id: db.newID(), to: roadmap.id, objective: copy.id), into: .roadmapStep)
            }
        }
    }
}

/// A new version is made from one that no longer changes.
struct ReviseRoadmap: Operation {
    let id: ID<Roadmap>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Roadmap> {
        try author.require(.writeRoadmap)

        let former = try db.dossier(of: try db.roadmap(id))
        guard !former.roadmap.state.isOpen else {
            throw RoadmapRefusal.versionOpen(revision: former.roadmap.revision)
        }
        let all = try db.roadmaps(year: former.roadmap.schoolYear)
        if let open = all.first(where: { $0.state == .draft || $0.state == .submitted }) {
            throw RoadmapRefusal.versionOpen(revision: open.revision)
        }
        let roadmap = former.roadmap.revised(
            id: db.newID(), revision: (all.first?.revision ?? 0) + 1, authorName: author.name)
        try db.insert(roadmap, into: .roadmap)
        for objective in former.objectives {
            let copy = objective.copied(id: db.newID(), to: roadmap.id)
            try db.insert(copy, into: .roadmapObjective)
            for step in former.steps(of: objective.id) {
                try db.insert(
                    step.copied(id: db.newID(), to: roadmap.id, objective: copy.id), into: .roadmapStep)
            }
        }
        try db.journal(
            "Feuille de route\u{A0}: version \(roadmap.revision) ouverte", Subject("roadmap", roadmap.id),
            after: roadmap, by: author, at: now)
        return roadmap.id
    }
}
