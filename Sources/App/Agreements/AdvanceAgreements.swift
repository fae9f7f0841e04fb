import Domain
import Persistence

/// The days that pass: a signed agreement begins on its first day and ends after its last (PFMP-22).
struct AdvanceAgreements: Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        let due: [Agreement] = try db.rows(
            """
            select agreement.* from \(db.table(.agreement))
            join \(db.table(.placement)) on placement.id = agreement.placement_id
            where (agreement.state = \(Agreement.State.signed) and placement.starts_on <= \(now.day))
            or (agreement.state = \(Agreement.State.running) and placement.ends_on < \(now.day))
            order by agreement.id limit 2000
            """)
        for agreement in due {
            let placement = try db.placement(agreement.placementId)
            let advanced =
                agreement.state == .signed
                ? try agreement.started(on: now.day, startsOn: placement.startsOn)
                : try agreement.ended(on: now.day, endsOn: placement.endsOn)
            try db.save(advanced)
            try db.journal(
                advanced.state == .running ? "Période commencée" : "Période terminée",
                Subject("agreement", agreement.id), before: agreement, after: advanced, by: author, at: now)
        }
        return due.count
    }
}

extension Job {
    /// Moves the agreements with the calendar, in every establishment.
    static let agreements = Job(
        name: "agreements", label: "Fait avancer les conventions avec le calendrier", everySeconds: 3600
    ) { app in
        var count = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            count += try await app.perform(AdvanceAgreements(), by: .commandLine(for: school))
        }
        return FrenchNumber.counted(count, "convention avancée", "conventions avancées")
    }
}
