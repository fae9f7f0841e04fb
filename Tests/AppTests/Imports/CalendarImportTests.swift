import Domain
import Exchange
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Importing the official calendar` {
    static let csv = """
        description;population;start_date;end_date;location;zones;annee_scolaire
        Vacances de la Toussaint;-;2026-10-23T22:00:00+00:00;2026-11-08T23:00:00+00:00;Toulouse;Zone C;2026-2027
        Vacances de la Toussaint;Élèves;2026-10-23T22:00:00+00:00;2026-11-08T23:00:00+00:00;Toulouse;Zone C;2026-2027
        Vacances de Noël;-;2026-12-11T23:00:00+00:00;2027-01-03T23:00:00+00:00;Toulouse;Zone C;2026-2027
        Début des Vacances d'Été;-;2027-07-02T22:00:00+00:00;2027-07-02T22:00:00+00:00;Toulouse;Zone C;2026-2027
        Vacances d'Été;Enseignants;2026-07-03T22:00:00+00:00;2026-08-30T22:00:00+00:00;Toulouse;Zone C;2025-2026
        Vacances de Noël;-;2015-12-18T23:00:00+00:00;2016-01-03T23:00:00+00:00;Toulouse;Zone C;2015-2016
        Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;Lyon;Zone A;2026-2027

        """
    static let json = """
        {"total_count": 1, "results": [{"description": "Vacances de Noël", "population": "-",
        "start_date": "2026-12-11T23:00:00+00:00", "end_date": "2027-01-03T23:00:00+00:00", "location": "Toulouse",
        "zones": "Zone C", "annee_scolaire": "2026-2027"}]}
        """

    @Test(arguments: engines) func `shows a preview, takes the place of the built-in dates, and can be undone`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let before = try await test.read { try $0.schoolCalendar(year: 2026) }
            let preview = try await test.preview(NamedFile("calendrier.csv", Self.csv))
            #expect(preview.kind == .calendar && preview.counts.created == 3)
            let browser = try await test.browser(.rbde)
            let page = try await browser.get("/imports/\(preview.id)")
            #expect(page.words.contains("Vacances de la Toussaint, 2026-2027"))
            #expect(page.words.contains("du 24 octobre 2026 au 8 novembre 2026"))
            #expect(page.words.contains("1 ligne d’une autre académie"))
            let run = try await test.confirm(preview)
            let calendar = try #require(try await test.read { try $0.schoolCalendar(year: 2026) })
            #expect(
                calendar.holidays.map(\.name) == [
                    "Vacances de la Toussaint", "Vacances de Noël", "Vacances d’Été",
                ])
            #expect(calendar.source?.contains("calendrier.csv") == true)
            #expect(try await browser.get("/pfmp/\(sample.period)").words.contains("Vacances de Noël : du 12 décembre"))
            #expect(try await test.preview(NamedFile("calendrier.csv", Self.csv)).counts.total == 0)
            let published = try SchoolCalendar(
                academie: try #require(Academie(named: "Toulouse")), year: try #require(SchoolYear("2026-2027")))
            let printed = try await test.app.completed(published, uai: nil)
            #expect(printed.holidays == calendar.holidays)
            try await test.undo(run)
            #expect(try await test.read { try $0.schoolCalendar(year: 2026) } == before)
        }
    }

    @Test func `replaces what an earlier file gave`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.importing(NamedFile("calendrier.csv", Self.csv))
            let run = try await test.importing(NamedFile("calendrier.json", Self.json))
            #expect(run.counts.unchanged == 1 && run.counts.left == 2)
            let calendar = try #require(try await test.read { try $0.schoolCalendar(year: 2026) })
            #expect(calendar.holidays.map(\.name) == ["Vacances de Noël"])
            let page = try await test.browser(.rbde).get("/imports/\(run.id)")
            #expect(page.words.contains("Le fichier ne les donne plus") && !page.words.contains("scolarité est close"))
        }
    }

    @Test(arguments: [
        ("Lyon", "2026-2027", "ne dit rien de l’académie de Toulouse"), ("Toulouse", "2019-2020", "s’arrête à l’année"),
    ])
    func `says which file to fetch instead`(place: String, year: String, words: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let text = """
                description;population;start_date;end_date;location;zones;annee_scolaire
                Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;\(place);Zone A;\(year)

                """
            do {
                _ = try await test.preview(NamedFile("calendrier.csv", text))
                Issue.record("accepted")
            } catch let refusal as ImportRefusal {
                #expect(refusal.message.contains(words))
            }
        }
    }

    @Test func `keeps the dates of the pupils of the island`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.app.performPlatform(MoveToGuadeloupe())
            let text = """
                description;population;start_date;end_date;location;zones;annee_scolaire
                Vacances de Carnaval;Guadeloupe & Saint-Martin;2027-02-06;2027-02-22;Guadeloupe;Guadeloupe;2026-2027
                Vacances de Pâques;Saint-Barthélemy;2027-04-10;2027-04-26;Guadeloupe;Guadeloupe;2026-2027

                """
            try await test.importing(NamedFile("calendrier.csv", text))
            let calendar = try #require(try await test.read { try $0.schoolCalendar(year: 2026) })
            #expect(calendar.holidays.map(\.name) == ["Vacances de Carnaval"] && calendar.notice == nil)
        }
    }
}

private struct MoveToGuadeloupe: PlatformOperation {
    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("update school set academie = 'Guadeloupe', territory = 'guadeloupe'")
    }
}
