import Domain
import Persistence

extension SchoolDatabase {
    func situations(of placement: ID<Placement>) throws -> [CCFSituation] {
        try rows(
            """
            select ccf_situation.* from \(table(.ccfSituation)) where ccf_situation.placement_id = \(placement)
            order by coalesce(ccf_situation.done_on, ccf_situation.planned_on, '9999-12-31'), ccf_situation.id
            """)
    }

    func situation(_ id: ID<CCFSituation>) throws -> CCFSituation {
        try find(id, in: .ccfSituation, "Cette situation")
    }

    /// The situations of a school year: those to come and late, then those done.
    func situations(year: Int, limit: Int = 1000) throws -> [CCFLine] {
        try rows(
            """
            select ccf_situation.id, ccf_situation.placement_id, ccf_situation.title, ccf_situation.planned_on,
            ccf_situation.done_on, ccf_situation.evaluators, learner.family_name, learner.usage_name,
            learner.first_name, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company_name
            from \(table(.ccfSituation)) join \(table(.placement)) on placement.id = ccf_situation.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where pfmp_period.school_year = \(year)
            order by case when ccf_situation.done_on is null then 0 else 1 end,
            coalesce(ccf_situation.planned_on, ccf_situation.done_on, '9999-12-31'), ccf_situation.id limit \(limit)
            """)
    }
}
