import Foundation
import Testing

@testable import Domain

@Suite struct `An agreement described in JSON` {
    static func read(_ json: String) throws -> AgreementCase { try AgreementCaseReader.read(Data(json.utf8)) }

    static func problems(_ json: String) -> [CaseProblem] {
        do throws(CaseRefusal) {
            _ = try AgreementCaseReader.read(Data(json.utf8))
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `may be empty`() throws {
        #expect(try Self.read("{}") == AgreementCase())
        #expect(try Self.read(#"{"host": null, "period": {"others": null}}"#) == AgreementCase())
    }

    @Test func `gives every kind of value`() throws {
        let facts = try Self.read(
            """
            {"kind": "stage", "learner": {"birthDate": "2009-05-04", "status": "etudiant"},
             "period": {"startsOn": "2026-01-05", "endsOn": "2026-01-30", "others": [{"hours": "34:30"}]},
             "hours": {"weeks": [{"monday": "08:00-12:00, 13:00-17:00", "sunday": "22:00-02:00"}], "lessons": 3.5,
                       "exceptions": [{"date": "2026-01-07", "hours": ""}]},
             "host": {"averageHeadcount": 21.4, "order": {"small": 5}},
             "agreement": {"mentions": [1, 15], "gratification": 4.5, "changed": ["dates"],
                           "signatures": [{"party": "CHEF_ETAB", "on": "2025-12-01"}]},
             "attestation": {"days": 13.5}, "accident": {"at": "16:00"}, "allowance": {"otherAmounts": [90]}}
            """)
        #expect(facts.kind == .stage && facts.learner.status == .student)
        #expect(facts.period.others?.first?.minutes == 2070 && facts.hours.lessons == 210)
        #expect(facts.hours.weeks.first?.minutes == 12 * 60 && facts.hours.exceptions.first?.day.minutes == 0)
        #expect(facts.host.averageHundredths == 2140 && facts.host.order?.small == 5)
        #expect(
            facts.agreement.mentions == [.training, .certificate] && facts.agreement.gratification?.rawValue == 450)
        #expect(facts.attestation.dayTenths == 135 && facts.accident?.at == 960)
        #expect(facts.allowance.otherAmounts?.map(\.rawValue) == [9000])
    }

    @Test(arguments: [
        (#"{"hote": {}}"#, "hote"),
        (#"{"host": {"effectif": 3}}"#, "host.effectif"),
        (#"{"host": {"headcount": "douze"}}"#, "host.headcount"),
        (#"{"host": {"headcount": -1}}"#, "host.headcount"),
        (#"{"host": {"headcount": 1e300}}"#, "host.headcount"),
        (#"{"host": {"headcount": 2.5}}"#, "host.headcount"),
        (#"{"host": {"present": [{}, {"startsOn": "2026-02-30"}]}}"#, "host.present[1].startsOn"),
        (#"{"learner": {"status": "salarié"}}"#, "learner.status"),
        (#"{"learner": []}"#, "learner"),
        (#"{"agreement": {"mentions": [1, 16]}}"#, "agreement.mentions[1]"),
        (#"{"agreement": {"mentions": true}}"#, "agreement.mentions"),
        (#"{"hours": {"weeks": [{"monday": "8h à midi"}]}}"#, "hours.weeks[0].monday"),
        (#"{"hours": {"weeks": [{"monday": "08:00-12:00, 11:00-13:00"}]}}"#, "hours.weeks[0].monday"),
        (#"{"hours": {"weeks": [{"monday": "08:00-20:00, 20:00-09:00"}]}}"#, "hours.weeks[0].monday"),
        (#"{"hours": {"weeks": [{"monday": "08:00-25:00"}]}}"#, "hours.weeks[0].monday"),
        (#"{"period": {"startsOn": "2026-01-30", "endsOn": "2026-01-05"}}"#, "period.endsOn"),
        (#"{"period": {"startsOn": "0001-01-01", "endsOn": "9999-12-31"}}"#, "period.endsOn"),
        (#"{"school": {"holidays": [{"start": "0001-01-01", "end": "9999-12-31"}]}}"#, "school.holidays[0].end"),
        (#"{"school": {"holidays": [{"start": "2026-02-14"}]}}"#, "school.holidays[0]"),
        (#"{"absences": [{"from": "2026-01-30", "until": "2026-01-05"}]}"#, "absences[0].until"),
        ("[]", ""), ("", ""), ("{\"host\": ", ""), (#"{"host": {"insurer": 3}}"#, "host.insurer"),
    ])
    func `says the path of what is wrong and how to mend it`(json: String, path: String) {
        let problems = Self.problems(json)
        #expect(problems.map(\.path) == [path])
        #expect(problems.allSatisfy { $0.message.hasSuffix(".") })
    }

    @Test func `tells everything that is wrong at once`() {
        let problems = Self.problems(#"{"host": {"headcount": "x", "state": "y"}, "kind": 3}"#)
        #expect(problems.map(\.path) == ["host.headcount", "host.state", "kind"])
        #expect(problems[1].message.contains("actif, en_examen, suspendu"))
    }

    @Test func `has a documented form`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/agreement-schema.md")
        #expect(try String(contentsOf: page, encoding: .utf8) == AgreementSchema.documentation)
        _ = try Self.read(AgreementSchema.sample)
    }
}
