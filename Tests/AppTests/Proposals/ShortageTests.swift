import Domain
import Persistence
import Testing

@testable import App

/// The demonstration lycée with three places in ten too few.
@Suite("A school with too few places")
struct ShortageTests {
    @Test func `places as many as there are places, those without a network first, within every limit`() async throws {
        try await TestApp.run(on: .sqlite, empty: true) { test in
            _ = try await test.app.loadDemo(seed: 1)
            let made = try DemoDay.school()
            let author = test.author(.rbde, in: made.school)
            let today = try #require(LocalDate("2026-11-23"))
            let periods = try await test.app.read(author) { db in
                try db.periods(year: made.school.currentYear).filter { $0.endsOn >= today && $0.missing > 0 }.map(\.id)
            }
            let shortage = try await test.app.perform(ShortenPlaces(periods: periods), by: author)
            #expect(shortage.learners > 100)
            var settings = ProposalSettings()
            settings.longest = 240
            var reader = FormReader(FormValues(settings.values + periods.map { ("periode", $0.rawValue) }))
            let form = NewProposalForm(reading: &reader)
            let id = try await test.app.perform(CreateProposal(form: form), by: author)
            let outcome = try await test.app.read(author) { try $0.placementProposal(id).outcome.value }
            let lines = try await test.app.read(author) { try $0.lines(of: id) }
            #expect(outcome.isCertified)
            #expect(lines.count == outcome.learners)
            #expect(lines.allSatisfy { !$0.reason.isEmpty })
            #expect(outcome.placed < outcome.learners)
            #expect(outcome.shortages.reduce(0) { $0 + $1.missing } == outcome.learners - outcome.placed)
            // Learners without a network are placed at least as often as the others.
            let others = outcome.learners - outcome.withoutNetwork
            let placedOthers = outcome.placed - outcome.withoutNetworkPlaced
            if others > 0, outcome.withoutNetwork > 0 {
                #expect(outcome.withoutNetworkPlaced * others >= placedOthers * outcome.withoutNetwork)
            }
            // Every acceptance passes the rules of a placement.
            let done = try await test.app.perform(AcceptProposal(id: id, lines: []), by: author)
            #expect(done.refused == 0 && done.done == outcome.placed)
            try await expectQuotas(test, author)
        }
    }

    /// R.124-10, counted again from the placements.
    private func expectQuotas(_ test: TestApp, _ author: Author) async throws {
        let parameters = try LegalTexts.parameters()
        let today = try #require(LocalDate("2026-11-23"))
        let faults = try await test.app.read(author) { db -> [String] in
            let facts = try db.proposalFacts(
                for: try db.periods(year: author.currentYear).map(\.id), year: author.currentYear, today: today)
            let stays = Dictionary(grouping: facts.stays, by: \.companyId)
            return facts.hosts.compactMap { host in
                guard let headcount = host.headcount,
                    let most = HostQuota.most(hundredths: headcount * 100, on: today, parameters: parameters)
                else { return nil }
                let there = stays[host.id] ?? []
                let busiest =
                    there.map { stay in
                        there.count { $0.startsOn <= stay.startsOn && stay.startsOn <= $0.endsOn }
                    }.max() ?? 0
                return busiest > most ? "\(host.name) \(busiest) \(most)" : nil
            }
        }
        #expect(faults.isEmpty, "\(faults)")
    }
}

/// How many learners wait and how many places stay.
private struct Shortage: Sendable {
    let learners: Int
}

/// Leaves places for seven learners in ten of each stream.
private struct ShortenPlaces: Operation {
    let periods: [ID<PFMPPeriod>]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Shortage {
        let facts = try db.proposalFacts(for: periods, year: author.currentYear, today: now.day)
        var keep: [String: Int] = [:]
        for goer in facts.goers { keep[goer.stream, default: 0] += 7 }
        var room = keep.mapValues { $0 / 10 }
        for offer in facts.offers {
            let left = room[offer.stream] ?? 0
            let count = min(left, offer.count)
            room[offer.stream] = left - count
            if count == 0 {
                try db.delete(from: .hostPlace, where: "id = \(offer.id)")
            } else if count < offer.count {
                try db.change(.hostPlace, set: "count = \(count)", where: "id = \(offer.id)")
            }
        }
        return Shortage(learners: facts.goers.count)
    }
}
