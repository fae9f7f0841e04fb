import Domain
import Persistence

/// Trainees of other schools at a company, on some days: counts only.
struct OtherSchoolsCount: Codable, Sendable {
    let companyId: ID<Company>
    let trainees: Int
    let schools: Int
}

extension PlatformDatabase {
    /// How many trainees of other schools the companies of a school have on some days, by SIRET (I5). Nothing else of
    /// the other schools goes out.
    func traineesElsewhere(than school: ID<School>, from start: LocalDate, through end: LocalDate) throws
        -> [OtherSchoolsCount]
    {
        try rows(OtherSchoolsCount.statement(school, from: start, through: end))
    }
}

extension OtherSchoolsCount {
    /// Each company is found again in the other schools by its SIRET, and each placement by the company: nothing is walked
    /// through, whatever the number of schools.
    static func statement(_ school: ID<School>, from start: LocalDate, through end: LocalDate) -> SQL {
        """
        select company.id as company_id, count(*) as trainees, count(distinct placement.school_id) as schools
        from company join company as other on other.siret = company.siret and other.school_id <> company.school_id
        join placement on placement.school_id = other.school_id and placement.company_id = other.id
        where company.school_id = \(school) and company.siret is not null and other.siret is not null
        and placement.starts_on <= \(end) and placement.ends_on >= \(start)
        and not exists (select 1 from agreement
        where agreement.school_id = placement.school_id and agreement.placement_id = placement.id
        and agreement.state in (\(Agreement.State.failedStates)))
        group by company.id
        """
    }
}
