import Domain
import Persistence

/// A line of the list of actions.
struct ActionListLine: Codable, Sendable {
    let id: ID<Action>
    let kind: ActionKind
    let title: String
    let state: Action.State
    let schoolYear: Int
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let startMinute: Int?
    let endMinute: Int?
    let requesterName: String
    let roomName: String?
    let place: String
    let version: Int
}

/// What the list is asked to show.
struct ActionListFilter: Equatable, Sendable {
    var year: Int
    var state: Action.State?
    var kind: ActionKind?
    var classId: ID<SchoolClass>?
    /// By the key of its line.
    var objective: ID<RoadmapObjective>?
}

extension SchoolDatabase {
    /// An action that the person may see, or `NotFound`.
    func action(_ id: ID<Action>, for author: Author) throws -> Action {
        let found: Action? = try row(
            "select action.* from \(table(.action)) where action.id = \(id) and \(visibleActions(author))")
        guard let found else { throw NotFound("Cette action") }
        return found
    }

    func action(_ id: ID<Action>) throws -> Action { try find(id, in: .action, "Cette action") }

    /// Who organises sees every action; a teacher those of their classes, those they asked for or take part in.
    func visibleActions(_ author: Author) -> SQL {
        if author.may(.organiseActions) || !author.may(.seeOwnLearners) { return "true" }
        let staff = author.staffId?.rawValue ?? ""
        return """
            (action.requested_by = \(staff) or action.id in (
            select action_staff.action_id from \(table(.actionStaff)) where action_staff.staff_id = \(staff)) or
            action.id in (select action_class.action_id from \(table(.actionClass))
            join \(table(.teaching)) on teaching.class_id = action_class.class_id
            where teaching.staff_id = \(staff)))
            """
    }

    private func condition(_ filter: ActionListFilter, _ author: Author) -> SQL {
        var condition: SQL = "action.school_year = \(filter.year) and \(visibleActions(author))"
        if let state = filter.state { condition = "\(condition) and action.state = \(state)" }
        if let kind = filter.kind { condition = "\(condition) and action.kind = \(kind)" }
        if let objective = filter.objective { condition = "\(condition) and action.objective_id = \(objective)" }
        if let classId = filter.classId {
            condition = """
                \(condition) and action.id in (select action_class.action_id from \(table(.actionClass))
                where action_class.class_id = \(classId))
                """
        }
        return condition
    }

    private var listedAction: SQL {
        """
        select action.id, action.kind, action.title, action.state, action.school_year, action.starts_on,
        action.ends_on, action.start_minute, action.end_minute, action.requester_name, room.name as room_name, action.place,
        action.version from \(table(.action)) left join \(table(.room)) on room.id = action.room_id
        """
    }

    /// The actions of a year: those without a date first, then by day.
    func actions(_ filter: ActionListFilter, for author: Author) throws -> [ActionListLine] {
        try rows(
            """
            \(listedAction) where \(condition(filter, author))
            order by coalesce(action.starts_on, ''), coalesce(action.start_minute, 0), action.id limit 1000
            """)
    }

    /// Actions of years that are over and that still wait for something.
    func leftOpen(before year: Int) throws -> [ActionListLine] {
        try rows(
            """
            \(listedAction) where action.school_year < \(year)
            and action.state in ('demandee', 'en_preparation', 'confirmee', 'reportee', 'realisee')
            order by coalesce(action.starts_on, ''), action.id limit 100
            """)
    }

    /// How many wait for the office: asked, or over without their report.
    func actionCounts(year: Int, today: LocalDate) throws -> (asked: Int, toReport: Int) {
        let asked = try count(
            """
            select count(*) from \(table(.action)) where action.school_year = \(year) and action.state = 'demandee'
            """)
        let toReport = try count(
            """
            select count(*) from \(table(.action)) where action.school_year = \(year) and (action.state = 'realisee'
            or (action.state = 'confirmee' and coalesce(action.ends_on, action.starts_on) < \(today)))
            """)
        return (asked, toReport)
    }

    // MARK: What hangs on an action

    func classes(of action: ID<Action>) throws -> [SchoolClass] {
        try rows(
            """
            select school_class.* from \(table(.schoolClass))
            join \(table(.actionClass)) on action_class.class_id = school_class.id
            where action_class.action_id = \(action) order by school_class.code, school_class.id
            """)
    }

    func staff(of action: ID<Action>) throws -> [StaffMember] {
        try rows(
            """
            select staff_member.* from \(table(.staffMember))
            join \(table(.actionStaff)) on action_staff.staff_id = staff_member.id
            where action_staff.action_id = \(action) order by staff_member.search_key, staff_member.id
            """)
    }

    func slots(of action: ID<Action>) throws -> [ActionSlot] {
        try rows(
            """
            select action_slot.* from \(table(.actionSlot)) where action_slot.action_id = \(action)
            order by action_slot.held_on, action_slot.start_minute, action_slot.rank
            """)
    }

    func slot(_ id: ID<ActionSlot>, of action: ID<Action>) throws -> ActionSlot {
        let slot: ActionSlot = try find(id, in: .actionSlot, "Ce créneau")
        guard slot.actionId == action else { throw NotFound("Ce créneau") }
        return slot
    }

    func rooms() throws -> [Room] {
        try rows("select room.* from \(table(.room)) where room.closed_on is null order by room.name, room.id")
    }

    func room(_ id: ID<Room>) throws -> Room { try find(id, in: .room, "Cette salle") }

    // MARK: Clashes

    /// Other actions on the days of one, that keep their place.
    /// - Parameter asked: those only asked for as well.
    func actionsAround(_ action: Action, asked: Bool = false) throws -> [Action] {
        guard let start = action.startsOn, let end = action.lastDay else { return [] }
        let states: [Action.State] = asked ? [.requested, .preparing, .confirmed] : [.preparing, .confirmed]
        return try rows(
            """
            select action.* from \(table(.action)) where action.id <> \(action.id)
            and action.state in (\(list: states.map(\.rawValue))) and action.starts_on <= \(end)
            and coalesce(action.ends_on, action.starts_on) >= \(start) order by action.starts_on, action.id
            """)
    }

    /// Refuses two actions in one room, and a class in two places, at the same time.
    func requireFree(_ action: Action, classes: [ID<SchoolClass>]) throws {
        let others = try actionsAround(action).filter(action.meets)
        if let taken = action.roomConflict(among: others), let room = action.roomId {
            throw ActionRefusal.roomTaken(room: try self.room(room).name, by: taken.title, when: taken.when)
        }
        for other in others {
            guard let shared = try self.classes(of: other.id).first(where: { classes.contains($0.id) }) else {
                continue
            }
            throw ActionRefusal.classTaken(code: shared.code, by: other.title, when: other.when)
        }
    }

    /// Classes away on PFMP on the days of an action.
    func classesAway(_ action: Action, classes: [ID<SchoolClass>]) throws -> [String] {
        guard let start = action.startsOn, let end = action.lastDay, !classes.isEmpty else { return [] }
        return try rows(
            """
            select distinct school_class.code from \(table(.pfmpPeriod))
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.class_id in (\(list: classes)) and pfmp_period.starts_on <= \(end)
            and pfmp_period.ends_on >= \(start) order by school_class.code
            """)
    }

    /// Every class that is away on PFMP on the days of an action.
    func classesAway(_ action: Action, year: Int) throws -> [String] {
        guard let start = action.startsOn, let end = action.lastDay else { return [] }
        return try rows(
            """
            select distinct school_class.code from \(table(.pfmpPeriod))
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.school_year = \(year) and pfmp_period.starts_on <= \(end)
            and pfmp_period.ends_on >= \(start) order by school_class.code
            """)
    }

    // MARK: Learners

    /// Every learner of the classes of an action has a line; a line that says nothing goes with its class.
    func followClasses(of action: Action) throws {
        let whole = whole
        let expected: [ID<Learner>] = try whole.rows(
            """
            select distinct enrolment.learner_id from \(whole.table(.enrolment))
            join \(whole.table(.actionClass)) on action_class.class_id = enrolment.class_id
            join \(whole.table(.learner)) on learner.id = enrolment.learner_id
            where action_class.action_id = \(action.id) and learner.left_on is null
            and \(whole.enrolled(in: action.schoolYear)) order by enrolment.learner_id
            """)
        let known: [ActionLearner] = try whole.rows(
            "select action_learner.* from \(whole.table(.actionLearner)) where action_learner.action_id = \(action.id)")
        let has = Set(known.map(\.learnerId))
        let lines = expected.filter { !has.contains($0) }.map {
            ActionLearner(id: newID(), actionId: action.id, learnerId: $0)
        }
        if !lines.isEmpty { try whole.insertMany(lines, into: .actionLearner) }
        let stay = Set(expected)
        let gone = known.filter { !stay.contains($0.learnerId) && $0.state == .expected && $0.authorisedOn == nil }
        guard !gone.isEmpty else { return }
        try whole.delete(
            from: .actionMeeting,
            where: "action_id = \(action.id) and learner_id in (\(list: gone.map(\.learnerId)))")
        try whole.delete(from: .actionLearner, where: "id in (\(list: gone.map(\.id)))")
    }

    func actionLearners(of action: ID<Action>) throws -> [ActionLearnerLine] {
        try rows(
            """
            select action_learner.id, action_learner.learner_id, learner.family_name, learner.usage_name,
            learner.first_name, learner.birth_date, action_learner.state, action_learner.authorised_on,
            action_learner.wishes, (select min(school_class.code) from \(table(.schoolClass))
            join \(table(.enrolment)) on enrolment.class_id = school_class.id
            join \(table(.actionClass)) on action_class.class_id = school_class.id
            where enrolment.learner_id = learner.id and action_class.action_id = \(action)) as class_code
            from \(table(.actionLearner)) join \(table(.learner)) on learner.id = action_learner.learner_id
            where action_learner.action_id = \(action) order by learner.search_key, learner.id
            """)
    }
}

/// A learner of an action, as lists show them.
struct ActionLearnerLine: Codable, Sendable {
    let id: ID<ActionLearner>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let state: ActionLearner.State
    let authorisedOn: LocalDate?
    let wishes: String
    let classCode: String?

    var listName: String { (usageName ?? familyName) + " " + firstName }

    /// Parents are asked for who is not of age that day; an unknown birth date counts as minor.
    func isMinor(on day: LocalDate) -> Bool {
        Learner(id: learnerId, familyName: familyName, firstName: firstName, birthDate: birthDate).isMinor(on: day)
    }
}
