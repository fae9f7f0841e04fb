import Domain
import Persistence

/// How many actions were recorded for each objective, by kind. The only place where the office reads actions.
struct ObjectiveActions: Sendable {
    /// By line of objectives, then by kind.
    var done: [ID<RoadmapObjective>: [String: Int]] = [:]
    var coming: [ID<RoadmapObjective>: [String: Int]] = [:]

    /// - Parameter kind: empty counts every kind.
    func done(_ root: ID<RoadmapObjective>, kind: String) -> Int { ObjectiveActions.sum(done[root] ?? [:], kind) }

    func coming(_ root: ID<RoadmapObjective>, kind: String) -> Int { ObjectiveActions.sum(coming[root] ?? [:], kind) }

    /// Those done of no kind named.
    func others(_ root: ID<RoadmapObjective>, than kinds: Set<String>) -> Int {
        (done[root] ?? [:]).filter { !kinds.contains($0.key) }.values.reduce(0, +)
    }

    private static func sum(_ counts: [String: Int], _ kind: String) -> Int {
        kind.isEmpty ? counts.values.reduce(0, +) : counts[kind] ?? 0
    }
}

enum ActionFigures {
    /// The kinds of action that a planned line may name.
    static let kinds: [(value: String, label: String)] = ActionKind.allCases.map { ($0.rawValue, $0.label) }

    static let done = [Action.State.held.rawValue, Action.State.closed.rawValue]
    static let coming = [Action.State.preparing.rawValue, Action.State.confirmed.rawValue]
}

private struct ObjectiveActionRow: Codable {
    let rootId: ID<RoadmapObjective>
    let kind: String
    let state: String
    let amount: Int
}

private struct KindCount: Codable {
    let kind: String
    let amount: Int
}

private struct TwoCounts: Codable {
    let amount: Int
    let other: Int
}

extension IndicatorSource {
    /// I2.x: what the second axis did.
    static let actions: [IndicatorSource] = [
        IndicatorSource(["I2.1"], reading: [.action, .actionLearner, .enrolment]) { [try $0.actionsDone($1)] },
        IndicatorSource(["I2.2"], reading: [.action, .actionGuest]) { [try $0.professionals($1)] },
        IndicatorSource(["I2.3"], reading: [.action, .actionBooking, .visitor]) { [try $0.collegePupils($1)] },
        IndicatorSource(["I2.4"], reading: [.action, .actionStaff]) { [try $0.teachersAway($1)] },
        IndicatorSource(["I2.5"], reading: [.alumnus]) { [try $0.alumni($1)] },
        IndicatorSource(["I2.6"], reading: [.mentoring]) { [try $0.mentorings($1)] },
        IndicatorSource(["I2.7"], reading: [.pathSession]) { [try $0.individualSessions($1)] },
        IndicatorSource(["I2.8"], reading: [.action, .actionFeedback, .actionGuest, .actionLearner]) {
            [try $0.satisfaction($1)]
        },
        IndicatorSource(["I2.9"], reading: [.action, .actionMeeting]) { [try $0.meetingEffects($1)] },
    ]
}

extension SchoolDatabase {
    /// The actions of a year by the line of the objective they serve.
    func actionCounts(year: Int) throws -> ObjectiveActions {
        let found: [ObjectiveActionRow] = try rows(
            """
            select action.objective_id as root_id, action.kind, action.state, count(*) as amount
            from \(table(.action)) where action.school_year = \(year) and action.objective_id is not null
            and action.state in (\(list: ActionFigures.done + ActionFigures.coming))
            group by action.objective_id, action.kind, action.state
            """)
        var counts = ObjectiveActions()
        for line in found {
            if ActionFigures.done.contains(line.state) {
                counts.done[line.rootId, default: [:]][line.kind, default: 0] += line.amount
            } else {
                counts.coming[line.rootId, default: [:]][line.kind, default: 0] += line.amount
            }
        }
        return counts
    }

    /// The actions of the year that took place: an action carried over counts in the year it is held, once.
    private func held(_ span: IndicatorYear) -> SQL {
        "action.school_year = \(span.year) and action.state in (\(list: ActionFigures.done))"
    }

    fileprivate func actionsDone(_ span: IndicatorYear) throws -> IndicatorValue {
        let kinds: [KindCount] = try rows(
            """
            select action.kind, count(*) as amount from \(table(.action))
            where \(held(span)) and action.axis = \(BureauAxis.pathways.rawValue)
            group by action.kind order by count(*) desc, action.kind
            """)
        let reached = try count(
            """
            select count(distinct action_learner.learner_id) from \(table(.actionLearner))
            join \(table(.action)) on action.id = action_learner.action_id
            where \(held(span)) and action_learner.state = \(ActionLearner.State.present.rawValue)
            """)
        let enrolled = try count(
            """
            select count(distinct enrolment.learner_id) from \(table(.enrolment))
            where enrolment.school_year = \(span.year) and enrolment.ends_on is null
            """)
        let parts = kinds.map { IndicatorValue.Part(ActionKind(rawValue: $0.kind)?.label ?? $0.kind, $0.amount) }
        return IndicatorValue(
            "I2.1", kinds.reduce(0) { $0 + $1.amount },
            parts: parts + [
                IndicatorValue.Part("Élèves touchés, sur les inscrits", reached, of: enrolled)
            ],
            partsLabel: "par type")
    }

    fileprivate func professionals(_ span: IndicatorYear) throws -> IndicatorValue {
        let found: TwoCounts? = try row(
            """
            select count(distinct coalesce(action_guest.contact_id, action_guest.company_id)) as amount,
            cast(coalesce(sum(action_guest.minutes), 0) as bigint) as other from \(table(.actionGuest))
            join \(table(.action)) on action.id = action_guest.action_id
            where \(held(span)) and action_guest.state = \(ActionGuest.State.present.rawValue)
            """)
        return IndicatorValue(
            "I2.2", found?.amount ?? 0, parts: [IndicatorValue.Part("Heures données", (found?.other ?? 0) / 60)],
            partsLabel: "temps")
    }

    fileprivate func collegePupils(_ span: IndicatorYear) throws -> IndicatorValue {
        let groups: [KindCount] = try rows(
            """
            select action_booking.college as kind, cast(sum(action_booking.attended) as bigint) as amount
            from \(table(.actionBooking)) join \(table(.action)) on action.id = action_booking.action_id
            where \(held(span)) and action_booking.cancelled_at is null and action_booking.attended > 0
            group by action_booking.college
            """)
        let visitors: [KindCount] = try rows(
            """
            select visitor.origin_name as kind, count(*) as amount from \(table(.visitor)) where visitor.attended
            and visitor.starts_on between \(span.first) and \(span.until) group by visitor.origin_name
            """)
        let (grouped, single) = (groups.reduce(0) { $0 + $1.amount }, visitors.reduce(0) { $0 + $1.amount })
        // The same school, however it was typed.
        let schools = Set((groups + visitors).map { SearchKey($0.kind).rawValue }.filter { !$0.isEmpty })
        return IndicatorValue(
            "I2.3", grouped + single,
            parts: [
                IndicatorValue.Part("Venus en groupe", grouped), IndicatorValue.Part("Accueillis un par un", single),
            ], partsLabel: "par accueil, \(FrenchNumber.counted(schools.count, "collège", "collèges"))",
            partsAddUp: true)
    }

    fileprivate func teachersAway(_ span: IndicatorYear) throws -> IndicatorValue {
        let stays: [TeacherStay] = try rows(
            """
            select distinct action_staff.staff_id, action.starts_on, action.ends_on from \(table(.actionStaff))
            join \(table(.action)) on action.id = action_staff.action_id
            where \(held(span)) and action.kind = \(ActionKind.teacherPlacement.rawValue)
            and action.starts_on is not null
            """)
        return IndicatorValue(
            "I2.4", Set(stays.map(\.staffId)).count,
            parts: [IndicatorValue.Part("Jours passés en entreprise", stays.reduce(0) { $0 + $1.weekdays })],
            partsLabel: "durée")
    }

    fileprivate func alumni(_ span: IndicatorYear) throws -> IndicatorValue {
        let found: TwoCounts? = try row(
            """
            select count(*) as amount,
            coalesce(cast(sum(case when alumnus.last_contact_on >= \(span.first) then 1 else 0 end) as bigint), 0) as other
            from \(table(.alumnus)) where alumnus.consent_on <= \(span.until) and alumnus.kept_until >= \(span.until)
            and (alumnus.withdrawn_on is null or alumnus.withdrawn_on > \(span.until))
            """)
        return IndicatorValue(
            "I2.5", found?.amount ?? 0, parts: [IndicatorValue.Part("En contact dans l’année", found?.other ?? 0)],
            partsLabel: "activité")
    }

    fileprivate func mentorings(_ span: IndicatorYear) throws -> IndicatorValue {
        let found: TwoCounts? = try row(
            """
            select coalesce(cast(sum(case when mentoring.state <> \(Mentoring.State.proposed.rawValue)
            and mentoring.starts_on between \(span.first) and \(span.until) then 1 else 0 end) as bigint), 0) as amount,
            coalesce(cast(sum(case when mentoring.state = \(Mentoring.State.completed.rawValue)
            and mentoring.ends_on between \(span.first) and \(span.until) then 1 else 0 end) as bigint), 0) as other
            from \(table(.mentoring))
            """)
        return IndicatorValue(
            "I2.6", found?.amount ?? 0,
            parts: [IndicatorValue.Part("Menés à leur terme dans l’année", found?.other ?? 0)], partsLabel: "suite")
    }

    fileprivate func individualSessions(_ span: IndicatorYear) throws -> IndicatorValue {
        // Help given to one person: the workshops of AvenirPro are for a group, and its advisers are not the bureau.
        let help = PathSession.Kind.allCases.filter(\.isHelp).map(\.rawValue)
        let found: TwoCounts? = try row(
            """
            select count(*) as amount, count(distinct path_session.learner_id) as other from \(table(.pathSession))
            where path_session.present and path_session.kind in (\(list: help)) and path_session.held_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue(
            "I2.7", found?.amount ?? 0, parts: [IndicatorValue.Part("Élèves aidés", found?.other ?? 0)],
            partsLabel: "élèves")
    }

    fileprivate func satisfaction(_ span: IndicatorYear) throws -> IndicatorValue {
        let givers: [GiverMarks] = try rows(
            """
            select action_feedback.given_by, cast(sum(action_feedback.rating) as bigint) as total, count(*) as answers
            from \(table(.actionFeedback)) join \(table(.action)) on action.id = action_feedback.action_id
            where \(held(span)) group by action_feedback.given_by order by action_feedback.given_by
            """)
        let means = givers.map {
            IndicatorValue.Part(
                ActionFeedback.Giver(rawValue: $0.givenBy)?.label ?? $0.givenBy, $0.total, of: $0.answers)
        }
        return IndicatorValue(
            "I2.8", givers.isEmpty ? nil : givers.reduce(0) { $0 + $1.total }, of: givers.reduce(0) { $0 + $1.answers },
            parts: givers.isEmpty ? [] : means + (try answerRates(givers, span)), partsLabel: "par qui répond")
    }

    /// How many answered, of those asked: companies thanked, learners present where the class was given the link.
    private func answerRates(_ givers: [GiverMarks], _ span: IndicatorYear) throws -> [IndicatorValue.Part] {
        let companies = try count(
            """
            select count(*) from \(table(.actionGuest)) join \(table(.action)) on action.id = action_guest.action_id
            where \(held(span)) and action_guest.state = \(ActionGuest.State.present.rawValue)
            """)
        let learners = try count(
            """
            select count(*) from \(table(.actionLearner)) join \(table(.action)) on action.id = action_learner.action_id
            where \(held(span)) and action_learner.state = \(ActionLearner.State.present.rawValue)
            and (action.feedback_hash is not null or exists (select 1 from \(table(.actionFeedback))
            where action_feedback.action_id = action.id
            and action_feedback.given_by = \(ActionFeedback.Giver.learner.rawValue)))
            """)
        let asked = [ActionFeedback.Giver.company.rawValue: companies, ActionFeedback.Giver.learner.rawValue: learners]
        return givers.map { giver in
            let label = ActionFeedback.Giver(rawValue: giver.givenBy)?.label ?? giver.givenBy
            let people = max(asked[giver.givenBy] ?? 0, giver.answers)
            return IndicatorValue.Part(
                "\(label), réponses sur \(FrenchNumber.grouped(people)) sollicités", giver.answers)
        }
    }

    fileprivate func meetingEffects(_ span: IndicatorYear) throws -> IndicatorValue {
        let outcomes: [KindCount] = try rows(
            """
            select action_meeting.outcome as kind, count(*) as amount from \(table(.actionMeeting))
            join \(table(.action)) on action.id = action_meeting.action_id
            where \(held(span)) group by action_meeting.outcome order by action_meeting.outcome
            """)
        let born: Set = [ActionMeeting.Outcome.placement.rawValue, ActionMeeting.Outcome.contract.rawValue]
        let idle: Set = [ActionMeeting.Outcome.planned.rawValue, ActionMeeting.Outcome.missed.rawValue]
        let took = outcomes.filter { !idle.contains($0.kind) }
        return IndicatorValue(
            "I2.9", took.filter { born.contains($0.kind) }.reduce(0) { $0 + $1.amount },
            of: took.reduce(0) { $0 + $1.amount },
            parts: took.map {
                IndicatorValue.Part(ActionMeeting.Outcome(rawValue: $0.kind)?.label ?? $0.kind, $0.amount)
            },
            partsLabel: "par suite")
    }
}

/// The days of a teacher in a company.
private struct TeacherStay: Codable {
    let staffId: ID<StaffMember>
    let startsOn: LocalDate
    let endsOn: LocalDate?

    /// Saturdays and Sundays left out.
    var weekdays: Int {
        let length = startsOn.days(until: max(startsOn, endsOn ?? startsOn))
        return (0...length).count { startsOn.adding(days: $0).weekday <= 5 }
    }
}

private struct GiverMarks: Codable {
    let givenBy: String
    let total: Int
    let answers: Int
}
