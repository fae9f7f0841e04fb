import Testing

@testable import Domain

/// A pupil of seventeen in première, four weeks of January 2026 in a garage: everything known, nothing wrong.
extension AgreementCase {
    static func sample() throws -> AgreementCase {
        var facts = AgreementCase()
        facts.kind = .pfmp
        facts.school.ministry = .education
        facts.school.status = .publicSchool
        facts.school.territory = .metropole
        facts.school.insurer = "Assurance fictive"
        facts.school.holidays = []
        facts.abroad.country = "FR"
        facts.school.boardOn = try day("2025-11-20")
        facts.learner.birthDate = try day("2008-09-01")
        facts.learner.status = .pupil
        facts.training.title = "Baccalauréat professionnel maintenance des véhicules"
        facts.training.diploma = .bacpro
        facts.training.year = 2
        facts.training.mef = "2472520432"
        facts.training.specialityWeeks = 20
        facts.training.plannedWeeks = [6, 8, 6]
        facts.training.lastYear = 2026
        facts.period.startsOn = try day("2026-01-05")
        facts.period.endsOn = try day("2026-01-30")
        facts.period.certifying = true
        facts.period.others = []
        facts.hours.weeks = [try Self.week(Array(repeating: "08:00-12:00, 13:00-16:00", count: 5))]
        try facts.fillHost()
        try facts.fillPaper()
        return facts
    }

    private mutating func fillHost() throws {
        host.name = "Garage fictif"
        host.headcount = 12
        host.present = []
        host.insurer = "Assureur fictif"
        host.safetyInformation = true
        host.state = .active
        works.regulated = false
        works.excluded = true
        followUp.referentLearners = 3
        followUp.contacts = []
        followUp.ccf = false
        host.inRegister = true
        hours.counted = true
    }

    private mutating func fillPaper() throws {
        agreement.tutorAdult = true
        agreement.state = .signed
        agreement.template = "2016"
        agreement.templateBoardOn = try day("2025-06-12")
        agreement.mentions = Set(Mention.allCases)
        agreement.signatures = try [Party.host, .tutor, .guardian, .referent, .head].map { party in
            var signature = PaperSignature()
            signature.party = party
            signature.on = try day("2025-12-10")
            return signature
        }
        agreement.referent = "Anne Fictive"
        agreement.tutor = "Jean Fictif"
        agreement.activities = "Entretien courant des véhicules"
        agreement.pedagogicalAnnex = true
        agreement.financialAnnex = true
        agreement.meals = true
        agreement.transport = false
        agreement.culture = false
    }

    /// Hours of a week, Monday first: `08:00-12:00, 13:00-16:00`.
    static func week(_ days: [String]) throws -> WeekSchedule {
        WeekSchedule(days: try days.map { try #require(DaySchedule(clocks: $0)) })
    }
}

/// Runs the rules on a changed sample.
enum Rules {
    static let parameters = Result { try LegalParameters.embedded() }

    /// What one rule says of the sample, once changed.
    static func check(
        _ number: Int, on today: String = "2025-12-15", settings: SeveritySettings = SeveritySettings(),
        _ change: (inout AgreementCase) throws -> Void = { _ in }
    ) throws -> [Finding] {
        try all(on: today, settings: settings, change).filter { $0.rule == Finding.name(of: number) }
    }

    /// What all rules say of the sample, once changed.
    static func all(
        on today: String = "2025-12-15", settings: SeveritySettings = SeveritySettings(),
        _ change: (inout AgreementCase) throws -> Void = { _ in }
    ) throws -> [Finding] {
        var facts = try AgreementCase.sample()
        try change(&facts)
        return PlacementRules.check(facts, parameters: try parameters.get(), settings: settings, on: try day(today))
    }
}

extension [Finding] {
    var severities: [Finding.Severity] { map(\.severity) }

    /// Whether a message holds a text, whatever its case, no-break spaces as plain ones.
    func says(_ text: String) -> Bool {
        contains { finding in
            let plain = String(finding.message.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
            return plain.lowercased().contains(text.lowercased())
        }
    }
}

extension AgreementCase {
    /// The period, first to last day.
    mutating func stay(_ start: String, _ end: String) throws {
        period.startsOn = try day(start)
        period.endsOn = try day(end)
    }

    /// One usual week, Monday first.
    mutating func hours(_ days: String...) throws { hours.weeks = [try Self.week(days)] }

    /// Somebody of that age on the first day of the sample.
    mutating func age(_ years: Int) throws {
        learner.birthDate = try #require(period.startsOn).adding(years: -years).adding(days: -30)
    }

    /// Others that the host receives during the sample.
    mutating func others(_ count: Int, kind: StayKind = .pfmp, sameTutor: Bool = false) {
        host.present =
            (host.present ?? [])
            + (0..<count).map { _ in
                var trainee = PresentTrainee()
                trainee.startsOn = period.startsOn
                trainee.endsOn = period.endsOn
                trainee.kind = kind
                trainee.sameTutor = sameTutor
                return trainee
            }
    }
}
