import Foundation
import Testing

@testable import Domain

@Suite struct `Legal parameters` {
    @Test(arguments: LegalParameter.allCases)
    func `have a meaning, a source and values in order`(name: LegalParameter) throws {
        let parameter = try #require(try LegalParameters.embedded().parameter(name))
        #expect(!parameter.meaning.isEmpty && !parameter.source.isEmpty && !parameter.values.isEmpty)
        for (before, after) in zip(parameter.values, parameter.values.dropFirst()) {
            let end = try #require(before.until)
            #expect(after.from == end.adding(days: 1))
        }
    }

    @Test(
        arguments: [
            ("2025-12-31", 435), ("2026-01-01", 450), ("2026-12-31", 450), ("2027-01-01", nil), ("2022-12-31", nil),
        ] as [(String, Int?)])
    func `change on their day`(text: String, expected: Int?) throws {
        #expect(try LegalParameters.embedded().value(.gratificationRate, on: try day(text)) == expected)
    }

    @Test func `are refused when one is missing`() {
        let empty = Data(#"{"numbers": [], "allowances": [], "works": []}"#.utf8)
        #expect(throws: DecodingError.self) { try LegalParameters(json: empty) }
    }

    @Test func `leave a rule unchecked, aloud, when a value is unknown`() throws {
        let embedded = try LegalParameters.embedded()
        let known = embedded.all.map { parameter in
            let values = parameter.name == .weekMaximumMinor ? [] : parameter.values
            return DatedParameter(
                name: parameter.name, meaning: parameter.meaning, unit: parameter.unit, source: parameter.source,
                standing: parameter.standing, values: values)
        }
        let parameters = try LegalParameters(
            numbers: known, allowances: embedded.allowances, works: embedded.works)
        let facts = ScheduleFacts(
            birthDate: try day("2009-05-05"), startsOn: try day("2026-01-05"), endsOn: try day("2026-01-30"),
            schedule: try #require(WeekSchedule("480-720")))
        let found = PlacementRules.check(
            AgreementCase(facts), parameters: parameters, on: try day("2026-01-05"), themes: [.workingTime])
        #expect(found.map(\.rule) == ["PFMP-43"])
        #expect(found.first?.message.hasPrefix("Règle non vérifiée") == true)
    }
}
