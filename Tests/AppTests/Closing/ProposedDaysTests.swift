import Domain
import Persistence
import Testing

@testable import App

@Suite struct `The days proposed to certify` {
    @Test(arguments: engines) func `leave out absences and interruptions`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let back = try await test.addReturnedClass()
            let (away, first, last) = (
                try #require(LocalDate("2026-11-19")), try #require(LocalDate("2026-11-09")),
                try #require(LocalDate("2026-11-10"))
            )
            let now = test.clock.now
            try await test.write { db in
                try db.insert(
                    Absence(
                        id: db.newID(), placementId: back.adult, startsOn: away, endsOn: away, cause: .unjustified,
                        reportedBy: "Camille Essai", reportedAt: now),
                    into: .absence)
                try db.insert(
                    Interruption(
                        id: db.newID(), agreementId: back.agreement, kind: .interruption, side: .family,
                        cause: .illness, startsOn: first, endsOn: last),
                    into: .interruption,
                    also: ["noted_at": .text(now.description), "noted_by": .text("Camille Essai")])
            }
            let (adult, minor) = try await test.read { db in
                (
                    try db.effectiveDays(of: try db.placement(back.adult)),
                    try db.effectiveDays(of: try db.placement(back.minor))
                )
            }
            // Fifteen days less the 11th of November; then less one absence and two days of interruption.
            #expect(minor.proposedDays == 14)
            #expect(adult.plannedDays == 14 && adult.proposedDays == 11)
            let page = try await test.browser(.rbde).get(back.path(back.adult))
            #expect(page.field("jours") == "11")
            #expect(page.words.contains("11 d’après le suivi"))
        }
    }
}
