import Domain
import Persistence

private struct PublishedFigure: Codable {
    let training: String
    let measure: String
    let valueTenths: Int
}

private struct SituationCount: Codable {
    let situation: String
    let amount: Int
}

extension IndicatorSource {
    /// I4.x: what became of those who left. The survey of the school and InserJeunes are never mixed.
    static let leavers: [IndicatorSource] = [
        IndicatorSource(["I4.1"], reading: [.officialInsertion]) { db, _ in [try db.publishedInsertion()] },
        IndicatorSource(["I4.2"], reading: [.learner, .enrolment, .insertionAnswer]) { [try $0.ownSurvey($1)] },
    ]
}

extension SchoolDatabase {
    /// The last cohort published, the trainings with both counts together: counts are added, rates are not.
    fileprivate func publishedInsertion() throws -> IndicatorValue {
        let wanted = [OfficialMeasure.jobSix.rawValue, OfficialMeasure.leavers.rawValue]
        let figures: [PublishedFigure] = try rows(
            """
            select official_insertion.training_code || ' ' || official_insertion.training as training,
            official_insertion.measure, official_insertion.value_tenths from \(table(.officialInsertion))
            where official_insertion.cohort =
            (select max(latest.cohort) from \(table(.officialInsertion, as: "latest")))
            and official_insertion.measure in (\(list: wanted)) and official_insertion.value_tenths is not null
            """)
        let trainings = Dictionary(grouping: figures, by: \.training).values.compactMap { lines -> (Int, Int)? in
            let known = Dictionary(lines.map { ($0.measure, $0.valueTenths / 10) }, uniquingKeysWith: +)
            guard let jobs = known[OfficialMeasure.jobSix.rawValue],
                let leavers = known[OfficialMeasure.leavers.rawValue]
            else { return nil }
            return (jobs, leavers)
        }
        guard !trainings.isEmpty else { return IndicatorValue("I4.1", nil) }
        return IndicatorValue(
            "I4.1", trainings.reduce(0) { $0 + $1.0 }, of: trainings.reduce(0) { $0 + $1.1 })
    }

    /// Those who left at the end of the year before are asked during this one.
    fileprivate func ownSurvey(_ span: IndicatorYear) throws -> IndicatorValue {
        let asked = try count(
            """
            select count(*) from \(table(.learner)) where learner.left_on is not null and learner.id in (
            select enrolment.learner_id from \(table(.enrolment)) where enrolment.school_year = \(span.year - 1))
            and not exists (select 1 from \(table(.enrolment, as: "later")) where later.learner_id = learner.id
            and later.school_year > \(span.year - 1))
            """)
        guard asked > 0 else { return IndicatorValue("I4.2", nil) }
        let situations: [SituationCount] = try rows(
            """
            select insertion_answer.situation, count(*) as amount from \(table(.insertionAnswer))
            where insertion_answer.survey_year = \(span.year - 1) and insertion_answer.answered_on <= \(span.until)
            group by insertion_answer.situation order by insertion_answer.situation
            """)
        return IndicatorValue(
            "I4.2", situations.reduce(0) { $0 + $1.amount }, of: asked,
            parts: situations.map {
                IndicatorValue.Part(Situation(rawValue: $0.situation)?.label ?? $0.situation, $0.amount)
            }, partsLabel: "par situation, en réponses", partsAddUp: true)
    }
}
