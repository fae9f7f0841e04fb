import Domain
import Persistence

/// A placement that stands, by what the rules on overlaps and numbers need.
struct StandingPlacement: Codable, Sendable {
    let id: ID<Placement>
    let learnerId: ID<Learner>
    let companyId: ID<Company>
    let tutorId: ID<Contact>?
    let referentId: ID<StaffMember>?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let companyName: String
    let companySiret: String?
}

/// A member of staff who may follow a learner, with how many they follow on given days.
struct ReferentChoice: Codable, Sendable {
    let id: ID<StaffMember>
    let civility: String
    let familyName: String
    let firstName: String
    /// Whether they teach the class.
    let teachesClass: Bool
    let followed: Int

    var label: String {
        let name = [familyName, firstName].filter { !$0.isEmpty }.joined(separator: " ")
        guard followed > 0 else { return name }
        return "\(name) (\(FrenchNumber.counted(followed, "élève suivi", "élèves suivis")))"
    }
}

/// A placement in the history of a learner.
struct PlacementLine: Codable, Sendable {
    let id: ID<Placement>
    let periodId: ID<PFMPPeriod>
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let companyId: ID<Company>
    let companyName: String
    let companyCity: String
    let tutorName: String?
    let referentName: String?
    let agreementId: ID<Agreement>?
    let state: Agreement.State?
}

extension SchoolDatabase {
    func placement(_ id: ID<Placement>) throws -> Placement {
        try find(id, in: .placement, "Ce placement")
    }

    /// Every placement that stands and shares a day with the dates, whoever may see it: rules count them all.
    func standingPlacements(from start: LocalDate, through end: LocalDate) throws -> [StandingPlacement] {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        return try whole.rows(
            """
            select placement.id, placement.learner_id, placement.company_id, placement.tutor_id,
            placement.referent_id, placement.starts_on, placement.ends_on,
            coalesce(company.trade_name, company.legal_name) as company_name, company.siret as company_siret
            from \(whole.table(.placement)) \(whole.latestAgreement)
            join \(whole.table(.company)) on company.id = placement.company_id
            where placement.starts_on <= \(end) and placement.ends_on >= \(start) and \(whole.stands)
            """)
    }

    /// Who may be référent for a class: its teachers first, then the rest of the team.
    func referentChoices(for period: PFMPPeriod) throws -> [ReferentChoice] {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        return try whole.rows(
            """
            select staff_member.id, staff_member.civility, staff_member.family_name, staff_member.first_name,
            (mine.staff_id is not null) as teaches_class, coalesce(followed.followed, 0) as followed
            from \(whole.table(.staffMember))
            left join (select distinct teaching.staff_id from \(whole.table(.teaching))
            where teaching.class_id = \(period.classId)) as mine on mine.staff_id = staff_member.id
            left join (select placement.referent_id, count(*) as followed from \(whole.table(.placement)) \(whole.latestAgreement)
            where placement.starts_on <= \(period.endsOn) and placement.ends_on >= \(period.startsOn) and \(whole.stands)
            group by placement.referent_id) as followed on followed.referent_id = staff_member.id
            where staff_member.left_on is null and (mine.staff_id is not null or staff_member.function = 'ENS')
            order by case when mine.staff_id is null then 1 else 0 end, staff_member.search_key, staff_member.id
            """)
    }

    /// The placements of a learner, latest first, those that came to nothing included.
    func placements(of learner: ID<Learner>) throws -> [PlacementLine] {
        try rows(
            """
            select placement.id, placement.period_id, pfmp_period.label, placement.starts_on, placement.ends_on,
            placement.company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            company.address_city as company_city, tutor.family_name as tutor_name,
            staff_member.family_name as referent_name, agreement.id as agreement_id, agreement.state
            from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.contact, as: "tutor")) on tutor.id = placement.tutor_id
            left join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where placement.learner_id = \(learner) order by placement.starts_on desc, placement.id desc
            """)
    }
}
