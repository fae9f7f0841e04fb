import Domain
import Persistence

/// A class with what its calendar needs.
private struct PlannedClass: Codable {
    let id: ID<SchoolClass>
    let code: String
    let mef: String
    let stream: String
    let learnerCount: Int
}

extension SchoolDatabase {
    /// The calendar of every class of a year: it names nobody, and the whole team sees it.
    func classCalendars(year: Int) throws -> [ClassCalendar] {
        let school = whole
        let classes: [PlannedClass] = try school.rows(
            """
            select school_class.id, school_class.code, school_class.mef, school_class.stream,
            (select count(*) from \(school.table(.enrolment)) join \(school.table(.learner))
            on learner.id = enrolment.learner_id where enrolment.class_id = school_class.id
            and enrolment.ends_on is null and learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))) as learner_count
            from \(school.table(.schoolClass)) where school_class.school_year = \(year)
            order by school_class.stream, school_class.code, school_class.id
            """)
        let periods = Dictionary(grouping: try school.periodRecords(year: year), by: \.classId)
        let events = try school.schoolEvents(year: year)
        return classes.map { line in
            ClassCalendar(
                classId: line.id, code: line.code, mef: MEF.known(line.mef), stream: line.stream, schoolYear: year,
                learners: line.learnerCount, periods: periods[line.id] ?? [], events: events)
        }
    }

    /// Every period of a year, catch-up periods included.
    func periodRecords(year: Int) throws -> [PFMPPeriod] {
        try rows(
            """
            select pfmp_period.* from \(table(.pfmpPeriod)) where pfmp_period.school_year = \(year)
            order by pfmp_period.starts_on, pfmp_period.id
            """)
    }

    func schoolEvents(year: Int) throws -> [SchoolEvent] {
        try once("events.\(year)") {
            try rows(
                """
                select school_event.* from \(table(.schoolEvent)) where school_event.school_year = \(year)
                order by school_event.starts_on, school_event.id
                """)
        }
    }

    func schoolEvent(_ id: ID<SchoolEvent>) throws -> SchoolEvent {
        try find(id, in: .schoolEvent, "Cette date du calendrier")
    }

    func boardDecision(year: Int) throws -> BoardDecision? {
        try row("select board_decision.* from \(table(.boardDecision)) where board_decision.school_year = \(year)")
    }

    /// The totals by speciality that the school typed, oldest first.
    func trainingDurations() throws -> [TrainingDuration] {
        try rows(
            """
            select training_duration.* from \(table(.trainingDuration))
            order by training_duration.training, training_duration.from_year
            """)
    }

    /// The calendar of the place of the school, with the closures that it typed for everyone; without holidays where
    /// none are known.
    func schoolCalendar(year: Int) throws -> SchoolCalendar? {
        let school = try ownSchool()
        guard let known = SchoolYear(start: year), let academie = Academie(named: school.academie) else { return nil }
        var calendar = try SchoolCalendar(
            academie: academie, year: known, territory: Territory(rawValue: school.territory))
        calendar.take(try vacations(of: academie, year: year))
        calendar.add(try closures(year: year))
        return calendar
    }

    /// The days that the school closes for everyone.
    func closures(year: Int) throws -> [SchoolHoliday] {
        try schoolEvents(year: year).filter { $0.kind == .closure && $0.classId == nil && $0.stream.isEmpty }
            .map { SchoolHoliday(name: $0.label, start: $0.startsOn, end: $0.endsOn) }
    }
}

extension MEF {
    /// A code as stored; `nil` when it is empty or damaged: the class then has no rule of duration.
    static func known(_ text: String) -> MEF? {
        do throws(IdentifierRefusal) {
            return try MEF(text)
        } catch {
            return nil
        }
    }
}
