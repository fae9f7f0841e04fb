import Domain
import Persistence

/// An objective as one chooses it for an action: by the key of its line, the same in every version.
struct ObjectiveChoice: Codable, Sendable {
    let rootId: ID<RoadmapObjective>
    let roadmapId: ID<Roadmap>
    let mission: BureauMission
    let label: String

    /// « A2.1 Faire venir des professionnels »
    var named: String { mission.rawValue + " " + label }
    /// Where it stands on the page of its roadmap.
    var link: Link { Link.roadmap(roadmapId).fragment("objectif-" + rootId.rawValue) }
}

/// An action that serves an objective, as the roadmap names it.
struct ObjectiveAction: Codable, Sendable {
    let id: ID<Action>
    let objectiveId: ID<RoadmapObjective>
    let title: String
    let state: Action.State
    let startsOn: LocalDate?
}

extension SchoolDatabase {
    /// The objectives that the actions of a year may serve: those of the version in use, then those of a draft.
    func objectiveChoices(year: Int) throws -> [ObjectiveChoice] {
        guard let working = try workingRoadmap(year: year) else { return [] }
        let drafts = try roadmaps(year: year).filter { $0.state.isOpen && $0.id != working.id }.map(\.id)
        var seen: Set<ID<RoadmapObjective>> = []
        return try ([working.id] + drafts).flatMap { roadmap -> [ObjectiveChoice] in
            try rows(
                """
                select roadmap_objective.root_id, roadmap_objective.roadmap_id, roadmap_objective.mission,
                roadmap_objective.label from \(table(.roadmapObjective))
                where roadmap_objective.roadmap_id = \(roadmap)
                order by roadmap_objective.axis, roadmap_objective.rank, roadmap_objective.id
                """)
        }.filter { seen.insert($0.rootId).inserted }
    }

    /// The latest wording of an objective; `nil` when its line is gone.
    func objectiveChoice(_ root: ID<RoadmapObjective>) throws -> ObjectiveChoice? {
        try row(
            """
            select roadmap_objective.root_id, roadmap_objective.roadmap_id, roadmap_objective.mission,
            roadmap_objective.label from \(table(.roadmapObjective))
            join \(table(.roadmap)) on roadmap.id = roadmap_objective.roadmap_id
            where roadmap_objective.root_id = \(root)
            order by roadmap.school_year desc, roadmap.revision desc limit 1
            """)
    }

    /// The objectives a form offers: those of the year, and the one that was chosen before.
    func objectiveChoices(year: Int, keeping root: ID<RoadmapObjective>?) throws -> [ObjectiveChoice] {
        let choices = try objectiveChoices(year: year)
        guard let root, !choices.contains(where: { $0.rootId == root }), let former = try objectiveChoice(root) else {
            return choices
        }
        return choices + [former]
    }

    /// Refuses an objective that the roadmap of the year does not hold.
    func requireObjective(_ root: ID<RoadmapObjective>?, year: Int) throws {
        guard let root, try !objectiveChoices(year: year).contains(where: { $0.rootId == root }) else { return }
        throw FieldRefusal("objectif", "Cet objectif n’est pas dans la feuille de route de l’année.")
    }

    /// The objective itself where the roadmap of a year goes on with it.
    func objective(_ root: ID<RoadmapObjective>?, goingOnIn year: Int) throws -> ID<RoadmapObjective>? {
        guard let root else { return nil }
        return try objectiveChoices(year: year).contains { $0.rootId == root } ? root : nil
    }

    /// The actions of a year by the objective they serve, those that were given up left out.
    func objectiveActions(year: Int) throws -> [ID<RoadmapObjective>: [ObjectiveAction]] {
        let gone = [Action.State.cancelled.rawValue, Action.State.declined.rawValue]
        let actions: [ObjectiveAction] = try rows(
            """
            select action.id, action.objective_id, action.title, action.state, action.starts_on from \(table(.action))
            where action.school_year = \(year) and action.objective_id is not null
            and action.state not in (\(list: gone))
            order by coalesce(action.starts_on, '9999'), action.id
            """)
        return Dictionary(grouping: actions, by: \.objectiveId)
    }

    /// An objective that no version holds any more is no longer served by anything.
    func forgetObjective(_ root: ID<RoadmapObjective>) throws {
        let left = try count(
            "select count(*) from \(table(.roadmapObjective)) where roadmap_objective.root_id = \(root)")
        if left == 0 { try change(.action, set: "objective_id = null", where: "objective_id = \(root)") }
    }
}

/// What was recorded for an objective: each action with where it stands.
func objectiveActionList(_ item: ObjectiveView, _ view: RoadmapView) -> HTML? {
    let opens = view.author.may(.seeActions)
    let root = item.objective.rootId
    let all: HTML? =
        item.actions.count > 5 && opens
        ? "<li><a href=\"\(Link.actions.with([("objectif", root.rawValue)]))\">Les \(item.actions.count) actions de cet objectif</a></li>"
        : nil
    let lines = item.actions.prefix(5).map { action -> HTML in
        let day = action.startsOn.map { ", \($0.short)" }
        return "<li>\(reference(action.title, to: .action(action.id), opens: opens))\(day) \(action.state.badge)</li>"
    }
    let open: HTML? =
        view.author.may(.organiseActions) && view.roadmap.schoolYear == view.author.currentYear
        ? """
        <li><a class="small" href="\(Link.actionRequest.with([("objectif", root.rawValue)]))">Ouvrir une action\
        <span class="vh"> pour\u{A0}: \(item.objective.label)</span></a></li>
        """ : nil
    guard !lines.isEmpty || open != nil else { return nil }
    return "<ul class=\"plain\">\(Array(lines))\(all)\(open)</ul>"
}
