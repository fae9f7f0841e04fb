import Domain
import Foundation
import Persistence
import Testing

@testable import App

@Suite struct `The words of the journal` {
    @Test func `name every table`() {
        for table in SchoolTable.allCases {
            #expect(JournalKinds.labels[table.rawValue] != nil, "\(table.rawValue)")
        }
    }

    @Test func `name every kind of record that an operation writes about`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/App")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var kinds: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            kinds.formUnion(text.matches(of: /Subject\(\s*"([a-z_]+)"/).map { String($0.output.1) })
        }
        #expect(kinds.count > 20)
        for kind in kinds { #expect(JournalKinds.labels[kind] != nil, "\(kind)") }
    }

    @Test func `name every column of the tables of a school`() async throws {
        let database = try await TestEngine.sqlite.openDatabase()
        let names = try await database.store.read { db -> Set<String> in
            try SchoolTable.allCases.reduce(into: []) { found, table in
                found.formUnion(try db.rows("select name from pragma_table_info(\(table.rawValue))", as: String.self))
            }
        }
        try await database.giveBack()
        for column in names {
            let parts = column.split(separator: "_").map(String.init)
            let name = parts[0] + parts.dropFirst().map(\.capitalized).joined()
            let inPart = ["address", "site"].contains(parts[0]) && parts.count > 1
            let path = inPart ? parts[0] + "." + parts[1] + parts.dropFirst(2).map(\.capitalized).joined() : name
            let known = JournalFields.known
            #expect(
                [name, path].contains { known.isSilent($0) || known.label(of: $0) != JournalFields.other }, "\(column)")
        }
    }

    private func changes(_ kind: String, _ before: String, _ after: String, names: JournalNames = JournalNames())
        -> [String]
    {
        JournalEntry(
            id: ID("x"), happenedAt: Moment(millisecondsSince1970: 0), accountId: nil, authorName: "A", action: "B",
            subjectKind: kind, subjectId: "y", beforeValue: before, afterValue: after
        ).changes(names).map { "\($0.label) : \($0.before) → \($0.after)" }
    }

    @Test(arguments: [
        (#"{"certifying":true}"#, #"{"certifying":false}"#, "Évaluée pour le diplôme : oui → non"),
        (#"{"amountCents":1250}"#, #"{"amountCents":99}"#, "Montant : 12,50\u{A0}€ → 0,99\u{A0}€"),
        (#"{"startMinute":510}"#, #"{"startMinute":545}"#, "Heure de début : 8\u{A0}h\u{A0}30 → 9\u{A0}h\u{A0}05"),
        (#"{"startsOn":"2026-11-03"}"#, #"{}"#, "Début : 3 novembre 2026 → "),
        (#"{"schoolYear":2025}"#, #"{"schoolYear":2026}"#, "Année scolaire : 2025-2026 → 2026-2027"),
        (#"{"settings":"{\"travel\":1}"}"#, #"{}"#, "Réglages : modifié → "),
    ])
    func `say values as people do`(before: String, after: String, said: String) {
        #expect(changes("action", before, after) == [said])
    }

    @Test func `say the word of a state by the record it belongs to`() {
        for state in Agreement.State.allCases {
            let said = changes("agreement", "{}", #"{"state":"\#(state.rawValue)"}"#)
            #expect(said == ["État :  → \(state.label)"])
        }
        for state in Roadmap.State.allCases {
            #expect(
                changes("roadmap", "{}", #"{"state":"\#(state.rawValue)"}"#) == ["État :  → \(state.label)"])
        }
    }

    @Test(arguments: engines) func `say the name of a record and never its key`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let stranger = "0190a5c4-0000-7000-8000-0123456789ab"
            let author = test.author(.rbde)
            let now = Now(test.clock.now)
            try await test.write { db in
                try db.journal(
                    "Essai", Subject("company", sample.company), before: ["companyId": sample.company.rawValue],
                    after: ["companyId": stranger, "learnerId": sample.minor.rawValue], by: author, at: now)
            }
            let page = try await test.browser(.rbde).get("/reglages/journal")
            #expect(page.words.contains("Entreprise : Garage des Quatre-Vents"))
            #expect(page.words.contains("Apprenant"))
            let shown = page.text.replacing(/href="[^"]*"/, with: "").replacing(/value="[^"]*"/, with: "")
            #expect(!shown.contains(stranger) && !shown.contains(sample.minor.rawValue))
        }
    }
}
