import Domain
import Persistence
import Placement

/// How much each aim counts when référents are shared out.
struct ReferentSettings: Sendable, Equatable {
    enum Slider: String, CaseIterable, Sendable {
        case balance = "equilibre"
        case continuity = "continuite"
        case trade = "matiere"
        case distance = "geographie"

        var label: String {
            switch self {
            case .balance: "Selon les heures"
            case .continuity: "Le même que la dernière fois"
            case .trade: "Enseignant du métier"
            case .distance: "Lieux proches les uns des autres"
            }
        }

        var meaning: String {
            switch self {
            case .balance: "Chacun suit à proportion de ses heures dans la classe."
            case .continuity: "L’élève garde l’enseignant qui l’a suivi."
            case .trade: "Préfère ceux qui n’enseignent pas une matière générale."
            case .distance: "Rapproche les lieux suivis par un même enseignant."
            }
        }
    }

    var values: [Slider: Int] = [.balance: 100, .continuity: 100, .trade: 50, .distance: 100]

    init(_ query: FormValues) {
        for slider in Slider.allCases {
            if let value = Int(query[slider.rawValue]) { values[slider] = min(300, max(0, value)) }
        }
    }

    /// In percent of what the engine usually gives.
    var weights: ReferentQuestion.Weights {
        var weights = ReferentQuestion.Weights()
        func scaled(_ usual: Int32, _ slider: Slider) -> Int32 { usual * Int32(clamping: values[slider] ?? 100) / 100 }
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

/// A learner with the référent proposed.
struct ReferentLine: Sendable {
    let stay: DistributedStay
    let classCode: String
    let period: ID<PFMPPeriod>
    let proposed: ID<StaffMember>?

    var changes: Bool { proposed != nil && proposed != stay.referentId && !stay.isFixed }
}

/// Who follows whom over several classes, and how it was reached.
struct ReferentSharing: Sendable {
    struct Load: Sendable {
        let id: ID<StaffMember>
        let name: String
        let followed: Int
        /// In hundredths of a learner.
        let target: Int
        let elsewhere: Int
    }

    let lines: [ReferentLine]
    let loads: [Load]
    let withoutReferent: Int

    /// Shares the learners of several classes between their teachers, each held to the cap over all of them.
    init(_ teams: [ReferentTeam], cap: Int, _ settings: ReferentSettings) throws {
        var numbers: [ID<StaffMember>: Int] = [:]
        var names: [(id: ID<StaffMember>, name: String, elsewhere: Int)] = []
        // Followed in periods that are not asked for: what is counted elsewhere, less what these classes count.
        for teacher in teams.flatMap(\.teachers) where numbers[teacher.id] == nil {
            numbers[teacher.id] = names.count
            let here = teams.flatMap(\.stays).count { $0.referentId == teacher.id }
            let all =
                teams.flatMap(\.teachers).filter { $0.id == teacher.id }
                .map { $0.followedHere + $0.followedElsewhere }.max() ?? 0
            names.append((teacher.id, teacher.name, max(0, all - here)))
        }
        // An agreement that has left keeps its référent, who has that much less room.
        let open = teams.enumerated().flatMap { group, team in
            team.stays.filter { !$0.isFixed }.map { (group: group, team: team, stay: $0) }
        }
        let fixed = teams.flatMap(\.stays).filter(\.isFixed).compactMap(\.referentId)
        let limits = names.map { teacher in
            Int32(clamping: max(0, cap - teacher.elsewhere - fixed.count { $0 == teacher.id }))
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
            }, limits: limits, tradeGroups: [], weights: settings.weights)
        let plan = try question.answered()
        var lines: [ReferentLine] = []
        for (number, entry) in open.enumerated() {
            lines.append(
                ReferentLine(
                    stay: entry.stay, classCode: entry.team.schoolClass.code, period: entry.team.period.id,
                    proposed: plan.teacher[number].map { names[$0].id }))
        }
        for team in teams {
            for stay in team.stays where stay.isFixed {
                lines.append(
                    ReferentLine(
                        stay: stay, classCode: team.schoolClass.code, period: team.period.id, proposed: stay.referentId)
                )
            }
        }
        self.lines = lines.map { (key: SearchKey($0.stay.listName), line: $0) }
            .sorted { ($0.key, $0.line.stay.id) < ($1.key, $1.line.stay.id) }.map(\.line)
        loads = names.enumerated().map { number, teacher in
            Load(
                id: teacher.id, name: teacher.name,
                followed: plan.load[number] + fixed.count { $0 == teacher.id }, target: plan.target[number],
                elsewhere: teacher.elsewhere)
        }.sorted { SearchKey($0.name) < SearchKey($1.name) }
        withoutReferent = plan.teacher.count { $0 == nil }
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
}

/// The référents proposed over several classes become those of the placements.
struct AcceptReferents: Operation {
    let choices: [ID<Placement>: ID<StaffMember>]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Assigned {
        try author.require(.proposePlacements)

        var groups: [String: (period: ID<PFMPPeriod>, referent: ID<StaffMember>, placements: [ID<Placement>])] = [:]
        for (placement, referent) in choices.sorted(by: { $0.key < $1.key }) {
            let period = try db.placement(placement).periodId
            groups[period.rawValue + referent.rawValue, default: (period, referent, [])].placements.append(placement)
        }
        var all = Assigned(changed: 0, fixed: 0)
        for key in groups.keys.sorted() {
            guard let group = groups[key] else { continue }
            let done = try AssignReferents(
                period: group.period, placements: group.placements, referent: group.referent
            ).run(in: db, by: author, at: now)
            all = Assigned(changed: all.changed + done.changed, fixed: all.fixed + done.fixed)
        }
        for period in Set(groups.values.map(\.period)).sorted() { try requireRoom(in: db, try db.period(period)) }
        return all
    }

    /// PFMP-75: nobody above the cap.
    private func requireRoom(in db: SchoolDatabase, _ period: PFMPPeriod) throws {
        guard let cap = try LegalTexts.parameters().value(.referentMaximumSchool, on: period.startsOn) else { return }
        let chosen = Set(choices.values)
        guard
            let above = try db.referentChoices(for: period).first(where: { chosen.contains($0.id) && $0.followed > cap }
            )
        else { return }
        throw FieldRefusal(
            "",
            "\(above.firstName) \(above.familyName) suivrait \(above.followed)\u{A0}élèves en même temps, \(cap) au plus (D.\u{A0}124-3)."
        )
    }
}
