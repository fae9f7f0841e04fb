import Domain
import Persistence

private struct MeasureSum: Codable {
    let measure: String
    let tenths: Int
}

private struct SituationCount: Codable {
    let situation: String
    let amount: Int
}

extension SchoolDatabase {
    /// I4.x: what became of those who left. The survey of the school and InserJeunes are never mixed.
    func leaverIndicators(_ span: IndicatorYear) throws -> [IndicatorValue] {
        [try publishedInsertion(), try ownSurvey(span)]
    }

    /// The last cohort published, all trainings together: counts are added, rates are not.
    private func publishedInsertion() throws -> IndicatorValue {
        let sums: [MeasureSum] = try rows(
            """
            select official_insertion.measure, cast(coalesce(sum(official_insertion.value_tenths), 0) as bigint) as tenths
            from \(table(.officialInsertion)) where official_insertion.cohort =
            (select max(latest.cohort) from \(table(.officialInsertion, as: "latest")))
            and official_insertion.measure in
            (\(list: [OfficialMeasure.jobSix.rawValue, OfficialMeasure.leavers.rawValue]))
            group by official_insertion.measure
            """)
        func total(_ measure: OfficialMeasure) -> Int? {
            sums.first { $0.measure == measure.rawValue }.map { $0.tenths / 10 }
        }
        guard let leavers = total(.leavers), let jobs = total(.jobSix) else { return IndicatorValue("I4.1", nil) }
        return IndicatorValue("I4.1", jobs, of: leavers)
    }

    /// Those who left at the end of the year before are asked during this one.
    private func ownSurvey(_ span: IndicatorYear) throws -> IndicatorValue {
        let asked = try leavers(year: span.year - 1).count
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
