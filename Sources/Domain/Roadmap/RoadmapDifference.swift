/// What changed from one version of the roadmap to the next, objective by objective.
public struct RoadmapDifference: Equatable, Sendable {
    /// One thing that reads otherwise.
    public struct Change: Equatable, Sendable {
        public let what: String
        public let before: String
        public let after: String
    }

    /// One objective that was added, withdrawn or changed.
    public struct Entry: Equatable, Sendable {
        public enum Kind: Equatable, Sendable { case added, withdrawn, changed }

        public let kind: Kind
        public let label: String
        public let changes: [Change]
    }

    /// Changes to the text outside the objectives.
    public let text: [Change]
    public let entries: [Entry]

    public var isEmpty: Bool { text.isEmpty && entries.isEmpty }

    /// - Parameter written: how a value of an indicator is written.
    public init(
        from before: (roadmap: Roadmap, objectives: [RoadmapObjective], steps: [RoadmapStep]),
        to after: (roadmap: Roadmap, objectives: [RoadmapObjective], steps: [RoadmapStep])
    ) {
        text = [
            RoadmapDifference.change("Diagnostic", before.roadmap.diagnosis, after.roadmap.diagnosis),
            RoadmapDifference.change("Moyens", before.roadmap.means, after.roadmap.means),
        ].compactMap(\.self)
        let former = Dictionary(before.objectives.map { ($0.rootId, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(after.objectives.map(\.rootId))
        let present = after.objectives.compactMap { objective -> Entry? in
            guard let old = former[objective.rootId] else {
                return Entry(kind: .added, label: objective.label, changes: [])
            }
            let changes = RoadmapDifference.changes(
                from: old, before.steps.filter { $0.objectiveId == old.id }, to: objective,
                after.steps.filter { $0.objectiveId == objective.id })
            return changes.isEmpty ? nil : Entry(kind: .changed, label: objective.label, changes: changes)
        }
        let gone = before.objectives.filter { !kept.contains($0.rootId) }
            .map { Entry(kind: .withdrawn, label: $0.label, changes: []) }
        entries = present + gone
    }

    private static func changes(
        from old: RoadmapObjective, _ oldSteps: [RoadmapStep], to new: RoadmapObjective, _ newSteps: [RoadmapStep]
    ) -> [Change] {
        func value(_ number: Int?, _ objective: RoadmapObjective) -> String {
            guard let number else { return "" }
            return objective.indicator.flatMap(Indicator.of)?.unit.written(number) ?? String(number)
        }
        return [
            change("Objectif", old.label, new.label),
            change("Mission", old.mission.rawValue, new.mission.rawValue),
            change("Indicateur", old.indicator ?? "aucun", new.indicator ?? "aucun"),
            change("Valeur de départ", value(old.baseline, old), value(new.baseline, new)),
            change("Cible", value(old.target, old), value(new.target, new)),
            change("Échéance", old.dueOn?.long ?? "", new.dueOn?.long ?? ""),
            change("Responsable", old.ownerId?.rawValue ?? "", new.ownerId?.rawValue ?? "").map { _ in
                Change(what: "Responsable", before: "un autre", after: "changé")
            },
            change("Actions prévues", list(oldSteps), list(newSteps)),
        ].compactMap(\.self)
    }

    private static func list(_ steps: [RoadmapStep]) -> String {
        steps.map { step in
            [
                step.plannedCount > 1 ? "\(step.plannedCount)\u{A0}× \(step.label)" : step.label,
                step.decision == .kept ? "" : "(\(step.decision.label.lowercased()))",
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }.joined(separator: ", ")
    }

    private static func change(_ what: String, _ before: String, _ after: String) -> Change? {
        before == after ? nil : Change(what: what, before: before, after: after)
    }
}
