import Domain
import Exchange
import Persistence

/// An action as a successor finds it: what, when, where, with how many.
struct HandedAction: Codable, Sendable {
    let id: ID<Action>
    let kind: ActionKind
    let title: String
    let state: Action.State
    let schoolYear: Int
    let startsOn: LocalDate?
    let startMinute: Int?
    let roomName: String?
    let place: String
    let requesterName: String
    let organiser: String
    let objective: String?
    let guests: Int
    let coming: Int
    let learners: Int
    let report: String

    var cells: [CellValue] {
        [
            .text(title), .text(kind.label), .text(state.label), .text(SchoolYear(start: schoolYear)?.rawValue ?? ""),
            .optional(startsOn), .optional(startMinute.map { HourSpan.clock($0) }), .text(roomName ?? place),
            .text(requesterName), .text(organiser), .optional(objective), .integer(guests), .integer(coming),
            .integer(learners), .text(report),
        ]
    }

    static let columns = [
        "Action", "Genre", "État", "Année", "Le", "Heure", "Lieu", "Demandée par", "Organisée par", "Objectif servi",
        "Professionnels invités", "Qui viennent ou sont venus", "Élèves", "Bilan",
    ]
}

extension SchoolDatabase {
    /// The actions of a year and those prepared for the next ones, by day; learners by their number only.
    func handedActions(from year: Int) throws -> [HandedAction] {
        try rows(
            """
            select action.id, action.kind, action.title, action.state, action.school_year, action.starts_on,
            action.start_minute, room.name as room_name, action.place, action.requester_name, action.organiser,
            (select max(roadmap_objective.label) from \(table(.roadmapObjective))
            where roadmap_objective.id = action.objective_id) as objective,
            (select count(*) from \(table(.actionGuest)) where action_guest.action_id = action.id) as guests,
            (select count(*) from \(table(.actionGuest, as: "coming")) where coming.action_id = action.id
            and coming.state in ('accepte', 'present')) as coming,
            (select count(*) from \(table(.actionLearner)) where action_learner.action_id = action.id) as learners,
            action.report from \(table(.action)) left join \(table(.room)) on room.id = action.room_id
            where action.school_year >= \(year)
            order by action.school_year, coalesce(action.starts_on, '9999'), action.id limit 2000
            """)
    }

    /// What to follow in an agenda: the actions of the year and of the next, then the PFMP of every class.
    func handedCalendars(year: Int, for author: Author) throws -> [(name: String, calendar: ICSCalendar)] {
        let found = try [year, year + 1].flatMap { try actions(ActionListFilter(year: $0), for: author) }
        let periods = try handedPeriods(year: year).map { period in
            ICSEvent(
                uid: "pfmp-\(period.id)@bureau", summary: "\(period.classCode)\u{A0}: \(period.label)",
                startsOn: period.startsOn, endsOn: period.endsOn)
        }
        let place = try zone()
        return [
            ("actions", ICSCalendar(name: "Actions du bureau", events: found.compactMap(\.event), zone: place)),
            ("pfmp", ICSCalendar(name: "PFMP de l’année", events: periods, zone: place)),
        ]
    }

    /// The letter of mission by which the person in charge works; `nil` for who may not read it.
    func handedLetter(for author: Author) throws -> MissionLetter? {
        guard author.may(.seeMissionLetters) else { return nil }
        let running = [MissionLetter.State.inForce.rawValue, MissionLetter.State.noticeGiven.rawValue]
        return try row(
            """
            select mission_letter.* from \(table(.missionLetter)) where mission_letter.state in (\(list: running))
            order by mission_letter.starts_on desc, mission_letter.id desc limit 1
            """)
    }
}
