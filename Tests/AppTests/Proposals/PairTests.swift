import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A pair of a proposal` {
    private func pair(_ id: ID<PlacementProposal>, _ test: TestApp, _ learner: ID<Learner>, _ company: ID<Company>)
        async throws -> String
    {
        let line = try #require(try await test.lines(of: id)[learner]?.id)
        return "/propositions/\(id)/lignes/\(line)/lieux/\(company)"
    }

    @Test(arguments: engines) func `is put aside or kept with a reason that the others read`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period])
            let path = try await pair(id, test, sample.minor, places.near)
            #expect(try await browser.get(path).words.contains("fois la ligne droite, à 40 km/h, en voiture"))
            let answer = try await browser.post(path, [("decision", "ecarter"), ("motif", "a refusé en juin")])
            #expect(answer.status == .seeOther)
            let page = try await browser.get("/propositions/\(id)")
            #expect(page.words.contains("1 élève change d’entreprise") && page.words.contains("a refusé en juin"))
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.far)
            let other = try await pair(id, test, sample.adult, places.far)
            _ = try await browser.post(other, [("decision", "garder"), ("motif", "demandé par l’entreprise")])
            let kept = try #require(try await test.lines(of: id)[sample.adult])
            #expect(kept.locked && kept.reason.contains("gardé par vous (demandé par l’entreprise)"))
            #expect(try await browser.get("/propositions/\(id)").words.contains("Ce que vous avez décidé"))
        }
    }

    @Test(arguments: engines) func `takes the travel that somebody typed, until it is taken away`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period]) { $0.change = 0 }
            let path = try await pair(id, test, sample.minor, places.near)
            let wrong = try await browser.post(path, [("minutes", "9999"), ("note", "à pied")])
            #expect(wrong.status == .unprocessableContent && wrong.field("note") == "à pied")
            _ = try await browser.post(path, [("minutes", "58"), ("note", "aucun bus")])
            let moved = try #require(try await test.lines(of: id)[sample.minor])
            #expect(moved.companyId == places.far && moved.reason.contains("environ"))
            _ = try await browser.post(path, [("decision", "garder"), ("minutes", "58")])
            let typed = try #require(try await test.lines(of: id)[sample.minor])
            #expect(typed.minutes == 58 && typed.reason.contains("58\u{A0}min, temps noté"))
            _ = try await browser.post(path, [("minutes", "")])
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.near)
        }
    }

    @Test func `is estimated by the way people go, with the numbers of the school`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 0, far: 2)
            let sample = places.sample
            let car = try await test.propose([sample.period])
            let minutes = try #require(try await test.lines(of: car)[sample.minor]?.minutes)
            let bike = try await test.propose([sample.period]) { ($0.mode, $0.longest) = (.bike, 240) }
            let slower = try #require(try await test.lines(of: bike)[sample.minor]?.minutes)
            #expect(slower > minutes * 2)
            try await test.write { db in
                try db.insert(
                    OwnThreshold(id: db.newID(), name: .carSpeed, value: 80, version: 1), into: .schoolThreshold)
            }
            let fast = try await test.propose([sample.period])
            let quicker = try #require(try await test.lines(of: fast)[sample.minor]?.minutes)
            #expect(quicker * 2 <= minutes + 1)
            let page = try await test.browser(.rbde).get("/propositions/\(fast)")
            #expect(page.words.contains("à 80 km/h, en voiture"))
        }
    }
}

@Suite struct `The same host for two periods` {
    /// A second period of the class, and places enough near and farther for both.
    private func twoPeriods(_ test: TestApp, _ places: ProposalSample) async throws -> ID<PFMPPeriod> {
        try await test.write { db in
            let first = try db.period(places.sample.period)
            let second = PFMPPeriod(
                id: db.newID(), classId: first.classId, schoolYear: first.schoolYear, rank: first.rank + 1,
                label: "Seconde", startsOn: first.endsOn.adding(days: 30), endsOn: first.endsOn.adding(days: 50))
            try db.insert(second, into: .pfmpPeriod)
            return second.id
        }
    }

    private func hosts(_ id: ID<PlacementProposal>, _ test: TestApp, _ learner: ID<Learner>) async throws
        -> (companies: [ID<Company>?], reasons: String)
    {
        let lines = try await test.read { try $0.lines(of: id) }.filter { $0.learnerId == learner }
        return (lines.map(\.companyId), lines.map(\.reason).joined(separator: " | "))
    }

    @Test(arguments: engines) func `is avoided, kept on purpose, or explained, as the sliders say`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let second = try await twoPeriods(test, places)
            let periods = [places.sample.period, second]
            let apart = try await test.propose(periods) { ($0.diversity, $0.continuity) = (120, 0) }
            let different = try await hosts(apart, test, places.sample.minor)
            #expect(different.companies.count == 2 && Set(different.companies).count == 2)
            let same = try await test.propose(periods) { ($0.diversity, $0.continuity) = (0, 60) }
            let kept = try await hosts(same, test, places.sample.minor)
            #expect(Set(kept.companies).count == 1 && kept.reasons.contains("comme vous le préférez"))
            let near = try await test.propose(periods) { ($0.diversity, $0.continuity) = (1, 0) }
            let explained = try await hosts(near, test, places.sample.minor)
            #expect(Set(explained.companies).count == 1)
            #expect(explained.reasons.contains("même entreprise, déjà proposée pour une période d’avant"))
        }
    }
}

@Suite struct `What follows from a proposal` {
    @Test(arguments: engines) func `is a list of companies to call for the places that lack`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 1, far: 0)
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([places.sample.period])
            let page = try await browser.get("/propositions/\(id)")
            #expect(page.words.contains("Liste d’appels"))
            let fields = [("manque", "Commerce~TOULOUSE")]
            let answer = try await browser.post("/propositions/\(id)/prospection", fields)
            #expect(answer.location?.hasPrefix("/entreprises/appels?filiere=Commerce") == true)
            #expect(try await browser.follow(answer).status == .ok)
            _ = try await browser.post("/propositions/\(id)/prospection", fields)
            let views = try await browser.get("/entreprises/vues")
            #expect(views.words.contains("À appeler : Commerce, autour de"))
            #expect(views.words.contains("1 place manque dans la proposition"))
            let count = try await test.read { db in try db.count("select count(*) from \(db.table(.savedView))") }
            #expect(count == 1)
            let nothing = try await browser.post("/propositions/\(id)/prospection", [("manque", "Autre~")])
            #expect(nothing.status == .unprocessableContent)
        }
    }

    @Test func `is read on paper and in a spreadsheet`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 1, far: 1)
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([places.sample.period])
            let paper = try await browser.get("/propositions/\(id)/proposition.pdf")
            #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
            let sheet = try await browser.get("/propositions/\(id)/proposition.csv")
            #expect(sheet.text.contains("Boutique Lointaine") && sheet.text.contains("Pourquoi"))
            let book = try await browser.get("/propositions/\(id)/proposition.xlsx")
            #expect(book.bytes.starts(with: [0x50, 0x4B]))
            #expect(try await test.browser(.teacher).get("/propositions/\(id)/proposition.pdf").status == .forbidden)
        }
    }

    @Test func `keeps the address of a line when it is proposed anew`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([places.sample.period])
            let before = try await test.lines(of: id).mapValues(\.id)
            let answer = try await browser.post("/propositions/\(id)/reglages", ProposalSettings(travel: 50).values)
            #expect(try await browser.follow(answer).words.contains("personne ne change d’entreprise"))
            #expect(try await test.lines(of: id).mapValues(\.id) == before)
        }
    }
}
