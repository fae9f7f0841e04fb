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
            hostInsurer: "Assureur fictif", meals: "Cantine", transport: "", lodging: "",
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
        #expect(Mentions.findings(try .sample()).isEmpty)
    }

    @Test(arguments: holes)
    func `are missed one by one`(hole: Hole) throws {
        let found = Mentions.findings(try .sample(hole.dig))
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
        let found = try #require(Mentions.findings(try .sample { $0.activities = "" }).first)
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

    @Test func `warn when the host's insurer is unknown`() throws {
        let found = Mentions.findings(try .sample { $0.hostInsurer = nil })
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["PFMP-101"])
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

    @Test func `are enough when each has a name`() {
        #expect(Self.facts().findings.isEmpty)
    }

    @Test func `lack a legal representative only for a minor`() {
        #expect(Self.facts { $0.guardians = [] }.findings.map(\.severity) == [.block])
        #expect(
            Self.facts { facts in
                facts.guardians = []
                facts.minor = false
            }.findings.isEmpty)
    }

    @Test func `may be completed by hand on the host's side`() {
        let found = Self.facts { facts in
            facts.hostSignatory = nil
            facts.hostIdentified = false
        }.findings
        #expect(found.map(\.severity) == [.warning, .warning])
        #expect(AgreementReadiness(found).mayBeSigned)
    }
}
