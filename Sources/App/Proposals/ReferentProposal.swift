import Domain
import Persistence
import Placement

extension ReferentSettings {
    init(reading form: inout FormReader) {
        self.init()
        for slider in Slider.allCases {
            if let value = form.number(slider.rawValue, in: ReferentSettings.range) { self[slider] = value }
        }
    }

    var values: [(String, String)] { Slider.allCases.map { ($0.rawValue, String(self[$0])) } }

    /// In percent of what the engine usually gives.
    fileprivate var weights: ReferentQuestion.Weights {
        var weights = ReferentQuestion.Weights()
        func scaled(_ usual: Int32, _ slider: Slider) -> Int32 { usual * Int32(clamping: self[slider]) / 100 }
        weights.balance = max(1, scaled(weights.balance, .balance))
        weights.continuity = scaled(weights.continuity, .continuity)
        weights.trade = scaled(weights.trade * 2, .trade)
        weights.distance = scaled(weights.distance, .distance)
        return weights
    }
}

/// The team of a class for one period.
struct ReferentTeam: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let stays: [DistributedStay]
    let teachers: [DistributionTeacher]
    /// Those who teach something else than general subjects.
    let tradeTeachers: Set<ID<StaffMember>>
}

/// A placement whose référent is still open, with the one proposed and why.
struct SharedStay: Sendable {
    let stay: DistributedStay
    let proposed: ID<StaffMember>?
    let isLocked: Bool
    let reason: String
}

/// Who follows whom over several classes, each teacher held to the cap over all of them.
struct ReferentSharing: Sendable {
    private(set) var stays: [SharedStay] = []

    /// - Parameter locks: référents that people decided; one who does not teach the class any more is left out.
    init(
        _ teams: [ReferentTeam], cap: Int, _ settings: ReferentSettings,
        locks: [ID<Placement>: ID<StaffMember>] = [:]
    ) throws {
        let teachers = ReferentLoad.people(of: teams)
        let numbers = Dictionary(uniqueKeysWithValues: teachers.enumerated().map { ($1.id, $0) })
        let kept = locks.filter { numbers[$0.value] != nil }
        // An agreement that has left keeps its référent, who has that much less room; so does a decision of people.
        let held =
            teams.flatMap(\.stays).filter(\.isFixed).compactMap(\.referentId)
            + teams.flatMap(\.stays).filter { !$0.isFixed }.compactMap { kept[$0.id] }
        let open = teams.enumerated().flatMap { group, team in
            team.stays.filter { !$0.isFixed && kept[$0.id] == nil }.map { (group: group, team: team, stay: $0) }
        }
        let origin = open.lazy.compactMap { $0.stay.position }.first
        let question = ReferentQuestion(
            learners: open.map { entry in
                .init(
                    group: entry.group, position: ReferentSharing.plane(entry.stay.position, origin),
                    previous: entry.stay.formerReferentId.flatMap { numbers[$0] })
            },
            members: teams.enumerated().flatMap { group, team in
                team.teachers.compactMap { teacher in
                    numbers[teacher.id].map {
                        .init(
                            teacher: $0, group: group, weeklyMinutes: Int32(clamping: teacher.weeklyMinutes),
                            teachesTrade: team.tradeTeachers.contains(teacher.id))
                    }
                }
            },
            limits: teachers.map { teacher in
                Int32(clamping: max(0, cap - teacher.elsewhere - held.count { $0 == teacher.id }))
            }, tradeGroups: [], weights: settings.weights)
        let plan = try question.answered()
        for (number, entry) in open.enumerated() {
            let proposed = plan.teacher[number].map { teachers[$0].id }
            stays.append(
                SharedStay(
                    stay: entry.stay, proposed: proposed, isLocked: false,
                    reason: ReferentSharing.reason(proposed, entry.stay, entry.team)))
        }
        for team in teams {
            for stay in team.stays where !stay.isFixed {
                guard let staff = kept[stay.id] else { continue }
                stays.append(
                    SharedStay(
                        stay: stay, proposed: staff, isLocked: true,
                        reason: "choisi par vous\u{A0}; " + ReferentSharing.reason(staff, stay, team)))
            }
        }
    }

    /// « 6 h dans la classe, enseigne le métier, l’a suivi la dernière fois »
    private static func reason(_ staff: ID<StaffMember>?, _ stay: DistributedStay, _ team: ReferentTeam) -> String {
        guard let staff else { return "tous les enseignants de la classe sont au plafond, ou sans heures" }
        var words: [String] = []
        if let minutes = team.teachers.first(where: { $0.id == staff })?.weeklyMinutes, minutes > 0 {
            let tenths = minutes / 6
            let hours = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)"
            words.append("\(hours)\u{A0}h dans la classe")
        }
        if team.tradeTeachers.contains(staff) { words.append("enseigne le métier") }
        if stay.formerReferentId == staff { words.append("l’a suivi la dernière fois") }
        let mates = team.stays.count { $0.companyId == stay.companyId && $0.id != stay.id }
        if mates > 0 {
            words.append(
                FrenchNumber.counted(mates, "autre élève de la classe y est", "autres élèves de la classe y sont"))
        }
        return words.isEmpty ? "a encore de la place" : words.joined(separator: ", ")
    }

    /// Metres on a plane around a point.
    private static func plane(
        _ position: (Double, Double)?, _ origin: (Double, Double)?
    ) -> ReferentQuestion.Position? {
        guard let position, let origin else { return nil }
        let north = (position.0 - origin.0) * 111_200
        let east = (position.1 - origin.1) * 111_200 * (origin.0 * .pi / 180).cosine
        guard abs(north) < 20_000_000, abs(east) < 20_000_000 else { return nil }
        return .init(x: Int32(east.rounded()), y: Int32(north.rounded()))
    }
}

/// How many learners a teacher would follow.
struct ReferentLoad: Sendable {
    let id: ID<StaffMember>
    let name: String
    let followed: Int
    /// By the hours, in hundredths of a learner.
    let target: Int
    /// In periods that the proposal is not for.
    let elsewhere: Int

    var total: Int { followed + elsewhere }

    /// The teachers of some teams, each once, with those whom they follow in other periods.
    static func people(of teams: [ReferentTeam]) -> [(id: ID<StaffMember>, name: String, elsewhere: Int)] {
        var seen: Set<ID<StaffMember>> = []
        return teams.flatMap(\.teachers).filter { seen.insert($0.id).inserted }.map { teacher in
            let here = teams.flatMap(\.stays).count { $0.referentId == teacher.id }
            let all =
                teams.flatMap(\.teachers).filter { $0.id == teacher.id }
                .map { $0.followedHere + $0.followedElsewhere }.max() ?? 0
            return (teacher.id, teacher.name, max(0, all - here))
        }
    }

    /// What each would follow once the proposal is accepted.
    static func all(of teams: [ReferentTeam], proposed: [ID<Placement>: ID<StaffMember>]) -> [ReferentLoad] {
        let followed = teams.flatMap(\.stays).compactMap { proposed[$0.id] ?? $0.referentId }
        return people(of: teams).map { person in
            let target = teams.reduce(0) { sum, team in
                let all = team.teachers.reduce(0) { $0 + $1.weeklyMinutes }
                let mine = team.teachers.first { $0.id == person.id }?.weeklyMinutes ?? 0
                return all == 0 ? sum : sum + team.stays.count * 100 * mine / all
            }
            return ReferentLoad(
                id: person.id, name: person.name, followed: followed.count { $0 == person.id }, target: target,
                elsewhere: person.elsewhere)
        }.sorted { SearchKey($0.name) < SearchKey($1.name) }
    }
}

extension DistributedStay {
    var position: (Double, Double)? { zip(latitude, longitude) }
}

/// Subjects taught in every course: their teachers are not of the trade.
enum GeneralSubjects {
    private static let words = [
        "francais", "lettres", "histoire", "geographie", "mathematiques", "maths", "sciences physiques", "physique",
        "anglais", "espagnol", "allemand", "italien", "langue", "eps", "education physique", "arts", "philosophie",
        "economie gestion", "economie droit", "prevention sante", "documentation",
    ]

    /// Whether a subject belongs to general teaching.
    static func contain(_ subject: String) -> Bool {
        let key = SearchKey(subject).rawValue
        return key.isEmpty || words.contains { key.hasPrefix($0) }
    }
}

extension SchoolDatabase {
    /// The teams of the classes of some periods, with those whom they place.
    func referentTeams(_ periods: [ID<PFMPPeriod>]) throws -> [ReferentTeam] {
        try periods.map { id in
            let period = try period(id)
            let stays = try distributedStays(of: period)
            let taught: [Teaching] = try rows(
                "select teaching.* from \(table(.teaching)) where teaching.class_id = \(period.classId)")
            return ReferentTeam(
                period: period, schoolClass: try schoolClass(period.classId), stays: stays,
                teachers: try distributionTeachers(for: period, stays: stays),
                tradeTeachers: Set(taught.filter { !GeneralSubjects.contain($0.subject) }.map(\.staffId)))
        }
    }

    /// PFMP-75: how many learners one teacher may follow at once.
    func referentCap(of periods: [PFMPPeriod], today: LocalDate) throws -> Int {
        let start = periods.map(\.startsOn).min() ?? today
        return try LegalTexts.parameters().value(.referentMaximumSchool, on: start) ?? 0
    }
}
