import Foundation
import Testing

@testable import Domain

@Suite struct `The catalogue of rules` {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()

    @Test func `holds every number from 1 to 123, once`() {
        #expect(RuleCatalogue.all.map(\.number) == Array(1...123))
    }

    @Test func `has a test for an example of every number`() throws {
        let files = try FileManager.default.contentsOfDirectory(at: Self.root, includingPropertiesForKeys: nil)
        let tests = try files.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let missing = (1...123).filter { !tests.contains("func `\(Finding.name(of: $0)):") }
        #expect(missing.isEmpty)
    }

    @Test(arguments: RuleCatalogue.all)
    func `says what each rule is, where it comes from and gives an example`(rule: PlacementRule) {
        #expect(!rule.name.isEmpty && !rule.source.isEmpty && !rule.statement.isEmpty && !rule.example.isEmpty)
        #expect(rule.statement.hasSuffix(".") && rule.example.hasSuffix("."))
        #expect(rule.kind != .check || rule.check != nil)
    }

    @Test func `blocks by default only on texts that were read`() {
        let unread = RuleCatalogue.all.filter { $0.standing != .read }
        #expect(!unread.isEmpty && unread.allSatisfy { $0.severity < .block })
    }

    @Test(arguments: RuleCatalogue.all)
    func `keeps no-break spaces where French wants them`(rule: PlacementRule) {
        for text in [rule.name, rule.source, rule.statement, rule.example] {
            #expect(text.firstMatch(of: #/ [:;?!»€%]|« |'/#) == nil)
        }
    }

    @Test func `is the page of the documentation`() throws {
        let page = try String(
            contentsOf: Self.root.appending(path: "../../../docs/rules.md"), encoding: .utf8)
        #expect(page == RuleCatalogue.documentation(try LegalParameters.embedded()))
    }

    @Test func `finds the rule of a finding`() throws {
        let finding = Finding(rule: 42, severity: .block, message: "", source: "")
        #expect(RuleCatalogue.rule(of: finding)?.number == 42)
        #expect(RuleCatalogue.rule(124) == nil)
    }
}

@Suite struct `Checking an agreement` {
    @Test func `finds nothing wrong in one where all is known and well`() throws {
        #expect(try Rules.all().isEmpty)
    }

    @Test func `never blocks nor says yes when nothing is known`() throws {
        let found = PlacementRules.check(
            AgreementCase(), parameters: try LegalParameters.embedded(), on: try day("2026-01-05"))
        #expect(found.count > 30)
        #expect(found.filter { $0.severity > .toCheck }.isEmpty)
        let paths = Set(found.compactMap(\.missing))
        #expect(paths.isSubset(of: AgreementSchema.paths))
    }

    @Test func `keeps the heaviest first`() throws {
        let found = try Rules.all { facts in
            facts.followUp.referentLearners = 20
            facts.agreement.financialAnnex = false
            facts.host.present = nil
            facts.school.boardOn = nil
        }
        #expect(Set(found.severities) == [.block, .warning, .toCheck, .info])
        #expect(found.severities == found.severities.sorted(by: >))
    }

    @Test func `says a reversed period instead of guessing`() throws {
        let found = try Rules.check(53) { try $0.stay("2026-01-30", "2026-01-05") }
        #expect(found.severities == [.toCheck] && found.says("précède"))
    }

    @Test func `does not count through thousands of years`() throws {
        let found = try Rules.check(53) { try $0.stay("0001-01-01", "9999-12-31") }
        #expect(found.severities == [.toCheck] && found.says("plus de 3 ans"))
    }

    @Test func `looks at one chapter when asked`() throws {
        var facts = try AgreementCase.sample()
        facts.agreement.financialAnnex = false
        facts.followUp.referentLearners = 20
        let found = PlacementRules.check(
            facts, parameters: try Rules.parameters.get(), on: try day("2025-12-15"), themes: [.followUp])
        #expect(found.map(\.rule) == ["PFMP-75"])
    }

    @Test func `writes messages as French wants them, with a remedy for what is wrong`() throws {
        var broken = try AgreementCase.sample()
        broken.followUp.referentLearners = 20
        broken.agreement.financialAnnex = false
        broken.agreement.mentions = []
        try broken.hours("06:00-12:45, 13:00-23:00", "", "", "", "", "08:00-12:00", "08:00-12:00")
        broken.works.regulated = true
        broken.allowance.days = 300
        broken.others(12, sameTutor: true)
        for facts in [broken, AgreementCase()] {
            let found = PlacementRules.check(facts, parameters: try Rules.parameters.get(), on: try day("2026-01-06"))
            for finding in found {
                #expect(finding.message.hasSuffix(".") && finding.message.first?.isLowercase == false)
                #expect((finding.message + finding.remedy).firstMatch(of: #/ [:;?!»€%]|« |'/#) == nil)
                #expect(finding.severity < .warning || !finding.remedy.isEmpty)
            }
        }
    }
}

@Suite struct `Severities a school changes` {
    @Test func `raise and lower what a rule finds`() throws {
        let change: (inout AgreementCase) -> Void = { $0.agreement.financialAnnex = false }
        #expect(try Rules.check(27, settings: try SeveritySettings([27: .block]), change).severities == [.block])
        #expect(try Rules.check(27, settings: try SeveritySettings([27: .info]), change).severities == [.info])
        #expect(try Rules.check(27, settings: try SeveritySettings([26: .info]), change).severities == [.warning])
    }

    @Test func `leave missing facts to check`() throws {
        let found = try Rules.check(27, settings: try SeveritySettings([27: .block])) {
            $0.agreement.financialAnnex = nil
        }
        #expect(found.severities == [.toCheck])
    }

    @Test func `leave what a heavy rule only tells`() throws {
        let found = try Rules.check(22, settings: try SeveritySettings([22: .block])) { facts in
            facts.agreement.state = .toSign
            facts.agreement.signatures = []
        }
        #expect(found.severities == [.info])
    }

    @Test func `are refused for a rule that does not exist and for « à vérifier »`() {
        #expect(throws: SeverityRefusal.unknownRule(124)) { try SeveritySettings([124: .info]) }
        #expect(throws: SeverityRefusal.notASetting(27)) { try SeveritySettings([27: .toCheck]) }
        #expect(SeverityRefusal.notASetting(27).message.contains("PFMP-27"))
    }

    @Test func `are data`() throws {
        let settings = try SeveritySettings([27: .block, 62: .info])
        let json = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(SeveritySettings.self, from: json) == settings)
        #expect(try JSONDecoder().decode(SeveritySettings.self, from: Data(#"{"27": "block"}"#.utf8))[27] == .block)
        #expect(throws: SeverityRefusal.self) {
            try JSONDecoder().decode(SeveritySettings.self, from: Data(#"{"124": "block"}"#.utf8))
        }
    }
}

@Suite struct `A written reason` {
    static func finding(_ rule: Int, _ severity: Finding.Severity, _ message: String = "Trop.") -> Finding {
        Finding(rule: rule, severity: severity, message: message, source: "")
    }

    static func reason(_ finding: Finding, _ text: String = "Accord de l’organisme", isHead: Bool = false) throws
        -> WrittenReason
    {
        try WrittenReason(passing: finding, because: text, by: "Anne Fictive", isHead: isHead, on: day("2026-01-05"))
    }

    @Test func `passes a warning, until its facts change`() throws {
        let warning = Self.finding(62, .warning)
        #expect([warning].lackingReason([]) == [warning])
        let reasons = [try Self.reason(warning)]
        #expect([warning].lackingReason(reasons).isEmpty)
        #expect([Self.finding(62, .warning, "Encore plus.")].lackingReason(reasons).count == 1)
        #expect([Self.finding(65, .warning)].lackingReason(reasons).count == 1)
    }

    @Test func `is not asked for what is to know or to check`() {
        #expect([Self.finding(62, .info), Self.finding(62, .toCheck)].stopping([]).isEmpty)
    }

    @Test func `passes a block by the head only, where the rule allows it`() throws {
        let night = Self.finding(50, .block)
        #expect(throws: ReasonRefusal.headOnly("PFMP-50")) { try Self.reason(night) }
        #expect(throws: ReasonRefusal.notPassable("PFMP-42")) {
            try Self.reason(Self.finding(42, .block), isHead: true)
        }
        #expect([night].stopping([]) == [night])
        #expect([night].stopping([try Self.reason(night, isHead: true)]).isEmpty)
    }

    @Test(arguments: ["", "  ", "ok", "…"])
    func `says something`(text: String) {
        #expect(throws: ReasonRefusal.tooShort) { try Self.reason(Self.finding(62, .warning), text) }
    }
}
