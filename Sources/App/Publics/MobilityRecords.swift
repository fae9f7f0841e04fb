import Domain
import Persistence

/// A stay abroad as lists show it.
struct MobilityLine: Sendable {
    let placementId: ID<Placement>
    let listName: String
    let startsOn: LocalDate
    let mobility: Mobility
}

/// What the list reads, before the steps are counted.
private struct MobilityRow: Codable, Sendable {
    let placementId: ID<Placement>
    let familyName: String
    let usageName: String?
    let firstName: String
    let startsOn: LocalDate
}

extension SchoolDatabase {
    func mobility(of placement: ID<Placement>) throws -> Mobility? {
        try row("select mobility.* from \(table(.mobility)) where mobility.placement_id = \(placement)")
    }

    /// Stays abroad that end on a day or later, first departures first.
    func mobilities(from day: LocalDate) throws -> [MobilityLine] {
        let lines: [MobilityRow] = try rows(
            """
            select placement.id as placement_id, learner.family_name, learner.usage_name, learner.first_name,
            placement.starts_on from \(table(.mobility))
            join \(table(.placement)) on placement.id = mobility.placement_id
            join \(table(.learner)) on learner.id = placement.learner_id
            where placement.ends_on >= \(day) order by placement.starts_on, placement.id limit 100
            """)
        let all: [Mobility] = try rows("select mobility.* from \(table(.mobility))")
        return lines.compactMap { line in
            all.first { $0.placementId == line.placementId }.map {
                MobilityLine(
                    placementId: line.placementId, listName: (line.usageName ?? line.familyName) + " " + line.firstName,
                    startsOn: line.startsOn, mobility: $0)
            }
        }
    }
}
