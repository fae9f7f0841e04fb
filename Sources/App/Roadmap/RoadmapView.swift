import Domain

/// An objective with where it stands.
struct ObjectiveView: Sendable {
    let objective: RoadmapObjective
    let owner: String?
    let indicator: Indicator?
    let progress: ObjectiveProgress
    let steps: [StepView]
    /// Actions recorded for it that no planned line names.
    let otherActions: Int
    /// The actions that serve it, by day.
    let actions: [ObjectiveAction]
}

/// A planned action with what was recorded of it.
struct StepView: Sendable {
    let step: RoadmapStep
    let state: PlannedProgress
    let recorded: Int
    let coming: Int
}

/// What the page of a version shows.
struct RoadmapView: Sendable {
    let dossier: RoadmapDossier
    let objectives: [ObjectiveView]
    let versions: [Roadmap]
    let meetings: [SteeringMeeting]
    let today: LocalDate
    let author: Author

    var roadmap: Roadmap { dossier.roadmap }
    var mayWrite: Bool { author.may(.writeRoadmap) && roadmap.state.isOpen }
    var link: Link { .roadmap(roadmap.id) }

    /// What the person may do now.
    var moves: [RoadmapTransition] {
        RoadmapLife.following(roadmap.state).filter { author.may($0.actor.permission) }
    }

    /// What the next signature would better know; nothing of it blocks.
    var remarks: [String] {
        var list: [String] = []
        for axis in BureauAxis.ofObjectives where !objectives.contains(where: { $0.objective.axis == axis }) {
            list.append("Aucun objectif pour l’axe \(axis.rawValue).")
        }
        let bare = objectives.count { $0.indicator == nil }
        if bare > 0 {
            list.append("\(FrenchNumber.counted(bare, "objectif est", "objectifs sont")) sans indicateur.")
        }
        let aimless = objectives.count { $0.indicator != nil && $0.objective.target == nil }
        if aimless > 0 {
            list.append("\(FrenchNumber.counted(aimless, "indicateur est", "indicateurs sont")) sans cible.")
        }
        let late = objectives.flatMap(\.steps).count { $0.state == .overdue }
        if late > 0 {
            list.append("\(FrenchNumber.counted(late, "action prévue est", "actions prévues sont")) en retard.")
        }
        return list
    }
}

extension SchoolDatabase {
    /// - Parameter board: the indicators, when the page has read them already.
    func roadmapView(
        _ roadmap: Roadmap, author: Author, today: LocalDate, board: IndicatorBoard? = nil
    ) throws -> RoadmapView {
        let dossier = try dossier(of: roadmap)
        return RoadmapView(
            dossier: dossier, objectives: try objectiveViews(dossier, today: today, board: board),
            versions: try roadmaps(year: roadmap.schoolYear),
            meetings: try meetings(year: roadmap.schoolYear, limit: 20),
            today: today, author: author)
    }

    /// The objectives of a version with what is really recorded.
    func objectiveViews(
        _ dossier: RoadmapDossier, today: LocalDate, board known: IndicatorBoard? = nil
    ) throws -> [ObjectiveView] {
        let year = dossier.roadmap.schoolYear
        let codes = Set(dossier.objectives.compactMap(\.indicator))
        let board = try known ?? indicatorBoard(year: year, today: today, needing: codes)
        let counts = try actionCounts(year: year)
        let actions = try objectiveActions(year: year)
        return dossier.objectives.map { objective in
            let indicator = objective.indicator.flatMap(Indicator.of)
            let current = objective.indicator.flatMap { board.shown[$0]?.figure }
            let steps = dossier.steps(of: objective.id).map { step in
                let recorded = counts.done(objective.rootId, kind: step.actionKind)
                let coming = counts.coming(objective.rootId, kind: step.actionKind)
                return StepView(
                    step: step, state: step.state(recorded: recorded, planned: coming, today: today),
                    recorded: recorded, coming: coming)
            }
            let named = Set(steps.map(\.step.actionKind))
            return ObjectiveView(
                objective: objective, owner: objective.ownerId.flatMap { dossier.owners[$0] }, indicator: indicator,
                progress: ObjectiveProgress(objective, indicator: indicator, current: current, today: today),
                steps: steps, otherActions: named.contains("") ? 0 : counts.others(objective.rootId, than: named),
                actions: actions[objective.rootId] ?? [])
        }
    }
}
