import Testing

@testable import Domain

extension MentionFacts {
    /// A complete agreement of four weeks in January 2027, changed as told.
    static func sample(_ change: (inout MentionFacts) -> Void = { _ in }) throws -> MentionFacts {
        let start = try day("2027-01-04")
        let end = try day("2027-01-29")
        let schedule = try #require(WeekSchedule(Array(repeating: "480-720,780-960", count: 5).joined(separator: ";")))
        var facts = MentionFacts(
            trainingTitle: "Baccalauréat professionnel Métiers de l’accueil", teachingVolumeStated: true,
            referentName: "Mme Référente Fictive", tutorName: "M. Tuteur Fictif", skills: "Accueillir",
            activities: "Tenir l’accueil", startsOn: start, endsOn: end, schedule: schedule,
            presence: Presence(schedule: schedule, from: start, through: end, territory: .metropole),
            followUp: "Une visite", gratification: "", gratificationDue: false, schoolInsurer: "Assureur fictif",
            meals: "Cantine", transport: "", lodging: "",
            template: [.protection, .absences, .termination, .interruption, .houseRules, .certificate])
        change(&facts)
        return facts
    }
}

@Suite struct `Mandatory mentions` {
    /// The mention, and a change that removes it.
    struct Hole: Sendable, CustomTestStringConvertible {
        let mention: Mention
        let dig: @Sendable (inout MentionFacts) -> Void
        var testDescription: String { "mention \(mention.rawValue)" }
    }

    static let holes: [Hole] = [
        Hole(mention: .training) { $0.trainingTitle = " " },
        Hole(mention: .training) { $0.teachingVolumeStated = false },
        Hole(mention: .people) { $0.referentName = nil },
        Hole(mention: .people) { $0.tutorName = "" },
        Hole(mention: .skills) { $0.skills = "" },
        Hole(mention: .activities) { $0.activities = "" },
        Hole(mention: .dates) { $0.endsOn = $0.startsOn.adding(days: -1) },
        Hole(mention: .presence) { $0.schedule = WeekSchedule() },
        Hole(mention: .followUp) { $0.followUp = "" },
        Hole(mention: .gratification) { $0.gratificationDue = true },
        Hole(mention: .protection) { $0.schoolInsurer = nil },
        Hole(mention: .absences) { $0.template.remove(.absences) },
        Hole(mention: .termination) { $0.template.remove(.termination) },
        Hole(mention: .interruption) { $0.template.remove(.interruption) },
        Hole(mention: .advantages) { $0.meals = "" },
        Hole(mention: .houseRules) { $0.template.remove(.houseRules) },
        Hole(mention: .certificate) { $0.template.remove(.certificate) },
    ]

    @Test func `are all stated by a complete agreement`() throws {
        #expect(Mentions.gaps(try .sample()).isEmpty)
        #expect(try Self.findings(.sample()).isEmpty)
    }

    @Test(arguments: holes)
    func `are missed one by one`(hole: Hole) throws {
        let found = try Self.findings(.sample(hole.dig))
        #expect(found.count == 1)
        #expect(found.first?.message.hasPrefix("Mention \(hole.mention.rawValue)\u{A0}: ") == true)
        #expect(found.first?.source.contains("\(hole.mention.rawValue)°") == true)
        #expect(found.first?.remedy.isEmpty == false)
    }

    @Test func `have a hole each in these tests`() {
        #expect(Set(Self.holes.map(\.mention)) == Set(Mention.allCases))
    }

    @Test func `block on items 1 to 7 and 9 and warn on the others`() {
        let blocking = Mention.allCases.filter { $0.severity == .block }.map(\.rawValue)
        #expect(blocking == [1, 2, 3, 4, 5, 6, 7, 9])
    }

    @Test func `block an agreement without activities, as the catalogue says`() throws {
        let found = try #require(Self.findings(.sample { $0.activities = "" }).first)
        #expect(found.message == "Mention 4\u{A0}: les activités confiées manquent.")
        #expect(found.severity == .block)
        #expect(!AgreementReadiness([found]).mayBeSigned)
    }

    @Test(arguments: ["sans objet", "Sans objet.", "NÉANT", "néant"])
    func `may be without object`(text: String) throws {
        let facts = try MentionFacts.sample { facts in
            facts.meals = text
            facts.gratification = text
        }
        let states = Dictionary(uniqueKeysWithValues: Mentions.states(facts).map { ($0.mention, $0.state) })
        #expect(states[.advantages] == .notApplicable)
        #expect(states[.gratification] == .notApplicable)
    }

    /// What the catalogue says of the mentions of these facts (PFMP-26).
    static func findings(_ facts: MentionFacts) throws -> [Finding] {
        try Rules.check(26) { sample in
            sample.agreement.gaps = Mentions.gaps(facts)
            sample.agreement.mentions = Set(Mention.allCases).subtracting(sample.agreement.gaps.keys)
        }
    }
}

@Suite struct `The people of an agreement` {
    static func facts(_ change: (inout SignatoryFacts) -> Void = { _ in }) -> SignatoryFacts {
        var facts = SignatoryFacts(
            minor: true, guardians: ["Mère Fictive"], hostSignatory: "Directeur Fictif", headName: "Proviseure Fictive",
            hostIdentified: true)
        change(&facts)
        return facts
    }

    /// What the catalogue says of these people before anybody signed (PFMP-24).
    static func findings(_ change: (inout SignatoryFacts) -> Void = { _ in }) throws -> [Finding] {
        try Rules.check(24) { sample in
            sample.agreement.state = .draft
            sample.agreement.signatures = []
            sample.agreement.people = facts(change)
        }
    }

    @Test func `are enough when each has a name`() throws {
        #expect(try Self.findings().isEmpty)
    }

    @Test func `lack a legal representative only for a minor`() throws {
        #expect(try Self.findings { $0.guardians = [] }.map(\.severity) == [.block])
        let adult = try Self.findings { facts in
            facts.guardians = []
            facts.minor = false
        }
        #expect(adult.isEmpty)
    }

    @Test func `may be completed by hand on the host's side, with a written reason`() throws {
        let found = try Self.findings { facts in
            facts.hostSignatory = nil
            facts.hostIdentified = false
        }
        #expect(found.map(\.severity) == [.warning, .warning])
        #expect(!AgreementReadiness(found).mayBeSigned)
        let reasons = try found.map {
            try WrittenReason(
                passing: $0, because: "Écrit à la main le jour de la signature", by: "Anne Fictive", isHead: false,
                on: day("2026-01-05"))
        }
        #expect(AgreementReadiness(found, reasons: reasons).mayBeSigned)
    }
}

@Suite struct `The readiness of an agreement` {
    private static func finding(_ rule: Int, _ severity: Finding.Severity) -> Finding {
        Finding(rule: rule, severity: severity, message: "Il manque ceci.", source: "")
    }

    @Test func `asks a reason for each warning, until everybody signed`() {
        let warning = [Self.finding(62, .warning)]
        #expect(AgreementReadiness(warning).obstacles.count == 1)
        #expect(AgreementReadiness(warning).lackingReason == warning)
        #expect(AgreementReadiness(warning, isOpen: false).mayBeSigned)
        #expect(!AgreementReadiness([Self.finding(42, .block)], isOpen: false).mayBeSigned)
    }

    @Test func `only asks to read a warning of a text that was not read again`() throws {
        // PFMP-65 is known, not read again.
        let warning = Self.finding(65, .warning)
        let readiness = AgreementReadiness([warning])
        #expect(readiness.mayBeSigned && readiness.toAcknowledge == [warning] && readiness.lackingReason.isEmpty)
        let read = WrittenReason(acknowledging: warning, by: "Anne Fictive", on: try day("2026-01-05"))
        #expect(AgreementReadiness([warning], reasons: [read]).toAcknowledge.isEmpty)
        #expect(AgreementReadiness([warning], isOpen: false).toAcknowledge.isEmpty)
    }

    @Test func `asks a reason for such a warning when the school chose it`() throws {
        let warning = Self.finding(65, .warning)
        let chosen = try SeveritySettings([65: .warning])
        #expect(AgreementReadiness([warning], settings: chosen).lackingReason == [warning])
        #expect(AgreementReadiness([warning], settings: chosen).lacksOnlyReasons)
        let both = AgreementReadiness([warning, Self.finding(42, .block)], settings: chosen)
        #expect(!both.lacksOnlyReasons)
    }

    @Test func `never asks anything for what is only to check`() {
        let readiness = AgreementReadiness([Self.finding(62, .toCheck), Self.finding(65, .toCheck)])
        #expect(readiness.mayBeSigned && readiness.toAcknowledge.isEmpty)
    }

    @Test(arguments: [22, 38, 99, 109]) func `is not stopped by what comes after the departure`(rule: Int) {
        #expect(AgreementReadiness([Self.finding(rule, .block), Self.finding(rule, .warning)]).mayBeSigned)
    }

    @Test func `puts the heaviest first and keeps what is only to know`() {
        let found = [Self.finding(1, .info), Self.finding(2, .block), Self.finding(3, .toCheck)]
        let readiness = AgreementReadiness(found)
        #expect(readiness.findings.map(\.severity) == [.block, .toCheck, .info])
        #expect(readiness.blocking.count == 1)
    }
}

@Suite struct `A severity that a school asks for` {
    @Test func `is refused when it lowers a prohibition that nobody may pass`() throws {
        let daily = try #require(RuleCatalogue.rule(42))
        #expect(throws: SeverityRefusal.notLowered(42)) { try SeveritySettings.require(.warning, for: daily) }
        try SeveritySettings.require(.block, for: daily)
        #expect(SeverityRefusal.notLowered(42).message.contains("PFMP-42"))
    }

    @Test(arguments: [(50, Finding.Severity.warning), (62, .info), (62, .block), (27, .block)])
    func `may lower what the head passes, and raise any`(rule: Int, severity: Finding.Severity) throws {
        try SeveritySettings.require(severity, for: try #require(RuleCatalogue.rule(rule)))
    }
}

@Suite struct `Codes read as facts of the rules` {
    @Test(arguments: [
        ("24731211330", Diploma.bacpro), ("24121010210", .cap2), ("25021010110", .bma), ("31131211210", .bts),
    ])
    func `name the diploma of a MEF`(code: String, diploma: Diploma) throws {
        #expect(Diploma(try MEF(code)) == diploma)
    }

    @Test(
        arguments: [
            ("10.71C", YouthSector.bakery), ("10.71D", .pastry), ("5610A", .restaurant), ("47.76Z", .flowers),
            ("45.20A", nil),
        ] as [(String, YouthSector?)])
    func `name the activity of a NAF`(code: String, sector: YouthSector?) {
        #expect(YouthSector(naf: code) == sector)
    }
}
