import Domain
import Persistence

/// A version of the roadmap with all it holds.
struct RoadmapDossier: Sendable {
    let roadmap: Roadmap
    let objectives: [RoadmapObjective]
    let steps: [RoadmapStep]
    /// The names of the people who answer for objectives.
    let owners: [ID<StaffMember>: String]

    func steps(of objective: ID<RoadmapObjective>) -> [RoadmapStep] { steps.filter { $0.objectiveId == objective } }

    var parts: (roadmap: Roadmap, objectives: [RoadmapObjective], steps: [RoadmapStep]) { (roadmap, objectives, steps) }
}

/// A member of the team by name.
struct NamedStaff: Codable, Sendable {
    let id: ID<StaffMember>
    let familyName: String
    let firstName: String

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SchoolDatabase {
    func roadmap(_ id: ID<Roadmap>) throws -> Roadmap {
        try find(id, in: .roadmap, "Cette feuille de route")
    }

    /// The versions of a year, the latest first.
    func roadmaps(year: Int) throws -> [Roadmap] {
        try rows(
            """
            select roadmap.* from \(table(.roadmap)) where roadmap.school_year = \(year)
            order by roadmap.revision desc
            """)
    }

    /// The version of a year that the bureau works by: signed; else the latest that was validated, else the latest.
    func workingRoadmap(year: Int) throws -> Roadmap? {
        let all = try roadmaps(year: year)
        return all.first { $0.state.isInForce } ?? all.first { $0.state == .validated } ?? all.first {
            $0.state != .closed
        }
            ?? all.first
    }

    func dossier(of roadmap: Roadmap) throws -> RoadmapDossier {
        let objectives: [RoadmapObjective] = try rows(
            """
            select roadmap_objective.* from \(table(.roadmapObjective))
            where roadmap_objective.roadmap_id = \(roadmap.id)
            order by roadmap_objective.axis, roadmap_objective.rank, roadmap_objective.id
            """)
        let steps: [RoadmapStep] = try rows(
            """
            select roadmap_step.* from \(table(.roadmapStep)) where roadmap_step.roadmap_id = \(roadmap.id)
            order by roadmap_step.rank, roadmap_step.id
            """)
        return RoadmapDossier(
            roadmap: roadmap, objectives: objectives, steps: steps,
            owners: try staffNames(objectives.compactMap(\.ownerId)))
    }

    func objective(_ id: ID<RoadmapObjective>) throws -> RoadmapObjective {
        try find(id, in: .roadmapObjective, "Cet objectif")
    }

    func step(_ id: ID<RoadmapStep>) throws -> RoadmapStep {
        try find(id, in: .roadmapStep, "Cette action prévue")
    }

    func meeting(_ id: ID<SteeringMeeting>) throws -> SteeringMeeting {
        try find(id, in: .steeringMeeting, "Cette réunion")
    }

    /// The meetings of a year, the latest first.
    func meetings(year: Int, limit: Int = 60) throws -> [SteeringMeeting] {
        try rows(
            """
            select steering_meeting.* from \(table(.steeringMeeting)) where steering_meeting.school_year = \(year)
            order by steering_meeting.held_on desc, steering_meeting.id desc limit \(limit)
            """)
    }

    /// The names of some members of the team.
    func staffNames(_ ids: [ID<StaffMember>]) throws -> [ID<StaffMember>: String] {
        guard !ids.isEmpty else { return [:] }
        let found: [NamedStaff] = try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name from \(table(.staffMember))
            where staff_member.id in (\(list: Array(Set(ids)).sorted()))
            """)
        return Dictionary(found.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many objectives a version holds, and the rank of the next one.
    func objectiveCount(of roadmap: ID<Roadmap>) throws -> Int {
        try count("select count(*) from \(table(.roadmapObjective)) where roadmap_objective.roadmap_id = \(roadmap)")
    }
}
