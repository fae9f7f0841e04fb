import Domain
import Persistence

private struct AxisMinutes: Codable {
    let axis: BureauAxis
    let minutes: Int
}

private struct TrainingCount: Codable {
    let sessions: Int
    let minutes: Int
}

extension IndicatorSource {
    /// I5.1, I5.3 and I5.4: how the bureau itself does. I5.2 comes from all the others.
    static let office: [IndicatorSource] = [
        IndicatorSource(["I5.1"], reading: [.officeTime]) { [try $0.timeByAxis($1)] },
        IndicatorSource(
            ["I5.3"], reading: [.officeOpening, .officeAbsence, .schoolEvent, .schoolVacation]
        ) { [try $0.openDays($1)] },
        IndicatorSource(["I5.4"], reading: [.trainingSession, .trainingPart]) { [try $0.training($1)] },
    ]
}

extension SchoolDatabase {
    fileprivate func timeByAxis(_ span: IndicatorYear) throws -> IndicatorValue {
        let times: [AxisMinutes] = try rows(
            """
            select office_time.axis, cast(sum(office_time.minutes) as bigint) as minutes from \(table(.officeTime))
            where office_time.worked_on between \(span.first) and \(span.until)
            group by office_time.axis order by office_time.axis
            """)
        let all = times.reduce(0) { $0 + $1.minutes }
        guard all > 0 else { return IndicatorValue("I5.1", nil) }
        let known = Dictionary(times.map { ($0.axis, $0.minutes) }, uniquingKeysWith: +)
        let parts = AxisOrder.all.map {
            IndicatorValue.Part("\($0.shortLabel)\u{A0}: \($0.label)", known[$0] ?? 0, of: all)
        }
        return IndicatorValue(
            "I5.1", all - (known[.office] ?? 0), of: all, parts: parts, partsLabel: "part du temps noté")
    }

    /// The days of class gone by that somebody kept open, each with the hours and the absences of that day.
    fileprivate func openDays(_ span: IndicatorYear) throws -> IndicatorValue {
        let days = try officeDays(year: span.year, from: span.first, through: span.until)
        let openings = try openings()
        guard !days.isEmpty, !openings.isEmpty else { return IndicatorValue("I5.3", nil) }
        let cover = OfficeCover(openings: openings, absences: try absences(from: span.first))
        return IndicatorValue("I5.3", cover.openCount(among: days), of: days.count)
    }

    fileprivate func training(_ span: IndicatorYear) throws -> IndicatorValue {
        // The pathway is that of a person: who followed most of it, not what two people followed between them.
        let webinars =
            try rows(
                """
                select count(distinct training_session.webinar) from \(table(.trainingSession))
                join \(table(.trainingPart)) on training_part.session_id = training_session.id
                where training_part.attendance = \(TrainingPart.Attendance.present.rawValue)
                and training_session.webinar is not null and training_session.held_on <= \(span.until)
                group by training_part.staff_id
                """, as: Int.self
            ).max() ?? 0
        let followed: TrainingCount? = try row(
            """
            select count(*) as sessions, cast(coalesce(sum(training_session.minutes), 0) as bigint) as minutes
            from \(table(.trainingSession)) join \(table(.trainingPart)) on training_part.session_id = training_session.id
            where training_part.attendance = \(TrainingPart.Attendance.present.rawValue)
            and training_session.held_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue(
            "I5.4", webinars, of: TrainingSession.webinarCount,
            parts: [
                IndicatorValue.Part("Sessions suivies dans l’année", followed?.sessions ?? 0),
                IndicatorValue.Part("Heures de formation dans l’année", (followed?.minutes ?? 0) / 60),
            ], partsLabel: "dans l’année")
    }
}

/// The axes in the order people read them, secretarial work last.
private enum AxisOrder {
    static let all: [BureauAxis] = BureauAxis.ofObjectives + [.office]
}
